"""Which goal an activity stands beside in its table, and who answers for it there. Pure.

Only what a row says beyond doubt is tied: one goal beside the activity, or bodies that differ from row to row. The
plan file has no place for it; the plan has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind

Table = tuple[object, object, object]
"""The item that it stands in, the sheet, and the place of the table in the document."""
Rows = dict[Table, dict[int, list["Placed"]]]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the review: its id in the plan, what it stands in, and where in the document it was read."""

    plan_item: int
    parent: int | None
    kind: ItemKind
    values: Mapping[str, Any]
    places: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ties:
    """goals: the goal of an activity. responsible: activities and the rows of those who answer for them. Plan ids."""

    goals: Mapping[int, int]
    responsible: Sequence[tuple[int, int]]


def ties_of(items: Iterable[Placed]) -> Ties:
    """What the rows of the document's tables tie together."""
    by_kind: dict[ItemKind, Rows] = {kind: _rows() for kind in (ItemKind.ACTIVITY, ItemKind.GOAL, ItemKind.RESPONSIBLE)}
    for item in items:
        if item.kind in by_kind:
            _enter(by_kind[item.kind], item)
    goals: dict[int, int] = {}
    responsible: list[tuple[int, int]] = []
    for table, rows in by_kind[ItemKind.ACTIVITY].items():
        goals |= _goals(rows, by_kind[ItemKind.GOAL].get(table, {}))
        responsible += _responsible(rows, by_kind[ItemKind.RESPONSIBLE].get(table, {}))
    return Ties(goals, responsible)


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
