"""Reads an indicator's cells for some units, whole families at a time, through the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings

from samplan.analysis.questions.answering import own
from samplan.analysis.questions.answering.families import Clock
from samplan.analysis.questions.answering.gate import HIDDEN, has_counts, hidden, passed, tells_a_method
from samplan.analysis.questions.answering.judging import Side
from samplan.analysis.questions.answering.limits import Counted, counted
from samplan.analysis.results import IndicatorCard, UnitKind
from samplan.analysis.shapes import OWN
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY, SEXES
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import CellColumns, Facts, Place

Rows = npt.NDArray[np.intp]
NOWHERE = range(0)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """An indicator's cells as they may be shown, with intervals. places: by number. facts: None for own values.

    breaks: first days of periods from which the definition is another. spans: each unit's and sex's rows. in_time:
    False where periods were hidden whole because working out what must be hidden took too long.
    """

    card: IndicatorCard
    facts: Facts | None
    places: Mapping[int, Place]
    cells: CellColumns
    counted: Counted
    breaks: tuple[date, ...]
    spans: Mapping[tuple[int, int], range]
    in_time: bool = True

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


def new_clock() -> Clock:
    """The time that a page has for working out what must be hidden."""
    return Clock(settings.FIGURES_SECONDS)


def sheet(
    store: Figures, indicator_id: str, units: Sequence[str], as_of: date | None = None, clock: Clock | None = None
) -> Sheet | None:
    """An indicator's cells for some units; None when there is no such indicator.

    Read with their whole counties, so that what is hidden is hidden with everything that adds up. As of a day: what is
    hidden now is hidden then too. clock: of a page that asks for many. At most four statements.
    """
    clock = clock or new_clock()
    before = clock.left_out
    found = _sheet(store, indicator_id, units, as_of, clock)
    return found if found is None or clock.left_out == before else replace(found, in_time=False)


def _sheet(store: Figures, indicator_id: str, units: Sequence[str], as_of: date | None, clock: Clock) -> Sheet | None:
    if indicator_id.startswith(OWN):
        told = own.read(indicator_id)
        if told is None or tells_a_method(told.card):
            return None
        units = [place.unit.id for place in told.places.values()]
        return _made(told.card, None, told.places, told.cells, units, clock)
    facts = reading.indicator(store, indicator_id)
    if facts is None or tells_a_method(facts.card):
        return None
    counties = {place.county for unit in units if (place := reading.place(store, unit)) is not None and place.county}
    places = {p.number: p for county in sorted(counties) for p in reading.county_places(store, county)}
    places |= {p.number: p for unit in (COUNTRY, *units) if (p := reading.place(store, unit)) is not None}
    cells, places = _read(store, facts, places, as_of)
    if as_of is not None:
        cells = _hidden_now(store, facts, places, cells, clock)
    return _made(facts.card, facts, places, cells, units, clock, _breaks(store, facts, cells))


def _read(
    store: Figures, facts: Facts, places: dict[int, Place], as_of: date | None
) -> tuple[CellColumns, dict[int, Place]]:
    """The families' cells. Where counts are known all regions come too: the country less the others is one of them."""
    ids = [p.unit.id for p in places.values()]
    cells = reading.cells(store, facts.card.id, ids, as_of)
    if not has_counts(cells):
        return cells, places
    regions = {p.number: p for p in store.places if p.unit.kind is UnitKind.REGION and p.number not in places}
    more = reading.cells(store, facts.card.id, [p.unit.id for p in regions.values()], as_of)
    return _joined(cells, more), places | regions


def _joined(one: CellColumns, two: CellColumns) -> CellColumns:
    parts: dict[str, Any] = {
        f.name: np.concatenate([getattr(one, f.name), getattr(two, f.name)]) for f in fields(CellColumns)
    }
    return CellColumns(**parts)


def _hidden_now(
    store: Figures, facts: Facts, places: dict[int, Place], cells: CellColumns, clock: Clock
) -> CellColumns:
    """Older figures, so that they and those of today together tell no more than those of today.

    In a period in which anything is hidden, then or now, an older figure is shown only where it is the one of today:
    else a total that was revised would tell what a hidden part was.
    """
    if not has_counts(cells) and not facts.card.suicide:
        return cells
    now, all_places = _read(store, facts, places, None)
    then, today = passed(cells, facts.card, all_places, clock), passed(now, facts.card, all_places, clock)
    guarded = _guarded(cells, then) | _guarded(now, today)
    told = {key: (v, n) for key, v, n in _values(today)}
    country = {n for n, p in all_places.items() if p.unit.kind is UnitKind.COUNTRY}
    gone = [
        key[2:] in guarded and key[0] not in country and told.get(key) != (value, numerator)
        for key, value, numerator in _values(then)
    ]
    return hidden(then, np.array(gone, dtype=np.bool_), HIDDEN)


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
    cells: CellColumns,
    units: Sequence[str],
    clock: Clock,
    breaks: tuple[date, ...] = (),
) -> Sheet:
    """The one way to a sheet: through the gate, and then without what was not asked for."""
    shown = passed(cells, card, places, clock)
    asked = {n: p for n, p in places.items() if p.unit.id in {*units, COUNTRY}}
    keep = np.isin(shown.unit, list(asked))
    if not keep.all():
        parts: dict[str, Any] = {f.name: getattr(shown, f.name)[keep] for f in fields(CellColumns)}
        shown = replace(shown, **parts)
    return Sheet(card, facts, asked, shown, counted(shown, card.measure), breaks or card.breaks, spans_of(shown))


def spans_of(cells: CellColumns) -> dict[tuple[int, int], range]:
    """Where each unit's and sex's cells stand, which follow each other in time order."""
    return {(unit, sex): range(at.start, at.stop) for unit, sex, at in cells.series()}
