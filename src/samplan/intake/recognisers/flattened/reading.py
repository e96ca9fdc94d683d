"""Reads a document whose tables are flattened into the builder: areas first, then what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.intake.recognisers.flattened.annex import read_annex
from samplan.intake.recognisers.flattened.areastarts import without_number
from samplan.intake.recognisers.flattened.areatables import read_area_rows
from samplan.intake.recognisers.flattened.columnwise import labels_over_columns
from samplan.intake.recognisers.flattened.edges import with_edges
from samplan.intake.recognisers.flattened.focus import Focus, focus_areas_of, focus_in
from samplan.intake.recognisers.flattened.front import read_front
from samplan.intake.recognisers.flattened.headers import names_areas
from samplan.intake.recognisers.flattened.identified import title_without_year
from samplan.intake.recognisers.flattened.innerleads import mark_inner
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import mark_leads
from samplan.intake.recognisers.flattened.lines import Line, blocks_of, joined, lines_of
from samplan.intake.recognisers.flattened.outline import AreaSpan, Outline, outline_of
from samplan.intake.recognisers.flattened.paragraphs import paragraphs, text_width
from samplan.intake.recognisers.flattened.recurring import mark_recurring
from samplan.intake.recognisers.flattened.recurringleads import mark_numbered_labels, mark_recurring_leads
from samplan.intake.recognisers.flattened.sections import SectionReader, table_rows
from samplan.intake.recognisers.flattened.series import mark_series
from samplan.intake.recognisers.flattened.signs import begins_low, unfinished
from samplan.intake.recognisers.prose_funds import Told, read_prose_funds
from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.shapes import Doubt

SURE, UNSURE = 0.9, 0.7


def read_flattened(builder: PlanBuilder) -> None:
    """Read a document without real tables into the builder."""
    lines = with_edges(lines_of(builder.document), builder.document)
    if not lines:
        return
    mark_numbered_labels(lines)
    mark_leads(lines)
    mark_recurring_leads(lines)
    mark_series(lines)
    mark_recurring(lines)
    width = text_width(lines)
    mark_inner(lines, width)
    outline = outline_of(lines, width, labels_over_columns(lines, width))
    focus = focus_areas_of(builder, outline, lines)
    for span in outline.areas:
        _read_area(builder, outline, span, lines, width, focus)
    _area_tables(builder, outline, lines, focus)
    read_annex(builder, outline, lines, width)
    stretches = _outside(outline, len(lines))
    paras = [para for start, end in stretches for para in paragraphs(lines, start, end, width)]
    read_front(builder, paras)
    told = [Told(line.text, builder.ledger.of(line.block)) for start, end in stretches for line in lines[start:end]]
    read_prose_funds(builder, told)


def _outside(outline: Outline, count: int) -> list[tuple[int, int]]:
    """The stretches of lines before, between and after the areas, without the annex."""
    found: list[tuple[int, int]] = []
    at = 0
    for span in outline.areas:
        if span.start > at:
            found.append((at, span.start))
        at = max(at, span.end)
    end = min(outline.annex, count)
    if at < end:
        found.append((at, end))
    return found


def _area_tables(builder: PlanBuilder, outline: Outline, lines: Sequence[Line], focus: Focus) -> None:
    """Tables outside every area that name their areas in a column."""
    for at in sorted(outline.headers):
        if any(span.start <= at < span.end for span in outline.areas):
            continue
        columns = names_areas(outline.headers[at].columns)
        if columns is not None and at not in outline.layouts and at not in outline.raw:
            columns = without_number(columns)
        if columns is not None:
            rows = table_rows(builder, lines, outline, at, outline.ends[at], columns)
            read_area_rows(builder, columns, rows, focus, _group_over(builder, outline, lines, at))


def _group_over(builder: PlanBuilder, outline: Outline, lines: Sequence[Line], at: int) -> Found | None:
    """The heading that stands straight over a table which names its areas itself."""
    head = next((head for head in outline.heads if head.end == at), None)
    if head is None or not head.title or vocabulary().is_chapter(head.title) or label_of(head.title) is not None:
        return None
    return Found(head.title, builder.ledger.of(*blocks_of(lines[head.start : head.end])), UNSURE)


def _read_area(
    builder: PlanBuilder, outline: Outline, span: AreaSpan, lines: Sequence[Line], width: int, focus: Focus
) -> None:
    start = span.head.end
    title = span.head.title
    named = focus_in(title, focus)
    head_lines = list(lines[span.head.start : span.head.end])
    if named and start < span.end:
        start, below = _title_below(lines, start, span.end)
        title = joined(below)
        head_lines += below
    title, year = title_without_year(title.rstrip(" .:"))
    pieces = builder.ledger.of(*blocks_of(head_lines))
    doubts = () if span.head.number or span.number is None else (Doubt("area_number_made", span.number),)
    area = builder.add_area(title, pieces, SURE, *doubts)
    if span.number:
        area.number = Found(span.number, pieces, SURE)
    if span.group is not None:
        area.group = Found(
            span.group.title, builder.ledger.of(*blocks_of(lines[span.group.start : span.group.end])), SURE
        )
    if year:
        area.identified_year = Found(year, pieces, SURE)
    for number in named or _numbered_focus(span, focus):
        area.add_focus(number, pieces, SURE)
    section = list(lines[span.head.start : span.end])
    builder.place(area, builder.ledger.of(*blocks_of(section)))
    SectionReader(builder, area, lines, outline, width).read(start, span.end)
    _label_caps(builder, area, head_lines)


def _numbered_focus(span: AreaSpan, focus: Focus) -> list[int]:
    """The focus area that a section stands under, by its nearest focus heading."""
    number = focus.over(span.head.start)
    return [number] if number is not None else []


def _title_below(lines: Sequence[Line], start: int, end: int) -> tuple[int, list[Line]]:
    """The title that stands under a heading made of focus areas."""
    taken = [lines[start]]
    at = start + 1
    while (
        at < end
        and lines[at].block is lines[at - 1].block
        and (begins_low(lines[at].text) or unfinished(taken[-1].text))
    ):
        taken.append(lines[at])
        at += 1
    return at, taken


def _label_caps(builder: PlanBuilder, area: AreaBuilder, head_lines: Sequence[Line]) -> None:
    """The words of a heading that only names focus areas are a label."""
    if area.focus_areas and head_lines and head_lines[0].text.isupper():
        builder.label(builder.ledger.of(head_lines[0].block))
