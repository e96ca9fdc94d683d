"""Tables in which an area's name stands in a row of its own, over the width of the table."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from samplan.intake.recognisers.flattened.headers import Column, Header, names_areas
from samplan.intake.recognisers.flattened.layout import LayoutTable, segments
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
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


def with_banner_rows(headers: dict[int, Header], layouts: dict[int, LayoutTable], lines: Sequence[Line]) -> None:
    """Give a column for areas to tables kept apart by blanks in which names stand in rows of their own.

    Such a name alone begins at the left edge by a blank line, and the line right below fills nearly all columns.
    """
    for at, table in layouts.items():
        if at not in headers or names_areas(table.columns) is not None or len(table.columns) < 3:
            continue
        body = range(table.body, min(table.end, len(lines)) - 1)
        banners = [place for place in body if _is_banner(lines, place, table)]
        if len(banners) < 2 or banners[0] != table.body:
            continue
        columns = (Column(Role.AREA, "", None, 0.5), *table.columns)
        headers[at] = replace(headers[at], columns=columns)
        _band(table, {id(lines[place]) for place in banners})
        table.columns = columns


def _is_banner(lines: Sequence[Line], at: int, table: LayoutTable) -> bool:
    line, parts, below = lines[at], segments(lines[at]), segments(lines[at + 1])
    if len(parts) != 1 or parts[0].start > table.starts[0] + 1 or line.bullet:
        return False
    if max(line.gap, lines[at + 1].gap) < Gap.BLANK:
        return False
    if len(below) < len(table.columns) - 1 or begins_low(line.text) or len(line.text) > LONGEST:
        return False
    return not line.text.rstrip().endswith((".", ",", ":", ";", "?")) and not signs(line.text) & UNLIKE


def _band(table: LayoutTable, banners: set[int]) -> None:
    """Move the names out of the first column into a column of their own before it, each the first of a row."""
    rows: list[Row] = []
    for row in table.rows:
        named: dict[int, Row] = {}
        now = Row()
        rows.append(now)
        for cell in row.cells:
            kept = [run for run in cell.runs if id(run.line) not in banners]
            for run in (run for run in cell.runs if id(run.line) in banners):
                named[id(run.line)] = Row([CellRuns(0, [run])])
            if kept:
                now.cells.append(CellRuns(cell.column + 1, kept))
        for name in named.values():
            rows.insert(len(rows) if _ends_with(row, banners) else len(rows) - 1, name)
    table.rows = [row for row in rows if row.cells]


def _ends_with(row: Row, banners: set[int]) -> bool:
    """Whether the name is the last line of the row's first cell, so that it belongs to the rows below."""
    runs = row.cells[0].runs
    return len(runs) > 1 and id(runs[-1].line) in banners


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
