"""An area of the editor as content, so that its findings can stand beside its fields without another query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.checks.asking import check_area, check_plan
from samplan.plans.checks.sight import Around
from samplan.plans.shapes import content, exchange
from samplan.plans.shapes.editing import AreaForEditing, EditItem, PlanForEditing
from samplan.plans.shapes.findings import Finding, Place
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart, holds_on


def findings_of_area(area: AreaForEditing, around: Around) -> tuple[Finding, ...]:
    """The open findings of an area, each with its item's id; those set aside are left out.

    around: the day and what is known of the plan. Findings that need the other areas are not among them.
    """
    numbers = frozenset(number for number, _title in area.focus_areas)
    known = replace(around, focus_areas=numbers, tags_used=bool(numbers))
    day = around.today
    found = (replace(f, place=_placed(area, f.place, day)) for f in check_area(_content(area, day), known))
    return tuple(f for f in found if f.key not in area.aside)


def _answer_now(area: AreaForEditing, day: date) -> tuple[EditItem, ...]:
    """Who is responsible on the day, for the area or for single items of it."""
    return tuple(
        i
        for i in area.items[ItemKind.RESPONSIBLE]
        if i.values.get("part", OwnerPart.RESPONSIBLE) == OwnerPart.RESPONSIBLE
        and holds_on(day, i.values.get("valid_from"), i.values.get("valid_to"))
    )


def _whole(area: AreaForEditing, day: date) -> tuple[EditItem, ...]:
    """Who answers for the area itself on the day."""
    single = ("activity", "goal", "indicator")
    return tuple(i for i in _answer_now(area, day) if not any(i.values.get(name) for name in single))


def _placed(area: AreaForEditing, place: Place, day: date) -> Place:
    if place.item:
        return place
    items = _whole(area, day) if place.kind is ItemKind.RESPONSIBLE else area.items.get(place.kind, ())
    return replace(place, item=str(items[place.index].id)) if place.index < len(items) else place


def _text(area: AreaForEditing, kind: ItemKind) -> str | None:
    items = area.items.get(kind, ())
    return str(items[0].values["text"]) if items else None


def _chosen(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: values.get(name) for name in names}


def _content(area: AreaForEditing, day: date) -> content.AreaContent:
    values, items = area.values, area.items
    return content.AreaContent(
        id=str(area.id),
        slug=area.slug,
        **_chosen(values, "number", "title", "group", "identified_by", "identified_year"),
        focus_areas=list(values["focus_areas"]),
        background=_text(area, ItemKind.BACKGROUND),
        needs=_text(area, ItemKind.NEEDS),
        need_rows=_needs(area),
        comment=_text(area, ItemKind.COMMENT),
        goal_status=attainment_label(str(values.get("goal_status") or "")),
        goals=[_goal(i) for i in items[ItemKind.GOAL]],
        activities=[_activity(i, _answer_now(area, day)) for i in items[ItemKind.ACTIVITY]],
        indicators=[_indicator(i) for i in items[ItemKind.INDICATOR]],
        responsible=[content.Body(name=i.values["text"]) for i in _whole(area, day)],
        costs=[exchange.Cost(**_chosen(i.values, "text", "year", "min", "max")) for i in items[ItemKind.COST]],
        followups=[
            content.FollowUpContent(id=str(i.id), **_chosen(i.values, "year", "heading", "text"))
            for i in items[ItemKind.FOLLOWUP]
        ],
        challenge_questions=[_question(i) for i in items[ItemKind.CHALLENGE_QUESTION]],
        followup_questions=[str(i.values["text"]) for i in items[ItemKind.FOLLOWUP_QUESTION]],
    )


def _needs(area: AreaForEditing) -> list[content.NeedContent]:
    """The area's own needs, then those of other areas that concern it too."""
    here = str(area.id)
    own = [
        content.NeedContent(id=str(i.id), home=here, **_chosen(i.values, "text", "source", "year", "evidence"))
        for i in area.items.get(ItemKind.NEED, ())
    ]
    shared = [
        content.NeedContent(id=str(pk), home="elsewhere", text=text, source=source or None, others=[here])
        for pk, text, source in area.shared_needs
    ]
    return own + shared


def _goal(item: EditItem) -> content.GoalContent:
    values = item.values
    return content.GoalContent(
        id=str(item.id),
        **_chosen(values, "level", "text", "attainment_written", "attainment_comment"),
        attainment=attainment_label(str(values.get("attainment") or "")),
    )


def _activity(item: EditItem, responsible: tuple[EditItem, ...]) -> content.ActivityContent:
    values = item.values
    return content.ActivityContent(
        id=str(item.id),
        **_chosen(values, "text", "timeframe", "start", "end", "kind", "year", "status_written"),
        ongoing=bool(values.get("ongoing")),
        recurring=bool(values.get("recurring")),
        status=activity_label(str(values.get("status") or "")),
        goal=str(values["goal"]) if values.get("goal") else None,
        responsible=[content.Body(name=r.values["text"]) for r in responsible if r.values.get("activity") == item.id],
    )


def _indicator(item: EditItem) -> content.IndicatorContent:
    return content.IndicatorContent(
        id=str(item.id), **_chosen(item.values, "text", "kind", "source", "reference", "target", "rhythm")
    )


def _question(item: EditItem) -> content.QuestionContent:
    proposals = [content.ProposalContent(id=str(p.id), **_chosen(p.values, "text", "actor")) for p in item.items]
    return content.QuestionContent(id=str(item.id), text=item.values["text"], proposals=proposals)


OF_THE_PLAN = frozenset(
    {
        "title_missing",
        "validity_missing",
        "validity_passed",
        "fund_year_missing",
        "personal_number",
        "mobile_number",
        "private_mail",
    }
)
"""Predicates of the whole plan that what stands directly under it is enough for."""


def findings_of_plan(plan: PlanForEditing, today: date) -> tuple[Finding, ...]:
    """The open findings about the plan itself and what stands directly under it, each with its item's id."""
    found = check_plan(_plan_content(plan), today)
    placed = (replace(f, place=_placed_in_plan(plan, f.place)) for f in found if f.code in OF_THE_PLAN)
    return tuple(f for f in placed if f.key not in plan.aside)


def _placed_in_plan(plan: PlanForEditing, place: Place) -> Place:
    items = plan.items.get(place.kind, ())
    if place.item or place.index >= len(items):
        return place
    return replace(place, item=str(items[place.index].id))


def _plan_content(plan: PlanForEditing) -> content.PlanContent:
    values, items = plan.values, plan.items
    return content.PlanContent(
        id=str(plan.id),
        slug=plan.slug,
        title=values.get("title") or "",
        **_chosen(values, "valid_from", "valid_to"),
        overall_goals=[i.values["text"] for i in items[ItemKind.OVERALL_GOAL]],
        target_images=[
            exchange.TargetImage(**_chosen(i.values, "title", "text")) for i in items[ItemKind.TARGET_IMAGE]
        ],
        funds=[exchange.Fund(amount="0", **_chosen(i.values, "name", "year")) for i in items[ItemKind.FUND]],
    )
