"""Which goal an activity stands beside in its table, and who answers for it there. Pure.

Only what a row says beyond doubt is tied: one goal beside the activity, or bodies that differ from row to row. A plan
file names by their words the goal of an activity and of a step, who answers for an activity, and a need's other areas.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samplan.plans.shapes.areanames import folded
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind

Table = tuple[object, object, object]
"""The item that it stands in, the sheet, and the place of the table in the document."""
Rows = dict[Table, dict[int, list["Placed"]]]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the review: its id in the plan, what it stands in, and where in the document it was read.

    as_read: its values as the document had them; what names it names it so. new: it enters the plan now.
    """

    plan_item: int
    parent: int | None
    kind: ItemKind
    values: Mapping[str, Any]
    places: Sequence[Mapping[str, Any]]
    as_read: Mapping[str, Any]
    new: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """goals: the goal of an activity. responsible: activities and the rows of those who answer for them. Plan ids.

    steps: the long-term goal of a short-term one. needs: needs and the other areas that they concern.
    named: activities and those who answer for them, as a plan file names them.
    """

    goals: Mapping[int, int]
    responsible: Sequence[tuple[int, int]]
    steps: Mapping[int, int]
    needs: Sequence[tuple[int, int]]
    named: Sequence[tuple[int, str]] = ()

    def __bool__(self) -> bool:
        return any((self.goals, self.responsible, self.steps, self.needs, self.named))


def ties_of(items: Sequence[Placed], areas: Mapping[str, int]) -> Ties:
    """What the rows of the document's tables tie together, and the names of a plan file.

    areas: the plan's id of each area by the names (`areanames.folded`) that a need may name it by.
    """
    by_kind: dict[ItemKind, Rows] = {kind: _rows() for kind in (ItemKind.ACTIVITY, ItemKind.GOAL, ItemKind.RESPONSIBLE)}
    for item in items:
        if item.kind in by_kind and (item.new or item.kind is not ItemKind.ACTIVITY):
            _enter(by_kind[item.kind], item)
    goals: dict[int, int] = {}
    responsible: list[tuple[int, int]] = []
    for table, rows in by_kind[ItemKind.ACTIVITY].items():
        goals |= _goals(rows, by_kind[ItemKind.GOAL].get(table, {}))
        responsible += _responsible(rows, by_kind[ItemKind.RESPONSIBLE].get(table, {}))
    goals |= _named_goals(items)
    return Ties(goals, responsible, _steps(items), _needs(items, areas), _named_owners(items))


def _by_words(goals: Sequence[Placed]) -> dict[tuple[int | None, str], Placed]:
    """Goals by their area and their words, today's before those that the document had: the first that has them."""
    found: dict[tuple[int | None, str], Placed] = {}
    for values in ("as_read", "values"):
        for goal in reversed(goals):
            found[goal.parent, str(getattr(goal, values).get("text"))] = goal
    return found


def _named_goals(items: Sequence[Placed]) -> dict[int, int]:
    """The goal that each activity names by its text."""
    activities = [item for item in items if item.kind is ItemKind.ACTIVITY and item.values.get("goal")]
    goals = _by_words([item for item in items if item.kind is ItemKind.GOAL]) if activities else {}
    told = ((activity, goals.get((activity.parent, str(activity.values["goal"])))) for activity in activities)
    return {a.plan_item: goal.plan_item for a, goal in told if goal is not None and (a.new or goal.new)}


def _named_owners(items: Sequence[Placed]) -> list[tuple[int, str]]:
    """Who answers for each new activity alone, as it names them."""
    new = (item for item in items if item.kind is ItemKind.ACTIVITY and item.new)
    return [(a.plan_item, name) for a in new for name in dict.fromkeys(a.values.get("responsible") or ())]


def _steps(items: Sequence[Placed]) -> dict[int, int]:
    """The long-term goal that each short-term one names by its text: the first of its area that has it."""
    goals = [item for item in items if item.kind is ItemKind.GOAL]
    long = _by_words([goal for goal in goals if goal.values.get("level") == Horizon.LONG])
    steps: dict[int, int] = {}
    for goal in goals:
        named = long.get((goal.parent, str(goal.values.get("under"))))
        if named is not None and goal.values.get("level") == Horizon.SHORT and (goal.new or named.new):
            steps[goal.plan_item] = named.plan_item
    return steps


def _needs(items: Sequence[Placed], areas: Mapping[str, int]) -> list[tuple[int, int]]:
    """The other areas that each need names, where the need or the area is new."""
    needs = [item for item in items if item.kind is ItemKind.NEED and item.values.get("areas")]
    new = {area.plan_item for area in items if area.kind is ItemKind.AREA and area.new}
    told = ((need, areas.get(folded(name))) for need in needs for name in need.values["areas"])
    return [(need.plan_item, area) for need, area in told if area is not None and (need.new or area in new)]


def _rows() -> Rows:
    return defaultdict(lambda: defaultdict(list))


def _enter(rows: Rows, item: Placed) -> None:
    """Note the rows that an item stands in; an activity stands in the row of its own words, not of its time."""
    places = item.places[:1] if item.kind is ItemKind.ACTIVITY else item.places
    for place in places:
        if place.get("row") is None:
            continue
        here = rows[item.parent, place.get("sheet"), place.get("position")][int(place["row"])]
        if item not in here:
            here.append(item)


def _goals(rows: Mapping[int, list[Placed]], goals: Mapping[int, list[Placed]]) -> dict[int, int]:
    """The goal of the activities of each row: the one that stands there, or last above, as a merged cell does."""
    starts = sorted(goals)
    told: dict[int, int] = {}
    for row, activities in rows.items():
        at = bisect_right(starts, row)
        beside = goals[starts[at - 1]] if at else []
        nearer = [goal for goal in beside if goal.values.get("level") == Horizon.SHORT] or beside
        if len(nearer) == 1:
            told |= {activity.plan_item: nearer[0].plan_item for activity in activities}
    return told


def _responsible(rows: Mapping[int, list[Placed]], owners: Mapping[int, list[Placed]]) -> list[tuple[int, int]]:
    """Who answers for the activities of each row, where that differs; else they answer for the area alone."""
    told = {row: frozenset(owner.plan_item for owner in owners.get(row, ())) for row in rows}
    if len({named for named in told.values() if named}) < 2:
        return []
    return [
        (activity.plan_item, owner.plan_item)
        for row in sorted(rows)
        for activity in rows[row]
        for owner in owners.get(row, ())
    ]
