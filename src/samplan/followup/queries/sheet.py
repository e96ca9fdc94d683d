"""What somebody who answers reads: their own body's answers, and never those of another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.utils import timezone

from samplan.actors.models import Person
from samplan.actors.queries import partnerships_of
from samplan.actors.rules import MaybeActor
from samplan.followup.freezing import question_value
from samplan.followup.models import Answer, Asked, AskedQuestion, Contact, Round
from samplan.followup.queries.corrected import answers_today
from samplan.followup.queries.frozen import given_of, question_of, round_before, same_questions
from samplan.followup.rules import link_holds, reaches
from samplan.followup.shapes import Colleague, ContactPart, Given, Question, RoundState, Sheet


def contact_by(contact_id: int, key: str) -> Contact | None:
    """The contact whose link names this key, while it holds (one query)."""
    found = Contact.objects.filter(pk=contact_id, key=key).select_related(
        "asked__body", "asked__round__partnership__county"
    )
    contact = found.defer("asked__round__frozen").first()
    return contact if contact is not None and link_holds(contact, timezone.localdate()) else None


def questions_of(round_: Round) -> list[Question]:
    """The questions that a round asks, in order (one query)."""
    return [question_of(question_value(q), q.pk) for q in AskedQuestion.objects.filter(round=round_)]


def sheet_for(contact: Contact) -> Sheet:
    """The questions that a link leads to, with the body's own answers of this year and the year before.

    Five queries. A colleague's link leads to the questions that they were given, and to nothing else.
    """
    asked, round_ = contact.asked, contact.asked.round
    questions = [q for q in questions_of(round_) if q.asked_of(asked.body_id) and reaches(contact, q.code)]
    codes = {q.id: q.code for q in questions}
    answers = {
        codes[a.question_id]: Given(
            a.choice, a.text, timezone.localtime(a.saved_at).date(), a.nothing_new, a.version, a.more
        )
        for a in Answer.objects.filter(asked=asked)
        if a.question_id in codes
    }
    before = round_before(round_)
    same, changed = same_questions(questions, before)
    told = answers_today(before, asked.body_id, joint=asked.joint)
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
        questions=tuple(replace(q, number=n) for n, q in enumerate(questions, start=1)),
        answers=answers,
        before={code: given_of(given) for code, given in told.items() if code in same},
        before_year=before.year if before else None,
        changed=changed & frozenset(told),
        kind=round_.kind,
        joint=asked.joint,
        partial=contact.part == ContactPart.COLLEAGUE,
        colleagues=_colleagues(contact, questions, answers),
        language=contact.language,
    )


def _colleagues(contact: Contact, questions: list[Question], answers: dict[str, Given]) -> tuple[Colleague, ...]:
    """Whom a contact gave some of the questions, with how far they have come (one query)."""
    if contact.part != ContactPart.ANSWERS:
        return ()
    numbers = {q.code: (n, q) for n, q in enumerate(questions, start=1)}
    today = timezone.localdate()
    return tuple(
        Colleague(
            contact_id=c.pk,
            email=c.email,
            questions=tuple(numbers[code][0] for code in c.codes if code in numbers),
            answered=sum(_is_answered(numbers[code][1], answers) for code in c.codes if code in numbers),
            ended=not link_holds(c, today),
        )
        for c in Contact.objects.filter(delegated_by=contact).order_by("pk")
    )


def _is_answered(question: Question, answers: dict[str, Given]) -> bool:
    given = answers.get(question.code)
    return given is not None and question.answered(given.choice, given.text, given.more)


def own_links(person: Person) -> list[Contact]:
    """Somebody's own links to open rounds, known by their address (one query)."""
    found = Contact.objects.filter(
        email__iexact=person.email, revoked_at=None, asked__round__state=RoundState.OPEN
    ).select_related("asked__body", "asked__round")
    today = timezone.localdate()
    return [c for c in found.order_by("pk") if link_holds(c, today)]


def asked_of_bodies(bodies: Collection[int]) -> list[Asked]:
    """Who is asked in open rounds among those bodies, and has not said that it is done (one query)."""
    found = Asked.objects.filter(body__in=list(bodies), finished_at=None, round__state=RoundState.OPEN)
    return list(found.select_related("body", "round__partnership__county").order_by("round__due", "pk"))


def asked_for(person: MaybeActor, asked_id: int) -> list[Asked]:
    """That one who is asked, in a county that somebody works in (two queries)."""
    found = Asked.objects.filter(pk=asked_id, round__partnership__in=partnerships_of(person))
    return list(found.select_related("body", "round__partnership"))
