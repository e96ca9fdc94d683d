"""The county's own values as the store's columns, so that every question treats them as it treats official ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from samplan.analysis import queries
from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import IndicatorCard, Measure, Status, Unit, UnitKind
from samplan.analysis.shapes import OwnKey, OwnNumbers, OwnValueShape, lacks_base
from samplan.analysis.store import texts
from samplan.analysis.store.codes import COUNTRY, NO_INTERVALS, PERIOD_KINDS, SEXES, STATUSES
from samplan.analysis.store.shapes import CellColumns, Place
from samplan.analysis.suicide import method_in_title

BODY = "body:"
WHY = {
    Measure.COUNT: NoInterval.TOTAL,
    Measure.SHARE: NoInterval.NOT_PUBLISHED,
    Measure.SURVEY_SHARE: NoInterval.NOT_PUBLISHED,
    Measure.RATE: NoInterval.NOT_PUBLISHED,
    Measure.MEAN: NoInterval.NOT_PUBLISHED,
}


@dataclass(frozen=True, slots=True, eq=False)
class OwnSheet:
    """A figure of own values: its card, the county's units by number, its cells as entered (not yet hidden)."""

    card: IndicatorCard
    places: Mapping[int, Place]
    cells: CellColumns


def read(figure_id: str) -> OwnSheet | None:
    """The figure of an id ("own:12"), None without one, and where its indicator tells a method of suicide.

    Five queries.
    """
    figure = queries.own_figure(figure_id)
    if figure is None or (figure.definition.suicide and method_in_title(figure.indicator_text)):
        return None
    county_id, code = queries.county_of_plan(figure.plan)
    values = queries.own_values(figure.id)
    places = places_of(code, queries.units_of_county(county_id), queries.bodies_of_county(county_id))
    by_sex = any(v.key.sex.value != "T" for v in values)
    card = replace(figure.card(), by_sex=by_sex, levels=frozenset(p.unit.kind for p in places.values()))
    return OwnSheet(card, places, columns_of(values, places, card.measure, counts=_counts(card)))


def _counts(card: IndicatorCard) -> bool:
    """Whether the values are counts, whatever they were called: a few persons are few under any name."""
    if card.measure is not Measure.OTHER:
        return card.measure is Measure.COUNT
    pattern = texts.texts().own_count
    return any(re.search(pattern, text, flags=re.IGNORECASE) for text in (card.title, card.unit))


def places_of(county: str, units: Mapping[str, str], bodies: Mapping[int, str]) -> dict[int, Place]:
    """The units that own values may be of, numbered."""
    found: list[Place] = []
    for unit_id, name in units.items():
        kind = UnitKind.REGION if unit_id == f"00{county}" else UnitKind.MUNICIPALITY
        told = Unit(unit_id, name, UnitKind.COUNTRY if unit_id == COUNTRY else kind)
        found.append(Place(told, len(found), "" if unit_id == COUNTRY else county))
    for body, name in bodies.items():
        found.append(Place(Unit(f"{BODY}{body}", name, UnitKind.BODY), len(found), ""))
    return {place.number: place for place in found}


def columns_of(
    values: Sequence[OwnValueShape], places: Mapping[int, Place], measure: Measure, *, counts: bool
) -> CellColumns:
    """Own values as columns, sorted as the store sorts them. counts: whether each value is its own numerator."""
    numbers = {place.unit.id: number for number, place in places.items()}
    there = [_guarded(v, measure) for v in values if _unit(v.key) in numbers]
    there.sort(key=lambda v: (numbers[_unit(v.key)], SEXES.index(v.key.sex), v.key.period.start))
    why = NO_INTERVALS.index(WHY.get(measure, NoInterval.MODEL))

    def column(of: Callable[[OwnValueShape], float | None]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([np.nan if (told := of(v)) is None else told for v in there], dtype=np.float64)

    low = column(lambda v: v.numbers.low)
    value = column(lambda v: v.numbers.value)
    return CellColumns(
        unit=np.array([numbers[_unit(v.key)] for v in there], dtype=np.int32),
        sex=np.array([SEXES.index(v.key.sex) for v in there], dtype=np.uint8),
        start=np.array([v.key.period.start for v in there], dtype="datetime64[D]"),
        kind=np.array([PERIOD_KINDS.index(v.key.period.kind) for v in there], dtype=np.uint8),
        years=np.array([v.key.period.years for v in there], dtype=np.uint8),
        status=np.array([STATUSES.index(v.numbers.status) for v in there], dtype=np.uint8),
        value=value,
        low=low,
        high=column(lambda v: v.numbers.high),
        no_interval=np.where(np.isfinite(value) & ~np.isfinite(low), why, 0).astype(np.uint8),
        # A count is its own numerator, whatever stands there: that is what is hidden when it is small.
        numerator=value if counts else column(lambda v: v.numbers.numerator),
        denominator=column(lambda v: v.numbers.denominator),
        version=np.ones(len(there), dtype=np.uint8),
        fetched_at=np.full(len(there), np.datetime64("NaT"), dtype="datetime64[us]"),
    )


def _guarded(told: OwnValueShape, measure: Measure) -> OwnValueShape:
    """A value from before the rule that a share or rate tells how many of how many may be of a few: it is hidden."""
    if not lacks_base(told.numbers, measure, told.key.unit):
        return told
    return replace(told, numbers=OwnNumbers(status=Status.HIDDEN))


def _unit(key: OwnKey) -> str:
    return key.unit if key.body is None else f"{BODY}{key.body}"
