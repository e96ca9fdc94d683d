"""What a tagged PDF says of its own structure: which glyphs make a paragraph, and what kind of paragraph.

Word, LibreOffice and typst can write such tags. They are taken as hints: where lines part into paragraphs, and which
paragraphs are headings. Where things stand, tables and the order of reading are still found by what is seen.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

BLOCKS = re.compile(r"^(P|H\d?|Title|LI|TD|TH|Caption|Note|FENote|BlockQuote|TOCI|Formula|Aside|Sect|Div|Part)$")
HEADING = re.compile(r"^(?:H(\d?)|Title)$")
MAX_DEPTH = 60
MAX_ELEMENTS = 50_000
MAX_SPAN = 200


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A cell of a tagged table. table: its number on the page.

    goes_on: the table began on an earlier page; cut: the row did.
    """

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    goes_on: bool
    cut: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tagged block. Two lines are of the same paragraph if their tags are the same object."""

    role: str
    place: Place | None = None

    @property
    def level(self) -> int:
        """The level of a heading from 1, 0 for what is none."""
        match = HEADING.match(self.role)
        return int(match[1] or 1) if match else 0

    @property
    def table(self) -> int:
        """The number of the page's table that the block stands in, 0 for none."""
        return self.place.table if self.place is not None else 0


def page_tags(page: pdfium.PdfPage) -> dict[int, Tag]:
    """The block of each piece of marked content of the page, by its number; empty for a page without tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk.enter(raw.FPDF_StructTree_GetChildAtIndex(tree, i), None, 0)
        return walk.found
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Walk:
    """Goes down the tree and notes the nearest block above each marked content of this page.

    What stands on other pages is not in the tree: its places among the children are empty.
    """

    def __init__(self) -> None:
        self.found: dict[int, Tag] = {}
        self.left = MAX_ELEMENTS
        self.tables = 0

    def enter(self, element: object, above: Tag | None, depth: int) -> None:
        """One element and what it holds."""
        self.left -= 1
        if not element or depth > MAX_DEPTH or self.left < 0:
            return
        role = _role(element)
        if role == "Table" and (above is None or above.place is None):
            self._table(element, depth)
            return
        place = above.place if above is not None else None
        tag = Tag(role, place) if BLOCKS.match(role) else above
        self._content(element, tag, depth)

    def _content(self, element: object, tag: Tag | None, depth: int) -> None:
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
            if number >= 0 and tag is not None:
                self.found[number] = tag
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self.enter(child, tag, depth + 1)

    def _table(self, element: object, depth: int) -> None:
        self.tables += 1
        rows = _rows(element)
        goes_on = bool(rows) and (rows[0] is None or _cut(rows[0]))
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(row for row in rows if row):
            column = 0
            cut = _cut(row)
            for i in range(raw.FPDF_StructElement_CountChildren(row)):
                while (r, column) in taken:
                    column += 1
                cell = raw.FPDF_StructElement_GetChildAtIndex(row, i)
                down, across = (_span(cell, b"RowSpan"), _span(cell, b"ColSpan")) if cell else (1, 1)
                taken |= {(r + dr, column + dc) for dr in range(down) for dc in range(across)}
                if cell:
                    place = Place(self.tables, r, column, down, across, goes_on, cut)
                    self._content(cell, Tag(_role(cell), place), depth + 1)


def _rows(table: object) -> list[object]:
    """The table's rows, also those in its head and body; None for what stands on other pages."""
    rows: list[object] = []
    for i in range(raw.FPDF_StructElement_CountChildren(table)):
        child = raw.FPDF_StructElement_GetChildAtIndex(table, i)
        if child and _role(child) in ("THead", "TBody", "TFoot"):
            rows += _rows(child)
        elif not child or _role(child) == "TR":
            rows.append(child or None)
    return rows


def _cut(row: object) -> bool:
    """Whether some cell of the row began on an earlier page."""
    cells = (raw.FPDF_StructElement_GetChildAtIndex(row, i) for i in range(raw.FPDF_StructElement_CountChildren(row)))
    return any(_began_before(cell, 0) for cell in cells if cell)


def _began_before(element: object, depth: int) -> bool:
    """Whether the first thing that the element holds stands on another page: earlier, since something stands here."""
    if depth > MAX_DEPTH or raw.FPDF_StructElement_CountChildren(element) < 1:
        return False
    if raw.FPDF_StructElement_GetChildMarkedContentID(element, 0) >= 0:
        return False
    child = raw.FPDF_StructElement_GetChildAtIndex(element, 0)
    return _began_before(child, depth + 1) if child else True


def _span(cell: object, name: bytes) -> int:
    """How many rows or columns a cell covers."""
    value = ctypes.c_float()
    for i in range(max(raw.FPDF_StructElement_GetAttributeCount(cell), 0)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(cell, i)
        held = raw.FPDF_StructElement_Attr_GetValue(attribute, name) if attribute else None
        if held and raw.FPDF_StructElement_Attr_GetNumberValue(held, value):
            return min(max(int(value.value), 1), MAX_SPAN)
    return 1


def _role(element: object) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
