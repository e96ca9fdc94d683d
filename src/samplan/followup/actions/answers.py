"""Answers of a body, saved as somebody writes, many at once, and the word that it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import catalogue, filled, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.freezing import question_value
from samplan.followup.models import Answer, Asked, AskedQuestion, Contact, Letter, Round
from samplan.followup.queries import saving
from samplan.followup.queries.corrected import answers_today
from samplan.followup.queries.frozen import question_of, round_before, same_questions
from samplan.followup.rules import ChangedMeanwhile, NotTaken
from samplan.followup.shapes import ContactPart, Given, LetterSort


def _held(by: Actor | Contact, asked_id: int) -> tuple[Actor | Contact, Asked]:
    """Who is asked, held until the transaction ends: saves of one body come one after the other.

    Closing a round holds all its bodies, so the round is read behind the lock: nothing is written into a closed one.
    """
    saving.hold(asked_id)
    if isinstance(by, Contact):
        by = saving.writer(by.pk)
    if isinstance(by, Contact) and by.asked_id == asked_id:
        asked = by.asked
    else:
        asked = Asked.objects.select_related("round__partnership").defer("round__frozen").get(pk=asked_id)
    rules.check_may_answer(by, asked, timezone.localdate())
    rules.check_open(asked.round)
    return by, asked


def _checked(
    question: AskedQuestion | None, asked: Asked, choice: str, text: str, more: Mapping[str, Any]
) -> tuple[AskedQuestion, str, dict[str, Any]]:
    """The question, the words and the values of its fields as they are kept. Raises NotTaken."""
    told = question_of(question_value(question)) if question is not None else None
    known = told is not None and told.asked_of(asked.body_id) and (not choice or told.choice(choice))
    if question is None or told is None or not known:
        raise NotTaken(
            Sentences(
                sv="Frågan eller svaret finns inte i uppföljningen. Inget har sparats. Öppna sidan igen.",
                en="The follow-up has no such question or choice. Nothing was saved. Open the page again.",
            )
        )
    text = rules.as_kept(text)
    rules.check_text(text)
    rules.check_judged(told, choice, text)
    return question, text, filled.cleaned(told.fields, choice, more)


@transaction.atomic
def save_answer(
    *,
    by: Actor | Contact,
    asked_id: int,
    code: str,
    choice: str = "",
    text: str = "",
    more: Mapping[str, Any] | None = None,
    nothing_new: bool = False,
    seen_version: int = 0,
    page: str = "",
    at: datetime | None = None,
) -> Answer:
    """Save a body's answer to the question of that code. What stands already is left alone.

    more: the values of the question's fields, as typed. seen_version: of the answer that the page was made from; page:
    which open page saves. When another page has saved something else since, ChangedMeanwhile is raised with that
    answer, and nothing is written over. at: for a round of the past. Raises NotAllowed, RoundIsClosed and NotTaken.
    """
    by, asked = _held(by, asked_id)
    rules.check_reaches(by, [code])
    found = saving.question_row(asked.round_id, code)
    question, text, values = _checked(found, asked, choice, text, more or {})
    answer = saving.answer_row(asked.pk, question.pk) or Answer(asked=asked, question=question)
    if (answer.choice, answer.text, answer.nothing_new, answer.more) == (choice, text, nothing_new, values):
        return answer
    if answer.version != seen_version and (not page or answer.page != page):
        raise ChangedMeanwhile(answer)
    answer.choice, answer.text, answer.nothing_new, answer.page = choice, text, nothing_new, page
    answer.more = values
    answer.version, answer.saved_at = answer.version + 1, at or timezone.now()
    answer.save()
    leave_event(by, asked.round, "save_answer", {"asked": asked.pk, "question": code, "version": answer.version})
    return answer


@transaction.atomic
def save_answers(
    *,
    by: Actor | Contact,
    asked_id: int,
    given: Mapping[str, Given],
    page: str = "",
    untouched: Collection[str] = (),
) -> dict[str, NotTaken | ChangedMeanwhile]:
    """Save many of a body's answers, by the question's code. Nine queries and one event, however many they are.

    Each Given carries the version that its page was made from. What cannot be kept is left alone and comes back by its
    code, with the reason; all the others are saved. untouched: codes of answers that are as the page showed them; what
    a colleague has written there since stands. Raises NotAllowed and RoundIsClosed.
    """
    by, asked = _held(by, asked_id)
    rules.check_reaches(by, given)
    questions = {q.code: q for q in AskedQuestion.objects.filter(round=asked.round_id, code__in=list(given))}
    there = {a.question_id: a for a in Answer.objects.filter(asked=asked, question__in=questions.values())}
    fresh: list[Answer] = []
    changed: list[Answer] = []
    refused: dict[str, NotTaken | ChangedMeanwhile] = {}
    saved_here = {q.code for q in questions.values() if page and q.pk in there and there[q.pk].page == page}
    # What this page itself has saved and is now as it was shown has been taken back by hand.
    for code, told in ((c, t) for c, t in given.items() if c not in untouched or c in saved_here):
        try:
            question, text, values = _checked(questions.get(code), asked, told.choice, told.text, told.more)
        except NotTaken as error:
            refused[code] = error
            continue
        answer = there.get(question.pk) or Answer(asked=asked, question=question)
        if (answer.choice, answer.text, answer.nothing_new, answer.more) == (
            told.choice,
            text,
            told.nothing_new,
            values,
        ):
            continue
        if answer.version != told.version and code not in saved_here:
            refused[code] = ChangedMeanwhile(answer)
            continue
        answer.choice, answer.text, answer.nothing_new, answer.more = told.choice, text, told.nothing_new, values
        answer.version, answer.saved_at, answer.page = answer.version + 1, timezone.now(), page
        (changed if answer.pk else fresh).append(answer)
    _keep(fresh, changed)
    if fresh or changed:
        leave_event(by, asked.round, "save_answers", {"asked": asked.pk, "answers": len(fresh) + len(changed)})
    return refused


def _keep(fresh: list[Answer], changed: list[Answer]) -> None:
    Answer.objects.bulk_create(fresh)
    Answer.objects.bulk_update(changed, ["choice", "text", "nothing_new", "more", "version", "saved_at", "page"])


@transaction.atomic
def repeat_answers(*, by: Actor | Contact, asked_id: int) -> int:
    """Nothing new for all that is left: take over last year's answers where there is none yet. How many.

    Only to questions that mean the same as the year before. Raises NotAllowed and RoundIsClosed.
    """
    by, asked = _held(by, asked_id)
    rows = list(AskedQuestion.objects.filter(round=asked.round_id))
    questions = {q.code: question_of(question_value(q), q.pk) for q in rows}
    before = round_before(asked.round)
    same, _changed = same_questions(list(questions.values()), before)
    told = answers_today(before, asked.body_id, joint=asked.joint)
    there = {a.question_id: a for a in Answer.objects.filter(asked=asked)}
    fresh: list[Answer] = []
    changed: list[Answer] = []
    for code in same & set(told):
        question = questions[code]
        if not question.asked_of(asked.body_id) or (isinstance(by, Contact) and not rules.reaches(by, code)):
            continue
        answer = there.get(question.id) or Answer(asked=asked, question_id=question.id)
        if question.answered(answer.choice, answer.text, answer.more):
            continue
        _repeat(answer, told[code])
        (changed if answer.pk else fresh).append(answer)
    _keep(fresh, changed)
    if fresh or changed:
        leave_event(by, asked.round, "repeat_answers", {"asked": asked.pk, "answers": len(fresh) + len(changed)})
    return len(fresh) + len(changed)


def _repeat(answer: Answer, told: Mapping[str, Any]) -> None:
    answer.choice, answer.text, answer.more, answer.nothing_new = (
        told["choice"],
        told["text"],
        told.get("more", {}),
        True,
    )
    answer.version, answer.saved_at, answer.page = answer.version + 1, timezone.now(), ""


@transaction.atomic
def enter_answers(
    *, by: Actor, round_id: int, given: Mapping[int, Mapping[str, Given]], done: Iterable[int] = (), at: datetime
) -> int:
    """Enter what came in another way, for a whole round at once: by the asked's id and the question's code. How many.

    What a body has answered already is left alone. done: those who said that they were. at: when it came. Seven
    queries and one event, however much it is. Raises NotAllowed, RoundIsClosed, and NotTaken with nothing saved.
    """
    round_ = Round.objects.select_related("partnership").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    rules.check_open(round_)
    list(Asked.objects.select_for_update(no_key=True).filter(round=round_).values_list("pk"))
    asked = {a.pk: a for a in Asked.objects.filter(round=round_)}
    questions = {q.code: q for q in AskedQuestion.objects.filter(round=round_)}
    there = set(Answer.objects.filter(asked__round=round_).values_list("asked_id", "question_id"))
    fresh = []
    for asked_id, answers in given.items():
        for code, told in answers.items():
            question, text, values = _checked(questions.get(code), asked[asked_id], told.choice, told.text, told.more)
            if (asked_id, question.pk) in there:
                continue
            fresh.append(
                Answer(
                    asked_id=asked_id,
                    question=question,
                    choice=told.choice,
                    text=text,
                    more=values,
                    nothing_new=told.nothing_new,
                    version=1,
                    saved_at=at,
                )
            )
    Answer.objects.bulk_create(fresh)
    Asked.objects.filter(round=round_, pk__in=list(done)).update(finished_at=at)
    leave_event(by, round_, "enter_answers", {"answers": len(fresh)})
    return len(fresh)


@transaction.atomic
def finish_answers(*, by: Actor | Contact, asked_id: int, at: datetime | None = None) -> Asked:
    """Say that the body is done, whether or not all is answered.

    A letter of thanks waits for those who were written to, where the kind has thanks. Raises NotAllowed, RoundIsClosed.
    """
    by, asked = _held(by, asked_id)
    rules.check_answers_all(by)
    asked.finished_at = at or timezone.now()
    asked.save(update_fields=["finished_at"])
    kind = catalogue.kind(asked.round.kind)
    if kind is not None and kind.thanks:
        written = Contact.objects.filter(
            asked=asked, part=ContactPart.ANSWERS, revoked_at=None, letters__sent_at__isnull=False
        ).distinct()
        day = timezone.localdate()
        Letter.objects.bulk_create(
            (Letter(contact=contact, sort=LetterSort.THANKS, on=day) for contact in written), ignore_conflicts=True
        )
    leave_event(by, asked.round, "finish_answers", {"asked": asked.pk})
    return asked
