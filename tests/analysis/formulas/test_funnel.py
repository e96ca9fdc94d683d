"""Funnel limits and verdicts, against what others published and against chance."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.formulas.published import close, column, rows

from samplan.analysis.formulas import funnel
from samplan.analysis.formulas.estimates import CannotCompute

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
