"""My municipality: what an edition says that it does, or that all municipalities do. From the edition's content alone.

A municipality is known in the text by its name as a word of its own ("Almby", "Almbys", "Almby kommun") and by its
permanent code where the edition has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samplan.analysis.questions import choosing
from samplan.plans.shapes.content import ActivityContent, AreaContent, Body, PlanContent
from samplan.publishing import queries
from samplan.web import swedish
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context

ENDING = re.compile(r"\s+(?:kommun|stad|kommuns|stads)$", re.IGNORECASE)
ALL = re.compile(
    r"\b(?:alla|samtliga|varje|respektive|länets|deltagande|de)\s+(?:\w+\s+){0,2}kommun(?:er|erna|en|ernas|s)?\b"
    r"|\bkommunerna(?:s)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality among those that own the plan: its name as the plan has it, and its place in addresses."""

    name: str
    slug: str
    code: str | None
    known_as: re.Pattern[str]

    def is_body(self, body: Body) -> bool:
        """Whether a body is the municipality or something in it, by its code or by its name."""
        return bool((self.code and body.code == self.code) or self.known_as.search(body.name))

    def is_named(self, text: str | None) -> bool:
        """Whether a text names the municipality."""
        return bool(text and self.known_as.search(text))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that concerns the municipality: what it is, where it stands on the area's page, and its words."""

    kind: str
    anchor: str
    text: str
    activity: ActivityContent | None = None


@dataclass(slots=True)
class Part:
    """What an area has: whether the municipality answers for the whole of it or joins in it, and single things."""

    area: AreaContent
    whole: bool = False
    joins: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mine:
    """answers: what it is responsible for or takes part in. named: what names it. everybody: what concerns all."""

    answers: list[Part]
    named: list[Part]
    everybody: list[Part]


def places(plan: PlanContent) -> list[Place]:
    """The municipalities of the plan, in Swedish order."""
    found = [_place(body) for body in plan.parties if _is_municipality(body)]
    return sorted(found, key=lambda place: swedish.order(place.name))


def _is_municipality(body: Body) -> bool:
    return bool(ENDING.search(body.name)) or (body.code or "").startswith("kommun")


def _place(body: Body) -> Place:
    bare = ENDING.sub("", body.name).strip()
    names = {bare, bare.removesuffix("s") if bare.endswith("s") and len(bare) > 4 else bare}
    written = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return Place(body.name, slugify(bare), body.code, re.compile(rf"(?<!\w)(?:{written})s?(?!\w)"))


def mine(plan: PlanContent, place: Place) -> Mine:
    """All that concerns one municipality, each thing once: in the first of the three lists that it fits."""
    answers: list[Part] = []
    named: list[Part] = []
    everybody: list[Part] = []
    for area in plan.areas:
        own, said, everyone = Part(area), Part(area), Part(area)
        own.whole = any(place.is_body(body) for body in area.responsible)
        own.joins = not own.whole and any(place.is_body(body) for body in area.takes_part)
        everyone.whole = not (own.whole or own.joins) and any(ALL.search(body.name) for body in area.responsible)
        for line, bodies in _lines(area):
            if any(place.is_body(body) for body in bodies):
                own.lines.append(line)
            elif place.is_named(line.text):
                said.lines.append(line)
            elif ALL.search(line.text) or any(ALL.search(body.name) for body in bodies):
                everyone.lines.append(line)
        for part, kept in ((own, answers), (said, named), (everyone, everybody)):
            if part.whole or part.joins or part.lines:
                kept.append(part)
    return Mine(answers, named, everybody)


def _lines(area: AreaContent) -> Iterator[tuple[Line, Iterable[Body]]]:
    """The texts of an area, with the bodies that answer for each."""
    for goal in area.goals:
        yield Line(_("Mål"), "mal", goal.text), (*goal.responsible, *goal.takes_part)
    for activity in area.activities:
        yield (
            Line(_("Aktivitet"), "aktiviteter", activity.text, activity),
            (*activity.responsible, *activity.takes_part),
        )
    for indicator in area.indicators:
        yield Line(_("Indikator"), "indikatorer", indicator.text), (*indicator.responsible, *indicator.takes_part)
    for question in area.challenge_questions:
        for proposal in question.proposals:
            actors = (Body(name=proposal.actor),) if proposal.actor else ()
            yield Line(_("Förslag"), "fragor", proposal.text), actors
    for word, text in ((_("Bakgrund"), area.background), (_("Behov"), area.needs)):
        if text:
            yield Line(word, "bakgrund", text), ()
    for followup in area.followups:
        yield Line(_("Uppföljning"), "uppfoljning", followup.text), ()


@public_page
def choose(request: HttpRequest, county_slug: str) -> Answer:
    """Choose municipality."""
    view = queries.edition_in_force(county_slug)
    found = places(view.content)
    context = edition_context(request, view, current=True) | {"places": found, "here": "municipality"}
    data = {"format": twins.FORMAT, "municipalities": [{"name": p.name, "slug": p.slug, "code": p.code} for p in found]}
    return Page("public/municipalities.html", context, lambda: data)


@public_page
def municipality(request: HttpRequest, county_slug: str, place_slug: str) -> Answer:
    """What concerns one municipality."""
    view = queries.edition_in_force(county_slug)
    place = next((p for p in places(view.content) if p.slug == place_slug), None)
    if place is None:
        raise Http404(place_slug)
    found = mine(view.content, place)
    context = edition_context(request, view, current=True)
    context |= {"place": place, "mine": found, "here": "municipality"}
    context["has_figures"] = choosing.unit_named(view.content.county_code or "", place.name) is not None
    return Page("public/municipality.html", context, lambda: _data(request, view, place, found))


def _data(request: HttpRequest, view: Any, place: Place, found: Mine) -> dict[str, Any]:
    def told(parts: list[Part]) -> list[dict[str, Any]]:
        return [
            {
                "area": {"slug": p.area.slug, "number": p.area.number, "title": p.area.title},
                "whole_area": p.whole,
                "takes_part": p.joins,
                "lines": [{"kind": line.kind, "text": line.text} for line in p.lines],
            }
            for p in parts
        ]

    return {
        "format": twins.FORMAT,
        "edition": twins.reference(request, view),
        "municipality": {"name": place.name, "slug": place.slug, "code": place.code},
        "answers_for": told(found.answers),
        "named_in": told(found.named),
        "concerns_all_municipalities": told(found.everybody),
    }
