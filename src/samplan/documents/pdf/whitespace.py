"""Tables and columns that only white space makes: gutters that no line crosses, and rows that start together."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samplan.documents.pdf.flow import bullet_of, leading_of
from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.rows import cut_inside, merge_down, row_starts, start_together
from samplan.documents.pdf.rules import Box, Edge
from samplan.documents.pdf.words import Line, Word, lines_of

Gutter = tuple[float, float]
Verdict = Literal["table", "columns", "neither"]
NUMBERING = re.compile(r"^(\d{1,2}(\.\d{1,2})*\.?|[A-ZÅÄÖ]\.|\(?[a-z0-9]{1,3}[.)])$")
NARROW = 0.9
"""Font sizes: white space less wide than this lies between words, not between columns."""
NARROW_RULED = 0.45
NARROW_LATER = 0.4
"""White space this wide keeps a gutter open that a line above has made: cells may be filled to their edges."""
WIDEST = 1e6


@dataclass(slots=True)
class Run:
    """Elements [start, end) that share gutters; both: how many of them have words on both sides of one."""

    start: int
    end: int
    gutters: list[Gutter]
    both: int
    sure: bool = False


def continued_run(elements: Sequence[object], before: Grid, body: float) -> Run | None:
    """The lines at the top of a page that stand in the columns of the table that the page before ended with."""
    gutters = [(x - 1.0, x + 1.0) for x in before.xs[1:-1]]
    end, both, bottom = 0, 0, 0.0
    for element in elements:
        if not isinstance(element, Line) or not _stands_in(element, before):
            break
        sides = element.x0 < before.xs[1] < element.x1
        if end and not sides and element.x0 < before.xs[1] and element.top - bottom > 0.75 * element.size:
            break
        both += sides
        bottom = element.bottom
        end += 1
    return Run(0, end, gutters, both, sure=True) if both else None


def _stands_in(line: Line, grid: Grid) -> bool:
    """Every stretch of the line starts where a column's words do, and none reaches into the next column."""
    stretch: list[list[Word]] = []
    for word in line.words:
        if not stretch or word.x0 - stretch[-1][-1].x1 > NARROW_LATER * line.size:
            stretch.append([])
        stretch[-1].append(word)
    for words in stretch:
        k = max(bisect_right(grid.lefts, words[0].x0 + 4) - 1, 0)
        following = grid.lefts[k + 1] if k + 1 < len(grid.lefts) else WIDEST
        if words[-1].x1 > following:
            return False
    return True


def _free(element: object, box: Box, vertical: Sequence[Edge], body: float, narrow: float = NARROW) -> list[Gutter]:
    """The stretches of the line that nothing stands on, the margins included."""
    if not isinstance(element, Line):
        return [(-WIDEST, box[0]), (box[2], WIDEST)]
    free: list[Gutter] = []
    end = -WIDEST
    before = element.words[0].font.size
    for word in element.words:
        width = word.x0 - end
        size = max(min(max(before, word.font.size), 1.8 * body), 1.0)
        before = word.font.size
        if width > narrow * size or (width > NARROW_RULED * size and _ruled(end, word.x0, element, vertical)):
            free.append((end, word.x0))
        end = max(end, word.x1)
    free.append((end, WIDEST))
    return free


def _size(element: object, body: float) -> float:
    return element.size if isinstance(element, Line) else body


def _ruled(left: float, right: float, line: Line, vertical: Sequence[Edge]) -> bool:
    middle = line.base - 0.3 * line.size
    return any(left <= e.at <= right and e.start - 2 <= middle <= e.end + 2 for e in vertical)


def _shared(ours: list[Gutter], theirs: list[Gutter], least: float) -> list[Gutter]:
    found: list[Gutter] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        a, b = max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])
        if b - a >= least:
            found.append((a, b))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return found


def _inner(free: list[Gutter], left: float, right: float) -> list[Gutter]:
    return [g for g in free if g[0] > left and g[1] < right and g[0] > -WIDEST and g[1] < WIDEST]


def find_run(
    boxes: Sequence[Box], elements: Sequence[object], start: int, vertical: Sequence[Edge], body: float
) -> Run | None:
    """The longest run of elements from `start` that share at least one gutter; None where there is none."""
    least = NARROW_LATER * min(body, _size(elements[start], body))
    free = _free(elements[start], boxes[start], vertical, body)
    left, right = boxes[start][0], boxes[start][2]
    own = _inner(free, left, right)
    first = elements[start]
    if isinstance(first, Line) and first.bold and len(own) >= 2:
        free = _free(first, boxes[start], vertical, body, NARROW_LATER)
        own = _inner(free, left, right)
    if not own and not _beside(boxes, start):
        return None
    end = start + 1
    while end < len(elements):
        element, box = elements[end], boxes[end]
        theirs = _free(element, box, vertical, body, NARROW_LATER)
        alone = not _beside(boxes, end) and not _inner(theirs, box[0], box[2])
        if alone and _heading_like(element, body) and not _runs_on(elements[end - 1], element):
            break
        if alone and _far_below(boxes[end - 1], element):
            break
        common = _shared(free, theirs, least)
        inner = _inner(common, min(left, box[0]), max(right, box[2]))
        crossed = len(own) - len(inner) > 0 and not _inner(theirs, box[0], box[2]) and end - start >= 2
        if not inner or crossed:
            break
        free, own = common, inner
        left, right = min(left, box[0]), max(right, box[2])
        end += 1
    return _trimmed(Run(start, end, own, 0), boxes, elements, body)


def _beside(boxes: Sequence[Box], i: int) -> bool:
    """The next or last element stands beside this one."""
    box = boxes[i]
    for j in (i - 1, i + 1):
        if 0 <= j < len(boxes):
            other = boxes[j]
            level = min(box[3], other[3]) - max(box[1], other[1]) > 0
            if level and (other[0] > box[2] or other[2] < box[0]):
                return True
    return False


def _far_below(before: Box, element: object) -> bool:
    """A line on its own after a wide gap, and bold: a new heading, not a row."""
    return isinstance(element, Line) and element.bold and element.top - before[3] > 1.4 * element.size


def _runs_on(before: object, element: object) -> bool:
    """A line that follows another of the same looks closely: the rest of a column's head."""
    if not isinstance(before, Line) or not isinstance(element, Line):
        return False
    return abs(before.size - element.size) < 0.3 and element.base - before.base < 1.5 * element.size


def _heading_like(element: object, body: float) -> bool:
    return isinstance(element, Line) and element.size >= 1.15 * body and len(element.text) < 120


def _trimmed(run: Run, boxes: Sequence[Box], elements: Sequence[object], body: float) -> Run | None:
    """Without the gutters that only part markers from their text, and without the tail that stands on one side."""
    inside = range(run.start, run.end)
    words = [w for i in inside if isinstance(elements[i], Line) for w in _words(elements[i])]
    while run.gutters and _only_markers(words, run.gutters[0]):
        run.gutters = run.gutters[1:]
    if not run.gutters:
        return None
    if not (_both_sides(elements[run.start], boxes[run.start], run.gutters) or _beside(boxes, run.start)):
        return None
    last = run.start
    for i in inside:
        if _both_sides(elements[i], boxes[i], run.gutters) or _beside(boxes, i):
            run.both += 1
            last = i
    run.end = _tail(run, last, boxes, elements, body)
    return run if run.both >= 2 and run.end - run.start >= 2 else None


def _words(element: object) -> list[Word]:
    return element.words if isinstance(element, Line) else []


def _tail(run: Run, last: int, boxes: Sequence[Box], elements: Sequence[object], body: float) -> int:
    """How far lines on one side still belong: as long as they follow without a wide gap and look like the last."""
    end = last + 1
    while end < run.end:
        element = elements[end]
        gap = boxes[end][1] - boxes[end - 1][3]
        before = elements[end - 1]
        inner = isinstance(element, Line) and element.x0 > run.gutters[0][0]
        if (
            not isinstance(element, Line)
            or not isinstance(before, Line)
            or gap > (2.2 if inner else 0.75) * element.size
        ):
            break
        if element.bold and not before.bold:
            break
        end += 1
    return end


def _both_sides(element: object, box: Box, gutters: Sequence[Gutter]) -> bool:
    return isinstance(element, Line) and any(box[0] < a + 1 and box[2] > b - 1 for a, b in gutters)


def _only_markers(words: Sequence[Word], gutter: Gutter) -> bool:
    """What is left of the first gutter is nothing but bullets and numbers."""
    column = [w for w in words if w.x1 <= gutter[0] + 1]
    return bool(column) and all(NUMBERING.match(w.text) or bullet_of(Line([w])) or len(w.text) == 1 for w in column)


def split_words(words: Sequence[Word], gutters: Sequence[Gutter]) -> list[list[Word]]:
    """The words of each column."""
    middles = [(a + b) / 2 for a, b in gutters]
    columns: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for word in words:
        columns[bisect_right(middles, (word.x0 + word.x1) / 2)].append(word)
    return columns


def judge(run: Run, words: Sequence[Word], holds_tables: bool, horizontal: Sequence[Edge]) -> Verdict:
    """Whether the run is a table or columns of running text."""
    columns = [lines_of(part) for part in split_words(words, run.gutters)]
    if holds_tables:
        return "columns"
    if run.sure:
        return "table"
    if len(row_starts(columns, _cuts(run, words, horizontal))) < 2:
        return "columns"
    if _contents(columns):
        return "neither"
    if len(columns) >= 5 or _headed(columns):
        return "table"
    full = [c for c in columns if len(c) >= 5]
    if len(full) < 2 or min(len(c) for c in columns) * 3 < max(len(c) for c in columns):
        return "table"
    rows = row_starts(columns, _cuts(run, words, horizontal))
    gaps = max(_gaps(c) for c in full)
    if cut_inside(columns, rows) and all(_prose(c) for c in full):
        return "columns"
    if len(rows) >= 3 and (len(rows) - 1) >= 0.6 * gaps and start_together(columns, rows):
        return "table"
    return "columns" if all(_prose(c) for c in full) else "table"


def _headed(columns: Sequence[list[Line]]) -> bool:
    """All columns start together with a bold line, and not all of what follows is bold."""
    if any(len(c) < 2 for c in columns):
        return False
    firsts = [c[0] for c in columns]
    level = max(f.base for f in firsts) - min(f.base for f in firsts) < 1.2 * firsts[0].size
    return level and all(f.bold for f in firsts) and not all(line.bold for c in columns for line in c)


def _contents(columns: Sequence[list[Line]]) -> bool:
    """A table of contents: the last column holds growing page numbers."""
    texts = [line.text for line in columns[-1]]
    if len(texts) < 3 or not all(t.isdigit() and len(t) <= 3 for t in texts):
        return False
    numbers = [int(t) for t in texts]
    return numbers == sorted(numbers) and len(columns) <= 3


def _gaps(lines: Sequence[Line]) -> int:
    step = leading_of(lines)
    return sum((b.base - a.base) / max(a.size, b.size, 1) > step + 0.2 for a, b in itertools.pairwise(lines))


def _prose(lines: Sequence[Line]) -> bool:
    """Most lines fill the column, and many go on in the middle of a sentence."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    full = sum(line.x1 > left + 0.72 * (right - left) for line in lines)
    inside = sum(line.text[:1].islower() for line in lines)
    return full >= 0.5 * len(lines) and inside >= 0.3 * len(lines)


def _cuts(run: Run, words: Sequence[Word], horizontal: Sequence[Edge]) -> list[float]:
    """Heights of drawn lines that part the run's rows."""
    if not words:
        return []
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    found: list[float] = []
    by_height: dict[int, float] = {}
    for edge in horizontal:
        over = min(edge.end, right) - max(edge.start, left)
        if over > 0:
            by_height[round(edge.at / 2)] = by_height.get(round(edge.at / 2), 0.0) + over
    top, bottom = min(w.middle for w in words), max(w.middle for w in words)
    for key, length in sorted(by_height.items()):
        if length > 0.6 * (right - left) and top < key * 2 < bottom:
            found.append(key * 2.0)
    return found


def white_grid(run: Run, words: Sequence[Word], horizontal: Sequence[Edge]) -> Grid:
    """The run as a table."""
    parts = split_words(words, run.gutters)
    columns = [lines_of(part) for part in parts]
    starts = row_starts(columns, _cuts(run, words, horizontal))
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    xs = [left, *((a + b) / 2 for a, b in run.gutters), right]
    ys = [*starts, max(w.base + 0.3 * w.font.size for w in words)]
    cells = [
        GridCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    ]
    for c, part in enumerate(parts):
        for word in part:
            r = max(bisect_right(starts, word.middle) - 1, 0)
            cells[r * len(parts) + c].words.append(word)
    merge_down(cells, len(parts), starts, horizontal)
    grid = Grid([cell for cell in cells if cell.row_span], xs, ys, ruled=False)
    grid.lefts = [min((w.x0 for w in part), default=xs[c]) for c, part in enumerate(parts)]
    return grid
