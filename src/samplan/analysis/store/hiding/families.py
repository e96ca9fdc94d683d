"""Which cells add up to which, and what must be hidden with the small ones so that nobody works them out.

A family is one period of a county: its region, all its municipalities, both sexes and their total. The country and its
regions are another, and bodies that add up to a place with that place. What stands nowhere (a municipality without a
row) is what is left of the whole, and guarded where that is small; what its publisher hides is guarded as our own small
numbers are. All families of one form are worked out together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.primary import Policy
from samplan.analysis.formulas.disclosure.rings import Bools, protect
from samplan.analysis.formulas.given import Floats
from samplan.analysis.results import UnitKind
from samplan.analysis.store.codes import SEXES
from samplan.analysis.store.hiding.rules import Judged
from samplan.analysis.store.hiding.tables import TOTAL, Rows, tables_of
from samplan.analysis.store.shapes import Place

ALL = -1
"""The whole of a family in which no whole has a row."""
LEFT_OUT = -2
"""A body that nobody entered, among those that were."""
NEARLY = 5
"""Bodies that miss a place's count by less are taken for all of its."""
Group = tuple[int, tuple[int, ...]]
"""The number of the whole, and those of its parts."""


class Stacked(NamedTuple):
    """Cells of one or several indicators, one after the other. period: of each cell, another for each indicator."""

    unit: npt.NDArray[np.int32]
    sex: npt.NDArray[np.uint8]
    period: npt.NDArray[np.intp]
    value: Floats
    numerator: Floats
    denominator: Floats
    secret: Bools
    hide: Bools
    bare: Bools


def stacked(indicators: Sequence[Judged]) -> Stacked:
    """The cells of several indicators in one."""
    periods, first = [], 0
    for one in indicators:
        cells = one.told
        days = cells.start.astype("datetime64[D]").astype(np.int64)
        found, period = np.unique((days * 256 + cells.kind) * 256 + cells.years, return_inverse=True)
        periods.append(period + first)
        first += len(found)

    def joined(name: str) -> npt.NDArray[np.float64]:
        return np.concatenate([getattr(one.told, name) for one in indicators])

    return Stacked(
        joined("unit").astype(np.int32),
        joined("sex").astype(np.uint8),
        np.concatenate(periods),
        joined("value"),
        joined("numerator"),
        joined("denominator"),
        *(np.concatenate([getattr(one, name) for one in indicators]) for name in ("secret", "hide", "bare")),
    )


def hide_with_others(cells: Stacked, places: Mapping[int, Place], policy: Policy) -> Bools:
    """What must be hidden of all cells: counties, the country, and bodies. places: of all cells, by number.

    A region is the whole of its county and a part of the country, and a municipality or a region may be the whole of
    bodies. Hidden in one of them, it may not be told by another, so they take turns until none hides such a place more.
    """
    hide, held = cells.hide.copy(), np.zeros(len(cells.unit), dtype=np.bool_)
    bodies = list(_of_bodies(cells, places))
    shared = np.isin(cells.unit, _in_several(places, bodies=bool(bodies)))
    sides = [[rows for group in of(places) for rows in _families(cells, group)] for of in (_counties, _country)]
    known: list[Bools | None] = [None, None, None]
    """What each side has heard that others hide; None: it has not been asked yet."""
    turn = 0
    while any(heard is None or (held & ~heard).any() for heard in known):
        heard = known[turn % 3]
        for rows in (*sides, bodies)[turn % 3]:
            fresh = None if heard is None else ((held & ~heard)[rows] & (rows >= 0)).any(axis=(1, 2))
            _hide(cells, rows if fresh is None else rows[fresh], hide, held, policy)
        held = held | (shared & hide & ~cells.hide)
        known[turn % 3] = held
        turn += 1
    return hide


def _in_several(places: Mapping[int, Place], *, bodies: bool) -> list[int]:
    """The numbers of places that stand in families of more than one sort."""
    kinds = {UnitKind.REGION, UnitKind.MUNICIPALITY} if bodies else {UnitKind.REGION}
    return [number for number, place in places.items() if place.unit.kind in kinds]


def _counties(places: Mapping[int, Place]) -> list[Group]:
    found: dict[str, tuple[int, list[int]]] = {}
    for number, place in places.items():
        whole, parts = found.get(place.county, (ALL, []))
        if place.unit.kind is UnitKind.MUNICIPALITY:
            parts.append(number)
        found[place.county] = (number if place.unit.kind is UnitKind.REGION else whole, parts)
    return [(whole, tuple(parts)) for whole, parts in found.values() if parts]


def _country(places: Mapping[int, Place]) -> list[Group]:
    regions = tuple(number for number, place in places.items() if place.unit.kind is UnitKind.REGION)
    country = next((number for number, place in places.items() if place.unit.kind is UnitKind.COUNTRY), ALL)
    return [(country, regions)] if regions else []


def _families(cells: Stacked, group: Group, only: npt.NDArray[np.intp] | None = None) -> Iterator[Rows]:
    """The families of a group: rows by (family, unit, sex), those with sexes apart from those without.

    only: the periods asked about, None for all.
    """
    whole, parts = group
    line = [*parts, whole]
    place = np.full(max(int(cells.unit.max(initial=0)), *line, 0) + 1, -1, dtype=np.intp)
    for nth, number in enumerate(line):
        if number >= 0:
            place[number] = nth
    at = place[cells.unit]
    there = np.flatnonzero(at >= 0) if only is None else np.flatnonzero((at >= 0) & np.isin(cells.period, only))
    if not there.size:
        return
    periods, family = np.unique(cells.period[there], return_inverse=True)
    rows = np.full((len(periods), len(line), len(SEXES)), -1, dtype=np.intp)
    rows[family.reshape(-1), at[there], cells.sex[there]] = there
    divided = (rows[..., TOTAL + 1 :] >= 0).any(axis=(1, 2))
    if divided.any():
        yield rows[divided]
    if not divided.all():
        yield rows[~divided][..., [TOTAL]]


def _of_bodies(cells: Stacked, places: Mapping[int, Place]) -> Iterator[Rows]:
    """Bodies with rows: the parts of each place that they add up to or nearly, with whoever was left out; else alone.

    Nobody tells what a body is a part of: clinics may be the region's, schools a municipality's.
    """
    kinds = {number: place.unit.kind for number, place in places.items()}
    if UnitKind.BODY not in kinds.values():
        return
    groups: dict[Group, list[int]] = {}
    for period in np.unique(cells.period).tolist():
        for group in _bodies_in(cells, np.flatnonzero(cells.period == period), kinds):
            groups.setdefault(group, []).append(period)
    for group, periods in groups.items():
        yield from _families(cells, group, np.array(periods, dtype=np.intp))


def _bodies_in(cells: Stacked, at: Rows, kinds: Mapping[int, UnitKind]) -> list[Group]:
    """The groups of bodies in one period's rows."""

    def total(unit: int) -> float:
        its = at[cells.unit[at] == unit]
        whole = its[cells.sex[its] == TOTAL]
        return float(cells.numerator[whole if whole.size else its].sum())

    units = list(dict.fromkeys(cells.unit[at].tolist()))
    bodies = tuple(unit for unit in units if kinds.get(unit) is UnitKind.BODY)
    if not bodies:
        return []
    together = sum(total(body) for body in bodies)
    places = [u for u in units if kinds.get(u) in {UnitKind.REGION, UnitKind.MUNICIPALITY}]
    wholes = [place for place in places if abs(total(place) - together) < NEARLY]
    return [(whole, (*bodies, LEFT_OUT)) for whole in wholes] or [(ALL, (body,)) for body in bodies]


def _hide(cells: Stacked, rows: Rows, hide: Bools, held: Bools, policy: Policy) -> None:
    """Hide in some families: with the small cells of what is counted, then with those of the rest of it."""
    there = rows >= 0
    for counts in (cells.numerator, cells.denominator - cells.numerator):
        tables = tables_of(rows, counts, cells.secret, hide, held, policy.count)
        which = np.flatnonzero((tables.sensitive | tables.held).any(axis=(1, 2)))
        if which.size:
            chosen, kept = protect(tables.some(which), policy.count)
            # Where nothing keeps the small cells, all of the family is hidden.
            chosen |= ~kept[:, None, None]
            hide[rows[which][chosen & there[which]]] = True
    # A value without counts beside hidden ones: whoever knows its base reads its count.
    beside: Bools = np.asarray((cells.secret[rows] & there).any(axis=(1, 2), keepdims=True))
    hide[rows[beside & there & cells.bare[rows]]] = True
