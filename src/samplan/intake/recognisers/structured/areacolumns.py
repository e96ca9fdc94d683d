"""Which column of a table names the plan's areas, where no word over it says so.

An area is known by how its name stands: to the left of what is told of it, merged, repeated or followed by blanks over
several rows, in few words that are no sentence, no time and nobody's name, and numbered perhaps. Each of these counts;
the column with the best sum names the areas, if the sum is large enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.structured.areanames import like_area
from samplan.intake.recognisers.structured.columns import Column, is_code
from samplan.intake.recognisers.structured.content import is_tick, share
from samplan.intake.recognisers.structured.heads import Row
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain

ENOUGH = 2.2
"""The least sum of a column that names areas."""

OPEN = frozenset({Role.UNKNOWN, Role.COMMENT, Role.RESPONSIBLE, Role.ACTIVITY, Role.GOAL, Role.INDICATOR})
"""What an unknown header's content may have been taken for, though it names areas."""
SOFT = frozenset({Role.NEEDS, Role.BACKGROUND, Role.COMMENT, Role.FUND, Role.PERSPECTIVE, Role.ABOUT, Role.KIND})
"""Roles whose words may stand over areas too ("Behov", "Förbättringsområde")."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a column stands in its tables. place: how many columns that say something stand to its left.

    rows: of the tables; runs: its values in order, each once however many rows it holds. many, told: cells that hold
    several paragraphs, as a share: lists, and names over text that tells of them.
    """

    index: int
    place: int
    rows: int
    runs: tuple[str, ...]
    many: float = 0.0
    told: float = 0.0


def standing(index: int, place: int, tables: Sequence[Sequence[Row]]) -> Standing:
    """A column's standing, from the rows of content of all tables that have it."""
    runs: list[str] = []
    many = told = 0
    for rows in tables:
        last: Cell | None = None
        for row in rows:
            cell = row[index] if index < len(row) else None
            if cell is None or not (plain(cell.text) or is_tick(cell.text)):
                continue
            if last is None or (cell is not last and plain(cell.text) != plain(last.text)):
                runs.append(_first(cell))
                more = _texts(cell)[1:]
                told += bool(more) and sum(len(text.split()) for text in more) >= PROSE * len(more)
                many += bool(more)
            last = cell
    count = max(1, len(runs))
    return Standing(index, place, sum(map(len, tables)), tuple(runs), (many - told) / count, told / count)


PROSE = 7
"""Texts under a name that have so many words in the mean tell of what it names."""


def _first(cell: Cell) -> str:
    return next(iter(_texts(cell)), cell.text)


def _texts(cell: Cell) -> list[str]:
    return [part.text for part in cell.content if plain(part.text)]


def says_nothing(column: Column, texts: Sequence[str]) -> bool:
    """Whether a column only numbers, tags or ticks, so that what stands to its right comes first."""
    numbers = column.label.role in (Role.NUMBER, Role.FOCUS_AREA, Role.GROUP, Role.GOAL_REFERENCE, Role.TICK)
    return numbers or (bool(texts) and all(is_code(text) or is_tick(text) for text in texts))


def area_score(column: Standing, *, wanted: bool, doers: bool) -> float:
    """How much speaks for a column naming the areas, 0 if it cannot.

    wanted: nothing else names the areas of these tables. doers: another column tells who does what.
    """
    kinds = {plain(run) for run in column.runs}
    named = sum(map(like_area, column.runs)) / len(column.runs) if column.runs else 0.0
    if len(kinds) < 2 or named < 0.6 or column.many > 0.5:
        return 0.0
    held = min(1.0, column.rows / len(column.runs) - 1)
    scattered = 1 - len(kinds) / len(column.runs)
    numbered = share(column.runs, lambda run: read_title(run).number is not None)
    first = 1.0 if column.place == 0 else 0.0 if column.place > 1 else 0.3
    sum_ = named + first + held + 0.6 * numbered + (0.6 if wanted else -0.4)
    sum_ -= (0.5 if column.place == 0 else 0.2) * scattered
    sum_ -= share(column.runs, only_bodies) * (0.3 if doers else 1.2)
    sum_ -= share(column.runs, lambda run: len(plain(run)) < 4) * 0.8
    return sum_
