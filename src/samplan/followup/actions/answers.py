"""Answers of a body, saved as somebody writes, and the word that it is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import Answer, Asked, AskedQuestion, Contact
from samplan.followup.rules import ChangedMeanwhile, NotTaken


def _held(by: Actor | Contact, asked_id: int) -> Asked:
    """Who is asked, held until the transaction ends: saves of one body come one after the other.

    Closing a round holds all its bodies, so the round is read behind the lock: nothing is written into a closed one.
    """
    Asked.objects.select_for_update(no_key=True).get(pk=asked_id)
    asked = Asked.objects.select_related("round__partnership").get(pk=asked_id)
    if isinstance(by, Contact):
        by = Contact.objects.get(pk=by.pk)
    rules.check_may_answer(by, asked, timezone.localdate())
    rules.check_open(asked.round)
    return asked


@transaction.atomic
def save_answer(
    *,
    by: Actor | Contact,
    asked_id: int,
    code: str,
    choice: str = "",
    text: str = "",
    nothing_new: bool = False,
    seen_version: int = 0,
    page: str = "",
    at: datetime | None = None,
) -> Answer:
    """Save a body's answer to the question of that code. What stands already is left alone.

    seen_version: of the answer that the page was made from; page: which open page saves. When another page has saved
    something else since, ChangedMeanwhile is raised with that answer, and nothing is written over. at: for a round of
    the past. Raises NotAllowed, RoundIsClosed and NotTaken.
    """
    asked = _held(by, asked_id)
    question = AskedQuestion.objects.filter(round_id=asked.round_id, code=code).first()
    if question is None or (choice and choice not in {c["code"] for c in question.choices}):
        raise NotTaken(
            Sentences(
                sv="Frågan eller svaret finns inte i uppföljningen. Inget har sparats. Öppna sidan igen.",
                en="The follow-up has no such question or choice. Nothing was saved. Open the page again.",
            )
        )
    text = text.replace("\r\n", "\n").strip()
    rules.check_text(text)
    answer = Answer.objects.select_for_update(no_key=True).filter(asked=asked, question=question).first()
    answer = answer or Answer(asked=asked, question=question)
    if (answer.choice, answer.text, answer.nothing_new) == (choice, text, nothing_new):
        return answer
    if answer.version != seen_version and (not page or answer.page != page):
        raise ChangedMeanwhile(answer)
    answer.choice, answer.text, answer.nothing_new, answer.page = choice, text, nothing_new, page
    answer.version, answer.saved_at = answer.version + 1, at or timezone.now()
    answer.save()
    leave_event(by, asked.round, "save_answer", {"asked": asked.pk, "question": code, "version": answer.version})
    return answer


@transaction.atomic
def finish_answers(*, by: Actor | Contact, asked_id: int, at: datetime | None = None) -> Asked:
    """Say that the body is done, whether or not all is answered. Raises NotAllowed and RoundIsClosed."""
    asked = _held(by, asked_id)
    asked.finished_at = at or timezone.now()
    asked.save(update_fields=["finished_at"])
    leave_event(by, asked.round, "finish_answers", {"asked": asked.pk})
    return asked
