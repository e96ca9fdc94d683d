"""What a list of plans tells of each: how much stands in it, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from samplan.plans.kinds import KINDS
from samplan.plans.models import Activity, Area, OtherBlock, Plan
from samplan.plans.shapes.editing import PlanCounts


def plan_titles(partnership_id: int) -> dict[int, str]:
    """The titles of all plans of a partnership, removed ones too, by id. One query."""
    return dict(Plan.objects.filter(partnership=partnership_id).values_list("pk", "title"))


def plan_counts(plan_ids: Iterable[int]) -> dict[int, PlanCounts]:
    """Areas, and activities by status, of each plan. Two queries however many there are."""
    ids = list(plan_ids)
    areas = dict(
        Area.objects.filter(plan__in=ids, removed_at=None).order_by().values_list("plan_id").annotate(n=Count("pk"))
    )
    found = Activity.objects.filter(area__plan__in=ids, area__removed_at=None, removed_at=None).order_by()
    statuses: dict[int, dict[str, int]] = {}
    for plan_id, status, number in found.values_list("area__plan_id", "status").annotate(n=Count("pk")):
        statuses.setdefault(plan_id, {})[status] = number
    return {pk: PlanCounts(areas.get(pk, 0), tuple(sorted(statuses.get(pk, {}).items()))) for pk in ids}


def empty_plans(plan_ids: Iterable[int]) -> frozenset[int]:
    """Those of the plans in which nothing stands that has not been removed. One query however many there are."""
    anything = Q()
    # What stands in an area goes with it, so only what stands directly under the plan counts.
    for model in dict.fromkeys(spec.model for spec in KINDS.values() if spec.parent == "plan"):
        where: dict[str, Any] = {"plan": OuterRef("pk"), "removed_at": None}
        if model is OtherBlock:
            where["area"] = None
        anything |= Q(Exists(model._default_manager.filter(**where)))
    return frozenset(Plan.objects.filter(pk__in=list(plan_ids)).exclude(anything).values_list("pk", flat=True))
