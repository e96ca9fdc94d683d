"""Tells a page's running headers, footers and page numbers from its text, by where they stand and that they repeat.

Used for every format that comes as pages of lines (PDF, text taken from a PDF).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from samplan.documents.folding import fold

Kind = Literal["header", "footer", "page_number"]
Page = Sequence[str]

EDGE = 4
"""So many lines from a page's edge may be furniture."""

FEWEST = 3
"""A line must stand on at least so many pages to be a running one."""

SHARE = 0.3
"""…and on this share of the pages."""

LONGEST = 150

_EXPLICIT = re.compile(
    r"[-–|\s]*(?:"
    r"(?:sida|sidan|sidnr|sid|page)\.?\s*:?\s*\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?"
    r"|s\.\s*\d{1,4}|\d{1,4}\s*\(\s*\d{1,4}\s*\)|\d{1,4}\s+(?:av|of)\s+\d{1,4}"
    r")[-–|\s.]*",
    re.IGNORECASE,
)
_LONE = re.compile(r"[-–|\s\[(]*(\d{1,4})[-–|\s\])]*")
_SECTION = re.compile(r"\s*\d+\.\d")
_NUMBERED_TITLE = re.compile(r"(?:\w+\s+){3,}\d{1,4}$")
_NUMBER = re.compile(r"\d+")
_LEADERS = re.compile(r"(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*\d{1,4}\s*$")


def is_page_number(line: str) -> bool:
    """Whether a line says by itself that it is a page number ("Sida 3 av 10", "sid 22", "3 (12)")."""
    return bool(_EXPLICIT.fullmatch(line))


def is_contents_line(line: str) -> bool:
    """Whether a line is one of a table of contents: leading dots and a page number at its end."""
    return bool(_LEADERS.search(line))


def recognise(pages: Sequence[Page]) -> list[dict[int, Kind]]:
    """For each page: which of its lines (by index) are furniture, and of which kind.

    A line is furniture when it stands at the top or at the bottom of several pages in the same words, its numbers
    at most counting the pages; when it is a lone number that counts the pages; or when it says that it is a page
    number. It is only taken when all lines between it and the page's edge are furniture too.
    """
    counting = {side: _Repeats(pages, side) for side in ("header", "footer")}
    found: list[dict[int, Kind]] = []
    for number, page in enumerate(pages):
        marks: dict[int, Kind] = {}
        for repeats in counting.values():
            for index in edge(page, bottom=repeats.side == "footer"):
                kind = repeats.kind(page[index], number)
                if kind is None:
                    break
                marks.setdefault(index, kind)
        found.append(marks)
    return found


def edge(page: Page, *, bottom: bool = False) -> Iterator[int]:
    """The indexes of the outermost `EDGE` lines that are not blank, from the edge inwards."""
    indexes: Iterable[int] = range(len(page) - 1, -1, -1) if bottom else range(len(page))
    taken = 0
    for index in indexes:
        if page[index].strip():
            yield index
            taken += 1
            if taken == EDGE:
                return


class _Repeats:
    """What repeats at one edge of the pages."""

    def __init__(self, pages: Sequence[Page], side: str) -> None:
        self.side: Kind = "footer" if side == "footer" else "header"
        same: Counter[str] = Counter()
        offsets: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for number, page in enumerate(pages):
            lines = {fold(page[index]) for index in edge(page, bottom=side == "footer")}
            same.update(lines)
            for line in lines:
                offsets[_bare(line)].update({int(each) - number for each in _NUMBER.findall(line)[:4] if len(each) < 6})
        least = max(FEWEST, round(len(pages) * SHARE))
        self._same = {line for line, count in same.items() if count >= least and len(line) <= LONGEST}
        self._counted = {
            bare: offset
            for bare, counts in offsets.items()
            for offset, count in counts.most_common(1)
            if count >= least and len(bare) <= LONGEST
        }

    def kind(self, line: str, number: int) -> Kind | None:
        """What a line at the edge of page `number` (from 0) is, None if it is text."""
        text = fold(line)
        if is_page_number(text):
            return "page_number"
        bare = _bare(text)
        offset = self._counted.get(bare)
        if (
            offset is not None
            and self._may_count(text)
            and str(number + offset) in (each.lstrip("0") for each in _NUMBER.findall(text))
        ):
            return "page_number" if _LONE.fullmatch(text) else self.side
        if _LONE.fullmatch(text):
            return None
        return self.side if text in self._same else None

    def _may_count(self, line: str) -> bool:
        """Whether a line's number can be the page's: at the top "Mål 3" and "1.3 Unga" may be headings instead."""
        if _LONE.fullmatch(line) or "|" in line:
            return True
        if _SECTION.match(line):
            return False
        return self.side == "footer" or bool(_NUMBERED_TITLE.search(line))


def _bare(line: str) -> str:
    return _NUMBER.sub("#", line)
