"""The register of contact persons: who answers for which body, since when, and when they last said that they do."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from samplan.actors.models import Body, BodyKind, Membership, Partnership, Person, Role
from samplan.followup.languages import FIRST
from samplan.followup.models import AddressLanguage, BadAddress, Confirmation, Contact
from samplan.followup.shapes import Register, RegisterRow, StillContact

CONTACT_ROLES = (Role.MUNICIPAL_CONTACT, Role.REGION_CONTACT)
YEAR = timedelta(days=365)
AGAIN = timedelta(days=14)
"""How long a letter may wait for an answer before another one is asked for."""


def _held(partnership: Partnership, day: date) -> list[Membership]:
    found = Membership.objects.current(day).filter(
        partnership=partnership, role__in=CONTACT_ROLES, body__isnull=False, person__is_active=True
    )
    return list(found.select_related("person", "body").order_by("body__kind", "body__name", "pk"))


def register_of(partnership: Partnership, today: date | None = None) -> Register:
    """The contact persons of today, and municipalities without one (four queries however many they are)."""
    day = today or timezone.localdate()
    held = _held(partnership, day)
    letters: dict[int, list[Confirmation]] = defaultdict(list)
    for row in Confirmation.objects.filter(membership__in=[m.pk for m in held]).order_by("on", "pk"):
        letters[row.membership_id].append(row)
    bad = {e.lower() for e in BadAddress.objects.values_list("email", flat=True)}
    rows = tuple(_row(m, letters[m.pk], m.person.email.lower() in bad, day) for m in held)
    official = Body.objects.filter(
        county_id=partnership.county_id, kind__in=[BodyKind.REGION, BodyKind.MUNICIPALITY], valid_to=None
    )
    there = {m.body_id for m in held}
    without = [name for pk, name in official.order_by("kind", "name").values_list("pk", "name") if pk not in there]
    return Register(rows, tuple(without))


def addresses_of(partnership: Partnership) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The addresses without an account that rounds write to, each with whom it stands for and its language.

    One query however many they are.
    """
    with_account = Person.objects.filter(email=OuterRef("email"), is_active=True)
    noted = AddressLanguage.objects.filter(email=OuterRef("email")).values("language")
    rows = Contact.objects.filter(~Exists(with_account), asked__round__partnership=partnership)
    rows = rows.annotate(noted=Subquery(noted[:1])).order_by("asked__body__name")
    bodies: dict[str, list[str]] = defaultdict(list)
    languages: dict[str, str] = {}
    for email, body, language in rows.values_list("email", "asked__body__name", "noted").distinct():
        bodies[email].append(body)
        languages[email] = language or FIRST
    told = [(email, tuple(names), languages[email]) for email, names in bodies.items()]
    return tuple(sorted(told, key=lambda row: (row[1], row[0])))


def _row(held: Membership, letters: list[Confirmation], bad: bool, day: date) -> RegisterRow:
    said = [x for x in letters if x.answer]
    last = said[-1] if said else None
    yes = [timezone.localdate(x.answered_at) for x in said if x.answer == StillContact.YES and x.answered_at]
    confirmed = yes[-1] if yes else None
    waiting = [x.on for x in letters if not x.answer]
    said_no = last is not None and last.answer == StillContact.NO
    # Whoever was given the role within the year was named then.
    named = held.valid_from if held.valid_from and held.valid_from <= day else None
    known = max((d for d in (confirmed, named) if d is not None), default=None)
    return RegisterRow(
        membership_id=held.pk,
        body=held.body.name if held.body else "",
        person=held.person.name,
        email=held.person.email,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
        confirmed=confirmed,
        asked=waiting[-1] if waiting else None,
        late=not said_no and (known is None or known < day - YEAR),
        said_no=said_no,
        words=last.words if last and said_no else "",
        bad=bad,
        failed=bool(letters) and letters[-1].failed,
    )


def contacts_to_ask(partnership: Partnership, day: date) -> list[int]:
    """Ids of the roles of those who have not been confirmed for a year and have no letter that waits (four queries)."""
    rows = register_of(partnership, day).rows
    return [r.membership_id for r in rows if r.late and not r.bad and (r.asked is None or r.asked <= day - AGAIN)]


def confirmations_waiting() -> list[int]:
    """Ids of letters to contact persons that nobody has claimed, oldest first (one query)."""
    return list(Confirmation.objects.filter(claimed_at=None, answer="").order_by("pk").values_list("pk", flat=True))


def confirmation_by(key: str) -> Confirmation | None:
    """The letter whose link names this key; None when it is older than a year or its role has ended (one query)."""
    found = Confirmation.objects.filter(key=key, on__gte=timezone.localdate() - YEAR).select_related(
        "membership__person", "membership__body", "membership__partnership__county"
    )
    row = found.first()
    if row is None or (row.membership.valid_to and row.membership.valid_to < timezone.localdate()):
        return None
    return row
