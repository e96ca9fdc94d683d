"""Frameworks that a plan's items can be tagged with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from samplan.plans import rules
from samplan.plans.models import Framework, FrameworkNode, NodeMapping, NodeWording, Plan
from samplan.plans.shapes.frameworks import LEVEL_WORDS, Crossing, CrossWalk, FrameworkEntry, NodeEntry
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
    """The nodes as choices, each after the one that it stands under."""
    for node, depth in _tree(nodes):
        yield NodeChoice(node.pk, node.code, node.number, node.name, node.name_en, depth)


def _tree(nodes: Iterable[FrameworkNode]) -> Iterable[tuple[FrameworkNode, int]]:
    """Each node after the one that it stands under, with its depth. One whose parent is not here stands first."""
    there = {node.pk: node for node in nodes}
    under: dict[int | None, list[FrameworkNode]] = defaultdict(list)
    for node in there.values():
        under[node.parent_id if node.parent_id in there else None].append(node)
    waiting = [(node, 0) for node in reversed(under[None])]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(under[node.pk])]


def _known_in(county_id: int) -> QuerySet[Framework]:
    """Frameworks that all share, and a county's own."""
    return Framework.objects.filter(Q(county=None) | Q(county=county_id))


def county_frameworks(county_id: int) -> list[FrameworkEntry]:
    """Every framework that a county may use, its own first. One query."""
    found = _known_in(county_id).annotate(many=Count("nodes"))
    entries = [
        FrameworkEntry(f.code, f.kind, f.name, f.county_id is not None, f.valid_from, f.valid_to, f.many, f.version)
        for f in found
    ]
    return sorted(entries, key=lambda f: (not f.own, f.name))


def framework_nodes(county_id: int, code: str) -> list[NodeEntry]:
    """The parts of a framework that the county may use, each after what it stands under. Raises NotThere. 3 queries."""
    found = _known_in(county_id).filter(code=code).first()
    if found is None:
        raise rules.not_there()
    wordings: dict[int, list[str]] = defaultdict(list)
    for wording in NodeWording.objects.filter(node__framework=found):
        wordings[wording.node_id].append(wording.text)
    nodes = FrameworkNode.objects.filter(framework=found).order_by("order", "pk")
    return [
        NodeEntry(
            n.pk,
            n.code,
            LEVEL_WORDS.get(n.level, n.level),
            n.number,
            n.name,
            depth,
            n.valid_from,
            n.valid_to,
            tuple(wordings.get(n.pk, ())),
            n.name_en,
            n.parent_id,
            n.version,
        )
        for n, depth in _tree(nodes)
    ]


def crossings_between(county_id: int, code: str, other: str) -> list[tuple[str, int, str]]:
    """What corresponds, whichever way it was said: a part's code, the id of the other's part, and how. One query."""
    both = Q(from_node__framework__code=code, to_node__framework__code=other)
    both |= Q(from_node__framework__code=other, to_node__framework__code=code)
    known = _known_in(county_id)
    found = NodeMapping.objects.filter(both, from_node__framework__in=known, to_node__framework__in=known)
    pairs = []
    for m in found.select_related("from_node__framework", "to_node"):
        start, end = (m.from_node, m.to_node) if m.from_node.framework.code == code else (m.to_node, m.from_node)
        pairs.append((start.code, end.pk, m.relation))
    return pairs


def cross_walk(here: Sequence[NodeEntry], there: Sequence[NodeEntry]) -> CrossWalk:
    """How the parts of two frameworks correspond, both ways. One query."""
    ours, theirs = {n.id: n for n in here}, {n.id: n for n in there}
    both = Q(from_node__in=ours, to_node__in=theirs) | Q(from_node__in=theirs, to_node__in=ours)
    crossings = []
    for m in NodeMapping.objects.filter(both):
        forward = m.from_node_id in ours
        start, end = (m.from_node_id, m.to_node_id) if forward else (m.to_node_id, m.from_node_id)
        crossings.append(Crossing(ours[start], theirs[end], m.relation, forward))
    places = {n.id: place for place, n in enumerate([*here, *there])}
    crossings.sort(key=lambda c: (places[c.start.id], places[c.end.id]))
    mapped = {pk for c in crossings for pk in (c.start.id, c.end.id)}
    return CrossWalk(
        tuple(crossings),
        tuple(n for n in here if n.id not in mapped),
        tuple(n for n in there if n.id not in mapped),
    )
