"""Reads OpenDocument text (.odt) as a person sees it, all tracked changes taken as accepted.

The format is one plain XML part, read here with lxml; LibreOffice keeps accepted text in place and deleted text
aside, so that deletions are left out by not reading them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from samplan.documents.archive import Archive, parse_xml
from samplan.documents.blocks import (
    Block,
    Cell,
    Document,
    Furniture,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Provenance,
    Table,
)
from samplan.documents.errors import Damaged, Encrypted
from samplan.documents.folding import fold, join_lines
from samplan.documents.limits import MAX_TABLE_CELLS
from samplan.documents.listing import drawn, pieces, with_words
from samplan.documents.odtstyles import DRAW, OFFICE, TABLE, TEXT, Element, OdtStyles, Side

SET_ASIDE = frozenset(
    TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")
)
CONTENTS = frozenset(
    TEXT + name
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index")
)
SKIPPED = frozenset(
    [TEXT + "note", OFFICE + "annotation", TEXT + "ruby-text", OFFICE + "annotation-end", DRAW + "frame"]
)
PAGE_FIELDS = frozenset([TEXT + "page-number", TEXT + "page-count"])
MAX_REPEAT = 1_000
MAX_BLANKS = 10_000


@dataclass(slots=True)
class Gathered:
    """What a paragraph holds beside its text."""

    pieces: list[str] = field(default_factory=list)
    hanging: list[Element] = field(default_factory=list)
    page_field: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines as they stand."""
        return [line for line in "".join(self.pieces).split("\n") if fold(line)]


def read_odt(data: bytes, *, name: str) -> Document:
    """The text document in `data`. Raises Damaged, Encrypted, UnsafeXml or ZipBomb."""
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Encrypted()
    root = parse_xml(archive.read("content.xml"))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Damaged(place="body")
    margins = parse_xml(archive.read("styles.xml")) if "styles.xml" in archive else None
    reader = _Reader(OdtStyles(root, margins))
    reader.walk(body)
    reader.margins(margins)
    return Document(
        blocks=with_words(reader.blocks),
        furniture=tuple(reader.furniture),
        format="odt",
        name=name,
        title=reader.title,
    )


class _Reader:
    def __init__(self, styles: OdtStyles) -> None:
        self.blocks: list[Block] = []
        self.furniture: list[Furniture] = []
        self.title: str | None = None
        self._styles = styles
        self._position = 0
        self._hanging: list[Element] = []

    def _next(self) -> Provenance:
        self._position += 1
        return Provenance(position=self._position - 1)

    def walk(self, container: Element) -> None:
        """Make blocks of all that stands in `container`."""
        for child in container:
            if child.tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(child)
            elif child.tag == TEXT + "list" and next(child.iter(TEXT + "h"), None) is None:
                for item in self._items(child, 0, ""):
                    self.blocks.append(_at(item, self._next()))
                    self._settle()
            elif child.tag == TABLE + "table":
                self._table(child)
            elif child.tag in CONTENTS:
                self._contents(child)
            elif child.tag == DRAW + "frame":
                self._hanging.append(child)
            elif child.tag not in SET_ASIDE:
                self.walk(child)
            self._settle()

    def _paragraph(self, element: Element) -> None:
        gathered = self._gather(element)
        lines = gathered.lines
        level = self._styles.level(element)
        if lines and level is not None:
            number = self._styles.heading_number(element, level)
            text = f"{number} {join_lines(lines)}".strip()
            if self.title is None and self._styles.is_title(element):
                self.title = text
            self.blocks.append(Heading(text, level, self._next(), _kept(lines)))
            return
        for part in self._parts(element, lines):
            self.blocks.append(_at(part, self._next()))

    def _parts(self, element: Element, lines: list[str]) -> Iterator[Paragraph | ListItem]:
        bold, size = self._styles.look(element)
        for piece in pieces(lines):
            kept = _kept(piece.lines)
            if piece.marker is None:
                yield Paragraph(piece.text, Provenance(), kept, bold, size)
            else:
                yield ListItem(piece.text, Provenance(), piece.marker, 0, False, kept)

    def _items(self, element: Element, level: int, style: str) -> Iterator[ListItem | Paragraph]:
        """A list's items, deeper ones in place."""
        style = element.get(TEXT + "style-name", style)
        counter = self._styles.counter(style, level, element)
        for item in element:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
                continue
            first = True
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._items(child, level + 1, style)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    lines = self._gather(child).lines
                    if not lines:
                        continue
                    counted = first and item.tag == TEXT + "list-item"
                    marker, ordered = counter.next(item) if counted else ("", False)
                    first = False
                    yield ListItem(join_lines(lines), Provenance(), drawn(marker), level, ordered, _kept(lines))

    def _gather(self, element: Element) -> Gathered:
        gathered = Gathered()
        self._inline(element, gathered)
        self._hanging += gathered.hanging
        return gathered

    def _inline(self, element: Element, gathered: Gathered) -> None:
        gathered.pieces.append(_run(element.text))
        for child in element:
            if child.tag in SKIPPED:
                gathered.hanging.append(child)
            elif child.tag == TEXT + "s":
                gathered.pieces.append(" " * min(_count(child, TEXT + "c"), MAX_BLANKS))
            elif child.tag == TEXT + "tab":
                gathered.pieces.append(" ")
            elif child.tag == TEXT + "line-break":
                gathered.pieces.append("\n")
            else:
                gathered.page_field = gathered.page_field or child.tag in PAGE_FIELDS
                self._inline(child, gathered)
            gathered.pieces.append(_run(child.tail))

    def _settle(self) -> None:
        """Notes, comments and boxes that hang on a paragraph come after it."""
        while self._hanging:
            hanging, self._hanging = self._hanging, []
            for element in hanging:
                self._hang(element)

    def _hang(self, element: Element) -> None:
        if element.tag == TEXT + "note":
            citation = element.find(TEXT + "note-citation")
            mark = fold("".join(map(str, citation.itertext()))) if citation is not None else ""
            text = self._text_of(element.find(TEXT + "note-body"))
            if text:
                ending = element.get(TEXT + "note-class") == "endnote"
                self.blocks.append(Note(text, self._next(), mark, "endnote" if ending else "footnote"))
        elif element.tag == OFFICE + "annotation":
            text = self._text_of(element)
            if text:
                self.blocks.append(Note(text, self._next(), kind="comment"))
        elif element.tag == DRAW + "frame":
            self._box(element)

    def _text_of(self, element: Element | None) -> str:
        paragraphs = element.iter(TEXT + "p", TEXT + "h") if element is not None else ()
        return join_lines([line for each in paragraphs for line in self._gather(each).lines])

    def _box(self, frame: Element) -> None:
        for box in frame.iterfind(DRAW + "text-box"):
            for child in box:
                if child.tag == TABLE + "table":
                    self._table(child)
                    continue
                text = self._text_of(child) if child.tag not in (TEXT + "p", TEXT + "h") else ""
                text = text or join_lines(self._gather(child).lines)
                if text:
                    self.blocks.append(Note(text, self._next(), kind="box"))

    def _contents(self, element: Element) -> None:
        for paragraph in element.iter(TEXT + "p", TEXT + "h"):
            if next(paragraph.iterancestors(TEXT + "table-of-content-source"), None) is None:
                text = join_lines(self._gather(paragraph).lines)
                if text:
                    self.furniture.append(Furniture(text, self._next()))

    def _table(self, element: Element) -> None:
        at = self._next()
        rows = tuple(self._rows(element, at))
        if any(cell.content for row in rows for cell in row):
            self.blocks.append(Table(rows, at))
        self._settle()

    def _rows(self, element: Element, at: Provenance) -> Iterator[tuple[Cell, ...]]:
        number, area = 0, 0
        for row, header in _table_rows(element, header=False):
            cells = tuple(self._cells(row, number, header, at))
            filled = any(cell.content for cell in cells)
            # Empty repeated rows are only there to fill the page.
            for _ in range(min(_count(row, TABLE + "number-rows-repeated"), MAX_REPEAT if filled else 1)):
                area += sum(cell.column_span for cell in cells)
                if area > MAX_TABLE_CELLS:
                    raise Damaged(place="table")
                yield tuple(_in_row(cell, number) for cell in cells)
                number += 1

    def _cells(self, row: Element, number: int, header: bool, at: Provenance) -> Iterator[Cell]:
        column = 0
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            place = Provenance(position=at.position, row=number, column=column)
            content = tuple(_at(part, place) for part in self._content(cell))
            repeats = min(_count(cell, TABLE + "number-columns-repeated"), MAX_REPEAT if content else 64)
            column += repeats
            if cell.tag == TABLE + "covered-table-cell" and not content:
                continue
            spans = (_count(cell, TABLE + "number-rows-spanned"), _count(cell, TABLE + "number-columns-spanned"))
            for _ in range(repeats):
                yield Cell(content, place, min(spans[0], MAX_REPEAT), min(spans[1], MAX_REPEAT), header)

    def _content(self, container: Element) -> Iterator[Paragraph | ListItem]:
        for child in container:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._parts(child, self._gather(child).lines)
            elif child.tag == TEXT + "list":
                yield from self._items(child, 0, "")
            elif child.tag == DRAW + "frame":
                self._hanging.append(child)
            else:
                yield from self._content(child)

    def margins(self, root: Element | None) -> None:
        """Add each distinct header and footer of the page styles."""
        seen: set[tuple[str, str]] = set()
        for element in () if root is None else root.iter():
            side = self._styles.side(element)
            if side is None:
                continue
            for paragraph in element.iter(TEXT + "p", TEXT + "h"):
                gathered = self._gather(paragraph)
                text = join_lines(gathered.lines)
                if text and (side, text) not in seen:
                    seen.add((side, text))
                    number = gathered.page_field and not any(word.isalpha() and len(word) > 4 for word in text.split())
                    kind: Side | Literal["page_number"] = "page_number" if number else side
                    self.furniture.append(Furniture(text, self._next(), kind))


def _at(part: Paragraph | ListItem, place: Provenance) -> Paragraph | ListItem:
    return replace(part, provenance=place)


def _in_row(cell: Cell, number: int) -> Cell:
    """The cell in another row, for rows that are written once and repeated."""
    if cell.provenance.row == number:
        return cell
    place = replace(cell.provenance, row=number)
    return replace(cell, provenance=place, content=tuple(_at(part, place) for part in cell.content))


def _run(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _count(element: Element, name: str) -> int:
    """An attribute that counts; 1 where it is missing or is none."""
    told = element.get(name, "1")
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) < 10 else 1


def _kept(lines: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(line) for line in lines) if len(lines) > 1 else ()


def _table_rows(element: Element, *, header: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        if child.tag == TABLE + "table-row":
            yield child, header
        elif child.tag == TABLE + "table-header-rows":
            yield from _table_rows(child, header=True)
        elif child.tag in (TABLE + "table-rows", TABLE + "table-row-group"):
            yield from _table_rows(child, header=header)
