"""As much of a plan's content as the pages of its chain and its tags need, for fewer queries than the whole.

What is not asked for is empty, as in a plan where it does not stand: owners, costs, follow-ups and the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from samplan.plans.models import Activity, Area, AreaTag, Goal, Indicator, OverallGoal, Plan, PlanFocusArea
from samplan.plans.models import TargetImage as ImageRow
from samplan.plans.queries.weave import plan_chain, plan_tags
from samplan.plans.shapes import content, exchange

ByArea = dict[int, list[Any]]


def chain_content(plan: Plan) -> content.PlanContent:
    """Areas, goals, activities, effects, target pictures, overall goals, and the steps between them. 7 queries."""
    images = _of_plan(ImageRow, plan)
    overall = _of_plan(OverallGoal, plan)
    effects, chain = plan_chain(plan)
    return content.PlanContent(
        **_head(plan),
        areas=_areas(plan, _by_area(Goal, plan), _by_area(Activity, plan)),
        image_ids=[str(i.pk) for i in images],
        target_images=[exchange.TargetImage(title=i.title) for i in images],
        overall_goal_ids=[str(g.pk) for g in overall],
        overall_goals=[g.text for g in overall],
        effects=effects,
        chain=chain,
    )


def tag_content(plan: Plan) -> content.PlanContent:
    """Areas with focus areas, goals, activities, indicators, and the tags of all. 7 queries."""
    numbers: ByArea = defaultdict(list)
    for tag in AreaTag.objects.filter(area__plan=plan).order_by("order", "pk"):
        numbers[tag.area_id].append(tag.number)
    goals, activities, indicators = (_by_area(model, plan) for model in (Goal, Activity, Indicator))
    focus = _of_plan(PlanFocusArea, plan)
    return content.PlanContent(
        **_head(plan),
        focus_areas=[content.FocusAreaContent(number=f.number, title=f.title) for f in focus],
        areas=_areas(plan, goals, activities, indicators, numbers),
        tags=plan_tags(plan),
    )


def _head(plan: Plan) -> dict[str, Any]:
    return {"id": str(plan.pk), "slug": plan.slug, "title": plan.title}


def _of_plan(model: Any, plan: Plan) -> list[Any]:
    return list(model._default_manager.filter(plan=plan, removed_at=None).order_by("order", "pk"))


def _by_area(model: Any, plan: Plan) -> ByArea:
    found: ByArea = defaultdict(list)
    rows = model._default_manager.filter(area__plan=plan, area__removed_at=None, removed_at=None)
    for row in rows.order_by("order", "pk"):
        found[row.area_id].append(row)
    return found


def _areas(
    plan: Plan, goals: ByArea, activities: ByArea, indicators: ByArea | None = None, numbers: ByArea | None = None
) -> list[content.AreaContent]:
    return [
        content.AreaContent(
            id=str(a.pk),
            slug=a.slug,
            number=a.number or None,
            title=a.title,
            focus_areas=(numbers or {}).get(a.pk, []),
            goals=[
                content.GoalContent(id=str(g.pk), level=exchange.Horizon(g.level), text=g.text)
                for g in goals.get(a.pk, [])
            ],
            activities=_activities(activities.get(a.pk, []), {g.pk for g in goals.get(a.pk, [])}),
            indicators=[content.IndicatorContent(id=str(i.pk), text=i.text) for i in (indicators or {}).get(a.pk, [])],
        )
        for a in _of_plan(Area, plan)
    ]


def _activities(rows: Iterable[Activity], goals: set[int]) -> list[content.ActivityContent]:
    return [
        content.ActivityContent(
            id=str(r.pk),
            text=r.text,
            kind=exchange.ActivityKind(r.kind),
            goal=str(r.goal_id) if r.goal_id in goals else None,
        )
        for r in rows
    ]
