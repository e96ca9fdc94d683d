"""Makes the results out of a sheet: cells with their notes, series, comparisons, caveats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np

from samplan.analysis.formulas.disclosure.primary import DEFAULT
from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.questions.answering.judging import Judged, judge, masks
from samplan.analysis.questions.answering.limits import LEVEL, METHODS, PUBLISHED
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.questions.answering.trends import trends_of
from samplan.analysis.results import (
    Cell,
    Comparison,
    IndicatorCard,
    Period,
    PeriodKind,
    Series,
    Status,
    Trend,
    Unit,
    UnitKind,
)
from samplan.analysis.store.codes import COUNTRY, NO_INTERVALS, PERIOD_KINDS, SEXES, STATUSES
from samplan.analysis.store.shapes import Facts, Place, period

WIDE = 0.25
"""A half of an interval that is more than this part of the value is that of a small place."""
WINDOW = PERIOD_KINDS.index(PeriodKind.WINDOW)


Asked = tuple[Unit, int, int, Comparison | None]
"""A unit with its number, the code of a sex, and the comparison of its newest cell."""


class Maker:
    """Makes cells of one sheet, each once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        c, counted = sheet.cells, sheet.counted
        self._starts, self._kinds, self._years = c.start.tolist(), c.kind.tolist(), c.years.tolist()
        self._status, self._values = c.status.tolist(), _numbers(c.value)
        self._low, self._high = _numbers(counted.low), _numbers(counted.high)
        self._numerators, self._denominators = _numbers(c.numerator), _numbers(c.denominator)
        self._why, self._methods = counted.no_interval.tolist(), counted.method.tolist()
        self._fetched: list[datetime | None] = c.fetched_at.tolist()
        self._units, self._sexes = c.unit.tolist(), c.sex.tolist()
        self._breaks, self._moments = (
            frozenset(sheet.breaks),
            {None: None} | {moment: moment.replace(tzinfo=UTC) for moment in set(self._fetched) if moment is not None},
        )
        self._elsewhere = sheet.facts.other_survey if sheet.facts is not None else frozenset()
        self._country: dict[int, frozenset[Period] | None] = {}
        self._periods: dict[tuple[date, int, int], Period] = {}
        self._cells: dict[int, Cell] = {}

    def period(self, row: int) -> Period:
        """A row's period."""
        key = (self._starts[row], self._kinds[row], self._years[row])
        found = self._periods.get(key)
        if found is None:
            found = self._periods[key] = period(key[1], np.datetime64(key[0], "D"), key[2])
        return found

    def cell(self, row: int) -> Cell:
        """A row as a cell."""
        found = self._cells.get(row)
        if found is None:
            found = self._cells[row] = self._made(row)
        return found

    def _made(self, row: int) -> Cell:
        value, low = self._values[row], self._low[row]
        place, method = self.sheet.places[self._units[row]], self._methods[row]
        why = None if value is None or low is not None else NO_INTERVALS[self._why[row]] or NoInterval.NOT_PUBLISHED
        # In the order of the fields: this is done thousands of times for a page.
        return Cell(
            place.unit,
            self.period(row),
            SEXES[self._sexes[row]],
            _status(self._status[row], value),
            value,
            low,
            self._high[row],
            why,
            LEVEL,
            METHODS[method],
            self._numerators[row],
            self._denominators[row],
            method <= PUBLISHED,
            self._moments[self._fetched[row]],
            self._notes(row, place, value),
        )

    def _notes(self, row: int, place: Place, value: float | None) -> tuple[str, ...]:
        found = []
        if self._years[row] > 1 and self._kinds[row] == WINDOW:
            found.append("rolling_window")
        if self._elsewhere and place.county in self._elsewhere:
            found.append("other_survey")
        if self._breaks and self._starts[row] in self._breaks:
            found.append("break")
        if value is None:
            return tuple(found)
        count, low, high = self._numerators[row], self._low[row], self._high[row]
        if count is not None and count < DEFAULT.certain:
            found.append("few_events")
        wide = low is not None and high is not None and (high - low) / 2 > WIDE * abs(value)
        if wide and value and place.unit.kind is not UnitKind.COUNTRY:
            found.append("small_place")
        return tuple(found)

    def series(
        self, unit: Unit, number: int, sex: int = 0, comparison: Comparison | None = None, *, trend: bool = True
    ) -> Series:
        """A unit's cells in time order, with its trend."""
        return self.all_series([(unit, number, sex, comparison)], trend=trend)[0]

    def all_series(self, asked: Sequence[Asked], *, trend: bool = True) -> list[Series]:
        """The cells of several units in time order, with their trends worked out together."""
        sheet = self.sheet
        cells = [tuple(self.cell(row) for row in sheet.rows(number, sex)) for _unit, number, sex, _told in asked]
        found: Sequence[Trend | None] = [None] * len(asked)
        if trend:
            told = [
                (each, self._surveyed(sex)) for each, (_unit, _number, sex, _told) in zip(cells, asked, strict=True)
            ]
            found = trends_of(told, sheet.card.measure, sheet.breaks)
        return [
            Series(unit, SEXES[sex], each, comparison, its)
            for each, its, (unit, _number, sex, comparison) in zip(cells, found, asked, strict=True)
        ]

    def _surveyed(self, sex: int) -> frozenset[Period] | None:
        """Periods in which the country has a value; None when it has none at all."""
        if sex not in self._country:
            rows = self.sheet.rows(self.sheet.number(COUNTRY), sex)
            there = frozenset(self.period(row) for row in rows if self._values[row] is not None)
            self._country[sex] = there or None
        return self._country[sex]


def _numbers(column: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float | None]:
    return [None if number != number else number for number in column.tolist()]


def _status(code: int, value: float | None) -> Status:
    """The status that agrees with what is shown."""
    told = STATUSES[code]
    if value is not None:
        return Status.ZERO if value == 0 else Status.VALUE
    return Status.UNKNOWN if told in {Status.VALUE, Status.ZERO} else told


def against(sheet: Sheet, rows: Sequence[int], others: Sequence[int], many: int | None = None) -> Judged:
    """Cells of a sheet against others of it. many: the first so many are looked at together, None for all.

    -1 stands for a cell that is not there.
    """
    share, counts, rate = masks([sheet.card.measure] * len(rows))
    own, other = (np.array(told, dtype=np.intp) for told in (rows, others))
    return judge(sheet.side(own), sheet.side(other), share, counts, rate, many=many)


def caveats_of(
    card: IndicatorCard, facts: Facts | None, county: str = "", *, worked_out: bool = True
) -> tuple[str, ...]:
    """What a reader must know before the figures of an indicator: codes. worked_out: as its sheet says."""
    late = () if worked_out else ("not_worked_out",)
    if facts is None:
        return (*late, *(("rolling_window",) * (card.window > 1)), *(("suicide",) * card.suicide))
    found = {
        "rolling_window": card.window > 1,
        "other_survey": county in facts.other_survey,
        "mixed_surveys": bool(facts.other_survey) and county not in facts.other_survey,
        "break": bool(card.breaks),
        "hiding_rule": bool(facts.hiding_rules),
        "retitled": bool(facts.earlier_title),
        "discontinued": card.discontinued,
        "removed": facts.removed,
        "uneven_margin": facts.margin_larger_half,
        "suicide": card.suicide,
    }
    return (*late, *(code for code, holds in found.items() if holds))
