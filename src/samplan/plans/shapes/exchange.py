"""The open exchange format `samplan-plan/1`, defined here and nowhere else.

Its JSON Schema comes from `PlanFile` (the command `samplan schema`). Unknown keys are refused.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)

from samplan.plans.shapes.versions import PlanRelationKind

FORMAT: Literal["samplan-plan/1"] = "samplan-plan/1"


def plain_sum(written: str) -> str:
    """One way to write each sum: no needless zeros in front, no decimals or two, and no minus before nothing."""
    whole, _, part = written.removeprefix("-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.ljust(2, "0")
    plain = whole if part == "00" else f"{whole}.{part}"
    return f"-{plain}" if written.startswith("-") and plain != "0" else plain


Money = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]{1,2})?$"), AfterValidator(plain_sum)]
"""A sum as a decimal string in whole currency units: "7621404", "1500.50". "1500.5" and "01500.00" are read too."""


class Horizon(StrEnum):
    """How far ahead a goal looks."""

    LONG = "long"
    SHORT = "short"


class ActivityKind(StrEnum):
    """Whether an activity stands in the plan as intended or as carried out."""

    PLANNED = "planned"
    REPORTED = "reported"


class IndicatorKind(StrEnum):
    """What sort of answer an indicator asks for."""

    YES_NO = "yes_no"
    COUNT = "count"
    SHARE = "share"
    REGISTER = "register"
    OTHER = "other"


class GoalStatus(StrEnum):
    """How far the goals of an area are attained, only where the source says so."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    NOT_STARTED = "not_started"
    ONGOING = "ongoing"


class BlockKind(StrEnum):
    """What an unplaced part of the source was."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    LABEL = "label"
    FURNITURE = "furniture"


class Part(BaseModel):
    """Base of every part: unknown keys are refused, nothing changes after it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OtherBlock(Part):
    """A part of the source that found no place in the plan's fields, or words that only told where things stand."""

    kind: BlockKind
    text: str
    page: int | None = None
    position: int


class TargetImage(Part):
    """A target picture (målbild)."""

    number: str | None = None
    title: str
    text: str | None = None


class FocusArea(Part):
    """A national or county focus area that the plan uses."""

    number: int
    title: str


class Slim(Part):
    """Base of parts with keys that are younger than the format's first files: they are not written when they are empty.

    So a plan that does not use them is written as it always was, and an older program reads it.
    """

    YOUNG: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_empty(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        told: dict[str, Any] = write(self)
        return {name: value for name, value in told.items() if value or name not in self.YOUNG}


class Goal(Slim):
    """A long-term or short-term goal. under: the text of the long-term goal that a short-term one is a step to."""

    YOUNG: ClassVar = frozenset({"under"})

    level: Horizon
    text: str
    under: str | None = None


class Need(Slim):
    """A need, who says so (source), in which year, and where it can be read (evidence).

    areas: the other areas that it concerns, each by its number, or by its title where it has none of its own.
    """

    YOUNG: ClassVar = frozenset({"areas"})

    text: str
    source: str | None = None
    year: int | None = None
    evidence: str | None = None
    areas: list[str] = Field(default_factory=list)


class Activity(Slim):
    """An activity. timeframe is as written; start, end and ongoing are made from it.

    year: the year of the column or block that the activity stands in. goal: the text of the goal of its area that it
    serves. responsible: who answers for it alone, beside those who answer for the area.
    """

    YOUNG: ClassVar = frozenset({"goal", "responsible"})

    text: str
    timeframe: str | None = None
    start: date | None = None
    end: date | None = None
    ongoing: bool = False
    kind: ActivityKind = ActivityKind.PLANNED
    year: int | None = None
    goal: str | None = None
    responsible: list[str] = Field(default_factory=list)


class Indicator(Slim):
    """An indicator. reference: the number in a national catalogue or a KPI id, as written. rhythm: how often."""

    YOUNG: ClassVar = frozenset({"rhythm"})

    text: str
    kind: IndicatorKind = IndicatorKind.OTHER
    source: str | None = None
    reference: str | None = None
    rhythm: str | None = None


class Cost(Slim):
    """An estimated cost in SEK, as a range; a single sum has min equal to max. text: what it pays."""

    YOUNG: ClassVar = frozenset({"text"})

    text: str | None = None
    year: int | None = None
    min: Money
    max: Money


class FollowUp(Part):
    """What a follow-up said, one per heading."""

    year: int | None = None
    heading: str | None = None
    text: str


class Proposal(Part):
    """A proposed activity under a challenge question, with the actor who may do it."""

    text: str
    actor: str | None = None


class ChallengeQuestion(Part):
    """A challenge question (utmaningsfråga) with its proposals."""

    text: str
    proposals: list[Proposal] = Field(default_factory=list)


class Fund(Part):
    """Grant money for a purpose."""

    name: str
    amount: Money
    currency: str = "SEK"
    year: int | None = None


class Area(Slim):
    """A development area. needs: as running text. need_rows: needs one by one, where somebody has told them so."""

    YOUNG: ClassVar = frozenset({"need_rows"})

    number: str | None = None
    title: str
    group: str | None = None
    focus_areas: list[int] = Field(default_factory=list)
    identified_by: str | None = None
    identified_year: int | None = None
    background: str | None = None
    needs: str | None = None
    need_rows: list[Need] = Field(default_factory=list)
    goals: list[Goal] = Field(default_factory=list)
    activities: list[Activity] = Field(default_factory=list)
    indicators: list[Indicator] = Field(default_factory=list)
    responsible: list[str] = Field(default_factory=list)
    costs: list[Cost] = Field(default_factory=list)
    followups: list[FollowUp] = Field(default_factory=list)
    goal_status: GoalStatus | None = None
    comment: str | None = None
    challenge_questions: list[ChallengeQuestion] = Field(default_factory=list)
    followup_questions: list[str] = Field(default_factory=list)
    other: list[OtherBlock] = Field(default_factory=list)


class Relation(Slim):
    """How the plan stands to another of its county, and what there is to say of it (note).

    plan, valid_from, valid_to: the other one's title, first and last day.
    """

    YOUNG: ClassVar = frozenset({"valid_from", "valid_to", "note"})

    kind: PlanRelationKind
    plan: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class PlanFile(Slim):
    """One county plan."""

    YOUNG: ClassVar = frozenset({"relations"})

    format: Literal["samplan-plan/1"] = FORMAT
    title: str | None = None
    county_code: Annotated[str, StringConstraints(pattern=r"^\d{2}$")] | None = None
    county: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    overall_goals: list[str] = Field(default_factory=list)
    target_images: list[TargetImage] = Field(default_factory=list)
    focus_areas: list[FocusArea] = Field(default_factory=list)
    perspectives: list[str] = Field(default_factory=list)
    areas: list[Area] = Field(default_factory=list)
    funds: list[Fund] = Field(default_factory=list)
    relations: list[Relation] = Field(default_factory=list)
    other: list[OtherBlock] = Field(default_factory=list)
