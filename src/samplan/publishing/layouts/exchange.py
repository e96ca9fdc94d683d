"""The plan file (`samplan-plan/1`) of a content: what another county, or this one, can read in again without loss."""

from __future__ import annotations

from samplan.plans.shapes import content as c
from samplan.plans.shapes import exchange as x
from samplan.plans.shapes.areanames import names_of


def plan_file_of(content: c.PlanContent) -> x.PlanFile:
    """The content's plan file. Statuses, addresses and bodies' codes are not part of the format."""
    names = names_of([(area.id, area.number, area.title) for area in content.areas])
    return x.PlanFile(
        title=content.title or None,
        county_code=content.county_code or None,
        county=content.county or None,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        overall_goals=content.overall_goals,
        target_images=content.target_images,
        focus_areas=[x.FocusArea(number=f.number, title=f.title) for f in content.focus_areas],
        perspectives=content.perspectives,
        areas=[_area(area, names) for area in content.areas],
        funds=content.funds,
        relations=[x.Relation(**told.model_dump(exclude={"plan_id"})) for told in content.relations],
        other=content.other,
    )


def _area(area: c.AreaContent, names: dict[str, str]) -> x.Area:
    goals = {goal.id: goal.text for goal in area.goals}
    return x.Area(
        number=area.number or None,
        title=area.title,
        group=area.group or None,
        focus_areas=area.focus_areas,
        identified_by=area.identified_by or None,
        identified_year=area.identified_year,
        background=area.background or None,
        needs=area.needs or None,
        need_rows=[_need(need, names) for need in area.need_rows if need.home in {"", area.id}],
        goals=[x.Goal(level=g.level, text=g.text, under=goals.get(g.under or "")) for g in area.goals],
        activities=[_activity(activity, goals) for activity in area.activities],
        indicators=[
            x.Indicator(text=i.text, kind=i.kind, source=i.source, reference=i.reference, rhythm=i.rhythm)
            for i in area.indicators
        ],
        responsible=[body.name for body in area.responsible],
        costs=area.costs,
        followups=[x.FollowUp(year=f.year, heading=f.heading, text=f.text) for f in area.followups],
        goal_status=_goal_status(area.goal_status),
        comment=area.comment or None,
        challenge_questions=[
            x.ChallengeQuestion(
                text=question.text, proposals=[x.Proposal(text=p.text, actor=p.actor) for p in question.proposals]
            )
            for question in area.challenge_questions
        ],
        followup_questions=area.followup_questions,
        other=area.other,
    )


def _need(need: c.NeedContent, names: dict[str, str]) -> x.Need:
    return x.Need(
        text=need.text,
        source=need.source,
        year=need.year,
        evidence=need.evidence,
        areas=[names[other] for other in need.others if other in names],
    )


def _activity(activity: c.ActivityContent, goals: dict[str, str]) -> x.Activity:
    return x.Activity(
        text=activity.text,
        timeframe=activity.timeframe,
        start=activity.start,
        end=activity.end,
        ongoing=activity.ongoing,
        kind=activity.kind,
        year=activity.year,
        goal=goals.get(activity.goal or ""),
        responsible=[body.name for body in activity.responsible],
    )


def _goal_status(label: c.Label | None) -> x.GoalStatus | None:
    return x.GoalStatus(label.code) if label and label.code in set(x.GoalStatus) else None
