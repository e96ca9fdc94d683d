"""Reads across the tables of `actors`."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from samplan.actors.models import Body, County, Membership, Partnership, Person, Role
from samplan.actors.shapes import System


def partnerships_of(person: Person | System | AnonymousUser | None) -> QuerySet[Partnership]:
    """Partnerships that the person works in; all for those who run the installation, none for a stranger."""
    everything = Partnership.objects.select_related("county")
    if isinstance(person, System) or (isinstance(person, Person) and person.is_active and person.administers_all):
        return everything
    if not isinstance(person, Person) or not person.is_active:
        return everything.none()
    held = Membership.objects.current(timezone.localdate()).filter(person=person)
    return everything.filter(pk__in=held.values("partnership_id"))


def roles_of(person: Person, partnership: Partnership) -> frozenset[Role]:
    """The person's roles in a partnership today."""
    held = Membership.objects.current(timezone.localdate()).filter(person=person, partnership=partnership)
    return frozenset(Role(r) for r in held.values_list("role", flat=True))


def bodies_of(partnership: Partnership) -> QuerySet[Body]:
    """Bodies of the partnership's county, parties first by code."""
    return Body.objects.filter(county_id=partnership.county_id).order_by("kind", "name")


def county_by_slug(slug: str) -> County | None:
    """The county with this place in addresses."""
    return County.objects.filter(slug=slug).first()


def county_by_code(code: str) -> County | None:
    """The county with this official code."""
    return County.objects.filter(code=code).first()


def partnership_of_county(county: County) -> Partnership | None:
    """The county's first partnership: most counties have one."""
    return Partnership.objects.select_related("county").filter(county=county).order_by("pk").first()
