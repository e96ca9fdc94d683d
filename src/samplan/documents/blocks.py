"""The one model of a document that every reader makes and every writer takes.

All classes are frozen. Texts are folded: any white space is one blank, words that a line end had broken are
whole again, soft hyphens are gone, and bullets are in `ListItem.marker`, not in the
text. `lines` keeps the lines as they stood, for readers of flattened text that need to see where they broke.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where in the source something stands.

    page: counted from 1; in a workbook the sheet's number; None where the format has no pages (Word).
    position: the running number of the block in reading order, from 0, over blocks and furniture together.
    row, column: the place in a table, from 0, None outside tables.
    sheet: the sheet's name in a workbook.
    """

    page: int | None = None
    position: int = 0
    row: int | None = None
    column: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading by style (Word, OpenDocument) or by looks (PDF, text). level counts from 1."""

    text: str
    level: int
    provenance: Provenance
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. bold: the whole paragraph is bold. size: font size in points where known.

    runs: for writers, the text in pieces ("ins": set underlined, "del": struck through, "": plain); joined they are
    the text.
    """

    text: str
    provenance: Provenance
    lines: tuple[str, ...] = ()
    bold: bool = False
    size: float | None = None
    runs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. level counts from 0. marker is as written ("•", "1.", "a)"), "" if only styled."""

    text: str
    provenance: Provenance
    marker: str = ""
    level: int = 0
    ordered: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, held at its upper left corner. content: its paragraphs and list items in order."""

    content: tuple[Paragraph | ListItem, ...]
    provenance: Provenance
    row_span: int = 1
    column_span: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """All of the cell's text, one blank between its parts."""
        return " ".join(part.text for part in self.content if part.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. rows hold each cell once, in its first row, in column order; `grid` lays merged cells out."""

    rows: tuple[tuple[Cell, ...], ...]
    provenance: Provenance
    title: str | None = None

    def grid(self) -> list[list[Cell | None]]:
        """Rows of equal length; a merged cell stands in every place that it covers, None where nothing is."""
        taken: dict[tuple[int, int], Cell] = {}
        for r, row in enumerate(self.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                for dr in range(cell.row_span):
                    for dc in range(cell.column_span):
                        taken[r + dr, c + dc] = cell
                c += cell.column_span
        height = max((r for r, _ in taken), default=-1) + 1
        width = max((c for _, c in taken), default=-1) + 1
        return [[taken.get((r, c)) for c in range(width)] for r in range(height)]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, an endnote, a comment or the text of a box that stands outside the running text."""

    text: str
    provenance: Provenance
    mark: str = ""
    kind: Literal["footnote", "endnote", "comment", "box"] = "footnote"


@dataclass(frozen=True, slots=True)
class Picture(Paragraph):
    """A drawing, for writers. svg: the whole drawing; text: what it shows, for who does not see it.

    width, height: in the drawing's own units. No reader makes one; to them it would be a paragraph.
    """

    svg: str = ""
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running header or footer or a page number: set aside from the text, never lost."""

    text: str
    provenance: Provenance
    kind: Literal["header", "footer", "page_number"] = "header"


Block = Heading | Paragraph | ListItem | Table | Note
AnyBlock = Block | Furniture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. format: "docx", "pdf", "xlsx", "txt", "odt".

    flattened: the source has lost its tables (text taken out of a PDF), so their cells stand as paragraphs.
    furniture stands apart; `words()` counts both.
    """

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    format: str = ""
    name: str = ""
    title: str | None = None
    pages: int | None = None
    flattened: bool = False
    warnings: tuple[str, ...] = field(default=())

    def texts(self) -> Iterator[tuple[str, Provenance]]:
        """Every text with its place, each merged cell once, furniture last."""
        for block in self.blocks:
            if isinstance(block, Table):
                if block.title:
                    yield block.title, block.provenance
                for row in block.rows:
                    for cell in row:
                        for part in cell.content:
                            marker = part.marker if isinstance(part, ListItem) and part.ordered else ""
                            yield f"{marker} {part.text}".strip(), part.provenance
            elif isinstance(block, ListItem) and block.ordered:
                yield f"{block.marker} {block.text}".strip(), block.provenance
            elif isinstance(block, Note) and block.mark:
                yield f"{block.mark} {block.text}", block.provenance
            else:
                yield block.text, block.provenance
        for piece in self.furniture:
            yield piece.text, piece.provenance

    def renamed(self, name: str) -> Document:
        """The same document under another file name."""
        return replace(self, name=name)
