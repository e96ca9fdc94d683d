"""Which cells are hidden with the small ones of one table, chosen slowly: linear programmes tell each cell's room.

The twin of `formulas.disclosure.rings`, which takes many tables at once.
"""

from __future__ import annotations

from typing import Any

from samplan.analysis.formulas.disclosure.audit import audit
from samplan.analysis.formulas.disclosure.tables import Key, Table, sums_of
from samplan.analysis.results import Sex
from samplan.analysis.store.codes import SEXES

TOTAL, WOMEN, MEN = (SEXES.index(sex) for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
DEAR, UNMET, ENOUGH = 1_000_000.0, 6.0, 16


class Rings:
    """The choice of cells, one table at a time: the cheapest ring for the worst placed, until all have room."""

    def __init__(self, told: Any, held: set[Key], limit: int) -> None:
        self.table = Table(told.values, sums_of(told.axes))
        self.divided, self.unpublished, self.sensitive = told.divided, told.unpublished, told.sensitive
        self.places = [*told.family.parts, told.whole]
        self.sexes = (TOTAL, WOMEN, MEN) if told.divided else (TOTAL,)
        self.keys = [self.key(p, s) for p in self.places for s in self.sexes]
        self.whole, self.limit, self.held = told.whole, limit, held

    def key(self, place: int, sex: int) -> Key:
        return (place, sex) if self.divided else (place,)

    def chosen(self) -> set[Key] | None:
        """The cells to hide, the small ones too; None where no choice keeps them."""
        small = self.sensitive - self.unpublished
        hidden = set(small)
        while short := self.short(hidden):
            worst = max((k for k in self.keys if k in short), key=lambda k: sum(short[k]))
            ring = self.cheapest(worst, short[worst], hidden)
            if ring is None:
                return None
            hidden |= ring
        added = [k for k in self.keys if k in hidden - small]
        for key in sorted(added, key=lambda k: -self.cost(k)):
            if not self.short(hidden - {key}):
                hidden.remove(key)
        return hidden

    def cost(self, key: Key) -> float:
        return self.table.values[key] + 1.0 + DEAR * (key[0] == self.whole)

    def short(self, hidden: set[Key]) -> dict[Key, tuple[float, float]]:
        """How much room small cells lack, down and up, by linear programmes."""
        found = {}
        unseen = hidden | self.unpublished
        for key, told in audit(self.table, unseen, self.sensitive | self.held).ranges.items():
            value, held = self.table.values[key], key in self.held
            down = max(value * (key in self.sensitive), min(value, self.limit) * held)
            up = max(max(self.limit - value, 0) * (key in self.sensitive), self.limit * held)
            lack = (max(down - (value - told.low), 0.0), max(up - (told.high - value), 0.0))
            if any(lack):
                found[key] = lack
        return found

    def cheapest(self, key: Key, lack: tuple[float, float], hidden: set[Key]) -> set[Key] | None:
        """The cells of the best ring that are not hidden yet; the first of those that are as good."""
        place, sex = key[0], key[1] if self.divided else TOTAL
        best, found = float("inf"), None
        for other in self.places:
            if other == place:
                continue
            for beside in [s for s in self.sexes if s != sex] or [sex]:
                # A cell moves with the one asked about (1) or against it (-1): parts against parts, totals with both.
                across = 1 if self.whole in {place, other} else -1
                along = 1 if TOTAL in {sex, beside} else -1
                ring = {self.key(other, sex): across}
                if self.divided:
                    ring |= {self.key(other, beside): across * along, self.key(place, beside): along}
                shrinks, grows = (min(self.moves(k, way * up) for k, way in ring.items()) for up in (-1, 1))
                fresh = set(ring) - hidden - self.unpublished
                gains = min(shrinks, lack[0]) + min(grows, lack[1])
                score = sum(self.cost(k) for k in fresh) + UNMET * (sum(lack) - gains)
                if fresh and gains > 0 and score < best:
                    best, found = score, fresh
        return found

    def moves(self, key: Key, way: int) -> int:
        """How far a cell can move: up freely, down by its count."""
        return ENOUGH if way > 0 else min(self.table.values[key], ENOUGH)
