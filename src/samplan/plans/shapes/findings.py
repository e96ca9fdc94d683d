"""What the plan check finds, and how a county's gate before publishing judges it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from enum import StrEnum

from samplan.plans.shapes.items import ItemKind


class Level(StrEnum):
    """How pressing a finding is, in plain words and without alarm; most pressing first."""

    BEFORE = "before"
    SOON = "soon"
    LOOK = "look"

    @property
    def rank(self) -> int:
        """0 is the most pressing."""
        return list(Level).index(self)


class GateLevel(StrEnum):
    """What a finding means for publishing in one county."""

    OFF = "off"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a plan something stands.

    area: the id of its area, None directly under the plan. item: its own id, "" where the content gives it none; then
    index tells which of its kind in the area it is, from 0. words: the item's words, for a list.
    """

    kind: ItemKind
    area: str | None = None
    item: str = ""
    index: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a plan lacks or that somebody should look at.

    code: the predicate's. place: where it is mended; places: all places, where it concerns several. quote: the words
    at fault as written. told: what the predicate's sentence needs beside the quote. basis: the text that was judged;
    when it changes, a finding that was set aside comes back.
    """

    code: str
    level: Level
    field: str
    place: Place
    places: tuple[Place, ...] = ()
    quote: str = ""
    told: dict[str, str] = with_default(default_factory=dict)
    basis: str = ""

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that it concerns, in order."""
        found = dict.fromkeys(p.area for p in (self.place, *self.places) if p.area is not None)
        return tuple(a for a in found if a is not None)

    @property
    def key(self) -> str:
        """The predicate, the item and a digest of what was judged: what setting aside holds on to."""
        digest = hashlib.sha256(f"{self.field}\n{self.basis}".encode()).hexdigest()[:16]
        return f"{self.code}:{self.place.kind.value}:{self.place.item or self.place.area or 'plan'}:{digest}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that somebody has set aside, and why. by: the person's name, "" the system."""

    id: int
    key: str
    reason: str
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """All findings of a plan: those that are open, and those set aside with their reasons.

    areas: the plan's areas in order: id, and number with title. mine: ids of areas that the one who asked answers for.
    """

    open: tuple[Finding, ...]
    aside: tuple[tuple[Finding, SetAside], ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    mine: frozenset[str] = frozenset()

    def counts(self) -> dict[str, int]:
        """Open findings by predicate, in the order of the findings."""
        counts: dict[str, int] = {}
        for finding in self.open:
            counts[finding.code] = counts.get(finding.code, 0) + 1
        return counts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of an edition that somebody wants to publish."""

    stops: tuple[Finding, ...]
    warns: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many open findings a plan had on a day, in all and by predicate."""

    day: date
    total: int
    by_code: dict[str, int]
