"""Addresses that nobody has, and contact persons asked once a year whether they still are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Membership, Partnership, Role
from samplan.actors.names import ROLE_NAMES
from samplan.actors.rules import Actor, NotAllowed, check_can_administer_all
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.followup import rules
from samplan.followup.actions.rounds import new_key
from samplan.followup.models import BadAddress, Confirmation, Letter
from samplan.followup.queries.register import contacts_to_ask
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import ConfirmationToSend, StillContact

RECENT = timedelta(days=30)
"""How old a letter may be for a notification that names it no more closely than by its address."""


@transaction.atomic
def record_bounce(
    *, by: Actor, email: str, status: str, said: str, letter_id: int | None = None, at: datetime | None = None
) -> BadAddress | None:
    """Note that a mail server says that nobody has an address: no letter goes there until somebody changes that.

    letter_id: our letter that came back, when it is known; then the address that it went to is the bad one, wherever it
    was forwarded. None when we have sent no such letter: anybody can write to
    us that an address is bad. Raises NotAllowed for all but the system and those who run the installation.
    """
    check_can_administer_all(by)
    ours = Letter.objects.select_related("contact").filter(claimed_at__isnull=False)
    known = ours.filter(pk=letter_id).first() if letter_id is not None else None
    email = known.contact.email if known else email.strip().lower()
    sent = Letter.objects.filter(contact__email=email, claimed_at__isnull=False)
    asked = Confirmation.objects.filter(membership__person__email__iexact=email, claimed_at__isnull=False)
    since = timezone.now() - RECENT
    letter = known or sent.filter(claimed_at__gte=since).last()
    if letter is None and not asked.filter(claimed_at__gte=since).exists():
        return None
    found, _new = BadAddress.objects.update_or_create(
        email=email,
        defaults={"status": status[:20], "said": said[:500], "at": at or timezone.now(), "letter": letter},
    )
    partnership = letter.contact.asked.round.partnership_id if letter else None
    audit.record(
        by=by,
        verb="record_bounce",
        object_kind="bad_address",
        object_id=found.pk,
        partnership_id=partnership,
        data={"status": found.status},
    )
    return found


@transaction.atomic
def trust_address(*, by: Actor, partnership: Partnership, email: str) -> bool:
    """Say that an address works after all; letters go there again. Whether it was thought bad. Raises NotAllowed."""
    rules.check_can_follow_up(by, partnership)
    row = BadAddress.objects.filter(email=email.strip().lower()).first()
    if row is None:
        return False
    audit.record(
        by=by,
        verb="trust_address",
        object_kind="bad_address",
        object_id=row.pk,
        partnership_id=partnership.pk,
        data={"status": row.status},
    )
    row.delete()
    return True


@transaction.atomic
def ask_contacts(
    *, by: Actor, partnership: Partnership, membership_id: int | None = None, today: date | None = None
) -> int:
    """Put letters in the queue to the contact persons who have not been confirmed for a year. How many are new.

    membership_id: to that one alone. Raises NotAllowed.
    """
    rules.check_can_follow_up(by, partnership)
    day = today or timezone.localdate()
    chosen = [pk for pk in contacts_to_ask(partnership, day) if membership_id in {None, pk}]
    Confirmation.objects.bulk_create(
        (Confirmation(membership_id=pk, key=new_key(), on=day) for pk in chosen), ignore_conflicts=True
    )
    audit.record(
        by=by,
        verb="ask_contacts",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"letters": len(chosen)},
    )
    return len(chosen)


@transaction.atomic
def claim_confirmation(*, by: Actor, confirmation_id: int) -> ConfirmationToSend | None:
    """Take on a letter to a contact person before it is sent, once and for all; None when it should not go.

    Raises NotAllowed for all but the system and those who run the installation.
    """
    check_can_administer_all(by)
    mine = Confirmation.objects.filter(pk=confirmation_id, claimed_at=None).update(claimed_at=timezone.now())
    if not mine:
        return None
    row = _confirmation(confirmation_id)
    held = row.membership
    if held.body is None or BadAddress.objects.filter(email__iexact=held.person.email).exists():
        return None
    return ConfirmationToSend(
        id=row.pk,
        email=held.person.email,
        language=held.person.language,
        body=held.body.name,
        county=held.partnership.county.name,
        role=ROLE_NAMES[Role(held.role)],
        key=row.key,
    )


def _confirmation(pk: int) -> Confirmation:
    return Confirmation.objects.select_related(
        "membership__person", "membership__body", "membership__partnership__county"
    ).get(pk=pk)


@transaction.atomic
def note_confirmation(*, by: Actor, confirmation_id: int, sent: bool) -> Confirmation:
    """Note that the mail server has taken the letter, or refused it. Raises NotAllowed."""
    check_can_administer_all(by)
    row = _confirmation(confirmation_id)
    row.sent_at, row.failed = (timezone.now(), False) if sent else (None, True)
    row.save(update_fields=["sent_at", "failed"])
    _event(by, row, "send_confirmation" if sent else "fail_confirmation")
    return row


@transaction.atomic
def confirm_contact(
    *, by: Actor | Confirmation, membership_id: int, still: str, words: str = "", at: datetime | None = None
) -> Confirmation:
    """Say that somebody still is a contact person, or no longer, with words about who is instead.

    by: the letter whose link was followed, or somebody who runs the county's rounds. Nobody's role changes by it.
    Raises NotAllowed and NotTaken.
    """
    held = Membership.objects.select_related("partnership").get(pk=membership_id)
    if not isinstance(by, Confirmation):
        rules.check_can_follow_up(by, held.partnership)
        row = Confirmation(membership=held, key=new_key(), on=timezone.localdate(at))
        row = Confirmation.objects.filter(membership=held, on=row.on).first() or row
    elif by.membership_id != held.pk:
        raise NotAllowed(
            Sentences(sv="Länken gäller någon annan. Inget har sparats.", en="The link is for somebody else.")
        )
    else:
        row = Confirmation.objects.select_for_update(no_key=True).get(pk=by.pk)
    if still not in set(StillContact):
        raise NotTaken(Sentences(sv="Välj ja eller nej. Inget har sparats.", en="Choose yes or no. Nothing was saved."))
    words = rules.as_kept(words)
    rules.check_text(words)
    row.answer, row.words, row.answered_at = still, words, at or timezone.now()
    row.save()
    _event(SYSTEM if isinstance(by, Confirmation) else by, row, "confirm_contact")
    return row


def _event(by: Actor, row: Confirmation, verb: str) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="membership",
        object_id=row.membership_id,
        partnership_id=row.membership.partnership_id,
        data={"confirmation": row.pk, "answer": row.answer},
    )
