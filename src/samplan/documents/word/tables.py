"""Lays a Word table out: which cell begins where and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from samplan.documents.errors import Damaged
from samplan.documents.limits import MAX_TABLE_CELLS
from samplan.documents.ooxml import Element, W, number, switch, value

WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
WIDEST = 2_000


@dataclass(slots=True)
class Layout:
    """A cell at its upper left corner; elements: its own and, where text hides in them, those merged into it."""

    row: int
    column: int
    column_span: int = 1
    row_span: int = 1
    header: bool = False
    elements: list[Element] = field(default_factory=list)


def laid_out(table: Element) -> list[list[Layout]]:
    """The table's rows with their cells. Rows that a tracked change deletes are gone."""
    rows: list[list[Layout]] = []
    open_cells: dict[int, Layout] = {}
    area = 0
    for element in _children(table, W + "tr"):
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        row, open_cells = _row(element, properties, len(rows), open_cells)
        area += sum(cell.column_span for cell in row)
        if area > MAX_TABLE_CELLS:
            raise Damaged(place="table")
        rows.append(row)
    return rows


def _row(
    element: Element, properties: Element | None, index: int, above: dict[int, Layout]
) -> tuple[list[Layout], dict[int, Layout]]:
    """The row's cells, and the cells that the next row may go on with, by their column."""
    header = properties is not None and bool(switch(properties.find(W + "tblHeader")))
    skipped = _span(number(properties.find(W + "gridBefore")) if properties is not None else None, least=0)
    row: list[Layout] = [Layout(index, 0, skipped, header=header)] if skipped else []
    column, going_on = skipped, {}
    for cell in _children(element, W + "tc"):
        own = cell.find(W + "tcPr")
        span = _span(number(own.find(W + "gridSpan")) if own is not None else None)
        merge = own.find(W + "vMerge") if own is not None else None
        upper = above.get(column)
        if merge is not None and (value(merge) or "continue") == "continue" and upper is not None:
            upper.row_span += 1
            upper.elements.append(cell)
            going_on[column] = upper
        elif _goes_on_sideways(own) and row and row[-1].column + row[-1].column_span == column:
            row[-1].column_span += span
            row[-1].elements.append(cell)
        else:
            row.append(Layout(index, column, span, header=header, elements=[cell]))
            if merge is not None:
                going_on[column] = row[-1]
        column += span
    return row, going_on


def _goes_on_sideways(properties: Element | None) -> bool:
    merge = properties.find(W + "hMerge") if properties is not None else None
    return merge is not None and (value(merge) or "continue") == "continue"


def _span(count: int | None, *, least: int = 1) -> int:
    return min(max(count if count is not None else least, least), WIDEST)


def _children(element: Element, wanted: str) -> Iterator[Element]:
    """The element's rows or cells, also those inside content controls and tracked changes."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, wanted)
