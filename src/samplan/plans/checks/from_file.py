"""A plan file as content, so that a document can be checked without a database.

Ids are JSON pointers into the file ("/areas/3/goals/0"). What the time frame and the words of a target tell by
themselves is understood as the plan does it when a file is put into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samplan.plans import catalogue
from samplan.plans.shapes import content, exchange
from samplan.plans.shapes.areanames import by_name, folded


def content_of(plan_file: exchange.PlanFile) -> content.PlanContent:
    """The file's plan as content."""
    return content.PlanContent(
        id="",
        slug="",
        title=plan_file.title or "",
        county_code=plan_file.county_code,
        county=plan_file.county,
        valid_from=plan_file.valid_from,
        valid_to=plan_file.valid_to,
        overall_goals=plan_file.overall_goals,
        target_images=plan_file.target_images,
        focus_areas=[content.FocusAreaContent(number=f.number, title=f.title) for f in plan_file.focus_areas],
        perspectives=plan_file.perspectives,
        areas=_areas(plan_file),
        funds=plan_file.funds,
        other=plan_file.other,
    )


def _areas(plan_file: exchange.PlanFile) -> list[content.AreaContent]:
    """The areas, each with its own needs and those of others that name it."""
    at = [f"/areas/{i}" for i in range(len(plan_file.areas))]
    named = by_name([(here, area.number, area.title) for here, area in zip(at, plan_file.areas, strict=True)])
    needs = [need for here, area in zip(at, plan_file.areas, strict=True) for need in _needs(area, here, named)]
    return [
        _area(area, here, [n for n in needs if n.home == here] + [n for n in needs if here in n.others])
        for here, area in zip(at, plan_file.areas, strict=True)
    ]


def _needs(area: exchange.Area, at: str, named: Mapping[str, str]) -> Iterator[content.NeedContent]:
    for i, need in enumerate(area.need_rows):
        others = [named[folded(name)] for name in need.areas if folded(name) in named]
        yield content.NeedContent(
            id=f"{at}/need_rows/{i}",
            home=at,
            others=[other for other in dict.fromkeys(others) if other != at],
            **need.model_dump(exclude={"areas"}),
        )


def _area(area: exchange.Area, at: str, needs: list[content.NeedContent]) -> content.AreaContent:
    goals = {goal.text: f"{at}/goals/{i}" for i, goal in reversed(list(enumerate(area.goals)))}
    return content.AreaContent(
        id=at,
        slug="",
        number=area.number,
        title=area.title,
        group=area.group,
        focus_areas=area.focus_areas,
        identified_by=area.identified_by,
        identified_year=area.identified_year,
        background=area.background,
        needs=area.needs,
        need_rows=needs,
        goals=[content.GoalContent(id=f"{at}/goals/{i}", level=g.level, text=g.text) for i, g in enumerate(area.goals)],
        activities=[_activity(a, f"{at}/activities/{i}", goals) for i, a in enumerate(area.activities)],
        indicators=[_indicator(x, f"{at}/indicators/{i}") for i, x in enumerate(area.indicators)],
        responsible=[content.Body(name=name) for name in area.responsible],
        costs=area.costs,
        followups=[
            content.FollowUpContent(id=f"{at}/followups/{i}", year=f.year, heading=f.heading, text=f.text)
            for i, f in enumerate(area.followups)
        ],
        goal_status=catalogue.attainment_label(area.goal_status or ""),
        comment=area.comment,
        challenge_questions=[
            _question(q, f"{at}/challenge_questions/{i}") for i, q in enumerate(area.challenge_questions)
        ],
        followup_questions=area.followup_questions,
        other=area.other,
    )


def _activity(activity: exchange.Activity, at: str, goals: dict[str, str]) -> content.ActivityContent:
    """goals: the id of each goal of the area by its text."""
    told = catalogue.activity_status_in(activity.timeframe or "")
    return content.ActivityContent(
        id=at,
        **activity.model_dump(exclude={"goal", "responsible"}),
        goal=goals.get(activity.goal or ""),
        responsible=[content.Body(name=name) for name in activity.responsible],
        recurring=catalogue.is_recurring(activity.timeframe or ""),
        status=catalogue.activity_label(told[0]) if told else None,
        status_written=told[1] if told else None,
    )


def _indicator(indicator: exchange.Indicator, at: str) -> content.IndicatorContent:
    return content.IndicatorContent(
        id=at, **indicator.model_dump(), target_uncertain=catalogue.is_uncertain(indicator.text)
    )


def _question(question: exchange.ChallengeQuestion, at: str) -> content.QuestionContent:
    proposals = [
        content.ProposalContent(id=f"{at}/proposals/{i}", text=p.text, actor=p.actor)
        for i, p in enumerate(question.proposals)
    ]
    return content.QuestionContent(id=at, text=question.text, proposals=proposals)
