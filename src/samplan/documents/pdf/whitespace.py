"""Tables and columns that only white space makes: what a run of lines with shared gutters is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from samplan.documents.pdf.flow import leading_of
from samplan.documents.pdf.grids import Grid, GridCell
from samplan.documents.pdf.rows import cut_inside, merge_down, merge_running, row_starts, start_together
from samplan.documents.pdf.rules import Edge
from samplan.documents.pdf.runs import NARROW_LATER, WIDEST, Gutter, Run
from samplan.documents.pdf.words import Line, Word, lines_of

WHITE = 30.0
"""Points that a table's lines may reach beyond its words."""
INDENT = 4
"""Font sizes that words may stand in from where their column starts."""

Verdict = Literal["table", "columns", "neither"]


def continued_run(elements: Sequence[object], before: Grid, body: float) -> Run | None:
    """The lines at the top of a page that stand in the columns of the table that the page before ended with."""
    gutters = [(x - 1.0, x + 1.0) for x in before.xs[1:-1]]
    end, both, bottom = 0, 0, 0.0
    for element in elements:
        if not isinstance(element, Line) or not _stands_in(element, before) or _heads(element, body):
            break
        sides = element.x0 < before.xs[1] < element.x1
        if end and not sides and element.x0 < before.xs[1] and element.top - bottom > 0.75 * element.size:
            break
        both += sides
        bottom = element.bottom
        end += 1
    return Run(0, end, gutters, both, sure=True) if both else None


def _heads(line: Line, body: float) -> bool:
    """Larger than the text, and in one stretch: a heading, not a row."""
    return line.size >= 1.12 * body and all(b.x0 - a.x1 <= line.size for a, b in pairwise(line.words))


def _stands_in(line: Line, grid: Grid) -> bool:
    """Every stretch of the line starts where a column's words do, and none reaches into the next column."""
    stretch: list[list[Word]] = []
    for word in line.words:
        if not stretch or word.x0 - stretch[-1][-1].x1 > NARROW_LATER * line.size:
            stretch.append([])
        stretch[-1].append(word)
    for number, words in enumerate(stretch):
        k = max(bisect_right(grid.lefts, words[0].x0 + 4) - 1, 0)
        if number and words[0].x0 - grid.lefts[k] > INDENT * line.size:
            return False
        following = grid.lefts[k + 1] if k + 1 < len(grid.lefts) else WIDEST
        if words[-1].x1 > following:
            return False
    return True


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
    if run.sure or run.spanning:
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
    return sum((b.base - a.base) / max(a.size, b.size, 1) > step + 0.2 for a, b in pairwise(lines))


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
    partly = _partly(run, words, horizontal)
    for key, length in sorted(by_height.items()):
        if (length > 0.6 * (right - left) or key in partly) and top < key * 2 < bottom:
            found.append(key * 2.0)
    return found


def _partly(run: Run, words: Sequence[Word], horizontal: Sequence[Edge]) -> set[int]:
    """Where lines are drawn under some columns only, from gutter to gutter: beside cells merged over rows."""
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    sides = [(left - WHITE, left + 1), *run.gutters, (right - 1, WIDEST)]
    found: set[int] = set()
    for edge in horizontal:
        whole = any(a - 2 <= edge.start <= b + 2 for a, b in sides) and any(
            a - 2 <= edge.end <= b + 2 for a, b in sides
        )
        if edge.drawn and whole and edge.end - edge.start > 0.15 * (right - left) and not _underlines(edge, words):
            found.add(round(edge.at / 2))
    return found if len(found) >= 2 else set()


def _underlines(edge: Edge, words: Sequence[Word]) -> bool:
    return any(
        0 < edge.at - w.base < 0.2 * w.font.size and w.x0 < edge.end - 1 and w.x1 > edge.start + 1 for w in words
    )


def white_grid(run: Run, words: Sequence[Word], horizontal: Sequence[Edge]) -> Grid:
    """The run as a table."""
    parts = split_words(words, run.gutters)
    columns = [lines_of(part) for part in parts]
    starts = row_starts(columns, _cuts(run, words, horizontal), run.spanning)
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
            cells[_row_of(word, starts) * len(parts) + c].words.append(word)
    merge_down(cells, len(parts), starts, horizontal)
    merge_running(cells, columns, starts)
    for line in run.spanning:
        r = _row_of(line.words[0], starts)
        cells[r * len(parts)].words += line.words
        cells[r * len(parts)].column_span = len(parts)
        for cell in cells[r * len(parts) + 1 : (r + 1) * len(parts)]:
            cell.row_span = 0
    _widen_sections(cells, len(parts))
    grid = Grid([cell for cell in cells if cell.row_span], xs, ys, ruled=False)
    grid.lefts = [_left(column, xs[c]) for c, column in enumerate(columns)]
    return grid


def _left(column: Sequence[Line], default: float) -> float:
    """Where a column's lines start: a place that several share, since a word may stand out on the left."""
    starts = sorted(line.x0 for line in column)
    shared = (a for a, b in pairwise(starts) if b - a < 1)
    return next(shared, starts[0] if starts else default)


def _widen_sections(cells: Sequence[GridCell], columns: int) -> None:
    """Rows with nothing but bold words in the first column head the rows below them: they reach over all columns."""
    rows = [cells[k : k + columns] for k in range(0, len(cells), columns)]
    lone = [row for row in rows[1:] if _lone_bold(row)]
    plain = [row for row in rows[1:] if row[0].words and not all(w.font.bold for w in row[0].words)]
    if not plain:
        return
    for row in lone:
        row[0].column_span = columns
        for cell in row[1:]:
            cell.row_span = 0


def _lone_bold(row: Sequence[GridCell]) -> bool:
    first, others = row[0], row[1:]
    if not first.words or first.row_span != 1 or first.column_span != 1 or not all(w.font.bold for w in first.words):
        return False
    return all(cell.row_span == 1 and not cell.words for cell in others) and len(first.lines) <= 2


def _row_of(word: Word, starts: Sequence[float]) -> int:
    return max(bisect_right(starts, word.middle) - 1, 0)
