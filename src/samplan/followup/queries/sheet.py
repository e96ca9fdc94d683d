"""What somebody who answers reads: their own body's answers, and never those of another."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samplan.actors.models import Person
from samplan.followup.freezing import question_value
from samplan.followup.models import Answer, AskedQuestion, Contact, Round
from samplan.followup.queries.frozen import given_of, question_of, round_before, same_questions
from samplan.followup.rules import link_holds
from samplan.followup.shapes import Given, Question, RoundState, Sheet


def contact_by(contact_id: int, key: str) -> Contact | None:
    """The contact whose link names this key, while it holds (one query)."""
    found = Contact.objects.filter(pk=contact_id, key=key).select_related(
        "asked__body", "asked__round__partnership__county"
    )
    contact = found.first()
    return contact if contact is not None and link_holds(contact, timezone.localdate()) else None


def questions_of(round_: Round) -> list[Question]:
    """The questions that a round asks, in order (one query)."""
    return [question_of(question_value(q), q.pk) for q in AskedQuestion.objects.filter(round=round_)]


def sheet_for(contact: Contact) -> Sheet:
    """The questions with the body's own answers of this year and the year before (three queries)."""
    asked, round_ = contact.asked, contact.asked.round
    questions = questions_of(round_)
    codes = {q.id: q.code for q in questions}
    answers = {
        codes[a.question_id]: Given(a.choice, a.text, timezone.localtime(a.saved_at).date(), a.nothing_new, a.version)
        for a in Answer.objects.filter(asked=asked)
    }
    before = round_before(round_)
    same, changed = same_questions(questions, before)
    bodies = before.frozen["bodies"] if before else []
    told: dict[str, Any] = next((b["answers"] for b in bodies if b["body"] == asked.body_id), {})
    return Sheet(
        round_id=round_.pk,
        year=round_.year,
        state=RoundState(round_.state),
        due=round_.due,
        county=round_.partnership.county.name,
        made_up=round_.partnership.county.made_up,
        asked_id=asked.pk,
        body=asked.body.name,
        finished_at=asked.finished_at,
        questions=tuple(questions),
        answers=answers,
        before={code: given_of(given) for code, given in told.items() if code in same},
        before_year=before.year if before else None,
        changed=changed & frozenset(told),
    )


def own_links(person: Person) -> list[Contact]:
    """Somebody's own links to open rounds, known by their address (one query)."""
    found = Contact.objects.filter(
        email__iexact=person.email, revoked_at=None, asked__round__state=RoundState.OPEN
    ).select_related("asked__body", "asked__round")
    today = timezone.localdate()
    return [c for c in found.order_by("pk") if link_holds(c, today)]
