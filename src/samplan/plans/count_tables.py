"""Tables of old documents that count who took part in courses and days, by employer. Pure.

Either a line for each course, day and employer with the number in a column of its own, or a line for each course and
day with the employers as columns. Sums are left out, so that nobody is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.documents.folding import fold

Row = Sequence[str]
_NUMBER = re.compile(r"^\d{1,3}(?:[ \u00a0]?\d{3})*$")
_DAY = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
NONE = frozenset({"", "-", "–", "—"})


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    named: tuple[str, ...]
    course: tuple[str, ...]
    day: tuple[str, ...]
    place: tuple[str, ...]
    instructor: tuple[str, ...]
    employer: tuple[str, ...]
    number: tuple[str, ...]
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one employer took part in a course. employer is "", on and year are None where not told."""

    course: str
    employer: str
    n: int
    on: date | None = None
    year: int | None = None
    place: str = ""
    instructor: str = ""


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = (files("samplan") / "catalogue" / "count_words.yaml").read_text(encoding="utf-8")
    return _Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def read_counts(rows: Sequence[Row], caption: str = "") -> tuple[Counted, ...]:
    """What a table counts; nothing for any other table. caption: the words over it."""
    filled = [[fold(cell) for cell in row] for row in rows if any(fold(cell) for cell in row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) < 2 or width < 2:
        return ()
    header, *lines = [[*row, *[""] * (width - len(row))] for row in filled]
    if not any(word in " ".join([caption, *header]).casefold() for word in _words().named):
        return ()
    return _Reader(header, lines).read()


class _Reader:
    """One table with its columns told by the words over them."""

    def __init__(self, header: list[str], lines: list[list[str]]):
        self.header = header
        self.lines = [line for line in lines if not _begins(line[0], _words().sums)]
        self.course = self._column(_words().course)
        self.day, self.place = self._column(_words().day), self._column(_words().place)
        self.instructor = self._column(_words().instructor)

    def _column(self, words: Sequence[str]) -> int | None:
        return next((n for n, cell in enumerate(self.header) if _begins(cell, words)), None)

    def read(self) -> tuple[Counted, ...]:
        """By lines where a column holds the number, else by columns of employers."""
        if self.course is None or not self.lines:
            return ()
        told = {self.course, self.day, self.place, self.instructor}
        free = [n for n in range(len(self.header)) if n not in told]
        numbers = [n for n in free if _begins(self.header[n], _words().number)]
        employers = [n for n in free if _begins(self.header[n], _words().employer) and not self._counts(n)]
        if len(numbers) == 1 and self._counts(numbers[0]):
            return self._by_lines(numbers[0], employers[0] if employers else None)
        columns = [n for n in free if self._counts(n) and not _begins(self.header[n], _words().sums)]
        columns = [n for n in columns if self.header[n] and n not in numbers]
        return self._by_columns(columns) if columns else ()

    def _counts(self, column: int) -> bool:
        """Whether every cell of a column is a number or nothing, and one at least is a number."""
        cells = [line[column] for line in self.lines if line[column] not in NONE]
        return bool(cells) and all(_NUMBER.match(cell) for cell in cells)

    def _by_lines(self, number: int, employer: int | None) -> tuple[Counted, ...]:
        found, course = [], ""
        for line in self.lines:
            course = line[self.course or 0] or course
            if course and line[number] not in NONE:
                found.append(self._counted(line, course, line[employer] if employer is not None else "", line[number]))
        return tuple(found)

    def _by_columns(self, columns: Sequence[int]) -> tuple[Counted, ...]:
        found, course = [], ""
        for line in self.lines:
            course = line[self.course or 0] or course
            cells = [(self.header[n], line[n]) for n in columns if line[n] not in NONE]
            found += [self._counted(line, course, name, cell) for name, cell in cells if course]
        return tuple(found)

    def _counted(self, line: list[str], course: str, employer: str, cell: str) -> Counted:
        when = line[self.day] if self.day is not None else ""
        year = _YEAR.search(when)
        return Counted(
            course=course,
            employer=employer,
            n=int(re.sub(r"\D", "", cell)),
            on=_day(when),
            year=int(year[1]) if year else None,
            place=line[self.place] if self.place is not None else "",
            instructor=line[self.instructor] if self.instructor is not None else "",
        )


def _day(text: str) -> date | None:
    told = _DAY.search(text)
    try:
        return date(int(told[1]), int(told[2]), int(told[3])) if told else None
    except ValueError:
        return None


def _begins(text: str, words: Sequence[str]) -> bool:
    return any(part.startswith(tuple(words)) for part in text.casefold().split()[:2])
