"""What has happened in a plan, and what has been taken out of it, as lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ties import TieKind


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One save of one item. when: local time. what: "added", "changed" or "removed". by: "" for the system.

    tie: what sort of tie of the item it was that was saved, and other: what it ties the item to; None and "" when it
    was the item itself.
    """

    kind: ItemKind
    item_id: int
    text: str
    when: datetime
    by: str
    what: str
    reason: str = ""
    area: str = ""
    tie: TieKind | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """An item that has been taken out of the plan and can be put back. by: "" for the system."""

    kind: ItemKind
    item_id: int
    text: str
    when: datetime
    by: str
    reason: str
