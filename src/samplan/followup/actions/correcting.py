"""Corrections of what is closed: possible, dated and seen. The frozen round stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors.rules import Actor
from samplan.followup import filled, rules, statement_rules
from samplan.followup.actions.events import leave_event
from samplan.followup.freezing import answer_value, question_value
from samplan.followup.models import Answer, Asked, AskedQuestion, Correction, Round
from samplan.followup.queries.frozen import question_of
from samplan.followup.statement_rules import not_taken, person_of


@transaction.atomic
def correct_answer(
    *,
    by: Actor,
    round_id: int,
    asked_id: int,
    code: str,
    choice: str = "",
    text: str = "",
    more: Mapping[str, Any] | None = None,
    reason: str,
) -> Correction:
    """Put an answer of a closed round right. What was frozen stays; the correction stands beside it with its reason.

    more: the values of the question's fields, as typed; None leaves them as they are. Nothing at all takes the answer
    away. Raises NotAllowed, and NotTaken without a reason or a change, or for what no answer may hold.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    statement_rules.check_closed(Round.objects.select_for_update(no_key=True).get(pk=round_id))
    reason = statement_rules.check_reason(reason)
    asked = Asked.objects.select_related("body").get(pk=asked_id, round=round_)
    question = AskedQuestion.objects.filter(round=round_, code=code).first()
    if question is None or (choice and choice not in {c["code"] for c in question.choices}):
        raise not_taken("Frågan eller svaret finns inte.", "There is no such question or choice.")
    told = question_of(question_value(question))
    if not told.asked_of(asked.body_id):
        raise not_taken("Frågan ställdes inte till organisationen.", "The question was not put to the body.")
    text = rules.as_kept(text)
    rules.check_text(text)
    rules.check_judged(told, choice, text)
    answer = Answer.objects.filter(asked=asked, question=question).first() or Answer(
        asked=asked, question=question, saved_at=timezone.now()
    )
    before = answer_value(answer)
    values = filled.cleaned(told.fields, choice, answer.more if more is None else more)
    if (answer.choice, answer.text, answer.more) == (choice, text, values):
        raise not_taken("Svaret är redan så.", "The answer is like that already.")
    answer.choice, answer.text, answer.more, answer.nothing_new = choice, text, values, False
    answer.version, answer.saved_at, answer.page = answer.version + 1, timezone.now(), ""
    answer.save()
    made = Correction.objects.create(
        partnership=round_.partnership,
        round=round_,
        asked=asked,
        question=question,
        about=_about(asked, question),
        before=before,
        after=answer_value(answer),
        reason=reason,
        at=timezone.now(),
        by=person_of(by),
    )
    leave_event(by, round_, "correct_answer", {"correction": made.pk, "asked": asked.pk, "question": code})
    return made


def _about(asked: Asked, question: AskedQuestion) -> dict[str, Any]:
    """What the correction is about, in words that need no other row."""
    return {
        "body": asked.body.name,
        "body_id": asked.body_id,
        "joint": asked.joint,
        "code": question.code,
        "number": question.number,
        "question": question.wording["text"],
        "choices": question.choices,
        "fields": question.fields,
    }
