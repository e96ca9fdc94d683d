"""A year's follow-up as a workbook: one sheet for each sort of thing, so that all can be sorted. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish
from samplan.followup.shapes.report import FollowUpReport, RoundPart, StatementPart
from samplan.publishing.layouts.followup_sheets import before_word, participant_rows
from samplan.publishing.layouts.followup_words import HELD, HELD_WHAT, NO_FOCUS, answer_word, cell_word
from samplan.publishing.layouts.followup_years import years_sheets
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.wording import label

Sheet = tuple[str, tuple[str, ...], Sequence[Sequence[str]], tuple[str, ...]]


def followup_workbook(report: FollowUpReport, finish: Finish) -> tuple[Document, Finish]:
    """The workbook's blocks and its dress. Sheets without rows are left out."""
    maker = Maker()
    maker.facts((("Län", report.county), ("År", str(report.year)), ("Plan", report.plan)))
    kinds: dict[str, tuple[str, ...]] = {}
    for name, header, rows, columns in _sheets(report):
        if rows:
            maker.table(header, rows, title=name, sheet=name, drop_empty=False)
            kinds[name] = columns
    document = Document(tuple(maker.blocks), format="xlsx", title=f"Uppföljning {report.year}")
    return document, replace(finish, column_kinds=kinds)


def _sheets(report: FollowUpReport) -> Iterator[Sheet]:
    rounds = [[r.name.sv, str(r.asked), *_many(r), r.document, str(r.closed_on or "")] for r in report.rounds]
    header = ("Omgång", "Tillfrågade", "Svarat på allt", "Svarat på en del", "Inte svarat", "Dokument", "Stängd")
    yield "Omgångar", header, rounds, ("text", *(["number"] * 4), "text", "date")
    yield (
        "Påståenden",
        (
            "Fokusområde",
            "Text",
            "Hur många",
            "Antal",
            "Tillfrågade",
            "Säger emot",
            "Nämnda",
            "Taggar",
            "Dokument",
            "Sida",
        ),
        [_statement(s) for s in report.statements],
        ("text", "text", "text", "number", "number", "number", "text", "text", "text", "number"),
    )
    yield "Svar", _ANSWERS, list(_answers(report)), ("number", "text", "text", "number", "number", "number")
    yield "Sammanlagt", _TOTALS, list(_totals(report)), ("number", *(["text"] * 3), *(["number"] * 3), "date")
    people = [row for part in report.participants for row in participant_rows(part)]
    yield "Deltagare", ("Nr", "Kurs", "Arbetsgivare", "Deltagare"), people, ("number", "text", "text", "number")
    yield "Kommun för kommun", ("Organisation", "Nr", "Fråga", "Svar"), list(_cells(report)), ("text",) * 4
    yield from years_sheets(report.years)
    yield "Mål och aktiviteter", _ITEMS, list(_items(report)), ("text",) * 10
    held = [[HELD_WHAT[h.what], str(h.number or ""), h.text.sv] for h in report.held]
    yield HELD, ("Vad", "Nr", "Fråga"), held, ("text", "number", "text")
    told = [
        [r.body, r.text, r.area, str(r.due or ""), answer_word(r.answer), r.reason, str(r.answered_on or "")]
        for r in report.recommendations
    ]
    header = ("Till", "Rekommendation", "Område", "Senast", "Svar", "Skäl", "Besvarad")
    yield "Rekommendationer", header, told, ("text", "text", "text", "date", "text", "text", "date")
    right = [[str(c.on), c.about, c.before, c.after, c.reason, c.by] for c in report.corrections]
    yield "Rättelser", ("Dag", "Vad", "Före", "Efter", "Varför", "Av"), right, ("date", *(["text"] * 5))


def _many(one: RoundPart) -> list[str]:
    """How many answered; nothing where it is not shown."""
    return ["" if n is None else str(n) for n in (one.answered, one.partly, one.silent)]


_STATEMENTS = (
    *("Fokusområde", "Text", "Hur många", "Antal", "Tillfrågade", "Säger emot", "Nämnda", "Taggar", "Dokument"),
    "Sida",
)
_ANSWERS = ("Nr", "Fråga", "Svar", "Antal", "Tillfrågade", "Året före")
_TOTALS = ("Nr", "Fråga", "Vad", "Sammanlagt", "Mål", "Har fyllt i", "Tillfrågade", "Rättat")
_ITEMS = (
    *("Nr", "Område", "Slag", "Text", "Bedömning", "Som det är skrivet", "Kommentar", "Skäl", "Beslut", "Året före"),
)


def _statement(one: StatementPart) -> list[str]:
    focus = one.focus
    return [
        focus.called if focus else NO_FOCUS,
        one.text.sv,
        one.count.sv,
        "" if one.n is None else str(one.n),
        str(one.asked) if one.n is not None else "",
        str(one.against) if one.n is not None else "",
        ", ".join(one.names),
        ", ".join(f"{t.framework}: {t.name}" if t.framework else t.name for t in one.tags),
        one.document,
        str(one.page or ""),
    ]


def _answers(report: FollowUpReport) -> Iterator[list[str]]:
    for m in report.measures:
        for c in [*m.choices, m.silent]:
            before = "" if c.before is None else str(c.before)
            yield [str(m.number), m.text.sv, c.word.sv, str(c.n), str(m.asked), before]


def _totals(report: FollowUpReport) -> Iterator[list[str]]:
    for t in report.totals:
        target = "" if t.target is None else str(t.target)
        told = [str(t.number), t.text.sv, t.field.sv, t.value.sv, target, str(t.n), str(t.asked)]
        yield [*told, str(t.corrected or "")]


def _cells(report: FollowUpReport) -> Iterator[list[str]]:
    for grid in report.grids:
        measures = {m.code: m for m in report.measures if m.round == grid.round}
        for row in grid.rows:
            for code, cell in zip(grid.measures, row.cells, strict=True):
                if cell is not None:
                    yield [
                        row.body,
                        str(measures[code].number),
                        measures[code].text.sv,
                        cell_word(measures[code], cell),
                    ]


def _items(report: FollowUpReport) -> Iterator[list[str]]:
    kinds = {"goal": "Mål", "activity": "Aktivitet"}
    for a in report.areas:
        where = [a.number, a.title]
        if a.label or a.needs:
            told = f"Behov: {a.needs}" if a.needs else ""
            yield [*where, "Område", told, label(a.label), a.written, a.comment, "", "", before_word(a)]
        for i in a.items:
            stopped = i.stopped.sv if i.stopped else ""
            before = label(i.before)
            yield [*where, kinds[i.kind], i.text, label(i.label), i.written, i.comment, i.reason, stopped, before]
        for t in a.texts:
            yield [*where, t.heading or "Uppföljning", t.text, "", "", "", "", "", ""]
