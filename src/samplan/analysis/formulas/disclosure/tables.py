"""A table as an intruder sees it: cells, and which of them add up to which.

A cell may be published or not; years that only stand in windows of years are not, and yet windows tell of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats

Key = tuple[Hashable, ...]
"""What a cell is called: ("2104", "K"), ("2104", "K", 2020)."""


class Sum(NamedTuple):
    """One cell is the sum of others."""

    total: Key
    parts: tuple[Key, ...]


class Axis(NamedTuple):
    """One way of dividing: the whole, and its parts (the county and its municipalities; all, women and men)."""

    whole: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts (whole numbers from nought) with their sums.

    unpublished: cells that are never shown, as the years inside windows. known: cells that stand elsewhere, so that
    hiding them here hides nothing. Raises CannotCompute "parts_do_not_add" when a sum is not one, "missing_cell" when
    it names a cell that is not there, "negative_count".
    """

    values: Mapping[Key, int]
    sums: tuple[Sum, ...]
    unpublished: frozenset[Key] = frozenset()
    known: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        """The sums hold; else the audit would prove things of another table."""
        if any(v < 0 for v in self.values.values()):
            raise CannotCompute("negative_count", "A count is below nought.")
        for total, parts in self.sums:
            if missing := [k for k in (total, *parts) if k not in self.values]:
                raise CannotCompute("missing_cell", f"A sum names cells that are not there: {missing}.")
            if self.values[total] != sum(self.values[p] for p in parts):
                raise CannotCompute("parts_do_not_add", f"The parts of {total!r} do not add up to it.")

    @property
    def published(self) -> tuple[Key, ...]:
        """The cells that are shown unless they are hidden."""
        return tuple(k for k in self.values if k not in self.unpublished)

    def matrix(self) -> Floats:
        """The sums as a matrix over the cells in their order: its product with the values is nought."""
        place = {key: i for i, key in enumerate(self.values)}
        found = np.zeros((len(self.sums), len(place)))
        for row, (total, parts) in enumerate(self.sums):
            found[row, place[total]] -= 1
            for part in parts:
                found[row, place[part]] += 1
        return found


def crossed(values: Mapping[Key, int], axes: Sequence[Axis], **more: frozenset[Key]) -> Table:
    """A table divided in several ways at once, with all its totals: municipality and sex, say.

    values: one for each choice of a part or the whole along every axis.
    """
    return Table(values, sums_of(axes), **more)


def sums_of(axes: Sequence[Axis], tail: Key = ()) -> tuple[Sum, ...]:
    """What adds up in a table divided along these axes; tail: what stands last in each cell's name."""
    found = []
    for i, axis in enumerate(axes):
        others = [(a.whole, *a.parts) for j, a in enumerate(axes) if j != i]
        for rest in itertools.product(*others):
            found.append(
                Sum(
                    (*rest[:i], axis.whole, *rest[i:], *tail),
                    tuple((*rest[:i], part, *rest[i:], *tail) for part in axis.parts),
                )
            )
    return tuple(found)


def rolling(yearly: Mapping[Key, int], axes: Sequence[Axis], *, length: int) -> Table:
    """Windows of so many years that follow year on year, divided along axes; the single years are not published.

    yearly: cells named (…, year). The windows are named (…, (first year, last year)). The newest window less the one
    before is the newest year less the oldest: the table knows it, and so does the audit.
    Raises CannotCompute "fewer_years_than_window", "gap_in_years".
    """
    years = sorted({int(str(key[-1])) for key in yearly})
    if len(years) < length:
        raise CannotCompute("fewer_years_than_window", f"{len(years)} years make no window of {length}.")
    if years != list(range(years[0], years[-1] + 1)):
        raise CannotCompute("gap_in_years", "The years do not follow each other.")
    values: dict[Key, int] = dict(yearly)
    sums = [s for year in years for s in sums_of(axes, (year,))]
    for first in years[: len(years) - length + 1]:
        window = (first, first + length - 1)
        for base in dict.fromkeys(key[:-1] for key in yearly):
            parts = tuple((*base, year) for year in range(first, first + length))
            values[(*base, window)] = sum(yearly[part] for part in parts)
            sums.append(Sum((*base, window), parts))
        sums.extend(sums_of(axes, (window,)))
    return Table(values, tuple(sums), unpublished=frozenset(yearly))
