"""Tables with ruling lines: edges become a grid, and the missing walls of the grid become merged cells.

Unlike pdfplumber's search for the smallest rectangle at each crossing this takes time in proportion to the grid, finds
cells merged over rows and columns for what they are, and needs no outer lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from samplan.documents.pdf.rules import Box, Edge, Rules
from samplan.documents.pdf.words import Line, Word, lines_of

SNAP = 3.0
"""Points within which two lines are one, and a line's end touches another line."""
SHORTEST = 5.0
NARROWEST = 5.0
MAX_EDGES = 2_500
MAX_GRID = 60_000


@dataclass(slots=True)
class GridCell:
    """A cell and its words. row and column are the upper left place; box is the outline; shade: its colour, if any."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    words: list[Word] = field(default_factory=list)
    shade: int | None = None

    @property
    def lines(self) -> list[Line]:
        """The cell's lines from top to bottom."""
        return lines_of(self.words)


@dataclass(slots=True)
class Grid:
    """A table on one page. xs, ys: the grid's lines. ruled: drawn with lines, not only by white space.

    lefts: where the words of each column of a table without lines start. shades_only: no upright line is drawn.
    tagged: where a tagged table stands in the document's tree, empty for others; numbers: which of its rows, counted
    over all pages, each row of the grid is; heads: how many rows at the top are tagged as heads.
    """

    cells: list[GridCell]
    xs: list[float]
    ys: list[float]
    ruled: bool = True
    lefts: list[float] = field(default_factory=list)
    shades_only: bool = False
    tagged: tuple[int, ...] = ()
    numbers: list[int] = field(default_factory=list)
    heads: int = 0

    @property
    def box(self) -> Box:
        """The outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.xs) - 1

    @property
    def row_count(self) -> int:
        """How many rows the grid has."""
        return len(self.ys) - 1


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on nearly the same line as one line, and its touching parts as one part."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e.at):
        if not groups or edge.at - groups[-1][0].at > SNAP:
            groups.append([])
        groups[-1].append(edge)
    found: list[Edge] = []
    for group in groups:
        at = sum(e.at for e in group) / len(group)
        found += [Edge(at, part.start, part.end, part.drawn) for part in _touching(group)]
    long = [e for e in found if e.end - e.start >= SHORTEST]
    long.sort(key=lambda e: e.start - e.end)
    return long[:MAX_EDGES]


def _touching(group: Iterable[Edge]) -> list[Edge]:
    """Parts of one line that touch, as one part."""
    parts: list[Edge] = []
    for edge in sorted(group, key=lambda e: e.start):
        last = parts[-1] if parts else None
        if last is not None and edge.start <= last.end + SNAP:
            parts[-1] = Edge(last.at, last.start, max(last.end, edge.end), last.drawn or edge.drawn)
        else:
            parts.append(edge)
    return parts


def _components(horizontal: list[Edge], vertical: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of edges that cross or touch each other."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(vertical)), key=lambda i: vertical[i].at)
    places = [vertical[i].at for i in order]
    for h, edge in enumerate(horizontal):
        for k in range(bisect_left(places, edge.start - SNAP), bisect_right(places, edge.end + SNAP)):
            across = vertical[order[k]]
            if across.start - SNAP <= edge.at <= across.end + SNAP:
                parent[root(len(horizontal) + order[k])] = root(h)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate([*horizontal, *vertical]):
        pair = groups.setdefault(root(i), ([], []))
        pair[0 if i < len(horizontal) else 1].append(edge)
    return [pair for pair in groups.values() if pair[0] and pair[1]]


def _marks(values: Iterable[float]) -> list[float]:
    """Grid lines in order, too close ones as one."""
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > NARROWEST:
            marks.append(value)
    return marks


class _Walls:
    """Answers whether a drawn line stands at a grid line, at a height (or a breadth)."""

    def __init__(self, marks: list[float], edges: list[Edge]) -> None:
        self.at: list[list[tuple[float, float]]] = [[] for _ in marks]
        for edge in edges:
            k = bisect_left(marks, edge.at)
            near = min((j for j in (k - 1, k) if 0 <= j < len(marks)), key=lambda j: abs(marks[j] - edge.at))
            self.at[near].append((edge.start, edge.end))

    def stands(self, mark: int, place: float) -> bool:
        """Whether a line at this mark covers this place."""
        return any(start - 1 <= place <= end + 1 for start, end in self.at[mark])


def _labels(xs: list[float], ys: list[float], horizontal: list[Edge], vertical: list[Edge]) -> list[list[int]]:
    """For each place of the grid the number of the cell that it belongs to."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    upright, level = _Walls(xs, vertical), _Walls(ys, horizontal)
    for r in range(rows):
        middle = (ys[r] + ys[r + 1]) / 2
        for c in range(columns):
            if c + 1 < columns and not upright.stands(c + 1, middle):
                parent[root(r * columns + c + 1)] = root(r * columns + c)
            if r + 1 < rows and not level.stands(r + 1, (xs[c] + xs[c + 1]) / 2):
                parent[root((r + 1) * columns + c)] = root(r * columns + c)
    return [[root(r * columns + c) for c in range(columns)] for r in range(rows)]


def _cells(xs: list[float], ys: list[float], labels: list[list[int]]) -> list[GridCell]:
    """Rectangular cells of the labelled grid; a cell of another form falls apart into its rows."""
    places: dict[int, list[tuple[int, int]]] = {}
    for r, row in enumerate(labels):
        for c, label in enumerate(row):
            places.setdefault(label, []).append((r, c))
    cells: list[GridCell] = []
    for spots in places.values():
        for r0, r1, c0, c1 in _rectangles(spots):
            box = xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]
            cells.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, box))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells


def _rectangles(spots: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    rows = sorted({r for r, _ in spots})
    columns = sorted({c for _, c in spots})
    if len(rows) * len(columns) == len(spots):
        return [(rows[0], rows[-1], columns[0], columns[-1])]
    found: list[tuple[int, int, int, int]] = []
    runs: dict[tuple[int, int], tuple[int, int]] = {}
    for r in rows:
        inside = sorted(c for row, c in spots if row == r)
        strips: list[tuple[int, int]] = []
        for c in inside:
            if strips and strips[-1][1] == c - 1:
                strips[-1] = strips[-1][0], c
            else:
                strips.append((c, c))
        now = {s: (runs[s][0] if s in runs else r, r) for s in strips}
        found += [(a, b, *s) for s, (a, b) in runs.items() if s not in now]
        runs = now
    return found + [(a, b, *s) for s, (a, b) in runs.items()]


def ruled_grids(rules: Rules) -> list[Grid]:
    """Every grid that the page's lines make, single boxes too, without words yet, from top to bottom."""
    grids: list[Grid] = []
    for horizontal, vertical in _components(merged(rules.horizontal), merged(rules.vertical)):
        xs = _marks([e.at for e in vertical] + [v for e in horizontal for v in (e.start, e.end)])
        ys = _marks([e.at for e in horizontal] + [v for e in vertical for v in (e.start, e.end)])
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_GRID:
            continue
        grid = Grid(_cells(xs, ys, _labels(xs, ys, horizontal, vertical)), xs, ys)
        grid.shades_only = not any(e.drawn for e in vertical)
        grids.append(grid)
    grids.sort(key=lambda g: (g.box[1], g.box[0]))
    return grids


def place_words(grid: Grid, words: Iterable[Word]) -> list[Word]:
    """Puts the words that stand inside the grid into its cells; returns the ones outside."""
    owners: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                owners[r, c] = cell
    outside: list[Word] = []
    for word in words:
        r = bisect_right(grid.ys, word.middle) - 1
        c = bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1
        home = owners.get((r, c))
        if home is None:
            outside.append(word)
        else:
            home.words.append(word)
    return outside


def mark_shades(grid: Grid, shades: Iterable[tuple[Box, int]]) -> None:
    """Marks the cells that are filled with colour."""
    for (left, top, right, bottom), colour in shades:
        for cell in grid.cells:
            x0, y0, x1, y1 = cell.box
            across = min(right, x1) - max(left, x0)
            down = min(bottom, y1) - max(top, y0)
            if across > 0.8 * (x1 - x0) and down > 0.7 * (y1 - y0):
                cell.shade = colour


def is_striped(grid: Grid) -> bool:
    """Only single rows are shaded and nothing is drawn upright: the stripes of a larger table, not a table."""
    walled = {cell.row for cell in grid.cells if cell.column_span < grid.columns}
    return grid.shades_only and len(walled) < 2


def close_gaps(grid: Grid) -> None:
    """Parts cells that are merged only because their wall is not drawn in this row: their words stand in the columns.

    A wall that other rows have is put up where words stand on both sides of it and none crosses.
    """
    lefts: dict[int, list[float]] = {}
    for cell in grid.cells:
        if cell.words and cell.column_span == 1:
            lefts.setdefault(cell.column, []).append(min(w.x0 for w in cell.words))
    known = {column: value for column, value in lefts.items() if value}
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    parted: list[GridCell] = []
    for cells in rows.values():
        wide = [c for c in cells if c.column_span > 1 and c.row_span == 1]
        loose = any(_open_walls(c, grid.xs, known) for c in wide) or (
            len(cells) == 1 and _in_one_column(cells[0], grid.xs, known)
        )
        for cell in cells:
            walls = _open_walls(cell, grid.xs, known, loose=loose) if cell in wide else []
            parted += _parted(cell, grid.xs, walls) if walls else [cell]
    grid.cells = parted


def _in_one_column(cell: GridCell, xs: list[float], lefts: dict[int, list[float]]) -> bool:
    """A row without walls whose words all stand in one column, set and broken into lines as that column does it."""
    if not cell.words or cell.column_span < 2:
        return False
    left, right = min(w.x0 for w in cell.words), max(w.x1 for w in cell.words)
    k = bisect_right(xs, left) - 1
    if not 0 <= k < len(xs) - 1 or right > xs[k + 1] + 1 or abs(left + right - cell.box[0] - cell.box[2]) < 6:
        return False
    if not any(abs(left - other) < 4 for other in lefts.get(k, [])):
        return False
    return k > cell.column or _broken_by(cell.lines, xs[k + 1])


def _broken_by(lines: list[Line], wall: float) -> bool:
    """A sentence goes on in the next line though only the wall, not the cell's end, kept its word from this one."""
    return any(
        b.text[:1].islower() and a.x1 + 0.25 * a.size + b.words[0].x1 - b.words[0].x0 > wall - 2
        for a, b in pairwise(lines)
    )


def _open_walls(cell: GridCell, xs: list[float], lefts: dict[int, list[float]], *, loose: bool = False) -> list[int]:
    """The columns before which a wall is only left undrawn. loose: the row is known to lack its walls."""
    inner = range(cell.column + 1, cell.column + cell.column_span)
    if loose:
        return [c for c in inner if not any(w.x0 < xs[c] - 1 and w.x1 > xs[c] + 1 for w in cell.words)]
    return [c for c in inner if _open(cell, c, xs, lefts)]


def _parted(cell: GridCell, xs: list[float], inner: list[int]) -> list[GridCell]:
    walls = [cell.column, *inner]
    ends = [*walls[1:], cell.column + cell.column_span]
    parts: list[GridCell] = []
    for start, end in zip(walls, ends, strict=True):
        box = xs[start], cell.box[1], xs[end], cell.box[3]
        part = GridCell(cell.row, start, cell.row_span, end - start, box, shade=cell.shade)
        part.words = [w for w in cell.words if box[0] <= (w.x0 + w.x1) / 2 < box[2]]
        parts.append(part)
    return parts


def _open(cell: GridCell, column: int, xs: list[float], lefts: dict[int, list[float]]) -> bool:
    """Whether the wall before this column is only left undrawn."""
    wall = xs[column]
    right = [w for w in cell.words if w.x0 >= wall - 1]
    if not right or len(right) == len(cell.words) or any(w.x0 < wall - 1 and w.x1 > wall + 1 for w in cell.words):
        return False
    for line in cell.lines:
        for a, b in pairwise(line.words):
            if a.x1 <= wall + 1 and b.x0 >= wall - 1 and b.x0 - a.x1 < 0.4 * line.size:
                return False
    start = min(w.x0 for w in right if w.x0 < xs[column + 1]) if any(w.x0 < xs[column + 1] for w in right) else None
    return start is not None and any(abs(start - left) < 4 for left in lefts.get(column, []))
