"""What may be shown, worked out slowly: family by family and cell by cell, with the linear programmes of the audit.

The twin of `store.hiding`, which works with whole arrays: the same rules, so the same cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from tests.analysis.questions.slow_rings import Rings

from samplan.analysis.formulas.disclosure.primary import DEFAULT, Policy
from samplan.analysis.formulas.disclosure.tables import Axis, Key
from samplan.analysis.formulas.given import Floats
from samplan.analysis.results import Measure, PeriodKind, Sex, Status, UnitKind
from samplan.analysis.store.codes import PERIOD_KINDS, SEXES, STATUSES
from samplan.analysis.store.hiding.rules import AGE_BAND, Kind, scale_of
from samplan.analysis.store.shapes import CellColumns, Place

Mask = npt.NDArray[np.bool_]
TOTAL, WOMEN, MEN = (SEXES.index(sex) for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
ALL, LEFT_OUT, NEARLY, GUESSED = -1, -2, 5, 10
HIDDEN, UNCERTAIN = STATUSES.index(Status.HIDDEN), STATUSES.index(Status.TOO_UNCERTAIN)
SMALL = frozenset({UnitKind.MUNICIPALITY, UnitKind.BODY})
MISSING = tuple(STATUSES.index(s) for s in (Status.HIDDEN, Status.UNKNOWN, Status.TOO_UNCERTAIN))


def slow_codes(
    cells: CellColumns, kind: Kind, places: Mapping[int, Place], policy: Policy = DEFAULT
) -> npt.NDArray[np.uint8]:
    """The code of each cell: 0 where it may be shown, else the status that is told instead."""
    small, country = (_of_kind(cells, places, kinds) for kinds in (SMALL, {UnitKind.COUNTRY}))
    hide = _suicides(cells, kind, small, places) if kind.suicide else np.zeros(len(cells), dtype=np.bool_)
    uncertain = np.zeros(len(cells), dtype=np.bool_)
    if np.isfinite(cells.numerator).any() or np.isfinite(cells.denominator).any():
        told = _with_counts(cells, kind)
        known = np.isfinite(told.numerator) & np.isfinite(told.value)
        uncertain = _small_base(told, kind.measure, policy) & ~country
        primary = _primary(told, kind.measure, known, policy) & ~country
        secret = primary | (np.isin(cells.status, MISSING) & small)
        hide |= _overlapping(told, places, known & ~country, policy) | primary
        bare = np.isfinite(cells.value) & ~known & ~country
        _with_families(_Marks(told, secret, bare, hide, np.zeros(len(cells), dtype=np.bool_)), places, policy)
    codes = np.where(hide, HIDDEN, np.where(uncertain, UNCERTAIN, 0))
    return np.where(np.isfinite(cells.value), codes, 0).astype(np.uint8)


def _with_counts(cells: CellColumns, kind: Kind) -> CellColumns:
    """The cells with the counts that values and bases tell where they are not given: 2 per cent of 100 is 2."""
    if kind.measure in {Measure.SHARE, Measure.SURVEY_SHARE}:
        scale = 100.0
    elif kind.measure is Measure.RATE:
        scale = scale_of(cells.value, cells.numerator, cells.denominator)
        scale = scale if np.isfinite(scale) else _scale_told(kind.unit)
    else:
        return cells
    implied = np.round(cells.value * cells.denominator / scale)
    return replace(cells, numerator=np.where(np.isfinite(cells.numerator), cells.numerator, implied))


def _scale_told(unit: str) -> float:
    """What a rate is per, as its unit says: 100000 of "per 100 000 invånare"; the usual where it does not say."""
    digits = "".join(letter for letter in unit if letter.isdigit())
    return float(digits) if digits and int(digits) > 0 else 100_000.0


def _suicides(cells: CellColumns, kind: Kind, small: Mask, places: Mapping[int, Place]) -> Mask:
    """Below the region only windows of years, that share no year, of both sexes together and of no age band."""
    if AGE_BAND.search(kind.title):
        return small
    plain = (cells.years == 1) | (cells.sex != TOTAL)
    shown = np.zeros(len(cells), dtype=np.bool_)
    for county in {place.county for place in places.values()}:
        its = np.isin(cells.unit, [n for n, place in places.items() if place.county == county])
        shown |= _disjoint(cells, small & ~plain & its)
    return np.asarray(small & (plain | ~shown), dtype=np.bool_)


def _rest(cells: CellColumns, measure: Measure) -> Floats:
    """How many of the base are not counted, for shares; NaN for others."""
    if measure in {Measure.SHARE, Measure.SURVEY_SHARE}:
        return cells.denominator - cells.numerator
    return np.full(len(cells), np.nan)


def _primary(cells: CellColumns, measure: Measure, known: Mask, policy: Policy) -> Mask:
    """Counts of 1-4, rests of 1-4, and shares of which everybody is of one kind."""
    count, rest = cells.numerator, _rest(cells, measure)
    small = (count > 0) & (count < policy.count)
    others = (rest > 0) & (rest < policy.count)
    return np.asarray(known & (small | others | (rest == 0)), dtype=np.bool_)


def _small_base(cells: CellColumns, measure: Measure, policy: Policy) -> Mask:
    """Shares and means of too few to say anything by."""
    least = {
        Measure.SURVEY_SHARE: policy.answers,
        Measure.SHARE: policy.persons,
        Measure.MEAN: policy.mean,
    }.get(measure, 0)
    return np.asarray(np.isfinite(cells.value) & (cells.denominator < least), dtype=np.bool_)


def _of_kind(cells: CellColumns, places: Mapping[int, Place], kinds: frozenset[UnitKind] | set[UnitKind]) -> Mask:
    numbers = [number for number, place in places.items() if place.unit.kind in kinds]
    return np.asarray(np.isin(cells.unit, numbers), dtype=np.bool_)


def _overlapping(cells: CellColumns, places: Mapping[int, Place], known: Mask, policy: Policy) -> Mask:
    """Cells of small numbers that share days with a newer one: the one less the other would tell of a single year.

    A county's municipalities show the same periods, or what is hidden in one would be the county less the others. The
    region shows all, unless its own numbers are small or it has one municipality alone.
    """
    few = known & (cells.numerator < policy.certain * np.maximum(cells.years, 1))
    units = np.unique(cells.unit[few]).tolist()
    # Bodies are only among own values, which have one county: they may be parts of it.
    only = next((p.county for p in places.values() if p.county), "")
    counties = {places[u].county or only for u in units if u in places}
    many = Counter(p.county for p in places.values() if p.unit.kind is UnitKind.MUNICIPALITY)
    spared = {n for n, p in places.items() if p.unit.kind is UnitKind.REGION and n not in units and many[p.county] > 1}
    group = {n: p.county or only for n, p in places.items() if n not in spared}
    found = np.zeros(len(cells), dtype=np.bool_)
    for county in sorted(counties):
        where = known & np.isin(cells.unit, [n for n, of in group.items() if of == county])
        found |= where & ~_disjoint(cells, where)
    return found


def _disjoint(cells: CellColumns, where: Mask) -> Mask:
    """Of the cells asked about, those of the newest period and of periods before it that share no day with one chosen.

    The periods are the same for all of them, units and sexes.
    """
    ends = _ends(cells)
    chosen: list[tuple[object, object]] = []
    periods = sorted(set(zip(ends[where].tolist(), cells.start[where].astype("datetime64[D]").tolist(), strict=True)))
    for end, start in reversed(periods):
        if not chosen or end <= chosen[-1][1]:
            chosen.append((end, start))
    there = set(chosen)
    pairs = zip(ends.tolist(), cells.start.astype("datetime64[D]").tolist(), strict=True)
    shown = np.fromiter((pair in there for pair in pairs), dtype=np.bool_, count=len(cells))
    return np.asarray(where & shown, dtype=np.bool_)


def _ends(cells: CellColumns) -> npt.NDArray[np.datetime64]:
    """The first day after each cell's period."""
    months = np.select(
        [cells.kind == PERIOD_KINDS.index(PeriodKind.QUARTER), cells.kind == PERIOD_KINDS.index(PeriodKind.MONTH)],
        [3, 1],
        12 * np.maximum(cells.years.astype(np.int64), 1),
    )
    begun = cells.start.astype("datetime64[M]") + months.astype("timedelta64[M]")
    return np.asarray(begun.astype("datetime64[D]"), dtype="datetime64[D]")


@dataclass(slots=True, eq=False)
class _Marks:
    """Cells with what is marked of them; hide and held grow."""

    cells: CellColumns
    secret: Mask
    bare: Mask
    hide: Mask
    held: Mask


def _with_families(marks: _Marks, places: Mapping[int, Place], policy: Policy) -> None:
    """Hide with the small cells, period by period: counties and country in turns, bodies last."""
    regions = _of_kind(marks.cells, places, {UnitKind.REGION})
    for *sides, bodies in families(marks.cells, places):
        for side in sides:
            before = marks.hide.copy()
            for family in side:
                _with_others(family, marks, policy)
            fresh = regions & marks.hide & ~before
            marks.held = marks.held | fresh
        turn = 0
        while fresh.any():
            before = marks.hide.copy()
            for family in sides[turn % 2]:
                if family.among(fresh):
                    _with_others(family, marks, policy)
            fresh = regions & marks.hide & ~before
            marks.held, turn = marks.held | fresh, turn + 1
        for family in bodies:
            _with_others(family, marks, policy)


def _with_others(family: Family, marks: _Marks, policy: Policy) -> None:
    """Hide with the small cells of one family: in what is counted, and in the rest of it."""
    cells = marks.cells
    for counts in (cells.numerator, cells.denominator - cells.numerator):
        if np.isfinite(counts[family.places()]).any():
            marks.hide[_secondary(family, marks, counts, policy)] = True
    marks.hide[family.among(marks.bare)] |= bool(marks.secret[family.places()].any())


def _secondary(family: Family, marks: _Marks, counts: Floats, policy: Policy) -> list[int]:
    """The rows that must be hidden with the small cells, in these counts. Where nothing keeps them, all of them."""
    cells = marks.cells
    told = _Told(family, counts, marks.secret, marks.hide, policy)
    rows = {key: family.rows.get(told.row(key, told.divided), -1) for key in told.unpublished}
    held = {key for key, row in rows.items() if row >= 0 and marks.held[row] and np.isfinite(counts[row])}
    if not told.sensitive and not held:
        return []
    found = Rings(told, held, policy.count).chosen()
    if found is None:
        return [row for row in family.rows.values() if np.isfinite(cells.value[row])]
    return [family.rows[key] for key in told.keys(frozenset(found)) if key in family.rows]


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


def families(cells: CellColumns, places: Mapping[int, Place]) -> Iterator[tuple[list[Family], ...]]:
    """The families of each period: counties, the country, bodies. places: of all units of the counties, by number."""
    counties = {number: place.county for number, place in places.items()}
    kinds = {number: place.unit.kind for number, place in places.items()}
    periods: dict[tuple[object, ...], dict[tuple[int, int], int]] = {}
    keys = zip(cells.start.tolist(), cells.kind.tolist(), cells.years.tolist(), strict=True)
    for row, (key, unit, sex) in enumerate(zip(keys, cells.unit.tolist(), cells.sex.tolist(), strict=True)):
        periods.setdefault(key, {})[(unit, sex)] = row
    for rows in periods.values():
        groups = (_counties(counties, kinds), _country(kinds), _bodies(kinds, rows, cells.numerator))
        yield tuple([made for group in of if (made := _family(group, rows)).rows] for of in groups)


def _family(group: Group, rows: Mapping[tuple[int, int], int]) -> Family:
    whole, parts = group
    return Family(whole, parts, {key: row for key, row in rows.items() if key[0] == whole or key[0] in parts})


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
        self.unpublished = {k for k in self.values if not self._published(self.row(k, divided), hide)}
        self.sensitive = {k for k in self.values if self._is_sensitive(rows.get(self.row(k, divided)), k, secret)}
        self.divided = divided

    def keys(self, hidden: frozenset[Key]) -> list[tuple[int, int]]:
        """Hidden cells by unit and sex."""
        return [self.row(key, self.divided) for key in hidden]

    def row(self, key: Key, divided: bool) -> tuple[int, int]:
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
