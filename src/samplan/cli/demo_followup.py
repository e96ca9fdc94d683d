"""The demo county's follow-ups: last year's round, closed, and this year's, open with some answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def lay_followup(path: Path, coordinator: Any, partnership: Any) -> None:
    """Lay what the file tells, through the real actions, all in one transaction. A body is named as the county does."""
    import yaml
    from django.db import transaction
    from django.utils import timezone

    from samplan.actors.queries import bodies_of
    from samplan.followup import actions

    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    ids = {body.name: body.pk for body in bodies_of(partnership)}
    asked = {ids[name]: [email] for name, email in told["asked"].items()}
    today = timezone.localdate()
    zone = timezone.get_current_timezone()
    answered = datetime(today.year - 1, 12, 4, 14, 32, tzinfo=zone)
    with transaction.atomic():
        last = _open(coordinator, partnership, asked, answered.year, answered.date(), answered - timedelta(days=28))
        _answers(coordinator, last, told["last_year"], answered)
        actions.close_round(by=coordinator, round_id=last.pk, at=answered + timedelta(days=14))
        due = today + timedelta(days=21)
        began = timezone.now() - timedelta(days=9)
        now = _open(coordinator, partnership, asked, today.year, due, began)
        _letters(coordinator, now, began)
        _answers(coordinator, now, told["this_year"], timezone.now())


def _open(coordinator: Any, partnership: Any, asked: dict[int, list[str]], year: int, due: Any, at: datetime) -> Any:
    from samplan.followup import actions, catalogue

    kind = catalogue.kind("yearly")
    if kind is None:
        raise LookupError("yearly")
    return actions.open_round(
        by=coordinator,
        partnership=partnership,
        kind=kind.code,
        year=year,
        due=due,
        asked=asked,
        questions=[q.code for q in kind.questions],
        at=at,
    )


def _letters(coordinator: Any, round_: Any, at: datetime) -> None:
    """The questions went to all some days ago: the letters are noted as sent, and none is."""
    from samplan.actors.shapes import SYSTEM
    from samplan.followup import actions, queries

    actions.queue_letters(by=coordinator, round_id=round_.pk, sort="ask", today=at.date())
    for letter in queries.letters_waiting():
        actions.claim_letter(by=SYSTEM, letter_id=letter)
        actions.note_letter(by=SYSTEM, letter_id=letter, sent=True, at=at)


def _answers(coordinator: Any, round_: Any, told: dict[str, Any], at: datetime) -> None:
    """What each body answers. A digit is the number of a choice, a dash none; questions in words have no digit."""
    from samplan.followup import actions, queries

    rows = {row.name: row.id for row in queries.board_of(round_).rows}
    for name, given in told.items():
        digits = iter(given["choices"])
        for question in queries.questions_of(round_):
            digit = next(digits) if question.choices else "-"
            choice = "" if digit == "-" else question.choices[int(digit) - 1].code
            text = given["words"].get(question.code, "")
            if choice or text:
                actions.save_answer(
                    by=coordinator, asked_id=rows[name], code=question.code, choice=choice, text=text, at=at
                )
        if given.get("done"):
            actions.finish_answers(by=coordinator, asked_id=rows[name], at=at)
