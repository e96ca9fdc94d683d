"""What ties the parts of plans and of frameworks together, and what has happened to it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samplan.plans.shapes.items import ItemKind


class TieKind(StrEnum):
    """The sorts of ties."""

    STEP = "step"
    TAG = "tag"
    WAITING = "waiting"
    NEED_AREA = "need_area"
    RELATION = "relation"
    WORDING = "wording"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie: the words of what it ties. framework: of a tag's node; relation: how one plan stands to another.

    before, after: what is said of it (a step's assumption, a relation's note; "chief" of the primary tag; how parts of
    frameworks correspond).
    """

    first: str
    second: str
    framework: str = ""
    relation: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TieEntry:
    """What one save did to ties of one sort. what: "added", "changed", "removed" or "restored". by: "" for the system.

    ids: lines of the history. may_return: it is gone, or says something else, and can be put back as it was.
    version: of the row as it is now; where rows of the sort have none, the latest line of its history.
    """

    tie: TieKind
    ids: tuple[int, ...]
    when: datetime
    by: str
    what: str
    reason: str
    lines: tuple[TieLine, ...]
    may_return: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class RemovedTie:
    """What tied an item to others, was taken away in one save, and can be put back.

    ids: lines of the history, lines: the ties in words. on: the item whose history tells of it.
    """

    tie: TieKind
    ids: tuple[int, ...]
    lines: tuple[TieLine, ...]
    when: datetime
    by: str
    reason: str
    on: tuple[ItemKind, int]
