"""Comparisons: Fingertips' verdicts, Newcombe's and Gu's figures, statsmodels, and what no comparison may do."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats import rates
from statsmodels.stats.proportion import confint_proportions_2indep
from tests.analysis.formulas.published import number, rows

from samplan.analysis.formulas import comparing, intervals
from samplan.analysis.formulas.comparing import RULES, Rule, Side, Verdict
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Limits
from samplan.analysis.results import Outcome

PUBLISHED = pytest.mark.sources


def judged(verdict: Verdict, *, low_is_good: bool) -> str:
    """The verdict in Fingertips' words."""
    if verdict.outcome is Side.NO_CERTAIN_DIFFERENCE:
        return "Same"
    good = (verdict.outcome is Side.LOWER) == low_is_good
    return ("Best" if good else "Worst") if verdict.far else ("Better" if good else "Worse")


def test_the_sides_are_outcomes_of_the_room() -> None:
    assert {Outcome(s.value) for s in Side} == set(Outcome) - {Outcome.CANNOT_JUDGE}


@PUBLISHED
def test_intervals_against_a_value() -> None:
    table = rows("fingertips_compare_ci.csv")
    assert len(table) == 9
    for row in table:
        low, high, low998, high998 = (number(row[c]) for c in ("lower95", "upper95", "lower998", "upper998"))
        found = comparing.against_fixed(
            number(row["value"]), low, high, number(row["benchmark_value"]), low_998=low998, high_998=high998
        )
        assert found.rule is Rule.FIXED_VALUE
        assert judged(found, low_is_good=row["polarity"] == "LowIsGood") == row["expected"], row["case"]


@PUBLISHED
def test_control_limits() -> None:
    table = rows("fingertips_compare_control_limits.csv")
    assert len(table) == 16
    for row in table:
        found = comparing.against_control_limits(
            number(row["value"]),
            number(row["benchmark_value"]),
            number(row["denominator"]),
            kind=row["kind"],
            level=number(row["level"]) / 100,
            multiplier=number(row["unit"]),
        )
        assert judged(found, low_is_good=True) == row["expected_low_is_good"], row["case"]


@PUBLISHED
def test_two_intervals_that_overlap_or_not() -> None:
    table = rows("fingertips_compare_two_cis.csv")
    assert len(table) == 4
    for row in table:
        names = ("lower95", "upper95", "benchmark_lower95", "benchmark_upper95")
        assert comparing.intervals_overlap(*(number(row[n]) for n in names)) == (row["expected_low_is_good"] == "Same")


def test_figures_may_differ_although_their_intervals_overlap() -> None:
    found = comparing.against_uncertain(20, 18, 22, 17, 15.5, 18.5)
    assert comparing.intervals_overlap(18, 22, 15.5, 18.5)
    assert (found.outcome, found.rule) == (Side.HIGHER, Rule.TWO_UNCERTAIN_VALUES)
    assert round(found.p, 3) == 0.019
    assert round((found.effect / (found.high - found.low)) * 2 * 1.959964, 2) == 2.35


def test_newcombe_as_he_printed_it() -> None:
    found = comparing.difference_of_proportions(56, 70, 48, 80)
    assert [round(v, 4) for v in (found.effect, found.low, found.high)] == [0.2, 0.0524, 0.3339]
    assert found.outcome is Side.HIGHER


def test_ratio_of_rates_as_gu_and_others_printed_it() -> None:
    found = comparing.ratio_of_rates(60, 51477.5, 30, 54308.7)
    assert [round(v, 3) for v in (found.low, found.high)] == [1.366, 3.259]
    assert found.outcome is Side.HIGHER


def test_no_events_in_the_first_group_still_compares() -> None:
    found = comparing.ratio_of_rates(0, 1000, 12, 1000)
    assert (found.effect, found.low, found.outcome) == (0, 0, Side.LOWER)
    assert 0 < found.high < 1


@pytest.mark.parametrize("ends", [(2, 1.2, 3.4, 5, 4.5, 5.6), (98, 96.6, 98.8, 95, 94.4, 95.5)])
def test_near_the_ends_shares_are_compared_as_odds(ends: tuple[float, ...]) -> None:
    own, low, high, benchmark, blow, bhigh = ends
    found = comparing.against_uncertain(own, low, high, benchmark, blow, bhigh, ceiling=100)
    assert found.rule is Rule.TWO_UNCERTAIN_VALUES_LOGIT
    assert found.effect == pytest.approx(own - benchmark)
    assert found.low <= found.effect <= found.high
    assert (found.p < 0.05) == (found.outcome is not Side.NO_CERTAIN_DIFFERENCE) == (not found.low <= 0 <= found.high)
    plain = comparing.against_uncertain(own, low, high, benchmark, blow, bhigh)
    assert plain.rule is Rule.TWO_UNCERTAIN_VALUES
    assert plain.p != found.p


def test_the_odds_are_those_that_one_counts_by_hand() -> None:
    found = comparing.against_uncertain(2, 1.2, 3.4, 5, 4.5, 5.6, ceiling=100)
    odds = {p: math.log(p / (100 - p)) for p in (2, 1.2, 3.4, 5, 4.5, 5.6)}
    errors = (odds[3.4] - odds[1.2]) / 3.919928, (odds[5.6] - odds[4.5]) / 3.919928
    z = (odds[2] - odds[5]) / math.hypot(*errors)
    assert found.p == pytest.approx(math.erfc(abs(z) / math.sqrt(2)), rel=1e-6)
    highest = odds[2] + 1.959964 * math.hypot(*errors)
    assert found.high == pytest.approx(100 / (1 + math.exp(-highest)) - 5, rel=1e-6)
    # An interval that reaches nought has one half to go by.
    one = comparing.against_uncertain(2, 0, 3.4, 5, 4.5, 5.6, ceiling=100)
    half = (odds[3.4] - odds[2]) / 1.959964
    z = (odds[2] - odds[5]) / math.hypot(half, errors[1])
    assert one.p == pytest.approx(math.erfc(abs(z) / math.sqrt(2)), rel=1e-6)


def test_what_nobody_says_is_ninety_five_per_cent_and_a_share_of_one() -> None:
    plain = comparing.difference_of_proportions_many([56], [70], [48], [80])
    assert plain.effect[0] == pytest.approx(0.2)
    assert plain.low[0] == pytest.approx(0.0524, abs=1e-4)
    per_cent = comparing.difference_of_proportions(56, 70, 48, 80, multiplier=100)
    assert per_cent.low == pytest.approx(5.24, abs=1e-2)


def test_in_the_middle_the_whole_changes_nothing() -> None:
    plain = comparing.against_uncertain(20, 18, 22, 17, 15.5, 18.5)
    assert comparing.against_uncertain(20, 18, 22, 17, 15.5, 18.5, ceiling=100) == plain


def test_nought_is_judged_by_the_half_that_faces_the_other() -> None:
    # None of 50 where two in a hundred are expected happens in 36 cases of 100: nothing to call lower.
    own = intervals.proportion(0, 50, multiplier=100)
    near = comparing.against_uncertain(own.value, own.low, own.high, 2, 1.9, 2.1, ceiling=100)
    assert (near.outcome, near.rule) == (Side.NO_CERTAIN_DIFFERENCE, Rule.TWO_UNCERTAIN_VALUES_SIDES)
    far = comparing.against_uncertain(own.value, own.low, own.high, 20, 19, 21, ceiling=100)
    assert far.outcome is Side.LOWER
    assert far.low <= far.effect <= far.high < 0


nan = float("nan")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: comparing.against_fixed(None, 1, 2, 3), "missing_value"),
        (lambda: comparing.against_fixed(1, None, 2, 3), "missing_interval"),
        (lambda: comparing.against_fixed(1, 0, 2, nan), "missing_benchmark"),
        (lambda: comparing.against_fixed(3, 1, 2, 3), "interval_without_value"),
        (lambda: comparing.against_uncertain(1, 0, 2, None, 1, 2), "missing_benchmark"),
        (lambda: comparing.against_uncertain(1, 0, 2, 1, 1, nan), "missing_interval"),
        (lambda: comparing.against_uncertain(1, 1, 1, 2, 2, 2), "no_spread"),
        (lambda: comparing.against_uncertain(1, -1, 3, 2, 1, 3, ceiling=100), "outside_the_scale"),
        (lambda: comparing.against_uncertain(99, 97, 101, 2, 1, 3, ceiling=100), "outside_the_scale"),
        (lambda: comparing.against_control_limits(1, 2, 0), "base_is_zero"),
        (lambda: comparing.against_control_limits(1, 102, 10), "outside_the_scale"),
        (lambda: comparing.difference_of_proportions(5, 4, 1, 2), "count_above_base"),
        (lambda: comparing.difference_of_proportions(1, 0, 1, 2), "base_is_zero"),
        (lambda: comparing.ratio_of_rates(1, 10, 0, 10), "count_is_zero"),
        (lambda: comparing.ratio_of_rates(1, 10, 1, 0), "base_is_zero"),
        (lambda: comparing.against_fixed(1, 0, 2, 1, level=0.5), "level_out_of_range"),
    ],
)
def test_what_cannot_be_judged(call: Callable[[], Verdict], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        call()
    assert refusal.value.code == code


values = st.floats(1, 99)
widths = st.floats(0.01, 20)
levels = st.sampled_from([0.9, 0.95, 0.998])


def limits_of(value: float, below: float, above: float) -> tuple[float, float, float]:
    """An interval inside the scale of per cent."""
    return value, max(value - below, 0.0), min(value + above, 100.0)


intervals_of_shares = st.builds(limits_of, values | st.sampled_from([0.0, 100.0]), widths, widths)


@given(st.lists(st.tuples(intervals_of_shares, intervals_of_shares), min_size=1, max_size=20), levels)
def test_arrays_judge_as_one_at_a_time(pairs: list[tuple[tuple[float, ...], tuple[float, ...]]], at: float) -> None:
    own, other = (Limits(*np.array([p[i] for p in pairs]).T) for i in (0, 1))
    many = comparing.against_uncertain_many(own, other, level=at, ceiling=100)
    fixed = comparing.against_fixed_many(own, other.value, level=at)
    for i, (one, two) in enumerate(pairs):
        alone = comparing.against_uncertain(*one, *two, level=at, ceiling=100)
        assert alone.rule is RULES[many.rule[i]]
        assert (alone.effect, alone.low, alone.high, alone.p) == tuple(float(part[i]) for part in many[1:5])
        exact = comparing.against_fixed(*one, two[0], level=at)
        assert (exact.effect, exact.low, exact.high, exact.p) == tuple(float(part[i]) for part in fixed[1:5])


@given(intervals_of_shares, intervals_of_shares, levels, st.sampled_from([None, 100.0]))
def test_verdict_interval_and_p_agree_and_turn_round(
    one: tuple[float, float, float], two: tuple[float, float, float], at: float, ceiling: float | None
) -> None:
    found = comparing.against_uncertain(*one, *two, level=at, ceiling=ceiling)
    turned = comparing.against_uncertain(*two, *one, level=at, ceiling=ceiling)
    assume(abs(found.p - (1 - at)) > 1e-9)
    tiny = 1e-9
    assert found.low - tiny <= found.effect <= found.high + tiny
    different = found.outcome is not Side.NO_CERTAIN_DIFFERENCE
    assert different == (found.p < 1 - at)
    assert different == (not found.low <= 0 <= found.high)
    opposite = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER}
    assert turned.outcome is opposite.get(found.outcome, Side.NO_CERTAIN_DIFFERENCE)
    assert turned.p == pytest.approx(found.p, rel=1e-6, abs=1e-12)


@given(intervals_of_shares, values, levels)
def test_an_exact_value_is_left_out_or_not(one: tuple[float, float, float], benchmark: float, at: float) -> None:
    found = comparing.against_fixed(*one, benchmark, level=at)
    outside = benchmark < one[1] or benchmark > one[2]
    assume(min(abs(benchmark - one[1]), abs(benchmark - one[2])) > 1e-9)
    assert (found.outcome is not Side.NO_CERTAIN_DIFFERENCE) == outside
    assume(abs(found.p - (1 - at)) > 1e-9)
    assert (found.p < 1 - at) == outside


@given(intervals_of_shares, intervals_of_shares, st.floats(0.01, 1000))
def test_the_unit_does_not_judge(one: tuple[float, ...], two: tuple[float, ...], k: float) -> None:
    found = comparing.against_uncertain(*one, *two)
    scaled = comparing.against_uncertain(*(v * k for v in one), *(v * k for v in two))
    assert scaled.p == pytest.approx(found.p, rel=1e-6, abs=1e-12)
    assert scaled.effect == pytest.approx(found.effect * k, rel=1e-6, abs=1e-6)


sizes = st.integers(1, 3000)


@given(sizes, st.integers(0, 3000), sizes, st.integers(0, 3000))
def test_differences_of_proportions_agree_with_statsmodels(x1: int, more1: int, x2: int, more2: int) -> None:
    n1, n2 = x1 + more1, x2 + more2
    found = comparing.difference_of_proportions(x1, n1, x2, n2)
    low, high = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-7, abs=1e-9)


@given(st.integers(1, 300), st.floats(100, 5000), st.integers(1, 300), st.floats(100, 5000))
def test_ratios_of_rates_agree_with_statsmodels(x1: int, n1: float, x2: int, n2: float) -> None:
    found = comparing.ratio_of_rates(x1, n1, x2, n2)
    test = rates.test_poisson_2indep(x1, n1, x2, n2, method="score", compare="ratio")
    assert found.p == pytest.approx(test.pvalue, rel=1e-6, abs=1e-12)
    if x1 > 3 and x2 > 3:
        low, high = rates.confint_poisson_2indep(x1, n1, x2, n2, method="score", compare="ratio")
        assert (found.low, found.high) == pytest.approx((low, high), rel=1e-3)
    assume(abs(found.p - 0.05) > 1e-9)
    assert (found.p < 0.05) == (not found.low <= 1 <= found.high)


def test_false_alarms_of_the_rules_are_those_that_the_papers_tell() -> None:
    draw = np.random.default_rng(20261129)
    error, z = 1.0, 1.959964
    one, two = draw.normal(0, error, 200_000), draw.normal(0, error, 200_000)
    own = Limits(one, one - z * error, one + z * error)
    other = Limits(two, two - z * error, two + z * error)
    exact = np.mean(comparing.against_fixed_many(own, 0.0).sign != 0)
    uncertain = np.mean(comparing.against_uncertain_many(own, other).sign != 0)
    apart = np.mean(~((own.low <= other.high) & (other.low <= own.high)))
    assert exact == pytest.approx(0.05, abs=0.003)
    assert uncertain == pytest.approx(0.05, abs=0.003)
    assert apart == pytest.approx(0.0056, abs=0.001)


def test_missing_figures_are_not_judged_in_arrays() -> None:
    own = Limits(np.array([1.0, math.nan, 3.0]), np.array([0.5, 0, math.nan]), np.array([1.5, 2, 4]))
    found = comparing.against_uncertain_many(own, Limits(np.array(2.0), np.array(1.9), np.array(2.1)))
    assert found.sign[0] == -1
    assert np.isnan(found.sign[1:]).all()
    fixed = comparing.against_fixed_many(own, [2.0, 2.0, 2.0])
    assert np.isnan(fixed.sign).tolist() == [False, True, True]
    outside = comparing.against_uncertain_many(own, Limits(*map(np.array, (2.0, -1.0, 5.0))), ceiling=100)
    assert np.isnan(outside.sign).all()
