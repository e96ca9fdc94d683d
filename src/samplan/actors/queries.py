"""Reads across the tables of `actors`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from samplan.actors.models import (
    AuditEvent,
    Body,
    BodyKind,
    BodySuccession,
    County,
    Digest,
    DigestLetter,
    Membership,
    Partnership,
    Person,
    Role,
)
from samplan.actors.names import BODY_KIND_NAMES, ROLE_NAMES
from samplan.actors.rights import granted
from samplan.actors.shapes import BodyInCounty, HeldRole, Holding, Permission, PersonInCounty, Scope, System


def partnerships_of(person: Person | System | AnonymousUser | None) -> QuerySet[Partnership]:
    """Partnerships that the person works in; all for those who run the installation, none for a stranger."""
    everything = Partnership.objects.select_related("county")
    if isinstance(person, System) or (isinstance(person, Person) and person.is_active and person.administers_all):
        return everything
    if not isinstance(person, Person) or not person.is_active:
        return everything.none()
    held = Membership.objects.current(timezone.localdate()).filter(person=person)
    return everything.filter(pk__in=held.values("partnership_id"))


def partnerships_seen_by(person: Person | System | AnonymousUser | None) -> QuerySet[Partnership]:
    """Partnerships all of whose drafts somebody may see; those that see drafts sent out to them are not among them."""
    everything = partnerships_of(person)
    if not isinstance(person, Person) or person.administers_all:
        return everything
    roles = [r for r in Role if granted(r, Permission.SEE_DRAFTS) is Scope.COUNTY]
    held = Membership.objects.current(timezone.localdate()).filter(person=person, role__in=roles)
    return everything.filter(pk__in=held.values("partnership_id"))


def roles_of(person: Person, partnership: Partnership) -> frozenset[Role]:
    """The person's roles in a partnership today."""
    held = Membership.objects.current(timezone.localdate()).filter(person=person, partnership=partnership)
    return frozenset(Role(r) for r in held.values_list("role", flat=True))


def works_for_a_municipality(person: Person, partnership: Partnership) -> bool:
    """Whether a role of theirs is a municipality's or a part's of one, or is held for no body at all (one query)."""
    held = Membership.objects.current(timezone.localdate()).filter(person=person, partnership=partnership)
    kinds = held.values_list("body__kind", "body__part_of__kind", "body__part_of__part_of__kind")
    return any(own is None or BodyKind.MUNICIPALITY in (own, whole, above) for own, whole, above in kinds)


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


def partnership_for(person: Person | System | AnonymousUser | None, partnership_id: int) -> Partnership | None:
    """The partnership, if the person works in it (one query)."""
    return partnerships_of(person).filter(pk=partnership_id).first()


Became = Mapping[int, Sequence[tuple[int, str]]]
"""What bodies became: id and name of each that followed, by the id of the one before."""


def _became(**where: Any) -> Became:
    """What bodies became (one query)."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = BodySuccession.objects.filter(**where).order_by("pk")
    for before, after, name in rows.values_list("predecessor_id", "successor_id", "successor__name"):
        found[before].append((after, name))
    return found


def _last(body_id: int, became: Became) -> dict[int, str]:
    """What a body is in the end: id and name of those that nothing has followed; circles end."""
    last: dict[int, str] = {}
    seen, left = {body_id}, list(became.get(body_id, ()))
    while left:
        one, name = left.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if one in became:
            left.extend(became[one])
        else:
            last[one] = name
    return last


def _held(membership: Membership, today: date, became: Became) -> HeldRole:
    """A membership in words; its body and county are at hand."""
    body = membership.body
    over = body is not None and body.valid_to is not None and body.valid_to < today
    holding = Holding.CURRENT
    if membership.valid_to is not None and membership.valid_to < today:
        holding = Holding.ENDED
    elif membership.valid_from is not None and membership.valid_from > today:
        holding = Holding.COMING
    return HeldRole(
        id=membership.pk,
        role=membership.role,
        name=ROLE_NAMES[Role(membership.role)],
        body=body.name if body else "",
        valid_from=membership.valid_from,
        valid_to=membership.valid_to,
        holding=holding,
        county=membership.partnership.county.name,
        now=tuple(_last(body.pk, became).values()) if body is not None and over else (),
    )


def people_of(partnership: Partnership, person_id: int | None = None) -> list[PersonInCounty]:
    """Those who have or had a role in the county, by name; those with a role today first (two queries)."""
    rows = Membership.objects.filter(partnership=partnership)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    today = timezone.localdate()
    became = _became(predecessor__county=partnership.county_id)
    held: dict[Person, list[HeldRole]] = defaultdict(list)
    for row in rows.select_related("person", "body", "partnership__county").order_by("person__name", "person_id", "pk"):
        held[row.person].append(_held(row, today, became))
    people = [
        PersonInCounty(p.pk, p.name, p.email, p.is_active, p.last_login, tuple(roles)) for p, roles in held.items()
    ]
    return sorted(people, key=lambda p: not (p.active and p.current))


def person_in(partnership: Partnership, person_id: int) -> Person | None:
    """Somebody who has or had a role in the county."""
    return Person.objects.filter(pk=person_id, memberships__partnership=partnership).distinct().first()


def membership_in(partnership: Partnership, person_id: int, membership_id: int) -> Membership | None:
    """A role that somebody has in the county."""
    found = Membership.objects.filter(pk=membership_id, person=person_id, partnership=partnership)
    return found.select_related("partnership__county", "person").first()


def own_roles(person: Person) -> list[HeldRole]:
    """The roles that somebody has or had, those of today first (two queries)."""
    today = timezone.localdate()
    rows = Membership.objects.filter(person=person).select_related("body", "partnership__county").order_by("pk")
    became = _became(predecessor__county__partnerships__memberships__person=person) if rows else {}
    return sorted((_held(row, today, became) for row in rows), key=lambda r: r.holding is not Holding.CURRENT)


def person_by_email(email: str) -> Person | None:
    """Who signs in with this address, whatever its case."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def bodies_in(partnership: Partnership) -> list[BodyInCounty]:
    """The county's bodies: the region, the municipalities, then the others by name (three queries)."""
    became, today = _became(predecessor__county=partnership.county_id), timezone.localdate()
    holders = Counter(
        Membership.objects.current(timezone.localdate())
        .filter(partnership=partnership, body__isnull=False)
        .values_list("body_id", flat=True)
    )
    official = [BodyKind.REGION, BodyKind.MUNICIPALITY]
    found = list(Body.objects.filter(county_id=partnership.county_id).select_related("part_of"))
    for over in (b.pk for b in found if b.valid_to is not None and b.valid_to < today):
        for successor in _last(over, became):
            holders[successor] += holders[over]
    rows = [
        BodyInCounty(
            id=b.pk,
            name=b.name,
            kind=b.kind,
            kind_name=BODY_KIND_NAMES[BodyKind(b.kind)],
            part_of=b.part_of.name if b.part_of else "",
            valid_from=b.valid_from,
            valid_to=b.valid_to,
            became=tuple(name for _id, name in became.get(b.pk, ())),
            holders=holders[b.pk],
            contact=b.contact,
        )
        for b in found
    ]
    rank = {kind: i for i, kind in enumerate(official)}
    return sorted(rows, key=lambda b: (rank.get(BodyKind(b.kind), len(rank)), b.name.casefold()))


def holders_of(partnership: Partnership, bodies: Collection[int]) -> list[tuple[str, HeldRole]]:
    """Who holds a role for one of the bodies today: the name and the role, by name (one query)."""
    today = timezone.localdate()
    rows = Membership.objects.current(today).filter(partnership=partnership, body__in=bodies, person__is_active=True)
    rows = rows.select_related("person", "body", "partnership__county").order_by("person__name", "pk")
    return [(row.person.name, _held(row, today, {})) for row in rows]


def body_in(partnership: Partnership, body_id: int) -> Body | None:
    """A body of the county."""
    return Body.objects.filter(pk=body_id, county_id=partnership.county_id).first()


def earlier_names(body: Body) -> list[tuple[date, str]]:
    """What a body was called before, and until which day; latest first (one query)."""
    events = AuditEvent.objects.filter(verb="rename_body", object_kind="body", object_id=str(body.pk))
    return [(timezone.localdate(e.when), str(e.data["before"])) for e in events.order_by("-pk")]


def earlier_names_in(partnership: Partnership) -> tuple[tuple[int, str], ...]:
    """What the county's bodies were called before: id and name, the latest last. One query."""
    events = AuditEvent.objects.filter(verb="rename_body", object_kind="body", partnership=partnership.pk)
    return tuple((int(e.object_id), str(e.data["before"])) for e in events.order_by("pk"))


def unused_invitations(partnerships: Collection[int]) -> list[tuple[Person, Partnership, date]]:
    """People with a role today who were invited and have never signed in, with the day of the account, oldest first.

    One query. partnerships: ids of the counties to look in.
    """
    held = Membership.objects.current(timezone.localdate()).filter(
        partnership__in=partnerships, person__is_active=True, person__last_login=None
    )
    found: dict[tuple[int, int], tuple[Person, Partnership, date]] = {}
    for row in held.select_related("person", "partnership__county").order_by("person__created_at", "person_id", "pk"):
        day = timezone.localdate(row.person.created_at)
        found.setdefault((row.person_id, row.partnership_id), (row.person, row.partnership, day))
    return list(found.values())


def people_with_digest() -> list[Person]:
    """Those who may sign in and have not said no to letters about their tasks (one query)."""
    return list(Person.objects.filter(is_active=True).exclude(digest=Digest.OFF).order_by("pk"))


def digests_claimed(periods: Collection[str]) -> frozenset[tuple[int, str]]:
    """Whose letters of those periods are taken already: ids of people, with the period (one query)."""
    rows = DigestLetter.objects.filter(period__in=periods)
    return frozenset(rows.values_list("person_id", "period"))


def person_with_id(person_id: int) -> Person | None:
    """Somebody by id, for a link in a letter that was signed here."""
    return Person.objects.filter(pk=person_id).first()


def must_have_two_steps(person: Person, *, everywhere: bool) -> bool:
    """Whether somebody must have a second step at sign-in: who administers or coordinates a county that asks for it.

    everywhere: the installation asks for it in all counties, and of those who run it.
    """
    if everywhere and person.administers_all:
        return True
    asked = Q() if everywhere else Q(partnership__two_steps=True)
    held = Membership.objects.current(timezone.localdate()).filter(asked, person=person)
    return held.filter(role__in=[Role.ADMINISTRATOR, Role.COORDINATOR]).exists()
