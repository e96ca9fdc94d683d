"""What the parties decided about editions: reading it, for pages, data, feeds and the tasks of who decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from samplan.actors.models import Party
from samplan.actors.rights import granted
from samplan.actors.shapes import Permission, Scope
from samplan.actors.standing import MaybeActor, Standing, bodies_covered
from samplan.publishing.models import Adoption, Edition
from samplan.publishing.rules import bodies_to_decide_for
from samplan.publishing.shapes import Adopting, AdoptionAnswer, AdoptionPast, EditionView

Address = tuple[str, str, str]
"""An edition's own: the county's and the plan's places in addresses, and the label."""
ASKED_FOR = timedelta(days=180)
"""How long after an edition its owners are asked whether they adopt it; later it is entered without being asked."""


@dataclass(frozen=True, slots=True)
class AdoptionToEnter:
    """An edition that a body owns and has said nothing of."""

    plan_id: int
    plan: str
    label: str
    published_on: date
    body_id: int
    body: str


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


def adoptions_waiting(standings: Sequence[Standing], today: date | None = None) -> list[AdoptionToEnter]:
    """For who decides: the newest edition in force of each plan, where a body that they decide for has said nothing.

    Not of plans that no longer hold, of yearly snapshots, or of editions older than half a year. Who publishes writes
    for all and is not asked. Three queries, and two for each county in which they decide for a body.
    """
    day, bodies = today or timezone.localdate(), {s.partnership.pk: _decides_for(s) for s in standings}
    deciding = [pk for pk, some in bodies.items() if some]
    if not deciding:
        return []
    later = Edition.objects.filter(plan=OuterRef("plan"), withdrawal=None, number__gt=OuterRef("number"))
    holds = Q(plan__valid_to=None) | Q(plan__valid_to__gte=day)
    newest = (
        Edition.objects.filter(holds, ~Exists(later.filter(snapshot=None)), plan__partnership__in=deciding)
        .filter(withdrawal=None, snapshot=None, plan__removed_at=None, published_at__date__gte=day - ASKED_FOR)
        .select_related("plan")
        .defer("content")
    )
    parties = Party.objects.filter(partnership__in=deciding).select_related("body").order_by("order", "pk")
    said = set(Adoption.objects.filter(edition__in=newest).values_list("edition_id", "body_id"))
    owners = [p for p in parties if p.body_id in bodies[p.partnership_id]]
    return [
        AdoptionToEnter(
            edition.plan_id,
            str(edition.plan),
            edition.label,
            timezone.localtime(edition.published_at).date(),
            party.body_id,
            party.body.name,
        )
        for edition in newest.order_by("published_at", "pk")
        for party in owners
        if party.partnership_id == edition.plan.partnership_id and (edition.pk, party.body_id) not in said
    ]


def _decides_for(standing: Standing) -> frozenset[int]:
    """Bodies that somebody decides for, where they do not write for all (two queries if there are any)."""
    if standing.scope(Permission.PUBLISH) is Scope.COUNTY:
        return frozenset()
    held = {body for role, body in standing.held if body is not None and granted(role, Permission.DECIDE)}
    return bodies_covered(standing.partnership, held) if held else frozenset()


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
