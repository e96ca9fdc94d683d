"""Comparisons of several indicators counted together, and lines of a unit's chosen indicators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from samplan.analysis.questions.answering.judging import Judged, Side, judge, masks
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import Measure, Sex, Status
from samplan.analysis.store.codes import COUNTRY, SEXES, STATUSES
from samplan.analysis.store.reading import Figures

Pair = tuple[Sheet, int, int]
"""A sheet, the row of the own figure and the row of its benchmark; -1 for one that is not there."""
TOLD = tuple(STATUSES.index(s) for s in Status if s not in {Status.VALUE, Status.ZERO})


def judged_together(pairs: Sequence[Pair]) -> Judged:
    """All pairs judged and counted as one page of looks."""
    own = [s.side(np.array([row])) for s, row, _other in pairs]
    other = [s.side(np.array([row])) for s, _own, row in pairs]
    return judged_sides(own, other, [s.card.measure for s, _own, _other in pairs])


def judged_sides(own: Sequence[Side], other: Sequence[Side], measures: list[Measure]) -> Judged:
    """Cells beside others, whatever sheets they are of, counted as one page of looks."""
    return judge(_joined(own), _joined(other), *masks(measures))


def _joined(sides: Sequence[Side]) -> Side:
    def part(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.concatenate([np.zeros(0), *(getattr(s, name) for s in sides)])

    why = np.concatenate([np.zeros(0, np.uint8), *(s.no_interval for s in sides)])
    return Side(part("value"), part("low"), part("high"), part("numerator"), part("denominator"), why)


def sheets_of(
    store: Figures, indicator_ids: Sequence[str], units: Sequence[str], as_of: date | None = None
) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets of some indicators, each once, and the ids that nobody knows. One statement each, four at most."""
    found, missing = [], []
    for indicator_id in dict.fromkeys(indicator_ids):
        made = sheet(store, indicator_id, units, as_of)
        if made is None:
            missing.append(indicator_id)
        else:
            found.append(made)
    return found, tuple(missing)


def row_to_show(found: Sheet, unit: int, sex: int = 0) -> int:
    """The newest cell with a value, or that of the country's newest period which says why it has none. -1: nothing."""
    newest = found.newest(unit, sex)
    there = found.same_period(found.newest(found.number(COUNTRY), sex), unit, sex)
    missing = there >= 0 and not np.isfinite(found.cells.value[there])
    if missing and (newest < 0 or found.cells.start[newest] < found.cells.start[there]):
        return there
    if newest >= 0:
        return newest
    rows = np.flatnonzero((found.cells.unit == unit) & (found.cells.sex == sex))
    return int(rows[np.argmax(found.cells.start[rows])]) if rows.size else -1


def rows_of_both(found: Sheet, unit: int) -> tuple[int, int] | None:
    """The rows of women and men in the newest period in which both have a value."""
    cells = found.cells
    women = np.flatnonzero((cells.unit == unit) & (cells.sex == SEXES.index(Sex.WOMEN)) & np.isfinite(cells.value))
    for row in women[np.argsort(cells.start[women])][::-1].tolist():
        men = found.same_period(row, unit, SEXES.index(Sex.MEN))
        if men >= 0 and np.isfinite(cells.value[men]):
            return row, men
    return None
