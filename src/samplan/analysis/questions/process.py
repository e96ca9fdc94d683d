"""Whether a process behaves as usual: a county's monthly, quarterly or yearly values with XmR limits."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from samplan.analysis.formulas import spc
from samplan.analysis.questions.answering.cells import Maker
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import Cell, Measure, PeriodKind, ProcessAnswer, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures

FEWEST = spc.FEW
"""Points that the limits want: fewer give trial limits, which are not shown."""
RARE = 5.0
"""Events in a usual period below which the points are chance more than process."""
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.SCHOOL_YEAR: 12}
SAMPLED = frozenset({Measure.SURVEY_SHARE, Measure.YES_NO})


def process(
    store: Figures, indicator_id: str, county: str, *, target: float | None = None, as_of: date | None = None
) -> ProcessAnswer | None:
    """The county's own series with its mean and limits, and for each value why it is special; None without indicator.

    Of both sexes together, by whole and unbroken periods of one length; the limits start afresh where the definition
    does. Reasons for no limits: "not_for_this_measure", "no_county_value", "overlapping_periods", "missing_value",
    "too_few_points", "rare_events". target: what the process will do about it, where more or less is known to be good.
    Four statements at most, five queries for own values.
    """
    found = sheet(store, indicator_id, [*(p.unit.id for p in reading.county_places(store, county)), COUNTRY], as_of)
    if found is None:
        return None
    number = _unit(found, county)
    cells = tuple(Maker(found).series(found.places[number].unit, number, trend=False).cells) if number >= 0 else ()
    reason = _reason(found.card.measure, cells)
    if reason:
        return ProcessAnswer(found.card, cells, reason=reason)
    values = [cell.value for cell in cells]
    starts = [n for n, cell in enumerate(cells) if n and any(_between(cells, n, day) for day in found.breaks)]
    if any(end - start < FEWEST for start, end in zip([0, *starts], [*starts, len(cells)], strict=True)):
        return ProcessAnswer(found.card, cells, reason="too_few_points")
    made = spc.chart(values, rebase_at=starts)
    limits = tuple((made.limits[part].low, made.limits[part].mean, made.limits[part].high) for part in made.stretch)
    return ProcessAnswer(
        card=found.card,
        cells=cells,
        limits=limits,
        signals=tuple(signal.value for signal in made.signals),
        assurance=_assurance(found, made.limits[-1], target),
    )


def _unit(found: Sheet, county: str) -> int:
    """The county as a whole; for own values of one body alone that body. -1: neither."""
    region = found.number(f"00{county}")
    if region >= 0 and found.has(region, 0):
        return region
    there = [n for n, p in found.places.items() if p.unit.kind is UnitKind.BODY and found.has(n, 0)]
    return there[0] if len(there) == 1 else -1


def _reason(measure: Measure, cells: Sequence[Cell]) -> str:
    """Why there are no limits; "" where there are."""
    if measure in SAMPLED:
        return "not_for_this_measure"
    if not cells:
        return "no_county_value"
    kinds = {cell.period.kind for cell in cells}
    if len(kinds) > 1 or not kinds <= set(MONTHS):
        return "overlapping_periods"
    at = [cell.period.start.year * 12 + cell.period.start.month for cell in cells]
    steps = {later - earlier for earlier, later in itertools.pairwise(at)}
    if any(cell.value is None for cell in cells) or not steps <= {MONTHS[cells[0].period.kind]}:
        return "missing_value"
    if len(cells) < FEWEST:
        return "too_few_points"
    counts = [cell.numerator if measure is not Measure.COUNT else cell.value for cell in cells]
    known = [count for count in counts if count is not None]
    return "rare_events" if known and sum(known) / len(known) < RARE else ""


def _between(cells: Sequence[Cell], place: int, day: date) -> bool:
    """Whether a definition begins between a cell and the one before."""
    return cells[place - 1].period.start < day <= cells[place].period.start


def _assurance(found: Sheet, limits: spc.Limits, target: float | None) -> str:
    if target is None or found.card.polarity.value == "none":
        return ""
    return spc.assurance(limits, target, higher_is_better=found.card.polarity.value == "high").value
