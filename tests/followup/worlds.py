"""A county whose municipalities are asked, and what they answer. All of it is made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests import factories

from samplan.actors.models import Body, BodyKind, Partnership
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue
from samplan.followup.models import Asked, Contact, Round

DUE = date.today() + timedelta(days=20)  # noqa: DTZ011 - only a day that has not passed


def codes() -> list[str]:
    """All questions of the yearly round."""
    return [q.code for q in catalogue.kind("yearly").questions]


def a_round(partnership: Partnership | None = None, *, year: int = 2026, **more: Any) -> Round:
    """A round to all municipalities of a county, each with one address."""
    here = partnership or factories.a_partnership()
    bodies = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).order_by("code")
    told = {
        "kind": "yearly",
        "due": DUE,
        "questions": codes(),
        "asked": {b.pk: [f"kommun{n}@exempel.example"] for n, b in enumerate(bodies, start=1)},
        **more,
    }
    return actions.open_round(by=SYSTEM, partnership=here, year=year, **told)


def contacts(round_: Round) -> list[Contact]:
    """The contacts in the order of their bodies."""
    return list(Contact.objects.filter(asked__round=round_).select_related("asked__round").order_by("pk"))


def answer(asked: Asked, code: str = "suicide-plan", choice: str = "yes", text: str = "", **more: Any) -> Any:
    """What somebody who runs the round writes for a body."""
    return actions.save_answer(by=SYSTEM, asked_id=asked.pk, code=code, choice=choice, text=text, **more)


def answer_all(asked: Asked, text: str = "Påhittat svar.", **more: Any) -> None:
    """Every question answered by its first choice, or by words."""
    for question in asked.round.questions.all():
        choice = question.choices[0]["code"] if question.choices else ""
        answer(asked, question.code, choice, text, **more)
