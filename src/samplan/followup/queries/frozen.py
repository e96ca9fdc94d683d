"""A frozen round as shapes. Reads nothing but the round's own row."""

from __future__ import annotations

from datetime import date
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.models import Round
from samplan.followup.shapes import Choice, Given, Question, RoundState


def question_of(told: dict[str, Any], pk: int = 0) -> Question:
    """A question as frozen (`freezing.question_value`)."""
    words = {n: Sentences(sv=told[n]["sv"], en=told[n]["en"]) for n in ("part", "short", "text", "help")}
    return Question(
        id=pk,
        number=told["number"],
        code=told["code"],
        version=told["version"],
        choices=tuple(Choice(**c) for c in told["choices"]),
        **words,
    )


def given_of(told: dict[str, Any]) -> Given:
    """An answer as frozen."""
    return Given(told["choice"], told["text"], date.fromisoformat(told["on"]), told["nothing_new"])


def round_before(round_: Round) -> Round | None:
    """The latest closed round of the same kind and county in an earlier year (one query)."""
    found = Round.objects.filter(partnership_id=round_.partnership_id, kind=round_.kind, year__lt=round_.year)
    return found.filter(state=RoundState.CLOSED).order_by("-year").first()


def same_questions(now: list[Question], before: Round | None) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of questions that mean the same as the year before, and of those that mean something else."""
    old = {q["code"]: q["version"] for q in before.frozen["questions"]} if before else {}
    same = frozenset(q.code for q in now if old.get(q.code) == q.version)
    return same, frozenset(q.code for q in now if q.code in old) - same
