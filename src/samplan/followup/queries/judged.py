"""The yearly judgement of a plan, recommendations, and corrections: a fixed number of queries, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from samplan.actors.models import Partnership
from samplan.actors.rules import MaybeActor
from samplan.actors.shapes import Permission, Scope
from samplan.actors.standing import Standing, standing_of
from samplan.followup.filled import in_words
from samplan.followup.models import Asked, Correction, JudgedYear, Judgement, Recommendation, Round
from samplan.followup.queries.beside_judging import Key, proposals_of, read_before
from samplan.followup.queries.frozen import field_of
from samplan.followup.shapes import (
    CorrectionLine,
    Field,
    Judged,
    JudgedArea,
    JudgedItem,
    LeftToJudge,
    Proposed,
    RecommendationAnswer,
    RecommendationLine,
    RoundState,
    YearOfJudging,
)
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.models import Activity, Area, Goal, Lineage, Plan
from samplan.plans.rights import EditRights, edit_rights
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.versions import LineageWay


def judged_years(plan: Plan) -> list[JudgedYear]:
    """The years that a plan has been judged in, the newest first (one query)."""
    return list(JudgedYear.objects.filter(plan=plan))


def something_judged(judged: JudgedYear) -> bool:
    """Whether anything is said in a year, or was put right in it (one query)."""
    said = Q(corrections__isnull=False)
    for name in ("value", "written", "text", "reason", "decision", "needs"):
        said |= ~Q(**{name: ""})
    return Judgement.objects.filter(said, judged=judged).exists()


def year_of_judging(plan: Plan, year: int, person: MaybeActor = None) -> YearOfJudging | None:
    """What is said of everything in a plan in a year, beside the year before; None if the year is not opened.

    The first year that is judged stands beside what an old document told of an earlier one. person: who may judge what,
    and sees there what those who answer for it said; None asks for nobody. 14 queries at most, whatever the plan's
    size.
    """
    years = [y for y in judged_years(plan) if y.year <= year]
    if not years or years[0].year != year:
        return None
    rights = edit_rights(person, plan) if person is not None else EditRights(False, frozenset(), False, frozenset())
    told: dict[int, dict[Key, Judged]] = defaultdict(dict)
    for row in Judgement.objects.filter(judged__in=years[:2]):
        told[row.judged_id][_key(row)] = _judged(row)
    now, before = told[years[0].pk], told[years[1].pk] if len(years) > 1 else {}
    areas = list(_with_former(Area.objects.filter(plan=plan, removed_at=None)))
    every = list(Goal.objects.filter(area__plan=plan, removed_at=None))
    read = read_before(plan, year, areas, every) if len(years) == 1 else None
    before = read.told if read else before
    goals: dict[int, list[Goal]] = defaultdict(list)
    for goal in every:
        goals[goal.area_id].append(goal)
    proposed = proposals_of(plan, year) if rights.something else {}
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(area__plan=plan, removed_at=None):
        activities[activity.area_id].append(activity)
    return YearOfJudging(
        plan_id=plan.pk,
        plan=str(plan),
        year=year,
        locked_at=years[0].locked_at,
        before=years[1].year if len(years) > 1 else read.year if read else None,
        areas=tuple(_area(a, goals[a.pk], activities[a.pk], now, before, rights, proposed) for a in areas),
        read=read.document if read else "",
    )


def _with_former(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Areas, each with the id and title (`former`, `former_title`) of the area that it is a part of: None for none."""
    split = Lineage.objects.filter(to_area=OuterRef("pk"), way=LineageWay.SPLIT)
    return areas.annotate(
        former=Subquery(split.values("from_area_id")[:1]), former_title=Subquery(split.values("from_area__title")[:1])
    )


def left_to_judge(person: MaybeActor, standings: Sequence[Standing], today: date) -> list[LeftToJudge]:
    """The open years of plans that hold, with how many parts of somebody's own nobody has judged yet.

    One query, and twelve for each open year of a county where they may report something.
    """
    here = [s.partnership.pk for s in standings if s.scope(Permission.REPORT) is not None]
    if not here:
        return []
    holds = Q(plan__valid_to=None) | Q(plan__valid_to__gte=today)
    rows = JudgedYear.objects.filter(holds, locked_at=None, plan__partnership__in=here, plan__removed_at=None)
    found = []
    for row in rows.select_related("plan__partnership").order_by("year", "pk"):
        told = year_of_judging(row.plan, row.year, person)
        left = [i for area in told.areas for i in area.items if i.may and i.now is None] if told else []
        if left:
            found.append(LeftToJudge(row.plan_id, str(row.plan), row.year, len(left)))
    return found


def _key(row: Judgement) -> Key:
    if row.goal_id is not None:
        return "goal", row.goal_id
    return ("activity", row.activity_id) if row.activity_id is not None else ("area", row.area_id)


def _judged(row: Judgement) -> Judged:
    told = (row.value, row.written, row.text, row.reason, row.decision, row.needs)
    return Judged(row.pk, *told, row.version, row.source, row.lost)


def _area(
    area: Area,
    goals: Sequence[Goal],
    activities: Sequence[Activity],
    now: dict[Key, Judged],
    before: dict[Key, Judged],
    rights: EditRights,
    proposed: dict[Key, tuple[Proposed, ...]],
) -> JudgedArea:
    own, a = rights.may_edit(area.pk), area.pk

    def item(kind: str, pk: int, text: str, current: tuple[str, str], may: bool) -> JudgedItem:
        key = (kind, pk)
        told = now.get(key)
        said = tuple(replace(p, taken=_taken(p, told)) for p in proposed.get(key, ())) if may else ()
        return JudgedItem(kind, pk, text, *current, told, before.get(key), may, said)

    whole = item("area", a, area.title, (area.goal_status, area.goal_status_written), own)
    items = [
        _as_part(whole, area, before),
        *(item("goal", g.pk, g.text, (g.attainment, g.attainment_written), own) for g in goals),
        *(
            item("activity", one.pk, one.text, (one.status, one.status_written), rights.may_report(a, one.pk))
            for one in activities
        ),
    ]
    return JudgedArea(a, area.slug, area.number, area.title, tuple(items))


def _as_part(item: JudgedItem, area: Any, before: dict[Key, Judged]) -> JudgedItem:
    """A part of an area that was split stands beside what was said of the whole."""
    told = before.get(("area", area.former)) if item.before is None and area.former is not None else None
    return replace(item, before=told, was=area.former_title) if told is not None else item


def _taken(proposed: Proposed, now: Judged | None) -> bool:
    """Whether the judgement was taken from that answer, and still says the same."""
    return now is not None and now.source.get("key") == proposed.key


def recommendations_of(partnership: Partnership, person: MaybeActor = None) -> list[RecommendationLine]:
    """All of a county's recommendations, the newest first (four queries)."""
    standing = standing_of(person, partnership)
    everything = standing.scope(Permission.FOLLOW_UP) is Scope.COUNTY
    mine = _acts_for(standing)
    rows = Recommendation.objects.filter(partnership=partnership).select_related("body", "area", "partnership__county")
    return [_line(row, everything or row.body_id in mine) for row in rows]


def recommendations_waiting(standings: Sequence[Standing]) -> list[RecommendationLine]:
    """What bodies that somebody acts for have not answered, and what they have taken on and not done.

    One query, and two for each county where they act for a body.
    """
    mine: set[int] = set()
    for standing in standings:
        mine |= _acts_for(standing)
    if not mine:
        return []
    rows = Recommendation.objects.filter(
        Q(answer="") | Q(answer=RecommendationAnswer.ACCEPTED),
        body__in=mine,
        partnership__in=[s.partnership.pk for s in standings],
    )
    told = rows.select_related("body", "area", "partnership__county").order_by("due", "pk")
    return [_line(row, may=True) for row in told]


def own_sheets(standings: Sequence[Standing]) -> list[tuple[int, int, int, str]]:
    """Years of which bodies that somebody acts for have a fact sheet, the latest first: county, year, body and name.

    One query, and two for each county where they act for a body.
    """
    mine: set[int] = set()
    for standing in standings:
        mine |= _acts_for(standing)
    if not mine:
        return []
    rows = Asked.objects.filter(body__in=mine, joint=False, round__state=RoundState.CLOSED, answers__choice__gt="")
    told = rows.order_by().values_list("round__partnership", "round__year", "body", "body__name").distinct()
    return sorted(told, key=lambda row: (-row[1], row[3]))


def _acts_for(standing: Standing) -> set[int]:
    decides = {body for role, body in standing.held if body is not None and role == "decision_maker"}
    return set(standing.bodies(Permission.ANSWER)) | decides


def recommendation_in(partnerships: Collection[int], recommendation_id: int) -> Recommendation | None:
    """A recommendation in one of the counties (one query)."""
    found = Recommendation.objects.filter(pk=recommendation_id, partnership__in=partnerships)
    return found.select_related("partnership__county", "body", "area").first()


def _line(row: Recommendation, may: bool) -> RecommendationLine:
    return RecommendationLine(
        id=row.pk,
        partnership_id=row.partnership_id,
        year=row.year,
        text=row.text,
        body_id=row.body_id,
        body=row.body.name,
        area=str(row.area) if row.area else "",
        due=row.due,
        answer=RecommendationAnswer(row.answer) if row.answer else None,
        reason=row.reason,
        answered_on=timezone.localtime(row.answered_at).date() if row.answered_at else None,
        county=row.partnership.county.name,
        may_answer=may,
    )


def corrections_of(round_: Round) -> list[CorrectionLine]:
    """What was put right in a round after it was closed, in order (one query)."""
    return [correction_line(row) for row in Correction.objects.filter(round=round_).select_related("by")]


def corrections_of_year(plan: Plan, year: int) -> list[CorrectionLine]:
    """What was put right in a plan's locked judgement of a year, in order (one query)."""
    rows = Correction.objects.filter(judgement__judged__plan=plan, judgement__judged__year=year).select_related("by")
    return [correction_line(row) for row in rows]


def correction_line(row: Correction) -> CorrectionLine:
    """A correction in words, in Swedish as the answers are."""
    about = row.about
    if row.round_id is not None:
        choices = {c["code"]: c["sv"] for c in about.get("choices", [])}
        what = f"{about.get('body', '')}: {about.get('number', '')}. {about.get('question', {}).get('sv', '')}"
        fields = [field_of(f) for f in about.get("fields", ())]
        before, after = (_answer_words(told, choices, fields) for told in (row.before, row.after))
    else:
        label = activity_label if about.get("kind") == "activity" else attainment_label
        what = f"{about.get('area', '')}: {about.get('item', '')}"
        before, after = (_judgement_words(told, label) for told in (row.before, row.after))
    return CorrectionLine(
        at=row.at, by=row.by.name if row.by else "", about=what, before=before, after=after, reason=row.reason
    )


def _answer_words(told: dict[str, Any], choices: dict[str, str], fields: Sequence[Field]) -> str:
    filled = [f"{label.sv}: {value.sv}" for label, value in in_words(fields, told.get("more", {}))]
    words = [choices.get(told.get("choice", ""), ""), told.get("text", ""), *filled]
    return ". ".join(w.rstrip(".") for w in words if w)


def _judgement_words(told: dict[str, str], label: Callable[[str], Label | None]) -> str:
    found = label(told.get("value", ""))
    words = [found.sv if found else "", *(told.get(n, "") for n in ("text", "reason", "decision", "needs"))]
    return ". ".join(w.rstrip(".") for w in words if w)
