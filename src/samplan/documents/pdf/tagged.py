"""Tables that are tagged as such, and whether tags can be trusted at all."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.tags import Path, Place
from samplan.documents.pdf.words import Line, Word

MISTRUST = 0.15
"""If more than this share of the paragraphs end in the middle of a sentence, the tags mark lines, not paragraphs."""
STRAYS = 0.1
"""If more than this share of a tagged table's words are not tagged as its own, the tags are wrong."""
DRIFT = 3.0
OVER = 0.02
MARGIN = 6.0
NEAR = 5.0
BROADEST = 200


class _Held(NamedTuple):
    """A word and the cell that it is tagged with."""

    word: Word
    place: Place


def take_tagged(words: Sequence[Word], known: dict[Path, Grid]) -> tuple[list[Grid], list[Word]]:
    """The tables of the words that are tagged as cells, and the words that stand outside them.

    known: the first part of each tagged table of the pages before; this page's are added.
    """
    tables: dict[Path, list[_Held]] = {}
    for word in words:
        if word.tag is not None and word.tag.place is not None:
            tables.setdefault(word.tag.place.table, []).append(_Held(word, word.tag.place))
    grids: list[Grid] = []
    taken: set[int] = set()
    for path, inside in tables.items():
        grid = _grid(inside, known.get(path))
        if grid is None or _strays(grid, inside, words):
            continue
        taken |= {id(held.word) for held in inside}
        if path in known:
            taken |= _take_head(grid, words, known[path])
        known.setdefault(path, grid)
        grids.append(grid)
    return grids, [word for word in words if id(word) not in taken]


def _grid(inside: Sequence[_Held], before: Grid | None) -> Grid | None:
    """The table, its rows numbered as they stand on the page; None where the tags do not fit what is seen."""
    rows = sorted({held.place.row for held in inside})
    columns = max(held.place.column + held.place.column_span for held in inside)
    columns = max(columns, before.columns) if before is not None else columns
    tops = [_top(inside, row) for row in rows]
    if columns > BROADEST or any(b < a - DRIFT for a, b in pairwise(tops)) or not _in_order(inside):
        return None
    lefts = _lefts(_full(inside, columns), columns, before.lefts if before is not None else [])
    inside = _moved(inside, lefts)
    if _over(inside, lefts):
        return None
    right = max(held.word.x1 for held in inside)
    xs = [lefts[0], *(left - 1.0 for left in lefts[1:]), max(right, lefts[-1] + 1.0)]
    ys = [*tops, max(held.word.base + 0.3 * held.word.font.size for held in inside)]
    cells = _filled(_cells(inside, rows, xs, ys), len(rows), columns, xs, ys)
    grid = Grid(cells, xs, ys, ruled=False, lefts=lefts)
    grid.tagged, grid.numbers = inside[0].place.table, rows
    grid.heads = _heads(inside, rows) if before is None else 0
    return grid


def _top(inside: Sequence[_Held], row: int) -> float:
    """Where a row starts: cells merged over rows tell it only where there are no others."""
    tops = [(h.place.row_span > 1, h.word.base - 0.8 * h.word.font.size) for h in inside if h.place.row == row]
    return min(tops)[1]


def _full(inside: Sequence[_Held], columns: int) -> Sequence[_Held]:
    """The words of the rows that have all their cells, if there are any: their columns are certain."""
    covered: dict[int, set[int]] = {}
    for _, place in inside:
        for row in range(place.row, place.row + place.row_span):
            covered.setdefault(row, set()).update(range(place.column, place.column + place.column_span))
    full = [held for held in inside if len(covered[held.place.row]) == columns]
    return full if any(held.place.column_span == 1 for held in full) else inside


def _moved(inside: Sequence[_Held], lefts: Sequence[float]) -> Sequence[_Held]:
    """Rows that lack cells, in the columns where their words stand: empty cells are not always in the tree."""
    rows: dict[int, dict[Place, float]] = {}
    for word, place in inside:
        starts = rows.setdefault(place.row, {})
        starts[place] = min(starts.get(place, word.x0), word.x0)
    moved: dict[Place, Place] = {}
    for starts in rows.values():
        nearest = {p: min(range(len(lefts)), key=lambda k: abs(lefts[k] - x)) for p, x in starts.items()}
        near = all(abs(lefts[nearest[p]] - x) < NEAR for p, x in starts.items())
        fits = all(nearest[p] + p.column_span <= len(lefts) for p in starts)
        if near and fits and len(set(nearest.values())) == len(nearest):
            moved |= {p: replace(p, column=k) for p, k in nearest.items() if k > p.column}
    return [_Held(word, moved.get(place, place)) for word, place in inside]


def _over(inside: Sequence[_Held], lefts: Sequence[float]) -> bool:
    """Words that are tagged as one cell's stand in the next: the tags are wrong."""
    edges = [*lefts, 1e9]
    over = sum(w.x0 > edges[min(p.column + p.column_span, len(lefts))] + DRIFT for w, p in inside)
    return over > OVER * len(inside)


def _in_order(inside: Sequence[_Held]) -> bool:
    """In each row the cells stand from left to right."""
    starts: dict[tuple[int, int], float] = {}
    for word, place in inside:
        key = place.row, place.column
        starts[key] = min(starts.get(key, word.x0), word.x0)
    ordered = sorted(starts.items())
    return all(a[1] < b[1] for a, b in pairwise(ordered) if a[0][0] == b[0][0])


def _heads(inside: Sequence[_Held], rows: Sequence[int]) -> int:
    """How many rows at the top are heads of columns: all their cells are tagged so, and there are several."""
    count = 0
    for row in rows[:-1]:
        places = {id(h.place): h.place for h in inside if h.place.row == row}.values()
        if row != count or len(places) < 2 or not all(place.head for place in places):
            break
        count += 1
    return count


def _strays(grid: Grid, inside: Sequence[_Held], words: Sequence[Word]) -> bool:
    """Many words that stand within the table are not tagged as its own."""
    left, top, right, bottom = grid.box
    own = {id(held.word) for held in inside}
    strays = sum(id(w) not in own and left < w.x0 < right and top < w.middle < bottom for w in words)
    return strays > STRAYS * len(inside)


def _cells(inside: Sequence[_Held], rows: list[int], xs: list[float], ys: list[float]) -> list[GridCell]:
    cells: dict[int, GridCell] = {}
    number = {row: k for k, row in enumerate(rows)}
    for word, place in inside:
        if id(place) not in cells:
            r, c = number[place.row], place.column
            down = sum(place.row <= row < place.row + place.row_span for row in rows)
            box = xs[c], ys[r], xs[min(c + place.column_span, len(xs) - 1)], ys[r + down]
            cells[id(place)] = GridCell(r, c, down, place.column_span, box)
        cells[id(place)].words.append(word)
    return list(cells.values())


def _lefts(inside: Sequence[_Held], columns: int, before: Sequence[float]) -> list[float]:
    """Where each column's words start; a column without words stands as on the page before, or by its neighbours."""
    own: dict[int, float] = {}
    for wide in (False, True):
        found: dict[int, float] = {}
        for word, place in inside:
            if (place.column_span > 1) == wide:
                found[place.column] = min(found.get(place.column, word.x0), word.x0)
        own = found | own
    lefts: list[float] = []
    for c in range(columns):
        least = lefts[-1] + 0.5 if lefts else min(own.values()) - 1.0
        left = own.get(c, before[c] if c < len(before) else least)
        lefts.append(max(left, least) if lefts else left)
    return lefts


def _filled(cells: list[GridCell], rows: int, columns: int, xs: list[float], ys: list[float]) -> list[GridCell]:
    """The cells with an empty one in every place that none covers."""
    taken = {(c.row + r, c.column + k) for c in cells for r in range(c.row_span) for k in range(c.column_span)}
    empty = [
        GridCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(rows)
        for c in range(columns)
        if (r, c) not in taken
    ]
    return sorted([*cells, *empty], key=lambda c: (c.row, c.column))


def _take_head(grid: Grid, words: Sequence[Word], first: Grid) -> set[int]:
    """A repeated head above a table that goes on is not tagged; it becomes the first row. Returns what it took."""
    left, right = min(grid.xs[0], first.xs[0]) - MARGIN, max(grid.xs[-1], first.xs[-1]) + MARGIN
    above = [w for w in words if w.base < grid.ys[0] and w.tag is None and left < w.x0 < right]
    if not above or any(w.base < grid.ys[0] and w.tag is not None for w in words):
        return set()
    told = Counter(w.text for cell in first.cells if cell.row < max(first.heads, 1) for w in cell.words)
    bold = [w for w in above if w.font.bold]
    above = next((group for group in (above, bold) if Counter(w.text for w in group) == told), bold)
    if not above:
        return set()
    for cell in grid.cells:
        cell.row += 1
    grid.ys.insert(0, min(w.base - 0.8 * w.font.size for w in above))
    grid.numbers.insert(0, 0)
    heads = [GridCell(0, c, 1, 1, (grid.xs[c], grid.ys[0], grid.xs[c + 1], grid.ys[1])) for c in range(grid.columns)]
    for word in above:
        heads[max(bisect_right(grid.lefts, word.x0 + 3) - 1, 0)].words.append(word)
    grid.cells = [*heads, *grid.cells]
    return {id(w) for w in above}


def trusted(groups: Iterable[Sequence[Line]]) -> bool:
    """Whether the tags mark paragraphs. groups: lines that stand under each other."""
    ends = torn = 0
    for a, b in _neighbours(groups):
        if a.tag is not b.tag:
            ends += 1
            torn += b.text[:1].islower() and a.text[-1:].isalpha() and b.base - a.base < 1.7 * b.size
    return torn <= MISTRUST * ends


def _neighbours(groups: Iterable[Sequence[Line]]) -> Iterator[tuple[Line, Line]]:
    for lines in groups:
        for a, b in pairwise(lines):
            if a.tag is not None and b.tag is not None:
                yield a, b
