"""A flattened table: its cells recovered, and what they hold told to the builder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.flattened.decoding import DOINGS, TIMES, Decoded, decode
from samplan.intake.recognisers.flattened.headers import Column, Header
from samplan.intake.recognisers.flattened.items import Item, items_of
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.flattened.runs import Run, cut_runs
from samplan.intake.recognisers.flattened.telling import Teller
from samplan.intake.recognisers.vocabulary import Role


@dataclass(slots=True)
class CellRuns:
    """A cell under recovery: its column and the runs that stand in it."""

    column: int
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """Cells that stand in one row of the table."""

    cells: list[CellRuns] = field(default_factory=list)


def read_table(
    builder: PlanBuilder, area: AreaBuilder, header: Header, lines: Sequence[Line], year: int | None
) -> None:
    """Recover the table's cells from its lines and tell the builder what they hold."""
    roles = {column.role for column in header.columns}
    runs = cut_runs(lines, times=bool(roles & TIMES), actors=Role.RESPONSIBLE in roles)
    if not runs:
        return
    decoded = decode(runs, header.columns)
    widths = _widths(runs, decoded, len(header.columns))
    teller = Teller(builder, area, year)
    rows = rows_of(runs, decoded)
    if decoded.by_columns:
        rows = [Row([cell for row in rows for cell in row.cells])]
    for row in rows:
        _tell(teller, row, header.columns, widths)


def _tell(teller: Teller, row: Row, columns: Sequence[Column], widths: Sequence[float]) -> None:
    """Tell all cells of a row, its activities with its times."""
    doing: list[tuple[Item, Column]] = []
    times: list[Item] = []
    for cell in row.cells:
        column = columns[cell.column]
        items = items_of(cell.runs, column.role, widths[cell.column])
        if column.role in DOINGS:
            doing.extend((item, column) for item in items)
        elif column.role in TIMES:
            times.extend(items)
        else:
            teller.tell(column, items)
    teller.tell_doing(doing, times)


def rows_of(runs: Sequence[Run], decoded: Decoded) -> list[Row]:
    """Rows of cells, parted where the columns begin again from the left."""
    rows: list[Row] = []
    for run, place in zip(runs, decoded.places, strict=True):
        if rows and not place.begins:
            rows[-1].cells[-1].runs.append(run)
            continue
        last = rows[-1].cells[-1].column if rows else -1
        if not rows or place.column < last:
            rows.append(Row())
        rows[-1].cells.append(CellRuns(place.column, [run]))
    return rows


def _widths(runs: Sequence[Run], decoded: Decoded, count: int) -> list[float]:
    """The widest line of each column."""
    widths = [0.0] * count
    for run, place in zip(runs, decoded.places, strict=True):
        widths[place.column] = max(widths[place.column], float(run.width))
    return widths
