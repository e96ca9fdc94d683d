"""The order of reading: columns of running text, tables made by white space, boxes, and lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samplan.documents.pdf.grids import Grid, mark_shades
from samplan.documents.pdf.rules import Box, Edge
from samplan.documents.pdf.runs import Run, find_run
from samplan.documents.pdf.sheets import Sheet
from samplan.documents.pdf.whitespace import continued_run, judge, split_words, white_grid
from samplan.documents.pdf.words import Line, Word, lines_of

MAX_DEPTH = 4


@dataclass(slots=True)
class Region:
    """A part of a page that is read on its own."""

    words: list[Word]
    grids: list[Grid]
    boxes: list[Box] = field(default_factory=list)


Element = Line | Grid | Region
Ordered = list[Line] | Grid
"""Lines that follow each other, or a table."""


def reading_order(sheet: Sheet, body: float, before: Grid | None = None) -> list[Ordered]:
    """The page's tables and groups of lines in the order in which they are read.

    before: the table without lines that the page before ended with; its columns may go on here.
    """
    region = Region(sheet.words, sheet.grids, _useful_boxes(sheet, body))
    hints = _Hints(sheet.rules.horizontal, sheet.rules.vertical, body, before, sheet.rules.shades)
    return _grouped(_order(region, hints, 0))


@dataclass(slots=True)
class _Hints:
    horizontal: list[Edge]
    vertical: list[Edge]
    body: float
    before: Grid | None = None
    shades: list[tuple[Box, int]] = field(default_factory=list)


def _useful_boxes(sheet: Sheet, body: float) -> list[Box]:
    """Frames that hold a part of the text: not the whole page, not a mark over one line, not a frame in a frame."""
    found: list[Box] = []
    for box in sorted(sheet.boxes, key=lambda b: (b[2] - b[0]) * (b[1] - b[3])):
        wide, high = box[2] - box[0], box[3] - box[1]
        if high < 2.4 * body or wide * high > 0.8 * sheet.width * sheet.height or wide < 6 * body:
            continue
        if not any(_holds(other, box) for other in found) and not _row_like(sheet, box):
            found.append(box)
    return found


def _row_like(sheet: Sheet, box: Box) -> bool:
    """Words stand in columns inside: a shaded row of a table rather than a frame."""
    lines = lines_of(w for w in sheet.words if _in_box(w, box))
    return any(
        b.x0 - a.x1 > 0.9 * line.size and a.x1 - box[0] > 2 * line.size
        for line in lines
        for a, b in pairwise(line.words)
    )


def _holds(box: Box, other: Box) -> bool:
    return box[0] - 2 <= other[0] and box[1] - 2 <= other[1] and box[2] + 2 >= other[2] and box[3] + 2 >= other[3]


def _in_box(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _elements(region: Region) -> list[Element]:
    """Lines, tables and boxes from top to bottom."""
    words = region.words
    grids = list(region.grids)
    elements: list[Element] = []
    for box in region.boxes:
        inside = [w for w in words if _in_box(w, box)]
        held = [g for g in grids if _holds(box, g.box)]
        if inside and len(inside) + len(held) < len(words) + len(grids):
            elements.append(Region(inside, held))
            own = {id(w) for w in inside}
            words = [w for w in words if id(w) not in own]
            grids = [g for g in grids if g not in held]
    elements += lines_of(words)
    elements += grids
    elements.sort(key=lambda e: (span(e)[1], span(e)[0]))
    return elements


def span(element: Element) -> Box:
    """The outline of an element."""
    if isinstance(element, Line):
        return element.x0, element.top, element.x1, element.bottom
    if isinstance(element, Grid):
        return element.box
    boxes = [span(line) for line in lines_of(element.words)] + [g.box for g in element.grids]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _order(region: Region, hints: _Hints, depth: int) -> list[Element]:
    elements = _elements(region)
    if depth > MAX_DEPTH:
        return elements
    ordered: list[Element] = []
    i = 0
    while i < len(elements):
        element = elements[i]
        if isinstance(element, Region):
            ordered += _order(element, hints, depth + 1)
            i += 1
            continue
        run = find_run([span(e) for e in elements], elements, i, hints.vertical, hints.body)
        if i == 0 and depth == 0 and hints.before is not None:
            run = _longer(continued_run(elements, hints.before, hints.body), run)
        taken = _settle(run, elements, hints, depth) if run is not None else None
        if run is None or taken is None:
            ordered.append(element)
            i += 1
        else:
            ordered += taken
            i = run.end
    return ordered


def _longer(known: Run | None, found: Run | None) -> Run | None:
    """The columns of the page before where they fit, rather than what is found anew."""
    if known is None or found is None:
        return known or found
    return known if known.end >= found.end or known.both > 2 else found


def _settle(run: Run, elements: Sequence[Element], hints: _Hints, depth: int) -> list[Element] | None:
    """What the run is: a table, columns to be read one after the other, or nothing of the kind."""
    inside = elements[run.start : run.end]
    over = {id(line) for line in run.spanning}
    words = [w for e in inside if isinstance(e, Line) and id(e) not in over for w in e.words]
    grids = [e for e in inside if isinstance(e, Grid)]
    regions = [e for e in inside if isinstance(e, Region)]
    verdict = judge(run, words, bool(grids or regions), hints.horizontal)
    if verdict == "table":
        grid = white_grid(run, words, hints.horizontal)
        mark_shades(grid, hints.shades)
        return [grid]
    if verdict == "columns":
        ordered: list[Element] = []
        for k, part in enumerate(split_words(words, run.gutters)):
            column = Region(part, [g for g in grids if _column_of(g.box, run.gutters) == k])
            for inner in (r for r in regions if _column_of(span(r), run.gutters) == k):
                column.words += inner.words
                column.grids += inner.grids
            ordered += _order(column, hints, depth + 1)
        return ordered
    return None


def _column_of(box: Box, gutters: Sequence[tuple[float, float]]) -> int:
    middle = (box[0] + box[2]) / 2
    return sum(middle > (a + b) / 2 for a, b in gutters)


def _grouped(elements: Iterable[Element]) -> list[Ordered]:
    """Lines that follow each other as one group; a new group where the reading jumps up to another column."""
    groups: list[Ordered] = []
    for element in elements:
        if isinstance(element, Grid):
            groups.append(element)
        elif isinstance(element, Line):
            last = groups[-1] if groups else None
            if isinstance(last, list) and last[-1].base < element.base + 0.5:
                last.append(element)
            else:
                groups.append([element])
    return groups
