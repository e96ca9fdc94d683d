"""What the parties decided about editions: reading it, for pages, data and feeds."""

from __future__ import annotations

from collections.abc import Iterable

from samplan.actors.models import Party
from samplan.actors.standing import MaybeActor
from samplan.publishing.models import Adoption, Edition
from samplan.publishing.rules import bodies_to_decide_for
from samplan.publishing.shapes import Adopting, AdoptionAnswer, AdoptionPast, EditionView

Address = tuple[str, str, str]
"""An edition's own: the county's and the plan's places in addresses, and the label."""


def _told(row: Adoption) -> Adopting:
    return Adopting(
        row.body_name,
        row.body_code,
        AdoptionAnswer(row.answer),
        row.decided_on,
        row.reference,
        row.entered_at,
        row.body_id,
    )


def adoptions_in(county_slug: str = "") -> dict[Address, list[Adopting]]:
    """What is decided about each edition of a county (without one: of all), as it was entered. One query."""
    rows = Adoption.objects.select_related("edition").defer("edition__content").order_by("pk")
    found: dict[Address, list[Adopting]] = {}
    for row in rows.filter(edition__county_slug=county_slug) if county_slug else rows:
        at = row.edition
        found.setdefault((at.county_slug, at.plan_slug, at.label), []).append(_told(row))
    return found


def adoptions_of(view: EditionView) -> list[Adopting]:
    """Every party of an edition with what it decided, in the plan's order; empty while nobody has. One query."""
    rows = adoptions_in(view.county_slug).get((view.county_slug, view.plan_slug, view.label), [])
    return with_those_to_come(view, rows) if rows else []


def with_those_to_come(view: EditionView, rows: Iterable[Adopting]) -> list[Adopting]:
    """The parties that the edition names, each with what it decided; others that decided come last."""
    by_name = {(row.code or row.name): row for row in rows}
    told = []
    for body in view.content.parties:
        known = by_name.pop(body.code or body.name, None) or by_name.pop(body.name, None)
        told.append(known or Adopting(body.name, body.code or ""))
    return [*told, *by_name.values()]


def adoptions_to_enter(person: MaybeActor, edition: Edition) -> list[tuple[Adopting, bool]]:
    """The county's parties of today with what each decided, and whether somebody may write it. Five queries at most."""
    rows = {row.body_id: _told(row) for row in Adoption.objects.filter(edition=edition).order_by("pk")}
    may = bodies_to_decide_for(person, edition.plan.partnership)
    found = []
    parties = Party.objects.filter(partnership=edition.plan.partnership).select_related("body")
    for party in parties.order_by("order", "pk"):
        body = party.body
        told = rows.pop(body.pk, None) or Adopting(body.name, body.code, body=body.pk)
        found.append((told, may is None or body.pk in may))
    return [*found, *((row, may is None or row.body in may) for row in rows.values())]


def adoptions_past(edition: Edition) -> list[AdoptionPast]:
    """All that was written about an edition's adoption, latest first. One query."""
    rows = Adoption.history.filter(edition_id=edition.pk).select_related("history_user")
    return [
        AdoptionPast(
            row.history_date,
            row.history_user.name if row.history_user else "",
            row.body_name,
            None if row.history_type == "-" else AdoptionAnswer(row.answer),
            row.decided_on,
            row.reference,
        )
        for row in rows.order_by("-history_date", "-history_id")
    ]
