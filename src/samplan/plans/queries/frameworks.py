"""Frameworks that a plan's items can be tagged with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from samplan.plans.models import Framework, FrameworkNode, Plan
from samplan.plans.shapes.tags import FrameworkChoice, NodeChoice


def frameworks_of_plan(plan: Plan) -> QuerySet[Framework]:
    """Frameworks that hold at some time while the plan does: those that all share, and the county's own."""
    ours = Q(county=None) | Q(county=plan.county_id)
    return Framework.objects.filter(ours & _at_the_same_time(plan))


def nodes_of_plan(plan: Plan) -> QuerySet[FrameworkNode]:
    """Their nodes that hold at some time while the plan does."""
    return FrameworkNode.objects.filter(_at_the_same_time(plan), framework__in=frameworks_of_plan(plan))


def _at_the_same_time(plan: Plan) -> Q:
    begun = Q() if plan.valid_to is None else Q(valid_from=None) | Q(valid_from__lte=plan.valid_to)
    ended = Q() if plan.valid_from is None else Q(valid_to=None) | Q(valid_to__gte=plan.valid_from)
    return begun & ended


def framework_choices(plan: Plan) -> list[FrameworkChoice]:
    """The frameworks with their nodes, those of target groups first, then by name. Two queries."""
    nodes: dict[int, list[FrameworkNode]] = defaultdict(list)
    for node in nodes_of_plan(plan).order_by("order", "pk"):
        nodes[node.framework_id].append(node)
    found = [
        FrameworkChoice(f.code, f.kind, f.name, f.name_en, f.county_id is not None, tuple(_in_order(nodes[f.pk])))
        for f in frameworks_of_plan(plan)
    ]
    return sorted((f for f in found if f.nodes), key=lambda f: (f.kind != "target_groups", f.name))


def _in_order(nodes: list[FrameworkNode]) -> Iterable[NodeChoice]:
    """Each node after the one that it stands under. One whose parent does not hold stands first in its own right."""
    there = {node.pk for node in nodes}
    under: dict[int | None, list[FrameworkNode]] = defaultdict(list)
    for node in nodes:
        under[node.parent_id if node.parent_id in there else None].append(node)
    waiting = [(node, 0) for node in reversed(under[None])]
    while waiting:
        node, depth = waiting.pop()
        yield NodeChoice(node.pk, node.code, node.number, node.name, node.name_en, depth)
        waiting += [(child, depth + 1) for child in reversed(under[node.pk])]
