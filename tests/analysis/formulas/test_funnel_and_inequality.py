"""Funnels, slopes and quantiles: Public Health England's figures, and properties."""

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

from samplan.analysis.formulas import funnel, inequality
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.inequality import Scale

PUBLISHED = pytest.mark.sources
Array = npt.NDArray[np.float64]
WORDS = {
    "Low (0.001)": -2,
    "Low (0.025)": -1,
    "Not significant": 0,
    "High (0.025)": 1,
    "High (0.001)": 2,
    "Not applicable for events less than 10 for dsrs": math.nan,
}


def verdicts(table: list[dict[str, str]], name: str) -> list[float]:
    """Published verdicts as numbers."""
    return [WORDS[r[name]] for r in table]


@PUBLISHED
@pytest.mark.parametrize(
    ("file", "below"),
    [("funnel_limits_proportion.csv", math.inf), ("funnel_limits_proportion_denominator_lt_31000.csv", 31_000)],
)
def test_limits_of_proportions(file: str, below: float) -> None:
    assert rows("funnel_limits_proportion.csv")
    assert rows("funnel_limits_proportion_denominator_lt_31000.csv")
    areas = rows("funnel_significance_proportion.csv")
    x, n = column(areas, "numerator"), column(areas, "denominator")
    average = float(x[n < below].sum() / n[n < below].sum())
    table = rows(file)
    close(average * 100, column(table, "Baseline")[0], rtol=1e-8)
    for level, low, high in (
        (0.95, "Lower2s0025limit", "Upper2s0025limit"),
        (0.998, "Lower3s0001limit", "Upper3s0001limit"),
    ):
        found = funnel.proportion_limits(average, column(table, "Population"), level=level, multiplier=100)
        np.testing.assert_allclose(found.low, column(table, low), atol=2e-6)
        np.testing.assert_allclose(found.high, column(table, high), atol=2e-6)


@PUBLISHED
def test_verdicts_of_proportions() -> None:
    table = rows("funnel_significance_proportion.csv")
    found = funnel.verdicts_of_proportions(column(table, "numerator"), column(table, "denominator"))
    assert len(table) == 303
    close(found, verdicts(table, "significance"))


@PUBLISHED
def test_limits_of_ratios() -> None:
    table = rows("funnel_limits_ratio.csv")
    x = column(table, "Observed_events")
    for level, name in ((0.95, "2s"), (0.998, "3s")):
        found = funnel.ratio_curve(x, level=level, multiplier=100)
        # The package halves an interval until it is 1e-7 wide.
        close(found.low_size, column(table, f"lower_{name}_exp_events"), rtol=1e-6)
        close(found.low, column(table, f"lower_{name}_isr"), rtol=1e-6)
        close(found.high_size, column(table, f"upper_{name}_exp_events"), rtol=1e-4)
        close(found.high, column(table, f"upper_{name}_isr"), rtol=1e-4)
        close(found.low / 100 - 1, column(table, f"lower_{name}_count"), rtol=1e-5)
        close(found.high / 100 - 1, column(table, f"upper_{name}_count"), rtol=1e-4)


@PUBLISHED
def test_verdicts_of_ratios() -> None:
    table = rows("funnel_significance_ratio.csv")
    assert len(table) == 300
    close(funnel.verdicts_of_ratios(column(table, "obs"), column(table, "expected")), verdicts(table, "significance"))


def rate_points() -> tuple[Array, Array]:
    """PHE's places for the funnel of rates: events in three years, and rates."""
    table = rows("funnel_points_rate_input_and_expected.csv")
    return column(table, "ev"), column(table, "rate")


@PUBLISHED
@pytest.mark.parametrize(
    "file",
    [
        "funnel_limits_rate_dsr.csv",
        "funnel_limits_rate_crude_max_ev_set_to_5.csv",
        "funnel_limits_rate_crude_zero_events.csv",
    ],
)
def test_limits_of_rates(file: str) -> None:
    assert rows("funnel_limits_rate_dsr.csv")
    assert rows("funnel_limits_rate_crude_max_ev_set_to_5.csv")
    assert rows("funnel_limits_rate_crude_zero_events.csv")
    events, rates = rate_points()
    bases = events / rates * 100_000
    largest = int(events.argmax())
    if "set_to_5" in file:
        events[largest] = 5
        average = funnel.average_rate(events, rates)
    elif "zero" in file:
        events[largest] = rates[largest] = 0
        kept = bases > bases.max() / 2
        average = funnel.average_rate(events[kept], rates[kept], bases[kept])
    else:
        average = funnel.average_rate(events, rates)
    table = rows(file)
    close(average, column(table, "baseline"), rtol=1e-8)
    for level, name in ((0.95, "2s"), (0.998, "3s")):
        found = funnel.rate_curve(column(table, "Events"), average, level=level, years=3)
        close(found.low_size, column(table, f"lower_{name}_population_1_year"), rtol=1e-6)
        close(found.low, column(table, f"lower_{name}_limit"), rtol=1e-6)
        close(found.high_size, column(table, f"upper_{name}_population_1_year"), rtol=1e-4)
        close(found.high, column(table, f"upper_{name}_limit"), rtol=1e-4)


@PUBLISHED
def test_places_along_the_funnel_of_rates() -> None:
    table = rows("funnel_points_rate_input_and_expected.csv")
    events, rates = rate_points()
    few, none = events.copy(), events.copy()
    few[events.argmax()], none[events.argmax()] = 5, 0
    standardised = funnel.yearly_bases(few, rates, years=3, standardised=True)
    close(standardised, column(table, "denominator_derived"), rtol=1e-8)
    close(np.where(np.isnan(standardised), np.nan, rates), column(table, "rate_chart"))
    close(funnel.yearly_bases(events, rates, years=3), column(table, "denominator_derived_crude"), rtol=1e-8)
    close(rates, column(table, "rate_chart_crude"))
    bases = funnel.yearly_bases(none, rates, column(table, "pop"), years=5)
    close(bases, column(table, "denominator_derived_crude_with_denom"), rtol=1e-8)
    close(rates, column(table, "rate_chart_crude_with_denom"))


@PUBLISHED
@pytest.mark.parametrize("kind", ["dsr", "crude"])
@pytest.mark.parametrize("multiplier", [100_000, 100])
@pytest.mark.parametrize("zero", ["with_0", "without_0"])
def test_verdicts_of_rates(kind: str, multiplier: int, zero: str) -> None:
    table = rows("funnel_significance_rate.csv")
    if zero == "without_0":
        table = [r for r in table if r["count"] != "0"]
    assert len(table) == (40 if zero == "with_0" else 39)
    if kind == "dsr":
        rates = column(table, "rate_dsr") * multiplier / 100_000
        found = funnel.verdicts_of_rates(column(table, "count"), rates, multiplier=multiplier, standardised=True)
    else:
        rates = column(table, f"rate_crude_per_{multiplier}")
        found = funnel.verdicts_of_rates(column(table, "count"), rates, column(table, "pop"), multiplier=multiplier)
    close(found, verdicts(table, f"{kind}_per_{multiplier}_{zero}"))


def test_places_that_do_not_differ_are_seldom_outside() -> None:
    draw = np.random.default_rng(5)
    base = draw.integers(3000, 900_000, size=(300, 290)).astype(float)
    events = draw.poisson(14 / 100_000 * 5 * base)
    found = funnel.verdicts_of_ratios(events, 14 / 100_000 * 5 * base)
    outside = (np.abs(found) >= 1).sum(axis=1)
    far = (np.abs(found) >= 2).sum(axis=1)
    # Exact limits are a little wide for small places: at most what chance gives.
    assert 7 < outside.mean() <= 14.5
    assert far.mean() < 0.7


def test_overdispersion_of_chance_is_one_and_of_more_is_more() -> None:
    draw = np.random.default_rng(6)
    n = np.full(2000, 400.0)
    plain = funnel.overdispersion(funnel.z_scores_of_proportions(draw.binomial(400, 0.3, 2000), n, 0.3), tails=0.0)
    assert plain == pytest.approx(1, abs=0.1)
    uneven = draw.binomial(400, np.clip(draw.normal(0.3, 0.06, 2000), 0, 1))
    more = funnel.overdispersion(funnel.z_scores_of_proportions(uneven, n, 0.3))
    assert more > 3
    narrow = funnel.proportion_limits(0.3, n)
    wide = funnel.proportion_limits(0.3, n, overdispersion=more)
    close((wide.high - 0.3) / (narrow.high - 0.3), np.full(2000, math.sqrt(more)), rtol=1e-9)
    close(funnel.proportion_limits(0.3, n, overdispersion=0.2).low, narrow.low)
    # Of ten values the lowest and the highest tenth are drawn in: by hand.
    z = np.array([-9.0, -2, -1, -1, 0, 0, 1, 1, 2, 50])
    low, high = np.quantile(z, [0.1, 0.9])
    assert funnel.overdispersion(z) == pytest.approx(np.mean(np.clip(z, low, high) ** 2))
    assert funnel.overdispersion(z) < np.mean(z**2)
    ratios = funnel.z_scores_of_ratios([9, 16], [16, 0])
    assert ratios[0] == -2
    assert math.isnan(ratios[1])


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=30))
def test_the_line_that_is_drawn_is_the_verdict(pairs: list[tuple[int, int]]) -> None:
    x = np.array([min(a, b) for a, b in pairs], float)
    n = np.array([b for _, b in pairs], float)
    found = funnel.verdicts_of_proportions(x, n, average=0.4)
    inner, outer = (funnel.proportion_limits(0.4, n, level=level) for level in (0.95, 0.998))
    above = (x / n > inner.high) * 1 + (x / n > outer.high) * 1
    below = (x / n < inner.low) * 1 + (x / n < outer.low) * 1
    assert found.tolist() == (above - below).tolist()
    some = x >= 1
    curve = funnel.ratio_curve(x[some])
    assert (np.abs(funnel.verdicts_of_ratios(x[some], curve.low_size * 1.0001)) >= 1).all()
    assert (funnel.verdicts_of_ratios(x[some], curve.low_size * 0.9999) == 0).all()


nan = float("nan")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: funnel.proportion_limits(1.5, [10]), "average_outside_the_scale"),
        (lambda: funnel.proportion_limits(nan, [10]), "missing_average"),
        (lambda: funnel.average_rate([0], [0]), "base_is_zero"),
        (lambda: funnel.overdispersion([nan]), "nothing_given"),
        (lambda: funnel.ratio_curve([1], level=0.2), "level_out_of_range"),
    ],
)
def test_what_a_funnel_refuses(call: Callable[[], object], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        call()
    assert refusal.value.code == code


def test_places_without_a_base_get_no_verdict() -> None:
    assert np.isnan(funnel.verdicts_of_proportions([1, nan, 5], [0, 10, 4])).all()
    assert np.isnan(funnel.verdicts_of_ratios([1, nan, -1], [0, 10, 4])).all()
    found = funnel.verdicts_of_rates([0, 50, 40], [0, 10, 8], average=9.0)
    assert np.isnan(found).tolist() == [True, False, False]
    assert np.isnan(funnel.ratio_curve([0, 0.5]).low).all()


# Slope index.


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
        (lambda: inequality.quantiles([1, 2, nan], 3), "too_few_places"),
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
