"""The follow-up chapter on paper: statements by focus area, questions with answers, judged areas, what was put right.

layout: "whole", or one of the ways in which counties tell a year: "goal-table" (goals with the year's block beside the
year before), "sheet" (each area with attainment and needs), "questions" (questions with their answers), "next" (each
area's activities planned, done and next).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import groupby

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf, write_xlsx
from samplan.followup.shapes.report import (
    AreaPart,
    FollowUpReport,
    GridPart,
    ItemPart,
    MeasurePart,
    RecommendationPart,
    StatementPart,
    TagPart,
)
from samplan.publishing.layouts.area_questions import area_questions
from samplan.publishing.layouts.figures import LEAD, TITLE, PrintedFigure, one_figure, with_sheet
from samplan.publishing.layouts.followup_book import followup_workbook
from samplan.publishing.layouts.followup_next import next_section
from samplan.publishing.layouts.followup_sheets import OTHERS, layout_workbook
from samplan.publishing.layouts.followup_words import (
    HELD,
    HELD_WHY,
    NO_FOCUS,
    answer_word,
    cell_word,
    count_words,
    held_words,
    round_words,
    source_words,
)
from samplan.publishing.layouts.followup_years import years_section
from samplan.publishing.layouts.gap_svg import gap_picture, same_choices
from samplan.publishing.layouts.making import Lines, Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import label, long_date, numbered

WIDEST = 6
"""Measures in one table of the grid: more do not fit on lying paper."""
Figures = Mapping[str, Sequence[PrintedFigure]]
"""The figures of areas, by the area's slug."""
Section = Callable[[Maker, FollowUpReport, Figures], None]


def followup_document(report: FollowUpReport, layout: str = "whole", figures: Figures | None = None) -> Document:
    """The chapter as blocks. ValueError for a layout that does not exist."""
    if layout not in LAYOUTS:
        raise ValueError(f"no layout is called {layout!r}; there are {', '.join(LAYOUTS)}")
    maker = Maker()
    for section in LAYOUTS[layout]:
        section(maker, report, figures or {})
    return Document(tuple(maker.blocks), title=f"Uppföljning {report.year}")


def _rounds(maker: Maker, report: FollowUpReport) -> None:
    if report.rounds:
        maker.heading("Vad uppföljningen bygger på", 1)
        maker.bullets(round_words(r) for r in report.rounds)


def _statements(maker: Maker, report: FollowUpReport) -> None:
    if not report.statements:
        return
    maker.heading("Vad kommuner och verksamheter säger", 1)
    for tag, some in report.statements_by_focus():
        maker.heading(_under(tag), 2)
        for one in some:
            _statement(maker, one)


def _under(tag: TagPart | None) -> str:
    """What statements stand under: a focus area, or a node with its framework."""
    if tag is None:
        return NO_FOCUS
    return tag.called if tag.framework else numbered(tag.number, tag.name)


def _statement(maker: Maker, one: StatementPart) -> None:
    maker.paragraph(f"{one.text.sv} {count_words(one)}".strip())
    told = [source_words(s) for s in one.sources]
    if one.against and one.against_words:
        told.append(f"Säger emot: {one.against_words.sv} ({one.against} av {one.asked})")
    if one.names:
        more = f", och {one.withheld} till" if one.withheld else ""
        told.append(f"De som säger det: {', '.join(one.names)}{more}")
    if one.changed:
        told.append("Källorna har ändrats sedan texten skrevs.")
    maker.bullets(told)


def _questions(maker: Maker, report: FollowUpReport) -> None:
    if not report.measures:
        return
    maker.heading("Frågor och svar", 1)
    for some in same_choices(report.measures):
        drawn = gap_picture(some)
        if drawn is not None:
            maker.picture(drawn.text, drawn.svg, drawn.width, drawn.height)
        _answers(maker, report, some)


def _answers(maker: Maker, report: FollowUpReport, some: Sequence[MeasurePart]) -> None:
    choices = some[0].choices
    compared = report.compared is not None
    header = ("Fråga", *(c.word.sv for c in choices), "Inte svarat", "Tillsammans", "Har ändrat svar")
    rows = [
        (
            f"{m.number}. {m.text.sv}",
            *(_number(c.n, c.before, report.compared) for c in m.choices),
            _number(m.silent.n, m.silent.before, report.compared),
            m.joint.sv if m.joint else "",
            _moved(m) if compared else "",
        )
        for m in some
    ]
    maker.table(header, rows, title=f"Svar {report.year}: {', '.join(c.word.sv for c in choices)}")


def _number(n: int, before: int | None, year: int | None) -> Lines:
    return Lines((str(n),) if before is None else (str(n), f"{year}: {before}"))


def _moved(measure: MeasurePart) -> str:
    if measure.changed:
        return "Frågan är ändrad"
    return "" if measure.moved is None else f"{measure.moved}"


def _totals(maker: Maker, report: FollowUpReport) -> None:
    if report.totals:
        maker.heading("Sammanlagt", 1)
        maker.table(
            ("Fråga", "Vad", "Sammanlagt", "Mål", "Har fyllt i", "Rättat"),
            [
                (
                    f"{t.number}. {t.text.sv}",
                    t.field.sv,
                    t.value.sv,
                    "" if t.target is None else str(t.target),
                    f"{t.n} av {t.asked}",
                    long_date(t.corrected) if t.corrected else "",
                )
                for t in report.totals
            ],
            title=f"Det som fylldes i {report.year}, sammanlagt",
        )
    for part in (p for p in report.participants if p.rows):
        rows = [*part.rows, *([(OTHERS, part.others)] if part.others is not None else [])]
        title = f"Deltagare per arbetsgivare, {part.text.sv}"
        maker.table(("Arbetsgivare", "Deltagare"), [(name, str(n)) for name, n in rows], title=title)
        if part.logged_by:
            areas = ", ".join(part.logged_by)
            maker.paragraph(f"Loggade av dem som ansvarar för områden: {part.logged} tillfällen. {areas}.")


def _grid(maker: Maker, report: FollowUpReport) -> None:
    grids = [g for g in report.grids if g.rows]
    if not grids:
        return
    maker.heading("Kommun för kommun", 1)
    maker.paragraph("I bokstavsordning. Kommuner har olika storlek och förutsättningar; tabellen är ingen rangordning.")
    for grid in grids:
        if grid.unnamed:
            maker.paragraph(f"{grid.unnamed} visas inte med namn.")
        for start in range(0, len(grid.measures), WIDEST):
            _grid_part(maker, report, grid, start)


def _grid_part(maker: Maker, report: FollowUpReport, grid: GridPart, start: int) -> None:
    measures = {m.code: m for m in report.measures if m.round == grid.round}
    codes = grid.measures[start : start + WIDEST]
    rows = [
        (row.body, *(cell_word(measures[c], cell) for c, cell in zip(codes, row.cells[start:], strict=False)))
        for row in grid.rows
    ]
    title = f"Svar {report.year}, fråga {measures[codes[0]].number} till {measures[codes[-1]].number}"
    maker.table(("Organisation", *(measures[c].short.sv for c in codes)), rows, title=title, drop_empty=False)


def _years(maker: Maker, report: FollowUpReport) -> None:
    years_section(maker, report.years)


def _areas(maker: Maker, report: FollowUpReport, figures: Figures) -> None:
    if report.areas or report.not_locked:
        maker.heading("Mål och aktiviteter", 1)
    _not_locked(maker, report)
    for area in report.areas:
        maker.heading(numbered(area.number, area.title), 2)
        _whole(maker, report, area)
        _goal_table(maker, report, area)
        area_questions(maker, report, area)
        _texts(maker, area)
        _figures(maker, area, figures)


def _figures(maker: Maker, area: AreaPart, figures: Figures) -> None:
    """The area's figures after what is said of it: they stand beside it, and nothing is drawn from one to the other."""
    some = figures.get(area.slug, ()) if area.slug else ()
    if some:
        maker.heading(f"{TITLE}: {area.title}", 3)
        maker.paragraph(LEAD)
    for figure in some:
        one_figure(maker, figure, 4)


def _not_locked(maker: Maker, report: FollowUpReport) -> None:
    if report.not_locked:
        maker.paragraph("Bedömningen av mål och aktiviteter är inte klar. Den ges ut när året är låst.")


def _sheets(maker: Maker, report: FollowUpReport, figures: Figures) -> None:
    """The development-area sheet: attainment, needs, then goals and activities as lists."""
    if report.areas or report.not_locked:
        maker.heading("Utvecklingsområden", 1)
    _not_locked(maker, report)
    for area in report.areas:
        maker.heading(numbered(area.number, area.title), 2)
        maker.section("Måluppfyllelse", _said(label(area.label), area.written, area.comment))
        goals = [i for i in area.items if i.kind == "goal"]
        maker.bullets(_said(f"{i.text}: {label(i.label)}" if i.label else i.text, "", i.comment) for i in goals)
        maker.section("Utvecklingsbehov", area.needs)
        done = [i for i in area.items if i.kind == "activity"]
        if done:
            maker.heading(f"Aktiviteter {report.year}", 3)
            maker.bullets(_said(f"{i.text}: {label(i.label)}" if i.label else i.text, "", _why(i)) for i in done)
        area_questions(maker, report, area)
        _texts(maker, area)
        _figures(maker, area, figures)


def _said(*texts: str) -> str:
    return " ".join(t if t.endswith((".", "?", "!", ":")) else f"{t}." for t in texts if t)


def _whole(maker: Maker, report: FollowUpReport, area: AreaPart) -> None:
    maker.facts(
        (
            ("Måluppfyllelse", _said(label(area.label), area.comment)),
            ("Som det är skrivet", area.written if area.written != label(area.label) else ""),
            (_before_words(report, area), _said(label(area.before), area.before_comment)),
            ("Utvecklingsbehov", area.needs),
        ),
        title=f"Om {area.title} {report.year}",
    )


def _before_words(report: FollowUpReport, area: AreaPart) -> str:
    """When the year before was judged; of what, where the area has been split since."""
    return f"Bedömt {report.judged_before}" + (f", som en del av {area.was}" if area.was else "")


def _goal_table(maker: Maker, report: FollowUpReport, area: AreaPart) -> None:
    """Goals, then activities, each with the year's block and the year before."""
    before = f"{report.judged_before or 'Året före'}"
    for name, kind in (("Mål", "goal"), ("Aktiviteter", "activity")):
        items = [i for i in area.items if i.kind == kind]
        word = "Måluppfyllelse" if kind == "goal" else "Status"
        rows = [
            (i.text, i.time, label(i.label), i.written if i.written != label(i.label) else "", _why(i), _before(i))
            for i in items
        ]
        header = (name, "Tidsplan", f"{word} {report.year}", "Som det är skrivet", "Kommentar", before)
        maker.table(header, rows, title=f"{name} {report.year}, {area.title}")


def _why(item: ItemPart) -> str:
    return _said(item.stopped.sv if item.stopped else "", item.reason, item.comment)


def _before(item: ItemPart) -> str:
    return _said(label(item.before), item.before_comment)


def _texts(maker: Maker, area: AreaPart) -> None:
    """What an old document told, under its headings, with the page."""
    for heading, some in groupby(area.texts, key=lambda t: t.heading):
        maker.paragraph(heading, bold=True)
        for text in some:
            maker.paragraph(f"{text.text} (sida {text.page})" if text.page else text.text)


def _recommendations(maker: Maker, report: FollowUpReport) -> None:
    if report.recommendations:
        maker.heading("Rekommendationer", 1)
        maker.table(
            ("Till", "Rekommendation", "Område", "Senast", "Svar"),
            [_recommendation(r) for r in report.recommendations],
            title=f"Rekommendationer {report.year}",
        )


def _recommendation(one: RecommendationPart) -> tuple[str, str, str, str, str]:
    on = f", {long_date(one.answered_on)}" if one.answered_on else ""
    due = long_date(one.due) if one.due else ""
    return one.body, one.text, one.area, due, _said(f"{answer_word(one.answer)}{on}", one.reason)


def _held(maker: Maker, report: FollowUpReport) -> None:
    if report.held:
        maker.heading(HELD, 1)
        maker.paragraph(HELD_WHY)
        maker.bullets(held_words(h) for h in report.held)


def _corrections(maker: Maker, report: FollowUpReport) -> None:
    if report.corrections:
        maker.heading("Rättat efter att det stängdes", 1)
        maker.table(
            ("Dag", "Vad", "Före", "Efter", "Varför", "Av"),
            [(long_date(c.on), c.about, c.before, c.after, c.reason, c.by) for c in report.corrections],
            title="Rättelser",
        )


def _plain(section: Callable[[Maker, FollowUpReport], None]) -> Section:
    """A section that tells of no area, and so has no figures."""
    return lambda maker, report, _figures: section(maker, report)


LAYOUTS: dict[str, tuple[Section, ...]] = {
    "whole": (
        *map(_plain, (_rounds, _statements)),
        _areas,
        *map(_plain, (_recommendations, _questions, _totals, _grid, _years, _held, _corrections)),
    ),
    "goal-table": (_plain(_rounds), _areas, _plain(_corrections)),
    "sheet": (_plain(_rounds), _sheets, _plain(_corrections)),
    "next": (_plain(_rounds), _plain(next_section), _plain(_corrections)),
    "questions": tuple(map(_plain, (_rounds, _questions, _totals, _grid, _years, _held, _corrections))),
}


def finish_of(report: FollowUpReport, *, title: str = "", lead: str = "", label_: str = "", draft: bool) -> Finish:
    """The dress of the chapter and of papers made from it."""
    made_up = f"Påhittade uppgifter. {report.county} finns inte." if report.made_up else ""
    notice = " ".join(w for w in ("Utkast. Innehållet kan ändras." if draft else "", made_up) if w)
    name = title or f"Uppföljning {report.year}"
    words = {c.word.sv: c.mark for m in report.measures for c in m.choices if c.mark}
    labels = [x for a in report.areas for x in (a.label, a.before)]
    labels += [x for a in report.areas for i in a.items for x in (i.label, i.before)]
    return Finish(
        title=name,
        kicker=f"Uppföljning {report.year}, {report.county}",
        lead=lead or report.plan,
        facts=tuple((k, v) for k, v in (("Gjord", long_date(report.made_on)), ("Utgåva", label_)) if v),
        notice=notice,
        stamp="Utkast" if draft else "",
        running=f"{name}, {report.county}. {made_up}".strip(),
        contents="Innehåll" if len(report.areas) >= 3 and not title else "",
        author=report.county,
        subject=f"Uppföljning {report.year} i {report.county}",
        keywords=("psykisk hälsa", "uppföljning", report.county),
        created=datetime.combine(report.made_on, time(12), UTC),
        marks=words | {x.sv: x.mark for x in labels if x and x.mark},
    )


def render_followup(
    report: FollowUpReport,
    *,
    kind: str,
    layout: str = "whole",
    edition: str = "",
    draft: bool = False,
    figures: Figures | None = None,
) -> Rendered:
    """The chapter as "docx", "pdf", "xlsx" or "json"; ValueError for another. figures: of areas, by the area's slug."""
    stem = f"{report.county_slug}-uppfoljning-{report.year}" + ("" if layout == "whole" else f"-{layout}")
    finish = finish_of(report, label_=edition, draft=draft)
    if kind == "json":
        data = report.model_dump_json(indent=1).encode("utf-8")
    elif kind == "xlsx":
        whole = layout == "whole"
        document, dress = followup_workbook(report, finish) if whole else layout_workbook(report, finish, layout)
        every = [one for some in (figures or {}).values() for one in some]
        document, kinds = with_sheet(document, dict(dress.column_kinds), every)
        data = write_xlsx(document, replace(dress, column_kinds=kinds))
    elif kind in {"docx", "pdf"}:
        document = followup_document(report, layout, figures)
        data = write_docx(document, finish) if kind == "docx" else write_pdf(document, finish)
    else:
        raise ValueError(f"no format is called {kind!r}; there are docx, pdf, xlsx, json")
    return Rendered(f"{stem}{'-utkast' if draft else ''}.{kind}", CONTENT_TYPES[kind], data)
