"""Frameworks as their editor shows them, and how two correspond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LEVEL_WORDS = {
    "goal": "mål",
    "subgoal": "delmål",
    "focus_area": "fokusområde",
    "fund_area": "medelsområde",
    "perspective": "perspektiv",
    "group": "målgrupp",
}
"""What the parts of the shared frameworks are called; a county's own say it in their own words."""


@dataclass(frozen=True, slots=True)
class FrameworkEntry:
    """A framework in the list. own: of the county itself, so that it may be changed. nodes: how many parts it has."""

    code: str
    kind: str
    name: str
    own: bool
    valid_from: date | None
    valid_to: date | None
    nodes: int
    version: int


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """A part of a framework, after the one that it stands under. wordings: other words for it. parent: its id."""

    id: int
    code: str
    level: str
    number: str
    name: str
    depth: int
    valid_from: date | None
    valid_to: date | None
    wordings: tuple[str, ...]
    name_en: str = ""
    parent: int | None = None
    version: int = 1

    @property
    def words(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Crossing:
    """A part of one framework corresponds to a part of another; forward: it is mapped in the direction read."""

    start: NodeEntry
    end: NodeEntry
    relation: str
    forward: bool


@dataclass(frozen=True, slots=True)
class CrossWalk:
    """How two frameworks correspond, and the parts of each that nothing corresponds to."""

    crossings: tuple[Crossing, ...]
    unmapped_here: tuple[NodeEntry, ...]
    unmapped_there: tuple[NodeEntry, ...]
