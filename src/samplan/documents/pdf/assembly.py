"""Makes blocks of what was found on the pages, in reading order, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from samplan.documents.blocks import (
    AnyBlock,
    Block,
    Cell,
    Furniture,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Provenance,
    Table,
)
from samplan.documents.folding import fold, join_lines
from samplan.documents.pdf.flow import Piece, pieces_of, sentence_steps
from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.habits import Habit
from samplan.documents.pdf.lexicon import Lexicon, mark_broken
from samplan.documents.pdf.words import Line


@dataclass(slots=True)
class RawCell:
    """A cell over one or several pages: its pieces with their pages."""

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: list[Piece]
    header: bool = False
    page: int = 0


@dataclass(slots=True)
class RawTable:
    """A table before it is laid down as a block. pages: where its rows stand."""

    cells: list[RawCell]
    columns: int
    rows: int
    xs: list[float]
    page: int
    last_page: int
    header_rows: int = 0
    repeated: list[tuple[int, str]] = field(default_factory=list)
    ruled: bool = True
    lefts: list[float] = field(default_factory=list)
    tagged: tuple[int, ...] = ()
    numbers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Foot:
    """A footnote: its mark and its lines."""

    mark: str
    lines: list[Line]
    page: int


@dataclass(slots=True)
class Running:
    """A running header, footer or page number."""

    text: str
    kind: str
    page: int


@dataclass(slots=True)
class Head:
    """A heading with its level."""

    piece: Piece
    level: int


Item = Piece | Head | RawTable | Foot | Running


def lay_down(items: Iterable[Item]) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """Blocks and furniture with running positions. Nothing without words is kept."""
    blocks: list[Block] = []
    furniture: list[Furniture] = []
    position = 0
    for item in items:
        for made in _made(item, position):
            if isinstance(made, Furniture):
                furniture.append(made)
            else:
                blocks.append(made)
            position += 1
    return tuple(blocks), tuple(furniture)


def _made(item: Item, position: int) -> list[AnyBlock]:
    if isinstance(item, RawTable):
        table: list[AnyBlock] = [_table(item, Provenance(item.page, position))]
        extra = [
            Furniture(text, Provenance(page, position + 1 + k), "header")
            for k, (page, text) in enumerate(item.repeated)
        ]
        return table + extra
    if isinstance(item, Running):
        kind = item.kind if item.kind in ("header", "footer") else "page_number"
        place = Provenance(item.page, position)
        if kind == "header":
            return [Furniture(item.text, place, "header")]
        return [Furniture(item.text, place, "footer" if kind == "footer" else "page_number")]
    if isinstance(item, Foot):
        text = join_lines(line.text for line in item.lines)
        return [Note(text, Provenance(item.page, position), item.mark)] if text or item.mark else []
    if isinstance(item, Head):
        texts = item.piece.texts
        return [Heading(item.piece.text, item.level, Provenance(item.piece.page, position), texts)]
    made = part_of(item, Provenance(item.page, position))
    return [made] if made is not None else []


def part_of(piece: Piece, place: Provenance, level: int = 0) -> Paragraph | ListItem | None:
    """The paragraph or list item of a piece, None if it holds no text."""
    text = piece.text
    if not text:
        return None
    if piece.marker:
        marker = fold(piece.marker) or "•"
        return ListItem(text, place, _shown(marker), level or _level(piece), piece.ordered, piece.texts)
    return Paragraph(text, place, piece.texts, piece.bold, piece.size)


def _shown(marker: str) -> str:
    """A sign of a private area, or one that is not known, cannot be shown elsewhere: it becomes an ordinary bullet."""
    return "•" if len(marker) == 1 and ("\ue000" <= marker <= "\uf8ff" or marker == "\ufffd") else marker


def _level(piece: Piece) -> int:
    return next((int(e[5:]) for e in piece.extra if e.startswith("level")), 0)


def _table(raw: RawTable, place: Provenance) -> Table:
    rows: list[list[Cell]] = [[] for _ in range(raw.rows)]
    for cell in sorted(raw.cells, key=lambda c: (c.row, c.column)):
        content: list[Paragraph | ListItem] = []
        for piece in cell.pieces:
            where = Provenance(piece.page or cell.page, place.position, cell.row, cell.column)
            part = part_of(piece, where)
            if part is not None:
                content.append(part)
        where = Provenance(cell.page or place.page, place.position, cell.row, cell.column)
        rows[cell.row].append(
            Cell(tuple(content), where, cell.row_span, cell.column_span, cell.header or cell.row < raw.header_rows)
        )
    return Table(tuple(tuple(row) for row in rows), place)


def learn_words(grid: Grid, lexicon: Lexicon) -> None:
    """Makes the broken words of a table whole that can be told at once, so that the lexicon knows them."""
    rights = _right_edges(grid)
    for cell in grid.cells:
        if cell.words:
            mark_broken(cell.lines, rights[cell.column, cell.column_span], lexicon)


def raw_table(grid: Grid, page: int, lexicon: Lexicon) -> RawTable:
    """The table of a grid on one page, its cells' lines made into paragraphs and list items."""
    rights = _right_edges(grid)
    edges = rights if grid.ruled else _to_next(rights, grid.lefts)
    filled = [(cell, cell.lines) for cell in grid.cells]
    habits: dict[tuple[int, int], Habit] = {}
    for cell, lines in filled:
        key = cell.column, cell.column_span
        if lines:
            mark_broken(lines, rights[key], lexicon)
            habits.setdefault(key, Habit(edges[key], lexicon)).learn(lines)
    steps = [step for _, lines in filled for step in sentence_steps(lines)]
    usual = float(median(steps)) if steps else None
    cells = []
    for cell, lines in filled:
        key = cell.column, cell.column_span
        pieces = pieces_of(lines, edges.get(key), usual, parted=habits[key].parts if key in habits else None)
        set_levels(pieces)
        for piece in pieces:
            piece.page = page
        made = RawCell(cell.row, cell.column, cell.row_span, cell.column_span, pieces, page=page)
        cells.append(made)
    table = RawTable(
        cells, grid.columns, grid.row_count, list(grid.xs), page, page, ruled=grid.ruled, lefts=list(grid.lefts)
    )
    table.header_rows = max(header_rows(grid), grid.heads)
    if not grid.ruled and not grid.tagged and table.header_rows > 1:
        _spread_heads(table)
    table.tagged, table.numbers = grid.tagged, list(grid.numbers)
    return table


def _spread_heads(table: RawTable) -> None:
    """A head over several columns without lines: it reaches over the empty places beside it, up to the next one."""
    first = sorted((c for c in table.cells if c.row == 0), key=lambda c: c.column)
    below = {c.column for c in table.cells if c.row == 1 and c.pieces}
    owner: RawCell | None = None
    for cell in first:
        if cell.pieces or owner is None or cell.row_span > 1 or cell.column not in below:
            owner = cell if cell.pieces and cell.row_span == 1 and cell.column in below else None
        else:
            owner.column_span += cell.column_span
            table.cells.remove(cell)


def _right_edges(grid: Grid) -> dict[tuple[int, int], float]:
    """How far right lines can go in each column: as far as any does, or to the margin that is left on the left."""
    pads: dict[tuple[int, int], float] = {}
    ends: dict[tuple[int, int], float] = {}
    for cell in grid.cells:
        if cell.words:
            key = cell.column, cell.column_span
            pads[key] = min(pads.get(key, 1e9), min(w.x0 for w in cell.words) - cell.box[0])
            ends[key] = max(ends.get(key, 0.0), max(w.x1 for w in cell.words))
    for cell in grid.cells:
        key = cell.column, cell.column_span
        if grid.ruled and key in pads:
            ends[key] = max(ends[key], cell.box[2] - max(pads[key], 0.0))
    return ends


def _to_next(ends: dict[tuple[int, int], float], lefts: list[float]) -> dict[tuple[int, int], float]:
    """Without lines a column ends as far before the next one as the fullest column does."""
    gaps = {(c, span): lefts[c + span] - end for (c, span), end in ends.items() if c + span < len(lefts)}
    least = min((gap for gap in gaps.values() if gap > 0), default=0.0)
    return {key: max(end, lefts[sum(key)] - least) if key in gaps and least else end for key, end in ends.items()}


def set_levels(pieces: list[Piece]) -> None:
    """List levels by how far in the markers stand."""
    stops: list[float] = []
    for piece in pieces:
        if not piece.marker:
            if not any(piece.indent >= s + 4 for s in stops):
                stops = []
            continue
        stops = [s for s in stops if s <= piece.indent + 3]
        if not stops or piece.indent > stops[-1] + 3:
            stops.append(piece.indent)
        piece.extra.append(f"level{len(stops) - 1}")


def header_rows(grid: Grid) -> int:
    """How many rows at the top look like a header: bold, coloured or of another size, unlike most of what follows."""
    looks = [_looks(grid, r) for r in range(min(grid.row_count, 40))]
    following = Counter(look for look in looks[1:] if look is not None)
    if grid.row_count < 2 or not following:
        return 0
    usual = following.most_common(1)[0][0]
    count = 0
    while (
        count < grid.row_count - 1
        and count < len(looks)
        and _differs(looks[count], usual)
        and not _section(grid, count)
    ):
        count += 1
    if not count:
        return 0
    reach = max((c.row + c.row_span for c in grid.cells if c.row < count and c.words), default=count)
    return min(reach, grid.row_count - 1) if reach <= count + 2 else count


def _section(grid: Grid, row: int) -> bool:
    """One cell over all columns: the heading of a section, not of the columns."""
    return any(c.row == row and c.column_span == grid.columns and grid.columns > 1 for c in grid.cells)


Looks = tuple[bool, int | None, float]
"""All bold, the one colour of all cells, the font size."""


def _differs(row: Looks | None, other: Looks | None) -> bool:
    """A row that is bold, coloured or of another size, and not as the other is."""
    if row is None or other is None:
        return False
    return (row[:2] != other[:2] and row[:2] != (False, None)) or abs(row[2] - other[2]) > 0.4


def _looks(grid: Grid, row: int) -> Looks | None:
    """The looks of the cells with words that start in the row; None where there are none."""
    cells: list[GridCell] = [c for c in grid.cells if c.row == row and c.words]
    if not cells:
        return None
    words = [w for c in cells for w in c.words if any(ch.isalnum() for ch in w.text)]
    colours = {c.shade for c in cells}
    size = max((w.font.size for w in words), default=0.0)
    return all(w.font.bold for w in words), colours.pop() if len(colours) == 1 else None, size
