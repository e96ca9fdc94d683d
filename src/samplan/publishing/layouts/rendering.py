"""From content to file: chooses the layout, sets it, and hands it to the writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf, write_xlsx
from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind
from samplan.publishing.layouts import figures as figure_chapter
from samplan.publishing.layouts import framework, goal_table, parts, sheet, weaving
from samplan.publishing.layouts.exchange import plan_file_of
from samplan.publishing.layouts.figures import PrintedFigure
from samplan.publishing.layouts.imprint import Imprint, finish_of
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.workbook import workbook

AreaSetter = Callable[[Maker, PlanContent, AreaContent], None]
SETTERS: dict[str, AreaSetter] = {"goal-table": goal_table.area, "sheet": sheet.area, "framework": framework.area}

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file."""

    name: str
    content_type: str
    data: bytes


def choose(content: PlanContent) -> str:
    """The layout that fits the plan: questions ask for the framework, years for the sheet, else the goal table."""
    activities = [activity for area in content.areas for activity in area.activities]
    questions = sum(len(area.challenge_questions) + len(area.followup_questions) for area in content.areas)
    if questions > len(activities):
        return "framework"
    by_year = sum(1 for a in activities if a.year is not None or a.kind == ActivityKind.REPORTED)
    return "sheet" if by_year * 2 > len(activities) else "goal-table"


def document_of(content: PlanContent, layout: str = "auto", figures: Sequence[PrintedFigure] = ()) -> Document:
    """The whole plan as blocks, its figures last before the back matter. ValueError for an unknown layout."""
    chosen = choose(content) if layout == "auto" else layout
    if chosen not in SETTERS:
        raise ValueError(f"no layout is called {layout!r}; there are {', '.join(SETTERS)}")
    maker = Maker()
    parts.front(maker, content)
    weaving.chain(maker, content)
    for group, areas in parts.areas_by_group(content):
        maker.heading(group, 1)
        for area in areas:
            SETTERS[chosen](maker, content, area)
    figure_chapter.chapter(maker, figures)
    weaving.related(maker, content)
    parts.back(maker, content)
    return Document(tuple(maker.blocks), title=content.title)


def workbook_of(
    content: PlanContent, imprint: Imprint, figures: Sequence[PrintedFigure] = ()
) -> tuple[Document, Finish]:
    """The plan as a workbook's blocks, and its dress."""
    document, kinds = figure_chapter.with_sheet(*workbook(content), figures)
    return document, replace(finish_of(content, imprint), column_kinds=kinds)


def render(
    content: PlanContent,
    imprint: Imprint,
    *,
    kind: str,
    layout: str = "auto",
    figures: Sequence[PrintedFigure] = (),
) -> Rendered:
    """The plan as a file: kind "docx", "pdf", "xlsx" or "json"; ValueError for another."""
    if kind not in CONTENT_TYPES:
        raise ValueError(f"no format is called {kind!r}; there are {', '.join(CONTENT_TYPES)}")
    return Rendered(_name(content, imprint, kind), CONTENT_TYPES[kind], _bytes(content, imprint, kind, layout, figures))


def _bytes(content: PlanContent, imprint: Imprint, kind: str, layout: str, figures: Sequence[PrintedFigure]) -> bytes:
    if kind == "json":
        return plan_file_of(content).model_dump_json(indent=2).encode("utf-8")
    if kind == "xlsx":
        return write_xlsx(*workbook_of(content, imprint, figures))
    document, finish = document_of(content, layout, figures), finish_of(content, imprint)
    return write_docx(document, finish) if kind == "docx" else write_pdf(document, finish)


def _name(content: PlanContent, imprint: Imprint, kind: str) -> str:
    stem = "-".join(part for part in (content.county_slug, content.slug) if part) or "plan"
    draft = "utkast-" if imprint.draft else ""
    return f"{stem}-{draft}{imprint.label}.{kind}"
