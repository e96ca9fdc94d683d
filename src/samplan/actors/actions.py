"""Every change to who exists and who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from samplan.actors import audit, catalogue, rules
from samplan.actors.models import (
    Body,
    BodyKind,
    BodySuccession,
    County,
    Membership,
    Municipality,
    Partnership,
    Party,
    Person,
    Region,
    Role,
)
from samplan.actors.rules import Actor
from samplan.actors.shapes import SYSTEM, DomainError, Sentences


class NotAccepted(DomainError):
    """Something given to an action cannot be taken as it is."""


@transaction.atomic
def load_catalogue(*, by: Actor = SYSTEM) -> int:
    """Bring the shipped counties, regions and municipalities into the database; returns how many rows were new.

    May be run at any time: what is there is brought up to date by its code, nothing is taken away.
    """
    rules.check_can_administer_all(by)
    before = County.objects.count() + Region.objects.count() + Municipality.objects.count()
    county_rows = catalogue.counties()
    County.objects.bulk_create(
        [County(code=r.code, name=r.name, slug=slugify(r.name)) for r in county_rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    by_code = {c.code: c for c in County.objects.all()}
    Region.objects.bulk_create(
        [Region(code=r.region_code, name=r.region_name, county=by_code[r.code]) for r in county_rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    Municipality.objects.bulk_create(
        [Municipality(code=r.code, name=r.name, county=by_code[r.county_code]) for r in catalogue.municipalities()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    _make_missing_bodies()
    new = County.objects.count() + Region.objects.count() + Municipality.objects.count() - before
    if new:
        audit.record(by=by, verb="load_catalogue", object_kind="catalogue", object_id="places", data={"new": new})
    return new


def _make_missing_bodies() -> None:
    """Every region and municipality is also a body that can be party and responsible."""
    regions = Region.objects.filter(body=None).select_related("county")
    municipalities = Municipality.objects.filter(body=None).select_related("county")
    Body.objects.bulk_create(
        [
            *(
                Body(kind=BodyKind.REGION, name=r.name, code=f"region-{r.code}", county=r.county, region=r)
                for r in regions
            ),
            *(
                Body(
                    kind=BodyKind.MUNICIPALITY,
                    name=f"{m.name} kommun",
                    code=f"kommun-{m.code}",
                    county=m.county,
                    municipality=m,
                )
                for m in municipalities
            ),
        ]
    )


@transaction.atomic
def create_county(
    *,
    by: Actor,
    code: str,
    name: str,
    region: str,
    municipalities: Sequence[tuple[str, str]],
    made_up: bool = True,
) -> County:
    """Make a county that the catalogue does not ship, with its region and municipalities [(code, name)].

    Meant for an invented county (made_up); its region's code is "00" and the county's code, as Kolada writes it.
    """
    rules.check_can_administer_all(by)
    county = County.objects.create(code=code, name=name, slug=slugify(name), made_up=made_up)
    Region.objects.create(code=f"00{code}", name=region, county=county)
    Municipality.objects.bulk_create([Municipality(code=c, name=n, county=county) for c, n in municipalities])
    _make_missing_bodies()
    audit.record(by=by, verb="create_county", object_kind="county", object_id=county.pk, data={"code": code})
    return county


@transaction.atomic
def create_partnership(
    *, by: Actor, county: County, parties: Iterable[Body] | None = None, name: str = ""
) -> Partnership:
    """Let a county's bodies own plans together. Without parties: its region and all of its municipalities."""
    rules.check_can_administer_all(by)
    if parties is None:
        official = [BodyKind.REGION, BodyKind.MUNICIPALITY]
        # Region first, then the municipalities by code.
        parties = sorted(
            Body.objects.filter(county=county, kind__in=official), key=lambda b: (b.kind != BodyKind.REGION, b.code)
        )
    partnership = Partnership.objects.create(county=county, name=name or f"Samverkan i {county.name}")
    Party.objects.bulk_create([Party(partnership=partnership, body=b, order=i) for i, b in enumerate(parties)])
    audit.record(
        by=by,
        verb="create_partnership",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"county": county.code},
    )
    return partnership


@transaction.atomic
def create_person(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None = None,
    administers_all: bool = False,
    language: str = "sv",
    made_up: bool = False,
) -> Person:
    """Make somebody who can sign in; without a password they cannot until one is set.

    Raises NotAccepted for an address that is wrong or taken, an empty name or a password that is too weak.
    """
    rules.check_can_administer_all(by)
    email = email.strip().lower()
    person = Person(email=email, name=name.strip(), administers_all=administers_all, language=language, made_up=made_up)
    _check_person(person, password)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save()
    audit.record(by=by, verb="create_person", object_kind="person", object_id=person.pk)
    return person


def _check_person(person: Person, password: str | None) -> None:
    try:
        validate_email(person.email)
    except ValidationError as error:
        raise NotAccepted(
            Sentences(sv=f"”{person.email}” är ingen e-postadress.", en=f"“{person.email}” is not an e-mail address.")
        ) from error
    if Person.objects.filter(email__iexact=person.email).exists():
        raise NotAccepted(Sentences(sv="E-postadressen används redan.", en="The e-mail address is already in use."))
    if not person.name:
        raise NotAccepted(Sentences(sv="Skriv personens namn.", en="Write the person's name."))
    if password is not None:
        try:
            validate_password(password, user=person)
        except ValidationError as error:
            raise NotAccepted(
                Sentences(
                    sv="Lösenordet är för lätt att gissa. Använd minst tolv tecken och inget vanligt ord.",
                    en="The password is too easy to guess. Use at least twelve characters and no common word.",
                )
            ) from error


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    person: Person,
    partnership: Partnership,
    role: Role | str,
    body: Body | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Give a person a role in a partnership; giving it again changes only the dates. Raises UnknownRole."""
    rules.check_can_administer(by, partnership)
    membership, _ = Membership.objects.update_or_create(
        person=person,
        partnership=partnership,
        role=rules.role_named(role),
        body=body,
        defaults={"valid_from": valid_from, "valid_to": valid_to},
    )
    audit.record(
        by=by,
        verb="grant_role",
        object_kind="membership",
        object_id=membership.pk,
        partnership_id=partnership.pk,
        data={"role": str(membership.role), "person": person.pk},
    )
    return membership


@transaction.atomic
def revoke_role(*, by: Actor, membership: Membership) -> None:
    """Take a role away; the audit event remembers it."""
    rules.check_can_administer(by, membership.partnership)
    data = {"role": str(membership.role), "person": membership.person_id}
    audit.record(
        by=by,
        verb="revoke_role",
        object_kind="membership",
        object_id=membership.pk,
        partnership_id=membership.partnership_id,
        data=data,
    )
    membership.delete()


@transaction.atomic
def create_body(
    *,
    by: Actor,
    partnership: Partnership,
    kind: BodyKind | str,
    name: str,
    part_of: Body | None = None,
    valid_from: date | None = None,
) -> Body:
    """Make a unit, function, association or network of the partnership's county."""
    rules.check_can_edit(by, partnership)
    name = name.strip()
    if not name:
        raise NotAccepted(Sentences(sv="Skriv organisationens namn.", en="Write the body's name."))
    stem = slugify(f"{partnership.county.code} {name}")[:90]
    taken = set(Body.objects.filter(code__startswith=stem).values_list("code", flat=True))
    code, n = stem, 2
    while code in taken:
        code, n = f"{stem}-{n}", n + 1
    body = Body.objects.create(
        kind=BodyKind(kind), name=name, code=code, county=partnership.county, part_of=part_of, valid_from=valid_from
    )
    audit.record(by=by, verb="create_body", object_kind="body", object_id=body.pk, partnership_id=partnership.pk)
    return body


@transaction.atomic
def succeed_body(*, by: Actor, partnership: Partnership, predecessor: Body, successor: Body, on: date) -> Body:
    """Let one body become another on a day: the old one ends the day before it; returns the old one."""
    rules.check_can_edit(by, partnership)
    BodySuccession.objects.create(predecessor=predecessor, successor=successor, on=on)
    predecessor.valid_to = on - date.resolution
    predecessor.save(update_fields=["valid_to"])
    audit.record(
        by=by,
        verb="succeed_body",
        object_kind="body",
        object_id=predecessor.pk,
        partnership_id=partnership.pk,
        data={"successor": successor.pk, "on": on.isoformat()},
    )
    return predecessor
