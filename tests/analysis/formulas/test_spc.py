"""XmR charts: the figures and rules of NHSRplotthedots, precedence, rebasing, assurance."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.formulas.published import number, rows

from samplan.analysis.formulas import spc
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.spc import Assurance, Limits, Signal

PUBLISHED = pytest.mark.sources
EIGHTEEN = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def test_the_example_with_and_without_screening() -> None:
    screened, whole = spc.limits_of(EIGHTEEN), spc.limits_of(EIGHTEEN, screen=False)
    assert [round(v, 2) for v in (screened.mean, screened.low, screened.high)] == [1.94, -0.72, 4.60]
    assert [round(v, 2) for v in (whole.low, whole.high)] == [-3.06, 6.95]
    assert not screened.trial


@PUBLISHED
def test_limits() -> None:
    table = rows("xmr_limits.csv")
    assert len(table) == 7
    for row in table:
        values = json.loads(row["values"])
        found = spc.limits_of(values, screen=row["screen_outliers"] == "TRUE")
        near = 0.6 * 10.0 ** -int(row["decimals_published"])
        for name, value in (("mean", found.mean), ("lpl", found.low), ("upl", found.high)):
            assert value == pytest.approx(number(row[name]), abs=near), row["case"]
        assert found.near_high - found.mean == pytest.approx((found.high - found.mean) * 2 / 3)
        assert found.trial == (len(values) < 13)


@PUBLISHED
def test_rules() -> None:
    table = rows("xmr_rules.csv")
    assert len(table) == 25
    rules: dict[str, Callable[..., np.ndarray]] = {
        "seven_one_side": spc.seven_on_one_side,
        "part_of_seven": spc.whole_run,
        "seven_trend": spc.seven_trend,
        "two_in_three": spc.two_in_three,
        "part_of_two_in_three": spc.part_of_two_in_three,
    }
    for row in table:
        given_ = [json.loads(row[c]) for c in ("input", "relative_to_mean") if row[c]]
        assert rules[row["rule"]](*given_).astype(int).tolist() == json.loads(row["expected"]), row


@PUBLISHED
def test_assurance() -> None:
    compared = 0
    for row in rows("xmr_assurance.csv"):
        low, high, target = (number(row[c]) for c in ("lpl", "upl", "target"))
        limits = Limits((low + high) / 2, low, high, low, high, 20, trial=False)
        if row["improvement_direction"] == "neutral":
            # Without a direction there is nothing to assure, and nobody can ask.
            assert row["expected"] == ""
            continue
        found = spc.assurance(limits, target, higher_is_better=row["improvement_direction"] == "increase")
        assert found == row["expected"]
        compared += 1
    assert compared == 6


def test_thirteen_points_are_enough_for_limits_that_are_no_trial() -> None:
    assert [spc.limits_of(EIGHTEEN[:n]).trial for n in (12, 13)] == [True, False]


def test_a_target_on_a_limit_is_not_certain() -> None:
    limits = Limits(2.0, 1.0, 3.0, 1.3, 2.7, 20, trial=False)
    assert spc.assurance(limits, 3.0, higher_is_better=True) is Assurance.INCONSISTENT
    assert spc.assurance(limits, 3.01, higher_is_better=True) is Assurance.FAILS


def test_the_four_signals_and_which_is_told() -> None:
    calm = [10.0, 11, 10, 9, 10, 11, 9, 10, 11, 10, 9, 10]
    assert set(spc.chart(calm).signals) == {Signal.NONE}
    outside = spc.chart([*calm, 30.0, *calm]).signals
    assert outside[len(calm)] is Signal.OUTSIDE
    rising = spc.chart([10, 12, 9, 11, 8, 12, 7, 8, 9, 10, 11, 12, 13, 8, 12, 9, 11]).signals
    assert rising[6:13] == (Signal.TREND,) * 7
    shifted = spc.chart([9, 11, 8, 10, 9, 11, 8, 10, 13, 15, 12, 14, 13, 15, 12, 14]).signals
    assert set(shifted[8:]) <= {Signal.ONE_SIDE, Signal.NEAR_LIMIT, Signal.OUTSIDE}
    assert Signal.ONE_SIDE in shifted
    # Points that rise until they are far outside: of those outside, that is told first.
    both = spc.chart([*calm, 11.0, 12, 13, 14, 15, 16, 40, *calm]).signals
    assert both[len(calm) + 6] is Signal.OUTSIDE
    assert both[len(calm) + 2] is Signal.TREND


def test_two_of_three_near_a_limit_come_before_a_run() -> None:
    values = np.array([10.0, 8, 10, 8, 10, 8, 10, 8, 10.1, 13.2, 10.1, 13.2, 10.1, 10.2, 10.1, 8, 10, 8, 9, 8, 10, 8])
    found = spc.chart(values)
    own = found.limits[0]
    beyond = (values > own.near_high) & (values <= own.high)
    assert beyond.sum() == 2
    assert [s is Signal.NEAR_LIMIT for s in found.signals] == beyond.tolist()
    run = [i for i, s in enumerate(found.signals) if s is Signal.ONE_SIDE]
    assert run == [8, 10, 12, 13, 14]


def test_rebasing_starts_mean_and_limits_afresh() -> None:
    values = [10.0, 12, 11, 10, 12, 11, 10, 20, 22, 21, 20, 22, 21, 20]
    whole, parted = spc.chart(values), spc.chart(values, rebase_at=[7])
    assert Signal.ONE_SIDE in whole.signals or Signal.OUTSIDE in whole.signals
    assert set(parted.signals) == {Signal.NONE}
    assert parted.stretch == (0,) * 7 + (1,) * 7
    assert parted.limits[1].mean == pytest.approx(parted.limits[0].mean + 10)
    assert parted.limits[0].trial


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: spc.limits_of([1]), "too_few_points"),
        (lambda: spc.limits_of([1, None, 2]), "missing_value"),
        (lambda: spc.chart([1, 2, float("nan")]), "missing_value"),
        (lambda: spc.chart([1, 2, 3, 4], rebase_at=[3]), "too_few_points"),
        (lambda: spc.chart([1, 2, 3, 4], rebase_at=[4]), "wrong_rebasing"),
        (lambda: spc.chart([1, 2, 3, 4], rebase_at=[-1]), "wrong_rebasing"),
        (lambda: spc.chart([]), "too_few_points"),
    ],
)
def test_what_is_refused(call: Callable[[], object], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        call()
    assert refusal.value.code == code


series = st.lists(st.integers(0, 40), min_size=2, max_size=40)


@given(series, st.integers(-50, 50), st.sampled_from([1, 2, 4]))
def test_neither_shift_nor_unit_moves_a_signal(values: list[int], lift: int, unit: int) -> None:
    found, moved = spc.limits_of(values), spc.limits_of([(v + lift) * unit for v in values])
    assert moved.low == pytest.approx((found.low + lift) * unit, abs=1e-9)
    assert found.low <= found.near_low <= found.mean <= found.near_high <= found.high
    own, turned = (spc.seven_trend(v) for v in (values, [-v for v in values]))
    assert own.tolist() == (-turned).tolist()


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=40))
def test_runs_as_the_slow_way_finds_them(sides: list[int]) -> None:
    found = spc.seven_on_one_side(sides)
    for i in range(len(sides)):
        window = sides[max(0, i - 6) : i + 1]
        assert found[i] == (len(window) == 7 and abs(sum(window)) == 7)
    every = spc.whole_run(found)
    for i in range(len(sides)):
        slow = any(found[j] for j in range(i, min(i + 7, len(sides))))
        assert every[i] == slow
