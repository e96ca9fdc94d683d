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
GROUPS = ("THead", "TBody", "TFoot")
MAX_DEPTH = 60
MAX_ELEMENTS = 50_000
MAX_SPAN = 200


Path = tuple[int, ...]
"""Where an element stands in the document's tree: its place among its parent's children, from the root down.

A page's tree keeps empty places for what stands on other pages, so that the path is the same on every page.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A cell of a tagged table. row and column are counted over all pages; head: it is tagged as a head."""

    table: Path
    row: int
    column: int
    row_span: int
    column_span: int
    head: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tagged block. Two lines are of the same paragraph if their tags are the same object, on all pages."""

    role: str
    place: Place | None = None

    @property
    def level(self) -> int:
        """The level of a heading from 1, 0 for what is none."""
        match = HEADING.match(self.role)
        return int(match[1] or 1) if match else 0

    @property
    def table(self) -> Path:
        """The table that the block stands in, empty for none."""
        return self.place.table if self.place is not None else ()


class TagTree:
    """What the pages read so far told of the document's tree."""

    def __init__(self) -> None:
        self.tags: dict[Path, Tag] = {}
        self.places: dict[Path, Place] = {}
        self.sizes: dict[Path, int] = {}
        self.groups: set[Path] = set()

    def of_page(self, page: pdfium.PdfPage) -> dict[int, Tag]:
        """The block of each piece of marked content of the page, by its number; empty for a page without tags."""
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return {}
        try:
            walk = _Walk(self)
            for i in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk.enter(raw.FPDF_StructTree_GetChildAtIndex(tree, i), (i,), None)
            return walk.found
        finally:
            raw.FPDF_StructTree_Close(tree)


class _Walk:
    """Goes down the tree and notes the nearest block above each marked content of this page.

    What stands on other pages is not in the tree: its places among the children are empty.
    """

    def __init__(self, tree: TagTree) -> None:
        self.tree = tree
        self.found: dict[int, Tag] = {}
        self.left = MAX_ELEMENTS

    def enter(self, element: object, path: Path, above: Tag | None) -> None:
        """One element and what it holds."""
        self.left -= 1
        if not element or len(path) > MAX_DEPTH or self.left < 0:
            return
        role = _role(element)
        if role == "Table" and (above is None or above.place is None):
            self._table(element, path)
            return
        self._content(element, path, self._tag(role, path, above) if BLOCKS.match(role) else above)

    def _tag(self, role: str, path: Path, above: Tag | None) -> Tag:
        if path not in self.tree.tags:
            self.tree.tags[path] = Tag(role, above.place if above is not None else None)
        return self.tree.tags[path]

    def _content(self, element: object, path: Path, tag: Tag | None) -> None:
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
            if number >= 0 and tag is not None:
                self.found[number] = tag
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self.enter(child, (*path, i), tag)

    def _table(self, element: object, path: Path) -> None:
        covered: dict[int, set[int]] = {}
        for r, (where, row) in enumerate(self._rows(element, path)):
            column = 0
            for i in range(self._size(row, where)):
                while column in covered.get(r, ()):
                    column += 1
                cell = raw.FPDF_StructElement_GetChildAtIndex(row, i) if row else None
                place = self._place(cell, (*where, i), (path, r, column))
                down, across = (place.row_span, place.column_span) if place else (1, 1)
                for below in range(r, r + down):
                    covered.setdefault(below, set()).update(range(column, column + across))
                if cell and place:
                    self._content(cell, (*where, i), self._cell_tag(cell, (*where, i), place))
            covered.pop(r, None)

    def _rows(self, table: object, path: Path) -> list[tuple[Path, object]]:
        """The table's rows with their paths, also those in its head and body; None for what is on other pages."""
        rows: list[tuple[Path, object]] = []
        for i in range(self._size(table, path)):
            child = raw.FPDF_StructElement_GetChildAtIndex(table, i) if table else None
            where = (*path, i)
            if (child and _role(child) in GROUPS) or where in self.tree.groups:
                self.tree.groups.add(where)
                rows += self._rows(child, where)
            elif not child or _role(child) == "TR":
                rows.append((where, child or None))
        return rows

    def _size(self, element: object, path: Path) -> int:
        """How many children an element has; for one on an earlier page as many as it had there."""
        if not element:
            return self.tree.sizes.get(path, 0)
        self.tree.sizes[path] = max(int(raw.FPDF_StructElement_CountChildren(element)), 0)
        return self.tree.sizes[path]

    def _place(self, cell: object, path: Path, at: tuple[Path, int, int]) -> Place | None:
        """The cell's place; what an earlier page told of a cell that is not on this one."""
        if path not in self.tree.places and cell:
            down, across = _span(cell, b"RowSpan"), _span(cell, b"ColSpan")
            self.tree.places[path] = Place(*at, down, across, _role(cell) == "TH")
        return self.tree.places.get(path)

    def _cell_tag(self, cell: object, path: Path, place: Place) -> Tag:
        if path not in self.tree.tags:
            self.tree.tags[path] = Tag(_role(cell), place)
        return self.tree.tags[path]


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
