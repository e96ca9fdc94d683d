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
from samplan.documents.pdf.rules import Box, Edge
from samplan.documents.pdf.words import Line, Word, lines_of

Gutter = tuple[float, float]
Verdict = Literal["table", "columns", "neither"]
NUMBERING = re.compile(r"^(\d{1,2}(\.\d{1,2})*\.?|[A-ZÅÄÖ]\.|\(?[a-z0-9]{1,3}[.)])$")
NARROW = 0.9
"""Font sizes: white space less wide than this lies between words, not between columns."""
NARROW_RULED = 0.45
WIDEST = 1e6


@dataclass(slots=True)
class Run:
    """Elements [start, end) that share gutters; both: how many of them have words on both sides of one."""

    start: int
    end: int
    gutters: list[Gutter]
    both: int


def _free(element: object, box: Box, vertical: Sequence[Edge], body: float) -> list[Gutter]:
    """The stretches of the line that nothing stands on, the margins included."""
    if not isinstance(element, Line):
        return [(-WIDEST, box[0]), (box[2], WIDEST)]
    size = max(min(element.size, 1.3 * body), 1.0)
    free: list[Gutter] = []
    end = -WIDEST
    for word in element.words:
        width = word.x0 - end
        if width > NARROW * size or (width > NARROW_RULED * size and _ruled(end, word.x0, element, vertical)):
            free.append((end, word.x0))
        end = max(end, word.x1)
    free.append((end, WIDEST))
    return free


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
    least = NARROW_RULED * body
    free = _free(elements[start], boxes[start], vertical, body)
    left, right = boxes[start][0], boxes[start][2]
    own = _inner(free, left, right)
    if not own and not _beside(boxes, start):
        return None
    end = start + 1
    while end < len(elements):
        element, box = elements[end], boxes[end]
        if _heading_like(element, body) and not _beside(boxes, end):
            break
        theirs = _free(element, box, vertical, body)
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
        if not isinstance(element, Line) or not isinstance(before, Line) or gap > 0.75 * body:
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
    if len(columns) >= 5 or _headed(columns):
        return "table"
    if _contents(columns):
        return "neither"
    full = [c for c in columns if len(c) >= 5]
    if len(full) < 2 or min(len(c) for c in columns) * 3 < max(len(c) for c in columns):
        return "table"
    rows = row_starts(columns, _cuts(run, words, horizontal))
    gaps = max(_gaps(c) for c in full)
    if _cut_inside(columns, rows) and all(_prose(c) for c in full):
        return "columns"
    if len(rows) >= 3 and (len(rows) - 1) >= 0.6 * gaps and _start_together(columns, rows):
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


def _cut_inside(columns: Sequence[list[Line]], rows: Sequence[float]) -> bool:
    """Rows would often start in the middle of a sentence: they are no rows."""
    inside = starts = 0
    for column in columns:
        for top in rows:
            first = next((line for line in column if line.top > top - 0.5 * line.size), None)
            if first is not None:
                starts += 1
                inside += first.text[:1].islower()
    return inside > 0.2 * starts


def _start_together(columns: Sequence[list[Line]], rows: Sequence[float]) -> bool:
    """In most rows most columns have a line at the row's start."""
    good = 0
    for start in rows:
        hits = sum(any(abs(line.top - start) < 0.5 * line.size for line in c) for c in columns)
        good += hits * 2 >= len(columns) and hits >= 2
    return good >= 0.7 * len(rows)


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


def row_starts(columns: Sequence[list[Line]], cuts: Sequence[float]) -> list[float]:
    """The tops of the rows. cuts: drawn lines that part rows for certain."""
    lines = sorted(((line, k) for k, c in enumerate(columns) for line in c), key=lambda pair: pair[0].base)
    if not lines:
        return []
    bands = _bands(lines, columns)
    drawn = _sure_starts(lines, cuts)
    if len(drawn) >= 3:
        starts = drawn
    elif len(bands) > 1:
        starts = sorted({*bands, *drawn})
    else:
        starts = sorted({*_first_column_starts(columns, lines), *drawn})
    return _tidy(starts, lines)


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
    for line in columns[0]:
        level = {k for other, k in lines if abs(other.base - line.base) < 0.5 * line.size}
        if not line.text[:1].islower() and (len(level) * 2 > len(columns) or len(columns) == 2 == len(level)):
            starts.append(line.top)
    return starts


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
    return Grid(cells, xs, ys, ruled=False)
