"""Which official figure an indicator may have: found by words, suggested by the indicator's own, told as it is now.

What search does not find is not to be chosen either, nor is what its source has removed.
"""

from __future__ import annotations

import re

from samplan.analysis.questions.answering.gate import may_be_found
from samplan.analysis.results import IndicatorCard, Polarity, UnitKind
from samplan.analysis.shapes import Definition
from samplan.analysis.store import reading
from samplan.analysis.store.shapes import Facts

MOST_SUGGESTED = 8
LEAST_LETTERS = 4
CODE = re.compile(r"\b[NU]\d{5}\b")


def is_empty() -> bool:
    """Whether no statistics have been fetched at all."""
    return not reading.figures().facts


def find(text: str) -> list[IndicatorCard]:
    """Indicators that have every word of the text."""
    return [facts.card for facts in reading.catalogue(reading.figures(), text) if _may_be_chosen(facts)]


def _may_be_chosen(facts: Facts) -> bool:
    return may_be_found(facts) and not facts.removed


def suggested(text: str) -> list[IndicatorCard]:
    """Indicators that the words of an indicator point at: its code first, then those that share the most words."""
    store = reading.figures()
    by_code = [reading.indicator(store, f"kolada:{code}") for code in CODE.findall(text)]
    named = [f.card for f in by_code if f is not None and _may_be_chosen(f)]
    wanted = _stems(text)
    if not wanted:
        return named
    scored = []
    for facts in filter(_may_be_chosen, reading.catalogue(store)):
        common = len(wanted & _stems(facts.card.title))
        if common > 1 or (common == 1 and len(wanted) == 1):
            scored.append((-common, facts.number, facts.card))
    found = [card for _score, _number, card in sorted(scored, key=lambda one: one[:2])]
    return list(dict.fromkeys([*named, *found]))[:MOST_SUGGESTED]


def _stems(text: str) -> set[str]:
    """Words without their endings, roughly: what is compared, not shown."""
    words = re.findall(r"[a-zåäöé]+", text.casefold())
    return {word[: max(LEAST_LETTERS, len(word) - 2)] for word in words if len(word) >= LEAST_LETTERS}


def definition_of(indicator_id: str) -> Definition | None:
    """An indicator as it is defined now, to be frozen in a plan; None when it may not be chosen (any longer)."""
    found = reading.indicator(reading.figures(), indicator_id)
    if found is None or not _may_be_chosen(found):
        return None
    card = found.card
    return Definition(
        title=card.title,
        definition=card.definition,
        reference=card.id,
        measure=card.measure,
        unit=card.unit,
        producer=card.producer,
        fetched_on=found.fetched_at.date() if found.fetched_at else None,
        window=card.window,
        suicide=card.suicide,
    )


def change_at_source(frozen: Definition) -> str:
    """What has become of an indicator since it was frozen: "removed", "discontinued", "retitled", "redefined" or ""."""
    found = reading.indicator(reading.figures(), frozen.reference)
    if found is None or not _may_be_chosen(found):
        return "removed"
    if found.card.title != frozen.title:
        return "retitled"
    if found.card.definition != frozen.definition:
        return "redefined"
    return "discontinued" if found.card.discontinued else ""


def polarity_of(indicator_id: str) -> Polarity:
    """Which way is better, as the catalogue has it; that it cannot be said, where it says nothing."""
    store = reading.figures()
    found = reading.indicator(store, indicator_id)
    return Polarity.NONE if found is None else found.card.polarity


def by_theme() -> list[tuple[str, list[IndicatorCard]]]:
    """The indicators about mental health, by the code of their theme, in the order of the catalogue.

    Where no indicator has a theme (made-up figures, a county's own file), all of them by area of operation.
    """
    there = list(filter(_may_be_chosen, reading.catalogue(reading.figures())))
    themed = any(facts.themes for facts in there)
    found: dict[str, list[IndicatorCard]] = {}
    for facts in there:
        for theme in facts.themes if themed else (facts.card.operating_area,):
            found.setdefault(theme, []).append(facts.card)
    return list(found.items())


def named(slug: str) -> str | None:
    """The id of the indicator whose id, written for an address, is slug; None where there is none."""
    return next((one for one in reading.figures().numbers if address_of(one) == slug), None)


def address_of(indicator_id: str) -> str:
    """An indicator's id as it stands in addresses: "kolada:N01452" is kolada-n01452."""
    return re.sub(r"[^a-z0-9_]+", "-", indicator_id.casefold()).strip("-")


def unit_named(county: str, name: str) -> str | None:
    """The id of the county's unit with that name ("Almby", "Almby kommun", "Almbys kommun"), None without one."""
    there = {_bare(place.unit.title): place.unit.id for place in reading.county_places(reading.figures(), county)}
    bare = _bare(name)
    found = there.get(bare)
    if found is None and bare != name.strip().casefold():
        # The genitive before "kommun". Only now: Bollnäs and Borås have an s of their own.
        found = there.get(bare.removesuffix("s"))
    return found


def any_unit_named(name: str) -> str | None:
    """The id of a municipality or region anywhere with that name, None without one."""
    kinds = {UnitKind.MUNICIPALITY, UnitKind.REGION}
    bare = _bare(name)
    there = (p.unit for p in reading.figures().places if p.unit.kind in kinds)
    return next((unit.id for unit in there if bare in {_bare(unit.title), unit.title.casefold()}), None)


def _bare(name: str) -> str:
    """A municipality's name without what it is: "Almby kommun" is almby."""
    return re.sub(r"\s+(kommun|stad)$", "", name.strip().casefold())


def places_of(county: str) -> list[tuple[str, str]]:
    """Ids and names of a county's region and then its municipalities by name."""
    return [(place.unit.id, place.unit.title) for place in reading.county_places(reading.figures(), county)]


def operating_areas() -> tuple[str, ...]:
    """The catalogue's areas of operation, by name."""
    return reading.operating_areas(reading.figures())
