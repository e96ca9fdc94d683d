"""A plan and its areas as the editor needs them: every item with its id, its version and its values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.plans.shapes.followed import FollowedUp
from samplan.plans.shapes.items import ItemKind

NEVER = FollowedUp()


@dataclass(frozen=True, slots=True)
class EditItem:
    """One item: `values` are those that `plans.actions.change_item` takes for its kind; version is its seen_version.

    items: what stands in it (the proposals of a challenge question). imported: it has an origin to show.
    """

    kind: ItemKind
    id: int
    version: int
    values: dict[str, Any]
    imported: bool = False
    items: tuple[EditItem, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item that stands in a plan, with the values that the exchange format knows, as JSON.

    parent_id: the area or the question that it stands in, None directly under the plan. import_ref: the import that
    brought it ("" for none).
    """

    kind: ItemKind
    id: int
    parent_id: int | None
    version: int
    import_ref: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AreaForEditing:
    """An area and everything in it, by kind; kinds without items are empty.

    areas: all the plan's areas in order, this one too: id, and number with title. aside: keys of findings set aside.
    shared_needs: needs of other areas that concern this one too: their ids, words, and who has seen them.
    waits: what the area, or an activity of it, waits for: its title, and the decision that released it ("" for none).
    followed: what other rooms tell of when the area and the plan were followed up.
    """

    plan_id: int
    plan_title: str
    partnership_id: int
    county_slug: str
    id: int
    slug: str
    version: int
    values: dict[str, Any]
    items: dict[ItemKind, tuple[EditItem, ...]]
    focus_areas: tuple[tuple[int, str], ...]
    areas: tuple[tuple[int, str], ...]
    aside: frozenset[str] = frozenset()
    shared_needs: tuple[tuple[int, str, str], ...] = ()
    waits: tuple[tuple[str, str], ...] = ()
    followed: FollowedUp = NEVER


@dataclass(frozen=True, slots=True)
class PlanForEditing:
    """The plan's own values and what stands directly under it, by kind (areas without what stands in them)."""

    id: int
    slug: str
    partnership_id: int
    county: str
    county_slug: str
    made_up: bool
    version: int
    values: dict[str, Any]
    items: dict[ItemKind, tuple[EditItem, ...]]
    aside: frozenset[str] = frozenset()


class AreaLack(StrEnum):
    """What a coordinator chases in an area."""

    RESPONSIBLE = "responsible"
    INDICATOR = "indicator"
    TARGET = "target"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class AreaGlance:
    """An area in one line: who answers for it today by name, what it is short of, and the day of its last change."""

    responsible: tuple[str, ...]
    lacks: tuple[AreaLack, ...]
    changed_on: date


@dataclass(frozen=True, slots=True)
class OutlineArea:
    """One line of the plan's table of contents."""

    id: int
    slug: str
    number: str | None
    title: str
    group: str | None
    focus_areas: tuple[int, ...]
    goals: int
    activities: int
    indicators: int
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan's table of contents, with counts."""

    id: int
    slug: str
    title: str
    county: str
    county_slug: str
    made_up: bool
    valid_from: date | None
    valid_to: date | None
    areas: tuple[OutlineArea, ...]


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How much stands in a plan: its areas, and its activities by status ("" is no status)."""

    areas: int
    statuses: tuple[tuple[str, int], ...]

    @property
    def activities(self) -> int:
        """All activities."""
        return sum(number for _, number in self.statuses)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as values of the exchange format."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One save of an item. what: "added", "changed", "removed" or "restored"; by: the person's name, "" the system."""

    when: datetime
    by: str
    what: str
    version: int
    reason: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a plan where a word stands. excerpt: the words around it."""

    kind: ItemKind
    id: int
    area_id: int | None
    area_slug: str | None
    area_title: str | None
    excerpt: str
