"""Tables read column after column: each label stands over the cells of its own column, blank lines part the columns.

So pdftotext writes a table in its own order: the label and the first cells below it, then the next label with its
cells, and, where a row is taller than its neighbours, more cells later without a label. Those are told by what they
read like and by the order of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.intake.recognisers.flattened.decoding import DOINGS, TIMES, key_of
from samplan.intake.recognisers.flattened.headers import COLUMNS, Column, column_role, names_columns
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import Gap, Line, joined
from samplan.intake.recognisers.flattened.moments import is_moment, parts_time
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
from samplan.intake.recognisers.flattened.runs import Run
from samplan.intake.recognisers.flattened.signs import begins_low, points, unfinished
from samplan.intake.recognisers.vocabulary import Role

LONGEST = 45
FEWEST = 3
"""So many kinds of columns must stand under labels of their own."""
BESIDE = frozenset({Role.TIME, Role.START, Role.END, Role.RESPONSIBLE, Role.INDICATOR, Role.COST})
"""What stands beside goals or activities in a table."""
AIMS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL})
SURE, AGAIN = 0.95, 0.6
"""How sure a label must be that stands once, and one that stands again over other cells."""
PARTED = 0.5
NARROW = 0.75
CELL = 45
"""Cells take less than so much of the width of running text, or no more letters than this."""
FULL, WIDE = 0.85, 55
"""Running text takes so much of the width, and so many letters."""
STRONG = 3.0
"""So much more must speak for another column than for the one whose label or cells stand above."""
NEXT, SAME, FIRST = 1.0, 0.5, 0.3
"""What the order of the columns says for the next one, for the same one, and for the first."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a document's columns: by the line where each begins, with the line after it; all kinds in order."""

    at: dict[int, tuple[Column, int]] = field(default_factory=dict)
    kinds: tuple[Column, ...] = ()


NO_LABELS = Labels()


def labels_over_columns(lines: Sequence[Line], width: int) -> Labels:
    """The labels, where the document has the habit; else none."""
    found = _all_labels(lines)
    over = [at for at, (_, end) in found.items() if end not in found and _holds(lines, end)]
    tight = sum(3 for line in lines if names_columns(line.text))
    tight += sum(end in found and lines[end].gap is Gap.NEXT for _, end in found.values())
    roles = {column.role for column, _ in found.values()}
    narrow = sum(lines[found[at][1]].width < max(NARROW * width, CELL) for at in over)
    if len(roles) < FEWEST or not roles & BESIDE or not roles & (DOINGS | AIMS) or len(over) < max(FEWEST, 2 * tight):
        return NO_LABELS
    listed = sum(lines[found[at][1]].bullet for at in over)
    if narrow < FULL * len(over) or listed * 2 > len(over) or not _parted(lines, over):
        return NO_LABELS
    kinds: dict[tuple[Role | None, tuple[int, int] | None], Column] = {}
    for column, _ in found.values():
        kinds.setdefault((column.role, column.years), column)
    return Labels(found, tuple(kinds.values()))


def _all_labels(lines: Sequence[Line]) -> dict[int, tuple[Column, int]]:
    found: dict[int, tuple[Column, int]] = {}
    often = Counter(line.text for line in lines if line.gap >= Gap.BLANK and not line.bullet)
    for at, line in enumerate(lines):
        if line.bullet or line.series or (at and lines[at - 1].pair):
            continue
        end = at + 2 if line.pair else at + 1
        text = joined(lines[at:end])
        label = label_of(text.rstrip(" :")) if len(text) <= LONGEST and text[:1].isupper() else None
        if label is None or not label.may(*COLUMNS) or (is_moment(text) and any(map(str.isdigit, text))):
            continue
        if label.certainty < (AGAIN if often[line.text] > 1 else SURE):
            continue
        if at and line.gap is Gap.NEXT and unfinished(lines[at - 1].text):
            continue
        found[at] = (Column(column_role(label), text, label.years, label.certainty), end)
    return found


def _holds(lines: Sequence[Line], at: int) -> bool:
    """Whether cells begin straight below a label that ends before this line."""
    return at < len(lines) and (lines[at].gap is Gap.NEXT or lines[at].bullet)


def _parted(lines: Sequence[Line], over: Sequence[int]) -> bool:
    """Whether most labels stand below an empty line or a numbered heading."""
    return sum(lines[at].gap >= Gap.BLANK or bool(at and lines[at - 1].series) for at in over) >= PARTED * len(over)


def table_under(
    lines: Sequence[Line], start: int, end: int, labels: Labels, width: int
) -> tuple[tuple[Column, ...], Row, int]:
    """The columns that stand from a line on, their cells as one row, and the line after the last of them."""
    columns = _columns(lines, start, end, labels)
    cells: dict[int, CellRuns] = {}
    now, at = -1, start
    while at < end:
        known = labels.at.get(at)
        if known is not None and known[1] <= end:
            now = columns.index(_same(columns, known[0]))
            at = known[1]
            continue
        stop = _chunk_end(lines, at, end, labels)
        chunk = lines[at:stop]
        labelled = at - 1 in labels.at or (at > start and lines[at].gap is Gap.NEXT) or (now >= 0 and lines[at].bullet)
        if not labelled and _runs_over(chunk, width):
            break
        for number, unit in enumerate(_units(chunk)):
            now = _column(unit, columns, now, held=STRONG if number or labelled else 0.0)
            cells.setdefault(now, CellRuns(now)).runs.extend(_runs(unit))
        at = stop
    return columns, Row([cells[c] for c in sorted(cells)]), at


def _columns(lines: Sequence[Line], start: int, end: int, labels: Labels) -> tuple[Column, ...]:
    """The columns whose labels stand here; where none stands, those of the document."""
    here: dict[tuple[Role | None, tuple[int, int] | None], Column] = {}
    for at in range(start, end):
        if at in labels.at:
            column = labels.at[at][0]
            here.setdefault((column.role, column.years), column)
    return tuple(here.values()) or labels.kinds


def _same(columns: Sequence[Column], column: Column) -> Column:
    return next(other for other in columns if (other.role, other.years) == (column.role, column.years))


def _chunk_end(lines: Sequence[Line], at: int, end: int, labels: Labels) -> int:
    """The line after cells that neither an empty line nor a label parts."""
    stop = at + 1
    while stop < end and stop not in labels.at and lines[stop].gap is Gap.NEXT:
        stop += 1
    return stop


def _runs_over(chunk: Sequence[Line], width: int) -> bool:
    return max(line.width for line in chunk) >= max(FULL * width, WIDE)


def _column(unit: Sequence[Line], columns: Sequence[Column], now: int, *, held: float) -> int:
    """The column of a text: the likeliest by what it reads like and by the order of the columns.

    now: the column that stands over or before it; held: how much speaks for that one.
    """
    text = joined(unit)
    times = [c for c, column in enumerate(columns) if column.role in TIMES]
    if times and is_moment(text):
        return now if now in times else times[0]
    scores = [points(text, key_of(column.role)) for column in columns]
    for c, column in enumerate(columns):
        scores[c] += (_order(c, now, len(columns)) if not held else 0.0) - (6.0 if column.role in TIMES else 0.0)
    if held and now >= 0:
        scores[now] += held + (6.0 if now in times else 0.0)
    return max(range(len(columns)), key=lambda c: (scores[c], -c))


def _units(chunk: Sequence[Line]) -> list[list[Line]]:
    """The lines of a chunk, parted before each that begins anew."""
    made: list[list[Line]] = []
    for line in chunk:
        if made and not line.bullet and _goes_on(made[-1], line):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _goes_on(unit: Sequence[Line], line: Line) -> bool:
    before = unit[-1].text
    if is_moment(line.text) or is_moment(before):
        return parts_time(before, line.text) or is_moment(joined([*unit, line])) > is_moment(joined(unit))
    if begins_low(line.text) or unfinished(before) or not line.text[:1].isalpha():
        return True
    return line.text.split()[0].isupper()


def _runs(unit: Sequence[Line]) -> list[Run]:
    return [Run(line.text, line, Gap.NEXT if number else Gap.BLANK, line.bullet) for number, line in enumerate(unit)]


def _order(column: int, now: int, count: int) -> float:
    if column == (now + 1) % count:
        return NEXT
    if column == now:
        return SAME
    return FIRST if column == 0 else 0.0
