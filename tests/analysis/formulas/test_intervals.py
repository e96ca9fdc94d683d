"""Intervals of proportions, counts, rates and means: published figures, statsmodels, properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson
from tests.analysis.formulas.published import close, column, level, number, rows

from samplan.analysis.formulas import intervals
from samplan.analysis.formulas.estimates import CannotCompute, NoInterval
from samplan.analysis.formulas.given import Limits, z_of

PUBLISHED = pytest.mark.sources
LEVELS = (("lower95_0cl", "upper95_0cl", 0.95), ("lower99_8cl", "upper99_8cl", 0.998))


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_printed_it(x: int, n: int, low: float, high: float) -> None:
    found = intervals.proportion(x, n)
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (low, high)
    assert found.method == "wilson"
    assert found.inputs == {"numerator": x, "denominator": n, "multiplier": 1}


@PUBLISHED
def test_wilson_file() -> None:
    for row in rows("wilson.csv"):
        found = intervals.proportion(number(row["x"]), number(row["n"]), level=level(row["confidence"]))
        close([found.low, found.high], [number(row["lowercl"]), number(row["uppercl"])])


@PUBLISHED
def test_byar_file() -> None:
    for row in rows("byars.csv"):
        found = intervals.byar(number(row["x"]), level=level(row["confidence"]))
        close([found.low, found.high], [number(row["lowercl"]), number(row["uppercl"])])


@PUBLISHED
def test_proportions_of_phe() -> None:
    table = rows("phe_proportion.csv")
    for low, high, at in LEVELS:
        for row in table:
            found = intervals.proportions(
                number(row["Numerator"]), number(row["Denominator"]), level=at, multiplier=number(row["multiplier"])
            )
            close(found, [number(row["value"]), number(row[low]), number(row[high])])


@PUBLISHED
def test_proportions_of_groups_of_phe() -> None:
    table = rows("phe_proportion_grouped.csv")
    x, n = column(table, "Numerator"), column(table, "Denominator")
    found = intervals.proportions(x, n)
    close(found.low, column(table, "lowercl"))
    close(found.high, column(table, "uppercl"))
    close(found.value, column(table, "value"))
    single = {r["Area"]: r for r in rows("phe_proportion.csv")[:8]}
    for row in table[:8]:
        one = single[row["Area"]]
        twice = intervals.together([number(one["Numerator"])] * 2, [number(one["Denominator"])] * 2)
        assert twice == (number(row["Numerator"]), number(row["Denominator"]))


@PUBLISHED
@pytest.mark.parametrize("file", ["phe_rate.csv", "phe_rate_grouped.csv"])
def test_rates_of_phe(file: str) -> None:
    assert rows("phe_rate.csv")
    assert rows("phe_rate_grouped.csv")
    for row in rows(file):
        for low, high, at in LEVELS if "lower95_0cl" in row else (("lowercl", "uppercl", 0.95),):
            x, n, k = (number(row[c]) for c in ("Numerator", "Denominator", "multiplier"))
            close(intervals.rates(x, n, level=at, multiplier=k), [number(row[c]) for c in ("value", low, high)])
            if not math.isnan(x * n):
                method = intervals.rate(x, n).method
                assert method == {"Exact": "exact", "Byars": "byar"}[row["method"]]


@PUBLISHED
def test_means_of_phe() -> None:
    values = rows("phe_mean_input.csv")
    for row in rows("phe_mean.csv"):
        group = [number(v["values"]) for v in values if row["area"] in {v["area"], "No grouping"}]
        assert len(group) == number(row["value_count"])
        for low, high, at in LEVELS:
            found = intervals.mean(group, level=at)
            close([found.value, found.low, found.high], [number(row[c]) for c in ("value", low, high)])
            close(found.inputs["standard_deviation"], number(row["stdev"]))


@PUBLISHED
def test_what_swedish_publishers_called_certain() -> None:
    verdicts = {r["case"]: r for r in rows("swedish_published_verdicts.csv")}
    for case in ("S1", "S2"):
        observed, expected = number(verdicts[case]["observed"]), number(verdicts[case]["expected_or_n"])
        assert (intervals.event_count(observed).low or 0) > expected
    for case, low, high in (("S3", 21.3, 24.8), ("S4", 20.9, 31.5)):
        count = number(verdicts[case]["observed"])
        value, benchmark = (float(v) for v in verdicts[case]["value|benchmark"].split("|"))
        found = intervals.rate(count, count / value * 100_000)
        assert (round(found.low or 0, 1), round(found.high or 0, 1)) == (low, high)
        assert (found.low or 0) > benchmark
    share = intervals.proportion(12, 96, multiplier=100)
    assert (round(share.low or 0, 1), round(share.high or 0, 1)) == (7.3, 20.6)
    assert (share.low or 0) > float(verdicts["S5"]["value|benchmark"])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: intervals.proportion(0, 0), "base_is_zero"),
        (lambda: intervals.proportion(None, 10), "missing_count"),
        (lambda: intervals.proportion(1, float("nan")), "missing_base"),
        (lambda: intervals.proportion(1, float("inf")), "infinite_base"),
        (lambda: intervals.proportion(-1, 10), "negative_count"),
        (lambda: intervals.proportion(1, -10), "negative_base"),
        (lambda: intervals.proportion(11, 10), "count_above_base"),
        (lambda: intervals.proportion(1, 10, level=0.7), "level_out_of_range"),
        (lambda: intervals.proportion(1, 10, level=1), "level_out_of_range"),
        (lambda: intervals.exact(3, level=14), "level_out_of_range"),
        (lambda: intervals.event_count(-4), "negative_count"),
        (lambda: intervals.rate(65, 0), "base_is_zero"),
        (lambda: intervals.mean([]), "nothing_given"),
        (lambda: intervals.mean([1.0, None]), "missing_value"),
        (lambda: intervals.together([1, None], [2, 2]), "missing_count"),
    ],
)
def test_what_is_refused(call: object, code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        call()  # type: ignore[operator]  # a table of calls
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_a_mean_from_its_numbers_is_that_of_its_values() -> None:
    values = [3.0, 4.0, 8.0, 5.0]
    found, again = intervals.mean(values), intervals.mean_of(5.0, float(np.std(values, ddof=1)), 4)
    assert (found.low, found.high, found.level) == (again.low, again.high, 0.95)


def test_one_value_has_no_interval() -> None:
    alone = intervals.mean([4.0])
    assert (alone.value, alone.low, alone.no_interval) == (4.0, None, NoInterval.TOO_FEW)


def test_arrays_leave_nan_where_one_figure_is_refused() -> None:
    found = intervals.proportions([1, np.nan, 1, 11, -1, np.inf], [10, 10, 0, 10, 10, np.inf])
    assert np.isnan(found.value).tolist() == np.isnan(found.low).tolist() == [False, True, True, True, True, True]
    rates = intervals.rates([1, np.nan, 1, -1, 0], [10, 10, 0, 10, 5])
    assert np.isnan(rates.high).tolist() == [False, True, True, True, False]


counts = st.integers(0, 5000)
levels = st.sampled_from([0.9, 0.95, 0.99, 0.998])


@given(counts, st.integers(1, 100_000), levels)
def test_wilson_agrees_with_statsmodels_and_with_arrays(x: int, extra: int, at: float) -> None:
    n = x + extra
    found = intervals.proportion(x, n, level=at)
    close([found.low, found.high], proportion_confint(x, n, alpha=1 - at, method="wilson"), rtol=1e-9)
    array = intervals.proportions([x, x], [n, n], level=at)
    assert (array.value[1], array.low[1], array.high[1]) == (found.value, found.low, found.high)


@given(counts, levels)
def test_counts_agree_with_statsmodels(x: int, at: float) -> None:
    # exact-c and no other: "sqrt" and "midp-c" give nought an interval of no width.
    low, high = confint_poisson(x, 1, method="exact-c", alpha=1 - at)
    sure = intervals.exact(x, level=at)
    close([sure.low, sure.high], [0 if x == 0 else low, high], rtol=1e-8)
    found = intervals.event_count(x, level=at)
    close([found.low, found.high], [0 if x == 0 else low, high], rtol=0.02 if at > 0.95 else 0.0018)


@given(counts, st.integers(1, 5000), levels)
def test_an_interval_holds_its_value_and_narrows_with_more(x: int, extra: int, at: float) -> None:
    n = x + extra
    small, large = intervals.proportion(x, n, level=at), intervals.proportion(10 * x, 10 * n, level=at)
    assert small.low is not None
    assert small.high is not None
    assert large.low is not None
    assert large.high is not None
    assert 0 <= small.low <= small.value <= small.high <= 1
    assert large.high - large.low < small.high - small.low
    few, many = intervals.rate(x, n, level=at), intervals.rate(10 * x, 10 * n, level=at)
    assert few.low is not None
    assert few.high is not None
    assert few.low <= few.value <= few.high
    assert (many.high or 0) - (many.low or 0) < few.high - few.low


@given(counts, st.integers(1, 5000))
def test_a_share_and_the_rest_mirror_each_other(x: int, extra: int) -> None:
    n = x + extra
    one, rest = intervals.proportion(x, n), intervals.proportion(n - x, n)
    close([one.low, one.high], [1 - (rest.high or 0), 1 - (rest.low or 0)], rtol=1e-9)


@given(counts, st.integers(1, 5000), st.sampled_from([1, 100, 1000, 100_000]))
def test_the_unit_changes_nothing_else(x: int, n: int, k: int) -> None:
    plain, scaled = intervals.rate(x, n, multiplier=1), intervals.rate(x, n, multiplier=k)
    close([scaled.value, scaled.low, scaled.high], [plain.value * k, (plain.low or 0) * k, (plain.high or 0) * k])


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_mean_lies_in_its_interval_and_shifts_with_its_values(values: list[float]) -> None:
    found, moved = intervals.mean(values), intervals.mean([v + 1000 for v in values])
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    np.testing.assert_allclose([moved.low, moved.high], [found.low + 1000, found.high + 1000], rtol=1e-6, atol=1e-3)


def test_standard_errors_come_back_out_of_an_interval() -> None:
    z = z_of(0.95)
    limits = Limits(np.array([20.0]), np.array([20 - 2 * z]), np.array([20 + 2 * z]))
    close(intervals.standard_errors(limits), [2.0])
