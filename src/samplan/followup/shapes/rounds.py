"""Rounds, sheets, boards, results and letters. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.shapes.asking import ContactPart, Field, FieldKind, FieldTotal, Logged


class RoundState(StrEnum):
    """Whether a round takes answers."""

    OPEN = "open"
    CLOSED = "closed"


class LetterSort(StrEnum):
    """Why a letter goes: the questions, a reminder, a new link after the old one was revoked.

    Or some of the questions to a colleague, word to the head that nobody has answered, thanks when the body is done,
    and when the round is closed whether the body's name may stand with statements.
    """

    ASK = "ask"
    REMIND = "remind"
    LINK = "link"
    COLLEAGUE = "share"
    HEAD = "head"
    THANKS = "thanks"
    NAMES = "names"


class Progress(StrEnum):
    """How far a body has come."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question. mark: the shape that it is drawn with, "" for none."""

    code: str
    sv: str
    en: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a round asks it. number: its place, from 1. help may be empty; no choices: words alone.

    only: ids of the bodies that it is asked of, empty for all. item, item_id: what it is about in the plan, "" and 0
    for nothing; area_id: the area that it is about, 0 where it is about none. beside: what stands beside it to look at,
    a heading and a text. target: the year's, if there is one.
    """

    id: int
    number: int
    code: str
    version: int
    part: Sentences
    short: Sentences
    text: Sentences
    help: Sentences
    choices: tuple[Choice, ...]
    fields: tuple[Field, ...] = ()
    only: frozenset[int] = frozenset()
    needs_choice: bool = False
    item: str = ""
    item_id: int = 0
    area_id: int = 0
    beside: tuple[tuple[Sentences, str], ...] = ()
    target: int | None = None

    def asked_of(self, body: int) -> bool:
        """Whether a body is asked it."""
        return not self.only or body in self.only

    @property
    def has_rows(self) -> bool:
        """Whether it is answered in rows."""
        return any(f.kind is FieldKind.ROWS for f in self.fields)

    def choice(self, code: str) -> Choice | None:
        """The choice of that code."""
        return next((c for c in self.choices if c.code == code), None)

    def answered(self, choice: str, text: str, more: Mapping[str, Any] | None = None) -> bool:
        """Whether that says anything: a choice where there are any, else words or a field that is no tag."""
        return bool(choice) if self.choices else bool(text.strip() or set(more or ()) - self.tag_codes)

    @property
    def tag_codes(self) -> frozenset[str]:
        """The codes of the fields that say what an answer is about."""
        return frozenset(f.code for f in self.fields if f.kind is FieldKind.TAGS)


@dataclass(frozen=True, slots=True)
class Given:
    """A body's answer. choice: the code, "" for none; on: the day; nothing_new: said to be as the year before.

    more: the values of the question's fields by their codes: words, whole kronor, codes that were ticked, rows.
    corrected: the day on which it was put right after the round was closed.
    """

    choice: str
    text: str
    on: date
    nothing_new: bool = False
    version: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)
    corrected: date | None = None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who got some of the questions from a contact. answered: of how many; ended: the link holds no more."""

    contact_id: int
    email: str
    questions: tuple[int, ...]
    answered: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a body sees of a round: its questions, its own answers, and those of its year before, by code.

    changed: codes of questions that meant something else the year before; their old answers are not here.
    kind: the round's. partial: only the questions that a colleague was given. colleagues: whom this contact gave some.
    language: that this contact's letters are written in.
    """

    round_id: int
    year: int
    state: RoundState
    due: date
    county: str
    made_up: bool
    asked_id: int
    body: str
    finished_at: datetime | None
    questions: tuple[Question, ...]
    answers: dict[str, Given]
    before: dict[str, Given]
    before_year: int | None
    changed: frozenset[str] = frozenset()
    kind: str = ""
    joint: bool = False
    partial: bool = False
    colleagues: tuple[Colleague, ...] = ()
    language: str = "sv"

    def is_answered(self, question: Question) -> bool:
        """Whether the body has answered the question."""
        given = self.answers.get(question.code)
        return given is not None and question.answered(given.choice, given.text, given.more)

    @property
    def repeatable(self) -> tuple[Question, ...]:
        """The questions without an answer that had one the year before."""
        return tuple(q for q in self.left if q.code in self.before)

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(q for q in self.questions if not self.is_answered(q))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that may be asked, with the addresses of its contact persons today."""

    body_id: int
    name: str
    kind: str
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list. asked, done, partly: numbers of bodies. read: out of an old document, nobody was asked.

    area_id, area: the area that it is about alone, None and "" for the county's own.
    """

    id: int
    kind: Sentences
    year: int
    state: RoundState
    due: date
    closed_at: datetime | None
    partnership_id: int
    county: str
    asked: int
    done: int
    partly: int
    code: str = ""
    first_due: date | None = None
    read: bool = False
    area_id: int | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A body on the board. answered: of how many questions; written, reminded: when the last letter of the sort went.

    waiting: letters on their way. failed: the mail server refused the last letter. links: addresses that hold.
    questions: how many it is asked. joint: it answers for all. bad: its addresses that nobody has. head_told: when the
    head was told of the silence. colleagues: how many have got some of the questions. asked_names: when the body was
    last asked in a letter whether its name may stand with statements.
    """

    id: int
    name: str
    progress: Progress
    answered: int
    emails: tuple[str, ...]
    links: int
    written: datetime | None
    reminded: datetime | None
    waiting: int
    failed: bool
    questions: int = 0
    joint: bool = False
    bad: tuple[str, ...] = ()
    head_told: datetime | None = None
    colleagues: int = 0
    asked_names: datetime | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Who has answered, partly or not."""

    line: RoundLine
    questions: int
    rows: tuple[BoardRow, ...]
    waiting: int
    unasked: int

    def of(self, progress: Progress) -> tuple[BoardRow, ...]:
        """The bodies that have come so far."""
        return tuple(r for r in self.rows if r.progress == progress)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chose one thing, who they are, and how many did the year before (None: not comparable)."""

    choice: Choice | None
    bodies: tuple[str, ...]
    words: Sentences
    before: int | None

    @property
    def n(self) -> int:
        """How many."""
        return len(self.bodies)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A body's answer beside its answer of the year before. chosen: None where nothing was chosen."""

    body: str
    now: Given | None
    before: Given | None
    chosen: Choice | None
    chosen_before: Choice | None

    @property
    def moved(self) -> bool:
        """Whether the body chose otherwise the year before."""
        both = self.chosen is not None and self.chosen_before is not None
        return both and self.chosen != self.chosen_before


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A closed round's answers to one question. silent: those who did not answer it, a tally of its own.

    totals: what was filled in beside the words, added up, of fields that can be counted. logged: courses that those who
    answer for areas have told of.
    """

    question: Question
    tallies: tuple[Tally, ...]
    silent: Tally
    texts: tuple[SideBySide, ...]
    comparable: bool
    changed: bool
    totals: tuple[FieldTotal, ...] = ()
    logged: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A closed round as it reads today. asked: bodies. before: how many were asked the year before.

    joint: what was chosen for the county together, by the question's code.
    """

    line: RoundLine
    asked: int
    before_year: int | None
    before_asked: int
    questions: tuple[QuestionResult, ...]
    bodies: tuple[str, ...] = field(default=())
    joint: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterToSend:
    """A letter that has been claimed, with what it says.

    asker: the contact who gave a colleague some of the questions. others: who was asked, for the head. statements: with
    how many the body's name waits for its yes or no; again: they were told of before.
    """

    id: int
    sort: LetterSort
    email: str
    name: str
    language: str
    body: str
    county: str
    year: int
    due: date
    questions: int
    left: int
    has_before: bool
    contact_id: int
    key: str
    kind: Sentences | None = None
    part: ContactPart = ContactPart.ANSWERS
    asker: str = ""
    others: tuple[str, ...] = ()
    statements: int = 0
    again: bool = False
