"""The ages that an indicator is told for, each compared with the indicator's own age in the same period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.judging import Judged
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.questions.answering.together import judged_sides
from samplan.analysis.results import AgeAnswer, AgeDifference, AgeLine, Cell, IndicatorCard, UnitAges, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.reading import Figures

AGE = re.compile(
    r"\b\d{1,3}\s*[-–]\s*\d{1,3}(\s*år)?\b|\b\d{1,3}\s*(år)?\s*(\+|och äldre|eller äldre)|\b\d{1,3}\s*år\b",
    re.IGNORECASE,
)
"""How titles write an age."""
OLDEST = 150
Pair = tuple[int, Sheet, int, int]
"""A unit's number, the other age's sheet, its row, and the row of the indicator's own."""


def differences(store: Figures, indicator_id: str, county: str, *, as_of: date | None = None) -> AgeAnswer | None:
    """Every other age minus the indicator's own, for the county and each municipality.

    In the newest period that shows both. The county's ages are counted together, and the municipalities' ages are.
    Ages that overlap hold the same persons twice: a difference is then rather missed than made up, and it is told.
    Reasons for none: "no_other_ages", "nothing_shown". Suicides have no ages. Four statements for each age at most.
    """
    units = [p.unit.id for p in reading.county_places(store, county)]
    found = sheet(store, indicator_id, units, as_of)
    if found is None:
        return None
    others = other_ages(store, found.card)
    made = [s for card in others if (s := sheet(store, card.id, units, as_of)) is not None]
    by_id = {s.card.id: s for s in made}
    alike = [s for s in made if s.card.measure is found.card.measure]
    pairs = [pair for other in alike for pair in _pairs(found, other)]
    whole = [pair for pair in pairs if found.places[pair[0]].unit.kind is UnitKind.REGION]
    parts = [pair for pair in pairs if found.places[pair[0]].unit.kind is not UnitKind.REGION]
    of_whole, of_parts = _judged(found, whole), _judged(found, parts)
    late = not all(s.worked_out for s in (found, *made))
    return AgeAnswer(
        card=found.card,
        differences=(*_told(found, whole, of_whole), *_told(found, parts, of_parts)),
        looks=of_whole.looks() if whole else None,
        place_looks=of_parts.looks() if parts else None,
        others=tuple((card, _newest(by_id.get(card.id), county)) for card in others),
        reason="" if pairs else "nothing_shown" if others else "no_other_ages",
        caveats=caveats_of(found.card, found.facts, county, worked_out=not late),
    )


def of_unit(
    store: Figures, unit_id: str, indicator_ids: Sequence[str], *, as_of: date | None = None
) -> UnitAges | None:
    """Some indicators of one place with their other ages; None without such a place.

    Ages of one question stand once, beside the first of them that is asked for; indicators without a second age that
    shows a value in one period are left out. All are counted together. Four statements for each age at most.
    """
    place = reading.place(store, unit_id)
    if place is None:
        return None
    told: list[tuple[Sheet, list[Pair]]] = []
    seen: set[str] = set()
    for indicator_id in dict.fromkeys(indicator_ids):
        if indicator_id in seen or indicator_id not in store.numbers:
            continue
        card = store.facts[store.numbers[indicator_id]].card
        others = sorted(other_ages(store, card), key=lambda c: c.title)
        found = sheet(store, indicator_id, [unit_id], as_of) if others else None
        if found is None:
            continue
        seen |= {indicator_id, *(c.id for c in others)}
        made = [sheet(store, c.id, [unit_id], as_of) for c in others if c.measure is card.measure]
        rows = [(s, _rows_of_both(found, s, place.number)) for s in made if s is not None]
        pairs = [(place.number, s, *both) for s, both in rows if both is not None]
        if pairs:
            told.append((found, pairs))
    judged = judged_sides(
        [other.side(np.array([row])) for _found, pairs in told for _unit, other, row, _own in pairs],
        [found.side(np.array([own])) for found, pairs in told for _unit, _other, _row, own in pairs],
        [found.card.measure for found, pairs in told for _pair in pairs],
    )
    lines, at = [], 0
    for found, pairs in told:
        lines.append(AgeLine(found.card, tuple(_told(found, pairs, judged, at))))
        at += len(pairs)
    return UnitAges(place.unit, tuple(lines), judged.looks() if told else None)


def _newest(other: Sheet | None, county: str) -> Cell | None:
    row = other.newest(other.number(f"00{county}")) if other is not None else -1
    return Maker(other).cell(row) if other is not None and row >= 0 else None


def other_ages(store: Figures, card: IndicatorCard) -> list[IndicatorCard]:
    """The same indicator for other ages; none where it is about suicide."""
    found = () if card.suicide else _by_title(store).get(_without_age(card), ())
    return [c for c in found if c.id != card.id and not c.suicide]


def age_in(title: str) -> str:
    """The age as a title writes it, "" where it tells none."""
    told = AGE.search(title)
    return told[0].strip() if told is not None else ""


def span_of(title: str) -> tuple[int, int] | None:
    """The youngest and the oldest of a title's age; None where it tells none."""
    told = AGE.search(title)
    if told is None:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", told[0])]
    if len(numbers) == 2:
        return min(numbers), max(numbers)
    return numbers[0], OLDEST if told[3] else numbers[0]


def overlapping(one: str, other: str) -> bool:
    """Whether two titles' ages have persons in common, as far as the titles tell."""
    here, there = span_of(one), span_of(other)
    return here is not None and there is not None and here[0] <= there[1] and there[0] <= here[1]


def _pairs(found: Sheet, other: Sheet) -> list[Pair]:
    """Region first, then places by name: the newest period in which both ages show a value."""
    kinds = (UnitKind.REGION, UnitKind.MUNICIPALITY)
    places = [p for p in found.places.values() if p.unit.kind in kinds and p.number in other.places]
    pairs = []
    for place in sorted(places, key=lambda p: (kinds.index(p.unit.kind), p.unit.title)):
        rows = _rows_of_both(found, other, place.number)
        if rows is not None:
            pairs.append((place.number, other, *rows))
    return pairs


def _rows_of_both(found: Sheet, other: Sheet, unit: int) -> tuple[int, int] | None:
    own = {_period(found, row): row for row in found.rows(unit) if np.isfinite(found.cells.value[row])}
    for row in reversed(other.rows(unit)):
        if np.isfinite(other.cells.value[row]) and _period(other, row) in own:
            return row, own[_period(other, row)]
    return None


def _period(found: Sheet, row: int) -> tuple[object, ...]:
    c = found.cells
    return c.start[row], int(c.kind[row]), int(c.years[row])


def _judged(found: Sheet, pairs: Sequence[Pair]) -> Judged:
    return judged_sides(
        [other.side(np.array([row])) for _unit, other, row, _own in pairs],
        [found.side(np.array([own])) for _unit, _other, _row, own in pairs],
        [found.card.measure] * len(pairs),
    )


def _told(found: Sheet, pairs: Sequence[Pair], judged: Judged, first: int = 0) -> list[AgeDifference]:
    maker, makers = Maker(found), {id(other): Maker(other) for _unit, other, _row, _own in pairs}
    return [
        AgeDifference(
            card=other.card,
            unit=found.places[unit].unit,
            period=maker.period(own),
            other=makers[id(other)].cell(row),
            own=maker.cell(own),
            comparison=judged.comparison(first + i),
            overlapping=overlapping(found.card.title, other.card.title),
        )
        for i, (unit, other, row, own) in enumerate(pairs)
    ]


def _without_age(card: IndicatorCard) -> str:
    """A title without its age, empty when it names none."""
    told = AGE.sub("#", card.title)
    return " ".join(told.split()).casefold() if "#" in told else ""


@lru_cache(maxsize=2)
def _by_title(store: Figures) -> dict[str, list[IndicatorCard]]:
    """Indicators by their title without the age, for those that name one."""
    found: dict[str, list[IndicatorCard]] = {}
    for facts in store.facts:
        if not facts.is_margin and not facts.removed and (told := _without_age(facts.card)):
            found.setdefault(told, []).append(facts.card)
    return found
