"""Tables over all areas, a row for each: its costs, how far its goals are reached, which focus areas it serves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from samplan.documents.blocks import Table
from samplan.intake.recognisers.builder import AreaBuilder
from samplan.intake.recognisers.structured.columns import Column, column_texts, columns, holds_money
from samplan.intake.recognisers.structured.content import all_ticks, is_tick
from samplan.intake.recognisers.structured.heads import Row, distinct
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.titles import is_number, read_title
from samplan.intake.recognisers.structured.writer import Writer
from samplan.intake.recognisers.values import read_goal_status
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain

PLANNING = frozenset(
    {Role.ACTIVITY, Role.REPORTED, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.QUESTION, Role.PROPOSAL}
)
"""What only the plan's own tables hold: such a table is no summary of others."""

Find = Callable[[str, str | None], AreaBuilder | None]


def keys(text: str) -> set[str]:
    """By what an area is known: its title, its number and both."""
    title = read_title(text)
    return {plain(text), plain(title.title), plain(title.number or "")} - {""}


class Summaries:
    """Holds the tables over all areas until the areas are read."""

    def __init__(self, writer: Writer, titles: Iterable[str]) -> None:
        self.writer = writer
        self.ledger = writer.ledger
        self.known = {key for title in titles for key in keys(title)}
        self._held: list[Shape] = []

    def is_summary(self, found: Shape) -> bool:
        """Whether a table tells of areas that are known elsewhere, by its first column: costs, goals, focus areas."""
        grid = [row for row in found.grid if distinct(row)]
        if found.told() or len(grid) < 3 or len(grid[0]) < 2 or PLANNING & set(found.roles()):
            return False
        if self._names(grid, 0):
            return bool(_ticks(grid)) or bool(_costs(grid, 0)) or bool(_states(grid))
        return _numbers_first(grid) and self._names(grid, 1) and _tells_costs_alone(grid)

    def _names(self, grid: Sequence[Row], index: int) -> bool:
        """Whether a column names areas that are known elsewhere."""
        names = column_texts(index, grid[1:])
        known = [name for name in names if keys(name) & self.known]
        return len(known) > 1 and len(known) * 10 >= len(names) * 6

    def hold(self, table: Table, found: Shape) -> None:
        """Keep a table for later."""
        self._held.append(found)

    def settle(self, find: Find) -> None:
        """Write the tables into their areas, now that all areas are known."""
        for found in self._held:
            grid = [row for row in found.grid if distinct(row)]
            self.writer.builder.label(self.ledger.of(*distinct(grid[0])))
            at = 0 if not _numbers_first(grid) or not self._names(grid, 1) else 1
            ticks, costs, states = _ticks(grid), _costs(grid, at), _states(grid)
            for row in grid[1:]:
                name = row[at]
                title = read_title(name.text) if name is not None else None
                area = find(title.title, title.number) if title else None
                if area is None or name is None:
                    continue
                self.writer.builder.place(area, self.ledger.of(*distinct(row)))
                self.writer.builder.label(self.ledger.of(name))
                self._tick(area, row, ticks)
                self._cost(area, row, costs, grid[0])
                for index in states:
                    cell = row[index]
                    if cell is not None and plain(cell.text):
                        self.writer.put(area, Label((Role.GOAL_STATUS,), 0.9), cell.content)

    def _tick(self, area: AreaBuilder, row: Row, ticks: Sequence[tuple[int, str]]) -> None:
        for index, header in ticks:
            cell = row[index]
            if cell is not None and is_tick(cell.text):
                for number in self.writer.focus.ticked(header):
                    area.add_focus(number, self.ledger.of(cell), 0.9)

    def _cost(self, area: AreaBuilder, row: Row, costs: Sequence[Column], header: Row) -> None:
        year = next((i for i, cell in enumerate(header) if cell is not None and _is_year(cell.text)), None)
        cell = row[year] if year is not None else None
        years = years_in(cell.text) if cell is not None else None
        for column in costs:
            here = row[column.index]
            if here is not None and plain(here.text):
                label = Label((Role.COST,), 0.9, years=column.label.years or years)
                self.writer.costs(area, label, here.content, column.written)


def _is_year(text: str) -> bool:
    label = vocabulary().label(text, loose=True)
    return bool(label and label.may(Role.YEAR))


def _ticks(grid: Sequence[Row]) -> list[tuple[int, str]]:
    """The columns of ticks, with their headers."""
    found = []
    for index, cell in enumerate(grid[0]):
        if index and cell is not None and all_ticks(column_texts(index, grid[1:])):
            found.append((index, cell.text))
    return found


def _states(grid: Sequence[Row]) -> list[int]:
    """The columns that judge goals in a few words: nearly all that stands in them says how far a goal is reached."""
    found = []
    for index, cell in enumerate(grid[0]):
        label = vocabulary().label(cell.text, loose=True) if index and cell is not None else None
        texts = column_texts(index, grid[1:])
        judged = [text for text in texts if len(text.split()) <= 6 and read_goal_status(text) is not None]
        if label is not None and label.may(Role.GOAL_STATUS) and texts and len(judged) * 10 >= len(texts) * 7:
            found.append(index)
    return found


def _numbers_first(grid: Sequence[Row]) -> bool:
    """Whether the first of three or more columns only numbers the rows."""
    texts = column_texts(0, grid[1:])
    return len(grid[0]) > 2 and bool(texts) and all(map(is_number, texts))


def _tells_costs_alone(grid: Sequence[Row]) -> bool:
    """Whether all that stands right of numbers and names is costs: with more it is a table of areas that have costs."""
    held = [index for index in range(2, len(grid[0])) if column_texts(index, grid[1:])]
    return bool(held) and held == [column.index for column in _costs(grid, 1)]


def _costs(grid: Sequence[Row], at: int) -> list[Column]:
    """The columns of costs: sums of money under a header that says what things cost. at: the column of names."""
    named = columns(grid[0], None, grid[1:])
    first = grid[0][at]
    area = vocabulary().label(first.text, loose=True) if first is not None else None
    if area is None or not area.may(Role.AREA):
        return []
    return [
        column
        for column in named
        if column.index > at and holds_money(column.index, grid[1:]) and _COSTS.search(plain(column.written))
    ]


_COSTS = re.compile(r"kostnad|\bbudget")


def told_titles(shapes: Iterable[Shape]) -> list[str]:
    """The names that the columns for areas of a plan's own tables hold."""
    found: list[str] = []
    for each in shapes:
        for number, header in each.headers.items():
            for column in header:
                if column.label.role is Role.AREA:
                    names = column_texts(column.index, each.grid[number + 1 :])
                    found += [name for name in names if not is_number(name)]
        found += each.titles()
    return found
