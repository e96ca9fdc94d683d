"""What may be written into each kind of item: the exchange shapes, with what must hold, and the editor's own fields.

Characters that are not seen are taken away. A text that must be there is not blank; an optional text that is blank
becomes None; years lie between 1900 and 2200; an end does not lie before its start, nor a highest cost below the
lowest.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from samplan.documents.characters import clean
from samplan.plans.shapes.exchange import (
    ActivityKind,
    BlockKind,
    GoalStatus,
    Horizon,
    IndicatorKind,
    Part,
    plain_sum,
)
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.statuses import ActivityStatus, Attainment
from samplan.plans.shapes.versions import EffectLevel

MOST_HELD = 200_000
"""Characters of a text, however it came; who writes in a form meets an earlier end (web/workspace/fields.py)."""


def _no_nul(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        raise PydanticCustomError("nul", "holds a character that no text can hold")
    return clean(value)


def _blank_is_none(value: Any) -> Any:
    told = _no_nul(value)
    return None if isinstance(told, str) and not told.strip() else told


Text = Annotated[str, BeforeValidator(_no_nul), StringConstraints(pattern=r"\S", max_length=MOST_HELD)]
MaybeText = Annotated[Annotated[str, StringConstraints(max_length=MOST_HELD)] | None, BeforeValidator(_blank_is_none)]
MaybeShort = Annotated[Annotated[str, StringConstraints(max_length=40)] | None, BeforeValidator(_blank_is_none)]
Year = Annotated[Annotated[int, Field(ge=1900, le=2200)] | None, BeforeValidator(_blank_is_none)]
Day = Annotated[date | None, BeforeValidator(_blank_is_none)]
Sum = Annotated[
    str, StringConstraints(max_length=15, pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$"), AfterValidator(plain_sum)
]
Ref = Annotated[int | None, BeforeValidator(_blank_is_none)]


class Values(Part):
    """Base of every set of values."""


class PlanValues(Values):
    """The plan itself."""

    title: MaybeText = None
    valid_from: Day = None
    valid_to: Day = None
    mode: Literal["goal_table", "area_sheet", "framework", "running"] = "goal_table"

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PydanticCustomError("end_before_start", "the end lies before the start")
        return self


class TextValues(Values):
    """An item that is one text."""

    text: Text


class TargetImageValues(Values):
    """A target picture."""

    number: MaybeShort = None
    title: Text
    text: MaybeText = None


class FocusAreaValues(Values):
    """A focus area of the plan; node: the id of a framework's node."""

    number: int = Field(ge=-(2**31), lt=2**31)
    title: Text
    node: Ref = None


class PerspectiveValues(Values):
    """A perspective; node: the id of a framework's node."""

    text: Text
    node: Ref = None


class FundValues(Values):
    """Grant money."""

    name: Text
    amount: Sum
    currency: Annotated[str, StringConstraints(min_length=1, max_length=10)] = "SEK"
    year: Year = None
    node: Ref = None


class AreaValues(Values):
    """A development area without what stands in it."""

    number: MaybeShort = None
    title: Text
    group: MaybeText = None
    focus_areas: tuple[Annotated[int, Field(ge=-(2**31), lt=2**31)], ...] = ()
    identified_by: MaybeText = None
    identified_year: Year = None
    goal_status: Annotated[GoalStatus | None, BeforeValidator(_blank_is_none)] = None
    goal_status_written: MaybeText = None

    @field_validator("focus_areas")
    @classmethod
    def _once_each(cls, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """A focus area that a document names twice is worked on once."""
        return tuple(dict.fromkeys(numbers))


class NeedValues(Values):
    """A need, who says so, when, and where it can be read."""

    text: Text
    source: MaybeText = None
    year: Year = None
    evidence: MaybeText = None


class GoalValues(Values):
    """A goal and how far it is attained; under: the id of the long-term goal of the same area that it is a step to."""

    level: Horizon
    text: Text
    attainment: Annotated[Attainment | None, BeforeValidator(_blank_is_none)] = None
    attainment_written: MaybeText = None
    attainment_comment: MaybeText = None
    under: Ref = None

    @model_validator(mode="after")
    def _short_under_long(self) -> Self:
        if self.under is not None and self.level is Horizon.LONG:
            raise PydanticCustomError("long_under_long", "a long-term goal stands under no other")
        return self


class ActivityValues(Values):
    """An activity and whether it is done; goal: the id of a goal of the same area."""

    text: Text
    timeframe: MaybeText = None
    start: Day = None
    end: Day = None
    ongoing: bool = False
    recurring: bool = False
    kind: ActivityKind = ActivityKind.PLANNED
    year: Year = None
    status: Annotated[ActivityStatus | None, BeforeValidator(_blank_is_none)] = None
    status_written: MaybeText = None
    goal: Ref = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise PydanticCustomError("end_before_start", "the end lies before the start")
        return self


class IndicatorValues(Values):
    """An indicator, its target, and how often it is looked at."""

    text: Text
    kind: IndicatorKind = IndicatorKind.OTHER
    source: MaybeText = None
    reference: MaybeText = None
    target: MaybeText = None
    target_uncertain: bool = False
    rhythm: MaybeText = None


class ResponsibleValues(Values):
    """Who has which part in the area, or in one activity, goal or indicator of it (their ids).

    body and person: the ids of known ones. valid_from and valid_to: first and last day.
    """

    text: Text
    body: Ref = None
    activity: Ref = None
    goal: Ref = None
    indicator: Ref = None
    part: OwnerPart = OwnerPart.RESPONSIBLE
    person: Ref = None
    valid_from: Day = None
    valid_to: Day = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.person is not None and self.body is None:
            raise PydanticCustomError("person_without_body", "a person stands for a body or function")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PydanticCustomError("end_before_start", "the end lies before the start")
        return self


class CostValues(Values):
    """An estimated cost in SEK, and what it pays."""

    text: MaybeText = None
    year: Year = None
    min: Sum
    max: Sum

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if float(self.max) < float(self.min):
            raise PydanticCustomError("max_below_min", "the highest cost lies below the lowest")
        return self


class FollowUpValues(Values):
    """What a follow-up said."""

    year: Year = None
    heading: MaybeText = None
    text: Text


class ProposalValues(Values):
    """A proposal and its actor."""

    text: Text
    actor: MaybeText = None


class EffectValues(Values):
    """An effect; area: the id of the area whose own it is, None for the whole plan's."""

    level: EffectLevel
    text: Text
    area: Ref = None


class DependencyValues(Values):
    """What areas wait for; owner: who decides, as written; owner_body: the id of a known body."""

    title: Text
    text: MaybeText = None
    owner: MaybeText = None
    owner_body: Ref = None
    expected: Day = None
    expected_written: MaybeText = None


class OtherValues(Values):
    """A part of the source that found no place."""

    kind: BlockKind
    text: Annotated[str, BeforeValidator(_no_nul)]
    page: Annotated[int, Field(ge=-(2**31), lt=2**31)] | None = None
    position: int = Field(ge=-(2**31), lt=2**31)


VALUES: dict[ItemKind, type[Values]] = {
    ItemKind.PLAN: PlanValues,
    ItemKind.OVERALL_GOAL: TextValues,
    ItemKind.TARGET_IMAGE: TargetImageValues,
    ItemKind.FOCUS_AREA: FocusAreaValues,
    ItemKind.PERSPECTIVE: PerspectiveValues,
    ItemKind.FUND: FundValues,
    ItemKind.AREA: AreaValues,
    ItemKind.BACKGROUND: TextValues,
    ItemKind.NEEDS: TextValues,
    ItemKind.NEED: NeedValues,
    ItemKind.COMMENT: TextValues,
    ItemKind.GOAL: GoalValues,
    ItemKind.ACTIVITY: ActivityValues,
    ItemKind.INDICATOR: IndicatorValues,
    ItemKind.RESPONSIBLE: ResponsibleValues,
    ItemKind.COST: CostValues,
    ItemKind.FOLLOWUP: FollowUpValues,
    ItemKind.CHALLENGE_QUESTION: TextValues,
    ItemKind.PROPOSAL: ProposalValues,
    ItemKind.FOLLOWUP_QUESTION: TextValues,
    ItemKind.EFFECT: EffectValues,
    ItemKind.DEPENDENCY: DependencyValues,
    ItemKind.OTHER: OtherValues,
}
