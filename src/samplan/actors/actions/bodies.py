"""Units, functions, associations and networks: made, renamed, ended and followed by others."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from samplan.actors import audit, rules
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.models import Body, BodyKind, BodySuccession, Partnership
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
    """Make a unit, function, association or network of the partnership's county."""
    rules.check_can_manage_bodies(by, partnership)
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
    """Let one body become another on a day: the old one ends the day before it; returns the old one."""
    rules.check_can_manage_bodies(by, partnership)
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
