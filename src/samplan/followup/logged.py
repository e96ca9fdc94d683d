"""Occasions of courses that whoever answers for an area has logged: what they add to what bodies answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from samplan.followup.filled import course_rows
from samplan.followup.shapes import CourseRow, Logged

People = tuple[tuple[str, int], ...]
FIELD = "occasions"
"""The field by which an answer tells of occasions; a logged one is read as a row of it."""


def beyond(told: Iterable[CourseRow], logged: Sequence[CourseRow]) -> list[tuple[bool, People]]:
    """For each logged occasion whether nobody else has told of it, and those of its people that nobody else has.

    Two rows are one occasion when they have the same day and place; where one of them tells no place, the day alone.
    Of an employer that both tell of, what was told first counts, and what bodies answer comes before what is logged.
    """
    known, found = list(told), []
    for row in logged:
        same = [one for one in known if _is_same(one, row)]
        names = {_key(name) for one in same for name, _n in one.people}
        found.append((not same, tuple((name, n) for name, n in row.people if _key(name) not in names)))
        # A row without a place belongs where it was found, and to no other occasion of the day: whichever came first.
        place = row.place or next((one.place for one in same), "")
        known = [replace(one, place=one.place or place) if _is_same(one, row) else one for one in known]
        known.append(replace(row, place=place))
    return found


def _is_same(one: CourseRow, other: CourseRow) -> bool:
    places = {_key(one.place), _key(other.place)}
    return one.on is not None and one.on == other.on and (len(places) == 1 or "" in places)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def logged_of(code: str, frozen: Mapping[str, Any], answers: Iterable[Mapping[str, Any]]) -> tuple[Logged, ...]:
    """What was logged to a question in a frozen round, beside the values of the answers to it, in order of day."""
    values = [one for one in frozen.get("logged", ()) if one["code"] == code]
    rows = [row for one in values for row in course_rows({FIELD: [one]})]
    added = beyond([row for more in answers for row in course_rows(more)], rows)
    told = zip(values, rows, added, strict=True)
    return tuple(Logged(area=one["area"], row=row, fresh=fresh, people=people) for one, row, (fresh, people) in told)


def as_answers(logged: Iterable[Logged]) -> list[dict[str, Any]]:
    """What is logged beyond the answers, as if it were answers: for those who count people by employer."""
    return [
        {FIELD: [{"on": one.row.on.isoformat() if one.row.on else "", "place": "", "instructor": "", "people": people}]}
        for one in logged
        if (people := [list(pair) for pair in one.people])
    ]
