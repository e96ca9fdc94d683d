"""What crosses the door of `actors`: who acts, and how a refusal is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Sentences:
    """One message in both languages."""

    sv: str
    en: str


class DomainError(Exception):
    """Something that the house refuses, with a sentence for the person in front of the screen.

    Every domain room's errors are made from it, so a door can show them all in one way.
    """

    def __init__(self, sentences: Sentences) -> None:
        super().__init__(sentences.en)
        self.sentences = sentences

    @property
    def sv(self) -> str:
        """The sentence in Swedish."""
        return self.sentences.sv

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self.sentences.en


@dataclass(frozen=True, slots=True)
class System:
    """The one who acts when no person does: the command line, a timer, the loading of the catalogue.

    It is no row and cannot sign in. Audit events name it, and field history then has no person.
    """

    name: str = "system"


SYSTEM = System()
"""Pass as `by=` where no person acts."""


class Permission(StrEnum):
    """What somebody may be allowed to do in a partnership; `catalogue/rights.yaml` gives them to roles."""

    SEE_DRAFTS = "see_drafts"
    EDIT = "edit"
    REPORT = "report"
    ANSWER = "answer"
    IMPORT = "import"
    PUBLISH = "publish"
    DECIDE = "decide"
    MANAGE_BODIES = "manage_bodies"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"
    PURGE = "purge"
    FOLLOW_UP = "follow_up"
    READ_FOLLOW_UP = "read_follow_up"
    OWN_PLAN = "own_plan"
    COMMENT = "comment"
    COSTS = "costs"
    INDICATORS = "indicators"


class Scope(StrEnum):
    """How far a permission reaches: all of the county's plans, what one answers for oneself, or drafts sent to one.

    The farthest stands first.
    """

    COUNTY = "county"
    OWN = "own"
    SENT_OUT = "sent_out"


class Holding(StrEnum):
    """Whether a role holds today."""

    CURRENT = "current"
    COMING = "coming"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody has in a county, for a body where one is named. role: its code.

    now: what the body has become, where it has ended; the role reaches there too.
    """

    id: int
    role: str
    name: Sentences
    body: str
    valid_from: date | None
    valid_to: date | None
    holding: Holding
    county: str = ""
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonInCounty:
    """Somebody with roles in a county. signed_in: when last, None for never; email is for those who give roles."""

    id: int
    name: str
    email: str
    active: bool
    signed_in: datetime | None
    roles: tuple[HeldRole, ...]

    @property
    def current(self) -> tuple[HeldRole, ...]:
        """The roles that hold today."""
        return tuple(r for r in self.roles if r.holding is Holding.CURRENT)


@dataclass(frozen=True, slots=True)
class BodyInCounty:
    """A body of a county, with what it is part of, what it became, and how many hold a role for it today.

    Those who hold a role for what it was, which has ended, are counted too: they act for it.
    """

    id: int
    name: str
    kind: str
    kind_name: Sentences
    part_of: str
    valid_from: date | None
    valid_to: date | None
    became: tuple[str, ...]
    holders: int
    contact: str = ""
