"""A row of labels over a table's header ("Mål", "Genomförande"), each over the columns up to the next label."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.textgrid import REACH, GridLine, Region
from samplan.documents.textstretches import Stretch, says_labels, stretches


def take_row_above(region: Region, page: Sequence[str], floor: int) -> None:
    """Take the line straight over a region into it, if it is a row of labels over its columns.

    floor: the page's first line that belongs to no other table.
    """
    at = region.start - 1
    if not region.lines or region.lines[0].over or _has_row_above(region.lines) or at < floor:
        return
    parts = stretches(page[at])
    below = [Stretch(0, 0, text) for text in region.lines[0].cells.values()]
    if not 1 < len(parts) < len(region.edges) or not says_labels(parts, 0.75) or not says_labels(below, 0.75):
        return
    columns = [_column(part, region.edges) for part in parts]
    if None in columns or len(set(columns)) < len(columns):
        return
    cells = {column: part.text for column, part in zip(columns, parts, strict=True) if column is not None}
    region.lines[0].first = False
    region.lines.insert(0, GridLine(cells, region.lines[0].page, first=True, spans=True))
    region.start = at


def _has_row_above(lines: Sequence[GridLine]) -> bool:
    """Whether the first line already is such a row, over more labels; then it is told so."""
    if len(lines) < 3 or not len(lines[0].cells) < len(lines[1].cells):
        return False
    both = [[Stretch(0, 0, text) for text in line.cells.values()] for line in lines[:2]]
    lines[0].spans = all(says_labels(parts, 0.75) for parts in both) and not lines[1].blanks
    return lines[0].spans


def _column(part: Stretch, edges: Sequence[int]) -> int | None:
    near = min(range(len(edges)), key=lambda c: abs(edges[c] - part.start))
    return near if abs(edges[near] - part.start) <= REACH else None


def spans_of(line: GridLine, columns: int) -> list[tuple[int, int]]:
    """The first column of each label of such a row and how many columns it covers; what stands before is empty."""
    starts = sorted(line.cells)
    if starts[0] > 0:
        starts.insert(0, 0)
    return [(start, end - start) for start, end in zip(starts, [*starts[1:], columns], strict=True)]
