"""A closed round as it reads today: what was frozen, with what has been put right since."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.utils import timezone

from samplan.followup.freezing import answer_value, question_value
from samplan.followup.models import Answer, Asked, AskedQuestion, Correction, Round
from samplan.followup.queries.frozen import given_of, question_of
from samplan.followup.shapes import Given, Question

Bodies = list[dict[str, Any]]


def answer_to_correct(round_: Round, asked_id: int, code: str) -> tuple[Question, str, Given | None] | None:
    """A question of a round, the name of one who was asked it, and its answer as it stands today (three queries).

    The joint answer too. None where the round has no such question, or did not put it to them.
    """
    asked = Asked.objects.filter(pk=asked_id, round=round_).select_related("body").first()
    row = AskedQuestion.objects.filter(round=round_, code=code).first()
    if (
        asked is None
        or row is None
        or not (question := question_of(question_value(row), row.pk)).asked_of(asked.body_id)
    ):
        return None
    answer = Answer.objects.filter(asked=asked, question=row).first()
    return question, asked.body.name, given_of(answer_value(answer)) if answer else None


def frozen_today(rounds: Iterable[Round | None], until: datetime | None = None) -> list[dict[str, Any]]:
    """For each round what was frozen, corrections since it was closed laid over (one query). Empty for no round.

    until: corrections from then on are left out: of a closing that was undone.
    """
    known = list(rounds)
    rows = Correction.objects.filter(round__in=[r for r in known if r is not None]).order_by("at", "pk")
    corrections = [row for row in rows if until is None or row.at < until]
    return [put_right(r, [c for c in corrections if c.round_id == r.pk]) if r else {} for r in known]


def answers_today(round_: Round | None, body_id: int, *, joint: bool) -> dict[str, Any]:
    """A body's answers in a closed round as they read today, by the question's code; none for no round."""
    (told,) = frozen_today([round_])
    found: dict[str, Any] = {}
    for body in told.get("joint" if joint else "bodies", []):
        if body["body"] == body_id:
            found = body["answers"]
    return found


def joint_answers(round_: Round) -> list[tuple[str, int, dict[str, Given]]]:
    """What those who answered for all said in a closed round: name, who was asked, answers by code (two queries)."""
    asked = dict(Asked.objects.filter(round=round_, joint=True).values_list("body_id", "pk"))
    (told,) = frozen_today([round_])
    return [
        (body["name"], asked[body["body"]], {code: given_of(given) for code, given in body["answers"].items()})
        for body in told.get("joint", [])
        if body["body"] in asked
    ]


def round_for_file(round_: Round) -> dict[str, Any]:
    """A closed round as its files tell it: as it reads today, and each correction with day and reason (two queries)."""
    (told,) = frozen_today([round_])
    rows = Correction.objects.filter(round=round_).order_by("at", "pk")
    return {**told, "corrections": [_line(row) for row in rows]}


def _line(row: Correction) -> dict[str, Any]:
    about = {name: row.about.get(name) for name in ("body", "joint", "code", "number")}
    return {"at": row.at.isoformat(), **about, "before": row.before, "after": row.after, "reason": row.reason}


def put_right(round_: Round, corrections: list[Correction]) -> dict[str, Any]:
    """What was frozen with a round, and laid over it those of the corrections that came since it was closed. Pure."""
    since = [c for c in corrections if round_.closed_at is None or c.at >= round_.closed_at]
    told: dict[str, Any] = round_.frozen
    if not since:
        return told
    told = deepcopy(told)
    there = {(joint, b["body"]): b for joint in (False, True) for b in told.get("joint" if joint else "bodies", [])}
    for one in since:
        body = there.get((bool(one.about.get("joint")), one.about.get("body_id")))
        if body is None:
            continue
        if any(one.after.get(part) for part in ("choice", "text", "more")):
            body["answers"][one.about["code"]] = {**one.after, "corrected": timezone.localdate(one.at).isoformat()}
        else:
            body["answers"].pop(one.about["code"], None)
    return told
