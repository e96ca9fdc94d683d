"""Where areas begin in a table that names them: lines whose numbers count on from 1, one for each area or row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.vocabulary import Role

_NUMBERED = re.compile(r"^(?P<major>\d{1,2})(?:\.(?P<minor>\d{1,2}))?[.):]?(?:\s+(?P<rest>[A-ZÅÄÖ”\"].*))?$")
FEWEST = 2
"""So many numbers count on, at least."""


def without_number(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns without one for numbers that stands straight before one for areas: the name's cell takes it in."""
    return tuple(
        column
        for column, after in zip(columns, [*columns[1:], None], strict=True)
        if not (column.role is Role.NUMBER and after is not None and after.role is Role.AREA and after.title)
    )


def numbers_areas(columns: Sequence[Column]) -> bool:
    """Whether a number that begins a row may be an area's: the first column names areas, none is for numbers."""
    first = columns[0]
    return first.role is Role.AREA and bool(first.title) and all(column.role is not Role.NUMBER for column in columns)


def row_starts(columns: Sequence[Column], lines: Sequence[Line]) -> dict[int, int]:
    """The lines in which a row begins whose first cell is a number alone, and the letters of the number."""
    if columns[0].role not in {Role.NUMBER, Role.GOAL_REFERENCE}:
        return {}
    found: dict[int, int] = {}
    last = 0
    for at, line in enumerate(lines):
        number = _NUMBERED.match(line.text)
        if number is None or number["minor"] or line.bullet or is_moment(line.text) or not number["rest"]:
            continue
        if found and int(number["major"]) not in {last, last + 1}:
            continue
        last = int(number["major"])
        found[at] = number.start("rest")
    return found if len(found) >= FEWEST else {}


def area_starts(lines: Sequence[Line]) -> dict[int, int]:
    """The lines (by their place) in which an area's number stands first, and how many letters number and name take.

    0 letters: only the number is sure. The name is sure where the same number comes again, for each of its rows: it is
    what these lines begin with.
    """
    found = list(_numbered(lines))
    fine = _chain([one for one in found if one[1][1]])
    rough = _chain([one for one in found if not one[1][1]])
    heads = {number[0]: at for at, number in reversed(fine) if number[1] == 1}
    if fine:
        rough = [(at, number) for at, number in rough if 0 < heads.get(number[0], 0) - at <= MOST_LINES]
    names: dict[tuple[int, int], list[str]] = {}
    for at, number in [*fine, *rough]:
        names.setdefault(number, []).append(lines[at].text)
    return {at: _shared(names[number]) for at, number in sorted([*fine, *rough])}


MOST_LINES = 4
"""So many lines the name of a group takes, straight over its first area."""


def _numbered(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Lines that a number begins which may be an area's (1.2) or a group's (1, as 1.0)."""
    for at, line in enumerate(lines):
        found = _NUMBERED.match(line.text)
        if found is not None and not line.bullet and not is_moment(line.text) and _named(lines, at, found["rest"]):
            yield at, (int(found["major"]), int(found["minor"] or 0))


def _chain(found: Sequence[tuple[int, tuple[int, int]]]) -> list[tuple[int, tuple[int, int]]]:
    """Those that count on from the first, if there are two numbers or more."""
    chain: list[tuple[int, tuple[int, int]]] = []
    for at, number in found:
        if _counts_on(chain[-1][1] if chain else None, number):
            chain.append((at, number))
    return chain if len({number for _, number in chain}) >= FEWEST else []


def _named(lines: Sequence[Line], at: int, rest: str | None) -> bool:
    """Whether a name stands beside the number, or begins on the next line."""
    if rest is not None:
        return True
    return at + 1 < len(lines) and lines[at + 1].text[:1].isupper() and not lines[at + 1].bullet


def _counts_on(last: tuple[int, int] | None, number: tuple[int, int]) -> bool:
    if last is None:
        return number in {(1, 0), (1, 1)}
    if number == last:
        return True
    if number[1]:
        return number in {(last[0], last[1] + 1), (last[0] + 1, 1)}
    return number == (last[0] + 1, 0)


def _shared(texts: Sequence[str]) -> int:
    """The letters of the words that all the texts begin with; 0 for one text, or where only the number is shared."""
    if len(texts) < 2:
        return 0
    words = [text.split(" ") for text in texts]
    size = 0
    while all(len(each) > size for each in words) and len({each[size] for each in words}) == 1:
        size += 1
    return len(" ".join(words[0][:size])) if size > 1 else 0
