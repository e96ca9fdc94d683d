"""An indicator as it was known on a day, beside what it is now: every figure has its earlier values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samplan.analysis.questions import indicator
from samplan.analysis.questions.answering.gate import tells_a_method
from samplan.analysis.results import HistoryAnswer, IndicatorCard
from samplan.analysis.shapes import OWN
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import Definition
from samplan.analysis.suicide import about


def history(store: Figures, indicator_id: str, county: str, day: date) -> HistoryAnswer | None:
    """An official indicator for a county as it was at the end of a day, and as it is; None when there is none such.

    What is hidden now, or was then, is told neither as it is nor as it was. days: when anything of it came or became
    another. The definition is the one that held that day, "" where the indicator was not there yet, and where it told a
    method of suicide. Ten statements.
    """
    if indicator_id.startswith(OWN):
        return None
    now = indicator.series(store, indicator_id, county)
    then = indicator.series(store, indicator_id, county, as_of=day)
    if now is None or then is None:
        return None
    units = [*(p.unit.id for p in reading.county_places(store, county)), COUNTRY]
    held = [d for d in reading.definitions_of(store, indicator_id) if d.valid_from.date() <= day][-1:]
    shown = [d for d in held if not _told_a_method(now.card, d)]
    return HistoryAnswer(
        day=day,
        then=then,
        now=now,
        days=reading.days_of(store, indicator_id, units),
        title=shown[0].title if shown else "",
        definition=shown[0].definition if shown else "",
    )


def _told_a_method(card: IndicatorCard, held: Definition) -> bool:
    """Whether an indicator that may be shown now was of suicides by method then."""
    suicide = card.suicide or about(held.title, held.definition)
    return tells_a_method(replace(card, title=held.title, definition=held.definition, suicide=suicide))
