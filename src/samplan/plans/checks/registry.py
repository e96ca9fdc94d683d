"""Where predicates are registered. A predicate asks one question and yields a finding for each time it fires.

Its level, the kind of item and the field that it concerns, its reason and its remedy stand under its code in
catalogue/checks.yaml; a code without words, or words without a predicate, is refused when the check is first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samplan.plans.checks.catalogue import PredicateEntry, catalogue
from samplan.plans.checks.sight import AreaSight, Sight
from samplan.plans.shapes.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate fired: where, on which words, and what its sentence needs to tell."""

    place: Place
    quote: str = ""
    basis: str = ""
    places: tuple[Place, ...] = ()
    field: str = ""
    told: tuple[tuple[str, str], ...] = ()


OfArea = Callable[[AreaSight], Iterator[Hit]]
OfPlan = Callable[[Sight], Iterator[Hit]]

_OF_AREA: dict[str, OfArea] = {}
_OF_PLAN: dict[str, OfPlan] = {}


def of_area(question: OfArea) -> OfArea:
    """Register a predicate that looks at one area; its name is its code."""
    _OF_AREA[question.__name__] = question
    return question


def of_plan(question: OfPlan) -> OfPlan:
    """Register a predicate that looks at the whole plan; its name is its code."""
    _OF_PLAN[question.__name__] = question
    return question


def codes() -> tuple[str, ...]:
    """The codes of all predicates, in the catalogue's order."""
    entries = catalogue().predicates
    known = _OF_AREA.keys() | _OF_PLAN.keys()
    if known != entries.keys():
        raise ValueError(f"checks.yaml and the predicates differ: {', '.join(sorted(known ^ entries.keys()))}")
    return tuple(entries)


def _finding(code: str, entry: PredicateEntry, hit: Hit) -> Finding:
    told: dict[str, Any] = dict(hit.told)
    return Finding(
        code=code,
        level=entry.level,
        field=hit.field or entry.field,
        place=hit.place,
        places=hit.places,
        quote=hit.quote,
        told=told,
        basis=hit.basis or hit.quote,
    )


def look_at_area(sight: AreaSight) -> list[Finding]:
    """What the predicates of areas say of one area."""
    entries = catalogue().predicates
    return [_finding(code, entries[code], hit) for code, ask in _OF_AREA.items() for hit in ask(sight)]


def look_at_plan(sight: Sight) -> list[Finding]:
    """What the predicates of the whole plan say of it, without those of its areas."""
    entries = catalogue().predicates
    return [_finding(code, entries[code], hit) for code, ask in _OF_PLAN.items() for hit in ask(sight)]
