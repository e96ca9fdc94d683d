"""Drafts that are out to be commented on, the places in them, and the comments with their answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samplan.plans.shapes.content import AreaContent, PlanContent

MOST_TEXT = 5_000
"""Characters of a comment, and of an answer."""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Something in a draft that a comment can be about. key: "goal:12"; words: as they were sent."""

    key: str
    area_id: int | None
    words: str


def places_in(content: PlanContent) -> dict[str, DraftPlace]:
    """All that a comment can be about beside the whole plan, by its key."""
    return {place.key: place for area in content.areas for place in _of_area(area)}


def _of_area(area: AreaContent) -> Iterator[DraftPlace]:
    pk = int(area.id)
    yield DraftPlace(f"area:{pk}", pk, f"{area.number} {area.title}" if area.number else area.title)
    items: dict[str, Sequence[Any]] = {
        "need": area.need_rows,
        "goal": area.goals,
        "activity": area.activities,
        "indicator": area.indicators,
        "challenge_question": area.challenge_questions,
    }
    for kind, some in items.items():
        for item in some:
            yield DraftPlace(f"{kind}:{item.id}", pk, item.text)


@dataclass(frozen=True, slots=True)
class DraftOut:
    """A draft that was sent out. roles: codes; bodies: names. open: comments are taken. taken_back: nobody reads it."""

    id: int
    plan_id: int
    title: str
    words: str
    due: date
    sent_on: date
    open: bool
    taken_back_on: date | None
    taken_back_reason: str
    roles: tuple[str, ...]
    bodies: tuple[str, ...]
    version: int

    @property
    def taken_back(self) -> bool:
        """Whether those it was sent to read it no longer."""
        return self.taken_back_on is not None


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """What a comment was answered, by whom ("" for the system), and when."""

    changed: bool
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CommentTold:
    """A comment. area_id: of the area that it stands in, None for the plan. author: a name, "" where it is taken away.

    role: a code, "" for the system. answers: the last one holds. mine: the reader wrote it. noted: its writer has
    noted the answer. removed_by: who removed it, "" where it stands.
    """

    id: int
    sent_id: int
    plan_id: int
    plan: str
    area_id: int | None
    place: str
    about: str
    text: str
    author: str
    role: str
    body: str
    written_at: datetime
    mine: bool
    noted: bool
    removed: bool
    removed_reason: str
    erased: bool
    answers: tuple[AnswerTold, ...]
    version: int
    readable: bool

    @property
    def answer(self) -> AnswerTold | None:
        """The answer that holds."""
        return self.answers[-1] if self.answers else None
