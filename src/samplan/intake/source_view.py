"""The source as a person sees it beside the proposal: blocks with the proposed items marked where they stood.

Pure: takes the document and the items' places, gives frozen shapes for the page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Note, Paragraph, Table

Place = tuple[int, int | None, int | None]
"""Position, row and column of a piece of the source."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An item to be marked: its tag, whether it is doubtful, its words, and where they stood."""

    tag: str
    doubtful: bool
    words: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text with the tags of the items that it became; no tags where it became none."""

    text: str
    tags: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A heading, paragraph, list item or note. level: of the heading or list."""

    kind: Literal["heading", "paragraph", "list", "note"]
    segments: tuple[Segment, ...]
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table."""

    lines: tuple[SourceLine, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table, or those rows of it that matter here. cut: rows were left out."""

    rows: tuple[tuple[SourceCell, ...], ...]
    title: str | None = None
    cut: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block with its page; gap: something was left out before it."""

    content: SourceLine | SourceTable
    page: int | None
    gap: bool = False


@dataclass(slots=True)
class _Index:
    """The marked items by place, and which were shown already (a tag is an anchor only once)."""

    by_place: dict[Place, list[Marked]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, items: Iterable[Marked]) -> _Index:
        index = cls()
        for item in items:
            for place in item.places:
                index.by_place[place].append(item)
        return index

    def at(self, place: Place) -> list[Marked]:
        position, row, column = place
        found = self.by_place.get(place, [])
        if row is not None and column is not None:
            found = found + self.by_place.get((position, row, None), [])
        return found


def _span(text: str, item: Marked) -> tuple[int, int]:
    """Where in the text an item's words stand; the whole text where they cannot be told apart."""
    lower = text.casefold()
    if len(lower) == len(text):
        for words in item.words:
            start = lower.find(words.casefold())
            if words and start >= 0:
                return start, start + len(words)
    return 0, len(text)


def segments_of(text: str, items: list[Marked]) -> tuple[Segment, ...]:
    """The text cut at the items' edges; joined, the segments are the text."""
    if not text:
        return ()
    spans = [(_span(text, item), item) for item in items]
    edges = sorted({0, len(text), *(edge for (start, end), _ in spans for edge in (start, end))})
    cut: list[Segment] = []
    for left, right in pairwise(edges):
        over = [item for (start, end), item in spans if start <= left and right <= end]
        tags = tuple(dict.fromkeys(item.tag for item in over))
        piece = Segment(text[left:right], tags, any(item.doubtful for item in over))
        if cut and cut[-1].tags == piece.tags:
            cut[-1] = Segment(cut[-1].text + piece.text, piece.tags, piece.doubtful)
        else:
            cut.append(piece)
    return tuple(cut)


def _stand_in(text: str, item: Marked) -> bool:
    """Whether a line holds an item's words, or is a piece of them."""
    line = text.casefold().strip()
    return any(line and (words.casefold() in line or line in words.casefold()) for words in item.words if words)


def _sorted_in(texts: list[str], items: list[Marked]) -> list[list[Marked]]:
    """The items to mark in each line of a cell: where their words stand, or in every line if they stand in none."""
    lines: list[list[Marked]] = [[] for _ in texts]
    for item in items:
        holding = [number for number, text in enumerate(texts) if _stand_in(text, item)]
        for number in holding or range(len(texts)):
            lines[number].append(item)
    return lines


def _line(part: Heading | Paragraph | ListItem | Note, items: list[Marked]) -> SourceLine:
    segments = segments_of(part.text, items)
    if isinstance(part, Heading):
        return SourceLine("heading", segments, level=part.level)
    if isinstance(part, ListItem):
        return SourceLine("list", segments, level=part.level, marker=part.marker)
    if isinstance(part, Note):
        return SourceLine("note", segments, marker=part.mark)
    return SourceLine("paragraph", segments)


def _cell(cell: Cell, position: int, index: _Index) -> SourceCell:
    place = (position, cell.provenance.row, cell.provenance.column)
    items = _sorted_in([part.text for part in cell.content], index.at(place))
    lines = tuple(_line(part, here) for part, here in zip(cell.content, items, strict=True))
    return SourceCell(lines, cell.row_span, cell.column_span, cell.header)


def _table(table: Table, index: _Index, rows_wanted: frozenset[int] | None) -> SourceTable:
    position = table.provenance.position
    if rows_wanted is None:
        rows = tuple(tuple(_cell(cell, position, index) for cell in row) for row in table.rows)
        return SourceTable(rows, table.title)
    return SourceTable(tuple(_cut_rows(table, index, rows_wanted)), table.title, cut=True)


def _row_numbers(table: Table) -> list[int]:
    """The number that the places in each row of a table tell; one more than the row above where a row tells none."""
    numbers: list[int] = []
    for row in table.rows:
        told = next((cell.provenance.row for cell in row if cell.provenance.row is not None), None)
        numbers.append(told if told is not None else (numbers[-1] + 1 if numbers else 0))
    return numbers


def _cut_rows(table: Table, index: _Index, wanted: frozenset[int]) -> Iterator[tuple[SourceCell, ...]]:
    """The wanted rows and the heads; a cell merged down from a row that is left out stands in its place.

    Rows are wanted by their own number, which in a workbook is the sheet's and not the table's.
    """
    heads = {n for n, row in enumerate(table.rows) if n == 0 or any(cell.header for cell in row)}
    own = _row_numbers(table)
    for number, row in enumerate(table.grid()):
        if own[number] in wanted or number in heads:
            cells = dict.fromkeys(cell for cell in row if cell is not None)
            shown = [_cell(cell, table.provenance.position, index) for cell in cells]
            yield tuple(SourceCell(c.lines, 1, c.column_span, c.header) for c in shown)


@dataclass(frozen=True, slots=True)
class Extent:
    """Which of the source's blocks belong to a part of the review, and which rows of shared tables."""

    positions: frozenset[int]
    rows: dict[int, frozenset[int]] = field(default_factory=dict)


def extents(document: Document, parts: list[list[Place]]) -> list[Extent]:
    """For each part (0 is the plan itself, then one an area) the blocks to show beside it.

    An area reaches from the first place that is its own to where the next one begins (a focus area's heading is
    shared by many and shown beside each); what no area covers is the plan's.
    """
    starts = _starts(parts)
    tables = {b.provenance.position for b in document.blocks if isinstance(b, Table)}
    shared: dict[int, set[int]] = defaultdict(set)
    for number, places in enumerate(parts):
        for position, row, _ in places:
            if position in tables and row is not None:
                shared[position].add(number)
    owner = _owners(document, starts)
    found: list[Extent] = []
    for number, places in enumerate(parts):
        own = {position for position, who in owner.items() if who == number}
        touched = {position for position, _, _ in places}
        rows = {
            position: frozenset(row for p, row, _ in places if p == position and row is not None)
            for position in touched
            if len(shared.get(position, ())) > 1
        }
        found.append(Extent(frozenset(own | touched), rows))
    return found


def _starts(parts: list[list[Place]]) -> list[int | None]:
    """Where each part begins: its first position that no other area names, or its first if it has none of its own."""
    users = Counter(position for places in parts[1:] for position in {place[0] for place in places})
    starts: list[int | None] = []
    for places in parts:
        own = [position for position, _, _ in places if users[position] < 2]
        starts.append(min(own or [position for position, _, _ in places], default=None))
    return starts


def _owners(document: Document, starts: list[int | None]) -> dict[int, int]:
    ordered = sorted((start, number) for number, start in enumerate(starts) if number and start is not None)
    owner: dict[int, int] = {}
    for block in document.blocks:
        position = block.provenance.position
        before = [number for start, number in ordered if start <= position]
        owner[position] = before[-1] if before else 0
    return owner


def view(document: Document, extent: Extent, items: Iterable[Marked]) -> tuple[SourceBlock, ...]:
    """The blocks of one part with its items marked."""
    index = _Index.of(items)
    shown: list[SourceBlock] = []
    skipped = False
    for block in document.blocks:
        position = block.provenance.position
        if position not in extent.positions:
            skipped = True
            continue
        shown.append(SourceBlock(_content(block, index, extent), block.provenance.page, gap=skipped and bool(shown)))
        skipped = False
    return tuple(shown)


def _content(block: Block, index: _Index, extent: Extent) -> SourceLine | SourceTable:
    position = block.provenance.position
    if isinstance(block, Table):
        return _table(block, index, extent.rows.get(position))
    return _line(block, index.at((position, None, None)))
