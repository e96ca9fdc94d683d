"""Windows of years that share days with each other: the one less the other would tell of a single year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from samplan.analysis.results import PeriodKind, Sex, UnitKind
from samplan.analysis.store.codes import PERIOD_KINDS, SEXES
from samplan.analysis.store.shapes import CellColumns, Place

Mask = npt.NDArray[np.bool_]
QUARTER, MONTH = PERIOD_KINDS.index(PeriodKind.QUARTER), PERIOD_KINDS.index(PeriodKind.MONTH)
TOTAL = SEXES.index(Sex.TOTAL)
DAYS = 2**24
"""More days than lie between any two dates of figures."""


class Windows:
    """The periods of some cells, and which of them are shown where numbers are small. places: of all cells, by number.

    A county's municipalities show the same periods, or what is hidden in one would be the county less the others.
    """

    def __init__(self, cells: CellColumns, places: Mapping[int, Place]) -> None:
        self._cells, self._places = cells, places
        ends, starts = (days.astype(np.int64) for days in (ends_of(cells), cells.start.astype("datetime64[D]")))
        # In the order of their ends: a cell's period is its place in this order.
        _keys, first, self._period = np.unique(ends * DAYS + starts, return_index=True, return_inverse=True)
        self._periods = np.stack([ends[first], starts[first]], axis=1)

    def overlapping(self, known: Mask, few: Mask) -> Mask:
        """Cells of small numbers that share days with a newer one. few: those by which a county is judged.

        The region shows all, unless its own numbers are small or it has one municipality alone.
        """
        found = np.zeros(len(self._cells), dtype=np.bool_)
        if self._apart(np.arange(len(self._periods))).all():
            return found
        places, units = self._places, np.unique(self._cells.unit[few]).tolist()
        only = self._only_county()
        counties = {places[u].county or only for u in units if u in places}
        many = Counter(p.county for p in places.values() if p.unit.kind is UnitKind.MUNICIPALITY)
        region = UnitKind.REGION
        spared = {n for n, p in places.items() if p.unit.kind is region and n not in units and many[p.county] > 1}
        group = {n: p.county or only for n, p in places.items() if n not in spared}
        for county in sorted(counties):
            where = known & np.isin(self._cells.unit, [n for n, of in group.items() if of == county])
            found |= where & ~self._disjoint(where)
        return found

    def of_suicides(self, small: Mask) -> Mask:
        """Below the region all but windows of years, that share no year, of both sexes together."""
        plain = (self._cells.years == 1) | (self._cells.sex != TOTAL)
        shown = np.zeros(len(self._cells), dtype=np.bool_)
        counties: dict[str, list[int]] = {}
        for number, place in self._places.items():
            counties.setdefault(place.county or self._only_county(), []).append(number)
        for numbers in counties.values():
            shown |= self._disjoint(small & ~plain & np.isin(self._cells.unit, numbers))
        return np.asarray(small & (plain | ~shown), dtype=np.bool_)

    def _only_county(self) -> str:
        """That of places without one: bodies, only among own values, which have one county; they may be parts of it."""
        return next((place.county for place in self._places.values() if place.county), "")

    def _disjoint(self, where: Mask) -> Mask:
        """Of the cells asked about, those of the newest period and of periods before it that share no day with one
        chosen. The periods are the same for all of them, units and sexes."""
        there = np.unique(self._period[where])
        chosen = there[self._apart(there)]
        return np.asarray(where & np.isin(self._period, chosen), dtype=np.bool_)

    def _apart(self, there: npt.NDArray[np.intp]) -> Mask:
        """Which of some periods share no day with a newer one of them that is chosen."""
        found = np.zeros(len(there), dtype=np.bool_)
        begun: int | None = None
        for place in range(len(there) - 1, -1, -1):
            end, start = self._periods[there[place]].tolist()
            if begun is None or end <= begun:
                found[place], begun = True, start
        return found


def ends_of(cells: CellColumns) -> npt.NDArray[np.datetime64]:
    """The first day after each cell's period."""
    months = np.select(
        [cells.kind == QUARTER, cells.kind == MONTH], [3, 1], 12 * np.maximum(cells.years.astype(int), 1)
    )
    begun = cells.start.astype("datetime64[M]") + months.astype("timedelta64[M]")
    return np.asarray(begun.astype("datetime64[D]"), dtype="datetime64[D]")
