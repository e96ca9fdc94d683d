"""A plan tagged under one framework, and what its tags are under another: proposals and what was lost. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from samplan.plans.shapes.content import PlanContent, TagContent
from samplan.plans.shapes.tags import FrameworkChoice, NodeChoice, Said, told_tags

SAME = "same"
Kept = Mapping[tuple[str, str], Collection[int]]
"""What a form held of each item (kind and id): parts of the new framework, by id."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A part of the new framework that an item may be tagged with. sure: an old tag corresponds to it wholly.

    chief: it is the item's primary tag.
    """

    node: NodeChoice
    sure: bool
    ticked: bool
    chief: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One item: its old tags, and the parts of the new framework that correspond to them or that it has already.

    lost: the old tags that nothing in the new framework corresponds to. codes: of the old tags.
    """

    kind: str
    id: str
    text: str
    area_id: str
    old: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    lost: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Kind and id, as actions name the item."""
        return self.kind, int(self.id)

    @property
    def told(self) -> frozenset[Said]:
        """Its tags of the new framework, as a set that can be compared with what another wants."""
        chief = next((p.node.id for p in self.proposals if p.chief), None)
        return told_tags((p.node.id for p in self.proposals if p.ticked), chief)

    @property
    def has(self) -> int:
        """How many tags of the new framework it has."""
        return sum(p.ticked for p in self.proposals)


@dataclass(frozen=True, slots=True)
class Transition:
    """All items with a tag of the old framework. empty: parts of the new one that no item of the plan has.

    strays: items that a form held and that have no tag of the old one any more.
    """

    passages: tuple[Passage, ...]
    empty: tuple[NodeChoice, ...]
    strays: tuple[Passage, ...] = ()

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
    content: PlanContent,
    crossings: Iterable[tuple[str, int, str]],
    old: str,
    new: FrameworkChoice,
    kept: Kept | None = None,
) -> Transition:
    """The passage of a plan from a framework (old: its code) to a new one.

    crossings: what corresponds: the code of the old part, the id of the new one, and how ("same", "part", "related").
    kept: what somebody ticked in a form that was opened before: shown whatever corresponds today.
    """
    ways: dict[str, dict[int, bool]] = defaultdict(dict)
    for code, node_id, relation in crossings:
        ways[code][node_id] = ways[code].get(node_id, False) or relation == SAME
    tags: dict[tuple[str, str, str], list[TagContent]] = defaultdict(list)
    for tag in content.tags:
        tags[tag.item_kind, tag.item_id, tag.framework].append(tag)
    passages: list[Passage] = []
    strays: list[Passage] = []
    for item in _items(content):
        kind, pk, _text, _area_id = item
        before, mine = tags.get((kind, pk, old), []), (kept or {}).get((kind, pk), ())
        if before or mine:
            there = {tag.node: tag.primary for tag in tags.get((kind, pk, new.code), [])}
            passage = _passage(item, before, (there, mine), (ways, new))
            (passages if before else strays).append(passage)
    used = {tag.node for tag in content.tags if tag.framework == new.code}
    return Transition(tuple(passages), tuple(n for n in new.nodes if n.code not in used), tuple(strays))


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
    before: list[TagContent],
    has: tuple[Mapping[str, bool], Collection[int]],
    onto: tuple[dict[str, dict[int, bool]], FrameworkChoice],
) -> Passage:
    """An item's passage. has: its tags of the new framework (whether each is the chief one), and those to keep."""
    ways, new = onto
    there, mine = has
    reached: dict[int, bool] = {}
    for tag in before:
        for node_id, sure in ways.get(tag.node, {}).items():
            reached[node_id] = reached.get(node_id, False) or sure
    proposals = [
        Proposal(node, reached.get(node.id, False), node.code in there, there.get(node.code, False))
        for node in new.nodes
        if node.id in reached or node.code in there or node.id in mine
    ]
    shown = {node.id for node in new.nodes}
    lost = [tag.name for tag in before if not shown & ways.get(tag.node, {}).keys()]
    old = tuple(tag.name for tag in before)
    return Passage(*item, old, tuple(proposals), tuple(lost), tuple(tag.node for tag in before))
