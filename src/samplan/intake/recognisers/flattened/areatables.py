"""A table that holds many areas: one column names the area, and its rows follow until the next name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.intake.recognisers.flattened.focus import Focus, focus_in
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.lines import blocks_of
from samplan.intake.recognisers.flattened.names import split_name
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
from samplan.intake.recognisers.flattened.tables import Telling, text_of
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain

SURE = 0.8


def read_area_rows(
    builder: PlanBuilder, columns: Sequence[Column], rows: Sequence[Row], focus: Focus, over: Found | None = None
) -> None:
    """Tell the builder the areas of a table and what each holds. over: the heading of the group it stands under."""
    telling = Telling(builder, columns, rows)
    area: AreaBuilder | None = None
    group: CellRuns | None = None
    heading = _group_rows(columns, rows)
    numbers = _numbers_beside(columns, rows)
    for number, row in enumerate(rows):
        if number in heading:
            group = row.cells[0]
            builder.place(area, _pieces(builder, row.cells))
            continue
        named = [cell for cell in row.cells if columns[cell.column].role is Role.AREA]
        groups = [cell for cell in row.cells if columns[cell.column].role is Role.GROUP]
        group = groups[-1] if groups else group
        for cell in named:
            found = _area(builder, cell, focus)
            area = found if found is not None else area
            if found is not None and found.number is None and numbers.get(plain(str(found.title.value))):
                found.number = Found(numbers[plain(str(found.title.value))], _pieces(builder, row.cells[:1]), SURE)
            if area is not None and group is not None and area.group is None:
                area.group = Found(split_name(text_of(group.runs))[1], _pieces(builder, [group]), SURE)
            elif area is not None and over is not None and area.group is None:
                area.group = over
        if area is None:
            continue
        builder.place(area, _pieces(builder, row.cells))
        rest = Row([cell for cell in row.cells if columns[cell.column].role not in {Role.AREA, Role.GROUP}])
        telling.tell(area, rest)


def _numbers_beside(columns: Sequence[Column], rows: Sequence[Row]) -> dict[str, str]:
    """The areas' numbers by their plain names, where a column of numbers has one for each area, not for each row."""
    found: dict[str, set[str]] = {}
    for row in rows:
        told = {columns[cell.column].role: text_of(cell.runs) for cell in row.cells}
        if told.get(Role.AREA):
            found.setdefault(plain(split_name(told[Role.AREA])[1]), set()).add(told.get(Role.NUMBER, ""))
    each = [number for numbers in found.values() for number in numbers]
    if len(each) > len(found) or len(set(each)) < len(each):
        return {}
    return {name: number.rstrip(".)") for name, numbers in found.items() for number in numbers if number[:1].isdigit()}


def _group_rows(columns: Sequence[Column], rows: Sequence[Row]) -> set[int]:
    """Rows that hold nothing but a name whose number the next row's goes on from ("1. X" over "1.1 Y")."""
    found: set[int] = set()
    for at, (row, below) in enumerate(pairwise(rows)):
        if len(row.cells) != 1 or any(columns[r.cells[0].column].role is not Role.AREA for r in (row, below)):
            continue
        number, _ = split_name(text_of(row.cells[0].runs))
        under, _ = split_name(text_of(below.cells[0].runs))
        if number and under and under.startswith(f"{number}."):
            found.add(at)
    return found


def _area(builder: PlanBuilder, cell: CellRuns, focus: Focus) -> AreaBuilder | None:
    number, title = split_name(text_of(cell.runs))
    if not title:
        return None
    pieces = _pieces(builder, [cell])
    known = next((a for a in builder.areas if plain(str(a.title.value)) == plain(title)), None)
    if known is not None:
        return known
    area = builder.add_area(title, pieces, SURE)
    if number:
        area.number = Found(number, pieces, SURE)
    for focus_number in focus_in(title, focus):
        area.add_focus(focus_number, pieces, SURE)
    return area


def _pieces(builder: PlanBuilder, cells: Iterable[CellRuns]) -> tuple:  # type: ignore[type-arg]
    return builder.ledger.of(*blocks_of(run.line for cell in cells for run in cell.runs))
