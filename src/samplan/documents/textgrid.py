"""Tables in text whose columns are kept apart by blanks (`pdftotext -layout`): where they stand, and their columns.

A run of lines is a table where stretches of text, parted by two blanks or more, begin under one another. Lines that
run over the columns end it, unless lines in the same columns follow closely: then they are a row over all columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samplan.documents.folding import fold
from samplan.documents.furniture import is_contents_line
from samplan.documents.listing import bullet
from samplan.documents.textstretches import Stretch, is_label, says_labels, stretches
from samplan.documents.texttimes import begins_time

BLANKS = 5
"""More empty lines than this end a table."""
NEAR = 2
"""Stretches that begin so close are in one column."""
FEWEST = 3
"""A table has so many lines with text in two columns."""
AHEAD = 3
MOST_PAIRS = 3
"""More lines of two labels that come again are the rows of sheets."""
REACH = 7
"""Cells may begin so far from where their label begins."""


@dataclass(slots=True)
class GridLine:
    """A line of a table: its text by column, its page, the empty lines above; over: it runs over all columns.

    spans: its texts stand over several columns each.
    """

    cells: dict[int, str]
    page: int
    blanks: int = 0
    over: bool = False
    first: bool = False
    spans: bool = False


@dataclass(slots=True)
class Region:
    """A table on one page: the lines [start, end) of the page, where its columns begin, its lines."""

    start: int
    end: int
    edges: list[int]
    lines: list[GridLine] = field(default_factory=list)
    head: str = ""


def _as_before(page: Sequence[str], region: Region, other: Region) -> list[int] | None:
    """The columns of a region whose first line repeats another's first: where that one's labels stand here."""
    raw = page[region.start]
    if not other.lines or fold(raw) != fold(other.head) or len(other.lines[0].cells) < len(other.edges):
        return None
    edges: list[int] = []
    at = 0
    for _, label in sorted(other.lines[0].cells.items()):
        at = raw.find(label, at)
        if at < 0:
            return None
        near = [edge for edge in region.edges if abs(edge - at) <= 2 * NEAR]
        edges.append(min(near, default=at))
        at += len(label)
    return edges if edges == sorted(set(edges)) else None


def headers(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines that stand several times in the text and are made of labels set apart: headers of tables, not of sheets."""
    seen: Counter[str] = Counter()
    widths: dict[str, int] = {}
    for page in pages:
        for line in page:
            if _wide(line) and len(parts := stretches(line)) > 1 and says_labels(parts, 0.75):
                seen[fold(line)] += 1
                widths[fold(line)] = len(parts)
    again = {line for line, count in seen.items() if count > 1}
    pairs = {line for line in again if widths[line] == 2}
    return frozenset(again - pairs if len(pairs) > MOST_PAIRS else again)


def regions(page: Sequence[str], number: int, before: Sequence[Region], heads: frozenset[str]) -> list[Region]:
    """The tables of a page, from top to bottom. before: those of the page before, whose last may go on.

    heads: lines that are known to be headers.
    """
    parts = [[] if is_contents_line(line) else stretches(line) for line in page]
    found: list[Region] = []
    at = 0
    while at < len(page):
        if len(parts[at]) < 2:
            at += 1
            continue
        region = _region(_Page(parts, [fold(line) in heads for line in page]), at)
        if region is None:
            at += 1
            continue
        if before and not found:
            region.edges = _as_before(page, region, before[-1]) or region.edges
        region.head = page[region.start]
        _fill(region, page, parts, number)
        found.append(region)
        at = region.end
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """The stretches of each line of a page, and whether it is known to be a header."""

    parts: Sequence[list[Stretch]]
    heads: Sequence[bool]


def _region(page: _Page, start: int) -> Region | None:
    """The table that begins with this line, None if none does."""
    parts = page.parts
    end, blanks, wide = start + 1, 0, 1
    seen = Counter(part.start for part in parts[start])
    at = start + 1
    while at < len(parts) and blanks <= BLANKS:
        line = parts[at]
        if page.heads[at]:
            break
        if not line:
            blanks += 1
        elif _belongs(page, at, seen, wide):
            seen.update(part.start for part in line)
            wide += len(line) > 1
            blanks, end = 0, at + 1
        elif len(line) == 1 and _over(page, start, at, seen, blanks):
            blanks, end = 0, at + 1
        else:
            break
        at += 1
    labels = page.heads[start] or says_labels(parts[start], 0.75)
    labels_left = sum(len(line) == 2 and is_label(line[0]) for line in parts[start:end])
    if wide < (1 if page.heads[start] and end > start + 1 else 2 if labels or labels_left > 1 else FEWEST):
        return None
    end = _trimmed(parts, start, end)
    edges = _edges(parts[start:end], _apart(parts[start], parts[start + 1 : end]) if labels else [])
    start = _back(parts, start, seen)
    return Region(start, end, edges) if len(edges) >= 2 else None


def _apart(head: Sequence[Stretch], body: Sequence[list[Stretch]]) -> list[Stretch]:
    """The labels of a header of which some stand but one blank apart, where lines below have more columns."""
    counts = Counter(len(line) for line in body)
    columns = max((size for size, many in counts.items() if many > 1), default=0)
    seen = Counter(part.start for line in body for part in line)
    found: list[Stretch] = []
    for part in head:
        at = 0
        for match in re.finditer(r" (?=[A-ZÅÄÖ])", part.text):
            place = part.start + match.end()
            if len(head) < columns and sum(seen[place + off] for off in range(-NEAR, CLOSE + 1)) > 1:
                found.append(Stretch(part.start + at, part.start + match.start(), part.text[at : match.start()]))
                at = match.end()
        found.append(Stretch(part.start + at, part.end, part.text[at:]))
    return found


def _belongs(page: _Page, at: int, seen: Counter[int], wide: int) -> bool:
    """Whether a line stands in the columns of the lines above."""
    line = page.parts[at]
    if len(line) > 1:
        return not (_elsewhere(line, seen) or (wide > 1 and _heads(page.parts, at)))
    return _inside(line[0], seen)


def _elsewhere(line: Sequence[Stretch], seen: Counter[int]) -> bool:
    """Whether most stretches of a line begin where none did."""
    return sum(_near(part.start, seen) for part in line[1:]) * 2 < len(line) - 1


def _heads(parts: Sequence[list[Stretch]], at: int) -> bool:
    """Whether a line is another table's header: three labels or more, below an empty line or a line of its own."""
    return len(parts[at]) > 2 and len(parts[at - 1]) < 2 and says_labels(parts[at], 0.75)


def _trimmed(parts: Sequence[list[Stretch]], start: int, end: int) -> int:
    """The end without lines below the last row that stand alone at the left after an empty line: a heading, text."""
    last = max(at for at in range(start, end) if len(parts[at]) > 1)
    left = min(line[0].start for line in parts[start:end] if line)
    for at in range(last + 1, end):
        lone = parts[at] and parts[at][0].start <= left + NEAR and not parts[at][0].text[:1].islower()
        if lone and not parts[at - 1]:
            return at
    return end


def _back(parts: Sequence[list[Stretch]], start: int, seen: Counter[int]) -> int:
    """The start, moved up over lone stretches at the top of the page that stand in a column but the first."""
    at = start
    while at and (not parts[at - 1] or (len(parts[at - 1]) == 1 and _in_later(parts[at - 1][0], seen))):
        at -= 1
    return at if at == 0 else start


def _in_later(part: Stretch, seen: Counter[int]) -> bool:
    return part.start > min(seen) + NEAR and _near(part.start, seen)


def _same(one: Sequence[Stretch], two: Sequence[Stretch]) -> bool:
    return len(one) > 1 and [part.text for part in one] == [part.text for part in two]


def _near(place: int, seen: Counter[int]) -> bool:
    return any(seen[place + off] for off in range(-NEAR, NEAR + 1))


def _inside(part: Stretch, seen: Counter[int]) -> bool:
    """Whether a lone stretch stands within one column: it begins with one and ends before the next."""
    begun = [place for place, count in seen.items() if count > 1 or sum(seen.values()) < 8]
    following = min((place for place in begun if place > part.start + NEAR), default=None)
    if not _near(part.start, seen):
        return False
    if part.start > min(seen) + NEAR:
        return True
    return following is not None and part.end <= following + 1


def _over(page: _Page, start: int, at: int, seen: Counter[int], blanks: int) -> bool:
    """Whether a lone line that runs over the columns is a row of the table: lines in its columns follow closely."""
    parts = page.parts
    if parts[at][0].start > min(seen) + NEAR or blanks > 2:
        return False
    following = [place for place in range(at + 1, min(at + 2 + AHEAD, len(parts))) if parts[place]][:2]
    for place in following:
        line = parts[place]
        if page.heads[place] or _same(line, parts[start]) or (len(line) > 2 and says_labels(line, 0.75)):
            return False
        if len(line) > 1:
            near = sum(_near(part.start, seen) for part in line)
            return near == len(line) and len(line) * 2 >= _columns(seen)
    return False


def _columns(seen: Counter[int]) -> int:
    return len(_peaks(seen, 2))


def _peaks(seen: Counter[int], least: int) -> list[int]:
    """The places where most stretches begin, one for each column."""
    peaks: list[int] = []
    for place in sorted(seen):
        here = sum(seen[place + off] for off in range(-1, 2))
        if here < least:
            continue
        if peaks and place - peaks[-1] <= NEAR:
            if seen[place] > seen[peaks[-1]]:
                peaks[-1] = place
        else:
            peaks.append(place)
    return peaks


def _edges(lines: Sequence[list[Stretch]], head: Sequence[Stretch]) -> list[int]:
    """Where the columns begin: places where several stretches begin, and which few run over.

    head: the labels over them; where they are known each has a column, and other places need more evidence.
    """
    lines = [line for line in lines if line]
    seen = Counter(part.start for line in lines for part in line)
    rows = [line for line in lines if len(line) > 1]
    least = 2 if len(rows) < 12 else 3
    edges: list[int] = []
    for place in _peaks(seen, least):
        crossed = sum(any(part.start < place - NEAR and part.end > place + 1 for part in line) for line in rows)
        begun = sum(any(abs(part.start - place) <= NEAR for part in line) for line in lines)
        if not edges or crossed <= max(begun // 3, 1 if begun > 2 else 0):
            edges.append(place)
    if head:
        edges = _under(head, edges, seen, len(rows))
    first = min(part.start for line in lines for part in line)
    return [first, *edges[1:]] if edges and edges[0] - first <= 6 else [first, *edges]


def _under(head: Sequence[Stretch], edges: Sequence[int], seen: Counter[int], rows: int) -> list[int]:
    """One edge for each label: the place near it where most stretches begin; and others that many rows have."""
    found: list[int] = []
    for number, label in enumerate(head):
        low = found[-1] + NEAR if found else 0
        high = head[number + 1].start - NEAR if number + 1 < len(head) else label.end + REACH
        near = [edge for edge in edges if max(low, label.start - REACH) < edge < min(high, label.start + REACH)]
        found.append(max(near, key=lambda edge: (seen[edge], -abs(edge - label.start)), default=label.start))
    more = [
        edge
        for edge in edges
        if all(abs(edge - other) > REACH for other in found) and seen[edge] * 2 > rows and rows >= 4
    ]
    return sorted({*found, *more})


def _fill(region: Region, page: Sequence[str], parts: Sequence[list[Stretch]], number: int) -> None:
    blanks = 0
    for at in range(region.start, region.end):
        line = parts[at]
        if not line:
            text = fold(page[at])
            if not text:
                blanks += 1
                continue
            line = [Stretch(0, len(page[at]), text)]
        over = len(line) == 1 and line[0].start <= region.edges[0] + NEAR and line[0].end > region.edges[1] + 1
        cells: dict[int, str] = {0: line[0].text} if over else {}
        if not over:
            for part in line:
                for column, text in _parted(part, region.edges):
                    cells[column] = f"{cells[column]} {text}" if column in cells else text
        last = region.lines[-1] if region.lines else None
        if (
            over
            and not blanks
            and last
            and set(last.cells) == {0}
            and last.cells[0][:1].isupper()
            and len(region.lines) > 1
        ):
            last.over = True
        region.lines.append(GridLine(cells, number, blanks, over, first=not region.lines))
        blanks = 0


def _parted(part: Stretch, edges: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The columns that a stretch belongs to: one that runs over an edge is cut at the blank right before it."""
    column = max((c for c, edge in enumerate(edges) if edge <= part.start + NEAR), default=0)
    if column + 1 < len(edges) and edges[column + 1] - part.start <= CLOSE and part.start - edges[column] > CLOSE:
        column += 1
    following = column + 1
    if following < len(edges) and part.end > edges[following] + 1:
        cut = _cut(part, edges[following] - 1)
        if cut is not None:
            yield column, part.text[:cut].strip()
            rest = Stretch(part.start + cut + 1, part.end, part.text[cut + 1 :])
            yield from _parted(rest, edges)
            return
    yield column, part.text


def _cut(part: Stretch, place: int) -> int | None:
    """The blank right before an edge; or a little before it, where the next word begins as a cell does."""
    for off in (0, -1, 1):
        if _blank(part, place + off):
            return place + off - part.start
    for off in range(-2, -CLOSE - 1, -1):
        at = place + off - part.start
        if _blank(part, place + off) and (part.text[at + 1].isupper() or begins_time(part.text[at + 1 :])):
            return at
    return None


CLOSE = 5
"""A cell whose neighbour fills its column may begin so far before the edge."""


def _blank(part: Stretch, place: int) -> bool:
    at = place - part.start
    return 0 < at < len(part.text) - 1 and part.text[at] == " "


def is_positional(pages: Sequence[Sequence[str]]) -> bool:
    """Whether the text keeps columns apart by blanks on any page: cheap, before anything is built."""
    return any(sum(_wide(line) for line in page) >= FEWEST for page in pages)


_GAP = re.compile(r"\S {2,}\S")


def _wide(line: str) -> bool:
    return bool(_GAP.search(line)) and bullet(line) is None
