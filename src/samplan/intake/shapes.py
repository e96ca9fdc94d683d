"""What the reader of plans says: a plan file, and beside it where each value stood and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samplan.documents.blocks import Provenance
from samplan.plans.shapes.exchange import PlanFile


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a person should look at a value. code is a key of catalogue/doubts.yaml (sentence in both languages).

    detail: the words in question, as written.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value came from and how sure the reader is.

    path: a JSON pointer into the plan file ("/areas/3/activities/0", "/areas/3/background", "/title").
    provenance: one or more places in the source.
    as_written: the source's words where they differ from the value.
    certainty: 0 to 1; 1 is sure. Below `DOUBTFUL` the review shows it first.
    """

    path: str
    provenance: tuple[Provenance, ...]
    certainty: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    as_written: str | None = None


DOUBTFUL = 0.7
"""A value less certain than this is shown first in the review."""


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word of the source that the plan file holds too few times, and the place where it stands."""

    word: str
    short_of: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class WordCount:
    """Of `total` words in the source, `kept` stand in the plan file at least as often."""

    total: int
    kept: int
    missing: tuple[MissingWord, ...] = ()

    @property
    def share(self) -> float:
        """1.0 when nothing is lost (an empty document loses nothing)."""
        return self.kept / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The reader's proposal for a plan. Nothing of it is in any plan until a person accepts it."""

    plan: PlanFile
    evidence: tuple[Evidence, ...]
    words: WordCount

    def doubtful(self) -> tuple[Evidence, ...]:
        """What a person should look at first, least certain first."""
        unsure = [e for e in self.evidence if e.doubts or e.certainty < DOUBTFUL]
        return tuple(sorted(unsure, key=lambda e: e.certainty))


class ImportState(StrEnum):
    """Where an import is on its way into a plan. dismissed: nobody waits for it. erased: only its name is left."""

    RECEIVED = "received"
    READING = "reading"
    FAILED = "failed"
    DISMISSED = "dismissed"
    REVIEW = "review"
    COMMITTED = "committed"
    UNDONE = "undone"
    ERASED = "erased"


class ItemState(StrEnum):
    """What a person has decided about a proposed item. committed: it stands in the plan."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DROPPED = "dropped"
    COMMITTED = "committed"


class Outcome(StrEnum):
    """What an item did when it went into a plan that held something already."""

    ADDED = "added"
    SAME = "same"
    KEPT = "kept"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants with an item that stands in the plan in another wording. seen_version: what was compared."""

    outcome: Outcome
    seen_version: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an import that was taken out of its plan.

    removed: items taken out. set_back: items whose former wording is back. kept: items that somebody changed since.
    plan_removed: the plan was empty then, and is gone too.
    """

    removed: int
    set_back: int
    kept: int
    plan_removed: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the work done after a document was read again, when that reading was taken back.

    kept: items of which all goes along. lost: decisions on lines that the former reading does not propose; what a
    person wrote in them stands there again and waits to be looked at.
    """

    kept: int
    lost: int
