"""All headers of a document's flattened tables, and where pages repeat them, whole or in part.

What repeats at the head of every page is set aside as furniture before; of a header of many lines that may take the
first ones. A run of lines that is a part of a known header, and nothing else, therefore repeats it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from samplan.intake.recognisers.flattened.headers import Column, Header, columns_of, find_header, names_columns
from samplan.intake.recognisers.flattened.layout import LayoutTable, find_layout
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.signs import ends_sentence
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain

Known = dict[str, list[tuple[tuple[str, ...], int]]]
"""The lines of known headers by their plain text: all lines of the header, and which of them it is."""
LEFTMOST = frozenset({Role.NUMBER, Role.AREA, Role.GROUP})
FEWEST_LETTERS = 9
"""A part of a header is told by at least so many letters, on two lines or more."""


@dataclass(slots=True)
class Headers:
    """whole: headers by their first line. parts: where a part of a known header stands, first line -> line after.

    counted: lines whose numbers begin rows of a table, though they look like headings."""

    whole: dict[int, Header] = field(default_factory=dict)
    layouts: dict[int, LayoutTable] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    counted: set[int] = field(default_factory=set)


def headers_of(lines: Sequence[Line]) -> Headers:
    """Find them all, in one pass."""
    found = Headers()
    known: Known = {}
    above: set[str] = set()
    counts = Counter(plain(line.text) for line in lines)
    at = 0
    while at < len(lines):
        table = find_layout(lines, at)
        at = _layout(lines, table, found) if table is not None else _tight(lines, at, found, known, above, counts)
    _with_last(lines, found)
    return found


def _layout(lines: Sequence[Line], table: LayoutTable, found: Headers) -> int:
    """Enter a header whose labels stand apart; the line after it."""
    whole = _with_row_above(lines, Header(table.columns, table.start, table.body))
    table.start = whole.start
    found.layouts[whole.start], found.whole[whole.start] = table, whole
    return table.body


def _as_repeated(lines: Sequence[Line], header: Header | None, counts: Counter[str]) -> Header | None:
    """The header up to the last line that comes again with its first: what follows each time anew are cells."""
    if header is None or header.end - header.start < 2 or counts[plain(lines[header.start].text)] < 2:
        return header
    end = header.start + 1
    while end < header.end and counts[plain(lines[end].text)] > 1:
        end += 1
    if end == header.end:
        return header
    columns = columns_of(lines[header.start : end])
    return Header(columns, header.start, end) if columns is not None else header


def _tight(lines: Sequence[Line], at: int, found: Headers, known: Known, above: set[str], counts: Counter[str]) -> int:
    """Enter the header, or the part of a known one, that begins at a line; the line after it."""
    header = _as_repeated(lines, find_header(lines, at), counts)
    part = _part(lines, at, known)
    if part and (header is None or header.end <= part):
        glued = at and (at - 1) not in found.whole and _glued(lines, at, known)
        found.parts[at - 1 if glued else at] = part
        return part
    if header is None:
        return at + 1
    if header.end == at + 1 and plain(lines[at].text) in above:
        found.parts[at] = header.end
        return header.end
    _remember(known, lines, header)
    header = _with_row_above(lines, header)
    if header.start < at:
        above.add(plain(lines[header.start].text))
    found.whole[header.start] = header
    return header.end


def _with_last(lines: Sequence[Line], found: Headers) -> None:
    """Headers with an unknown last column: the same word or two that their block ends with, each time."""
    ends = {at: _closing(lines, header) for at, header in found.whole.items() if at not in found.layouts}
    counts = Counter(text for text in ends.values() if text)
    for at, text in ends.items():
        if counts[text] > 1:
            header = found.whole[at]
            columns = (*header.columns, Column(None, text, None, 0.0))
            found.whole[at] = Header(columns, header.start, header.end + 1)


def _closing(lines: Sequence[Line], header: Header) -> str:
    at = header.end
    if at + 1 >= len(lines) or lines[at].gap is not Gap.NEXT or lines[at + 1].gap < Gap.BLANK:
        return ""
    text = lines[at].text
    return text if len(text.split()) <= 2 and text[:1].isupper() and not ends_sentence(text) else ""


def _remember(known: Known, lines: Sequence[Line], header: Header) -> None:
    texts = tuple(plain(line.text) for line in lines[header.start : header.end])
    for place, text in enumerate(texts):
        places = known.setdefault(text, [])
        if all(other != texts for other, _ in places):
            places.append((texts, place))


def _part(lines: Sequence[Line], at: int, known: Known) -> int:
    """The line after a part of a known header that begins here, 0 if none; a whole header is no part."""
    best = entire = 0
    for texts, place in known.get(plain(lines[at].text), ()):
        end = at
        while end < len(lines) and place + end - at < len(texts) and plain(lines[end].text) == texts[place + end - at]:
            end += 1
        size = end - at
        letters = sum(len(text) for text in texts[place : place + size])
        whole = size == len(texts)
        entire = max(entire, end if whole and size == 1 else 0)
        if not whole and (size >= 2 or names_columns(lines[at].text)) and letters >= FEWEST_LETTERS:
            best = max(best, end)
    return best if best > entire else 0


def _glued(lines: Sequence[Line], at: int, known: Known) -> bool:
    """Whether the line above ends with what the part lacks, glued to the words of a page's edge."""
    above = plain(lines[at - 1].text)
    missing = {texts[place - 1] for texts, place in known.get(plain(lines[at].text), ()) if place}
    return any(above.endswith(text) and len(text) >= FEWEST_LETTERS for text in missing)


def _with_row_above(lines: Sequence[Line], header: Header) -> Header:
    """The header with a row of labels over groups of its columns ("Mål", "Genomförande") as its first line."""
    above = header.start - 1
    if above >= 0 and names_columns(lines[above].text):
        return Header((*_over_rows(lines[above], header), *header.columns), above, header.end)
    return header


def _over_rows(line: Line, header: Header) -> tuple[Column, ...]:
    """The first labels of a row over the header that name what only a table's first columns hold: they span both."""
    told = columns_of([line]) or ()
    known = {column.role for column in header.columns}
    leading = takewhile(lambda column: column.role in LEFTMOST, told)
    return tuple(column for column in leading if column.role not in known)
