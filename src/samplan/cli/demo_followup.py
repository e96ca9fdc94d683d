"""The demo county's follow-ups: three years of yearly questions, the last one open, and one of each other kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def lay_followup(path: Path, coordinator: Any, partnership: Any) -> None:
    """Lay what the file tells, through the real actions, all in one transaction. A body is named as the county does."""
    import yaml
    from django.db import transaction
    from django.utils import timezone

    from samplan.actors.queries import bodies_of
    from samplan.followup import queries

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ids = {body.name: body.pk for body in bodies_of(partnership)}
    asked = {ids[name]: [email] for name, email in told["asked"].items()}
    today = timezone.localdate()
    zone = timezone.get_current_timezone()
    plan = queries.plans_to_ask(partnership)[0]
    yearly = {"kind": "yearly", "asked": asked, "plan_id": plan.pk, "way": queries.NOT, "written": "yes_partly_no"}
    with transaction.atomic():
        for name, ago in (("year_before_last", 2), ("last_year", 1)):
            answered = datetime(today.year - ago, 12, 4, 14, 32, tzinfo=zone)
            _closed(coordinator, partnership, yearly, told[name], answered)
        began = timezone.now() - timedelta(days=9)
        due = today + timedelta(days=21)
        now = _open(coordinator, partnership, yearly, today.year, due, began)
        _letters(coordinator, now, began)
        _enter(coordinator, now, told["this_year"], timezone.now())
        for other in told["others"]:
            _other(coordinator, partnership, other, asked, ids, zone)


def _open(coordinator: Any, partnership: Any, told: dict[str, Any], year: int, due: Any, at: datetime) -> Any:
    """Open a round of all the catalogue's questions of its kind."""
    from samplan.followup import actions, catalogue

    kind = catalogue.kind(told["kind"])
    if kind is None:
        raise LookupError(told["kind"])
    return actions.open_round(
        by=coordinator,
        partnership=partnership,
        year=year,
        due=due,
        questions=[q.code for q in kind.questions],
        at=at,
        **told,
    )


def _closed(coordinator: Any, partnership: Any, told: dict[str, Any], answers: Any, answered: datetime) -> Any:
    """A round of the past, answered on a day and closed two weeks later."""
    from samplan.followup import actions

    began = answered - timedelta(days=28)
    round_ = _open(coordinator, partnership, told, answered.year, answered.date(), began)
    _enter(coordinator, round_, answers, answered)
    actions.close_round(by=coordinator, round_id=round_.pk, at=answered + timedelta(days=14))
    return round_


def _other(coordinator: Any, partnership: Any, told: dict[str, Any], asked: Any, ids: Any, zone: Any) -> None:
    """A round of another kind: closed in the past, or open with what has come so far."""
    from django.utils import timezone

    from samplan.followup import catalogue, queries

    today = timezone.localdate()
    plan = queries.plans_to_ask(partnership)[0] if told.get("plan") else None
    what: dict[str, Any] = {"kind": told["kind"], "asked": asked, "plan_id": plan.pk if plan else None}
    kind = catalogue.kind(told["kind"])
    if told.get("owners") and kind is not None:
        bodies = queries.from_plan(kind, plan).bodies
        what["asked"] = {pk: [f"funktion{pk}@exempel.example"] for pk in sorted(bodies)}
    if told.get("joint"):
        what["joint"] = (ids[told["joint"]], ["samordnare@exempel.example"])
    if told.get("targets"):
        what["targets"] = told["targets"]
    if told.get("open"):
        due, at = today + timedelta(days=30), timezone.now() - timedelta(days=20)
        round_ = _open(coordinator, partnership, what, today.year, due, at)
        _enter(coordinator, round_, told, timezone.now())
        _log(coordinator, partnership, round_, told.get("logged", []))
        return
    day = datetime(today.year - max(told["years_ago"], 1), 11, 20, 9, 10, tzinfo=zone)
    answered = day if told["years_ago"] else timezone.now() - timedelta(days=30)
    _closed(coordinator, partnership, what, told, answered)


def _log(coordinator: Any, partnership: Any, round_: Any, rows: list[dict[str, Any]]) -> None:
    """Courses that areas have held, which nobody asked about; an area is named by its number."""
    from samplan.followup import actions, queries

    if not rows:
        return
    areas = {t.number: t.area_id for t in queries.tag_choices(partnership, round_.year) if t.area_id}
    for row in rows:
        told = {name: row.get(name, "") for name in ("code", "place", "instructor", "people")}
        day = f"{round_.year}-{row['day']}"
        actions.log_course(by=coordinator, round_id=round_.pk, area_id=areas[row["area"]], on=day, **told)


def _letters(coordinator: Any, round_: Any, at: datetime) -> None:
    """The questions went to all some days ago: the letters are noted as sent, and none is."""
    from samplan.actors.shapes import SYSTEM
    from samplan.followup import actions, queries

    actions.queue_letters(by=coordinator, round_id=round_.pk, sort="ask", today=at.date())
    for letter in queries.letters_waiting():
        actions.claim_letter(by=SYSTEM, letter_id=letter)
        actions.note_letter(by=SYSTEM, letter_id=letter, sent=True, at=at)


def _enter(coordinator: Any, round_: Any, told: dict[str, Any], at: datetime) -> None:
    """What each body answers, entered all at once."""
    from samplan.followup import actions, queries

    rows = list(queries.board_of(round_).rows)
    questions = queries.questions_of(round_)
    if "said" in told:
        given = {asked: _by_first_words(questions, told["said"], body, at) for asked, body in _bodies(round_)}
    else:
        by_name = told.get("answers", told)
        joint = told.get("joint_answers", {})
        answers = {row.id: joint if row.joint else by_name.get(row.name, {}) for row in rows}
        given = {asked: _answers(questions, one, at) for asked, one in answers.items() if one}
        told = by_name
    done = [row.id for row in rows if isinstance(told.get(row.name), dict) and told[row.name].get("done")]
    actions.enter_answers(by=coordinator, round_id=round_.pk, given=given, done=done, at=at)


def _bodies(round_: Any) -> list[tuple[int, int]]:
    return list(round_.asked.values_list("pk", "body_id"))


def _by_first_words(questions: Iterable[Any], said: dict[str, Any], body: int, at: datetime) -> dict[str, Any]:
    """What is told of a question that a plan gave, by words that stand in it."""
    from samplan.followup.shapes import Given

    found = {}
    for question in questions:
        told = next((one for words, one in said.items() if words in question.text.sv), None)
        if told is not None and question.asked_of(body):
            given = Given(told["choice"], told["text"], at.date(), more=told.get("more", {}))
            found[question.code] = given
    return found


def _answers(questions: Iterable[Any], told: dict[str, Any], at: datetime) -> dict[str, Any]:
    """A digit is the number of a choice, a dash none; questions in words have no digit. By the question's code.

    The plan's own questions have their digits apart.
    """
    from samplan.followup.shapes import Given

    digits, own, found = iter(told.get("choices", "")), iter(told.get("plans", "")), {}
    for question in questions:
        row = own if question.item == "question" else digits
        digit = next(row, "-") if question.choices else "-"
        choice = "" if digit == "-" else question.choices[int(digit) - 1].code
        words = told["words"]
        text = words.get(question.code, words.get(question.number, ""))
        more = _dated(told.get("more", {}).get(question.number, {}), at.year)
        if choice or text or more:
            found[question.code] = Given(choice, text, at.date(), more=more)
    return found


def _dated(more: dict[str, Any], year: int) -> dict[str, Any]:
    """The occasions of a course, which the file tells without their year, so that they lie in this one."""
    if "occasions" not in more:
        return more
    return {**more, "occasions": [{**row, "on": f"{year}-{row['day']}"} for row in more["occasions"]]}
