"""Letters to those who are asked: kept first, claimed before they go, each at most once; and the links in them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor, check_can_administer_all
from samplan.followup import rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.rounds import check_emails, new_contact, new_key
from samplan.followup.models import Asked, Contact, Letter, Round
from samplan.followup.progress import progress_of
from samplan.followup.shapes import LetterSort, LetterToSend, Progress


@transaction.atomic
def queue_letters(
    *, by: Actor, round_id: int, sort: str, asked_id: int | None = None, today: date | None = None
) -> int:
    """Put letters in the queue: the questions to those who have not got them, or a reminder to those who have.

    asked_id: to that body alone. Whoever is done is not reminded, and nobody twice on a day. Returns how many letters
    are new. Raises NotAllowed and RoundIsClosed.
    """
    round_ = Round.objects.select_related("partnership").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    rules.check_open(round_)
    day = today or timezone.localdate()
    sort = LetterSort(sort)
    contacts = Contact.objects.filter(asked__round=round_, revoked_at=None)
    if asked_id is not None:
        contacts = contacts.filter(asked=asked_id)
    written = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.ASK).values("contact_id")
    if sort is LetterSort.REMIND:
        left = [pk for pk, (progress, _n) in progress_of([round_.pk]).items() if progress is not Progress.DONE]
        contacts = contacts.filter(pk__in=written, asked__in=left)
        today_already = Letter.objects.filter(contact__asked__round=round_, on=day).values("contact_id")
        contacts = contacts.exclude(pk__in=today_already)
    else:
        contacts = contacts.exclude(pk__in=written)
    rows = [Letter(contact_id=pk, sort=sort, on=day) for pk in contacts.values_list("pk", flat=True)]
    # Two who press the button at once: the second one's rows meet the first one's and are left out.
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    leave_event(by, round_, "queue_letters", {"sort": sort.value, "letters": len(rows)})
    return len(rows)


@transaction.atomic
def claim_letter(*, by: Actor, letter_id: int) -> LetterToSend | None:
    """Take on a letter before it is sent; None when it is taken, whoever did, or when it should go no more.

    The claim is never given back: whether a mail server has taken a letter is not always known, and no letter at all
    is better than two. Raises NotAllowed for all but the system and those who run the installation.
    """
    check_can_administer_all(by)
    mine = Letter.objects.filter(pk=letter_id, claimed_at=None).update(claimed_at=timezone.now())
    if not mine:
        return None
    letter = Letter.objects.select_related("contact__asked__body", "contact__asked__round__partnership__county").get(
        pk=letter_id
    )
    contact, asked, round_ = letter.contact, letter.contact.asked, letter.contact.asked.round
    leave_event(by, round_, "claim_letter", {"letter": letter.pk})
    if not rules.link_holds(contact, timezone.localdate()) or round_.state != "open":
        return None
    questions = round_.questions.count()
    answered = progress_of([round_.pk])[asked.pk][1]
    earlier = Round.objects.filter(partnership=round_.partnership_id, kind=round_.kind, year__lt=round_.year)
    return LetterToSend(
        id=letter.pk,
        sort=LetterSort(letter.sort),
        email=contact.email,
        name=asked.body.name,
        language=contact.language,
        body=asked.body.name,
        county=round_.partnership.county.name,
        year=round_.year,
        due=round_.due,
        questions=questions,
        left=questions - answered,
        has_before=earlier.filter(state="closed").exists(),
        contact_id=contact.pk,
        key=contact.key,
    )


@transaction.atomic
def note_letter(*, by: Actor, letter_id: int, sent: bool, at: datetime | None = None) -> Letter:
    """Note that the mail server has taken a letter, or refused it. at: when, if not now. Raises NotAllowed."""
    check_can_administer_all(by)
    letter = Letter.objects.select_related("contact__asked__round").get(pk=letter_id)
    letter.sent_at, letter.failed = (at or timezone.now(), False) if sent else (None, True)
    letter.save(update_fields=["sent_at", "failed"])
    leave_event(by, letter.contact.asked.round, "send_letter" if sent else "fail_letter", {"letter": letter.pk})
    return letter


@transaction.atomic
def revoke_link(*, by: Actor, contact_id: int) -> Contact:
    """End a contact's link at once. Answers stay with the body. Raises NotAllowed."""
    contact = Contact.objects.select_related("asked__round__partnership").get(pk=contact_id)
    rules.check_can_follow_up(by, contact.asked.round.partnership)
    contact.revoked_at, contact.key = timezone.now(), new_key()
    contact.save(update_fields=["revoked_at", "key"])
    leave_event(by, contact.asked.round, "revoke_link", {"contact": contact.pk})
    return contact


@transaction.atomic
def renew_link(*, by: Actor, asked_id: int, email: str) -> Contact:
    """Give an address a new link to a body's answers and put the letter with it in the queue; its old one ends.

    Raises NotAllowed, RoundIsClosed, and NotTaken for what is no address.
    """
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=asked_id)
    rules.check_can_follow_up(by, asked.round.partnership)
    rules.check_open(asked.round)
    email = email.strip().lower()
    check_emails(asked.body.name, [email] if email else [])
    fresh = new_contact(asked.pk, email, asked.round.due)
    contact = Contact.objects.filter(asked=asked, email=email).first() or fresh
    contact.key, contact.revoked_at, contact.until = fresh.key, None, fresh.until
    contact.save()
    Letter.objects.get_or_create(contact=contact, sort=LetterSort.LINK, on=timezone.localdate())
    leave_event(by, asked.round, "renew_link", {"contact": contact.pk})
    return contact
