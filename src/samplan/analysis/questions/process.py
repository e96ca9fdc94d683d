"""Whether a process behaves as usual: a county's monthly, quarterly or yearly values with XmR limits."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from samplan.analysis.formulas import spc
from samplan.analysis.results import Cell, IndicatorAnswer, IndicatorCard, Measure, PeriodKind, ProcessAnswer, UnitKind

FEWEST = spc.FEW
"""Points that the limits want: fewer give trial limits, which are not shown."""
RARE = 5.0
"""Events in a usual period below which the points are chance more than process."""
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.SCHOOL_YEAR: 12}
SAMPLED = frozenset({Measure.SURVEY_SHARE, Measure.YES_NO})


def process(answer: IndicatorAnswer, *, target: float | None = None) -> ProcessAnswer:
    """The county's own series with its mean and limits, and for each value why it is special.

    answer: what the indicator's own question answered, through its gate; nothing is read again. Of both sexes together,
    by whole and unbroken periods of one length; the limits start afresh where the definition does. Reasons for no
    limits: "not_for_this_measure", "no_county_value", "overlapping_periods", "missing_value", "too_few_points",
    "rare_events". target: what the process will do about it, where more or less is known to be good.
    """
    card, cells = answer.card, _cells(answer)
    reason = _reason(card.measure, cells)
    if reason:
        return ProcessAnswer(card, cells, reason=reason)
    starts = [n for n in range(1, len(cells)) if _begins(card, cells, n)]
    if any(end - start < FEWEST for start, end in zip([0, *starts], [*starts, len(cells)], strict=True)):
        return ProcessAnswer(card, cells, reason="too_few_points")
    made = spc.chart([cell.value for cell in cells], rebase_at=starts)
    limits = tuple((made.limits[part].low, made.limits[part].mean, made.limits[part].high) for part in made.stretch)
    return ProcessAnswer(
        card=card,
        cells=cells,
        limits=limits,
        signals=tuple(signal.value for signal in made.signals),
        assurance=_assurance(card, made.limits[-1], target),
    )


def _cells(answer: IndicatorAnswer) -> tuple[Cell, ...]:
    """Those of the county as a whole; for own values of one body alone that body's. None: neither."""
    if answer.county is not None:
        return answer.county.cells
    bodies = [s.cells for s in answer.municipalities if s.unit.kind is UnitKind.BODY and s.cells]
    return bodies[0] if len(bodies) == 1 else ()


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


def _begins(card: IndicatorCard, cells: Sequence[Cell], place: int) -> bool:
    """Whether a definition begins with a cell, or between it and the one before."""
    before, start = cells[place - 1].period.start, cells[place].period.start
    return "break" in cells[place].notes or any(before < day <= start for day in card.breaks)


def _assurance(card: IndicatorCard, limits: spc.Limits, target: float | None) -> str:
    if target is None or card.polarity.value == "none":
        return ""
    return spc.assurance(limits, target, higher_is_better=card.polarity.value == "high").value
