"""Reads a source's word for a period. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samplan.analysis.results import PeriodKind


@dataclass(frozen=True, slots=True)
class Read:
    """A period that is read: kind, first day, years."""

    kind: PeriodKind
    start: date
    years: int = 1


SCHOOL_YEAR = re.compile(r"(?P<year>\d{4})\s*/\s*(?:\d{4}|\d{2})")
WINDOW = re.compile(r"(?P<year>\d{4})\s*[-–/]\s*(?P<last>\d{4})")
QUARTER = re.compile(r"(?P<year>\d{4})\s*(?:K|Q|kv)\s*(?P<part>[1-4])", re.IGNORECASE)
MONTH = re.compile(r"(?P<year>\d{4})\s*[M-]\s*(?P<part>\d{2})", re.IGNORECASE)
YEAR = re.compile(r"(?P<year>\d{4})(?:-01-01)?")


def read_period(word: str, years: int = 1) -> Read | None:
    """What a period is, None when the word is none.

    years: how many the indicator pools; a bare year is then the last of them, as Kolada writes "2024" for 2021–2024.
    """
    word = word.strip()
    if found := YEAR.fullmatch(word):
        last = int(found["year"])
        if years > 1:
            return Read(PeriodKind.WINDOW, date(last - years + 1, 1, 1), years)
        return Read(PeriodKind.YEAR, date(last, 1, 1))
    if found := QUARTER.fullmatch(word):
        return Read(PeriodKind.QUARTER, date(int(found["year"]), 3 * int(found["part"]) - 2, 1))
    if (found := MONTH.fullmatch(word)) and 1 <= int(found["part"]) <= 12:
        return Read(PeriodKind.MONTH, date(int(found["year"]), int(found["part"]), 1))
    if found := WINDOW.fullmatch(word):
        first, last = int(found["year"]), int(found["last"])
        if "/" in word and last == first + 1:
            return Read(PeriodKind.SCHOOL_YEAR, date(first, 7, 1))
        return Read(PeriodKind.WINDOW, date(first, 1, 1), last - first + 1) if first < last < first + 31 else None
    if found := SCHOOL_YEAR.fullmatch(word):
        return Read(PeriodKind.SCHOOL_YEAR, date(int(found["year"]), 7, 1))
    return None
