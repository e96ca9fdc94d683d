"""The follow-up chapter in Excel in the layouts of the sources: goal table, area sheets, questions, next. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish
from samplan.followup.shapes.report import AreaPart, FollowUpReport, GridPart, ItemPart, ParticipantsPart
from samplan.publishing.layouts.followup_next import columns, steps_rows
from samplan.publishing.layouts.followup_words import cell_word
from samplan.publishing.layouts.followup_years import years_sheets
from samplan.publishing.layouts.gap_svg import same_choices
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.wording import label, numbered

Sheet = tuple[str, tuple[str, ...], Sequence[Sequence[str]], tuple[str, ...]]
LONGEST = 31
"""Letters of a sheet's name in Excel."""
KINDS = {"goal": "Mål", "activity": "Aktivitet"}
HORIZONS = {"long": "Långsiktigt mål", "short": "Kortsiktigt mål"}


def sheets_of(report: FollowUpReport, layout: str) -> Iterator[Sheet]:
    """The sheets of a layout. KeyError for one that Excel has no sheets of its own for."""
    return SHEETS[layout](report)


def layout_workbook(report: FollowUpReport, finish: Finish, layout: str) -> tuple[Document, Finish]:
    """A layout as a workbook, with its dress. Sheets without rows are left out."""
    maker = Maker()
    maker.facts((("Län", report.county), ("År", str(report.year)), ("Plan", report.plan)))
    kinds: dict[str, tuple[str, ...]] = {}
    for name, header, rows, column_kinds in sheets_of(report, layout):
        if rows:
            sheet = _name(name, kinds)
            maker.table(header, rows, title=name, sheet=sheet, drop_empty=False)
            kinds[sheet] = column_kinds
    document = Document(tuple(maker.blocks), format="xlsx", title=f"Uppföljning {report.year}")
    return document, replace(finish, column_kinds=kinds)


def _name(name: str, taken: dict[str, tuple[str, ...]]) -> str:
    """A name that Excel takes, once in the book."""
    short = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:LONGEST] or "Blad"
    number = 1
    while short.casefold() in {t.casefold() for t in taken}:
        number += 1
        short = f"{short[: LONGEST - 3]} {number}"
    return short


def _goal_table(report: FollowUpReport) -> Iterator[Sheet]:
    """One table: goals and activities of all areas with the year's block, and the year before beside it."""
    before = f"{report.judged_before or 'Året före'}"
    header = (
        *("Nr", "Område", "Slag", "Mål eller aktivitet", "Tidsplan", f"Bedömning {report.year}"),
        *("Som det är skrivet", f"Kommentar {report.year}", f"Bedömning {before}", f"Kommentar {before}"),
    )
    rows = [row for area in report.areas for row in _goal_rows(area)]
    yield "Måltabell", header, rows, ("text",) * len(header)


def _goal_rows(area: AreaPart) -> Iterator[tuple[str, ...]]:
    where = (area.number, area.title)
    if area.label or area.comment:
        told = (label(area.label), area.written, area.comment, before_word(area), area.before_comment)
        yield (*where, "Område", area.title, "", *told)
    for item in area.items:
        kind = HORIZONS.get(item.horizon, KINDS[item.kind])
        told = (label(item.label), item.written, _why(item), label(item.before), item.before_comment)
        yield (*where, kind, item.text, item.time, *told)
    if area.needs:
        yield (*where, "Utvecklingsbehov", area.needs, *[""] * 6)


def before_word(area: AreaPart) -> str:
    """What an area was judged to be the year before; of what, where it has been split since."""
    word = label(area.before)
    return f"{word}, som en del av {area.was}" if word and area.was else word


def _why(item: ItemPart) -> str:
    return " ".join(t for t in (item.stopped.sv if item.stopped else "", item.reason, item.comment) if t)


def _area_sheets(report: FollowUpReport) -> Iterator[Sheet]:
    """A sheet for each development area: how far it has come, what it needs, then its goals and activities."""
    header = (
        "Del",
        "Text",
        f"Bedömning {report.year}",
        "Kommentar",
        f"Bedömning {report.judged_before or 'året före'}",
    )
    for area in report.areas:
        rows = [("Måluppfyllelse", area.title, label(area.label), area.comment, before_word(area))]
        rows += [("Utvecklingsbehov", area.needs, "", "", "")] if area.needs else []
        for item in area.items:
            kind = HORIZONS.get(item.horizon, KINDS[item.kind])
            rows.append((kind, item.text, label(item.label), _why(item), label(item.before)))
        rows += [(text.heading or "Uppföljning", text.text, "", "", "") for text in area.texts]
        yield numbered(area.number, area.title), header, rows, ("text",) * 5


def _questions(report: FollowUpReport) -> Iterator[Sheet]:
    """Questions that are answered alike in a sheet with the choices as columns, then body by body, then sums."""
    for place, some in enumerate(same_choices(report.measures), start=1):
        choices = [c.word.sv for c in some[0].choices]
        before = [f"{word} {report.compared}" for word in choices] if report.compared else []
        header = ("Nr", "Fråga", *choices, "Inte svarat", "Tillfrågade", *before)
        rows = []
        for m in some:
            earlier = ["" if c.before is None else str(c.before) for c in m.choices] if report.compared else []
            counts = [str(c.n) for c in m.choices]
            rows.append((str(m.number), m.text.sv, *counts, str(m.silent.n), str(m.asked), *earlier))
        yield f"Frågor {place}", header, rows, ("number", "text", *["number"] * (len(header) - 2))
    for grid in report.grids:
        yield _grid(report, grid)
    yield from _sums(report)
    yield from years_sheets(report.years)


def _grid(report: FollowUpReport, grid: GridPart) -> Sheet:
    measures = {m.code: m for m in report.measures if m.round == grid.round}
    header = ("Organisation", *(f"{measures[c].number}. {measures[c].short.sv}" for c in grid.measures))
    rows = [
        (row.body, *(cell_word(measures[c], cell) for c, cell in zip(grid.measures, row.cells, strict=True)))
        for row in grid.rows
    ]
    return "Kommun för kommun", header, rows, ("text",) * len(header)


def _sums(report: FollowUpReport) -> Iterator[Sheet]:
    totals = [(str(t.number), t.text.sv, t.field.sv, t.value.sv, str(t.n), str(t.asked)) for t in report.totals]
    header = ("Nr", "Fråga", "Vad", "Sammanlagt", "Har fyllt i", "Tillfrågade")
    yield "Sammanlagt", header, totals, ("number", "text", "text", "text", "number", "number")
    people = [row for part in report.participants for row in participant_rows(part)]
    yield "Deltagare", ("Nr", "Kurs", "Arbetsgivare", "Deltagare"), people, ("number", "text", "text", "number")


OTHERS = "Övriga arbetsgivare"


def participant_rows(part: ParticipantsPart) -> Iterator[tuple[str, str, str, str]]:
    """Those who took part, a row for each employer, and those who are not named together."""
    start = (str(part.number), part.text.sv)
    for name, n in part.rows:
        yield (*start, name, str(n))
    if part.others is not None:
        yield (*start, OTHERS, str(part.others))


def _steps(report: FollowUpReport) -> Iterator[Sheet]:
    rows = [
        (area.number, area.title, planned, "\n".join(done), after)
        for area in report.areas
        for planned, done, after in steps_rows(report, area)
        if area.steps
    ]
    yield "Planerat, gjort och härnäst", ("Nr", "Område", *columns(report)), rows, ("text",) * 5


SHEETS = {"goal-table": _goal_table, "sheet": _area_sheets, "questions": _questions, "next": _steps}
