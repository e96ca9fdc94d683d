"""The trend of each series, or the code of why there is none: independent, unbroken, equally defined periods only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.trend import (
    Point,
    RecentTrend,
    decimal_year,
    each_recent_trend,
    recent_trend_of_proportions,
)
from samplan.analysis.results import Cell, Direction, Measure, Period, PeriodKind, Status, Trend

FEWEST = 5
HAIR = 1e-6
PART_OF_A_YEAR = {PeriodKind.QUARTER: 0.25, PeriodKind.MONTH: 1 / 12}
NOT_ASKED = frozenset({Status.NOT_COLLECTED, Status.NOT_APPLICABLE})
Surveyed = frozenset[Period] | None


def trends_of(
    series: Sequence[tuple[Sequence[Cell], Surveyed]], measure: Measure, breaks: Sequence[date]
) -> list[Trend]:
    """The trend of each series of cells in time order.

    Beside the cells: the periods in which the benchmark has a value; a period in which neither has one was not
    surveyed, and is no gap. breaks: first days from which the definition is another.
    """
    days = [decimal_year(day) for day in breaks]
    found: list[Trend | None] = []
    chosen: list[list[Cell]] = []
    waiting: list[int] = []
    for place, (cells, surveyed) in enumerate(series):
        there = [c for c in cells if c.status not in NOT_ASKED and not _unsurveyed(c, surveyed)]
        used = disjoint(there)
        chosen.append(used)
        if len(used) < FEWEST <= len(there):
            found.append(Trend(Direction.CANNOT_COMPUTE, "overlapping_periods", points=len(used)))
        elif _by_counts(used, measure):
            found.append(_told(_of_counts(used, days), used))
        else:
            found.append(None)
            waiting.append(place)
    every = each_recent_trend([[_point(c) for c in chosen[place]] for place in waiting], breaks=days)
    for place, answer in zip(waiting, every, strict=True):
        found[place] = _told(answer, chosen[place])
    return [trend for trend in found if trend is not None]


def _by_counts(used: Sequence[Cell], measure: Measure) -> bool:
    """Whether a trend of counted shares can be asked for: none of nobody or of everybody."""
    if measure is not Measure.SHARE:
        return False
    return all(c.numerator and c.denominator and c.numerator < c.denominator for c in used)


def _of_counts(used: Sequence[Cell], days: Sequence[float]) -> RecentTrend | CannotCompute:
    try:
        return recent_trend_of_proportions([_point(c) for c in used], breaks=days, multiplier=100)
    except CannotCompute as refused:
        return refused


def _told(answer: RecentTrend | CannotCompute, used: Sequence[Cell]) -> Trend:
    if isinstance(answer, CannotCompute):
        return Trend(Direction.CANNOT_COMPUTE, answer.code, points=len(used))
    return Trend(
        Direction(answer.direction.value),
        slope=answer.slope,
        chi_square=answer.chi_square,
        points=answer.points,
        first=used[0].period,
        last=used[-1].period,
    )


def _unsurveyed(cell: Cell, surveyed: Surveyed) -> bool:
    return surveyed is not None and cell.status is Status.UNKNOWN and cell.period not in surveyed


def disjoint(cells: Sequence[Cell]) -> list[Cell]:
    """The newest five cells that share no day with each other, in time order; the cells are in time order."""
    chosen: list[Cell] = []
    first = float("inf")
    for cell in reversed(cells):
        begun = _decimal(cell.period.start)
        if begun + length(cell.period) <= first + HAIR:
            chosen.append(cell)
            first = begun
            if len(chosen) == FEWEST:
                break
    return chosen[::-1]


@lru_cache(maxsize=1000)
def _decimal(day: date) -> float:
    return decimal_year(day)


def length(period: Period) -> float:
    """How long a period is, in years."""
    return PART_OF_A_YEAR.get(period.kind, float(period.years))


def _point(cell: Cell) -> Point:
    period = cell.period
    ends = (cell.value, cell.low, cell.high, cell.numerator, cell.denominator)
    return Point(_decimal(period.start), *ends, length(period))
