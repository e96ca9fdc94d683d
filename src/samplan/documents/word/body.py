"""Walks a Word document's body in order and makes its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from samplan.documents import listing
from samplan.documents.blocks import Block, Cell, Furniture, Heading, ListItem, Note, Paragraph, Provenance, Table
from samplan.documents.folding import fold, join_lines
from samplan.documents.listing import pieces
from samplan.documents.ooxml import MC, Element, Package, W, number, switch, value
from samplan.documents.word.inline import Gatherer, Inline, diagram_texts
from samplan.documents.word.notes import Notes
from samplan.documents.word.numbering import Marker, Numbering
from samplan.documents.word.styles import DEEPEST_OUTLINE, Style, Styles, numbering_of
from samplan.documents.word.tables import Layout, laid_out

PASSED_THROUGH = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "altChunk")
)


@dataclass(slots=True)
class Place:
    """Where we stand: the running position, the page (None where the file tells no pages) and the table's cell."""

    position: int = 0
    page: int | None = None
    row: int | None = None
    column: int | None = None

    def next(self) -> Provenance:
        """The place of the next block; each call counts one."""
        self.position += 1
        return Provenance(self.page, self.position - 1, self.row, self.column)

    def here(self) -> Provenance:
        """The place of a part of the block that is being made."""
        return Provenance(self.page, max(self.position - 1, 0), self.row, self.column)


@dataclass(slots=True)
class Made:
    """What the walk has made so far."""

    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    title: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph read: its words, its style, the drawn marker."""

    inline: Inline
    style: Style
    level: int | None
    marker: Marker | None


class Body:
    """Makes blocks of block-level elements. One object walks one document."""

    def __init__(self, package: Package, styles: Styles, root: Element) -> None:
        self._package = package
        self._styles = styles
        self._numbering = Numbering(package.of_kind("numbering"))
        self._notes = Notes(package)
        rendered = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
        paged = rendered or any(value(each, "type") == "page" for each in root.iter(W + "br"))
        self._gatherer = Gatherer(styles, rendered_breaks=rendered)
        self._rendered = rendered
        self.place = Place(page=1 if paged else None)
        self.made = Made()
        self._carried: Inline | None = None
        self._waiting: list[Note | Table] = []

    def walk(self, container: Element) -> None:
        """Make blocks of all that stands in `container`."""
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in PASSED_THROUGH:
                self.walk(child)
            elif child.tag == MC + "AlternateContent" and len(child):
                self.walk(child[0])

    def finish(self) -> None:
        """Put down what still waits: a paragraph whose mark was deleted at the document's end."""
        if self._carried is not None:
            self._put(Text(self._carried, self._styles.paragraph(None), None, None))
            self._carried = None

    def _paragraph(self, element: Element) -> None:
        if self._breaks_before(element):
            self._turn(1)
        text = self._read(element)
        if text is None:
            return
        self._turn(text.inline.breaks_before)
        self._put(text)
        self._hang(text.inline)
        self._turn(text.inline.breaks_after)

    def _breaks_before(self, element: Element) -> bool:
        properties = element.find(W + "pPr")
        return properties is not None and not self._rendered and bool(switch(properties.find(W + "pageBreakBefore")))

    def _turn(self, pages: int) -> None:
        if self.place.page is not None:
            self.place.page += pages

    def _read(self, element: Element) -> Text | None:
        """The paragraph, None while its mark is deleted: then it goes on in the next one."""
        properties = element.find(W + "pPr")
        style = self._styles.paragraph(None if properties is None else value(properties.find(W + "pStyle")))
        inline = self._gatherer.gather(element, style)
        self.made.hidden = self.made.hidden or inline.hidden
        if self._carried is not None:
            inline.pieces = self._carried.pieces + inline.pieces
            inline.references = self._carried.references + inline.references
            self._carried = None
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = inline
            return None
        return Text(inline, style, _level(properties, style), self._marker(properties, style, inline))

    def _marker(self, properties: Element | None, style: Style, inline: Inline) -> Marker | None:
        identity, level = style.numbering
        if properties is not None:
            identity, level = numbering_of(properties, style.numbering)
        if inline.contents or not inline.lines:
            return None
        drawn = self._numbering.marker(identity, level if level is not None else _level_of_heading(style))
        if drawn is None and style.list_kind and identity != "0":
            return Marker("", int(style.list_kind[-1]) - 1, ordered=style.list_kind.startswith("number"))
        return drawn

    def _put(self, text: Text) -> None:
        lines = text.inline.lines
        if not lines:
            return
        if text.inline.contents:
            self.made.furniture.append(Furniture(join_lines(lines), self.place.next(), "header"))
        elif text.level is not None:
            self._heading(text, lines)
        else:
            self.made.blocks += parts(text, self.place.next)

    def _heading(self, text: Text, lines: list[str]) -> None:
        drawn = text.marker.text if text.marker is not None and text.marker.ordered else ""
        words = f"{drawn} {join_lines(lines)}".strip()
        if text.style.title and self.made.title is None:
            self.made.title = words
        kept = tuple(fold(line) for line in lines) if len(lines) > 1 else ()
        self.made.blocks.append(Heading(words, text.level or 1, self.place.next(), kept))

    def _hang(self, inline: Inline) -> None:
        """Notes, boxes and diagrams of a paragraph stand after it; inside a table they wait for its end."""
        for kind, identity in inline.references:
            self._note(kind, identity)
        for relation in inline.diagrams:
            root = self._package.related(relation)
            for words in () if root is None else diagram_texts(root):
                self._waiting.append(Note(words, self.place.next(), kind="box"))
        for box in inline.boxes:
            self._box(box)
        if self.place.row is None:
            self.made.blocks += self._waiting
            self._waiting = []

    def _note(self, kind: str, identity: str) -> None:
        found = self._notes.of(kind, identity)
        if found is None:
            return
        lines = [line for paragraph in found.element.iter(W + "p") for line in self._note_lines(paragraph)]
        if lines:
            self._waiting.append(Note(join_lines(lines), self.place.next(), found.mark, found.kind))

    def _note_lines(self, paragraph: Element) -> list[str]:
        inline = self._gatherer.gather(paragraph, self._styles.paragraph(None))
        return inline.lines

    def _box(self, box: Element) -> None:
        for child in box.iter(W + "p", W + "tbl"):
            table = next(child.iterancestors(W + "tbl", W + "txbxContent"), None)
            if table is not box:
                continue
            if child.tag == W + "tbl":
                self._waiting.append(self._made_table(child))
                continue
            text = self._read(child)
            for part in parts(text, self.place.next) if text is not None else ():
                marker = part.marker if isinstance(part, ListItem) else ""
                self._waiting.append(Note(f"{marker} {part.text}".strip(), part.provenance, kind="box"))
            if text is not None:
                self._hang_quietly(text.inline)

    def _hang_quietly(self, inline: Inline) -> None:
        for kind, identity in inline.references:
            self._note(kind, identity)
        for box in inline.boxes:
            self._box(box)

    def _table(self, element: Element) -> None:
        table = self._made_table(element)
        if any(cell.content for row in table.rows for cell in row):
            self.made.blocks.append(table)
        self.made.blocks += self._waiting
        self._waiting = []

    def _made_table(self, element: Element) -> Table:
        at = self.place.next()
        outer = (self.place.row, self.place.column)
        rows = tuple(tuple(self._cell(each) for each in row) for row in laid_out(element))
        self.place.row, self.place.column = outer
        return Table(rows, at, _caption(element))

    def _cell(self, layout: Layout) -> Cell:
        self.place.row, self.place.column = layout.row, layout.column
        content = tuple(part for element in layout.elements for part in self._content(element))
        return Cell(content, self.place.here(), layout.row_span, layout.column_span, layout.header)

    def _content(self, container: Element) -> Iterator[Paragraph | ListItem]:
        """The cell's paragraphs and items; a table in the cell is read cell by cell, in order."""
        for child in container:
            if child.tag == W + "p":
                text = self._read(child)
                if text is not None:
                    self._turn(text.inline.breaks_before)
                    yield from parts(text, self.place.here)
                    self._hang(text.inline)
                    self._turn(text.inline.breaks_after)
            elif child.tag == W + "tbl":
                for row in laid_out(child):
                    for layout in row:
                        for element in layout.elements:
                            yield from self._content(element)
            elif child.tag in PASSED_THROUGH:
                yield from self._content(child)


def _level(properties: Element | None, style: Style) -> int | None:
    outline = number(properties.find(W + "outlineLvl")) if properties is not None else None
    if outline is not None and not style.title:
        return outline + 1 if 0 <= outline <= DEEPEST_OUTLINE else None
    return style.level


def _level_of_heading(style: Style) -> int:
    return style.level - 1 if style.level else 0


def _caption(element: Element) -> str | None:
    caption = value(element.find(f"{W}tblPr/{W}tblCaption"))
    return fold(caption) or None if caption else None


def parts(text: Text, place: Callable[[], Provenance]) -> list[Paragraph | ListItem]:
    """A paragraph as a paragraph, or as the items that its drawn or typed markers make of it.

    place: gives the place of each part.
    """
    found = pieces(text.inline.lines)
    drawn = text.marker
    if drawn is not None and found:
        # A list paragraph stays one item even if it holds line breaks, unless bullets are typed in it too.
        first, *rest = found
        # Where Word draws the bullet, a letter in front is a word of the text ("o" is a bullet only when typed alone).
        letter = f"{first.marker} " if first.marker and first.marker.isalpha() else ""
        item = ListItem(
            letter + first.text, place(), listing.drawn(drawn.text), drawn.level, drawn.ordered, _kept(first.lines)
        )
        deeper = drawn.level + 1
        typed = [ListItem(each.text, place(), each.marker or "", deeper, False, _kept(each.lines)) for each in rest]
        return [item, *typed]
    bold, size = bool(text.inline.bold), text.inline.size
    return [
        Paragraph(each.text, place(), _kept(each.lines), bold, size)
        if each.marker is None
        else ListItem(each.text, place(), each.marker, 0, False, _kept(each.lines))
        for each in found
    ]


def _kept(lines: tuple[str, ...]) -> tuple[str, ...]:
    return lines if len(lines) > 1 else ()
