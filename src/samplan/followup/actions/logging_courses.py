"""Courses that whoever answers for an area logs in an open round, without being asked by it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors.models import Person
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import filled, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import AskedQuestion, LoggedCourse, Round
from samplan.followup.queries.frozen import field_of
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import FieldKind
from samplan.plans.models import Area


@transaction.atomic
def log_course(
    *,
    by: Actor,
    round_id: int,
    area_id: int,
    code: str,
    on: str,
    place: str,
    instructor: str,
    people: str,
    at: datetime | None = None,
) -> LoggedCourse:
    """Log an occasion of a course, as typed, to the question of that code. at: for a round of the past.

    Raises NotAllowed for an area that is not one's own, RoundIsClosed, and NotTaken with nothing kept.
    """
    round_ = _open(round_id)
    made = LoggedCourse(round=round_, version=0)
    told = {"on": on, "place": place, "instructor": instructor, "people": people}
    _fill(made, by, area_id, code, told)
    _keep(made, by, at)
    leave_event(by, round_, "log_course", {"course": made.pk, "question": code, "area": area_id})
    return made


@transaction.atomic
def change_course(
    *,
    by: Actor,
    course_id: int,
    seen_version: int,
    area_id: int,
    code: str,
    on: str,
    place: str,
    instructor: str,
    people: str,
) -> LoggedCourse:
    """Change a logged occasion. seen_version: of the row that the page was made from.

    Raises NotAllowed, RoundIsClosed, and NotTaken with nothing kept, also when somebody has changed it since or has
    taken it out.
    """
    made, round_ = _held(by, course_id)
    _check_seen(made, seen_version)
    _fill(made, by, area_id, code, {"on": on, "place": place, "instructor": instructor, "people": people})
    _keep(made, by, None)
    leave_event(by, round_, "change_course", {"course": made.pk, "question": code, "area": area_id})
    return made


@transaction.atomic
def remove_course(*, by: Actor, course_id: int, seen_version: int | None = None) -> Round:
    """Take a logged occasion out. seen_version: of the row that the page was made from, None for whichever there is.

    Raises NotAllowed, RoundIsClosed, and NotTaken when somebody has changed it since.
    """
    made, round_ = _held(by, course_id)
    if seen_version is not None:
        _check_seen(made, seen_version)
    told = {"course": made.pk, "question": made.question.code, "area": made.area_id}
    row = {"on": made.on.isoformat(), "people": made.people}
    made.delete()
    leave_event(by, round_, "remove_course", {**told, **row})
    return round_


def _open(round_id: int) -> Round:
    """The round, held until the transaction ends, so that nothing is logged in one that is being closed."""
    Round.objects.select_for_update(no_key=True).only("pk").get(pk=round_id)
    return Round.objects.select_related("partnership").defer("frozen").get(pk=round_id)


def _held(by: Actor, course_id: int) -> tuple[LoggedCourse, Round]:
    round_ = _open(LoggedCourse.objects.values_list("round_id", flat=True).get(pk=course_id))
    # Whoever held the round before may have taken the occasion out.
    made = LoggedCourse.objects.select_related("question").filter(pk=course_id).first()
    if made is None:
        raise NotTaken(
            Sentences(
                sv="Någon annan har tagit bort tillfället medan du skrev. Inget har sparats. Logga det som nytt.",
                en="Somebody else has removed the occasion while you wrote. Nothing was saved. Log it as a new one.",
            )
        )
    rules.check_can_log_course(by, round_, made.area_id)
    rules.check_open(round_)
    return made, round_


def _check_seen(made: LoggedCourse, seen_version: int) -> None:
    if made.version != seen_version:
        raise NotTaken(
            Sentences(
                sv="Någon annan har ändrat tillfället medan du skrev. Ditt är inte sparat än. Öppna sidan igen och"
                " jämför.",
                en="Somebody else has changed the occasion while you wrote. Yours is not saved yet. Open the page again"
                " and compare.",
            )
        )


def _fill(made: LoggedCourse, by: Actor, area_id: int, code: str, told: dict[str, Any]) -> None:
    rules.check_can_log_course(by, made.round, area_id)
    rules.check_open(made.round)
    here = {"plan__partnership_id": made.round.partnership_id, "plan__owner": None, "removed_at": None}
    area = Area.objects.filter(pk=area_id, **here).first()
    question = AskedQuestion.objects.filter(round_id=made.round_id, code=code).first()
    fields = [field_of(f) for f in question.fields] if question is not None else []
    if area is None or question is None or not any(f.kind is FieldKind.ROWS for f in fields):
        raise NotTaken(
            Sentences(
                sv="Uppföljningen har ingen sådan kurs, eller så finns området inte i planen. Inget har sparats.",
                en="The follow-up has no such course, or the plan no such area. Nothing was saved.",
            )
        )
    row = filled.occasion(told)
    _check_year(made.round, date.fromisoformat(row["on"]))
    made.area, made.area_name, made.question = area, str(area), question
    made.on, made.place = date.fromisoformat(row["on"]), row["place"]
    made.instructor, made.people = row["instructor"], row["people"]


def _check_year(round_: Round, on: date) -> None:
    """An occasion counts towards the year's target, so another year's would make it wrong without a word."""
    if on.year != round_.year:
        raise NotTaken(
            Sentences(
                sv=f"Uppföljningen gäller {round_.year}, men dagen är {on}. Inget har sparats. Rätta dagen och spara"
                " igen.",
                en=f"The follow-up is about {round_.year}, but the day is {on}. Nothing was saved. Put the day right"
                " and save again.",
            )
        )


def _keep(made: LoggedCourse, by: Actor, at: datetime | None) -> None:
    made.version, made.saved_at = made.version + 1, at or timezone.now()
    made.person = by if isinstance(by, Person) else None
    made.save()
