"""What becomes of each item when a plan is rolled forward into its next version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samplan.plans.shapes.items import ItemKind


class Choice(StrEnum):
    """Keep as it is, keep and change (it is listed until somebody has changed it), or leave behind."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


class Dates(StrEnum):
    """What becomes of activities' times: as they stand, moved as far as the plan, or none at all."""

    KEEP = "keep"
    MOVE = "move"
    CLEAR = "clear"


CHOSEN_KINDS = (ItemKind.AREA, ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR)
"""Kinds that are chosen one by one; all else follows what it stands in."""

Choices = dict[tuple[ItemKind, int], Choice]


@dataclass(frozen=True, slots=True)
class RollItem:
    """An item to choose for. why: the code of the reason for what is proposed ("" when it is kept)."""

    kind: ItemKind
    id: int
    text: str
    status: str
    proposed: Choice
    why: str = ""


@dataclass(frozen=True, slots=True)
class RollArea:
    """An area to choose for, with what stands in it, by kind and in order."""

    item: RollItem
    number: str
    items: tuple[RollItem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ToChange:
    """An item that was carried over to be changed and that nobody has changed yet."""

    kind: ItemKind
    id: int
    area_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """How far activities' ends have been moved in a plan. days: of each move whose both ends are known.

    by_reason: (reason, how many moves), the commonest first.
    """

    moves: int
    activities: int
    days: tuple[int, ...]
    by_reason: tuple[tuple[str, int], ...]

    @property
    def median_days(self) -> int | None:
        """The middle of the known moves, in days; None when none is known."""
        ordered = sorted(self.days)
        n = len(ordered)
        if not n:
            return None
        middle = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
        return round(middle)


@dataclass(frozen=True, slots=True)
class Move:
    """One move of an activity's time, as lists show it."""

    activity_id: int
    area_id: int
    text: str
    old: str
    new: str
    days: int | None
    reason: str
    on: date
