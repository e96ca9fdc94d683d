"""Women and men, and the ages that an indicator is told for."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from samplan.analysis.questions.answering.cells import Maker, against, caveats_of
from samplan.analysis.questions.answering.families import Clock
from samplan.analysis.questions.answering.sheets import Sheet, new_clock, sheet
from samplan.analysis.questions.answering.together import rows_of_both
from samplan.analysis.results import Cell, IndicatorCard, Sex, SexAnswer, SexDifference, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY, SEXES
from samplan.analysis.store.reading import Figures

AGE = re.compile(
    r"\b\d{1,3}\s*[-–]\s*\d{1,3}(\s*år)?\b|\b\d{1,3}\s*(år)?\s*(\+|och äldre|eller äldre)|\b\d{1,3}\s*år\b",
    re.IGNORECASE,
)
"""How titles write an age."""
WHOLES = frozenset({UnitKind.REGION, UnitKind.COUNTRY})


def differences(
    store: Figures, indicator_id: str, county: str, *, as_of: date | None = None, clock: Clock | None = None
) -> SexAnswer | None:
    """Women minus men for the county and each municipality, in the newest period that shows both; and other ages.

    The municipalities' and bodies' differences are counted together, the county's and the country's are each one look.
    Reasons for none: "not_by_sex", "nothing_shown". Suicides have no ages.
    Five statements at most, and one for each other age.
    """
    units, clock = [p.unit.id for p in reading.county_places(store, county)], clock or new_clock()
    found = sheet(store, indicator_id, [*units, COUNTRY], as_of, clock)
    if found is None:
        return None
    maker = Maker(found)
    pairs = [(number, *pair) for number in _order(found) if (pair := rows_of_both(found, number)) is not None]
    # The parts first: they are looked at together; the county as a whole and the country are each one look.
    parts = [pair for pair in pairs if found.places[pair[0]].unit.kind not in WHOLES]
    judging = [*parts, *(pair for pair in pairs if pair not in parts)]
    judged = against(found, [women for _n, women, _m in judging], [men for _n, _w, men in judging], many=len(parts))
    made = {number: judged.comparison(i) for i, (number, _women, _men) in enumerate(judging)}
    told = tuple(
        SexDifference(found.places[number].unit, maker.period(women), maker.cell(women), maker.cell(men), made[number])
        for number, women, men in pairs
    )
    divided = bool((found.cells.sex != SEXES.index(Sex.TOTAL)).any())
    return SexAnswer(
        card=found.card,
        differences=told,
        looks=judged.looks() if parts else None,
        ages=() if found.card.suicide else _ages(store, found.card, county, as_of, clock),
        reason="" if told else "nothing_shown" if divided else "not_by_sex",
        caveats=caveats_of(found.card, found.facts, county, in_time=found.in_time),
    )


def _order(found: Sheet) -> list[int]:
    """The region, then municipalities and bodies by name, then the country."""
    kinds = [UnitKind.REGION, UnitKind.MUNICIPALITY, UnitKind.BODY, UnitKind.COUNTRY]
    there = [p for p in found.places.values() if p.unit.kind in kinds]
    return [p.number for p in sorted(there, key=lambda p: (kinds.index(p.unit.kind), p.unit.title))]


def _ages(
    store: Figures, card: IndicatorCard, county: str, as_of: date | None, clock: Clock
) -> tuple[tuple[IndicatorCard, Cell | None], ...]:
    """The same indicator for other ages, with the county's newest cell of each."""
    others = [c for c in _by_title(store).get(_without_age(card), ()) if c.id != card.id and not c.suicide]
    found = []
    for other in others:
        made = sheet(store, other.id, [f"00{county}"], as_of, clock)
        row = made.newest(made.number(f"00{county}")) if made is not None else -1
        found.append((other, Maker(made).cell(row) if made is not None and row >= 0 else None))
    return tuple(found)


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
