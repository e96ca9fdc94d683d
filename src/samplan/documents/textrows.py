"""Where the rows of a table in positional text begin: the explanation that costs least.

A row's cells begin side by side on its first line and go on without a hole; its texts are whole. What speaks against
that (a sentence cut, a cell that begins late) costs points; the cheapest way to cut the lines into rows is found by
dynamic programming.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samplan.documents.flow import SMALL_WORDS
from samplan.documents.listing import bullet
from samplan.documents.pdf.lexicon import LETTERS
from samplan.documents.textgrid import GridLine
from samplan.documents.textstretches import is_known
from samplan.documents.texttimes import begins_time, goes_on, holds_times, next_time

HEAD = 12.0
DEAREST = 7.0
HEADER_LINES = 5
MOST = 70
"""Lines that a row holds at most."""
AGAIN, OPEN, LABELLED = 0.7, 0.15, 1.2
ANOTHER = 1.6
NEW_ROW, CUT, CUT_LEADING, ALONE, LATE, LATE_LOW, PARAGRAPH, HOLE, BLANK = 0.7, 2.6, 0.9, 1.0, 1.3, 2.2, 0.45, 0.8, 0.6
_END = re.compile(r"[.!?:;]['”\"»)\]]*$")
_DIGIT = re.compile(r"\d")
_OPEN = re.compile(r"[,\-–/(&]$")


@dataclass(slots=True)
class _Seen:
    """What was seen of one column's text on one line. hole: lines since its last text; -1 there is none above.

    another: in a column of times, it begins the next time.
    """

    fresh: bool
    closed: bool
    hole: int
    listed: bool
    open: bool
    again: bool
    another: bool = False


def row_starts(lines: Sequence[GridLine], columns: int, head: int = 0) -> list[int]:
    """The lines with which rows begin, the first included. head: how many lines the header has."""
    widths = _widths(lines, columns)
    seen = _all_seen(lines, widths)
    parted = _blank_parted(lines)
    starts = [_start_cost(lines, seen, at, columns, parted) for at in range(len(lines))]
    if is_sheet(lines, columns):
        starts = [cost + (0.0 if 0 in line.cells else CUT) for cost, line in zip(starts, lines, strict=True)]
    for at in _counted(lines):
        starts[at] -= COUNTED
    head = 0 if is_sheet(lines, columns) else min(head, len(lines) - 1)
    for at in range(1, head):
        starts[at] += HEAD
    if head:
        starts[head] = -HEAD
    came = _cheapest(lines, seen, starts, parted)
    found: list[int] = []
    at = len(lines)
    while at > 0:
        at = came[at]
        found.append(at)
    return found[::-1]


COUNTED = 2.5
"""What is given to a row that begins with the number after the last row's."""
FEWEST_COUNTED = 3
_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s+[A-ZÅÄÖ]")


def _counted(lines: Sequence[GridLine]) -> list[int]:
    """The lines whose first cell begins with a number that counts on (1.1, 1.2, 2.1), if there are three or more."""
    found: list[int] = []
    last = (0, 0)
    for at, line in enumerate(lines):
        number = _NUMBER.match(line.cells.get(0, "")) if not line.over else None
        if number is None:
            continue
        told = int(number[1]), int(number[2])
        if told in ((last[0], last[1] + 1), (last[0] + 1, 1)) or not found:
            found.append(at)
            last = told
    return found if len(found) >= FEWEST_COUNTED else []


def is_sheet(lines: Sequence[GridLine], columns: int) -> bool:
    """Whether the first of two columns holds labels, one for each row."""
    labels = [text for line in lines if not line.over and (text := line.cells.get(0))]
    told = sum(all(is_known(word) for word in LETTERS.findall(text)) for text in labels)
    return columns == 2 and len(labels) >= 3 and told >= 0.8 * len(labels)


def _cheapest(
    lines: Sequence[GridLine], seen: Sequence[dict[int, _Seen]], starts: Sequence[float], parted: bool
) -> list[int]:
    """For each line and the end: where the last row before it begins, if all is cut in the cheapest way."""
    best = [0.0] + [float("inf")] * len(lines)
    came = [0] * (len(lines) + 1)
    for start in range(len(lines)):
        if start and starts[start] > DEAREST:
            continue
        cost = best[start] + starts[start]
        held: set[int] = set()
        for at in range(start, min(start + MOST, len(lines))):
            if at > start:
                if lines[at].over != lines[start].over:
                    break
                cost += _inside_cost(lines[at], seen[at], held, parted)
            held |= lines[at].cells.keys()
            if cost < best[at + 1]:
                best[at + 1], came[at + 1] = cost, start
            if cost > best[at + 1] + DEAREST:
                break
    return came


def header_end(lines: Sequence[GridLine]) -> int:
    """How many lines at the top are the table's header, by their words: 0 if they do not tell."""
    if len(lines[0].cells) < 2 or lines[0].over:
        return 0
    for end in range(1, min(HEADER_LINES + 1, len(lines))):
        line = lines[end]
        if lines[end - 1].over:
            break
        if line.over or not all(is_fresh(text) or begins_time(text) for text in line.cells.values()):
            continue
        told = known_share(lines[:end])
        gain = told - known_share(lines[end : end + 2])
        if told >= 0.6 and gain > (0.1 if told < 0.9 else -0.05):
            return end
        if len(line.cells) > 1:
            break
    return 0


def known_share(lines: Sequence[GridLine]) -> float:
    """The share of words that labels of plans are made of."""
    words = [word.casefold() for line in lines for text in line.cells.values() for word in LETTERS.findall(text)]
    return sum(is_known(word) for word in words) / len(words) if words else 0.0


def _widths(lines: Sequence[GridLine], columns: int) -> list[int]:
    return [
        max((len(line.cells[c]) for line in lines if c in line.cells and not line.over), default=0)
        for c in range(columns)
    ]


def _all_seen(lines: Sequence[GridLine], widths: Sequence[int]) -> list[dict[int, _Seen]]:
    last: dict[int, int] = {}
    found: list[dict[int, _Seen]] = []
    timed = {c for c in range(len(widths)) if holds_times(line.cells[c] for line in lines if c in line.cells)}
    for at, line in enumerate(lines):
        row: dict[int, _Seen] = {}
        for c, text in line.cells.items():
            before = lines[last[c]].cells[c] if c in last else ""
            hole = at - last[c] - 1 if c in last else -1
            listed = bullet(text) is not None
            row[c] = _Seen(
                is_fresh(text),
                is_closed(before, text, widths[c]),
                hole,
                listed,
                is_open(before),
                is_alike(before, text),
                c in timed and next_time(before, text),
            )
            if c in timed and before and goes_on(before, text):
                row[c].fresh, row[c].again = False, False
            elif c in timed and begins_time(text) and (row[c].another or not begins_time(before)):
                row[c].fresh = True
        last.update(dict.fromkeys(line.cells, at))
        if line.over:
            last.clear()
        found.append(row)
    return found


def is_fresh(text: str) -> bool:
    """Whether a text may be the beginning of something."""
    return (not text[:1].islower() and text[:1] not in ",.;:)/&") or bullet(text) is not None


def is_alike(before: str, text: str) -> bool:
    """Whether a text is the one above it again, or a figure of the same make (a date, a sum)."""
    if before == text:
        return len(text) > 3
    made = _DIGIT.sub("9", text)
    return text[:1].isdigit() and len(text) < 24 and made == _DIGIT.sub("9", before) and len(made) > 3


def is_open(text: str) -> bool:
    """Whether a line surely goes on: it ends in a comma, a hyphen or a small word."""
    return bool(_OPEN.search(text)) or text.rsplit(" ", 1)[-1].casefold() in SMALL_WORDS


def is_closed(before: str, text: str, width: int) -> bool:
    """Whether the text above may be whole: it ends a sentence, or the next word had had room on its line."""
    if not before or _END.search(before):
        return True
    if is_open(before):
        return False
    return len(before) + 1 + len(text.split(" ", 1)[0]) <= width or width < 8


def _start_cost(
    lines: Sequence[GridLine], seen: Sequence[dict[int, _Seen]], at: int, columns: int, parted: bool
) -> float:
    line = lines[at]
    if at == 0:
        return 0.0
    if line.over or lines[at - 1].over:
        apart = lines[at - 1].over != line.over or line.blanks or (seen[at][0].fresh and seen[at][0].closed)
        return 0.0 if apart else NEW_ROW
    cost = NEW_ROW - (ANOTHER if any(one.another for one in seen[at].values()) else 0.0)
    leading = True
    for c in range(columns):
        one = seen[at].get(c)
        if one is not None:
            cost += _cut_cost(one, leading=leading and c <= 1 and columns > 2, narrow=columns < 3)
        leading = leading and c == 0
    if len(line.cells) == 1 and columns > 1 and 0 not in line.cells:
        cost += ALONE
    if columns == 2 and 0 in line.cells and _labels(line.cells[0], seen[at][0]):
        cost -= LABELLED
    if line.blanks and not line.first:
        cost -= BLANK if parted else BLANK / 3
    return cost


def _labels(text: str, one: _Seen) -> bool:
    """Whether a text in the first of two columns is a label, or the beginning of one."""
    words = [word.casefold() for word in LETTERS.findall(text)]
    return one.fresh and not one.open and bool(words) and all(is_known(word) for word in words)


def _cut_cost(one: _Seen, *, leading: bool, narrow: bool) -> float:
    """What it costs that a row begins with this text; a merged cell at the left may run on over a row's start."""
    if not one.fresh:
        return CUT_LEADING if leading else CUT
    if one.again:
        return -AGAIN
    if one.hole == 0 and one.open and not one.listed:
        return CUT_LEADING if leading else CUT
    return OPEN if one.hole == 0 and not one.closed and not one.listed else 0.0


def _inside_cost(line: GridLine, seen: dict[int, _Seen], held: set[int], parted: bool) -> float:
    """What it costs that a line goes on with the row above it, of which some columns hold text already."""
    cost = 0.0
    for c, one in seen.items():
        if c not in held:
            cost += LATE if one.fresh else LATE_LOW
        elif one.fresh and not one.open and not one.listed:
            near = PARAGRAPH if one.closed else 0.6 * PARAGRAPH
            cost += near if one.hole <= 0 or line.first else HOLE * min(one.hole, 2)
        elif one.listed and one.hole > 1 and not line.first:
            cost += HOLE
    if line.blanks and not line.first and parted and all(one.fresh for one in seen.values()):
        cost += BLANK
    return cost


def _blank_parted(lines: Sequence[GridLine]) -> bool:
    """Whether blank lines may part the rows: no text goes on in small letters after most of them."""
    after = [line for line in lines if line.blanks and not line.first]
    low = sum(any(not is_fresh(text) for text in line.cells.values()) for line in after)
    return len(after) >= 2 and low <= 0.25 * len(after)
