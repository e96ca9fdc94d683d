"""What has changed since a moment: figures that came or became others, indicators that were renamed or ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.questions.answering.gate import tells_a_method
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import Cell, ChangedCell, ChangesAnswer, IndicatorCard, Sex, Status, Unit
from samplan.analysis.store import reading
from samplan.analysis.store.codes import PERIOD_KINDS, SEXES
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import Change, Facts, Vintage

MOST = 500
SHOWN = frozenset({Status.VALUE, Status.ZERO})


def changes(
    store: Figures, since: datetime, county: str, *, indicator_ids: Sequence[str] | None = None, limit: int = MOST
) -> ChangesAnswer:
    """What is another than it was at a moment, for a county's units and the country. indicator_ids: None for all.

    kind of a cell: "new", "revised", "withdrawn", "returned". What is hidden today is told neither as it is nor as it
    was. Two statements, and eight for each indicator with known counts.
    """
    units = [*(p.unit.id for p in reading.county_places(store, county)), "0000"]
    found = reading.changed_since(store, since, indicator_ids, units, limit + 1)
    hidden = _Hidden(store, units, since.date())
    cells = [told for change in found[:limit] if (told := _cell(store, change, hidden)) is not None]
    asked = None if indicator_ids is None else set(indicator_ids)
    gone = [
        (facts.card, kind)
        for facts in store.facts
        if (asked is None or facts.card.id in asked) and (kind := _what_became(store, facts, since))
    ]
    return ChangesAnswer(since, tuple(cells), tuple(gone), more=len(found) > limit)


class _Hidden:
    """Which figures may not be told, asked of the gate once for each indicator that may hold small numbers."""

    def __init__(self, store: Figures, units: Sequence[str], day: date) -> None:
        self.store, self.units, self.day = store, units, day
        self._seen: dict[str, list[Sheet]] = {}

    def holds(self, change: Change, facts: Facts) -> bool:
        """Whether a figure is hidden, as it is or as it was."""
        if tells_a_method(facts.card):
            return True
        if not facts.card.suicide and facts.number not in reading.counted(self.store):
            return False
        sheets = self._seen.get(change.indicator)
        if sheets is None:
            made = [sheet(self.store, change.indicator, self.units, day) for day in (None, self.day)]
            sheets = self._seen[change.indicator] = [s for s in made if s is not None]
        now, then = sheets
        return not (self._shown(now, change, change.after) and self._shown(then, change, change.before))

    @staticmethod
    def _shown(found: Sheet, change: Change, told: Vintage | None) -> bool:
        if told is None or told.value is None:
            return True
        c = found.cells
        same = (c.unit == found.number(change.unit)) & (c.sex == SEXES.index(change.sex)) & np.isfinite(c.value)
        same &= c.start == np.datetime64(change.period.start, "D")
        same &= (c.kind == PERIOD_KINDS.index(change.period.kind)) & (c.years == change.period.years)
        return bool(same.any())


def _cell(store: Figures, change: Change, hidden: _Hidden) -> ChangedCell | None:
    facts, place = reading.indicator(store, change.indicator), reading.place(store, change.unit)
    if facts is None or place is None or facts.is_margin:
        return None
    if hidden.holds(change, facts):
        return None
    before = None if change.before is None else _as_cell(change, place.unit, change.before)
    after = _as_cell(change, place.unit, change.after)
    if before is not None and (before.status, before.value, before.low) == (after.status, after.value, after.low):
        return None
    return ChangedCell(facts.card, _kind(change.before, change.after), before, after)


def _kind(before: Vintage | None, after: Vintage) -> str:
    if before is None:
        return "new"
    if after.status not in SHOWN:
        return "withdrawn"
    return "revised" if before.status in SHOWN else "returned"


def _as_cell(change: Change, unit: Unit, told: Vintage) -> Cell:
    shown = told.value is not None
    status = told.status if shown is (told.status in SHOWN) else Status.VALUE if shown else Status.UNKNOWN
    has = told.low is not None and told.high is not None
    return Cell(
        unit=unit,
        period=change.period,
        sex=Sex(change.sex),
        status=status,
        value=told.value,
        low=told.low if has and shown else None,
        high=told.high if has and shown else None,
        no_interval=NoInterval.NOT_PUBLISHED if shown and not has else None,
        method="published" if has else "",
        fetched_at=told.valid_from,
    )


def _what_became(store: Figures, facts: Facts, since: datetime) -> str:
    """What became of an indicator after a moment; empty for nothing."""
    if facts.is_margin or tells_a_method(facts.card):
        return ""
    if facts.version > 1:
        later = [d for d in reading.definitions_of(store, facts.card.id) if d.valid_from > since]
        if later:
            return "redefined" if later[-1].breaks else "retitled" if facts.earlier_title else "reworded"
    if facts.removed:
        return "removed"
    return "discontinued" if facts.card.discontinued else ""


def cards_of(answer: ChangesAnswer) -> tuple[IndicatorCard, ...]:
    """The indicators of an answer, each once, by title."""
    found = {c.card.id: c.card for c in answer.cells} | {card.id: card for card, _kind in answer.indicators}
    return tuple(sorted(found.values(), key=lambda card: card.title))
