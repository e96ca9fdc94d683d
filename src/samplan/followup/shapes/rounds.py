"""Rounds, sheets, boards, results and letters. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from samplan.actors.shapes import Sentences


class RoundState(StrEnum):
    """Whether a round takes answers."""

    OPEN = "open"
    CLOSED = "closed"


class LetterSort(StrEnum):
    """Why a letter goes: the questions, a reminder, or a new link after the old one was revoked."""

    ASK = "ask"
    REMIND = "remind"
    LINK = "link"


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
    """A question as a round asks it. number: its place, from 1. help may be empty; no choices: words alone."""

    id: int
    number: int
    code: str
    version: int
    part: Sentences
    short: Sentences
    text: Sentences
    help: Sentences
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice | None:
        """The choice of that code."""
        return next((c for c in self.choices if c.code == code), None)

    def answered(self, choice: str, text: str) -> bool:
        """Whether that says anything: a choice where there are any, else words."""
        return bool(choice) if self.choices else bool(text.strip())


@dataclass(frozen=True, slots=True)
class Given:
    """A body's answer. choice: the code, "" for none; on: the day; nothing_new: said to be as the year before."""

    choice: str
    text: str
    on: date
    nothing_new: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a body sees of a round: its questions, its own answers, and those of its year before, by code.

    changed: codes of questions that meant something else the year before; their old answers are not here.
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

    def is_answered(self, question: Question) -> bool:
        """Whether the body has answered the question."""
        given = self.answers.get(question.code)
        return given is not None and question.answered(given.choice, given.text)

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
    """A round in a list. asked, done, partly: numbers of bodies."""

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


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A body on the board. answered: of how many questions; written, reminded: when the last letter of the sort went.

    waiting: letters on their way. failed: the mail server refused the last letter. links: addresses that hold.
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
    """A closed round's answers to one question. silent: those who did not answer it, a tally of its own."""

    question: Question
    tallies: tuple[Tally, ...]
    silent: Tally
    texts: tuple[SideBySide, ...]
    comparable: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A closed round as it was frozen. asked: bodies. before: how many were asked the year before."""

    line: RoundLine
    asked: int
    before_year: int | None
    before_asked: int
    questions: tuple[QuestionResult, ...]
    bodies: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LetterToSend:
    """A letter that has been claimed, with what it says. token: what its link carries."""

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
