"""Who answers for an area, and who may act on a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samplan.plans.checks.catalogue import any_of, bounds, words
from samplan.plans.checks.registry import Hit, of_area, of_plan
from samplan.plans.checks.sight import AreaSight, Sight, folded, has_responsible
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind

CAPITALISED = re.compile(r"\b(?=([A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)\s+([A-ZÅÄÖÉ][a-zåäöéü]+)\b)")
"""Two words with capitals side by side; a word may be the second of one pair and the first of the next."""


@of_plan
def no_responsible_anywhere(sight: Sight) -> Iterator[Hit]:
    """No area names anybody who answers for it."""
    if len(sight.areas) > 1 and not sight.around.responsible_used:
        places = tuple(a.here() for a in sight.areas)
        yield Hit(sight.here(), places=places, told=(("number", str(len(places))),), basis=str(len(places)))


@of_area
def responsible_missing(sight: AreaSight) -> Iterator[Hit]:
    """Other areas have somebody who answers for them, this one has not."""
    if sight.around.responsible_used and not has_responsible(sight.area):
        yield Hit(sight.here())


@of_area
def many_responsible_none_leads(sight: AreaSight) -> Iterator[Hit]:
    """So many share it that none may feel that it is theirs."""
    number = len(sight.area.responsible)
    if number >= bounds().responsible_without_lead:
        names = "\n".join(b.name for b in sight.area.responsible)
        yield Hit(sight.here(), basis=names, told=(("number", str(number)),))


@of_plan
def responsible_unknown(sight: Sight) -> Iterator[Hit]:
    """A responsible that is not tied to a body or function that the county knows: once for each name."""
    if not sight.plan.parties:
        return  # A document by itself: nobody has told which bodies there are.
    unknown: dict[str, list[Place]] = {}
    for area in sight.areas:
        for index, body in enumerate(area.area.responsible):
            if body.code is None and folded(body.name) not in sight.around.bodies:
                place = area.here(ItemKind.RESPONSIBLE, index=index, words=body.name)
                unknown.setdefault(folded(body.name), []).append(place)
    for places in unknown.values():
        yield Hit(places[0], quote=places[0].words, places=tuple(places[1:]))


@of_area
def person_named(sight: AreaSight) -> Iterator[Hit]:
    """A person's name where a function would outlive them."""
    for text in sight.texts:
        of_responsible = text.place.kind is ItemKind.RESPONSIBLE
        if (of_responsible or text.field in {"actor", "identified_by"}) and (name := _name_in(text.text)):
            yield Hit(text.place, quote=name, basis=text.text, field=text.field)


def _name_in(text: str) -> str:
    """A first name with a surname behind it, "" where there is none."""
    first = {n.casefold() for n in words().first_names}
    for found in CAPITALISED.finditer(text):
        given = found[1].split("-")[0].casefold()
        if given in first and not any_of("no_surname").fullmatch(found[2]):
            return f"{found[1]} {found[2]}"
    return ""


@of_area
def question_without_actor(sight: AreaSight) -> Iterator[Hit]:
    """None of a question's proposals says who could do it."""
    for q in sight.area.challenge_questions:
        if q.proposals and not any(p.actor for p in q.proposals):
            place = sight.here(ItemKind.CHALLENGE_QUESTION, q.id, words=q.text)
            first = q.proposals[0]
            yield Hit(
                sight.here(ItemKind.PROPOSAL, first.id, words=q.text),
                quote=q.text,
                basis=q.text + str(len(q.proposals)),
                places=(place,),
            )


@of_area
def question_without_proposal(sight: AreaSight) -> Iterator[Hit]:
    """A question that nobody has answered with a proposal, in a plan that answers others."""
    questions = sight.area.challenge_questions
    if any(q.proposals for q in questions):
        for q in questions:
            if not q.proposals:
                yield Hit(sight.here(ItemKind.CHALLENGE_QUESTION, q.id, words=q.text), quote=q.text)
