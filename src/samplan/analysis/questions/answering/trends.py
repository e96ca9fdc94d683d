"""The trend of a series, or the code of why there is none: independent, unbroken, equally defined periods only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.trend import Point, decimal_year, recent_trend, recent_trend_of_proportions
from samplan.analysis.results import Cell, Direction, Measure, Period, PeriodKind, Status, Trend

FEWEST = 5
PART_OF_A_YEAR = {PeriodKind.QUARTER: 0.25, PeriodKind.MONTH: 1 / 12}
NOT_ASKED = frozenset({Status.NOT_COLLECTED, Status.NOT_APPLICABLE})


def trend_of(
    cells: Sequence[Cell], measure: Measure, breaks: Sequence[date], surveyed: frozenset[Period] | None = None
) -> Trend:
    """The trend of a unit's cells in time order.

    breaks: first days from which the definition is another. surveyed: periods in which the benchmark has a value; a
    period in which neither has one was not surveyed, and is no gap.
    """
    there = [c for c in cells if c.status not in NOT_ASKED and not _unsurveyed(c, surveyed)]
    chosen = disjoint(there)
    if len(chosen) < FEWEST <= len(there):
        return Trend(Direction.CANNOT_COMPUTE, "overlapping_periods", points=len(chosen))
    points, days = [_point(c) for c in chosen], [decimal_year(day) for day in breaks]
    counted = measure is Measure.SHARE and all(c.numerator is not None and c.denominator for c in chosen[-FEWEST:])
    try:
        if counted and all(0 < (c.numerator or 0) < (c.denominator or 0) for c in chosen[-FEWEST:]):
            found = recent_trend_of_proportions(points, breaks=days, multiplier=100)
        else:
            found = recent_trend(points, breaks=days)
    except CannotCompute as refused:
        return Trend(Direction.CANNOT_COMPUTE, refused.code, points=len(points))
    used = chosen[-FEWEST:]
    return Trend(
        Direction(found.direction.value),
        slope=found.slope,
        chi_square=found.chi_square,
        points=found.points,
        first=used[0].period,
        last=used[-1].period,
    )


def _unsurveyed(cell: Cell, surveyed: frozenset[Period] | None) -> bool:
    return surveyed is not None and cell.status is Status.UNKNOWN and cell.period not in surveyed


def disjoint(cells: Sequence[Cell]) -> list[Cell]:
    """The newest cell and those before it that share no day with it or with each other, in time order."""
    chosen: list[Cell] = []
    for cell in sorted(cells, key=lambda c: c.period.start, reverse=True):
        if not chosen or length(cell.period) + decimal_year(cell.period.start) <= _start(chosen[-1]) + 1e-6:
            chosen.append(cell)
    return chosen[::-1]


def _start(cell: Cell) -> float:
    return decimal_year(cell.period.start)


def length(period: Period) -> float:
    """How long a period is, in years."""
    return PART_OF_A_YEAR.get(period.kind, float(period.years))


def _point(cell: Cell) -> Point:
    return Point(_start(cell), cell.value, cell.low, cell.high, cell.numerator, cell.denominator, length(cell.period))
