"""Needs screening: over the whole catalogue, what differs from the country beyond chance for one unit.

All comparisons are counted together (Benjamini-Hochberg), so that thousands of looks do not make hundreds of false
findings. Hits stand by area of operation and name: nothing is ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.given import Floats
from samplan.analysis.formulas.intervals import EXACT_BELOW, proportions, rates
from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.gate import tells_a_method
from samplan.analysis.questions.answering.judging import REASONS, Judged, Side, judge, masks
from samplan.analysis.questions.answering.limits import (
    BYAR,
    EXACT,
    NOT_PUBLISHED,
    NOTHING,
    PUBLISHED,
    WILSON,
    Codes,
    Counted,
)
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.results import Hit, Looks, ScreeningAnswer, Status
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY, NO_INTERVALS, STATUSES
from samplan.analysis.store.describing import WHY_NO_INTERVAL
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import CellColumns, LatestColumns, Place

RECENT = 5
"""Years before the newest year of all; what has nothing newer is old, and not looked at."""
Mask = npt.NDArray[np.bool_]
NUMBERS = ("value", "low", "high", "numerator", "denominator")


def screening(store: Figures, unit_id: str, *, since: int | None = None, area: str = "") -> ScreeningAnswer | None:
    """What differs from the country, of everything that is fetched for a unit ("0020", "2080"); None without the unit.

    since: the first year that counts as recent, by default five years before the newest. area: of operation, empty for
    all; what is counted together is what was looked at. A small place shows little: the looks and what could not be
    judged say so. What may not be shown is not in the table that is read. One statement.
    """
    place = reading.place(store, unit_id)
    if place is None:
        return None
    table = _total_only(reading.all_latest(store, [unit_id]))
    if area:
        areas = np.array([f.card.operating_area == area for f in store.facts], dtype=np.bool_)
        table = _some(table, areas[table.indicator])
    table = _some(table, ~_by_method(store)[table.indicator])
    years = table.start.astype("datetime64[Y]").astype(np.int64) + 1970 + np.maximum(table.years, 1) - 1
    first = since if since is not None else int(years.max(initial=0)) - RECENT
    recent = years >= first
    old, table = int((~recent).sum()), _some(table, recent)
    if not len(table):
        return ScreeningAnswer(place.unit, (), Looks(0, 0.0, 0, 0), old=old)
    limits = _limits(store, table)
    judged = _judged(store, table, limits)
    return _answer(store, place, table, limits, judged, old)


def _some(table: LatestColumns, where: Mask) -> LatestColumns:
    return LatestColumns(**{name: getattr(table, name)[where] for name in LatestColumns.__slots__})


def _total_only(table: LatestColumns) -> LatestColumns:
    return _some(table, table.sex == 0)


@lru_cache(maxsize=2)
def _by_method(store: Figures) -> Mask:
    """Of each indicator by its number: of suicides by method, which is not shown at all."""
    return np.array([tells_a_method(f.card) for f in store.facts], dtype=np.bool_)


@lru_cache(maxsize=2)
def _masks(store: Figures) -> tuple[Mask, Mask, Mask]:
    """Of each indicator by its number: in per cent, counts may be used, a rate."""
    return masks([f.card.measure for f in store.facts])


@lru_cache(maxsize=2)
def _why(store: Figures) -> npt.NDArray[np.uint8]:
    """Why the country's value of each indicator has no interval, where it has none."""
    return np.array([NO_INTERVALS.index(WHY_NO_INTERVAL[f.card.measure]) for f in store.facts], dtype=np.uint8)


def _limits(store: Figures, table: LatestColumns) -> tuple[Counted, Counted]:
    """Intervals of many indicators at once, the unit's and the country's, as `answering.limits` makes those of one.

    What a rate is per is read from the row itself, or from the one beside it where there are no events.
    """
    masks_ = tuple(mask[table.indicator] for mask in _masks(store))
    scale = np.ones(len(table))
    for of in ("country_", ""):
        value, events, base = (getattr(table, of + name) for name in ("value", "numerator", "denominator"))
        with np.errstate(divide="ignore", invalid="ignore"):
            told = value * base / events
        scale = np.where(np.isfinite(told) & (told > 0), told, scale)
    own = [getattr(table, name) for name in NUMBERS]
    other = [getattr(table, f"country_{name}") for name in NUMBERS]
    why = _why(store)[table.indicator]
    return _limits_of(own, table.no_interval, masks_, scale), _limits_of(other, why, masks_, scale)


def _limits_of(numbers: Sequence[Floats], why: Codes, of: tuple[Mask, ...], scale: Floats) -> Counted:
    """Intervals of one side. numbers: as NUMBERS; of: which are shares, have counts, are rates."""
    value, low, high, events, base = (column.copy() for column in numbers)
    share, counts, rate = of
    given, shown = np.isfinite(low) & np.isfinite(high), np.isfinite(value)
    known = shown & ~given & counts & np.isfinite(events) & (base > 0)
    method = np.where(given, PUBLISHED, NOTHING).astype(np.uint8)
    by_share, by_rate = known & share, known & rate
    found = proportions(events[by_share], base[by_share], multiplier=100)
    low[by_share], high[by_share], method[by_share] = found.low, found.high, WILSON
    found = rates(events[by_rate], base[by_rate], multiplier=1)
    low[by_rate], high[by_rate] = found.low * scale[by_rate], found.high * scale[by_rate]
    method[by_rate] = np.where(events[by_rate] < EXACT_BELOW, EXACT, BYAR)
    low = np.where(share, np.maximum(low, np.minimum(value, 0)), low)
    high = np.where(share, np.minimum(high, np.maximum(value, 100)), high)
    has = np.isfinite(low) & np.isfinite(high)
    method[~has] = NOTHING
    none = np.where(has | ~shown, 0, np.where(why == 0, NOT_PUBLISHED, why)).astype(np.uint8)
    return Counted(np.where(has, low, np.nan), np.where(has, high, np.nan), none, method)


def _judged(store: Figures, table: LatestColumns, limits: tuple[Counted, Counted]) -> Judged:
    share, counts, rate = (mask[table.indicator] for mask in _masks(store))
    own, other = (
        Side(value, of.low, of.high, events, base, of.no_interval)
        for of, value, events, base in (
            (limits[0], table.value, table.numerator, table.denominator),
            (limits[1], table.country_value, table.country_numerator, table.country_denominator),
        )
    )
    return judge(own, other, share, counts, rate)


def _answer(
    store: Figures, place: Place, table: LatestColumns, limits: tuple[Counted, Counted], judged: Judged, old: int
) -> ScreeningAnswer:
    maker, size = Maker(_as_sheet(store, place, table, limits)), len(table)
    groups: dict[str, list[Hit]] = {}
    for i in np.flatnonzero(judged.flagged & judged.survives).tolist():
        facts = store.facts[int(table.indicator[i])]
        cell, benchmark = maker.cell(i), maker.cell(size + i)
        caveats = (*caveats_of(facts.card, facts, place.county), *(n for n in cell.notes if n != "rolling_window"))
        hit = Hit(facts.card, cell, benchmark, judged.comparison(i), tuple(dict.fromkeys(caveats)))
        groups.setdefault(facts.card.operating_area, []).append(hit)
    why = Counter(REASONS[int(code)] for code in judged.reason[np.isnan(judged.sign)].tolist())
    return ScreeningAnswer(
        unit=place.unit,
        groups=tuple((name, tuple(sorted(groups[name], key=lambda h: h.card.title))) for name in sorted(groups)),
        looks=judged.looks(),
        not_judged=dict(sorted(why.items())),
        old=old,
    )


def _as_sheet(store: Figures, place: Place, table: LatestColumns, limits: tuple[Counted, Counted]) -> Sheet:
    """The unit's rows and then the country's, as a sheet from which cells are made. All of it has passed the gate."""
    country = reading.place(store, COUNTRY)
    number = country.number if country is not None else -1
    places = {place.number: place} | ({number: country} if country is not None else {})
    both = {n: np.concatenate([getattr(table, n), getattr(table, f"country_{n}")]) for n in NUMBERS}
    twice = {n: np.concatenate([getattr(table, n)] * 2) for n in ("sex", "start", "kind", "years")}
    value, size = both["value"], 2 * len(table)
    cells = CellColumns(
        unit=np.concatenate([table.unit, np.full(len(table), number, np.int32)]),
        **twice,
        **both,
        status=np.where(value == 0, STATUSES.index(Status.ZERO), STATUSES.index(Status.VALUE)).astype(np.uint8),
        no_interval=np.zeros(size, np.uint8),
        version=np.ones(size, np.uint8),
        fetched_at=np.full(size, np.datetime64("NaT"), dtype="datetime64[us]"),
    )
    counted = Counted(*(np.concatenate([getattr(of, f.name) for of in limits]) for f in fields(Counted)))
    card = replace(store.facts[0].card, breaks=())
    return Sheet(card, None, places, cells, counted, (), {})
