"""What the pages of a year's follow-up show, public and in the workspace: made from the report alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.publishing.followups import FollowUpReport
from samplan.publishing.layouts.gap_svg import SHAPES, same_choices
from samplan.web.swedish import said

HELD = {
    "answers": gettext_lazy("Svaren"),
    "total": gettext_lazy("Summan"),
    "before": gettext_lazy("Jämförelsen med året före"),
    "names": gettext_lazy("Namnen bredvid svaren"),
    "round": gettext_lazy("Hur många som har svarat"),
}
"""What an edition may leave out."""
UNMARKED = ("achieved", "partly", "missed", "notdone", "unjudged")
"""The marks of choices that have none of their own, in the choices' order."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An area's figures and its activities that have a time: side by side, nothing drawn from one to the other."""

    figures: list[Any] = field(default_factory=list)
    times: list[Any] = field(default_factory=list)


NOTHING: Mapping[str, Beside] = {}


def report_context(
    report: FollowUpReport, beside: Mapping[str, Beside] = NOTHING, figure_help: Sequence[Any] = ()
) -> dict[str, Any]:
    """The report with what templates cannot work out themselves.

    beside: figures and times by the area's slug. figure_help: lines of help, where a figure is about suicide.
    """
    return {
        "report": report,
        "areas": _anchored(report, beside),
        "figure_help": figure_help,
        "held": held_lines(report),
        "groups": report.statements_by_focus(),
        "charts": [_chart(some) for some in same_choices(report.measures)],
        "grids": [g for g in (_grid(report, grid) for grid in report.grids) if g["rows"] or g["unnamed"]],
    }


def _anchored(report: FollowUpReport, beside: Mapping[str, Beside]) -> list[tuple[str, Any, list[Any], Beside | None]]:
    """The areas, each with its anchor, its questions and its figures: the first one of an area has anchor and figures.

    A question comes with its measure (None for none that is shown) and the statements made of its answers.
    """
    seen: set[str] = set()
    found: list[tuple[str, Any, list[Any], Beside | None]] = []
    for area in report.areas:
        asked = [(q, report.measure_of(q), report.statements_of(q)) for q in area.asked]
        again = area.slug in seen
        found.append(("" if again else area.slug, area, asked, None if again else beside.get(area.slug)))
        seen.add(area.slug)
    return found


def held_lines(report: FollowUpReport) -> list[tuple[Any, Any]]:
    """What an edition does not show, each with its words."""
    return [(HELD[h.what], h) for h in report.held]


def _chart(some: list[Any]) -> dict[str, Any]:
    """Measures that are answered alike: a unit for each body, with a mark for each choice."""
    choices = some[0].choices
    marks = [c.mark or UNMARKED[min(place, len(SHAPES) - 1)] for place, c in enumerate(choices)]
    key = list(zip(marks, [c.word for c in choices], strict=True))
    rows = []
    for measure in some:
        units = [(mark, range(c.n)) for mark, c in zip(marks, measure.choices, strict=True)]
        rows.append((measure, [*units, ("notcollected", range(measure.silent.n))]))
    return {"key": key, "choices": choices, "rows": rows, "changed": any(m.moved is not None for m in some)}


def _grid(report: FollowUpReport, grid: Any) -> dict[str, Any]:
    measures = [next(m for m in report.measures if m.round == grid.round and m.code == code) for code in grid.measures]
    rows = []
    for row in grid.rows:
        cells = []
        for measure, cell in zip(measures, row.cells, strict=True):
            place = next((n for n, c in enumerate(measure.choices) if c.code == cell), None)
            choice = measure.choices[place] if place is not None else None
            mark = (choice.mark or UNMARKED[min(place or 0, 4)]) if choice else "notcollected"
            cells.append({"measure": measure, "choice": choice, "mark": mark, "shown": cell is not None})
        rows.append((row.body, cells))
    kind = next((r.name for r in report.rounds if r.id == grid.round), None)
    return {"measures": measures, "rows": rows, "unnamed": grid.unnamed, "kind": kind}


def csv_rows(report: FollowUpReport) -> Iterator[list[Any]]:
    """The year's counts as rows with the questions' words: what a spreadsheet or a program reads."""
    heads = [_("År"), _("Nummer"), _("Fråga"), _("Svar"), _("Antal"), _("Tillfrågade"), _("Året före")]
    yield [*heads, _("Läst ur dokument")]
    documents = {r.id: r.document for r in report.rounds}
    for measure in report.measures:
        for choice in [*measure.choices, measure.silent]:
            before = "" if choice.before is None else str(choice.before)
            cells = [measure.number, said(measure.text), said(choice.word), choice.n, measure.asked, before]
            yield [report.year, *cells, documents.get(measure.round, "")]
    for total in report.totals:
        value = f"{said(total.field)}: {said(total.value)}"
        cells = [total.number, said(total.text), value, total.n, total.asked, "", documents.get(total.round, "")]
        yield [report.year, *cells]
    for one in report.held:
        held = f"{HELD[one.what]}: {_('Visas inte')}"
        yield [report.year, one.number or "", said(one.text), held, "", "", "", documents.get(one.round, "")]
