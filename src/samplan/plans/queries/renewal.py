"""What a plan's renewal needs to know: what to choose, what is still to be changed, how times have slipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from samplan.plans.models import Activity, Area, Goal, Indicator, Lineage, Plan, PlanRelation, Reschedule
from samplan.plans.queries.rows import the_plan
from samplan.plans.shapes.family import FamilyPlan, FamilyTie
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.rolling import CHOSEN_KINDS, Choice, Move, RollArea, RollItem, Slip, ToChange
from samplan.plans.shapes.statuses import ActivityStatus
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind, PlanType

_OVER = frozenset({ActivityStatus.DONE, ActivityStatus.NOT_CARRIED_OUT, ActivityStatus.ENDED})
_MODELS: dict[ItemKind, type[Any]] = {
    ItemKind.AREA: Area,
    ItemKind.GOAL: Goal,
    ItemKind.ACTIVITY: Activity,
    ItemKind.INDICATOR: Indicator,
}


def roll_choices(plan_id: int, *, today: date | None = None) -> list[RollArea]:
    """What there is to choose for when a plan is rolled forward, with a proposal for each; 5 queries. Raises NotThere.

    An activity that is over, or reported, is proposed to be left behind; one whose time has passed, to be changed.
    """
    plan, day = the_plan(plan_id), today or timezone.localdate()
    inside: dict[int, list[RollItem]] = defaultdict(list)
    for kind in CHOSEN_KINDS[1:]:
        rows = _MODELS[kind]._default_manager.filter(area__plan=plan, removed_at=None).order_by("order", "pk")
        for row in rows:
            inside[row.area_id].append(_item(kind, row, day))
    return [
        RollArea(
            item=RollItem(ItemKind.AREA, area.pk, area.title, "", Choice.KEEP),
            number=area.number,
            items=tuple(inside.get(area.pk, ())),
        )
        for area in Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk")
    ]


def _item(kind: ItemKind, row: Any, day: date) -> RollItem:
    if kind is not ItemKind.ACTIVITY:
        return RollItem(kind, row.pk, row.text, "", Choice.KEEP)
    proposed, why = Choice.KEEP, ""
    if row.status in _OVER:
        proposed, why = Choice.DROP, "over"
    elif row.kind == "reported":
        proposed, why = Choice.DROP, "reported"
    elif row.end is not None and row.end < day and not row.ongoing:
        proposed, why = Choice.CHANGE, "passed"
    return RollItem(kind, row.pk, row.text, row.status, proposed, why)


def to_change(plan_id: int) -> list[ToChange]:
    """What was carried over to be changed and that nobody has changed yet, in the plan's order; 4 queries."""
    found = []
    for kind, model in _MODELS.items():
        path = "plan" if kind is ItemKind.AREA else "area__plan"
        rows = model._default_manager.filter(
            **{path: plan_id}, removed_at=None, version=1, came_from__way=LineageWay.CHANGED.value
        ).order_by("order", "pk")
        for row in rows:
            is_area = kind is ItemKind.AREA
            found.append(ToChange(kind, row.pk, row.pk if is_area else row.area_id, row.title if is_area else row.text))
    return found


def moves_of(plan_id: int) -> list[Move]:
    """Every move of an activity's time in a plan, the latest first; one query."""
    rows = Reschedule.objects.filter(activity__area__plan=plan_id, activity__removed_at=None)
    return [
        Move(
            activity_id=r.activity_id,
            area_id=r.activity.area_id,
            text=r.activity.text,
            old=r.old_timeframe or _span(r.old_start, r.old_end),
            new=r.new_timeframe or _span(r.new_start, r.new_end),
            days=(r.new_end - r.old_end).days if r.new_end and r.old_end else None,
            reason=r.reason,
            on=timezone.localtime(r.at).date(),
        )
        for r in rows.select_related("activity").order_by("-at", "-pk")
    ]


def _span(start: date | None, end: date | None) -> str:
    return f"{start or ''} – {end or ''}".strip(" –") if start or end else ""


def slip_of(moves: Iterable[Move]) -> Slip:
    """How far the times have been moved."""
    told = list(moves)
    reasons = Counter(move.reason for move in told)
    return Slip(
        moves=len(told),
        activities=len({move.activity_id for move in told}),
        days=tuple(move.days for move in told if move.days is not None),
        by_reason=tuple(reasons.most_common()),
    )


def plan_family(county_id: int) -> tuple[list[FamilyPlan], list[FamilyTie]]:
    """All plans of a county and how they belong together, oldest first; 2 queries."""
    plans = Plan.objects.filter(county=county_id, removed_at=None)
    ties = PlanRelation.objects.filter(from_plan__in=plans, to_plan__in=plans, removed_at=None)
    return (
        [
            FamilyPlan(p.pk, p.title, PlanType(p.type), p.valid_from, p.valid_to)
            for p in plans.order_by(F("valid_from").asc(nulls_last=True), "pk")
        ],
        [
            FamilyTie(t.pk, t.from_plan_id, t.to_plan_id, PlanRelationKind(t.kind), t.note, t.version)
            for t in ties.order_by("pk")
        ],
    )


def lineage_of(kind: ItemKind, item_id: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What an item came out of and what came out of it: each with plan, way, id, text; 2 queries.

    Empty for kinds whose lineage is not kept.
    """
    if kind not in _MODELS:
        return [], []
    return _ends(kind, item_id, "to", "from"), _ends(kind, item_id, "from", "to")


def _ends(kind: ItemKind, item_id: int, mine: str, other: str) -> list[dict[str, Any]]:
    name, area = f"{other}_{kind.value}", kind is ItemKind.AREA
    rows = Lineage.objects.filter(**{f"{mine}_{kind.value}": item_id}).order_by("pk")
    found = []
    for row in rows.select_related(f"{name}__plan" if area else f"{name}__area__plan"):
        item = getattr(row, name)
        plan = item.plan if area else item.area.plan
        found.append(
            {
                "way": LineageWay(row.way),
                "id": item.pk,
                "text": item.title if area else item.text,
                "plan_id": plan.pk,
                "plan": plan.title,
                "said": "" if area else getattr(item, "status", "") or getattr(item, "attainment", ""),
                "time": getattr(item, "timeframe", "")
                or _span(getattr(item, "start", None), getattr(item, "end", None)),
                "removed": item.removed_at is not None,
                "reason": row.reason,
            }
        )
    return found
