"""Tables whose columns the text keeps apart by blanks or tabs: their cells are read from the positions.

The header's labels tell roughly where the columns begin; the lines below tell it exactly (the commonest place near
each label). A segment between runs of blanks belongs to the column that it covers most; one that runs over a
column's edge is cut at the blank nearest to the edge. A row begins where a column other than the leading ones
begins anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from samplan.documents.folding import join_lines
from samplan.intake.recognisers.flattened.decoding import DOINGS, GOALS, TIMES
from samplan.intake.recognisers.flattened.headers import COLUMNS, TELLING, Column, column_role
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import BULLET, Gap, Line, softly
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
from samplan.intake.recognisers.flattened.runs import Run
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, unfinished
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

NAMED = frozenset({Role.AREA, Role.GROUP})
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s)?\d{1,2}\.\d{1,2}\b")
"""How an area's number begins its name."""
_SEGMENT = re.compile(r"\S+(?: \S+)*")
MOST_HEADER_LINES = 5
NEAR = 14
"""How many letters a column may begin to the left or right of its label."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text between runs of blanks, with its first and last place in the line."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class LayoutTable:
    """A table read from positions: columns, the line where it begins and the one after its last, header lines, rows."""

    columns: tuple[Column, ...]
    start: int
    body: int
    end: int = 0
    starts: list[int] = field(default_factory=list)
    repeats: list[tuple[int, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def segments(line: Line) -> list[Segment]:
    """The segments of a line, parted by two blanks or more, or by tabs."""
    raw = line.raw.expandtabs(8).replace("\u00a0", " ") if "\t" in line.raw else line.raw
    if line.bullet and not raw[:1].isspace() and not raw.startswith(line.text[:3]):
        raw = " " * 2 + raw
    return [Segment(found.start(), found.end(), found[0]) for found in _SEGMENT.finditer(raw)]


def find_layout(lines: Sequence[Line], start: int) -> LayoutTable | None:
    """The table that begins with a header at this line, if its labels stand apart."""
    if len(segments(lines[start])) < 2:
        return None
    if start + 1 < len(lines) and 1 < len(segments(lines[start])) < len(segments(lines[start + 1])):
        below = _header(lines[start + 1 : start + 2])
        if below is not None and all(column.certainty >= 0.75 for column, _ in below):
            return None
    best: LayoutTable | None = None
    for end in range(start + 1, min(start + MOST_HEADER_LINES, len(lines)) + 1):
        last = lines[end - 1]
        if end > start + 1 and _NUMBERED.match(last.text):
            break
        if end > start + 1 and last.gap >= Gap.BLANK and not last.raw.startswith("    "):
            break
        made = _header(lines[start:end])
        if made is not None:
            best = LayoutTable(tuple(column for column, _ in made), start, end, starts=[at for _, at in made])
        elif best is not None and end > start + 2:
            break
    return best


def _header(lines: Sequence[Line]) -> list[tuple[Column, int]] | None:
    """Columns with their places, if the segments of these lines are labels: one under the other, or in their order."""
    rows = [segments(line) for line in lines]
    found = _named(_by_place(rows))
    if found is not None and all(column.certainty >= 0.75 for column, _ in found):
        return found
    return _named(_by_order(rows)) or found


def _by_place(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    stacks: list[list[Segment]] = []
    for row in rows:
        for segment in row:
            stack = next((s for s in stacks if _under(segment, s)), None)
            if stack is None:
                stacks.append([segment])
            else:
                stack.append(segment)
    return sorted(stacks, key=lambda stack: min(segment.start for segment in stack))


def _by_order(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """The first line's segments, each with those below that make the best labels of all, kept in order."""
    stacks = [[segment] for segment in rows[0]]
    for row in rows[1:]:
        if not row or len(row) > len(stacks) or len(stacks) > 10:
            return []
        choices = combinations(range(len(stacks)), len(row))
        best = max(choices, key=lambda places: _fitness(stacks, row, places))
        for place, segment in zip(best, row, strict=True):
            stacks[place].append(segment)
    return stacks


def _fitness(stacks: Sequence[Sequence[Segment]], row: Sequence[Segment], places: Sequence[int]) -> tuple[float, int]:
    good = 0.0
    for place, segment in zip(places, row, strict=True):
        label = _label(join_lines([*(s.text for s in stacks[place]), segment.text]))
        good += label.certainty if label is not None else 0.0
    return good, -sum(abs(stacks[place][0].start - segment.start) for place, segment in zip(places, row, strict=True))


def _named(stacks: Sequence[Sequence[Segment]]) -> list[tuple[Column, int]] | None:
    found: list[tuple[Column, int]] = []
    unknown = 0
    for stack in stacks:
        text = join_lines(segment.text for segment in stack)
        label = _label(text) or _label("".join(segment.text for segment in stack)) or _loosely(text)
        at = min(segment.start for segment in stack)
        unknown += label is None or label.certainty < 0.75
        if label is None:
            found.append((Column(None, text, None, 0.0), at))
        else:
            found.append((Column(column_role(label), text, label.years, label.certainty), at))
    return found if _enough([column for column, _ in found], unknown) else None


def _enough(columns: Sequence[Column], unknown: int) -> bool:
    """Whether segments side by side are a header: two telling labels, and few that nobody knows."""
    roles = {column.role for column in columns if column.certainty >= 0.75}
    if len(columns) < 2 or unknown > len(columns) // 3 or any(len(column.title) > 70 for column in columns):
        return False
    if any(column.title[:1].islower() for column in columns):
        return False
    asks = {Role.QUESTION, Role.PROPOSAL} <= roles or {Role.GOAL, Role.HORIZON} <= roles
    return asks or len(roles & TELLING) >= 2


def _label(text: str) -> Label | None:
    label = label_of(text.strip(" :.*|"))
    return label if label is not None and label.may(*COLUMNS) else None


def _loosely(text: str) -> Label | None:
    label = vocabulary().label(text.strip(" :.*|"), loose=True) if text[:1].isupper() else None
    return Label(label.roles, min(label.certainty, 0.7)) if label is not None and label.may(*COLUMNS) else None


def _under(segment: Segment, stack: Sequence[Segment]) -> bool:
    first = min(other.start for other in stack)
    last = max(other.end for other in stack)
    return segment.start < last and segment.end > first


def fill_layout(lines: Sequence[Line], table: LayoutTable, end: int) -> None:
    """Read the rows between the header and `end` (the line after the last)."""
    table.end = end
    body = [
        line
        for at, line in enumerate(lines[table.body : end], table.body)
        if not any(first <= at < last for first, last in table.repeats)
    ]
    table.starts = _edges(body, table.starts)
    table.rows = _rows(body, table, parted=False)
    if _blank_parted(table.rows):
        table.rows = _rows(body, table, parted=True)


def _edges(body: Sequence[Line], labels: Sequence[int]) -> list[int]:
    """Where the columns begin: near each label, the place where most segments begin."""
    seen = Counter(segment.start for line in body for segment in segments(line))
    edges: list[int] = []
    for number, label in enumerate(labels):
        low = (edges[-1] + 2) if edges else 0
        high = labels[number + 1] if number + 1 < len(labels) else label + NEAR
        near = {at: count for at, count in seen.items() if max(low, label - NEAR) <= at < min(high, label + NEAR)}
        if seen.get(label, 0) >= 2 and label >= low and _narrow(labels, number):
            edges.append(label)
            continue
        best = max(near, key=lambda at: (near[at], -abs(at - label)), default=label) if near else label
        edges.append(min(best, label) if number == 0 else best)
    return edges


def _narrow(labels: Sequence[int], number: int) -> bool:
    """Whether a column is so narrow that its neighbours' words would draw its edge away."""
    return number + 1 < len(labels) and labels[number + 1] - labels[number] <= NEAR


def _cells(line: Line, edges: Sequence[int]) -> dict[int, str]:
    """The text of a line by column."""
    found: dict[int, str] = {}
    for segment in segments(line):
        for column, text in _parted(segment, edges):
            found[column] = f"{found[column]} {text}" if column in found else text
    return found


def _parted(segment: Segment, edges: Sequence[int]) -> list[tuple[int, str]]:
    column = max((c for c, edge in enumerate(edges) if edge <= segment.start + 3), default=0)
    following = column + 1
    if following < len(edges) and segment.end > edges[following] + 2:
        cut = _blank_near(segment, edges[following])
        if cut is not None:
            rest = Segment(segment.start + cut + 1, segment.end, segment.text[cut + 1 :])
            return [(column, segment.text[:cut].strip()), *_parted(rest, edges)]
    return [(column, segment.text)]


def _blank_near(segment: Segment, edge: int) -> int | None:
    """The place of the blank just before a column's edge, if one stands within three letters of it."""
    for off in (0, -1, 1, -2, 2, -3):
        at = edge - 1 + off - segment.start
        if 0 < at < len(segment.text) and segment.text[at] == " ":
            return at
    return None


def _blank_parted(rows: Sequence[Row]) -> bool:
    """Whether blank lines part the rows: most rows but the first begin after one."""
    begun = [row.cells[0].runs[0].line.gap >= Gap.BLANK for row in rows[1:] if row.cells]
    return len(begun) >= 2 and sum(begun) >= 0.6 * len(begun)


def _rows(body: Sequence[Line], table: LayoutTable, *, parted: bool) -> list[Row]:
    rows: list[Row] = []
    open_cells: dict[int, CellRuns] = {}
    last_seen: dict[int, int] = {}
    previous_at = -1
    leading = _leading(table.columns)
    for at, line in enumerate(body):
        cells = _cells(line, table.starts)
        named = {c for c, text in cells.items() if table.columns[c].role in NAMED and _NUMBERED.match(text)}
        fresh = {
            c: c in named or _begins(text, open_cells.get(c), last_seen.get(c), previous_at, line)
            for c, text in cells.items()
        }
        if named or _whole_row(cells, open_cells, table.columns):
            begins = True
        elif parted:
            begins = line.gap is Gap.BLANK or (line.gap is Gap.PAGE and all(fresh.values()))
        else:
            begins = _new_row(cells, fresh, leading, line, table.columns, last_seen, previous_at)
        if not rows or begins:
            rows.append(Row())
            for c in [c for c in open_cells if c not in leading or fresh.get(c) or (parted and c in cells)]:
                del open_cells[c]
        for c, text in cells.items():
            if c not in open_cells:
                open_cells[c] = CellRuns(c)
                rows[-1].cells.append(open_cells[c])
            gap = Gap.BLANK if fresh[c] and line.gap >= Gap.BLANK else Gap.NEXT
            bullet = bool(BULLET.match(text)) or (line.bullet and c == min(cells))
            shown = softly(BULLET.sub("", text) if BULLET.match(text) else text)
            if shown:
                open_cells[c].runs.append(Run(shown, line, gap, bullet))
            last_seen[c] = at
        previous_at = at
    return [Row([cell for cell in row.cells if cell.runs]) for row in rows]


def _leading(columns: Sequence[Column]) -> set[int]:
    """The columns at the row's left whose cells may be merged over rows: areas and goals before the first deed."""
    found: set[int] = set()
    for number, column in enumerate(columns):
        if column.role not in GOALS:
            break
        found.add(number)
    if found and not any(c.role in DOINGS for n, c in enumerate(columns) if n not in found):
        found.discard(max(found))
    return found


def _whole_row(cells: dict[int, str], open_cells: dict[int, CellRuns], columns: Sequence[Column]) -> bool:
    """Whether a line is a row by itself: a deed, and a whole time beside it where the row above has one already."""
    if not any(columns[c].role in DOINGS for c in cells) or any(begins_low(text) for text in cells.values()):
        return False
    timed = [c for c, text in cells.items() if columns[c].role in TIMES and is_moment(text)]
    return any(is_moment(open_cells[c].runs[-1].text) for c in timed if c in open_cells and open_cells[c].runs)


def _begins(text: str, cell: CellRuns | None, seen: int | None, previous: int, line: Line) -> bool:
    """Whether a column's text on this line may begin a cell or paragraph."""
    if cell is None or not cell.runs:
        return True
    before = cell.runs[-1].text
    if BULLET.match(text):
        return True
    if begins_low(text) or unfinished(before):
        return False
    return seen != previous or ends_sentence(before) or line.gap >= Gap.BLANK or _short(cell, text)


def _short(cell: CellRuns, text: str) -> bool:
    widest = max(run.width for run in cell.runs)
    return len(cell.runs) > 1 and cell.runs[-1].width + 1 + len(text.split(" ", 1)[0]) <= widest - 1


def _new_row(
    cells: dict[int, str],
    fresh: dict[int, bool],
    leading: set[int],
    line: Line,
    columns: Sequence[Column],
    seen: dict[int, int],
    previous: int,
) -> bool:
    """Whether a row begins: nothing but leading cells goes on here, and enough begins."""
    if any(not fresh[c] for c in cells if c not in leading):
        return False
    begun = [c for c in cells if fresh[c]]
    if not begun:
        return False
    rest = [c for c in begun if c not in leading]
    paused = all(seen.get(c) != previous for c in rest) or line.gap >= Gap.BLANK
    if len(rest) >= 2 and (paused or len(rest) >= 3 or min(begun) in leading):
        return True
    if any(c in leading for c in begun):
        return True
    doing = any(columns[c].role in DOINGS for c in rest)
    return len(rest) >= 2 and doing
