"""Who has which part in an item, what a body answers that is asked to take it on, and the lists made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samplan.plans.shapes.findings import Finding
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry

SingleItem = tuple[ItemKind, int]
"""An activity, a goal or an indicator by its kind and id."""


class OwnerPart(StrEnum):
    """The part that a body, function or person has in an item."""

    RESPONSIBLE = "responsible"
    TAKES_PART = "takes_part"
    INFORMED = "informed"


class AskAnswer(StrEnum):
    """What the asked body answers."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROPOSED = "proposed"


def holds_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a time holds on a day, its first and last day included; None is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or valid_to >= day)


def single_item(activity: int | None, goal: int | None, indicator: int | None) -> SingleItem | None:
    """The one item that somebody has a part in; None: the whole area."""
    named = ((ItemKind.ACTIVITY, activity), (ItemKind.GOAL, goal), (ItemKind.INDICATOR, indicator))
    return next(((kind, pk) for kind, pk in named if pk is not None), None)


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over: words as written, and the known body or person where there is one."""

    text: str
    body: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over did: how many parts went to another, in how many areas, and how many decisions to take."""

    moved: int
    areas: int
    decisions: int = 0


@dataclass(frozen=True, slots=True)
class AskTold:
    """A question to a body and its answer ("" until there is one)."""

    id: int
    asked_on: date
    asked_by: str
    question: str
    due: date | None
    answer: str
    text: str
    answered_on: date | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class Owned:
    """One part that somebody has in a plan. item and words: what it is a part in (the area itself, or one item of it).

    name: the body or function as written. asks: latest first.
    """

    id: int
    plan_id: int
    plan: str
    area_id: int
    area: str
    kind: ItemKind
    item_id: int
    words: str
    part: OwnerPart
    name: str
    body: int | None
    person: int | None
    person_name: str
    valid_from: date | None
    valid_to: date | None
    asks: tuple[AskTold, ...] = ()

    @property
    def open_ask(self) -> AskTold | None:
        """The question that waits for its answer."""
        return next((a for a in self.asks if not a.answer), None)

    @property
    def came_back(self) -> AskTold | None:
        """The latest answer, where it was a no or a proposal: something to do for who asked."""
        latest = self.asks[0] if self.asks else None
        return latest if latest and latest.answer in {AskAnswer.DECLINED, AskAnswer.PROPOSED} else None


@dataclass(frozen=True, slots=True)
class Ownerless:
    """An area or activity that nobody is responsible for today. covered_by: who answers for the area it stands in."""

    area_id: int
    area: str
    kind: ItemKind
    item_id: int
    words: str
    covered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A part whose owner has said nothing since a day. said: the day of their last change, None: never."""

    owned: Owned
    since: date
    said: date | None


@dataclass(frozen=True, slots=True)
class Owner:
    """A body, a person or mere words with all that they have a part in today. key: "body-3", "person-7" or "ord-12"."""

    key: str
    name: str
    known: bool
    ended: date | None
    numbers: Mapping[OwnerPart, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who acts for a body: the function first."""

    body: str
    role_sv: str
    role_en: str
    name: str


@dataclass(frozen=True, slots=True)
class AheadDate:
    """A day ahead: what begins, ends or is expected."""

    day: date
    kind: ItemKind
    what: str
    area: str
    words: str


@dataclass(frozen=True, slots=True)
class Wait:
    """What an owner's areas wait for. expected: the day, or the words that tell it, "" for neither."""

    title: str
    owner: str
    expected: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOverPack:
    """All that a successor needs of one plan, for a body or a person. past: the last year's changes, newest first."""

    subject: str
    plan_title: str
    county: str
    made_up: bool
    made_on: date
    owned: tuple[Owned, ...]
    asks: tuple[Owned, ...] = ()
    ahead: tuple[AheadDate, ...] = ()
    waits: tuple[Wait, ...] = ()
    findings: tuple[Finding, ...] = ()
    contacts: tuple[Contact, ...] = ()
    past: tuple[LogEntry, ...] = ()
