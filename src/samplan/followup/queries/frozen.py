"""A frozen round as shapes. Reads nothing but the round's own row."""

from __future__ import annotations

from datetime import date
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.models import Round
from samplan.followup.shapes import Choice, Field, FieldKind, Given, Option, Question


def question_of(told: dict[str, Any], pk: int = 0) -> Question:
    """A question as frozen (`freezing.question_value`)."""
    words = {n: Sentences(sv=told[n]["sv"], en=told[n]["en"]) for n in ("part", "short", "text", "help")}
    about = told.get("about", {})
    return Question(
        id=pk,
        number=told["number"],
        code=told["code"],
        version=told["version"],
        choices=tuple(Choice(**c) for c in told["choices"]),
        part=words["part"],
        short=words["short"],
        text=words["text"],
        help=words["help"],
        fields=tuple(field_of(f) for f in told.get("fields", ())),
        only=frozenset(told.get("only", ())),
        needs_choice=told.get("needs_choice", False),
        item=about.get("item", ""),
        item_id=about.get("id", 0),
        # Rounds of before areas were noted: a question about an area tells it by its item.
        area_id=about.get("area", about.get("id", 0) if about.get("item") == "area" else 0),
        beside=tuple((Sentences(sv=b["sv"], en=b["en"]), b["text"]) for b in about.get("beside", ())),
        target=about.get("target"),
    )


def field_of(told: dict[str, Any]) -> Field:
    """A field of a question, as its row keeps it."""
    return Field(
        code=told["code"],
        kind=FieldKind(told["kind"]),
        label=Sentences(sv=told["sv"], en=told["en"]),
        help=Sentences(sv=told["help_sv"], en=told["help_en"]),
        needed_with=frozenset(told["needed_with"]),
        options=tuple(Option(**o) for o in told["options"]),
    )


def given_of(told: dict[str, Any]) -> Given:
    """An answer as frozen."""
    corrected = told.get("corrected")
    return Given(
        told["choice"],
        told["text"],
        date.fromisoformat(told["on"]),
        told["nothing_new"],
        more=told.get("more", {}),
        corrected=date.fromisoformat(corrected) if corrected else None,
    )


def round_before(round_: Round) -> Round | None:
    """The latest round of the same kind and county in an earlier year that has been closed (one query).

    One that is open again is what it was when it was closed, until it is closed anew.
    """
    found = Round.objects.filter(partnership_id=round_.partnership_id, kind=round_.kind, year__lt=round_.year)
    found = found.filter(area=round_.area_id)
    return found.filter(closed_at__isnull=False).order_by("-year").first()


def questions_before(round_: Round) -> dict[str, dict[str, Any]]:
    """Every question that rounds of the same kind and county asked in earlier years, as it was last asked, by its code.

    One query.
    """
    found = Round.objects.filter(partnership_id=round_.partnership_id, kind=round_.kind, year__lt=round_.year)
    found = found.filter(area=round_.area_id)
    closed = found.filter(closed_at__isnull=False).order_by("year").values_list("frozen", flat=True)
    return {q["code"]: q for frozen in closed for q in frozen["questions"]}


def same_questions(now: list[Question], before: Round | None) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of questions that mean the same as the year before, and of those that mean something else."""
    old = {q["code"]: q["version"] for q in before.frozen["questions"]} if before else {}
    same = frozenset(q.code for q in now if old.get(q.code) == q.version)
    return same, frozenset(q.code for q in now if q.code in old) - same
