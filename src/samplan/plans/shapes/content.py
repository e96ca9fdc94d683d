"""The plan as pages, editions and printed documents need it: with statuses, labels and permanent ids inside.

A body stands as responsible, taking part or informed when it is written so or has said yes; one that has been asked and
has not said yes stands under `asked`, so that nobody is printed as having taken on what they have not.

An edition is exactly one `PlanContent`, frozen. So every label that a reader sees is stored with it, in both
languages, and nothing that is renamed later can change what an edition says.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from samplan.plans.shapes.exchange import (
    ActivityKind,
    Cost,
    Fund,
    Horizon,
    IndicatorKind,
    OtherBlock,
    Part,
    Slim,
    TargetImage,
)
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.versions import EffectLevel, LineageWay, PlanRelationKind, PlanType


class Label(Part):
    """A word of a controlled list as it read when it was frozen. mark names its shape (design: the marks)."""

    code: str
    sv: str
    en: str
    mark: str | None = None


class Body(Part):
    """A body or function that is responsible or takes part. code: its permanent short name, where it has one.

    contact: the e-mail address of a function there, never of a person.
    """

    name: str
    code: str | None = None
    contact: str | None = None


class AskedBody(Body):
    """A body that has been asked to have a part and has not said yes. Whoever has said no is not told of at all."""

    part: OwnerPart


class FocusAreaContent(Part):
    """A focus area of the plan, tied to a framework's node where it is one."""

    number: int
    title: str
    framework: str | None = None
    node: str | None = None


class GoalContent(Part):
    """A goal and how far it is attained. `attainment_written` is the source's own words.

    under: the id of the long-term goal of the same area that a short-term goal is a step to.
    """

    id: str
    level: Horizon
    text: str
    attainment: Label | None = None
    attainment_written: str | None = None
    attainment_comment: str | None = None
    under: str | None = None
    responsible: list[Body] = Field(default_factory=list)
    takes_part: list[Body] = Field(default_factory=list)
    informed: list[Body] = Field(default_factory=list)
    asked: list[AskedBody] = Field(default_factory=list)


class NeedContent(Part):
    """A need that concerns the area. home: the id of the area that it stands in; others: ids of the others."""

    id: str
    text: str
    source: str | None = None
    year: int | None = None
    evidence: str | None = None
    home: str = ""
    others: list[str] = Field(default_factory=list)


class ActivityContent(Part):
    """An activity and whether it is done. goal: the id of the goal it serves, where that is known."""

    id: str
    text: str
    timeframe: str | None = None
    start: date | None = None
    end: date | None = None
    ongoing: bool = False
    recurring: bool = False
    kind: ActivityKind = ActivityKind.PLANNED
    year: int | None = None
    status: Label | None = None
    status_written: str | None = None
    responsible: list[Body] = Field(default_factory=list)
    goal: str | None = None
    takes_part: list[Body] = Field(default_factory=list)
    informed: list[Body] = Field(default_factory=list)
    asked: list[AskedBody] = Field(default_factory=list)


class IndicatorContent(Slim):
    """An indicator; target as written, uncertain when it carries "???", "ca" or the like. rhythm: how often.

    reference_name: what a numbered reference is called in the list that it points at, as it was known that day.
    """

    YOUNG: ClassVar = frozenset({"rhythm", "reference_name"})

    id: str
    text: str
    kind: IndicatorKind = IndicatorKind.OTHER
    source: str | None = None
    reference: str | None = None
    reference_name: str | None = None
    target: str | None = None
    target_uncertain: bool = False
    rhythm: str | None = None
    responsible: list[Body] = Field(default_factory=list)
    takes_part: list[Body] = Field(default_factory=list)
    informed: list[Body] = Field(default_factory=list)
    asked: list[AskedBody] = Field(default_factory=list)

    @property
    def reference_words(self) -> str:
        """The reference with its name where that is known: "SKL 36: Barn som anhöriga"."""
        return ": ".join(part for part in (self.reference, self.reference_name) if part)


class FollowUpContent(Part):
    """What a follow-up said under one heading."""

    id: str
    year: int | None = None
    heading: str | None = None
    text: str


class ProposalContent(Part):
    """A proposal and its actor."""

    id: str
    text: str
    actor: str | None = None


class QuestionContent(Part):
    """A challenge question and its proposals."""

    id: str
    text: str
    proposals: list[ProposalContent] = Field(default_factory=list)


class EffectContent(Part):
    """What activities are to lead to. area: the id of the area whose own it is."""

    id: str
    level: EffectLevel
    text: str
    area: str | None = None


class ChainStep(Part):
    """One step of the theory of change, and what must be true for it to hold.

    from_kind: "activity", "effect" or "target_image"; to_kind: "effect", "target_image", "goal" or "overall_goal".
    """

    from_kind: str
    from_id: str
    to_kind: str
    to_id: str
    assumption: str | None = None


class WaitingContent(Part):
    """An area, or one activity of it, that waits: their ids."""

    area: str
    activity: str | None = None


class DependencyContent(Part):
    """What areas wait for, who decides it, when it is expected, and the decision that released it."""

    id: str
    title: str
    text: str | None = None
    owner: str | None = None
    expected: date | None = None
    expected_written: str | None = None
    released_on: date | None = None
    decision: str | None = None
    waiting: list[WaitingContent] = Field(default_factory=list)


class TagContent(Part):
    """An item ("area", "goal", "activity", "indicator") is tagged with a framework's node, with its names inside."""

    item_kind: str
    item_id: str
    framework: str
    framework_name: str
    framework_kind: str
    node: str
    name: str
    name_en: str | None = None
    primary: bool = False


class LineageContent(Part):
    """A later item of this plan came out of an earlier one, in this plan or another (from_plan: its id)."""

    way: LineageWay
    kind: str
    from_id: str
    from_plan: str
    to_id: str


class SourceContent(Part):
    """A document that the plan was read from: its format ("docx"), pages where they are counted, day and checksum."""

    format: str
    pages: int | None = None
    read_on: date
    sha256: str


class FrameworkContent(Part):
    """A framework that the plan uses, as it was called on the day, with its own days and where it comes from."""

    code: str
    name: str
    name_en: str | None = None
    source: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class AreaContent(Part):
    """A development area. slug: its permanent place in addresses, made from number and title when first saved."""

    id: str
    slug: str
    number: str | None = None
    title: str
    group: str | None = None
    focus_areas: list[int] = Field(default_factory=list)
    identified_by: str | None = None
    identified_year: int | None = None
    background: str | None = None
    needs: str | None = None
    need_rows: list[NeedContent] = Field(default_factory=list)
    goals: list[GoalContent] = Field(default_factory=list)
    activities: list[ActivityContent] = Field(default_factory=list)
    indicators: list[IndicatorContent] = Field(default_factory=list)
    responsible: list[Body] = Field(default_factory=list)
    costs: list[Cost] = Field(default_factory=list)
    followups: list[FollowUpContent] = Field(default_factory=list)
    goal_status: Label | None = None
    comment: str | None = None
    challenge_questions: list[QuestionContent] = Field(default_factory=list)
    followup_questions: list[str] = Field(default_factory=list)
    other: list[OtherBlock] = Field(default_factory=list)
    takes_part: list[Body] = Field(default_factory=list)
    informed: list[Body] = Field(default_factory=list)
    asked: list[AskedBody] = Field(default_factory=list)


class RelationContent(Part):
    """How the plan stands to another (plan_id), with the other one's title, first and last day, and a note."""

    kind: PlanRelationKind
    plan_id: str
    plan: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class PlanContent(Slim):
    """A whole plan, ready to be read, printed or frozen.

    county_slug and slug make the address; parties are the region and the municipalities that own the plan;
    made_up: the county is invented and every page must say so. image_ids and overall_goal_ids: the ids of the target
    pictures and overall goals, in their order, so that the chain can name them. opening: the places in `other` of what
    stood before the first area of its document. Keys from `type` on are younger than
    the first editions, which read as if they were empty.
    """

    YOUNG: ClassVar = frozenset({"relations"})

    format: Annotated[str, Field(pattern=r"^samplan-content/1$")] = "samplan-content/1"
    id: str
    slug: str
    title: str
    county_code: str | None = None
    county: str | None = None
    county_slug: str | None = None
    made_up: bool = False
    parties: list[Body] = Field(default_factory=list)
    valid_from: date | None = None
    valid_to: date | None = None
    overall_goals: list[str] = Field(default_factory=list)
    target_images: list[TargetImage] = Field(default_factory=list)
    focus_areas: list[FocusAreaContent] = Field(default_factory=list)
    perspectives: list[str] = Field(default_factory=list)
    areas: list[AreaContent] = Field(default_factory=list)
    funds: list[Fund] = Field(default_factory=list)
    other: list[OtherBlock] = Field(default_factory=list)
    type: PlanType = PlanType.COUNTY
    image_ids: list[str] = Field(default_factory=list)
    overall_goal_ids: list[str] = Field(default_factory=list)
    effects: list[EffectContent] = Field(default_factory=list)
    chain: list[ChainStep] = Field(default_factory=list)
    dependencies: list[DependencyContent] = Field(default_factory=list)
    tags: list[TagContent] = Field(default_factory=list)
    lineage: list[LineageContent] = Field(default_factory=list)
    opening: list[int] = Field(default_factory=list)
    sources: list[SourceContent] = Field(default_factory=list)
    frameworks: list[FrameworkContent] = Field(default_factory=list)
    relations: list[RelationContent] = Field(default_factory=list)

    def begun(self, today: date) -> bool:
        """Whether the plan holds, or has held, on the day; one that does not say from when has begun."""
        return self.valid_from is None or self.valid_from <= today
