"""Fields of questions, those who are asked, and whether they still are the right ones. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.actors.shapes import Sentences


class FieldKind(StrEnum):
    """What a field holds: words, one line, whole kronor, things to tick, rows of a course register, or tags.

    Tags are ticked like other things, but say what an answer is about and are no answer themselves.
    """

    TEXT = "text"
    LINE = "line"
    AMOUNT = "amount"
    TICKS = "ticks"
    ROWS = "rows"
    TAGS = "tags"


class ContactPart(StrEnum):
    """What somebody is to a body that is asked: who answers, a colleague with some of the questions, or the head."""

    ANSWERS = "answers"
    COLLEAGUE = "colleague"
    HEAD = "head"


class StillContact(StrEnum):
    """What a contact person answers who is asked whether they still are."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tick."""

    code: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is filled in beside the choice and the words. needed_with: choices that must not lack it."""

    code: str
    kind: FieldKind
    label: Sentences
    help: Sentences
    needed_with: frozenset[str] = frozenset()
    options: tuple[Option, ...] = ()


TICKED = (FieldKind.TICKS, FieldKind.TAGS)
"""Kinds of fields that hold codes of what was ticked."""


@dataclass(frozen=True, slots=True)
class FieldTotal:
    """What many filled in in a field, added up in words. n: how many filled it in."""

    field: Field
    words: Sentences
    n: int


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question that a round may ask, before it is opened. answer: the kind of answer; fields: codes of fields.

    only, item, item_id, area_id, beside, target: as of a question that is asked.
    """

    code: str
    version: int
    answer: str
    part: Sentences
    short: Sentences
    text: Sentences
    help: Sentences
    fields: tuple[str, ...] = ()
    needs_choice: bool = False
    only: frozenset[int] = frozenset()
    item: str = ""
    item_id: int = 0
    area_id: int = 0
    beside: tuple[tuple[Sentences, str], ...] = ()
    target: int | None = None


@dataclass(frozen=True, slots=True)
class FromPlan:
    """What a plan gives a round to ask. ownerless: items that nobody who can be asked answers for.

    written, challenges: how many follow-up questions and challenge questions stand in the plan itself, of those that
    somebody can be asked, whether they are asked or not.
    """

    drafts: tuple[QuestionDraft, ...]
    ownerless: int = 0
    written: int = 0
    challenges: int = 0

    @property
    def bodies(self) -> frozenset[int]:
        """Those who are asked something by name."""
        return frozenset(b for draft in self.drafts for b in draft.only)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """An occasion of a course. on: None where an old document tells no day.

    people: how many of each employer, in the order written; names of bodies alone.
    """

    on: date | None
    place: str
    instructor: str
    people: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many took part."""
        return sum(n for _name, n in self.people)


@dataclass(frozen=True, slots=True)
class Logged:
    """An occasion that whoever answers for an area has logged. area: what the area was called.

    fresh: nobody else has told of the occasion. people: those of its people that nobody else has told of.
    """

    area: str
    row: CourseRow
    fresh: bool
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """A logged occasion in an open round. mine: the reader may change it."""

    id: int
    area: str
    row: CourseRow
    mine: bool


@dataclass(frozen=True, slots=True)
class CourseLog:
    """What is logged to a question of a round: occasions and people, each counted once, against the year's target."""

    code: str
    text: Sentences
    target: int | None
    lines: tuple[LoggedLine, ...]
    occasions: int
    people: int


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a body says of an activity, beside what the plan says (now, now_written, time).

    key: what it is called in a form. words: the body's own. fits: the plan says the same. clash: another body that
    answers for it says something else.
    """

    key: str
    activity_id: int
    area_id: int
    activity: str
    body: str
    choice: Any
    words: str
    reason: str
    new_time: str
    now: Any
    now_written: str
    time: str
    version: int
    fits: bool
    clash: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing that was undone."""

    number: int
    closed_at: datetime
    reopened_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A contact person of a body. confirmed: the day that they last said that they still are.

    asked: the day of the letter that waits for an answer. late: not confirmed for a year. said_no: what they wrote
    when they are it no longer, with whatever they told about who is instead. bad: nobody has the address.
    """

    membership_id: int
    body: str
    person: str
    email: str
    valid_from: date | None
    valid_to: date | None
    confirmed: date | None
    asked: date | None
    late: bool
    said_no: bool
    words: str
    bad: bool
    failed: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The contact persons of a county, and the bodies without one."""

    rows: tuple[RegisterRow, ...]
    without: tuple[str, ...]

    @property
    def late(self) -> tuple[RegisterRow, ...]:
        """Those who have not been confirmed for a year."""
        return tuple(r for r in self.rows if r.late)


@dataclass(frozen=True, slots=True)
class ConfirmationToSend:
    """A letter to a contact person that has been claimed. key: what its link must name."""

    id: int
    email: str
    language: str
    body: str
    county: str
    role: Sentences
    key: str


@dataclass(frozen=True, slots=True)
class Bounced:
    """What a delivery status notification says of one address (RFC 3464).

    status: as RFC 3463 writes it. said: the server's words. letter: what our Message-ID carried, "" if unknown.
    """

    email: str
    status: str
    said: str
    letter: str
