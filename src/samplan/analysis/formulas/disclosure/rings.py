"""Many tables of places and sexes at once: what to hide with the small cells, and the audit of it.

A table of places (the last of them the whole) and of both sexes with their total is a network: each place and each sex
is a node, and each cell a pipe between its place and its sex. What an intruder cannot rule out is what can flow around
in the hidden cells, and the most that can flow is the least cut (Ford and Fulkerson). There are only three columns, so
all cuts can be counted, in a few sums over whole arrays: thousands of tables take the time of one linear programme. The
ranges are the same as those of `audit`, to the last person.

What is hidden is chosen greedily: the cheapest ring of cells that gives the worst placed small cell room, again and
again, and then whatever turns out not to be needed is shown again. `secondary.suppress` finds the cheapest of all
choices; this one is safe by the same proof, and hides a little more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int16]
ENOUGH = 16
"""More than any cell must be free to move: who can move so far can move as far as is asked."""
DEAR = 1_000_000.0
"""What it costs to hide the whole: more than any part."""
UNMET = 6.0
"""What a person of room that a ring does not give is worth: about what the next ring costs."""
COLUMNS = 3
TOTAL = 0
SUBSETS = np.array([[bool(n >> j & 1) for j in range(COLUMNS)] for n in range(2**COLUMNS)])
NEVER = np.inf


class Tables(NamedTuple):
    """Tables with the same places: arrays of (table, place, sex), the whole last, the total of the sexes first.

    values: counts that add up, whole numbers from nought. unpublished: never shown. sensitive: to be protected. held:
    of the unpublished, those that another table hides, and that this one may not tell. Where nothing is divided by sex
    the last axis has one column.
    """

    values: Ints
    unpublished: Bools
    sensitive: Bools
    held: Bools

    def __len__(self) -> int:
        """Number of tables."""
        return len(self.values)

    def some(self, which: npt.NDArray[np.intp]) -> Tables:
        """Some of the tables."""
        return Tables(self.values[which], self.unpublished[which], self.sensitive[which], self.held[which])


def protect(tables: Tables, limit: int) -> tuple[Bools, Bools]:
    """What to hide, the small cells too, and of each table whether that keeps them hidden.

    Every sensitive cell may be nought and may be `limit` for all that is left to see; one that is held may be `limit`
    less and `limit` more than it is. Where a table cannot be kept so, nothing of it may be published.

    Formula: for each small cell, least cut around it in the hidden cells ≥ what it must be free to move

    Reference: Fischetti & Salazar 2001, Management Science 47:1008 (what is asked); Cox 1995, JASA 90:1453 (two-way
    tables as networks); Ford & Fulkerson 1956 (the least cut).
    """
    work = _Work(tables, limit)
    work.add_rings()
    work.take_back()
    return work.hidden, ~work.open()


def room(values: Ints, hidden: Bools) -> tuple[Small, Small]:
    """How far each cell can move down and up for all that the rest tells, up to ENOUGH; as if it were hidden itself.

    hidden: all cells that are not seen, by (table, place, sex).

    Reference: Ford & Fulkerson 1956, Canadian Journal of Mathematics 8:399 (the most that flows is the least cut).
    """
    if values.shape[2] == 1:
        return _room_of_a_line(values[..., 0], hidden[..., 0])
    ways = _signs(values.shape[1]) > 0
    forth, back = _pipes(np.minimum(values, ENOUGH).astype(np.int16), hidden, ways)
    to_place, to_sex = _flows(forth, back)
    return np.where(ways, to_sex, to_place), np.where(ways, to_place, to_sex)


def _signs(places: int) -> npt.NDArray[np.int16]:
    """Of each cell, whether more of it flows from its place to its sex (1) or the other way (-1)."""
    signs = np.ones((places, COLUMNS), dtype=np.int16)
    signs[-1] *= -1
    signs[:, TOTAL] *= -1
    return signs


def _pipes(values: Small, hidden: Bools, ways: Bools) -> tuple[Small, Small]:
    """What each cell can carry from place to sex, and back: a hidden one may grow freely and shrink by its value."""
    free = np.int16(ENOUGH)
    forth = np.where(hidden, np.where(ways, free, values), np.int16(0))
    back = np.where(hidden, np.where(ways, values, free), np.int16(0))
    return forth, back


def _flows(forth: Small, back: Small) -> tuple[Small, Small]:
    """The most that flows from each cell's sex to its place, and from its place to its sex, not through the cell.

    A cut puts some sexes on the side of the source; each place then takes the cheaper side, but the cell's own place,
    whose side is given.
    """
    to_place = np.full(forth.shape, ENOUGH * 2, dtype=np.int16)
    to_sex = to_place.copy()
    for inside in SUBSETS:
        away = sum((back[..., j] for j in range(COLUMNS) if inside[j]), np.zeros(forth.shape[:2], np.int16))
        stays = sum((forth[..., j] for j in range(COLUMNS) if not inside[j]), np.zeros(forth.shape[:2], np.int16))
        cheaper = np.minimum(away, stays)
        others = cheaper.sum(axis=1, dtype=np.int16)[:, None] - cheaper
        for j in range(COLUMNS):
            if inside[j]:
                np.minimum(to_place[..., j], others + away - back[..., j], out=to_place[..., j])
            else:
                np.minimum(to_sex[..., j], others + stays - forth[..., j], out=to_sex[..., j])
    return np.minimum(to_place, ENOUGH), np.minimum(to_sex, ENOUGH)


def _room_of_a_line(values: Ints, hidden: Bools) -> tuple[Small, Small]:
    """The same where nothing is divided by sex: parts move against each other, or freely where the whole is hidden."""
    small = np.minimum(values, ENOUGH)
    unseen = np.where(hidden, small, 0)
    free = np.where(hidden, ENOUGH, 0)
    parts_shrink = unseen[:, :-1].sum(axis=1, keepdims=True) - unseen[:, :-1]
    parts_grow = free[:, :-1].sum(axis=1, keepdims=True) - free[:, :-1]
    down = np.concatenate([parts_grow + unseen[:, -1:], unseen[:, :-1].sum(axis=1, keepdims=True)], axis=1)
    up = np.concatenate([parts_shrink + free[:, -1:], free[:, :-1].sum(axis=1, keepdims=True)], axis=1)
    return tuple(np.minimum(told, ENOUGH).astype(np.int16)[..., None] for told in (down, up))


class _Work:
    """The choice for all tables. hidden: what is chosen so far, the small cells from the beginning."""

    def __init__(self, tables: Tables, limit: int) -> None:
        self.tables, self.limit = tables, limit
        self.values = tables.values
        self.hidden = tables.sensitive & ~tables.unpublished
        self.costs = tables.values + 1.0
        self.costs[:, -1] += DEAR
        need = np.where(tables.sensitive, tables.values, 0)
        self.down = np.minimum(need, ENOUGH).astype(np.int16)
        self.up = np.where(tables.sensitive, np.maximum(limit - tables.values, 0), 0).astype(np.int16)
        less = np.where(tables.held, np.minimum(tables.values, limit), 0).astype(np.int16)
        more = np.where(tables.held, limit, 0).astype(np.int16)
        self.down, self.up = np.maximum(self.down, less), np.maximum(self.up, more)

    def _short(self, which: npt.NDArray[np.intp]) -> tuple[Small, Small]:
        """How much room each small cell of some tables lacks, down and up."""
        gone = self.hidden[which] | self.tables.unpublished[which]
        down, up = room(self.values[which], gone)
        return np.maximum(self.down[which] - down, 0), np.maximum(self.up[which] - up, 0)

    def open(self) -> Bools:
        """The tables in which a small cell is not protected."""
        down, up = self._short(np.arange(len(self.tables)))
        return np.asarray((down + up).any(axis=(1, 2)))

    def add_rings(self) -> None:
        """Hide rings of cells until every small one has room, or no ring helps."""
        which = np.arange(len(self.tables))
        while which.size:
            down, up = self._short(which)
            still = (down + up).any(axis=(1, 2))
            which, down, up = which[still], down[still], up[still]
            if which.size:
                which = which[self._ring(which, down, up)]

    def _ring(self, which: npt.NDArray[np.intp], down: Small, up: Small) -> Bools:
        """Hide the cheapest ring through the worst placed cell of each table; whether there was one."""
        size, sexes = len(which), self.values.shape[2]
        lack = (down + up).reshape(size, -1)
        at = lack.argmax(axis=1)
        row, column, every = at // sexes, at % sexes, np.arange(size)
        down, up = (told.reshape(size, -1)[every, at][:, None, None] for told in (down, up))
        gone = self.hidden[which] | self.tables.unpublished[which]
        price = np.where(gone, 0.0, self.costs[which])
        cost, shrinks, grows = self._rings(which, price, row, column)
        gains = np.minimum(shrinks, down) + np.minimum(grows, up)
        score = np.where((gains > 0) & (cost > 0), cost + UNMET * (down + up - gains), NEVER)
        score[every, row] = NEVER
        best = score.reshape(size, -1).argmin(axis=1)
        found: Bools = np.isfinite(score.reshape(size, -1)[every, best])
        other, beside = best // score.shape[2], best % score.shape[2]
        cells = [(other, column)]
        if sexes > 1:
            beside = np.where(beside >= column, beside + 1, beside)
            cells += [(other, beside), (row, beside)]
        for r, c in cells:
            self.hidden[which[found], r[found], c[found]] |= ~self.tables.unpublished[which[found], r[found], c[found]]
        return found

    def _rings(
        self, which: npt.NDArray[np.intp], price: npt.NDArray[np.float64], row: Ints, column: Ints
    ) -> tuple[npt.NDArray[np.float64], Small, Small]:
        """Of each other place and other sex: what the ring costs, and how far a cell could shrink and grow by it."""
        values = np.minimum(self.values[which], ENOUGH).astype(np.int16)
        size, places, sexes = values.shape
        every = np.arange(size)
        all_ = np.ones(values.shape, dtype=np.bool_)
        if sexes == 1:
            whole = np.zeros((size, places), dtype=np.bool_)
            whole[:, -1] = True
            # A part moves against the other parts, and with the whole.
            with_it = whole != (row == places - 1)[:, None]
            free = np.int16(ENOUGH)
            shrinks, grows = np.where(with_it, values[..., 0], free), np.where(with_it, free, values[..., 0])
            return price, shrinks[..., None], grows[..., None]
        ways = _signs(places) > 0
        forth, back = _pipes(values, all_, ways)
        others = np.array([[c for c in range(sexes) if c != j] for j in range(sexes)])[column]
        own = every[:, None], row[:, None], others
        pick = every[:, None, None], np.arange(places)[None, :, None], others[:, None, :]
        same = every[:, None], np.arange(places)[None, :], column[:, None]
        cost = price[same][..., None] + price[pick] + price[own][:, None, :]
        to_place = np.minimum(np.minimum(back[same][..., None], forth[pick]), back[own][:, None, :])
        to_sex = np.minimum(np.minimum(forth[same][..., None], back[pick]), forth[own][:, None, :])
        forward = ways[row, column][:, None, None]
        return cost, np.where(forward, to_sex, to_place), np.where(forward, to_place, to_sex)

    def take_back(self) -> None:
        """Show again what turned out not to be needed, the dearest first."""
        size = len(self.tables)
        added = (self.hidden & ~self.tables.sensitive).reshape(size, -1)
        order = np.argsort(np.where(added, -self.costs.reshape(size, -1), np.inf), axis=1, kind="stable")
        many, flat = added.sum(axis=1), self.hidden.reshape(size, -1)
        failed = self.open()
        for n in range(int(many.max(initial=0))):
            which = np.flatnonzero((many > n) & ~failed)
            at = order[which, n]
            flat[which, at] = False
            down, up = self._short(which)
            needed = (down + up).any(axis=(1, 2))
            flat[which[needed], at[needed]] = True
