"""Slope index and quantiles, against what others published and against drawing lots."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata
from tests.analysis.formulas.published import close, column, number, rows

from samplan.analysis.formulas import inequality
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.inequality import Scale

PUBLISHED = pytest.mark.sources
Array = npt.NDArray[np.float64]


def sii_groups() -> list[tuple[str, list[dict[str, str]]]]:
    """The tests of the slope index by what and where, groups in order; those without a published index left out."""
    table = rows("phe_sii.csv")
    found = []
    for (what, area), group in itertools.groupby(table, key=lambda r: (r["TestDescription"], r["Area"])):
        members = list(group)
        if members[0]["sii"]:
            found.append((f"{what}: {area}", members))
    return found


def plain_errors(values: Array, errors: Array, kind: str) -> Array:
    """Errors of logarithms or log odds as errors of the values themselves."""
    return errors * {"0": np.ones_like(values), "1": values, "2": values * (1 - values)}[kind]


@PUBLISHED
def test_slope_index_of_phe() -> None:
    groups = sii_groups()
    assert len(groups) >= 38
    for what, members in groups:
        values, errors, people = (column(members, c) for c in ("Value", "StandardError", "Population"))
        kind = members[0]["ValueType"]
        scale = {"1": Scale.LOG, "2": Scale.LOGIT}[kind] if "transform" in what else Scale.PLAIN
        if scale is Scale.PLAIN:
            errors = plain_errors(values, errors, kind)
        multiplier = {"(x 100)": 100, "(x -100)": -100}.get(what.split("multiplier ")[-1].split(":")[0], 1)
        multiplier = -1 if "negative multiplier" in what else multiplier
        first, *second = (0.98,) if "98%" in what and "95%" not in what else (0.95, 0.98 if "98" in what else 0.99)
        first = 0.99 if "99%" in what else first
        published = members[0]
        for level, end in ((first, "1"), *((s, "2") for s in second)):
            if not published[f"sii_lowercl_{end}"]:
                continue
            found = inequality.slope_index(values, errors, people, scale=scale, level=level, multiplier=multiplier)
            close(found.slope.value, number(published["sii"]), rtol=1e-8)
            bounds = [number(published[f"sii_{side}cl_{end}"]) for side in ("lower", "upper")]
            near = 0.005 * (bounds[1] - bounds[0])
            # Theirs are simulated, and compared with five per cent to spare by themselves.
            np.testing.assert_allclose(
                [found.slope.low, found.slope.high], bounds, rtol=0.0125, atol=near, err_msg=what
            )
            if published["rii"]:
                close(found.relative.value, number(published["rii"]), rtol=1e-8)
                bounds = [number(published[f"rii_{side}cl_{end}"]) for side in ("lower", "upper")]
                np.testing.assert_allclose(
                    [found.relative.low, found.relative.high], bounds, rtol=0.0125, atol=near, err_msg=what
                )
            if published["Intercept"]:
                close(found.intercept, number(published["Intercept"]), rtol=1e-8)


@PUBLISHED
def test_errors_out_of_published_intervals() -> None:
    for what, members in sii_groups():
        if members[0]["LowerCL"] and members[0]["StandardError"]:
            kind = members[0]["ValueType"]
            scale = {"0": Scale.PLAIN, "1": Scale.LOG, "2": Scale.LOGIT}[kind]
            found = inequality.errors_from_intervals(
                column(members, "LowerCL"), column(members, "UpperCL"), scale=scale
            )
            np.testing.assert_allclose(found, column(members, "StandardError"), rtol=1e-3, err_msg=what)


@pytest.mark.parametrize("scale", list(Scale))
def test_the_closed_form_is_what_drawing_lots_finds(scale: Scale) -> None:
    values, people = np.array([0.31, 0.27, 0.29, 0.22, 0.18]), np.array([100.0, 300, 200, 250, 150])
    there, back = {
        Scale.PLAIN: (lambda v: v, lambda v: v),
        Scale.LOG: (np.log, np.exp),
        Scale.LOGIT: (lambda v: np.log(v / (1 - v)), lambda v: 1 / (1 + np.exp(-v))),
    }[scale]
    errors = np.array([0.01, 0.008, 0.012, 0.009, 0.01]) * (1 if scale is Scale.PLAIN else 4)
    found = inequality.slope_index(values, errors, people, scale=scale)
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    draws = there(values) + np.random.default_rng(8).normal(size=(60_000, 5)) * errors
    middle = (share * rank).sum()
    slopes = (draws * share * (rank - middle)).sum(axis=1) / (share * (rank - middle) ** 2).sum()
    bottoms = (draws * share).sum(axis=1) - slopes * middle
    ends = np.quantile(back(bottoms + slopes) - back(bottoms), [0.025, 0.975])
    np.testing.assert_allclose([found.slope.low, found.slope.high], ends, rtol=0.02)
    ratios = np.quantile(back(bottoms + slopes) / back(bottoms), [0.025, 0.975])
    np.testing.assert_allclose([found.relative.low, found.relative.high], ratios, rtol=0.02)


def test_the_slope_is_that_of_weighted_least_squares() -> None:
    values, people = np.array([12.0, 10, 9, 9.5, 7]), np.array([100.0, 300, 200, 250, 150])
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    model = sm.WLS(values, sm.add_constant(rank), weights=share).fit()
    found = inequality.slope_index(values, [0.5] * 5, people)
    assert found.slope.value == pytest.approx(model.params[1])
    assert found.intercept == pytest.approx(model.params[0])
    assert found.relative.value == pytest.approx(1 + model.params[1] / model.params[0])
    turned = inequality.slope_index(values, [0.5] * 5, people, multiplier=-1)
    assert turned.slope.value == -found.slope.value
    assert turned.relative.value == pytest.approx(1 / found.relative.value)


FIVE = [12.0, 10.0, 9.0, 9.5, 7.0]
ONES = [1.0] * 5


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: inequality.slope_index(FIVE[:4], ONES[:4], ONES[:4]), "wrong_number_of_groups"),
        (lambda: inequality.slope_index([1.0] * 101, [1.0] * 101, [1.0] * 101), "wrong_number_of_groups"),
        (lambda: inequality.slope_index(FIVE, ONES, ONES[1:]), "different_lengths"),
        (lambda: inequality.slope_index([None, *FIVE[1:]], ONES, ONES), "missing_value"),
        (lambda: inequality.slope_index(FIVE, [None, *ONES[1:]], ONES), "missing_error"),
        (lambda: inequality.slope_index(FIVE, [-5.0, *ONES[1:]], ONES), "negative_error"),
        (lambda: inequality.slope_index(FIVE, [0.0, *ONES[1:]], ONES), "error_is_zero"),
        (lambda: inequality.slope_index(FIVE, ONES, [None, *ONES[1:]]), "missing_base"),
        (lambda: inequality.slope_index(FIVE, ONES, [-200.0, *ONES[1:]]), "negative_base"),
        (lambda: inequality.slope_index([0.0, *FIVE[1:]], ONES, ONES, scale=Scale.LOG), "outside_the_scale"),
        (lambda: inequality.slope_index(FIVE, ONES, ONES, scale=Scale.LOGIT), "outside_the_scale"),
        (lambda: inequality.slope_index([-4.0, -2, 0, 2, 9], ONES, ONES), "no_ratio"),
        (lambda: inequality.errors_from_intervals([None], [1]), "missing_interval"),
        (lambda: inequality.quantiles([1, 2, math.nan], 3), "too_few_places"),
    ],
)
def test_what_inequality_refuses(call: Callable[[], object], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        call()
    assert refusal.value.code == code


@PUBLISHED
def test_quantiles_of_phe() -> None:
    keys: dict[str, Callable[[dict[str, str]], object]] = {
        "IndSexReg": lambda r: (r["IndSexRef"], r["ParentCode"]),
        "IndSex": lambda r: r["IndSexRef"],
        "None": lambda r: None,
    }
    compared = 0
    table = [r for r in rows("phe_quantile.csv") if r["Test"].startswith("Good")]
    for kind in keys:
        members = [r for r in table if r["GroupSet"] == kind]
        grouped: dict[object, list[dict[str, str]]] = {}
        for r in members:
            grouped.setdefault(keys[kind](r), []).append(r)
        for group in grouped.values():
            number_of = {"IndSexReg": 10, "IndSex": 7, "None": 4}[kind]
            turned = kind == "None" or group[0]["invert"] == "TRUE"
            values, expected = column(group, "Value"), column(group, "quantile_expected")
            if np.isnan(expected).all():
                with pytest.raises(CannotCompute):
                    inequality.quantiles(values, number_of, highest_first=turned)
            else:
                close(inequality.quantiles(values, number_of, highest_first=turned), expected)
            compared += len(group)
    assert compared == 982


@given(st.lists(st.integers(0, 30), min_size=4, max_size=60), st.booleans())
def test_quantiles_are_even_in_order_and_blind_to_shift(values: list[int], turned: bool) -> None:
    found = inequality.quantiles(values, 4, highest_first=turned)
    assert set(found) <= {1, 2, 3, 4}
    order = np.argsort([-v if turned else v for v in values], kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    assert found.tolist() == inequality.quantiles([v * 3 + 7 for v in values], 4, highest_first=turned).tolist()
    ranks = rankdata([-v if turned else v for v in values], method="min")
    size = len(values)
    slow = [math.floor(5 - math.ceil((size + 1 - r) / (size / 4))) for r in ranks]
    assert found.tolist() == slow
    apart = inequality.quantiles(list(range(size)), 4)
    counts = np.bincount(apart.astype(int))[1:]
    assert counts.max() - counts.min() <= 1
