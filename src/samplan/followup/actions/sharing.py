"""Some of the questions to a colleague, by a link that reaches these alone; and an own link for who signs in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from samplan.actors.models import Person
from samplan.actors.rules import Actor, NotAllowed
from samplan.actors.shapes import Sentences
from samplan.followup import rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.letters import queue_link
from samplan.followup.actions.rounds import check_emails, new_contact, new_key, until_of
from samplan.followup.languages import language_of
from samplan.followup.models import Asked, AskedQuestion, Contact, Letter
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import ContactPart, LetterSort


@transaction.atomic
def share_questions(*, by: Contact, contact_id: int, codes: Sequence[str], email: str) -> Contact:
    """Give a colleague some of the questions: a link of their own waits in a letter. More codes are added to a link
    that they have.

    by: whose link it is (contact_id). Raises NotAllowed, RoundIsClosed, and NotTaken for no question or no address.
    """
    mine = _mine(by, contact_id)
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=mine.asked_id)
    rules.check_may_answer(mine, asked, timezone.localdate())
    rules.check_answers_all(mine)
    rules.check_open(asked.round)
    email = email.strip().lower()
    check_emails(asked.body.name, [email] if email else [])
    if email == mine.email:
        raise _no("Det är din egen adress.", "That is your own address.")
    there = AskedQuestion.objects.filter(round=asked.round_id, code__in=list(codes))
    known = [q.code for q in there if not q.only or asked.body_id in q.only]
    if not known:
        raise _no("Välj minst en fråga.", "Choose at least one question.")
    colleague = Contact.objects.filter(asked=asked, email=email, part=ContactPart.COLLEAGUE).first()
    ended = colleague is not None and colleague.revoked_at is not None
    if colleague is None:
        colleague = new_contact(asked.pk, email, asked.round.due, language_of(email, mine.language))
        colleague.part = ContactPart.COLLEAGUE
    elif ended:
        colleague.key, colleague.codes, colleague.revoked_at = new_key(), [], None
    colleague.delegated_by, colleague.until = mine, until_of(asked.round.due)
    colleague.codes = list(dict.fromkeys([*colleague.codes, *known]))
    colleague.save()
    if ended:
        queue_link(colleague, LetterSort.COLLEAGUE)
    else:
        Letter.objects.get_or_create(contact=colleague, sort=LetterSort.COLLEAGUE, on=timezone.localdate())
    leave_event(mine, asked.round, "share_questions", {"colleague": colleague.pk, "questions": len(known)})
    return colleague


def _no(sv: str, en: str) -> NotTaken:
    return NotTaken(Sentences(sv=f"{sv} Inget har skickats.", en=f"{en} Nothing was sent."))


def _mine(by: Contact | Actor, contact_id: int) -> Contact:
    """The contact whose link it is. Raises NotAllowed for anybody else."""
    if not isinstance(by, Contact) or by.pk != contact_id:
        raise NotAllowed(
            Sentences(
                sv="Det kan bara den göra som har länken. Inget har ändrats.",
                en="Only whoever has the link can do that. Nothing was changed.",
            )
        )
    return Contact.objects.get(pk=contact_id)


@transaction.atomic
def take_back_questions(*, by: Contact, contact_id: int, colleague_id: int) -> Contact:
    """End a colleague's link at once; what they answered stays. by: the contact (contact_id) who gave it.

    Raises NotAllowed, also for a colleague of somebody else.
    """
    mine = _mine(by, contact_id)
    colleague = Contact.objects.select_related("asked__round").filter(pk=colleague_id, delegated_by=mine).first()
    if colleague is None or not rules.link_holds(mine, timezone.localdate()):
        raise NotAllowed(
            Sentences(
                sv="Den länken är inte din att ta tillbaka. Inget har ändrats.",
                en="That link is not yours to take back. Nothing was changed.",
            )
        )
    colleague.revoked_at, colleague.key = timezone.now(), new_key()
    colleague.save(update_fields=["revoked_at", "key"])
    leave_event(mine, colleague.asked.round, "take_back_questions", {"colleague": colleague.pk})
    return colleague


@transaction.atomic
def take_own_link(*, by: Actor, asked_id: int) -> Contact:
    """Give somebody who is signed in a link of their own to the questions of a body that they answer for.

    No letter goes: they are here. Raises NotAllowed and RoundIsClosed.
    """
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=asked_id)
    rules.check_can_answer_for(by, asked.round.partnership, asked.body_id)
    rules.check_open(asked.round)
    if not isinstance(by, Person):
        raise NotAllowed(Sentences(sv="Bara en person svarar.", en="Only a person answers."))
    contact = Contact.objects.filter(asked=asked, email=by.email.lower(), part=ContactPart.ANSWERS).first()
    if contact is None:
        contact = new_contact(asked.pk, by.email.lower(), asked.round.due, by.language)
    elif contact.revoked_at is not None:
        contact.key, contact.revoked_at, contact.until = new_key(), None, until_of(asked.round.due)
    contact.save()
    leave_event(by, asked.round, "take_own_link", {"contact": contact.pk})
    return contact
