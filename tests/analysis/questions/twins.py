"""The questions answered slowly and obviously, cell by cell, from the world's own list. No arrays, no store, no gate.

They hold for worlds without small counts, where everything is shown; `test_intruder` asks about the others.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tests.analysis.figure_world import COUNTRY, Indicator, T, Told

from samplan.analysis.formulas.comparing import (
    Verdict,
    against_fixed,
    against_uncertain,
    difference_of_proportions,
    ratio_of_rates,
)
from samplan.analysis.formulas.detectable import detectable_difference, detectable_proportion, detectable_rate_ratio
from samplan.analysis.formulas.estimates import CannotCompute, NoInterval
from samplan.analysis.formulas.intervals import proportion, rate
from samplan.analysis.formulas.trend import Point, recent_trend, recent_trend_of_proportions
from samplan.analysis.results import Measure, Sex, Status

SHARES = (Measure.SHARE, Measure.SURVEY_SHARE)
Interval = tuple[float, float] | None


@dataclass(frozen=True)
class Verdicted:
    """A twin's comparison."""

    outcome: str
    rule: str = ""
    difference: float | None = None
    p: float | None = None
    detectable: float | None = None


def cells_of(told: Indicator, unit: str, sex: Sex = T) -> list[Told]:
    """A unit's cells in time order."""
    there = [c for c in told.cells if c.unit == unit and c.sex is sex and c.until is None]
    return sorted(there, key=lambda c: c.year)


def held(told: Indicator, unit: str, day: date) -> list[tuple[int, int, float | None]]:
    """Year, length and value of what stood for a unit at the end of a day, both sexes together."""
    there = [c for c in told.cells if c.unit == unit and c.sex is T and c.since.date() <= day]
    there = [c for c in there if c.until is None or c.until.date() > day]
    return sorted(((c.year, c.years, c.value) for c in there), key=lambda one: one[:2])


def limits_of_process(values: Sequence[float | None]) -> tuple[float, float, float, list[bool]] | None:
    """Lower limit, mean, upper limit, and which values lie outside; None where one is missing."""
    shown = [v for v in values if v is not None]
    if len(shown) < len(values) or len(shown) < 2:
        return None
    ranges = [abs(later - earlier) for earlier, later in itertools.pairwise(shown)]
    kept = [r for r in ranges if r < 3.267 * sum(ranges) / len(ranges)] or ranges
    mean, reach = sum(shown) / len(shown), 2.66 * sum(kept) / len(kept)
    return mean - reach, mean, mean + reach, [not mean - reach <= v <= mean + reach for v in shown]


def newest(told: Indicator, unit: str, sex: Sex = T) -> Told | None:
    """The newest cell with a value."""
    return next((c for c in reversed(cells_of(told, unit, sex)) if c.value is not None), None)


def same_period(told: Indicator, cell: Told | None, unit: str, sex: Sex = T) -> Told | None:
    """The cell of another unit or sex in the same period."""
    if cell is None:
        return None
    return next((c for c in cells_of(told, unit, sex) if (c.year, c.years) == (cell.year, cell.years)), None)


def interval(told: Indicator, cell: Told) -> Interval:
    """The publisher's interval; else one from counts; else none."""
    if cell.value is None:
        return None
    low, high = cell.low, cell.high
    if low is None or high is None:
        if cell.numerator is None or cell.denominator is None:
            return None
        if told.measure is Measure.SHARE:
            made = proportion(cell.numerator, cell.denominator, multiplier=100)
        elif told.measure is Measure.RATE:
            scales = [
                c.value * c.denominator / c.numerator
                for c in told.cells
                if c.value and c.denominator and c.numerator and c.until is None
            ]
            made = rate(cell.numerator, cell.denominator, multiplier=median(scales))
        else:
            return None
        low, high = made.low, made.high
    assert low is not None
    assert high is not None
    return (max(low, 0), min(high, 100)) if told.measure in SHARES else (low, high)


def verdict(told: Indicator, own: Told | None, other: Told | None) -> Verdicted:
    """The comparison of two cells."""
    if own is None or other is None or own.value is None or other.value is None:
        return Verdicted("cannot_judge")
    try:
        found, seen = _found(told, own, other)
    except CannotCompute:
        return Verdicted("cannot_judge")
    if found is None:
        return Verdicted("cannot_judge")
    difference = own.value - other.value
    seen = abs(seen) if seen == seen else None
    return Verdicted(found.outcome.value, found.rule.value, difference, found.p, seen)


def shares_apart(yes: int, of: int, other_yes: int, other_of: int, published: float | None) -> str:
    """The outcome of n of N beside another n of N, or beside a published share that is taken for certain."""
    if of and other_of:
        return difference_of_proportions(yes, of, other_yes, other_of).outcome.value
    if published is None or not of:
        return "cannot_judge"
    limits = proportion(yes, of, multiplier=100)
    return against_fixed(limits.value, limits.low, limits.high, published).outcome.value


def _found(told: Indicator, own: Told, other: Told) -> tuple[Verdict | None, float]:
    assert own.value is not None
    assert other.value is not None
    a, b, x, y = own.numerator, own.denominator, other.numerator, other.denominator
    if None not in (a, b, x, y) and told.measure is Measure.SHARE:
        return difference_of_proportions(a, b, x, y), 100 * float(detectable_proportion(b, x / y, y))
    if None not in (a, b, x, y) and x and told.measure is Measure.RATE:
        return ratio_of_rates(a, b, x, y), (float(detectable_rate_ratio(x / y * b)) - 1) * other.value
    mine, its = interval(told, own), interval(told, other)
    if mine is None:
        return None, float("nan")
    error = (mine[1] - mine[0]) / (2 * 1.959963984540054)
    if its is not None:
        ceiling = 100 if told.measure in SHARES else None
        found = against_uncertain(own.value, *mine, other.value, *its, ceiling=ceiling)
        return found, float(detectable_difference(error, (its[1] - its[0]) / (2 * 1.959963984540054)))
    if other.why is NoInterval.TOTAL:
        return against_fixed(own.value, *mine, other.value), float(detectable_difference(error))
    return None, float("nan")


def survivors(given: Sequence[Verdicted]) -> list[bool | None]:
    """Benjamini and Hochberg, step by step."""
    tested = sorted(v.p for v in given if v.p is not None)
    limit = 0.0
    for rank, p in enumerate(tested, start=1):
        if p <= 0.05 * rank / len(tested) + 1e-15:
            limit = p
    return [None if v.p is None else v.p <= limit and v.outcome != "no_certain_difference" for v in given]


def trend(told: Indicator, unit: str, sex: Sex = T) -> tuple[str, str]:
    """Direction and reason of a series' trend."""
    surveyed = {(c.year, c.years) for c in cells_of(told, COUNTRY, sex) if c.value is not None}
    there = []
    for c in cells_of(told, unit, sex):
        nowhere = surveyed and c.stands is Status.UNKNOWN and (c.year, c.years) not in surveyed
        if c.stands not in (Status.NOT_COLLECTED, Status.NOT_APPLICABLE) and not nowhere:
            there.append(c)
    apart: list[Told] = []
    for c in reversed(there):
        if not apart or c.year + c.years <= apart[-1].year:
            apart.append(c)
    apart.reverse()
    if len(apart) < 5 <= len(there):
        return "cannot_compute", "overlapping_periods"
    last = apart[-5:]
    points = []
    for c in apart:
        low, high = interval(told, c) or (None, None)
        points.append(Point(float(c.year), c.value, low, high, c.numerator, c.denominator, float(c.years)))
    breaks = [float(date.fromisoformat(day).year) for day in told.breaks.split()]
    parts = all(c.numerator and c.denominator and c.numerator < c.denominator and c.value is not None for c in last)
    try:
        if told.measure is Measure.SHARE and parts:
            found = recent_trend_of_proportions(points, breaks=breaks, multiplier=100)
        else:
            found = recent_trend(points, breaks=breaks)
    except CannotCompute as refused:
        return "cannot_compute", refused.code
    return found.direction.value, ""


def newest_of_both(one: Indicator, other: Indicator, unit: str) -> tuple[Told, Told] | None:
    """The cells of two indicators in the newest period in which both have a value."""
    for cell in reversed(cells_of(one, unit)):
        for beside in cells_of(other, unit):
            same = (cell.year, cell.years) == (beside.year, beside.years)
            if same and cell.value is not None and beside.value is not None:
                return cell, beside
    return None


def against_target(told: Indicator, own: Told | None, target: float) -> str:
    """Where a cell lies against a fixed value."""
    limits = interval(told, own) if own is not None else None
    if limits is None:
        return "cannot_judge"
    return "higher" if limits[0] > target else "lower" if limits[1] < target else "no_certain_difference"


def before(told: Indicator, after: Told) -> Told | None:
    """What stood in a cell until it became what it is."""
    key = (after.unit, after.sex, after.year, after.years)
    return next((c for c in told.cells if (c.unit, c.sex, c.year, c.years) == key and c.until == after.since), None)


def what_became(was: Told | None, after: Told) -> str:
    """The word for a change."""
    if was is None:
        return "new"
    if after.value is None:
        return "withdrawn"
    return "returned" if was.value is None else "revised"
