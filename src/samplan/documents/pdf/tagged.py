"""Tables that only tags show, where no lines are drawn; and whether tags can be trusted at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.tags import Place
from samplan.documents.pdf.words import Line, Word

NEAR = 12.0
"""Points within which the words of a column start on every page."""
MISTRUST = 0.15
"""If more than this share of the paragraphs end in the middle of a sentence, the tags mark lines, not paragraphs."""


class _Held(NamedTuple):
    """A word and the cell that it is tagged with."""

    word: Word
    place: Place


def take_tagged(words: Sequence[Word], before: Grid | None) -> tuple[list[Grid], list[Word]]:
    """The tables of the words that are tagged as cells, and the words that stand outside them.

    before: the table that the page before ended with.
    """
    tables: dict[int, list[_Held]] = {}
    for word in words:
        if word.tag is not None and word.tag.place is not None:
            tables.setdefault(word.tag.place.table, []).append(_Held(word, word.tag.place))
    grids: list[Grid] = []
    taken: set[int] = set()
    for inside in tables.values():
        moved = _moved(inside, before)
        grid = _grid(moved, before.lefts if before is not None and moved is not inside else None)
        if grid is not None:
            taken |= {id(held.word) for held in inside}
            taken |= _take_head(grid, words)
            grids.append(grid)
    return grids, [word for word in words if id(word) not in taken]


def _grid(inside: Sequence[_Held], known: list[float] | None) -> Grid | None:
    """The table, its rows numbered as they stand on the page; None for what is no table of rows and columns.

    known: where the columns start, if the page before tells.
    """
    rows = sorted({held.place.row for held in inside})
    columns = len(known) if known else max(held.place.column + held.place.column_span for held in inside)
    lefts = list(known) if known else _lefts(inside, columns)
    tops = [min(h.word.base - 0.8 * h.word.font.size for h in inside if h.place.row == row) for row in rows]
    if columns < 2 or lefts != sorted(lefts) or tops != sorted(tops):
        return None
    right = max(held.word.x1 for held in inside)
    xs = [lefts[0], *(left - 1.0 for left in lefts[1:]), max(right, lefts[-1] + 1.0)]
    ys = [*tops, max(held.word.base + 0.3 * held.word.font.size for held in inside)]
    cells = _filled(_cells(inside, rows, xs, ys), len(rows), columns, xs, ys)
    grid = Grid(cells, xs, ys, ruled=False, lefts=lefts)
    grid.goes_on = inside[0].place.goes_on
    grid.cut = any(held.place.cut for held in inside if held.place.row == rows[0])
    return grid


def _moved(inside: list[_Held], before: Grid | None) -> list[_Held]:
    """The cells of a table that goes on, in the columns that they have on the page before.

    A cell merged over rows of both pages stands only on the first: there the others are counted from the wrong column.
    """
    if before is None or not inside[0].place.goes_on:
        return inside
    starts: dict[int, float] = {}
    for word, place in inside:
        starts[id(place)] = min(starts.get(id(place), word.x0), word.x0)
    nearest = {key: min(range(before.columns), key=lambda k: abs(before.lefts[k] - x)) for key, x in starts.items()}
    if any(abs(before.lefts[nearest[key]] - x) > NEAR for key, x in starts.items()):
        return inside
    places = {id(held.place): replace(held.place, column=nearest[id(held.place)]) for held in inside}
    taken = {(place.row, place.column) for place in places.values()}
    if len(taken) < len(places) or any(p.column + p.column_span > before.columns for p in places.values()):
        return inside
    return [_Held(held.word, places[id(held.place)]) for held in inside]


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


def _lefts(inside: Sequence[_Held], columns: int) -> list[float]:
    """Where each column's words start; a column without words gets a place between its neighbours."""
    own: dict[int, float] = {}
    for word, place in inside:
        own[place.column] = min(own.get(place.column, word.x0), word.x0)
    lefts: list[float] = []
    for c in range(columns):
        lefts.append(own[c] if c in own else (lefts[-1] + 0.5 if lefts else min(own.values()) - 1.0))
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


def _take_head(grid: Grid, words: Sequence[Word]) -> set[int]:
    """A repeated head above a table that goes on is not tagged; it becomes the first row. Returns what it took."""
    if not grid.goes_on:
        return set()
    top, left, right = grid.ys[0], grid.xs[0] - 6, grid.xs[-1] + 6
    above = [w for w in words if w.base < top and w.font.bold and w.tag is None and left < w.x0 < right]
    if not above or any(w.base < top and w.tag is not None for w in words):
        return set()
    for cell in grid.cells:
        cell.row += 1
    grid.ys.insert(0, min(w.base - 0.8 * w.font.size for w in above))
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
