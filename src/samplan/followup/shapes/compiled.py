"""Statements: what many answers say together, and where it comes from. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.shapes.asking import Option
from samplan.followup.shapes.rounds import Choice, Given, Question
from samplan.followup.shapes.under import called

COUNT = "[antal]"
"""Stands in a statement's text where the words for how many go."""


class StatementOrigin(StrEnum):
    """Where a statement comes from."""

    COMPILED = "compiled"
    DOCUMENT = "document"


class TagKind(StrEnum):
    """What a statement is tagged with."""

    FOCUS = "focus"
    AREA = "area"
    PERSPECTIVE = "perspective"
    FRAMEWORK = "framework"


CHIEF = (TagKind.FOCUS, TagKind.FRAMEWORK)
"""Kinds of tags of which one is the chief one, that a statement stands under."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a statement, by what it was called. number: its place among its kind, as written.

    framework: what the framework of its node was called, "" for the plan's own focus areas and areas, and perspectives.
    first: the chief one.
    """

    kind: TagKind
    name: str
    number: str = ""
    node_id: int | None = None
    area_id: int | None = None
    first: bool = False
    framework: str = ""

    @property
    def called(self) -> str:
        """What it is called where tags of many kinds stand together."""
        return called(self.framework, self.number, self.name)

    @property
    def code(self) -> str:
        """What a focus area is called where an answer is tagged with it: the same in every year and plan."""
        return f"node-{self.node_id}" if self.node_id else f"focus-{self.number}"


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """An answer that a statement is made of. chosen: the choice, None for words alone; given: None when it is gone."""

    asked_id: int
    body: str
    question: Question
    given: Given | None
    chosen: Choice | None
    against: bool
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as the workspace shows it.

    n: bodies behind it; asked: how many were asked; words: n in words, a document's own where nobody counted; said: the
    text with those words in it. named: bodies whose names may be shown, withheld: how many of the n are not among them,
    names_why: why no name is shown although the editor wants to. changed: sources are not what they were.
    """

    id: int
    number: int
    origin: StatementOrigin
    text: str
    proposed: str
    said: Sentences
    words: Sentences
    n: int | None
    asked: int
    show_names: bool
    named: tuple[str, ...]
    withheld: int
    names_why: Sentences | None
    sources: tuple[SourceAnswer, ...]
    against: tuple[SourceAnswer, ...]
    tags: tuple[Tag, ...]
    changed: bool
    place: dict[str, Any]
    version: int

    @property
    def focus(self) -> Tag | None:
        """The tag that it stands under: the chief one, else its first focus area."""
        of = [t for t in self.tags if t.kind is TagKind.FOCUS]
        return next((t for t in self.tags if t.first), of[0] if of else None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that the rules propose: its text, and whose answers to which question it comes from, and against.

    sources, against: ids of those who were asked. made: it is already a statement of the round. focus: codes of the
    focus areas that the answers are tagged with, the commonest first. under: of answers that have one such tag in
    common, its code and what it is called.
    """

    question: Question
    choice: Choice | None
    text: str
    sources: tuple[int, ...]
    against: tuple[int, ...]
    made: bool = False
    focus: tuple[str, ...] = ()
    under: Option | None = None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction as it is shown. about, before, after: in words; by: a role's or a person's name, "" the system."""

    at: datetime
    by: str
    about: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """Whether a body lets its name be shown. at: None where it has not said."""

    asked_id: int
    body: str
    names: bool
    at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameLine:
    """A statement that a body says, and whether its name is shown there.

    names: whether the body lets it be shown; own: what it said of this statement itself (None: nothing, so that what it
    said for the round holds) and at: when. shown: its name stands there now. refused: it has said no to another
    statement that draws from the same question, which holds here too. wanted: the editor shows names at all.
    """

    statement_id: int
    said: Sentences
    n: int
    asked: int
    names: bool
    own: bool | None
    at: datetime | None
    shown: bool
    refused: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class Compilation:
    """A closed round's statements, what more the rules propose, and who consents to be named."""

    round_id: int
    year: int
    asked: int
    statements: tuple[StatementView, ...]
    drafts: tuple[Draft, ...]
    consents: tuple[ConsentLine, ...]
    closed_on: date | None = None
