"""Frameworks as choices for a plan's tags, the tags of an item, and the matrix of focus areas and target groups. Pure.

The matrix counts what carries a tag itself: an area by its own tags, an activity by its own. An area that stands in
two focus areas is counted in both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samplan.plans.shapes.content import ActivityContent, AreaContent, PlanContent, TagContent

TAGGED = ("area", "goal", "activity", "indicator")
TARGET_GROUPS = "target_groups"


@dataclass(frozen=True, slots=True)
class NodeChoice:
    """A node that an item can be tagged with. depth: how many nodes it stands under."""

    id: int
    code: str
    number: str
    name: str
    name_en: str
    depth: int


@dataclass(frozen=True, slots=True)
class FrameworkChoice:
    """A framework that a plan's items can be tagged with, and its nodes in order, each after what it stands under."""

    code: str
    kind: str
    name: str
    name_en: str
    own: bool
    nodes: tuple[NodeChoice, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The nodes of one framework that an item is to have, in order. primary: the chief one; None: the first.

    seen: its nodes and its chief one when the person looked; None for those who had nothing open.
    """

    nodes: tuple[int, ...]
    primary: int | None = None
    seen: frozenset[Said] | None = None

    @property
    def told(self) -> frozenset[Said]:
        """What is wanted as a set: each node, and which is the chief one."""
        return told_tags(self.nodes, self.primary)


Said = tuple[str, int]
"""One thing that is said of an item's tags: ("node", id), or which is the chief one, ("primary", id)."""


def told_tags(nodes: Iterable[int], primary: int | None) -> frozenset[Said]:
    """An item's tags as a set that can be compared with what another wants."""
    chief = () if primary is None else (("primary", primary),)
    return frozenset((*(("node", n) for n in nodes), *chief))


@dataclass(frozen=True, slots=True)
class TagList:
    """An item's tags of one framework, the primary one first."""

    framework: str
    name: str
    tags: tuple[TagContent, ...]


def tags_of(content: PlanContent, kind: str, item_id: str) -> list[TagList]:
    """The tags of one item by framework, in their order."""
    found: dict[tuple[str, str], list[TagContent]] = defaultdict(list)
    for tag in content.tags:
        if (tag.item_kind, tag.item_id) == (kind, item_id):
            found[tag.framework, tag.framework_name].append(tag)
    return [
        TagList(code, name, tuple(sorted(tags, key=lambda tag: not tag.primary)))
        for (code, name), tags in found.items()
    ]


def tags_in(content: PlanContent, area: AreaContent) -> list[tuple[str, str, list[TagList]]]:
    """The tags of an area and of what stands in it, in its order: kind, words, tags. What has none is left out."""
    items = [("area", area.id, area.title)]
    items += [("goal", goal.id, goal.text) for goal in area.goals]
    items += [("activity", activity.id, activity.text) for activity in area.activities]
    items += [("indicator", indicator.id, indicator.text) for indicator in area.indicators]
    tagged = {(tag.item_kind, tag.item_id) for tag in content.tags}
    return [(kind, text, tags_of(content, kind, pk)) for kind, pk, text in items if (kind, pk) in tagged]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a focus area meets a target group: the areas and the activities that carry the tag."""

    group: str
    areas: tuple[AreaContent, ...]
    activities: tuple[tuple[AreaContent, ActivityContent], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing in the focus area is meant for the group."""
        return not self.areas and not self.activities


@dataclass(frozen=True, slots=True)
class Row:
    """One focus area (number None: areas that name none) with a cell for each target group."""

    number: int | None
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Focus areas × target groups. groups: code, name and English name of each."""

    groups: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]


def matrix_of(content: PlanContent, groups: Sequence[tuple[str, str, str]] | None = None) -> Matrix:
    """The matrix of a plan. groups: the target groups to show (code, name, English name); None: those in use.

    Two frameworks of target groups are told apart by "framework/node" as code.
    """
    tags = [tag for tag in content.tags if tag.framework_kind == TARGET_GROUPS]
    shown = list(groups) if groups is not None else []
    known = {code for code, _name, _english in shown}
    for tag in tags:
        if code_of(tag) not in known:
            known.add(code_of(tag))
            shown.append((code_of(tag), tag.name, tag.name_en or tag.name))
    tagged = defaultdict(set)
    for tag in tags:
        tagged[tag.item_kind, tag.item_id].add(code_of(tag))
    numbers: list[tuple[int | None, str]] = [(f.number, f.title) for f in content.focus_areas]
    own = {number for number, _title in numbers}
    if any(own.isdisjoint(area.focus_areas) for area in content.areas):
        numbers.append((None, ""))
    rows = []
    for number, title in numbers:
        inside = [
            a for a in content.areas if (own.isdisjoint(a.focus_areas) if number is None else number in a.focus_areas)
        ]
        rows.append(Row(number, title, tuple(_cell(code, inside, tagged) for code, _name, _english in shown)))
    return Matrix(tuple(shown), tuple(rows))


def code_of(tag: TagContent) -> str:
    """What tells a node of any framework from all others."""
    return f"{tag.framework}/{tag.node}"


def _cell(code: str, areas: Sequence[AreaContent], tagged: dict[tuple[str, str], set[str]]) -> Cell:
    return Cell(
        code,
        tuple(area for area in areas if code in tagged.get(("area", area.id), ())),
        tuple((area, a) for area in areas for a in area.activities if code in tagged.get(("activity", a.id), ())),
    )
