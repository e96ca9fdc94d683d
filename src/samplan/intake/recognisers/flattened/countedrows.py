"""Tables whose rows are numbered, and areas' names with numbers of their own in rows between ("1.2 Sömn" over "1.2.1").

Such numbers look like headings; inside a table whose first column is for numbers they are rows as long as they count
on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samplan.intake.recognisers.flattened.headers import Column, Header, names_areas
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.flattened.rawcells import Code, code_of, counts_on, cuts_of
from samplan.intake.recognisers.flattened.repeats import Headers
from samplan.intake.recognisers.flattened.signs import signs
from samplan.intake.recognisers.vocabulary import Role

MOST_LINES = 2
"""So many lines a header takes whose cells came row by row."""
FEWEST = 2
MOST_APART = 14
"""So many lines one numbered row takes at most."""
NO_NAME = frozenset({"time", "money", "measure", "status", "asks"})


def with_counted_rows(lines: Sequence[Line], told: Headers) -> None:
    """Note the lines that begin numbered rows, and give a column for areas to tables that name them in such rows."""
    for at, header in list(told.whole.items()):
        if at in told.layouts or header.columns[0].role is not Role.NUMBER or header.end - header.start > MOST_LINES:
            continue
        rows, names = _counted(lines, header, told)
        told.counted |= rows | names
        if names and names_areas(header.columns) is None:
            told.whole[at] = replace(header, columns=(Column(Role.AREA, "", None, 0.5), *header.columns))


def _counted(lines: Sequence[Line], header: Header, told: Headers) -> tuple[set[int], set[int]]:
    """The lines from a header on that begin rows, and those that hold an area's name."""
    rows: set[int] = set()
    names: set[int] = set()
    last: Code | None = None
    over: Code | None = None
    seen = header.end
    for at in range(header.end, len(lines)):
        code = code_of(lines[at].text) if not lines[at].bullet else None
        if at - seen > MOST_APART:
            break
        again = told.whole.get(at, header)
        if not _same(again, header):
            break
        if code is None:
            continue
        if _names_area(lines, at, code, over):
            names.add(at)
            over, last = code, None
        elif (last is None and (over is None or _under(over, code))) or (last is not None and counts_on(last, code)):
            rows.add(at)
            last = code
        elif last is not None and len(code[1]) == len(last[1]):
            break
        else:
            continue
        seen = at
    return (rows, names) if len(rows) >= FEWEST else (set(), set())


def _same(one: Header, other: Header) -> bool:
    """Whether two headers name the same columns, but for one for areas that was given to either."""
    roles = [[column.role for column in header.columns if column.title] for header in (one, other)]
    return roles[0] == roles[1]


def _under(over: Code, code: Code) -> bool:
    """Whether a number is one of those under another (1.2.1 under 1.2)."""
    return code[0] == over[0] and code[1][: len(over[1])] == over[1] and len(code[1]) == len(over[1]) + 1


def _names_area(lines: Sequence[Line], at: int, code: Code, over: Code | None) -> bool:
    """Whether a numbered line is a name by itself: the numbers right below count its rows."""
    below = next((found for line in lines[at + 1 : at + 3] if (found := code_of(line.text)) is not None), None)
    if below is None or not _under(code, below) or below[1][-1] != 1:
        return False
    return (over is None or counts_on(over, code)) and not signs(lines[at].text) & NO_NAME


def area_names(columns: Sequence[Column], lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a table that hold an area's name, where a column before that for numbers was given for them."""
    if len(columns) < 2 or columns[0].role is not Role.AREA or columns[0].title or columns[1].role is not Role.NUMBER:
        return frozenset()
    found: set[int] = set()
    over: Code | None = None
    for at, line in enumerate(lines):
        code = code_of(line.text) if not line.bullet else None
        if code is not None and _names_area(lines, at, code, over):
            found.add(at)
            over = code
    return frozenset(found)


def holds_cells(line: Line, header: Header) -> bool:
    """Whether a wide line under a header of one line or two is a row of cells and no running text."""
    if header.end - header.start > MOST_LINES or len(header.columns) < CELLS:
        return False
    return len(cuts_of(line)) >= CELLS and ". " not in line.text


CELLS = 3
