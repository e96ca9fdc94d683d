"""Tables in which an area's name stands in a row of its own, over the width of the table."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from samplan.intake.recognisers.flattened.headers import Column, Header, names_areas
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.signs import begins_low, signs, unfinished
from samplan.intake.recognisers.vocabulary import Role

BODIES = frozenset({Role.RESPONSIBLE, Role.ACTOR})
LONGEST = 70
MOST = 0.6
UNLIKE = frozenset({
    "measure", "infinitive", "money", "status", "catalogue", "time", "state", "must", "begins_att", "question",
    "asks", "number", "horizon", "numbered",
})  # fmt: skip
"""What an area's name does not read like; where names are numbered, the outline finds them."""


def with_title_rows(
    headers: dict[int, Header], ends: dict[int, int], lines: Sequence[Line], apart: Container[int]
) -> None:
    """Give a column for areas to tables whose first row is a name alone, if most of the document's tables begin so.

    apart: tables whose columns the text keeps apart, which are left as they are.
    """
    tables = [at for at, header in headers.items() if names_areas(header.columns) is None and header.end > header.start]
    tables = [at for at in tables if at not in apart and headers[at].columns[0].role not in BODIES]
    named = [at for at in tables if is_title_row(lines, headers[at].end, ends[at])]
    if not named or len(named) < MOST * len(tables):
        return
    for at in tables:
        columns = (Column(Role.AREA, "", None, 0.5), *headers[at].columns)
        headers[at] = replace(headers[at], columns=columns)


def is_title_row(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a line within a table, which ends before `end`, is a name alone: the next line begins something else."""
    if at + 1 >= end:
        return False
    line, after = lines[at], lines[at + 1]
    if line.bullet or len(line.text) > LONGEST or begins_low(line.text) or unfinished(line.text):
        return False
    if line.text.rstrip().endswith((".", ",", ":", ";", "?")) or signs(line.text) & UNLIKE:
        return False
    if after.gap is Gap.SAME or (begins_low(after.text) and not after.bullet):
        return False
    return after.gap >= Gap.BLANK or not _blank_parted(lines, at, end)


def _blank_parted(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether blank lines part the cells of a table."""
    return sum(line.gap is Gap.BLANK for line in lines[start:end]) >= 0.18 * (end - start)
