"""Which cells add up to which, and what must be hidden with the small ones so that nobody works them out.

A family is one period of a county: its region, all its municipalities, both sexes and their total. The country and its
regions are another, and bodies that add up to a place with that place. What stands nowhere (a municipality without a
row) is what is left of the whole, and guarded where that is small; what its publisher hides is guarded as our own small
numbers are.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.audit import Protection
from samplan.analysis.formulas.disclosure.primary import Policy
from samplan.analysis.formulas.disclosure.secondary import suppress
from samplan.analysis.formulas.disclosure.tables import Axis, Key, Table, sums_of
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Floats
from samplan.analysis.results import Sex, UnitKind
from samplan.analysis.store.codes import SEXES
from samplan.analysis.store.shapes import CellColumns, Place

Mask = npt.NDArray[np.bool_]
TOTAL, WOMEN, MEN = (SEXES.index(sex) for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
ALL = -1
"""The whole of a family in which no whole has a row."""
LEFT_OUT = -2
"""A body that nobody entered, among those that were."""
NEARLY = 5
"""Bodies that miss a place's count by less are taken for all of its."""
DEAR = 1_000_000.0
"""What it costs to hide the whole: more than any part."""
TOO_LONG = "took_too_long"
KEPT = 4096
"""How many tables are remembered."""
AGAIN = 300.0
"""Seconds until a table is tried again that took too long: the machine may have had much else to do."""
GUESSED = 10
"""A publisher's hidden cell is guarded while what is left for it is no more than this; more is no small cell."""


class Clock:
    """What all families of a page may take together. Those that are left out are hidden whole, which is safe too."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self.left_out = 0
        """How many families there was no time for."""

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(self._until - time.monotonic(), 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One period's cells that add up. rows: their places in the columns, by unit and sex. whole: ALL where none has."""

    whole: int
    parts: tuple[int, ...]
    rows: Mapping[tuple[int, int], int]

    def places(self) -> list[int]:
        """The places of its rows in the columns."""
        return list(self.rows.values())

    def among(self, where: Mask) -> list[int]:
        """The places of those of its rows that are marked."""
        return [row for row in self.rows.values() if where[row]]

    def worth_asking(self, cells: CellColumns, secret: Mask) -> bool:
        """Whether it has a small cell, or one without a row or by sex with a count that only a difference tells."""
        at = self.places()
        if secret[at].any():
            return True
        if self.whole != ALL and len(self.rows) < (1 + len(self.parts)) * len({sex for _unit, sex in self.rows}):
            return True
        told = Counter(unit for unit, _sex in self.rows)
        return any(many == 2 for many in told.values()) or not np.isfinite(cells.numerator[at]).all()


def families(cells: CellColumns, places: Mapping[int, Place]) -> Iterator[Family]:
    """The families of the cells, counties before the country. places: of all units of the counties, by number."""
    counties = {number: place.county for number, place in places.items()}
    kinds = {number: place.unit.kind for number, place in places.items()}
    periods: dict[tuple[object, ...], dict[tuple[int, int], int]] = {}
    keys = zip(cells.start.tolist(), cells.kind.tolist(), cells.years.tolist(), strict=True)
    for row, (key, unit, sex) in enumerate(zip(keys, cells.unit.tolist(), cells.sex.tolist(), strict=True)):
        periods.setdefault(key, {})[(unit, sex)] = row
    groups = [*_counties(counties, kinds), *_country(kinds)]
    for rows in periods.values():
        for whole, parts in (*groups, *_bodies(kinds, rows, cells.numerator)):
            told = {key: row for key, row in rows.items() if key[0] == whole or key[0] in parts}
            if told:
                yield Family(whole, parts, told)


Group = tuple[int, tuple[int, ...]]


def _counties(counties: Mapping[int, str], kinds: Mapping[int, UnitKind]) -> list[Group]:
    found: dict[str, tuple[int, list[int]]] = {}
    for number, county in counties.items():
        whole, parts = found.get(county, (ALL, []))
        if kinds[number] is UnitKind.MUNICIPALITY:
            parts.append(number)
        found[county] = (number if kinds[number] is UnitKind.REGION else whole, parts)
    return [(whole, tuple(parts)) for whole, parts in found.values() if parts]


def _bodies(
    kinds: Mapping[int, UnitKind], rows: Mapping[tuple[int, int], int], counts: Floats
) -> list[tuple[int, tuple[int, ...]]]:
    """Bodies with rows: the parts of each place that they add up to or nearly, with whoever was left out; else alone.

    Nobody tells what a body is a part of: clinics may be the region's, schools a municipality's.
    """

    def total(unit: int) -> float:
        at = [rows[key] for key in ((unit, TOTAL),) if key in rows] or [rows[k] for k in rows if k[0] == unit]
        return float(counts[at].sum())

    bodies = tuple(dict.fromkeys(unit for unit, _sex in rows if kinds.get(unit) is UnitKind.BODY))
    if not bodies:
        return []
    together = sum(total(body) for body in bodies)
    places = dict.fromkeys(u for u, _sex in rows if kinds.get(u) in {UnitKind.REGION, UnitKind.MUNICIPALITY})
    wholes = [place for place in places if abs(total(place) - together) < NEARLY]
    return [(whole, (*bodies, LEFT_OUT)) for whole in wholes] or [(ALL, (body,)) for body in bodies]


def _country(kinds: Mapping[int, UnitKind]) -> list[Group]:
    regions = tuple(number for number, kind in kinds.items() if kind is UnitKind.REGION)
    country = next((number for number, kind in kinds.items() if kind is UnitKind.COUNTRY), ALL)
    return [(country, regions)] if regions else []


def secondary(
    family: Family, cells: CellColumns, counts: Floats, secret: Mask, hide: Mask, policy: Policy, clock: Clock
) -> list[int]:
    """The rows that must be hidden with the small cells, in these counts. Where nothing keeps them, all of them.

    secret: small cells, and those that their publisher hides. hide: what is hidden already.
    """
    told = _Told(family, counts, secret, hide, policy)
    if not told.sensitive:
        return []
    values, sensitive = tuple(told.values.items()), frozenset(told.sensitive)
    found, settled = _known(
        _Question(values, told.axes, frozenset(told.unpublished), sensitive, told.whole, policy.count), clock.left
    )
    if not settled:
        clock.left_out += 1
    if found is None:
        return [row for row in family.rows.values() if np.isfinite(cells.value[row])]
    return [family.rows[key] for key in told.keys(found) if key in family.rows]


class _Question(NamedTuple):
    """A table whose small cells are to be kept hidden. Other figures make another question."""

    values: tuple[tuple[Key, int], ...]
    axes: tuple[Axis, ...]
    unpublished: frozenset[Key]
    sensitive: frozenset[Key]
    dear: int
    limit: int


_answers: dict[_Question, frozenset[Key] | None] = {}
_tried: dict[_Question, tuple[float, float]] = {}
"""How many seconds were not enough for a table, and when: with as few it is not tried again for a while."""


def has_room() -> bool:
    """Whether one more table can be remembered without another being forgotten."""
    return len(_answers) < KEPT


def _known(asked: _Question, seconds: float) -> tuple[frozenset[Key] | None, bool]:
    """The cells to hide, None when no choice keeps the small ones; and whether it could be worked out in time.

    The same table is worked out once, whatever page asks, until the figures are others.
    """
    if asked in _answers:
        return _answers[asked], True
    spent, when = _tried.get(asked, (0.0, 0.0))
    if seconds <= spent and time.monotonic() < when + AGAIN:
        return None, False
    for kept in (_answers, _tried):
        if len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
    try:
        _answers[asked] = _suppressed(asked, seconds)
    except CannotCompute:
        _tried[asked] = seconds, time.monotonic()
        return None, False
    return _answers[asked], True


def _suppressed(asked: _Question, seconds: float) -> frozenset[Key] | None:
    """The cells to hide, None when no choice keeps the small ones. Raises CannotCompute where time runs out."""
    try:
        table = Table(dict(asked.values), sums_of(asked.axes), unpublished=asked.unpublished)
        costs = {key: count + 1.0 + DEAR * (key[0] == asked.dear) for key, count in asked.values}
        protection = Protection(0, asked.limit)
        return suppress(table, sensitive=asked.sensitive, protection=protection, costs=costs, seconds=seconds).hidden
    except CannotCompute as refused:
        if refused.code == TOO_LONG:
            raise
        return None


class _Told:
    """A family as a table that adds up: what has no row is filled in, totals are the sums of their parts.

    Published totals may be a few off (SCB moves each count a little); to whoever subtracts, they are the sums.
    """

    def __init__(self, family: Family, counts: Floats, secret: Mask, hide: Mask, policy: Policy) -> None:
        self.family, self.counts, self.policy = family, counts, policy
        self.whole = family.whole
        divided = any(sex != TOTAL for _unit, sex in family.rows)
        self.sexes = (WOMEN, MEN) if divided else (TOTAL,)
        base = self._base()
        units = Axis(family.whole, family.parts)
        self.axes = (units, Axis(TOTAL, self.sexes)) if divided else (units,)
        self.values = self._summed(base, divided)
        rows = family.rows
        self.unpublished = {k for k in self.values if not self._published(self._row(k, divided), hide)}
        self.sensitive = {k for k in self.values if self._is_sensitive(rows.get(self._row(k, divided)), k, secret)}
        self.divided = divided

    def keys(self, hidden: frozenset[Key]) -> list[tuple[int, int]]:
        """Hidden cells by unit and sex."""
        return [self._row(key, self.divided) for key in hidden]

    def _row(self, key: Key, divided: bool) -> tuple[int, int]:
        unit, sex = (key[0], key[1]) if divided else (key[0], TOTAL)
        return int(str(unit)), int(str(sex))

    def _count(self, unit: int, sex: int) -> int | None:
        row = self.family.rows.get((unit, sex))
        if row is None or not np.isfinite(self.counts[row]):
            return None
        return max(round(float(self.counts[row])), 0)

    def _published(self, key: tuple[int, int], hide: Mask) -> bool:
        return self._count(*key) is not None and not hide[self.family.rows[key]]

    def _is_sensitive(self, row: int | None, key: Key, secret: Mask) -> bool:
        """Small cells, those that are hidden for their rest, and small ones that only a difference would show."""
        count = self.values[key]
        if row is not None and np.isfinite(self.counts[row]):
            return bool(secret[row]) and count < self.policy.count
        if row is not None and secret[row]:
            return count <= GUESSED
        derived = key[0] != self.whole and key[0] != ALL and 0 < count < self.policy.count
        return derived and key in self.derived

    def _base(self) -> dict[tuple[int, int], int]:
        """The counts of each part by sex; what has no count gets what is left of the whole."""
        self.derived: set[Key] = set()
        found: dict[tuple[int, int], int | None] = {}
        undivided: list[tuple[int, int]] = []
        for part in self.family.parts:
            told = {sex: self._count(part, sex) for sex in (TOTAL, *self.sexes)}
            self._complete(part, told)
            found |= {(part, sex): told[sex] for sex in self.sexes}
            total = told[TOTAL]
            if len(self.sexes) > 1 and total is not None and told[WOMEN] is None and told[MEN] is None:
                undivided.append((part, total))
        for part, total in undivided:
            women = min(self._left(found, WOMEN, total), total)
            self.derived |= {(part, sex) for sex in self.sexes if self._count(self.whole, sex) is not None}
            found |= {(part, WOMEN): women, (part, MEN): total - women}
        for sex in self.sexes:
            for part in [p for p in self.family.parts if found[(p, sex)] is None]:
                found[(part, sex)] = self._left(found, sex, self._left_of_all(found))
                if self._count(self.whole, sex) is not None or self._count(self.whole, TOTAL) is not None:
                    self.derived |= {(part, sex), (part,), (part, TOTAL)}
        return {key: count or 0 for key, count in found.items()}

    def _left(self, found: Mapping[tuple[int, int], int | None], sex: int, otherwise: int) -> int:
        """What is left of the whole for those that have no count yet; otherwise where the whole has none itself.

        Shown totals must stay as they are, or the table would be another than the one that is read.
        """
        whole = self._count(self.whole, sex)
        if whole is None:
            return otherwise
        return max(whole - sum(found[(p, sex)] or 0 for p in self.family.parts), 0)

    def _left_of_all(self, found: Mapping[tuple[int, int], int | None]) -> int:
        """The same of both sexes together."""
        whole = self._count(self.whole, TOTAL)
        return 0 if whole is None else max(whole - sum(count or 0 for count in found.values()), 0)

    def _complete(self, part: int, told: dict[int, int | None]) -> None:
        """The sex that has no count, where the other and the total have."""
        if len(self.sexes) == 1:
            return
        total, women, men = told[TOTAL], told[WOMEN], told[MEN]
        if total is not None and (women is None) is not (men is None):
            sex, other = (MEN, women) if men is None else (WOMEN, men)
            told[sex] = max(total - (other or 0), 0)
            self.derived.add((part, sex))

    def _summed(self, base: Mapping[tuple[int, int], int], divided: bool) -> dict[Key, int]:
        """All cells with their totals."""
        if not divided:
            values: dict[Key, int] = {(part,): count for (part, _sex), count in base.items()}
            values[(self.whole,)] = sum(base.values())
            return values
        values = dict(base.items())
        for part in self.family.parts:
            values[(part, TOTAL)] = sum(base[(part, sex)] for sex in self.sexes)
        for sex in (TOTAL, *self.sexes):
            values[(self.whole, sex)] = sum(values[(part, sex)] for part in self.family.parts)
        return values
