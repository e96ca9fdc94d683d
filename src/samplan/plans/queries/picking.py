"""What one plan can pick out of another, and which other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, Q

from samplan.plans.models import Activity, Area, Goal, Indicator, Lineage, Plan, PlanProposal, PlanRelation
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.picking import PickArea, PickItem
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind, PlanType

_MODELS: tuple[tuple[ItemKind, type[Any]], ...] = (
    (ItemKind.GOAL, Goal),
    (ItemKind.ACTIVITY, Activity),
    (ItemKind.INDICATOR, Indicator),
)


def picked_from(plan: Plan, source: Plan) -> dict[tuple[ItemKind, int], int]:
    """What was picked out of the source and still stands in the plan: what it was, and what it is there (one query)."""
    names = ("area", *(kind.value for kind, _model in _MODELS))
    columns = [f"{end}_{name}_id" for name in names for end in ("from", "to")]
    gone = [f"to_{name}__removed_at" for name in names]
    rows = Lineage.objects.filter(way=LineageWay.PICKED.value).filter(_between(plan, source))
    found = {}
    for row in rows.values(*columns, *gone):
        for name in names:
            if row[f"from_{name}_id"] is not None and row[f"to_{name}__removed_at"] is None:
                found[ItemKind(name), row[f"from_{name}_id"]] = row[f"to_{name}_id"]
    return found


def _between(plan: Plan, source: Plan) -> Q:
    condition = Q(from_area__plan=source, to_area__plan=plan)
    for kind, _model in _MODELS:
        condition |= Q(**{f"from_{kind.value}__area__plan": source, f"to_{kind.value}__area__plan": plan})
    return condition


def to_pick(plan: Plan, source: Plan) -> list[PickArea]:
    """The source's areas with what the plan can pick from each, in order; seven queries."""
    picked, inside = picked_from(plan, source), defaultdict(list)
    for kind, model in _MODELS:
        rows = model._default_manager.filter(area__plan=source, removed_at=None).order_by("order", "pk")
        if model is Activity:
            rows = rows.exclude(kind=ActivityKind.REPORTED.value)  # what has been done is nothing to begin
        for pk, area, text in rows.values_list("pk", "area_id", "text"):
            inside[area].append(PickItem(kind, pk, text, (kind, pk) in picked))
    texts = set(Activity.objects.filter(area__plan=plan, removed_at=None).values_list("text", flat=True))
    proposals = PlanProposal.objects.filter(question__area__plan=source, removed_at=None, question__removed_at=None)
    for pk, area, text in proposals.order_by("order", "pk").values_list("pk", "question__area_id", "text"):
        inside[area].append(PickItem(ItemKind.PROPOSAL, pk, text, text in texts))
    areas = Area.objects.filter(plan=source, removed_at=None).order_by("order", "pk")
    return [PickArea(a.pk, a.number, a.title, tuple(inside[a.pk])) for a in areas if inside[a.pk]]


def plan_above(plan: Plan) -> Plan | None:
    """The plan that this is a part of; where none is told, the county's joint plan that holds latest (two queries)."""
    whole = PlanRelation.objects.filter(from_plan=plan, kind=PlanRelationKind.PART_OF.value, to_plan__removed_at=None)
    if tie := whole.select_related("to_plan__partnership", "to_plan__county").order_by("pk").first():
        return tie.to_plan
    return newest_county_plan(plan.partnership_id, but=plan.pk)


def newest_county_plan(partnership_id: int, *, but: int = 0) -> Plan | None:
    """The joint plan of the county that begins latest (one query)."""
    plans = Plan.objects.filter(partnership=partnership_id, removed_at=None, type=PlanType.COUNTY.value, owner=None)
    return plans.exclude(pk=but).order_by(F("valid_from").desc(nulls_last=True), "-pk").first()
