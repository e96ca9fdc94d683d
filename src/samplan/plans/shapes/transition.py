"""A plan tagged under one framework, and what its tags are under another: proposals and what was lost. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.tags import FrameworkChoice, NodeChoice

SAME = "same"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A part of the new framework that an item may be tagged with. sure: an old tag corresponds to it wholly."""

    node: NodeChoice
    sure: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One item: its old tags, and the parts of the new framework that correspond to them or that it has already.

    lost: the old tags that nothing in the new framework corresponds to.
    """

    kind: str
    id: str
    text: str
    area_id: str
    old: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    lost: tuple[str, ...]

    @property
    def has(self) -> int:
        """How many tags of the new framework it has."""
        return sum(p.ticked for p in self.proposals)


@dataclass(frozen=True, slots=True)
class Transition:
    """All items with a tag of the old framework. empty: parts of the new one that no item of the plan has."""

    passages: tuple[Passage, ...]
    empty: tuple[NodeChoice, ...]

    @property
    def done(self) -> list[Passage]:
        """Items that have a tag of the new framework."""
        return [p for p in self.passages if p.has]

    @property
    def several(self) -> list[Passage]:
        """Items that have more tags under the new framework than under the old one."""
        return [p for p in self.passages if p.has > len(p.old)]

    @property
    def without(self) -> list[Passage]:
        """Items that have lost their place: no tag of the new framework."""
        return [p for p in self.passages if not p.has]


def transition_of(
    content: PlanContent, crossings: Iterable[tuple[str, int, str]], old: str, new: FrameworkChoice
) -> Transition:
    """The passage of a plan from a framework (old: its code) to a new one.

    crossings: what corresponds: the code of the old part, the id of the new one, and how ("same", "part", "related").
    """
    ways: dict[str, dict[int, bool]] = defaultdict(dict)
    for code, node_id, relation in crossings:
        ways[code][node_id] = ways[code].get(node_id, False) or relation == SAME
    tags: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for tag in content.tags:
        tags[tag.item_kind, tag.item_id, tag.framework].append((tag.node, tag.name))
    passages = []
    for kind, pk, text, area_id in _items(content):
        before = tags.get((kind, pk, old))
        if before:
            there = {code for code, _name in tags.get((kind, pk, new.code), [])}
            passages.append(_passage((kind, pk, text, area_id), before, there, (ways, new)))
    used = {tag.node for tag in content.tags if tag.framework == new.code}
    return Transition(tuple(passages), tuple(n for n in new.nodes if n.code not in used))


def _items(content: PlanContent) -> list[tuple[str, str, str, str]]:
    found = []
    for area in content.areas:
        found.append(("area", area.id, f"{area.number or ''} {area.title}".strip(), area.id))
        found += [("goal", goal.id, goal.text, area.id) for goal in area.goals]
        found += [("activity", activity.id, activity.text, area.id) for activity in area.activities]
        found += [("indicator", indicator.id, indicator.text, area.id) for indicator in area.indicators]
    return found


def _passage(
    item: tuple[str, str, str, str],
    before: list[tuple[str, str]],
    there: set[str],
    onto: tuple[dict[str, dict[int, bool]], FrameworkChoice],
) -> Passage:
    ways, new = onto
    reached: dict[int, bool] = {}
    for code, _name in before:
        for node_id, sure in ways.get(code, {}).items():
            reached[node_id] = reached.get(node_id, False) or sure
    proposals = [
        Proposal(node, reached.get(node.id, False), node.code in there)
        for node in new.nodes
        if node.id in reached or node.code in there
    ]
    shown = {node.id for node in new.nodes}
    lost = [name for code, name in before if not shown & ways.get(code, {}).keys()]
    return Passage(*item, tuple(name for _code, name in before), tuple(proposals), tuple(lost))
