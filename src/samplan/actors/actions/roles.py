"""Giving roles, ending them and taking them away."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samplan.actors import audit, rules
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.models import Body, Membership, Partnership, Person, Role
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences


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
    """Give a person a role in a partnership; again changes only the dates. Raises UnknownRole, NotAccepted."""
    rules.check_can_administer(by, partnership)
    _check_membership(partnership, body, valid_from, valid_to)
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
    _changed(membership)
    return membership


def _check_membership(
    partnership: Partnership, body: Body | None, valid_from: date | None, valid_to: date | None
) -> None:
    if body is not None and body.county_id not in {None, partnership.county_id}:
        raise NotAccepted(
            Sentences(
                sv="Organisationen hör till ett annat län. Inget har ändrats. Välj en i listan.",
                en="The body belongs to another county. Nothing was changed. Choose one of the list.",
            )
        )
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise NotAccepted(
            Sentences(
                sv="Sista dagen ligger före den första. Inget har ändrats. Rätta dagarna.",
                en="The last day lies before the first. Nothing was changed. Correct the days.",
            )
        )


@transaction.atomic
def end_role(*, by: Actor, membership: Membership, last_day: date) -> Membership:
    """Let a role end with a day; one that had not begun, or ends before it began, is taken away.

    Raises NotAllowed, and NotAccepted when the county would be without an administrator.
    """
    rules.check_can_administer(by, membership.partnership)
    _check_not_the_last(membership)
    if membership.valid_from is not None and membership.valid_from > last_day:
        revoke_role(by=by, membership=membership)
        return membership
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    audit.record(
        by=by,
        verb="end_role",
        object_kind="membership",
        object_id=membership.pk,
        partnership_id=membership.partnership_id,
        data={"role": str(membership.role), "person": membership.person_id, "last_day": last_day.isoformat()},
    )
    _changed(membership)
    return membership


def _check_not_the_last(membership: Membership) -> None:
    """A county keeps an administrator, who can give roles back."""
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.current(timezone.localdate()).filter(
        partnership=membership.partnership, role=Role.ADMINISTRATOR, valid_to=None, person__is_active=True
    )
    if not others.exclude(person=membership.person_id).exists():
        raise NotAccepted(
            Sentences(
                sv="Länet skulle stå utan administratör. Inget har ändrats. Ge rollen till någon annan först.",
                en="The county would have no administrator. Nothing was changed. Give the role to somebody else first.",
            )
        )


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
    _changed(membership)


def _changed(membership: Membership) -> None:
    """What is kept of the person's roles elsewhere (the menu) is old from now on."""
    Person.objects.filter(pk=membership.person_id).update(roles_version=F("roles_version") + 1)
