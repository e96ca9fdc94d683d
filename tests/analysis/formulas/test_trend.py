"""Recent trend: Fingertips' cases, statsmodels, real time, and everything that is refused."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import example as given_also
from hypothesis import strategies as st
from tests.analysis.formulas.published import number, rows

from samplan.analysis.formulas import trend
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats
from samplan.analysis.formulas.trend import Change, Point
from samplan.analysis.results import Direction

PUBLISHED = pytest.mark.sources

# Fingertips' own example: 47.90 as a proportion, 46.77 from the intervals.
COUNTS = [(994, 40299), (1023, 41527), (1199, 42811), (1332, 44064), (1367, 44701)]
RATES = [(24.67, 23.16, 26.25), (24.6, 23.15, 26.19), (28, 26.44, 29.64), (30.2, 28.63, 31.9), (30.6, 28.98, 32.25)]


def example(years: Sequence[float] = (2014, 2015, 2016, 2017, 2018)) -> list[Point]:
    """The example on these years."""
    return [Point(y, *r, *c) for y, r, c in zip(years, RATES, COUNTS, strict=True)]


def test_the_directions_are_those_of_the_room() -> None:
    assert {Direction(c.value) for c in Change} == set(Direction) - {Direction.CANNOT_COMPUTE}


def test_the_two_published_statistics() -> None:
    intervals, shares = trend.recent_trend(example()), trend.recent_trend_of_proportions(example())
    assert round(intervals.chi_square, 2) == 46.77
    assert round(shares.chi_square, 2) == 47.90
    assert intervals.direction is shares.direction is Change.INCREASING
    assert (intervals.points, intervals.first, intervals.last) == (5, 2014, 2018)


def test_statsmodels_finds_the_same() -> None:
    t = np.arange(5.0)
    y, error = np.array([r[0] for r in RATES]), np.array([(r[2] - r[1]) / 3.92 for r in RATES])
    # Without fixed scale the statistic would be another one (29.5).
    model = sm.WLS(y, sm.add_constant(t), weights=1 / error**2).fit(cov_type="fixed scale")
    found = trend.recent_trend(example())
    assert found.slope == pytest.approx(model.params[1])
    assert found.chi_square == pytest.approx(model.tvalues[1] ** 2)
    x, n = np.array(COUNTS, float).T
    binomial = sm.GLM(np.column_stack([x, n - x]), np.ones(5), family=sm.families.Binomial()).fit()
    score = binomial.model.score_test(binomial.params, exog_extra=t)[0]
    assert trend.recent_trend_of_proportions(example()).chi_square == pytest.approx(float(np.squeeze(score)))


@PUBLISHED
def test_fingertips_cases() -> None:
    cases = [(k, list(g)) for k, g in itertools.groupby(rows("fingertips_trend.csv"), key=lambda r: r["case"])]
    assert len(cases) == 10
    for name, table in cases:
        names = ("year", "value", "lower95", "upper95", "count", "denominator")
        points = [Point(*(number(r[n]) for n in names)) for r in table]
        ask = trend.recent_trend_of_proportions if table[0]["method"] == "proportion" else trend.recent_trend
        expected = table[0]["marker_expected"]
        refused = {"T4": "count_equals_base", "T6": "missing_interval", "T10": "fewer_than_five"}
        if name in refused:
            # T6 has no intervals; its source says "no change", which is a known defect.
            with pytest.raises(CannotCompute) as refusal:
                ask(points)
            assert refusal.value.code == refused[name]
            continue
        found = ask(points)
        words = {"NoChange": Change.NO_CERTAIN_CHANGE}
        wanted = words.get(expected) or (Change.INCREASING if expected.startswith("Inc") else Change.DECREASING)
        assert found.direction is wanted, name
        if table[0]["chi2_expected"]:
            assert round(found.chi_square, 2) == number(table[0]["chi2_expected"])


def test_shares_of_the_case_without_intervals_do_change() -> None:
    counts = [(10588957, 60458658), (10547929, 60744002), (10851467, 61625745), (11034431, 62418295)]
    points = [Point(2020.0 + i, numerator=x, denominator=n) for i, (x, n) in enumerate([*counts, (11246440, 63227624)])]
    found = trend.recent_trend_of_proportions(points)
    assert round(found.chi_square) == 3168
    assert found.direction is Change.INCREASING


def test_time_is_real() -> None:
    even, uneven = trend.recent_trend(example()), trend.recent_trend(example((2010, 2011, 2016, 2017, 2018)))
    assert uneven.slope != pytest.approx(even.slope, rel=0.05)
    assert uneven.slope < even.slope


def test_one_point_may_not_carry_a_trend() -> None:
    points = [Point(2015.0 + i, v, v - 1, v + 1) for i, v in enumerate([10.0, 10.1, 10.0, 9.9, 30.0])]
    found = trend.recent_trend(points)
    assert found.chi_square > 9.55
    assert not found.steady
    assert found.direction is Change.NO_CERTAIN_CHANGE


def changed(place: int, **values: float | None) -> list[Point]:
    """The example with one point changed."""
    points = example()
    points[place] = replace(points[place], **values)
    return points


def windows(length: int, step: int, number_of: int = 6) -> list[Point]:
    """Windows of years."""
    return [Point(2000.0 + step * i, 10.0 + i, 9.0 + i, 11.0 + i, years=length) for i in range(number_of)]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (example()[:4], "fewer_than_five"),
        ([], "fewer_than_five"),
        ([*example(), example()[-1]], "duplicate_period"),
        (windows(3, 1), "overlapping_periods"),
        (windows(5, 4), "overlapping_periods"),
        (changed(2, years=0.5), "different_periods"),
        ([replace(p, years=0.25) for p in example()], "not_whole_years"),
        ([replace(p, start=p.start * 2, years=1.5) for p in example()], "not_whole_years"),
        (changed(1, value=None), "missing_value"),
        (changed(1, low=None), "missing_interval"),
        (changed(1, high=math.nan), "missing_interval"),
        (changed(1, value=99.0), "interval_without_value"),
        (changed(1, low=24.6, high=24.6), "no_spread"),
    ],
)
def test_what_is_refused(points: list[Point], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        trend.recent_trend(points)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (changed(0, numerator=None), "missing_count"),
        (changed(0, denominator=None), "missing_base"),
        (changed(0, denominator=0), "base_is_zero"),
        (changed(0, numerator=0), "count_is_zero"),
        (changed(0, numerator=40299), "count_equals_base"),
        (changed(0, numerator=40300), "count_above_base"),
        (example()[1:], "fewer_than_five"),
    ],
)
def test_what_is_refused_of_shares(points: list[Point], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        trend.recent_trend_of_proportions(points)
    assert refusal.value.code == code


def test_windows_that_follow_each_other_are_independent() -> None:
    assert trend.recent_trend(windows(5, 5)).points == 5


def test_a_break_counts_only_between_the_periods_that_are_used() -> None:
    for inside in (2014.5, 2016.0, 2018.0, 2018.5):
        with pytest.raises(CannotCompute) as refusal:
            trend.recent_trend(example(), breaks=[inside])
        assert refusal.value.code == "break_in_series"
    for outside in (2000.0, 2014.0, 2019.0):
        trend.recent_trend(example(), breaks=[outside])
    # The question about the age range: 16-84 to 2020, 16 and older after it.
    late = [replace(p, start=p.start + 4) for p in example()]
    with pytest.raises(CannotCompute):
        trend.recent_trend(late, breaks=[2021.0])


def test_only_the_latest_five_count_in_any_order() -> None:
    older = Point(2001.0, 99.0, 98.0, 100.0)
    assert trend.recent_trend([*reversed(example()), older]) == trend.recent_trend(example())


def test_days_as_decimal_years() -> None:
    assert trend.decimal_year(date(2021, 1, 1)) == 2021
    assert trend.decimal_year(date(2021, 7, 1)) == pytest.approx(2021.496, abs=1e-3)


series = st.lists(st.tuples(st.floats(1, 99), st.floats(0.1, 10)), min_size=5, max_size=5)


@given(series, st.integers(-100, 100), st.floats(0.01, 100), st.floats(-50, 50))
def test_neither_shift_nor_unit_changes_the_verdict(
    pairs: list[tuple[float, float]], years: int, unit: float, lift: float
) -> None:
    points = [Point(2015.0 + i, v, v - w, v + w) for i, (v, w) in enumerate(pairs)]
    moved = [Point(p.start + years, *(((v or 0) + lift) * unit for v in (p.value, p.low, p.high))) for p in points]
    found, other = trend.recent_trend(points), trend.recent_trend(moved)
    assume(abs(found.chi_square - 9.54954) > 1e-6)
    assume(abs(found.slope) > 1e-9)
    assert other.chi_square == pytest.approx(found.chi_square, rel=1e-5, abs=1e-8)
    assert other.slope == pytest.approx(found.slope * unit, rel=1e-5, abs=1e-8 * unit)


def nearly_level(starts: Floats, values: Floats, errors: Floats) -> bool:
    """Whether a series without one of its points has no slope but for rounding: its sign is anybody's then."""
    slopes = [
        np.polyfit(np.delete(starts, i), np.delete(values, i), 1, w=1 / np.delete(errors, i))[0]
        for i in range(len(starts))
    ]
    return min(abs(slope) for slope in slopes) < 1e-6


@given_also([[(1.0, 1.0), (25.0, 8.445172411131784), (2.0, 8.0), (2.0, 8.0), (25.0, 8.445172411131784)]], [1] * 5)
@given(st.lists(series, min_size=1, max_size=8), st.lists(st.integers(1, 3), min_size=5, max_size=5))
def test_arrays_find_what_one_series_finds(many: list[list[tuple[float, float]]], gaps: list[int]) -> None:
    starts = 2000.0 + np.cumsum(gaps)
    values, half = np.array(many).transpose(2, 0, 1)
    errors = half / 1.96
    found = trend.recent_trends(starts + 0.5, values, errors)
    signs = {Change.INCREASING: 1, Change.DECREASING: -1, Change.NO_CERTAIN_CHANGE: 0}
    for i, row in enumerate(many):
        alone = trend.recent_trend([Point(s, v, v - w, v + w) for s, (v, w) in zip(starts, row, strict=True)])
        assert found.slope[i] == pytest.approx(alone.slope, rel=1e-9, abs=1e-12)
        assert found.chi_square[i] == pytest.approx(alone.chi_square, rel=1e-9, abs=1e-12)
        level = nearly_level(starts, values[i], errors[i])
        if abs(alone.chi_square - 9.54954) > 1e-6 and abs(alone.slope) > 1e-9 and not level:
            assert found.sign[i] == signs[alone.direction]


def test_many_series_are_judged_or_refused_each_by_itself() -> None:
    series = [example(), example()[:4], changed(1, low=None), [replace(p, start=p.start + 3) for p in example()], []]
    found = trend.each_recent_trend(series)
    for points, one in zip(series, found, strict=True):
        try:
            alone: object = trend.recent_trend(points)
        except CannotCompute as refused:
            alone = refused.code
        assert (one.code if isinstance(one, CannotCompute) else one) == alone
    assert trend.each_recent_trend([]) == []


def test_arrays_of_shares_find_what_one_series_finds() -> None:
    draw = np.random.default_rng(3)
    n = draw.integers(50, 5000, size=(200, 5)).astype(float)
    x = np.clip(draw.binomial(n.astype(int), np.linspace(0.2, 0.3, 5)), 1, n - 1).astype(float)
    found = trend.recent_trends_of_proportions(2015.5 + np.arange(5), x, n, multiplier=100)
    assert set(found.sign) == {0.0, 1.0}
    for i in range(0, 200, 10):
        points = [Point(2015.0 + k, numerator=x[i, k], denominator=n[i, k]) for k in range(5)]
        alone = trend.recent_trend_of_proportions(points, multiplier=100)
        assert alone.chi_square == pytest.approx(found.chi_square[i])
        assert alone.slope == pytest.approx(found.slope[i])


def test_arrays_leave_nan_where_a_number_is_missing() -> None:
    values = np.array([[1, 2, 3, 4, 5], [1, np.nan, 3, 4, 5], [1, 2, 3, 4, 5]], float)
    errors = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 0, 1, 1, 1]], float)
    found = trend.recent_trends(np.arange(5.0), values, errors)
    assert np.isnan(found.sign).tolist() == [False, True, True]
    shares = trend.recent_trends_of_proportions(np.arange(5.0), [[1, 2, 3, 4, 0]], [[9, 9, 9, 9, 9]])
    assert np.isnan(shares.sign).all()


def test_overlapping_windows_would_raise_alarms_and_independent_years_do_not() -> None:
    """What the refusal spares the reader: means of five years that overlap, of a series without any trend."""
    draw = np.random.default_rng(11)
    yearly = draw.normal(0, 1, size=(4000, 15))
    rolling = np.lib.stride_tricks.sliding_window_view(yearly, 5, axis=1).mean(axis=2)
    many = trend.recent_trends(np.arange(11.0), rolling, np.full(rolling.shape, 1 / math.sqrt(5)), level=0.95)
    alone = trend.recent_trends(np.arange(11.0), yearly[:, :11], np.ones((4000, 11)), level=0.95)
    assert np.mean(many.chi_square > 3.8415) == pytest.approx(0.249, abs=0.02)
    assert np.mean(alone.chi_square > 3.8415) == pytest.approx(0.05, abs=0.01)
