"""One page as it was drawn: its words, its grids with their words, and what else is known of it."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium

from samplan.documents.pdf.glyphs import page_glyphs
from samplan.documents.pdf.grids import Grid, close_gaps, is_striped, mark_shades, place_words, ruled_grids
from samplan.documents.pdf.rules import Box, Rules, page_rules
from samplan.documents.pdf.tagged import take_tagged
from samplan.documents.pdf.tags import Path, TagTree
from samplan.documents.pdf.words import Line, Word, lines_of, words_of

ENOUGH_PROSE = 300
"""Letters in lines of running text that tell its size, however much small text the tables hold."""


@dataclass(slots=True)
class Sheet:
    """A page, upright. words: those outside every table; boxes: frames drawn round a part of the running text."""

    number: int
    width: float
    height: float
    words: list[Word]
    rules: Rules
    grids: list[Grid] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    running: list[tuple[Line, str]] = field(default_factory=list)
    footnotes: list[list[Line]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """No text at all."""
        return not self.words and not self.grids and not self.running

    @property
    def scanned(self) -> bool:
        """A picture without text."""
        return self.empty and self.rules.pictures > 0

    def texts(self) -> Iterator[list[Line]]:
        """The lines of the running text, and those of each cell."""
        yield lines_of(self.words)
        for grid in self.grids:
            for cell in grid.cells:
                yield cell.lines

    def forget_tags(self) -> None:
        """Drops the tags of all words."""
        for word in itertools.chain(self.words, *(cell.words for grid in self.grids for cell in grid.cells)):
            word.tag = None


def read_sheet(document: pdfium.PdfDocument, index: int, tree: TagTree | None = None) -> Sheet:
    """Page `index` (from 0). Raises PdfiumError when the page is damaged. tree: what the pages before told."""
    page = document[index]
    try:
        glyphs, frame = page_glyphs(page, tree or TagTree())
        rules = page_rules(page, frame)
        words = words_of(glyphs)
        width, height = frame.size
    finally:
        page.close()
    return Sheet(index + 1, width, height, words, rules)


def find_grids(sheet: Sheet, known: dict[Path, Grid] | None = None) -> None:
    """Finds the sheet's tagged and ruled tables and moves their words into them.

    Single boxes are noted and left in the text. known: the tagged tables that earlier pages began.
    """
    tagged, sheet.words = take_tagged(sheet.words, known if known is not None else {})
    for grid in tagged:
        mark_shades(grid, sheet.rules.shades)
    candidates = ruled_grids(sheet.rules)
    candidates.sort(key=lambda g: (g.box[2] - g.box[0]) * (g.box[3] - g.box[1]))
    for grid in candidates:
        single = len(grid.cells) == 1 or grid.columns == 1
        outside = place_words(grid, sheet.words)
        filled = [cell for cell in grid.cells if cell.words]
        if not single and (is_striped(grid) or _goes_beyond(grid, outside)):
            for cell in grid.cells:
                cell.words.clear()
            continue
        if single or not _is_table(grid, len(filled)):
            if filled and not (grid.shades_only and _level(grid, outside)):
                sheet.boxes.append(grid.box)
            continue
        inner = [g for g in sheet.grids if _inside(g.box, grid.box)]
        if inner and len(filled) <= 1:
            continue
        for g in inner:
            place_words(grid, [w for cell in g.cells for w in cell.words])
            sheet.grids.remove(g)
        close_gaps(grid)
        mark_shades(grid, sheet.rules.shades)
        sheet.words = outside
        sheet.grids.append(grid)
    sheet.grids += tagged
    sheet.grids.sort(key=lambda g: (g.box[1], g.box[0]))


def _goes_beyond(grid: Grid, words: list[Word]) -> bool:
    """Only shades make the grid, and right above or below it words stand in its columns: it is a part of a table."""
    if not grid.shades_only:
        return False
    for line in lines_of(w for w in words if grid.xs[0] - 4 < w.x0 < grid.xs[-1]):
        below, above = line.top - grid.ys[-1], grid.ys[0] - line.bottom
        if -0.3 * line.size < below < 1.2 * line.size or -0.3 * line.size < above < 1.2 * line.size:
            starts = {bisect_right(grid.xs, w.x0 + 1) for w in line.words}
            gaps = sum(b.x0 - a.x1 > 0.5 * line.size for a, b in pairwise(line.words))
            if len(starts) >= 2 and gaps and not _crosses(line, grid.xs):
                return True
    return False


def _level(grid: Grid, outside: list[Word]) -> bool:
    """Most lines inside go on beside the box at the same height: it is a cell of a table, not a frame."""
    inside = {round(w.base, 1) for cell in grid.cells for w in cell.words}
    beside = {round(w.base, 1) for w in outside}
    return 2 * len(inside & beside) > len(inside)


def _crosses(line: Line, xs: list[float]) -> bool:
    return any(w.x0 < x - 1 and w.x1 > x + 1 for w in line.words for x in xs)


def _is_table(grid: Grid, filled: int) -> bool:
    """At least two cells with words, and not a drawing of many empty boxes."""
    return filled >= 2 and (filled >= 0.12 * len(grid.cells) or len(grid.cells) <= 40)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 2 and inner[1] >= outer[1] - 2 and inner[2] <= outer[2] + 2 and inner[3] <= outer[3] + 2
    )


def body_size(sheets: Iterable[Sheet]) -> float:
    """The font size of most of the running text: of lines half a page wide, if there are enough of them."""
    prose: Counter[float] = Counter()
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for line in lines_of(sheet.words):
            wide = line.x1 - line.x0 > 0.45 * sheet.width and not _wide_gap(line)
            weights[round(line.size * 2) / 2] += (6 if wide else 1) * len(line.text)
            if wide and not line.bold:
                prose[round(line.size * 2) / 2] += len(line.text)
        for grid in sheet.grids:
            for cell in grid.cells:
                for word in cell.words:
                    weights[round(word.font.size * 2) / 2] += len(word.text)
    if sum(prose.values()) >= ENOUGH_PROSE:
        return prose.most_common(1)[0][0]
    return weights.most_common(1)[0][0] if weights else 10.0


def _wide_gap(line: Line) -> bool:
    return any(b.x0 - a.x1 > line.size for a, b in pairwise(line.words))
