"""A round as one JSON value that needs nothing else to be read: questions, bodies and answers, and no addresses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samplan.followup.models import Answer, Asked, AskedQuestion, LoggedCourse, Round

FORMAT = "samplan-round/1"
READ = ("document", "followups", "attainments")
"""What a round holds that was read from an old document: nobody answered it, so it stays when it is frozen anew."""


def question_value(question: AskedQuestion) -> dict[str, Any]:
    """A question as it is frozen."""
    return {
        "number": question.number,
        "code": question.code,
        "version": question.version,
        **question.wording,
        "choices": question.choices,
        "fields": question.fields,
        "only": question.only,
        "needs_choice": question.needs_choice,
        "about": question.about,
    }


def answer_value(answer: Answer) -> dict[str, Any]:
    """An answer as it is frozen."""
    return {
        "choice": answer.choice,
        "text": answer.text,
        "on": timezone.localtime(answer.saved_at).date().isoformat(),
        "nothing_new": answer.nothing_new,
        "more": answer.more,
    }


def freeze(round_: Round) -> dict[str, Any]:
    """The whole round (four queries). Bodies by name; answers by the question's code, those that say anything.

    joint: whoever answered for all together, who is no body among the others. logged: courses that those who answer for
    areas have told of, where there are any. What was read from a document stays.
    """
    questions = {q.pk: q for q in AskedQuestion.objects.filter(round=round_)}
    asked = list(Asked.objects.filter(round=round_).select_related("body").order_by("body__kind", "body__name"))
    answers: dict[int, dict[str, Any]] = {a.pk: {} for a in asked}
    for answer in Answer.objects.filter(asked__round=round_):
        if answer.choice or answer.text.strip() or answer.more:
            answers[answer.asked_id][questions[answer.question_id].code] = answer_value(answer)
    return {
        "format": FORMAT,
        "kind": round_.kind,
        "year": round_.year,
        "county": round_.partnership.county.name,
        "due": round_.due.isoformat(),
        "questions": [question_value(q) for q in questions.values()],
        "bodies": [_body(a, answers[a.pk]) for a in asked if not a.joint],
        "joint": [_body(a, answers[a.pk]) for a in asked if a.joint],
        **_logged(round_, questions),
        **{part: round_.frozen[part] for part in READ if part in round_.frozen},
    }


def _logged(round_: Round, questions: dict[int, AskedQuestion]) -> dict[str, Any]:
    rows = [
        {
            "code": questions[one.question_id].code,
            "area": one.area_name,
            "on": one.on.isoformat(),
            "place": one.place,
            "instructor": one.instructor,
            "people": one.people,
        }
        for one in LoggedCourse.objects.filter(round=round_)
    ]
    return {"logged": rows} if rows else {}


def _body(asked: Asked, answers: dict[str, Any]) -> dict[str, Any]:
    return {"body": asked.body_id, "name": asked.body.name, "kind": asked.body.kind, "answers": answers}
