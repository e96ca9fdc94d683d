"""Courses that are logged in a round by those who answer for areas, and the areas for which somebody may log."""

from __future__ import annotations

from samplan.actors.rules import MaybeActor
from samplan.actors.shapes import Sentences
from samplan.followup import catalogue
from samplan.followup.compiling import compiling
from samplan.followup.logged import beyond
from samplan.followup.models import LoggedCourse, Round
from samplan.followup.queries.results import results_of
from samplan.followup.queries.sheet import questions_of
from samplan.followup.rules import areas_to_follow_up, can_follow_up
from samplan.followup.shapes import CourseLog, CourseRow, FieldKind, LoggedLine
from samplan.plans.models import Area


def areas_to_log(person: MaybeActor, round_: Round) -> list[Area]:
    """The areas for which somebody may log courses in a round: their own, or all for who runs the county's rounds.

    None for a round that asks for no courses (four queries at most).
    """
    kind = catalogue.kind(round_.kind)
    if kind is None or not kind.has_courses:
        return []
    if can_follow_up(person, round_.partnership):
        joint = {"plan__partnership": round_.partnership, "plan__owner": None, "plan__removed_at": None}
        return list(Area.objects.filter(**joint, removed_at=None).order_by("plan_id", "order", "pk"))
    return list(areas_to_follow_up(person, round_.partnership))


def courses_logged(round_: Round, mine: frozenset[int] = frozenset()) -> list[CourseLog]:
    """The round's courses with what is logged to each, and never what a body has answered (two queries).

    mine: ids of the areas whose occasions the reader may change.
    """
    rows: dict[int, list[LoggedCourse]] = {}
    for one in LoggedCourse.objects.filter(round=round_):
        rows.setdefault(one.question_id, []).append(one)
    found = []
    for question in (q for q in questions_of(round_) if q.has_rows):
        lines = tuple(
            LoggedLine(one.pk, one.area_name, _row(one), one.area_id in mine) for one in rows.get(question.id, ())
        )
        added = beyond([], [line.row for line in lines])
        people = sum(n for _fresh, some in added for _name, n in some)
        occasions = sum(fresh for fresh, _some in added)
        found.append(CourseLog(question.code, question.short, question.target, lines, occasions, people))
    return found


def totals_for_all(round_: Round) -> dict[str, Sentences]:
    """How much a closed round counts of each course, by its code, where so many told that none is known by the sum.

    Two queries; nothing for an open round.
    """
    told = results_of(round_)
    return {
        one.question.code: total.words
        for one in (told.questions if told else ())
        for total in one.totals
        if total.field.kind is FieldKind.ROWS and total.n >= compiling().totals
    }


def course_in(round_: Round, course_id: int) -> LoggedCourse | None:
    """An occasion that is logged in the round (one query)."""
    return LoggedCourse.objects.filter(pk=course_id, round=round_).select_related("question").first()


def _row(one: LoggedCourse) -> CourseRow:
    return CourseRow(one.on, one.place, one.instructor, tuple((name, int(n)) for name, n in one.people))
