"""Reads an indicator's cells for some units as they may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from samplan.analysis.questions.answering import own
from samplan.analysis.questions.answering.gate import passed, tells_a_method
from samplan.analysis.questions.answering.judging import Side
from samplan.analysis.questions.answering.limits import Counted, counted
from samplan.analysis.results import IndicatorCard, UnitKind
from samplan.analysis.shapes import OWN
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY, NOT_WORKED_OUT, SEXES, SHOWN
from samplan.analysis.store.hiding.codes import HIDDEN, without
from samplan.analysis.store.hiding.rules import has_counts
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import CellColumns, Facts, Place

Rows = npt.NDArray[np.intp]
NOWHERE = range(0)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """An indicator's cells as they may be shown, with intervals. places: by number. facts: None for own values.

    breaks: first days of periods from which the definition is another. spans: each unit's and sex's rows. worked_out:
    False where all is hidden because the store does not tell what may be shown.
    """

    card: IndicatorCard
    facts: Facts | None
    places: Mapping[int, Place]
    cells: CellColumns
    counted: Counted
    breaks: tuple[date, ...]
    spans: Mapping[tuple[int, int], range]
    worked_out: bool = True

    def number(self, unit_id: str) -> int:
        """A unit's number, -1 when it is not among the places."""
        return next((n for n, p in self.places.items() if p.unit.id == unit_id), -1)

    def side(self, rows: Rows) -> Side:
        """Some cells as one side of comparisons; -1 for a cell that is not there."""
        there, at = rows >= 0, np.maximum(rows, 0)
        empty = len(self.cells) == 0

        def part(column: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.full(len(rows), np.nan) if empty else np.where(there, column[at], np.nan)

        c, limits = self.cells, self.counted
        why = np.zeros(len(rows), np.uint8) if empty else np.where(there, limits.no_interval[at], 0).astype(np.uint8)
        return Side(part(c.value), part(limits.low), part(limits.high), part(c.numerator), part(c.denominator), why)

    def rows(self, unit: int, sex: int = 0) -> range:
        """The rows of a unit and sex, in time order."""
        return self.spans.get((unit, sex), NOWHERE)

    def has(self, unit: int, sex: int | None = None) -> bool:
        """Whether a unit has any cells, of one sex where it is asked for."""
        sexes = range(len(SEXES)) if sex is None else (sex,)
        return unit in self.places and any((unit, one) in self.spans for one in sexes)

    def newest(self, unit: int, sex: int = 0) -> int:
        """The row of the newest cell that shows a value; -1 without one."""
        values = self.cells.value
        return next((row for row in reversed(self.rows(unit, sex)) if values[row] == values[row]), -1)

    def same_period(self, row: int, unit: int, sex: int = 0) -> int:
        """The row of another unit or sex in the same period; -1 when there is none."""
        if row < 0:
            return -1
        c = self.cells
        period = (c.start[row], c.kind[row], c.years[row])
        rows = reversed(self.rows(unit, sex))
        return next((at for at in rows if (c.start[at], c.kind[at], c.years[at]) == period), -1)


def sheet(store: Figures, indicator_id: str, units: Sequence[str], as_of: date | None = None) -> Sheet | None:
    """An indicator's cells for some units; None when there is no such indicator.

    What is hidden is the same whatever units are asked for. As of a day: what is hidden now is hidden then too. One
    statement, four with a day; one more for an indicator with several definitions.
    """
    if indicator_id.startswith(OWN):
        told = own.read(indicator_id)
        if told is None or tells_a_method(told.card):
            return None
        shown = passed(told.cells, told.card, told.places)
        return _made(told.card, None, told.places, shown, told.card.breaks)
    facts = reading.indicator(store, indicator_id)
    if facts is None or tells_a_method(facts.card):
        return None
    places = {p.number: p for unit in (*units, COUNTRY) if (p := reading.place(store, unit)) is not None}
    cells, codes = reading.cells_now(store, indicator_id, [p.unit.id for p in places.values()])
    shown = without(cells, codes) if as_of is None else _as_it_was(store, facts, places, as_of)
    worked_out = not bool((codes == NOT_WORKED_OUT).any())
    return _made(facts.card, facts, places, shown, _breaks(store, facts, shown), worked_out=worked_out)


def _as_it_was(store: Figures, facts: Facts, asked: Mapping[int, Place], day: date) -> CellColumns:
    """The cells of the places asked for as they were on a day, without what may not be told of then or now.

    They are worked out with their whole counties, so that what is hidden is hidden with everything that adds up.
    """
    counties = {place.county for place in asked.values() if place.county}
    places = {p.number: p for county in sorted(counties) for p in reading.county_places(store, county)} | dict(asked)
    cells, places = _read(store, facts, places, day)
    shown = _hidden_now(store, facts, places, cells)
    keep = np.isin(shown.unit, list(asked))
    parts: dict[str, Any] = {f.name: getattr(shown, f.name)[keep] for f in fields(CellColumns)}
    return CellColumns(**parts)


def _read(store: Figures, facts: Facts, places: dict[int, Place], day: date) -> tuple[CellColumns, dict[int, Place]]:
    """The families' cells. Where counts are known all regions come too: the country less the others is one of them."""
    cells = reading.cells(store, facts.card.id, [p.unit.id for p in places.values()], day)
    if not has_counts(cells):
        return cells, places
    regions = {p.number: p for p in store.places if p.unit.kind is UnitKind.REGION and p.number not in places}
    more = reading.cells(store, facts.card.id, [p.unit.id for p in regions.values()], day)
    return _joined(cells, more), places | regions


def _joined(one: CellColumns, two: CellColumns) -> CellColumns:
    parts: dict[str, Any] = {
        f.name: np.concatenate([getattr(one, f.name), getattr(two, f.name)]) for f in fields(CellColumns)
    }
    return CellColumns(**parts)


def _hidden_now(store: Figures, facts: Facts, places: Mapping[int, Place], cells: CellColumns) -> CellColumns:
    """Older figures, so that they and those of today together tell no more than those of today.

    In a period in which anything is hidden, then or now, an older figure is shown only where it is the one of today:
    else a total that was revised would tell what a hidden part was.
    """
    now, codes = reading.cells_now(store, facts.card.id, [p.unit.id for p in places.values()])
    if not has_counts(cells) and not facts.card.suicide and bool((codes == SHOWN).all()):
        return cells
    then, today = passed(cells, facts.card, places), without(now, codes)
    guarded = _guarded(cells, then) | _guarded(now, today)
    told = {key: (v, n) for key, v, n in _values(today)}
    country = {n for n, p in places.items() if p.unit.kind is UnitKind.COUNTRY}
    gone = [
        key[2:] in guarded and key[0] not in country and told.get(key) != (value, numerator)
        for key, value, numerator in _values(then)
    ]
    return without(then, np.where(np.array(gone, dtype=np.bool_), HIDDEN, SHOWN).astype(np.uint8))


def _guarded(before: CellColumns, after: CellColumns) -> set[tuple[Any, ...]]:
    """Periods in which the gate hid something."""
    return {key[2:] for key in _keys(before, np.isfinite(before.value) & ~np.isfinite(after.value))}


def _values(cells: CellColumns) -> list[tuple[tuple[Any, ...], float | None, float | None]]:
    """Each cell's key, value and numerator; None where there is none."""
    numbers = [[None if x != x else x for x in c.tolist()] for c in (cells.value, cells.numerator)]
    return list(zip(_keys(cells, np.ones(len(cells), dtype=np.bool_)), *numbers, strict=True))


def _keys(cells: CellColumns, where: npt.NDArray[np.bool_]) -> list[tuple[Any, ...]]:
    columns = (cells.unit, cells.sex, cells.start, cells.kind, cells.years)
    return list(zip(*(column[where].tolist() for column in columns), strict=True))


def _breaks(store: Figures, facts: Facts, cells: CellColumns) -> tuple[date, ...]:
    """The card's breaks, and the first periods of definitions that make another series."""
    if facts.version == 1:
        return facts.card.breaks
    made = [d.version for d in reading.definitions_of(store, facts.card.id) if d.breaks]
    starts = [cells.start[cells.version >= version] for version in made]
    days = {min(s).astype("datetime64[D]").astype(date) for s in starts if s.size}
    return tuple(sorted({*facts.card.breaks, *days}))


def _made(
    card: IndicatorCard,
    facts: Facts | None,
    places: Mapping[int, Place],
    shown: CellColumns,
    breaks: tuple[date, ...],
    *,
    worked_out: bool = True,
) -> Sheet:
    """A sheet of what has passed the gate."""
    limits = counted(shown, card.measure)
    return Sheet(card, facts, places, shown, limits, breaks or card.breaks, spans_of(shown), worked_out)


def spans_of(cells: CellColumns) -> dict[tuple[int, int], range]:
    """Where each unit's and sex's cells stand, which follow each other in time order."""
    return {(unit, sex): range(at.start, at.stop) for unit, sex, at in cells.series()}
