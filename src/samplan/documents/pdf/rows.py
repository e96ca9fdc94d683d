"""Where rows start when no lines part them: by white bands, by lines that start together, by the first column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from samplan.documents.pdf.flow import ENDS, leading_of, sentence_steps
from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.rules import Edge
from samplan.documents.pdf.words import Line

NUMBER = re.compile(r"^\d{1,2}(\.\d{1,2})*\.?$")

ENOUGH_STEPS = 3


def row_starts(columns: Sequence[list[Line]], cuts: Sequence[float], spanning: Sequence[Line] = ()) -> list[float]:
    """The tops of the rows. cuts: drawn lines that part rows for certain; spanning: lines that are rows themselves."""
    if spanning:
        return _round_sections(columns, cuts, spanning)
    lines = sorted(((line, k) for k, c in enumerate(columns) for line in c), key=lambda pair: pair[0].base)
    if not lines:
        return []
    counted = _counted(columns[0]) or _labelled(columns)
    if counted:
        return _tidy(sorted({*_sure_starts(lines, cuts), *counted}), lines)
    bands = _bands(lines, columns)
    numbered = [line.top for line in columns[0] if NUMBER.match(line.words[0].text) and len(line.words) > 1]
    if len(numbered) >= 2:
        led = [b for b in bands if any(abs(line.top - b) < 0.6 * line.size for line in columns[0])]
        bands = sorted({*led, *numbered})
    drawn = _sure_starts(lines, cuts)
    head = _head_end(lines)
    if head is not None and len(drawn) < 3:
        drawn = sorted({*drawn, head})
    if len(drawn) >= 3:
        starts = drawn
    elif len(bands) > 1 or len(columns[0]) < 2:
        starts = sorted({*bands, *drawn})
    else:
        starts = sorted({*_first_column_starts(columns, lines), *drawn})
    if len(drawn) < 3:
        starts = sorted({*starts, *_alike_starts(columns, starts[1:], led=len(numbered) >= 2)})
    return _tidy(starts, lines)


def _counted(column: Sequence[Line]) -> list[float]:
    """The tops of the numbers, if the column counts the rows: nothing but numbers that grow, below a head at most."""
    numbers = [line for line in column if NUMBER.match(line.text)]
    values = [tuple(int(part) for part in line.text.strip(".").split(".")) for line in numbers]
    others = len(column) - len(numbers)
    if len(numbers) < 2 or others > 2 or any(a >= b for a, b in pairwise(values)):
        return []
    if others and not all(line.top < numbers[0].top for line in column if not NUMBER.match(line.text)):
        return []
    return [line.top for line in numbers]


def _labelled(columns: Sequence[list[Line]]) -> list[float]:
    """The tops of the bold labels, if nothing else stands in the first column and little else is bold."""
    first, others = columns[0], [line for column in columns[1:] for line in column]
    if len(first) < 2 or not all(line.bold for line in first) or 5 * sum(line.bold for line in others) > len(others):
        return []
    tops = [first[0].top]
    for before, line in pairwise(first):
        level = any(abs(other.base - line.base) < 0.3 * line.size for other in others)
        if line.base - before.base > 1.6 * line.size or (level and not line.text[:1].islower()):
            tops.append(line.top)
    return tops


def _alike_starts(columns: Sequence[list[Line]], known: Sequence[float], *, led: bool) -> list[float]:
    """Rows that only some columns have words in: they follow the row above at the same distance as the known rows do.

    One column is enough where the first column's text (a merged cell) goes on beside it, or where several other rows
    leave the first column out. None is such a row if paragraphs within cells stand at that distance.
    led: the known rows start with numbers; others need more evidence.
    """
    level = _spaced(columns)
    running = _running(columns)
    crossed = {top for top in level if any(a < top <= b for k, a, b in running if not k)}
    below = {top: _distance(columns[1:] if top in crossed else columns, top) for top in level}
    usual = sorted(below[top] for top in level if any(abs(top - y) < 1.5 for y in known))
    if not usual:
        return []
    middle = usual[len(usual) // 2]
    near = {top: found for top, found in level.items() if abs(below[top] - middle) < 0.15}
    far = [top for top, found in level.items() if top in crossed and len(found) > 1 and below[top] > middle]
    if any(a < top <= b for top in near for k, a, b in running if k):
        return far
    unled = any(len(found) > 1 and 0 not in found for found in near.values())
    starts = [top for top, found in near.items() if len(found) > 1 or top in crossed or unled]
    return [*far, *starts] if not led or len(running) >= 4 * len(starts) else far


def _spaced(columns: Sequence[list[Line]]) -> dict[float, set[int]]:
    """Where lines stand after more white space than between lines: their tops, with the columns that have one there."""
    found: list[tuple[float, int, float]] = []
    for k, column in enumerate(columns):
        step = leading_of(column) if len(column) > 1 else 1.2
        found += [(b.top, k, b.size) for a, b in pairwise(column) if (b.base - a.base) / max(b.size, 1) > step + 0.22]
    level: dict[float, set[int]] = {}
    last = -1e9
    for top, k, size in sorted(found):
        if top - last > 0.15 * size:
            last = top
        level.setdefault(last, set()).add(k)
    return level


def _distance(columns: Sequence[list[Line]], top: float) -> float:
    """How far below the nearest line above it a line at this height stands, as a share of the font size."""
    above = [(line.top, line.size) for column in columns for line in column if line.top < top - 0.5 * line.size]
    nearest, size = max(above, default=(-1e9, 1.0))
    return (top - nearest) / max(size, 1.0)


def _running(columns: Sequence[list[Line]]) -> list[tuple[int, float, float]]:
    """Where text goes on from one line to the next: column, and the tops of both lines."""
    found = []
    for k, column in enumerate(columns):
        step = leading_of(column) if len(column) > 1 else 1.2
        for a, b in pairwise(column):
            if (b.base - a.base) / max(b.size, 1) < step + 0.22:
                found.append((k, a.top + 0.3 * a.size, b.top - 0.3 * b.size))
    return found


def _round_sections(columns: Sequence[list[Line]], cuts: Sequence[float], spanning: Sequence[Line]) -> list[float]:
    """The rows of each stretch between the spanning lines, and a row for each of those (two close ones are one)."""
    starts: list[float] = []
    last: Line | None = None
    floor = -1e9
    for line in [*spanning, None]:
        ceiling = line.base if line is not None else 1e9
        stretch = [[one for one in column if floor < one.base < ceiling] for column in columns]
        if any(stretch):
            starts += row_starts(stretch, [cut for cut in cuts if floor < cut < ceiling])
            last = None
        if line is not None:
            if last is None:
                starts.append(line.top)
            last, floor = line, line.base
    return starts


def _head_end(lines: Sequence[tuple[Line, int]]) -> float | None:
    """The top of the first line that is not bold, below bold lines in several columns."""
    columns: set[int] = set()
    for line, k in lines:
        if not line.bold:
            return line.top if len(columns) >= 2 else None
        columns.add(k)
    return None


def _tidy(starts: list[float], lines: Sequence[tuple[Line, int]]) -> list[float]:
    """Starts closer than half a line are one; the first row starts at the top."""
    top = min(line.top for line, _ in lines)
    found = [top]
    for start in starts:
        if start - found[-1] > 0.6 * lines[0][0].size:
            found.append(start)
    return found


def _sure_starts(lines: Sequence[tuple[Line, int]], cuts: Sequence[float]) -> list[float]:
    """For each drawn line the top of the first line of text under it."""
    starts: list[float] = [lines[0][0].top]
    for cut in cuts:
        below = [line.top for line, _ in lines if line.base - 0.3 * line.size > cut]
        if below and min(below) > starts[-1] + 1:
            starts.append(min(below))
    return starts


def _bands(lines: Sequence[tuple[Line, int]], columns: Sequence[list[Line]]) -> list[float]:
    """Row starts by white bands across all columns that are wider than the step between lines."""
    step = min((leading_of(c) for c in columns if len(c) > 1), default=1.2)
    starts = [lines[0][0].top]
    base = lines[0][0].base
    for i, (line, _) in enumerate(lines):
        size = max(line.size, lines[i - 1][0].size, 1)
        if i and line.base - base > (step + 0.22) * size and _starts_row(lines, i, len(columns)):
            starts.append(min(other.top for other, _ in lines[i : i + len(columns)] if other.base < line.base + size))
        base = max(base, line.base)
    return starts


def _starts_row(lines: Sequence[tuple[Line, int]], i: int, count: int) -> bool:
    """The first column, or several columns, have a line at this height."""
    line = lines[i][0]
    level = {k for other, k in lines[i : i + 2 * count] if other.base - line.base < 0.6 * line.size}
    return 0 in level or len(level) * 2 >= count


def _first_column_starts(columns: Sequence[list[Line]], lines: Sequence[tuple[Line, int]]) -> list[float]:
    """Without bands: rows start where the first column has a line that does not go on from the one above."""
    starts: list[float] = []
    before: Line | None = None
    for line in columns[0]:
        wide = before is not None and line.base - before.base >= 1.5 * line.size
        before = line
        level = {k for other, k in lines if abs(other.base - line.base) < 0.5 * line.size}
        together = len(level) * 2 > len(columns) or len(columns) == 2 == len(level)
        if not line.text[:1].islower() and (wide or together):
            starts.append(line.top)
    return starts


def cut_inside(columns: Sequence[list[Line]], rows: Sequence[float]) -> bool:
    """Rows would often start in the middle of a sentence: they are no rows."""
    inside = starts = 0
    for column in columns:
        for top in rows:
            first = next((line for line in column if line.top > top - 0.5 * line.size), None)
            if first is not None:
                starts += 1
                inside += first.text[:1].islower()
    return inside > 0.2 * starts


def start_together(columns: Sequence[list[Line]], rows: Sequence[float]) -> bool:
    """In most rows most columns have a line at the row's start."""
    good, few = 0, len(rows) < 3
    for start in rows:
        hits = sum(any(abs(line.top - start) < 0.5 * line.size for line in c) for c in columns)
        good += hits >= (0.75 if few else 0.5) * len(columns) and hits >= 2
    return good >= 0.6 * len(rows)


def merge_down(cells: Sequence[GridCell], columns: int, starts: Sequence[float], horizontal: Sequence[Edge]) -> None:
    """Where lines part the rows but not in this column, a cell belongs to the one above it.

    Only an empty one does, unless lines part all rows. cells: all places of the grid, row by row; a cell that is
    taken into another gets a row_span of 0.
    """
    lined = [_lined(cells[r * columns : (r + 1) * columns], starts[r], horizontal) for r in range(1, len(starts))]
    drawn = [e for e in horizontal if e.drawn]
    everywhere = len(lined) >= 2 and all(
        any(_lined(cells[r * columns : (r + 1) * columns], starts[r], drawn)) for r in range(1, len(starts))
    )
    for r, row in enumerate(lined, 1):
        if all(row) or (sum(row) * 2 < columns and not everywhere):
            continue
        for c in range(columns):
            cell = cells[r * columns + c]
            if not row[c] and (everywhere or not cell.words):
                _take_in(cells, columns, r, c)


def _lined(row: Sequence[GridCell], start: float, horizontal: Sequence[Edge]) -> list[bool]:
    """For each cell whether a line is drawn above it."""
    near = [e for e in horizontal if start - 12.0 < e.at < start + 3.0]
    return [any(e.start < (c.box[0] + c.box[2]) / 2 < e.end for e in near) for c in row]


def _take_in(cells: Sequence[GridCell], columns: int, r: int, c: int) -> None:
    """The cell becomes a part of the one above it."""
    owner = next(o for o in (cells[k * columns + c] for k in range(r - 1, -1, -1)) if o.row_span)
    owner.row_span += 1
    owner.words += cells[r * columns + c].words
    cells[r * columns + c].row_span = 0
    cells[r * columns + c].words = []


def merge_running(cells: Sequence[GridCell], columns: Sequence[list[Line]], starts: Sequence[float]) -> None:
    """Where a text runs on over the start of a row in one column, its cell is merged over the rows.

    cells: as for `merge_down`. It runs on where the lines follow each other as those of one sentence do, if other
    columns show white space there, or the line above is full and the next one goes on in small letters.
    """
    steps = [step for column in columns for step in sentence_steps(column)]
    if len(steps) < ENOUGH_STEPS:
        return
    usual = float(median(steps))
    over = [[_over(column, start) for column in columns] for start in starts[1:]]
    apart = [any(row) and all(pair is None or _step(pair) > usual + 0.22 for pair in row) for row in over]
    for r, row in enumerate(over, 1):
        for c, pair in enumerate(row):
            cell = cells[r * len(columns) + c]
            if pair is None or not cell.row_span or not cell.words or _step(pair) > usual + 0.1:
                continue
            padded = 2 * sum(apart) >= len(apart) and not pair[1].bold
            if padded or (_onward(pair) and _is_full(pair, columns[c])):
                _take_in(cells, len(columns), r, c)


def _over(column: Sequence[Line], start: float) -> tuple[Line, Line] | None:
    """The lines above and below a row's start, None where one is missing."""
    return next(((a, b) for a, b in pairwise(column) if a.top < start - 0.5 * a.size <= b.top), None)


def _step(pair: tuple[Line, Line]) -> float:
    return (pair[1].base - pair[0].base) / max(pair[1].size, 1)


def _onward(pair: tuple[Line, Line]) -> bool:
    return pair[1].text[:1].islower() and not pair[0].text.endswith(ENDS)


def _is_full(pair: tuple[Line, Line], column: Sequence[Line]) -> bool:
    """The next line's first word had no room on the line above."""
    word = pair[1].words[0]
    return pair[0].x1 + 0.25 * pair[0].size + word.x1 - word.x0 > max(line.x1 for line in column)


def split_tall(grid: Grid) -> Grid:
    """A grid whose only row of content holds several rows that no line parts, with those rows; else the grid itself."""
    body = grid.row_count - 1
    inside = [c for c in grid.cells if c.row == body]
    if grid.row_count > 2 or grid.columns < 2 or len(inside) != grid.columns or any(c.row_span > 1 for c in inside):
        return grid
    columns = [cell.lines for cell in inside]
    if _alike(columns):
        return grid
    starts = row_starts(columns, [])
    if len(starts) < 2 or not columns[0] or cut_inside(columns, starts) or not start_together(columns, starts):
        return grid
    heads = [next((line for line in columns[0] if abs(line.top - start) < 0.6 * line.size), None) for start in starts]
    if None in heads or (len(starts) < 3 and not all(h and NUMBER.match(h.words[0].text) for h in heads)):
        return grid
    return _with_rows(grid, inside, starts)


def _alike(columns: Sequence[list[Line]]) -> bool:
    """Whether the same bold lines stand in each column, as in cards beside one another, which rows do not part."""
    bold = [{re.sub(r"\d+", "", line.text).strip(" .:") for line in column if line.bold} for column in columns]
    return len(set.intersection(*bold)) >= ENOUGH_LABELS


ENOUGH_LABELS = 2


def _with_rows(grid: Grid, inside: Sequence[GridCell], starts: Sequence[float]) -> Grid:
    ys = [*grid.ys[:-1], *starts[1:], grid.ys[-1]]
    cells = [c for c in grid.cells if c.row < grid.row_count - 1]
    for old in inside:
        parts = [
            GridCell(old.row + k, old.column, 1, 1, (old.box[0], ys[old.row + k], old.box[2], ys[old.row + k + 1]))
            for k in range(len(starts))
        ]
        for word in old.words:
            parts[max(bisect_right(starts, word.middle) - 1, 0)].words.append(word)
        cells += parts
    return Grid(sorted(cells, key=lambda c: (c.row, c.column)), grid.xs, ys, grid.ruled)
