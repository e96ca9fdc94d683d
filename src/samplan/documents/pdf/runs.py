"""Runs of lines that share gutters: stretches of white space that no line crosses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from samplan.documents.pdf.flow import bullet_of
from samplan.documents.pdf.rules import Box, Edge
from samplan.documents.pdf.words import Line, Word

Gutter = tuple[float, float]
Verdict = Literal["table", "columns", "neither"]
NUMBERING = re.compile(r"^(\d{1,2}(\.\d{1,2})*\.?|[A-ZÅÄÖ]\.|\(?[a-z0-9]{1,3}[.)])$")
NARROW = 0.9
"""Font sizes: white space less wide than this lies between words, not between columns."""
NARROW_RULED = 0.45
NARROW_LATER = 0.4
"""White space this wide keeps a gutter open that a line above has made: cells may be filled to their edges."""
WIDEST = 1e6
MANY = 2
ALIGNED = 6.0
"""Points within which words stand under each other."""


@dataclass(slots=True)
class Run:
    """Elements [start, end) that share gutters; both: how many of them have words on both sides of one.

    spanning: lines that run over all columns between rows that keep them (the heading of a section of a table).
    sure: it is known to go on from a table on the page before.
    """

    start: int
    end: int
    gutters: list[Gutter]
    both: int
    sure: bool = False
    spanning: list[Line] = field(default_factory=list)


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


@dataclass(slots=True)
class _Page:
    """The elements that a run is looked for in, with their outlines."""

    boxes: Sequence[Box]
    elements: Sequence[object]
    vertical: Sequence[Edge]
    body: float

    def free(self, i: int, narrow: float = NARROW) -> list[Gutter]:
        """The free stretches of an element."""
        return _free(self.elements[i], self.boxes[i], self.vertical, self.body, narrow)

    def stretches(self, i: int, narrow: float = NARROW) -> list[Gutter]:
        """Where the words of an element that stand close together begin and end."""
        free = self.free(i, narrow)
        return [(a[1], b[0]) for a, b in pairwise(free)]

    def inner(self, i: int) -> list[Gutter]:
        """The narrow free stretches between an element's words."""
        return _inner(self.free(i, NARROW_LATER), self.boxes[i][0], self.boxes[i][2])


def find_run(
    boxes: Sequence[Box], elements: Sequence[object], start: int, vertical: Sequence[Edge], body: float
) -> Run | None:
    """The longest run of elements from `start` that share at least one gutter; None where there is none."""
    page = _Page(boxes, elements, vertical, body)
    free, own = _seed(page, start)
    if not own and not _beside(boxes, start):
        return None
    least = NARROW_LATER * min(body, _size(elements[start], body))
    run = Run(start, start + 1, own, 0)
    left, right = boxes[start][0], boxes[start][2]
    while run.end < len(elements) and not _ends_before(page, run.end) and not _other_head(page, run):
        box = boxes[run.end]
        common = _shared(free, page.free(run.end, NARROW_LATER), least)
        inner = _inner(common, min(left, box[0]), max(right, box[2]))
        if len(inner) < len(run.gutters) and not page.inner(run.end):
            if _section(page, run):
                run.end += 1
                continue
            if run.end - start >= 2:
                break
        if not inner:
            break
        free, run.gutters = common, inner
        left, right = min(left, box[0]), max(right, box[2])
        run.end += 1
    return _trimmed(run, boxes, elements)


def _seed(page: _Page, start: int) -> tuple[list[Gutter], list[Gutter]]:
    """The first element's free stretches and gutters; a bold line with several is a head and may be set closely."""
    free = page.free(start)
    left, _, right, _ = page.boxes[start]
    own = _inner(free, left, right)
    first = page.elements[start]
    if isinstance(first, Line) and first.bold and len(own) >= 2:
        free = page.free(start, NARROW_LATER)
        own = _inner(free, left, right)
    return free, own


def _ends_before(page: _Page, i: int) -> bool:
    """A heading on a line of its own: larger, or bold after a wide gap."""
    element, before = page.elements[i], page.elements[i - 1]
    if _beside(page.boxes, i) or page.inner(i):
        return False
    return (_heading_like(element, page.body) and not _runs_on(before, element)) or _far_below(
        page.boxes[i - 1], element
    )


def _other_head(page: _Page, run: Run) -> bool:
    """The run's next line is the bold head of a table with other columns than the rows above it have."""
    i = run.end
    line, before = page.elements[i], page.elements[i - 1]
    if not isinstance(line, Line) or not isinstance(before, Line) or _one_table(before, line):
        return False
    if not line.bold or before.bold:
        return _other_columns(page, run)
    own = page.inner(i)
    if not own or not run.gutters:
        return False
    if _second_head(page, run, len(own)):
        return True
    kept = _shared(run.gutters, page.free(i, NARROW_LATER), NARROW_LATER * line.size)
    return len(_shared(run.gutters, own, 0.0)) < len(own) or len(kept) < len(run.gutters)


def _other_columns(page: _Page, run: Run) -> bool:
    """The run's next line, and one right below it, stand in columns that the lines above do not have."""
    i = run.end
    ours = [stretch for k in range(run.start, i) for stretch in page.stretches(k, NARROW_LATER)[1:]]
    theirs = page.stretches(i)[1:]
    if len(ours) < 2 or not theirs or any(_aligned(a, b) for a in theirs for b in ours):
        return False
    below = [s for k in range(i + 1, min(i + 3, len(page.elements))) for s in page.stretches(k)[1:]]
    again = [b for b in below if any(abs(a[0] - b[0]) < ALIGNED for a in theirs)]
    return bool(again) and not any(_aligned(a, b) for a in again for b in ours)


def _aligned(a: Gutter, b: Gutter) -> bool:
    """Two stretches of words start, end or are centred at the same place."""
    return any(abs(x - y) < ALIGNED for x, y in zip((*a, sum(a) / 2), (*b, sum(b) / 2), strict=True))


def _second_head(page: _Page, run: Run, count: int) -> bool:
    """The next line is bold over all columns, as the run's first was, and plain lines follow: no row of sums."""
    first, line, i = page.elements[run.start], page.elements[run.end], run.end
    if not isinstance(first, Line) or not first.bold or count < len(run.gutters) or i + 1 >= len(page.elements):
        return False
    after = page.elements[i + 1]
    return isinstance(line, Line) and not any(c.isdigit() for c in line.text) and isinstance(after, Line)


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


def _section(page: _Page, run: Run) -> bool:
    """Whether the run's next line heads a section of the table; it is noted if so.

    It stands close under one row and over another that keeps every gutter.
    """
    at, own = run.end, run.gutters
    line = page.elements[at]
    if not isinstance(line, Line) or page.boxes[at][1] - page.boxes[at - 1][3] > 1.6 * line.size:
        return False
    for k in range(at + 1, min(at + 3, len(page.elements))):
        if _says(page.elements[k]) == _says(page.elements[run.start]):
            return False
        inner = page.inner(k)
        if inner:
            kept = _shared(own, page.free(k, NARROW_LATER), NARROW_LATER * line.size)
            if len(kept) >= len(own) and len(inner) * 2 >= len(own):
                run.spanning.append(line)
                return True
            return False
    return False


def _says(element: object) -> str:
    return element.text if isinstance(element, Line) else ""


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


def _trimmed(run: Run, boxes: Sequence[Box], elements: Sequence[object]) -> Run | None:
    """Without the gutters that only part markers from their text, and without the tail that stands on one side."""
    inside = range(run.start, run.end)
    over = {id(line) for line in run.spanning}
    words = [w for i in inside if id(elements[i]) not in over for w in _words(elements[i])]
    run.gutters = _without_markers(words, run.gutters)
    if not run.gutters:
        return None
    if not (_both_sides(elements[run.start], boxes[run.start], run.gutters) or _beside(boxes, run.start)):
        return None
    last = run.start
    for i in inside:
        if id(elements[i]) in over:
            continue
        if _both_sides(elements[i], boxes[i], run.gutters) or _beside(boxes, i):
            run.both += 1
            last = i
    run.end = _tail(run, last, boxes, elements)
    kept = {id(elements[i]) for i in range(run.start, run.end)}
    run.spanning = [line for line in run.spanning if id(line) in kept]
    return run if run.both >= 2 and run.end - run.start >= 2 else None


def _words(element: object) -> list[Word]:
    return element.words if isinstance(element, Line) else []


def _tail(run: Run, last: int, boxes: Sequence[Box], elements: Sequence[object]) -> int:
    """How far lines on one side still belong: as long as they follow as the rows do and look like the last."""
    gaps = sorted(boxes[i + 1][1] - boxes[i][3] for i in range(run.start, last))
    usual = gaps[len(gaps) * 3 // 4] if gaps else 0.0
    end = last + 1
    while end < run.end:
        element, before = elements[end], elements[end - 1]
        if not isinstance(element, Line) or not isinstance(before, Line):
            break
        inner = element.x0 > run.gutters[0][0]
        widest = 2.2 * element.size if inner else max(0.75 * element.size, min(usual * 1.05, 1.5 * element.size))
        if _one_table(before, element):
            end += 1
            continue
        if boxes[end][1] - boxes[end - 1][3] > widest + 0.1 or (element.bold and not before.bold):
            break
        end += 1
    return end


def _one_table(before: Line, line: Line) -> bool:
    """Both are tagged as parts of the same table."""
    return (
        before.tag is not None and line.tag is not None and bool(line.tag.table) and before.tag.table == line.tag.table
    )


def _both_sides(element: object, box: Box, gutters: Sequence[Gutter]) -> bool:
    return isinstance(element, Line) and any(box[0] < a + 1 and box[2] > b - 1 for a, b in gutters)


def _without_markers(words: Sequence[Word], gutters: Sequence[Gutter]) -> list[Gutter]:
    """The gutters without those that only part bullets, and on the left numbers, from their text."""
    kept: list[Gutter] = []
    for k, gutter in enumerate(gutters):
        left = kept[-1][1] - 1 if kept else -WIDEST
        column = [w for w in words if left <= w.x0 and w.x1 <= gutter[0] + 1]
        bullets = all(bullet_of(Line([w])) for w in column)
        if column and (bullets if kept else _only_markers(column, len(gutters) - k)):
            continue
        kept.append(gutter)
    return kept


def _only_markers(column: Sequence[Word], gutters: int) -> bool:
    """Nothing but bullets and numbers; but bare numbers before several columns are a column of their own."""
    plain = [w for w in column if not w.font.bold and w.text != "#"]
    if gutters > MANY and all(w.text.isdigit() for w in plain):
        return False
    return all(NUMBERING.match(w.text) or bullet_of(Line([w])) or (len(w.text) == 1 and w.text != "#") for w in column)
