"""Needs screening: over the whole catalogue, what differs from the country beyond chance for one unit.

All comparisons are counted together (Benjamini-Hochberg), so that thousands of looks do not make hundreds of false
findings. Hits stand by area of operation and name: nothing is ranked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.primary import DEFAULT
from samplan.analysis.formulas.given import Floats
from samplan.analysis.formulas.intervals import proportions, rates
from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.judging import REASONS, Judged, Side, judge, masks
from samplan.analysis.questions.answering.limits import BYAR, NOT_PUBLISHED, NOTHING, PUBLISHED, WILSON, Counted
from samplan.analysis.questions.answering.sheets import Sheet, sheet
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
    judged say so. Three statements, and four for each indicator with small numbers.
    """
    place = reading.place(store, unit_id)
    if place is None:
        return None
    table = _total_only(reading.all_latest(store, [unit_id]))
    if area:
        areas = np.array([f.card.operating_area == area for f in store.facts], dtype=np.bool_)
        table = _some(table, areas[table.indicator])
    table = _through_the_gate(store, place, table)
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


def _through_the_gate(store: Figures, place: Place, table: LatestColumns) -> LatestColumns:
    """The table without what is hidden: whatever may have small numbers in it is read again, whole family and all."""
    suicides = {f.number for f in store.facts if f.card.suicide}
    again = (suicides | _with_small_numbers(store, place)) & set(table.indicator.tolist())
    if not again:
        return table
    kept = _some(table, ~np.isin(table.indicator, list(again)))
    read = [_read_again(store, place, number) for number in sorted(again)]
    parts = [kept, *(r for r in read if r is not None)]
    names = LatestColumns.__slots__
    return LatestColumns(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _with_small_numbers(store: Figures, place: Place) -> set[int]:
    """Indicators in which the gate may hide something of the county's newest period."""
    known = reading.counted(store)
    if not known:
        return set()
    units = [p.unit.id for p in reading.county_places(store, place.county)] or [place.unit.id]
    table = reading.all_latest(store, units)
    share, _counts, _rate = _masks(store)
    rest = np.where(share[table.indicator], table.denominator - table.numerator, np.nan)
    least = max(DEFAULT.answers, DEFAULT.persons, DEFAULT.count)
    with np.errstate(invalid="ignore"):
        few = (table.numerator < DEFAULT.count) | (rest < DEFAULT.count) | (table.denominator < least)
    found = set(table.indicator[few].tolist())
    # Other periods in other units, or units without a value: what the newest family holds is not seen here.
    size = len(store.facts)
    total = table.sex == 0
    rows = np.bincount(table.indicator[total], minlength=size)
    first, last = np.full(size, np.inf), np.full(size, -np.inf)
    starts = table.start.astype("datetime64[D]").astype(np.float64)
    np.minimum.at(first, table.indicator, starts)
    np.maximum.at(last, table.indicator, starts)
    uneven = (rows < len(units)) | (first != last)
    return (found | set(np.flatnonzero(uneven).tolist())) & known


def _read_again(store: Figures, place: Place, number: int) -> LatestColumns | None:
    """The newest row of an indicator that may be shown, with the country's of the same period."""
    found = sheet(store, store.facts[number].card.id, [place.unit.id])
    row = found.newest(place.number) if found is not None else -1
    if found is None or row < 0:
        return None
    other = found.same_period(row, found.number(COUNTRY))
    own, country = found.side(np.array([row])), found.side(np.array([other]))
    cells = found.cells
    return LatestColumns(
        indicator=np.array([number], dtype=np.int32),
        unit=cells.unit[[row]],
        sex=cells.sex[[row]],
        start=cells.start[[row]],
        kind=cells.kind[[row]],
        years=cells.years[[row]],
        value=own.value,
        low=own.low,
        high=own.high,
        no_interval=own.no_interval,
        numerator=own.numerator,
        denominator=own.denominator,
        country_value=country.value,
        country_low=country.low,
        country_high=country.high,
        country_numerator=country.numerator,
        country_denominator=country.denominator,
    )


@lru_cache(maxsize=2)
def _masks(store: Figures) -> tuple[Mask, Mask, Mask]:
    """Of each indicator by its number: in per cent, counts may be used, a rate."""
    return masks([f.card.measure for f in store.facts])


@lru_cache(maxsize=2)
def _why(store: Figures) -> npt.NDArray[np.uint8]:
    """Why the country's value of each indicator has no interval, where it has none."""
    return np.array([NO_INTERVALS.index(WHY_NO_INTERVAL[f.card.measure]) for f in store.facts], dtype=np.uint8)


def _limits(store: Figures, table: LatestColumns) -> Counted:
    """Intervals of many indicators at once: the publisher's, else from counts, as `answering.limits` does for one."""
    share, counts, rate = (mask[table.indicator] for mask in _masks(store))
    low, high = table.low.copy(), table.high.copy()
    given = np.isfinite(low) & np.isfinite(high)
    known = ~given & counts & np.isfinite(table.numerator) & (table.denominator > 0)
    method = np.where(given, PUBLISHED, NOTHING).astype(np.uint8)
    by_share, by_rate = known & share, known & rate & (table.numerator > 0)
    found = proportions(table.numerator[by_share], table.denominator[by_share], multiplier=100)
    low[by_share], high[by_share], method[by_share] = found.low, found.high, WILSON
    events, base = table.numerator[by_rate], table.denominator[by_rate]
    scaled = rates(events, base, multiplier=1).scaled(1.0)
    scale = table.value[by_rate] * base / events
    low[by_rate], high[by_rate], method[by_rate] = scaled.low * scale, scaled.high * scale, BYAR
    low = np.where(share, np.maximum(low, 0), low)
    high = np.where(share, np.minimum(high, 100), high)
    has = np.isfinite(low) & np.isfinite(high)
    why = np.where(has, 0, np.where(table.no_interval == 0, NOT_PUBLISHED, table.no_interval)).astype(np.uint8)
    return Counted(low, high, why, method)


def _judged(store: Figures, table: LatestColumns, limits: Counted) -> Judged:
    share, counts, rate = (mask[table.indicator] for mask in _masks(store))
    why = _why(store)[table.indicator]
    own = Side(table.value, limits.low, limits.high, table.numerator, table.denominator, limits.no_interval)
    low, high = _clipped(table.country_low, table.country_high, share)
    other = Side(table.country_value, low, high, table.country_numerator, table.country_denominator, why)
    return judge(own, other, share, counts, rate)


def _clipped(low: Floats, high: Floats, share: Mask) -> tuple[Floats, Floats]:
    return np.where(share, np.maximum(low, 0), low), np.where(share, np.minimum(high, 100), high)


def _answer(
    store: Figures, place: Place, table: LatestColumns, limits: Counted, judged: Judged, old: int
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


def _as_sheet(store: Figures, place: Place, table: LatestColumns, limits: Counted) -> Sheet:
    """The unit's rows and then the country's, as a sheet from which cells are made. All of it has passed the gate."""
    country = reading.place(store, COUNTRY)
    number = country.number if country is not None else -1
    places = {place.number: place} | ({number: country} if country is not None else {})
    value = np.concatenate([table.value, table.country_value])
    low, high = (
        np.concatenate([a, b]) for a, b in ((limits.low, table.country_low), (limits.high, table.country_high))
    )
    has = np.isfinite(low) & np.isfinite(high)
    twice = {n: np.concatenate([getattr(table, n)] * 2) for n in ("sex", "start", "kind", "years")}
    cells = CellColumns(
        unit=np.concatenate([table.unit, np.full(len(table), number, np.int32)]),
        **twice,
        status=np.where(value == 0, STATUSES.index(Status.ZERO), STATUSES.index(Status.VALUE)).astype(np.uint8),
        value=value,
        low=low,
        high=high,
        no_interval=np.zeros(len(value), np.uint8),
        numerator=np.concatenate([table.numerator, table.country_numerator]),
        denominator=np.concatenate([table.denominator, table.country_denominator]),
        version=np.ones(len(value), np.uint8),
        fetched_at=np.full(len(value), np.datetime64("NaT"), dtype="datetime64[us]"),
    )
    why = np.concatenate([limits.no_interval, _why(store)[table.indicator]])
    method = np.concatenate([limits.method, np.where(has[len(table) :], PUBLISHED, NOTHING).astype(np.uint8)])
    counted = Counted(
        np.where(has, low, np.nan), np.where(has, high, np.nan), np.where(has, 0, why).astype(np.uint8), method
    )
    card = replace(store.facts[0].card, breaks=())
    return Sheet(card, None, places, cells, counted, (), {})
