"""The figures of a plan's long-term goal: where they began, where they are, where they shall be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from samplan.analysis.formulas.comparing import Rule, against_fixed
from samplan.analysis.formulas.disclosure.primary import DEFAULT
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.questions.answering.together import Pair, judged_together, sheets_of
from samplan.analysis.questions.choosing import change_at_source
from samplan.analysis.results import (
    Cell,
    Comparison,
    Measure,
    Outcome,
    PanelAnswer,
    PanelLine,
    Period,
    Status,
    Unit,
    UnitKind,
)
from samplan.analysis.shapes import FigureShape
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures
from samplan.analysis.value_files import period_of

SAME = 0.05
"""How near a typed baseline lies to the value that it was read from: a decimal less."""


def panel(store: Figures, figures: Sequence[FigureShape], county: str, *, as_of: date | None = None) -> PanelAnswer:
    """Figures of a plan for a county's region, beside the country and the plan's own target. One statement each.

    The polarity is the plan's; the definition is the one that was frozen, and changed says what became of it since.
    """
    region = f"00{county}"
    sheets, missing = sheets_of(store, [f.figure_id for f in figures], [region], as_of)
    by_id = {s.card.id: s for s in sheets}
    there = [(f, by_id[f.figure_id]) for f in figures if f.figure_id in by_id]
    pairs: list[Pair] = []
    for _figure, found in there:
        row = found.newest(found.number(region))
        pairs.append((found, row, found.same_period(row, found.number(COUNTRY))))
    judged = judged_together(pairs)
    lines = [_line(figure, found, region, judged.comparison(i), county) for i, (figure, found) in enumerate(there)]
    return PanelAnswer(tuple(lines), judged.looks(), missing)


def _line(figure: FigureShape, found: Sheet, region: str, comparison: Comparison, county: str) -> PanelLine:
    maker, number, country = Maker(found), found.number(region), found.number(COUNTRY)
    unit = found.places[number].unit if number in found.places else Unit(region, region, UnitKind.REGION)
    series = maker.series(unit, number, 0, comparison)
    has_benchmark = bool(np.any(found.cells.unit == country)) and country in found.places
    aim = figure.aim
    return PanelLine(
        card=figure.card(),
        series=series,
        benchmark=maker.series(found.places[country].unit, country) if has_benchmark else None,
        baseline=baseline_told(figure, _cells(maker, found) if figure.own else ()),
        baseline_period=aim.baseline_period,
        target=aim.target,
        target_on=aim.target_on,
        against_target=None if aim.target is None else against_target(series.newest, aim.target),
        changed="" if figure.own else change_at_source(figure.definition),
        caveats=caveats_of(found.card, found.facts, county, worked_out=found.worked_out),
    )


def _cells(maker: Maker, found: Sheet) -> Iterable[Cell]:
    return (maker.cell(row) for row in range(len(found.cells)))


def baseline_told(figure: FigureShape, cells: Iterable[Cell]) -> float | None:
    """The baseline as it may be shown to others than those who enter values. cells: all of the figure, hidden or not.

    Typed by hand, it may be a small count of the county's own, or a value that is hidden in its period. What stands
    among the shown values of that period tells nothing more.
    """
    told = figure.aim.baseline
    if told is None or not figure.own:
        return told
    period = period_of(figure.aim.baseline_period)
    there = [c for c in cells if c.unit.kind is not UnitKind.COUNTRY and (period is None or _same(c.period, period))]
    if any(c.value is not None and abs(c.value - told) < SAME for c in there):
        return told
    small = figure.definition.measure is Measure.COUNT and 0 < told < DEFAULT.count
    hidden = any(c.status in {Status.HIDDEN, Status.TOO_UNCERTAIN} for c in there)
    return None if small or hidden else told


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.kind, one.years) == (other.start, other.kind, other.years)


def against_target(cell: Cell | None, target: float) -> Comparison:
    """A cell against a target: an exact value, so the cell's own interval decides."""
    if cell is None or cell.value is None:
        return Comparison(Outcome.CANNOT_JUDGE, Rule.FIXED_VALUE.value, reason="no_value")
    try:
        found = against_fixed(cell.value, cell.low, cell.high, target)
    except CannotCompute:
        why = cell.no_interval.value if cell.no_interval is not None else "not_published"
        return Comparison(
            Outcome.CANNOT_JUDGE, Rule.FIXED_VALUE.value, difference=cell.value - target, reason=f"no_interval_{why}"
        )
    return Comparison(
        Outcome(found.outcome.value), found.rule.value, found.level, found.effect, found.low, found.high, found.p
    )
