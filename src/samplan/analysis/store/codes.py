"""Small numbers that stand for words in the store's columns. The order is the code: add at the end only."""

from __future__ import annotations

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import PeriodKind, Sex, Status, UnitKind

STATUSES: tuple[Status, ...] = (
    Status.VALUE,
    Status.ZERO,
    Status.HIDDEN,
    Status.NOT_COLLECTED,
    Status.NOT_APPLICABLE,
    Status.TOO_UNCERTAIN,
    Status.WITHDRAWN,
    Status.UNKNOWN,
)
SEXES: tuple[Sex, ...] = (Sex.TOTAL, Sex.WOMEN, Sex.MEN)
PERIOD_KINDS: tuple[PeriodKind, ...] = (
    PeriodKind.YEAR,
    PeriodKind.SCHOOL_YEAR,
    PeriodKind.WINDOW,
    PeriodKind.QUARTER,
    PeriodKind.MONTH,
)
UNIT_KINDS: tuple[UnitKind, ...] = (UnitKind.MUNICIPALITY, UnitKind.REGION, UnitKind.COUNTRY, UnitKind.GROUP)
NO_INTERVALS: tuple[NoInterval | None, ...] = (
    None,
    NoInterval.TOTAL,
    NoInterval.NOT_PUBLISHED,
    NoInterval.MODEL,
    NoInterval.TOO_FEW,
)
"""None: the row has an interval, or no value that could have one."""

SHOWN = 0
"""Of what may be shown: a cell that stands as it is. Others have the code of the status that is told instead."""
NOT_WORKED_OUT = 255
"""Nobody worked out whether the cell may be shown, so it is hidden."""

COUNTRY = "0000"
"""The country's unit, as Kolada numbers it."""
