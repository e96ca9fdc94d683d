"""Units, functions, associations and networks: made, renamed, ended and followed by others."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from samplan.actors import audit, rules
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.models import Body, BodyKind, BodySuccession, Partnership, Person
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.documents.characters import clean_name


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
    """Make a unit, function, association or network of the partnership's county. Raises NotAllowed, NotAccepted."""
    rules.check_can_manage_bodies(by, partnership)
    _check_own(partnership, *([part_of] if part_of is not None else []))
    name = clean_name(name)
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
    """Let one body become another on a day: the old one ends the day before it; returns the old one.

    Raises NotAllowed, and NotAccepted for bodies of another county.
    """
    rules.check_can_manage_bodies(by, partnership)
    _check_own(partnership, predecessor, successor)
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


@transaction.atomic
def set_contact(*, by: Actor, partnership: Partnership, body: Body, contact: str) -> Body:
    """Say how the body is reached by e-mail: the address of a function, which readers of the plan see; "" for none.

    An address that somebody signs in with is a person's and is refused. Raises NotAllowed, NotAccepted.
    """
    rules.check_can_manage_bodies(by, partnership)
    contact = clean_name(contact)
    _check_own(partnership, body)
    if contact:
        _check_contact(contact)
    before, body.contact = body.contact, contact
    body.save(update_fields=["contact"])
    audit.record(
        by=by,
        verb="set_contact",
        object_kind="body",
        object_id=body.pk,
        partnership_id=partnership.pk,
        data={"before": before, "after": contact},
    )
    return body


def _check_contact(contact: str) -> None:
    try:
        validate_email(contact)
    except ValidationError as error:
        raise NotAccepted(
            Sentences(
                sv="Adressen går inte att läsa. Inget har ändrats. Skriv som psykisk.halsa@region.example.",
                en="The address cannot be read. Nothing was changed. Write it like mental.health@region.example.",
            )
        ) from error
    if Person.objects.filter(email__iexact=contact).exists():
        raise NotAccepted(
            Sentences(
                sv="Någon loggar in med den adressen, så den är en persons. Inget har ändrats. Skriv adressen till en"
                " funktion, till exempel registrator eller en gemensam brevlåda.",
                en="Somebody signs in with that address, so it is a person's. Nothing was changed. Write the address of"
                " a function, such as a registry or a shared mailbox.",
            )
        )


@transaction.atomic
def rename_body(*, by: Actor, partnership: Partnership, body: Body, name: str) -> Body:
    """Give a body another name; it is the same body, and what it was called before stays known.

    Editions that are published keep the old name. Regions and municipalities keep their official names. Raises
    NotAllowed, NotAccepted.
    """
    rules.check_can_manage_bodies(by, partnership)
    name = clean_name(name)[:200]
    if body.county_id != partnership.county_id or body.kind in {BodyKind.REGION, BodyKind.MUNICIPALITY}:
        raise NotAccepted(
            Sentences(
                sv="Regionens och kommunernas namn kommer från registret och ändras inte här.",
                en="The names of the region and the municipalities come from the register and are not changed here.",
            )
        )
    if not name:
        raise NotAccepted(Sentences(sv="Skriv organisationens namn.", en="Write the body's name."))
    before, body.name = body.name, name
    body.save(update_fields=["name"])
    audit.record(
        by=by,
        verb="rename_body",
        object_kind="body",
        object_id=body.pk,
        partnership_id=partnership.pk,
        data={"before": before, "after": name},
    )
    return body


def _check_own(partnership: Partnership, *bodies: Body) -> None:
    """Raises NotAccepted for a body of another county."""
    if any(body.county_id != partnership.county_id for body in bodies):
        raise NotAccepted(
            Sentences(
                sv="Organisationen hör till ett annat län. Inget har ändrats.",
                en="The body belongs to another county. Nothing was changed.",
            )
        )
