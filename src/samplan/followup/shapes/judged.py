"""The yearly judgement of a plan, and recommendations. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.plans.shapes.statuses import ActivityStatus

NEEDS_REASON = frozenset(
    s.value
    for s in (
        ActivityStatus.POSTPONED,
        ActivityStatus.PAUSED,
        ActivityStatus.NOT_CARRIED_OUT,
        ActivityStatus.ENDED,
    )
)
"""States of an activity that are not told without why."""


class RecommendationAnswer(StrEnum):
    """What a body says of a recommendation; none: not answered yet."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one thing in a year. value: a code, "" for none; fields as of `models.Judgement`."""

    id: int
    value: str
    written: str
    text: str
    reason: str
    decision: str
    needs: str
    version: int
    source: Mapping[str, Any] = field(default_factory=dict)
    lost: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody who answers for a thing said of it in a closed round of the year: beside the judgement, not in it.

    key: which answer it is. value: a code of the judgement; reason and needs: as there. taken: the judgement says so.
    """

    key: str
    body: str
    round: Sentences
    on: date
    value: str
    text: str
    reason: str
    needs: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """A goal, an activity or an area of the plan, with what is said of it and what was said the year before.

    kind: "goal", "activity" or "area". current: the code that the plan itself has today. proposed: what those who
    answer for it said in the year's rounds. was: the area that the year before is told of, where this is a part of it.
    """

    kind: str
    id: int
    text: str
    current: str
    current_written: str
    now: Judged | None
    before: Judged | None
    may: bool
    proposed: tuple[Proposed, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class JudgedArea:
    """An area with its items, itself first. slug: its place in addresses."""

    id: int
    slug: str
    number: str
    title: str
    items: tuple[JudgedItem, ...]


@dataclass(frozen=True, slots=True)
class YearOfJudging:
    """A plan's judgement of a year. before: the latest earlier year that was judged; locked: since when.

    read: the name of the old document that tells of the year before, "" where people judged it.
    """

    plan_id: int
    plan: str
    year: int
    locked_at: datetime | None
    before: int | None
    areas: tuple[JudgedArea, ...]
    read: str = ""

    @property
    def judged(self) -> int:
        """How many activities and goals have a judgement."""
        return sum(1 for area in self.areas for i in area.items if i.kind != "area" and i.now and i.now.value)

    @property
    def of(self) -> int:
        """How many activities and goals there are."""
        return sum(1 for area in self.areas for i in area.items if i.kind != "area")


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation with its answer, as lists show it. may_answer: the reader acts for the body."""

    id: int
    partnership_id: int
    year: int
    text: str
    body_id: int
    body: str
    area: str
    due: date | None
    answer: RecommendationAnswer | None
    reason: str
    answered_on: date | None
    county: str = ""
    may_answer: bool = False


@dataclass(frozen=True, slots=True)
class LeftToJudge:
    """A plan's open year in which somebody has so many parts left to judge."""

    plan_id: int
    plan: str
    year: int
    number: int
