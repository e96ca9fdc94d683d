"""Running headers, footers and page numbers: what comes again near the edge of many pages is set aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from samplan.documents.furniture import is_page_number
from samplan.documents.pdf.grids import ruled_grids
from samplan.documents.pdf.sheets import Sheet
from samplan.documents.pdf.words import Line, Word, lines_of

ZONE = 0.16
"""Share of the page's height, at the top and at the bottom, where furniture is looked for."""
DEEPEST = 6
"""Lines looked at from each edge."""
DRIFT = 6.0
PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:(?:sida|sid|page|s)\b\.?\s*)?(\d{1,4})\s*(?:\(\s*\d{1,4}\s*\)|(?:av|of|/)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Part:
    """A stretch of a line near an edge. distance: from that edge to its base line."""

    sheet: Sheet
    zone: str
    rank: int
    distance: float
    line: Line

    @property
    def key(self) -> tuple[str, str]:
        """What is compared over pages: the zone and the words, figures alike."""
        return self.zone, re.sub(r"\d+", "#", self.line.text.casefold())

    @property
    def number(self) -> int | None:
        """The page number that it is, if it can be one."""
        match = PAGE_NUMBER.match(self.line.text)
        return int(match[1]) if match else None


def fragments(line: Line, gap: float = 1.6) -> list[Line]:
    """The line parted where its words stand wide apart (gap in font sizes)."""
    parts: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - parts[-1][-1].x1 > gap * line.size:
            parts.append([])
        parts[-1].append(word)
    return [Line(words) for words in parts]


def set_running_aside(sheets: Sequence[Sheet], body: float) -> None:
    """Moves headers, footers and page numbers from the sheets' words to their `running`."""
    edges = {id(sheet): _edges(sheet) for sheet in sheets}
    groups: dict[tuple[str, str], list[_Part]] = defaultdict(list)
    for rows in edges.values():
        for row in rows:
            for part in row:
                groups[part.key].append(part)
    chosen: set[int] = set()
    for parts in groups.values():
        chosen |= {id(part) for part in _repeated(parts, len(sheets), body)}
    numbers = [part for parts in groups.values() for part in parts if part.number is not None]
    chosen |= {id(part) for part in _numbers(numbers, len(sheets))}
    for sheet in sheets:
        _take(sheet, edges[id(sheet)], chosen, body)


def _edges(sheet: Sheet) -> list[list[_Part]]:
    """The lines near the top from the top, then those near the bottom from the bottom, each in parts."""
    lines = [line for line in lines_of(sheet.words) if any(c.isalnum() for c in line.text)]
    tables = [g.box for g in ruled_grids(sheet.rules) if len(g.cells) > 1]
    rows: list[list[_Part]] = []
    for zone, ordered in (("top", lines), ("bottom", lines[::-1])):
        for rank, line in enumerate(ordered[:DEEPEST]):
            distance = line.base if zone == "top" else sheet.height - line.base
            if any(word.tag is not None and word.tag.place is not None for word in line.words):
                break
            if distance > ZONE * sheet.height or _in_table(line, tables, sheet) or _column_heads(ordered, rank, zone):
                break
            rows.append([_Part(sheet, zone, rank, distance, part) for part in fragments(line)])
    return rows


def _in_table(line: Line, tables: list[tuple[float, float, float, float]], sheet: Sheet) -> bool:
    """In a ruled table that reaches into the middle of the page."""
    low, high = ZONE * sheet.height, (1 - ZONE) * sheet.height
    middle = line.base - 0.3 * line.size
    return any(
        top <= middle <= bottom and left <= (line.x0 + line.x1) / 2 <= right and bottom > low and top < high
        for left, top, right, bottom in tables
    )


def _column_heads(ordered: list[Line], rank: int, zone: str) -> bool:
    """Several stretches with several stretches right below: the head of a table without lines."""
    if zone != "top" or rank + 1 >= len(ordered) or len(fragments(ordered[rank], 0.9)) < 3:
        return False
    following = ordered[rank + 1]
    close = following.base - ordered[rank].base < 4 * following.size
    return close and len(fragments(following, 0.9)) >= 2


def _repeated(parts: list[_Part], pages: int, body: float) -> list[_Part]:
    """The parts that stand at the same height on enough pages."""
    if pages < 2:
        return []
    found: list[_Part] = []
    left = sorted(parts, key=lambda p: p.distance)
    while left:
        start = left[0].distance
        near = [p for p in left if p.distance - start <= DRIFT]
        left = left[len(near) :]
        count = len({p.sheet.number for p in near})
        if count >= 3 or count >= max(2, pages / 2):
            same = len({p.line.text for p in near}) == 1
            striking = any(p.line.bold or p.line.size > 1.12 * body for p in near) and near[0].zone == "top"
            if not striking or (same and count >= 0.6 * pages):
                found += near
    return found


def _numbers(parts: list[_Part], pages: int) -> list[_Part]:
    """Page numbers: they grow as the pages do, or say themselves what they are."""
    shifts: dict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        if part.number is not None:
            shifts[part.number - part.sheet.number].append(part)
    found = [p for p in parts if is_page_number(p.line.text)]
    for same in shifts.values():
        if len({p.sheet.number for p in same}) >= min(2, pages) and (pages > 1 or same[0].rank == 0):
            found += [p for p in same if p.rank <= 2]
    return found


def _take(sheet: Sheet, rows: list[list[_Part]], chosen: set[int], body: float) -> None:
    """Takes the chosen parts from the edge inwards, until a line has none of them or stands apart from the last."""
    taken: set[int] = set()
    for zone in ("top", "bottom"):
        before: Line | None = None
        for row in [row for row in rows if row[0].zone == zone]:
            picked = [part for part in row if id(part) in chosen]
            if not picked or (before is not None and not _same_block(before, picked[0].line)):
                break
            before = picked[0].line
            whole = all(part.line.size <= 1.05 * body for part in row) and _apart(sheet, row)
            for part in row if whole else picked:
                kind = "page_number" if part.number is not None else ("header" if zone == "top" else "footer")
                sheet.running.append((part.line, kind))
                taken |= {id(word) for word in part.line.words}
    sheet.words = [word for word in sheet.words if id(word) not in taken]


def _same_block(outer: Line, inner: Line) -> bool:
    """The lines of one running head stand close; what stands apart from it is the page's own text."""
    return abs(inner.base - outer.base) <= 2.0 * max(outer.size, inner.size)


def _apart(sheet: Sheet, row: list[_Part]) -> bool:
    """Nothing else stands close to the line."""
    base = median(part.line.base for part in row)
    size = max(part.line.size for part in row)
    own = {id(word) for part in row for word in part.line.words}
    return not any(abs(w.base - base) < 2.2 * size and id(w) not in own for w in sheet.words)
