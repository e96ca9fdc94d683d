"""What speaks for a cell in text that came row by row.

Where one may begin within a line, what a text says for a column, what it costs that a cell goes on with a line, and
where the rows' own numbers begin them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from samplan.intake.recognisers.flattened.decoding import DOINGS, GOALS, LISTS, TIMES, key_of
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.flattened.moments import is_moment, moments
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, points, signs, unfinished
from samplan.intake.recognisers.vocabulary import Role

MOST_LINES = 8
"""So many lines a cell takes at most."""
FEWEST = 3
"""So many rows are numbered, at least, where numbers tell the rows."""
NEVER = 12.0
SKIPPED, SKIPPED_LEFT, SKIPPED_END = 0.7, 0.5, 0.4
STATED = frozenset({Role.GOAL_STATUS, Role.FOLLOWUP})
NAMED = frozenset({Role.AREA, Role.GROUP})
NUMBERS = frozenset({Role.NUMBER})
_CAPITAL = re.compile(r"(?<=[^\s]) (?=[A-ZÅÄÖ][a-zåäö])|(?<=[a-zåäö\d.)”\"]) (?=[A-ZÅÄÖ][A-ZÅÄÖ\d-]+[a-zåäö]*\b)")
_BULLET = re.compile(r"\s(?=[•●▪▫○◦‣·■□►\uf0a7\uf0b7\uf0d8\uf0fc]\s?\S)")
_CODE = re.compile(r"^(?P<code>(?:[A-ZÅÄÖ]{1,3}[.-]?)?\d{1,3}(?:[.:]\d{1,3}){0,3})[.):]?(?=\s|$)")
_LATER = re.compile(
    r"(?:(?:beslutas|bestäms|fastställs|planeras|meddelas)\s+senare|"
    r"(?:ej|inte)\s+(?:beslutat|bestämt|fastställt|tidsatt|klart?)|oklart|senare|tills vidare)\.?",
    re.IGNORECASE,
)
"""What a column of times says where no time is set."""
_BODY_LIST = re.compile(r"[,;/]|\s(?:och|samt)\s")


Code = tuple[str, tuple[int, ...]]
"""The letters and the numbers of what counts rows: "A12" is ("A", (12,)), "1.2.3" is ("", (1, 2, 3))."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a line where a cell may begin. cost: that one does; within: that a cell holds it inside."""

    at: int
    cost: float = 0.0
    within: float = 0.0
    bullet: bool = False


def cuts_of(line: Line) -> list[Cut]:
    """The places of a line where a cell may begin, the line's own beginning first."""
    text = line.text
    low = _low(text) and not _opens_moment(text) and not line.bullet
    found = {0: Cut(0, 2.6 if low else 0.0, 0.0, line.bullet)}
    for match in _BULLET.finditer(text):
        found[match.end()] = Cut(match.end(), 0.0, 2.0, True)
    for start, end in moments(text):
        if start and _free(text, start):
            found.setdefault(start, Cut(start, 0.2, 0.8))
        rest = len(text[end:]) - len(text[end:].lstrip())
        if rest and end + rest < len(text) and not begins_low(text[end + rest :]):
            found.setdefault(end + rest, Cut(end + rest, 0.3, 0.3))
    code = _CODE.match(text)
    if code is not None and code.end() < len(text) and not is_moment(text):
        at = code.end() + 1
        found.setdefault(at, Cut(at, 0.3 if not begins_low(text[at:]) else NEVER, 0.2))
    for match in _CAPITAL.finditer(text):
        if not unfinished(text[: match.start()]) and match.end() not in found:
            found[match.end()] = Cut(match.end(), 0.5, 1.5)
    return [found[at] for at in sorted(found)]


def _low(text: str) -> bool:
    """Whether a line goes on with what stands before: a small letter or a sign that ends something begins it."""
    return begins_low(text) or text[:1] in ",.;:)"


def _opens_moment(text: str) -> bool:
    return any(start == 0 for start, _ in moments(text))


def _free(text: str, start: int) -> bool:
    """Whether a time within a line may begin a cell: nothing before it asks for it."""
    return text[start - 1] == " " and not unfinished(text[:start]) and text[:start].rstrip()[-1:] not in "(/:=–-"


@lru_cache(maxsize=20_000)
def cell_gain(text: str, column: Column) -> float:
    """What a cell's text says for a column, in points."""
    whole, role = text, column.role
    if role in TIMES:
        return 4.5 if is_moment(whole) or _LATER.fullmatch(whole) else -7.0
    if role in NUMBERS:
        code = _CODE.match(whole)
        return 4.0 if code is not None and code.end() >= len(whole.rstrip(".):")) else -NEVER
    if role is Role.GOAL_REFERENCE:
        return 4.0 if _CODE.fullmatch(whole) else cell_gain(text, replace(column, role=Role.GOAL))
    found = signs(whole)
    state = "status" in found and len(whole.split()) <= 4
    if role in STATED and _judges(column):
        return 4.0 if state else -2.0
    gain = points(whole, key_of(role))
    if is_moment(whole) or state:
        gain = min(gain, 0.0) - 3.0
    if role in DOINGS and "infinitive" not in found and len(whole.split()) < 2:
        gain -= 0.8
    if role in {Role.RESPONSIBLE, Role.ACTOR} and len(whole.split()) > 12 and not _BODY_LIST.search(whole):
        gain -= 2.0
    return gain


def _judges(column: Column) -> bool:
    """Whether a column says in a word or two how far something has come."""
    return column.role is Role.GOAL_STATUS or column.title.lower().startswith(("status", "läge", "bedömning", "utfall"))


def most_lines(lines: Sequence[Line], at: int) -> int:
    """How many lines a cell that begins on a line may take, that one included."""
    stop = at + 1
    fresh = 0
    while stop < min(at + MOST_LINES, len(lines)) and fresh < MOST_FRESH:
        fresh += not (_low(lines[stop].text) or unfinished(lines[stop - 1].text))
        stop += 1
    return stop - at


MOST_FRESH = 4
"""So many of a cell's lines begin with a capital, as far as a look ahead goes."""


def goes_on_cost(before: str, line: Line, column: Column, width: float) -> tuple[float, float]:
    """What it costs that a cell goes on with a line, and how much more if its first word had room on the line before.

    width: how wide the column's lines are, 0 if not known.
    """
    text = line.text
    if line.bullet:
        return (0.3 if column.role in LISTS else 1.5), 0.0
    known = bool(width) and not before.endswith("-")
    wide = 1.5 if width and len(text) > 1.25 * width + 3 else 0.0
    if _low(text) or unfinished(before):
        return wide - 0.5, 0.8 if known else 0.0
    if column.role in TIMES:
        return wide, 0.0
    listed = column.role in LISTS and "infinitive" not in signs(text) and points(text, key_of(column.role)) > 1.0
    cost = 0.6 if listed else 2.4 if column.role in NAMED else 1.2
    if ends_sentence(before):
        cost += 0.4
    return cost + wide, 1.0 if known and not listed else 0.0


def row_step(columns: Sequence[Column], last: int | None, column: int) -> float:
    """What it costs that a cell of a column comes after one of another (None: it is the table's first)."""
    if last is not None and column > last:
        return sum(_skipped(columns[c]) for c in range(last + 1, column))
    end = sum(min(_skipped(each), SKIPPED_END) for each in columns[last + 1 :]) if last is not None else 0.0
    left = sum(
        SKIPPED_LEFT if each.role in GOALS and each.role not in NUMBERS else _skipped(each) for each in columns[:column]
    )
    return end + left + 0.3


def _skipped(column: Column) -> float:
    return 4.0 if column.role in NUMBERS else 1.4 if column.role in DOINGS else SKIPPED


def numbered_rows(columns: Sequence[Column], lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin a row by a number that counts on, where the first column is for numbers; none if unsure."""
    if not columns or columns[0].role not in NUMBERS:
        return frozenset()
    found: list[int] = []
    last: Code | None = None
    for at, line in enumerate(lines):
        code = code_of(line.text)
        if code is not None and not line.bullet and counts_on(last, code):
            found.append(at)
            last = code
    return frozenset(found) if len(found) >= FEWEST and found[0] == 0 else frozenset()


def code_of(text: str) -> Code | None:
    """The letters and numbers of a code that begins a text ("A12 …", "1.2.3 …"); None without one, or for a time."""
    match = _CODE.match(text)
    if match is None or is_moment(text) or any(start == 0 and end > match.end() for start, end in moments(text)):
        return None
    letters = match["code"].rstrip("0123456789.:")
    return letters.rstrip(".-"), tuple(int(part) for part in re.findall(r"\d+", match["code"]))


def counts_on(last: Code | None, code: Code) -> bool:
    """Whether a number comes right after another: the next one (one may be missing), or the first of the next group."""
    letters, numbers = code
    if last is None:
        return True
    if letters != last[0] or len(numbers) != len(last[1]):
        return False
    if numbers[:-1] == last[1][:-1]:
        return 0 < numbers[-1] - last[1][-1] <= 2
    return numbers > last[1] and numbers[-1] == 1
