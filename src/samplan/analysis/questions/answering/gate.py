"""The gate: nothing leaves the room without passing it.

Official values stand as published, and what a publisher hides is never narrowed. Where counts are known (own values,
and sources that give numerators) 1-4 are hidden, in the counted and in the rest, and with them as much as keeps them
hidden: over municipalities and their county, sexes and their total, windows of years. Suicides have no single years, no
sexes, no age bands and no overlapping windows below the region. A cell is hidden or shown whatever is asked, so that
two questions together tell no more than one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.disclosure.primary import DEFAULT, Policy
from samplan.analysis.formulas.given import Floats
from samplan.analysis.questions.answering.families import Clock, Family, families, secondary
from samplan.analysis.questions.answering.limits import scale_of
from samplan.analysis.results import IndicatorCard, Measure, PeriodKind, Sex, Status, UnitKind
from samplan.analysis.store.codes import PERIOD_KINDS, SEXES, STATUSES
from samplan.analysis.store.shapes import CellColumns, Facts, Place
from samplan.analysis.suicide import method_in_definition, method_in_title

Mask = npt.NDArray[np.bool_]
HIDDEN, UNCERTAIN = STATUSES.index(Status.HIDDEN), STATUSES.index(Status.TOO_UNCERTAIN)
TOTAL, YEAR = SEXES.index(Sex.TOTAL), PERIOD_KINDS.index(PeriodKind.YEAR)
PER_SO_MANY = 100_000.0
AGE_BAND = re.compile(r"\b\d{1,3}\s*[-–]\s*\d{1,3}\s*år")
SMALL = frozenset({UnitKind.MUNICIPALITY, UnitKind.BODY})
MISSING = tuple(STATUSES.index(s) for s in (Status.HIDDEN, Status.UNKNOWN, Status.TOO_UNCERTAIN))


def passed(
    cells: CellColumns, card: IndicatorCard, places: Mapping[int, Place], clock: Clock, policy: Policy = DEFAULT
) -> CellColumns:
    """The cells as they may be shown. clock: counts the periods that there was no time for, which are hidden whole.

    cells: of whole families (a county's region, all its municipalities, all sexes and periods), else what adds up is
    not seen. places: all units of these counties, by number, those without cells too.
    """
    small, country = (_of_kind(cells, places, kinds) for kinds in (SMALL, {UnitKind.COUNTRY}))
    hide = _suicides(cells, card, small) if card.suicide else np.zeros(len(cells), dtype=np.bool_)
    if not has_counts(cells):
        return hidden(cells, hide, HIDDEN)
    told = _with_counts(cells, card)
    known = np.isfinite(told.numerator) & np.isfinite(told.value)
    uncertain = _small_base(told, card.measure, policy) & ~country
    primary = _primary(told, card.measure, known, policy) & ~country
    secret = primary | (np.isin(cells.status, MISSING) & small)
    hide |= _overlapping(told, places, known & ~country, policy) | primary
    bare = np.isfinite(cells.value) & ~known & ~country
    for family in families(told, places):
        if family.worth_asking(told, secret):
            hide |= _with_others(family, told, secret, hide, policy, clock)
            # A value without counts beside hidden ones: whoever knows its base reads its count.
            hide[family.among(bare)] |= bool(secret[family.places()].any())
    return hidden(hidden(cells, uncertain & ~hide, UNCERTAIN), hide, HIDDEN)


def has_counts(cells: CellColumns) -> bool:
    """Whether any count or base is known, so that something small may stand there."""
    return bool(np.isfinite(cells.numerator).any() or np.isfinite(cells.denominator).any())


def _with_counts(cells: CellColumns, card: IndicatorCard) -> CellColumns:
    """The cells with the counts that values and bases tell where they are not given: 2 per cent of 100 is 2."""
    if card.measure in {Measure.SHARE, Measure.SURVEY_SHARE}:
        scale = 100.0
    elif card.measure is Measure.RATE:
        scale = scale_of(cells.value, cells.numerator, cells.denominator)
        scale = scale if np.isfinite(scale) else _scale_told(card.unit)
    else:
        return cells
    implied = np.round(cells.value * cells.denominator / scale)
    return replace(cells, numerator=np.where(np.isfinite(cells.numerator), cells.numerator, implied))


def _scale_told(unit: str) -> float:
    """What a rate is per, as its unit says: 100000 of "per 100 000 invånare"; the usual where it does not say."""
    digits = re.sub(r"\D", "", unit)
    return float(digits) if digits and int(digits) > 0 else PER_SO_MANY


def hidden(cells: CellColumns, where: Mask, status: int) -> CellColumns:
    """The cells with some of them hidden: no value, no interval, no counts."""
    where = where & np.isfinite(cells.value)
    if not where.any():
        return cells
    gone = {n: np.where(where, np.nan, getattr(cells, n)) for n in ("value", "low", "high", "numerator", "denominator")}
    return replace(
        cells,
        **gone,
        status=np.where(where, status, cells.status).astype(np.uint8),
        no_interval=np.where(where, 0, cells.no_interval).astype(np.uint8),
    )


def _suicides(cells: CellColumns, card: IndicatorCard, small: Mask) -> Mask:
    """Below the region only windows of years, that share no year, of both sexes together and of no age band."""
    if AGE_BAND.search(card.title):
        return small
    plain = (cells.years == 1) | (cells.sex != TOTAL)
    return np.asarray(small & (plain | ~_disjoint(cells, small & ~plain)), dtype=np.bool_)


def tells_a_method(card: IndicatorCard) -> bool:
    """Whether an indicator is of suicides by method: such are not shown at all, nor found.

    The definition of one of the county's own is read too: nobody else has looked at it.
    """
    if not card.suicide:
        return False
    return bool(method_in_title(card.title) or (card.source == "own" and method_in_definition(card.definition)))


def may_be_found(facts: Facts) -> bool:
    """Whether an indicator is told to those who look for one: none by method, and no uncertainty of another."""
    return not facts.is_margin and not tells_a_method(facts.card)


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


def _of_kind(cells: CellColumns, places: Mapping[int, Place], kinds: Collection[UnitKind]) -> Mask:
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


def _with_others(family: Family, cells: CellColumns, secret: Mask, hide: Mask, policy: Policy, clock: Clock) -> Mask:
    """What must be hidden with the small cells of one family: in what is counted, and in the rest of it."""
    found = np.zeros(len(cells), dtype=np.bool_)
    rest = cells.denominator - cells.numerator
    for counts in (cells.numerator, rest):
        if np.isfinite(counts[family.places()]).any():
            found[secondary(family, cells, counts, secret, hide | found, policy, clock)] = True
    return found
