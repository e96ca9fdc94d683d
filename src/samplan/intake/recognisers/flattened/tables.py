"""A flattened table: its cells recovered, and what they hold told to the builder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.flattened.areastarts import area_starts, numbers_areas, row_starts
from samplan.intake.recognisers.flattened.decoding import DOINGS, TIMES, Decoded, decode
from samplan.intake.recognisers.flattened.headers import Column
from samplan.intake.recognisers.flattened.items import Item, items_of, run_text
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.flattened.rawrows import raw_rows
from samplan.intake.recognisers.flattened.rows import CellRuns, Row
from samplan.intake.recognisers.flattened.runs import Run, cut_runs
from samplan.intake.recognisers.flattened.telling import Teller
from samplan.intake.recognisers.vocabulary import Role


def recover_rows(columns: Sequence[Column], lines: Sequence[Line], *, raw: bool = False) -> list[Row]:
    """The rows of a table of which only lines are left. raw: its cells came one after another, row by row."""
    if raw:
        return raw_rows(columns, lines)
    roles = {column.role for column in columns}
    runs = cut_runs(
        lines,
        times=bool(roles & TIMES),
        actors=bool(roles & {Role.RESPONSIBLE, Role.ACTOR}),
        horizons=Role.HORIZON in roles,
        areas=area_starts(lines) if numbers_areas(columns) else row_starts(columns, lines),
    )
    if not runs:
        return []
    decoded = decode(runs, columns)
    rows = rows_of(runs, decoded)
    return [Row([cell for row in rows for cell in row.cells])] if decoded.by_columns else rows


def rows_of(runs: Sequence[Run], decoded: Decoded) -> list[Row]:
    """Rows of cells, parted where the columns begin again from the left."""
    rows: list[Row] = []
    for run, place in zip(runs, decoded.places, strict=True):
        if rows and not place.begins:
            rows[-1].cells[-1].runs.append(run)
            continue
        last = rows[-1].cells[-1].column if rows else -1
        if not rows or place.column < last or run.names:
            rows.append(Row())
        rows[-1].cells.append(CellRuns(place.column, [run]))
    return rows


def text_of(runs: Sequence[Run]) -> str:
    """A cell's text."""
    return run_text(runs)


class Telling:
    """Tells the rows of one table: the items of each cell, activities with the times of their row."""

    def __init__(self, builder: PlanBuilder, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self.builder = builder
        self.columns = columns
        self.widths = [0.0] * len(columns)
        for row in rows:
            for cell in row.cells:
                widest = max((float(run.width) for run in cell.runs), default=0.0)
                self.widths[cell.column] = max(self.widths[cell.column], widest)

    def _level(self, row: Row) -> Role | None:
        """How far ahead the row's goals look, where a column of its own says so."""
        for cell in row.cells:
            if self.columns[cell.column].role is Role.HORIZON:
                return _horizon(text_of(cell.runs))
        return None

    def tell(self, area: AreaBuilder, row: Row, year: int | None = None) -> None:
        """Tell all cells of a row."""
        teller = Teller(self.builder, area, year)
        doing: list[tuple[Item, Column]] = []
        times: list[tuple[Item, Role]] = []
        asked: list[tuple[Item, Role]] = []
        level = self._level(row)
        for cell in row.cells:
            column = self.columns[cell.column]
            if column.role is Role.GOAL and level is not None:
                column = replace(column, role=level)
            items = items_of(cell.runs, column.role, self.widths[cell.column])
            if column.role in ASKING:
                asked.extend((item, column.role) for item in items)
            elif column.role in DOINGS:
                doing.extend((item, column) for item in items)
            elif column.role in TIMES:
                times.extend((item, column.role) for item in items)
            elif column.role is Role.RESPONSIBLE and asked:
                asked.extend((item, Role.ACTOR) for item in items)
            else:
                teller.tell(column, items)
        teller.tell_doing(doing, times)
        teller.tell_asked(asked)


def _horizon(text: str) -> Role:
    return Role.LONG_GOAL if text.strip().lower().startswith(("l", "på l")) else Role.SHORT_GOAL


ASKING = frozenset({Role.QUESTION, Role.PROPOSAL, Role.ACTOR})
