"""What has become of an edition's frozen figures: its values beside those that the source has now. Pure.

What has no value now is told neither as it is nor as it was, though the edition still shows it: it may be hidden, and
nobody is helped to find it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isclose

from samplan.analysis.results import Cell, IndicatorAnswer, Period, Series, Sex, Status, Unit

LATE = "not_worked_out"


class Became(StrEnum):
    """What a figure became since the edition."""

    NEW = "new"
    """A period that the edition does not have."""
    CAME = "came"
    """A value where the edition has none."""
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    """No value where the edition has one."""
    HIDDEN = "hidden"
    """Hidden now, where the edition has a value."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that is another than in the edition. before: None where that has none, or where nothing is shown now."""

    unit: Unit
    period: Period
    became: Became
    before: Cell | None
    after: Cell | None


def changed(before: IndicatorAnswer, now: IndicatorAnswer) -> list[Changed]:
    """The cells of county, country and municipalities that differ: the county first, by name, and in order of time."""
    then = {(unit.id, _when(cell.period)): cell for unit, cell in _cells(before)}
    found, seen = [], set()
    for unit, cell in _cells(now):
        key = (unit.id, _when(cell.period))
        seen.add(key)
        became = _became(then.get(key), cell, late=LATE in now.caveats)
        if became is not None:
            found.append(Changed(unit, cell.period, became, then.get(key) if cell.value is not None else None, cell))
    for unit, cell in _cells(before):
        if cell.value is not None and (unit.id, _when(cell.period)) not in seen:
            found.append(Changed(unit, cell.period, Became.WITHDRAWN, None, None))
    return found


def _cells(answer: IndicatorAnswer) -> Iterator[tuple[Unit, Cell]]:
    """The cells of both sexes together, with whose they are."""
    series: tuple[Series | None, ...] = (answer.county, answer.benchmark, *answer.municipalities)
    for one in series:
        for cell in one.cells if one is not None and one.sex is Sex.TOTAL else ():
            yield one.unit, cell  # type: ignore[union-attr]  # no cells where there is none


def _when(period: Period) -> tuple[object, ...]:
    """A period by its days, whatever the source calls it."""
    return period.start, period.kind, period.years


def _became(before: Cell | None, after: Cell, *, late: bool) -> Became | None:
    """What a cell became, None for nothing that can be told. late: what is hidden may be so for lack of time."""
    if after.value is None:
        if before is None or before.value is None:
            return None
        if after.status is Status.HIDDEN:
            return None if late else Became.HIDDEN
        return Became.WITHDRAWN
    if before is None:
        return Became.NEW
    if before.value is None:
        return Became.CAME
    return None if _same(before, after) else Became.REVISED


def _same(one: Cell, other: Cell) -> bool:
    pairs = ((one.value, other.value), (one.low, other.low), (one.high, other.high))
    return all(a == b or (a is not None and b is not None and isclose(a, b, rel_tol=1e-9)) for a, b in pairs)
