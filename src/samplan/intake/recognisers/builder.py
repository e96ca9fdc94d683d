"""The plan under construction: values with their places, sureness and doubts, frozen into a `Proposal` at the end.

A recogniser never writes a plan file. It tells the builder what it found and in which pieces of the source, and
the builder credits the words, lays the JSON pointers and lists what nobody took.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from samplan.documents.blocks import Document, Provenance
from samplan.intake.recognisers import told
from samplan.intake.recognisers.ledger import Ledger, Piece, count_words
from samplan.intake.shapes import Doubt, Evidence, Proposal
from samplan.plans.shapes.exchange import (
    Activity,
    Area,
    ChallengeQuestion,
    Cost,
    FocusArea,
    FollowUp,
    Fund,
    Goal,
    GoalStatus,
    Indicator,
    OtherBlock,
    PlanFile,
    TargetImage,
)
from samplan.plans.shapes.exchange import Proposal as ProposedActivity


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the pieces it was read from, how sure the reader is, and why a person should look."""

    value: Any
    pieces: tuple[Piece, ...] = ()
    certainty: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    as_written: str | None = None

    def with_doubt(self, code: str, detail: str = "", certainty: float = 0.6) -> Found:
        """The same value, less sure, with one more reason to look."""
        return replace(self, certainty=min(self.certainty, certainty), doubts=(*self.doubts, Doubt(code, detail)))


@dataclass(slots=True)
class QuestionBuilder:
    """A challenge question with its proposals."""

    text: Found
    proposals: list[Found] = field(default_factory=list)

    def propose(
        self, text: str, actor: str | None, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt
    ) -> None:
        """Add a proposal under the question."""
        self.proposals.append(Found(ProposedActivity(text=text, actor=actor), tuple(pieces), certainty, doubts))


TEXT_FIELDS = ("background", "needs", "comment")
"""Fields of an area that hold running text: several finds are joined by a blank."""


@dataclass(slots=True)
class AreaBuilder:
    """A development area under construction. index: its place among the plan's areas."""

    index: int
    title: Found
    number: Found | None = None
    group: Found | None = None
    identified_by: Found | None = None
    identified_year: Found | None = None
    goal_status: Found | None = None
    focus_areas: list[Found] = field(default_factory=list)
    background: list[Found] = field(default_factory=list)
    needs: list[Found] = field(default_factory=list)
    comment: list[Found] = field(default_factory=list)
    goals: list[Found] = field(default_factory=list)
    activities: list[Found] = field(default_factory=list)
    indicators: list[Found] = field(default_factory=list)
    responsible: list[Found] = field(default_factory=list)
    costs: list[Found] = field(default_factory=list)
    followups: list[Found] = field(default_factory=list)
    questions: list[QuestionBuilder] = field(default_factory=list)
    followup_questions: list[Found] = field(default_factory=list)

    def add_text(self, key: str, text: str, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Add running text to background, needs or comment."""
        getattr(self, key).append(Found(text, tuple(pieces), certainty))

    def add_goal(self, goal: Goal, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt) -> None:
        """Add a goal; the same goal from the same place (a merged cell) or word for word again is one goal."""
        place = tuple(pieces)
        if not any(known.value.text == goal.text and known.value == goal for known in self.goals):
            self.goals.append(Found(goal, place, certainty, doubts))

    def add_activity(self, activity: Activity, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt) -> None:
        """Add an activity with its time."""
        self.activities.append(Found(activity, tuple(pieces), certainty, doubts))

    def add_indicator(self, indicator: Indicator, pieces: Iterable[Piece], certainty: float = 1.0, *ds: Doubt) -> None:
        """Add an indicator; one that is repeated word for word in the area (a merged or copied cell) is one."""
        if not any(known.value.text == indicator.text and known.value == indicator for known in self.indicators):
            self.indicators.append(Found(indicator, tuple(pieces), certainty, ds))

    def add_responsible(self, body: str, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt) -> None:
        """Add a responsible body; each is named once in an area, with every place that names it."""
        for at, known in enumerate(self.responsible):
            if known.value.casefold() == body.casefold():
                self.responsible[at] = replace(known, pieces=(*known.pieces, *pieces))
                return
        self.responsible.append(Found(body, tuple(pieces), certainty, doubts))

    def add_cost(self, cost: Cost, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt) -> None:
        """Add a cost range."""
        self.costs.append(Found(cost, tuple(pieces), certainty, doubts))

    def add_followup(
        self, followup: FollowUp, pieces: Iterable[Piece], certainty: float = 1.0, *, apart: bool = False
    ) -> None:
        """Add what a follow-up said; the next text under the same year and heading joins it, unless it is apart."""
        last = self.followups[-1] if self.followups else None
        if last and not apart and (last.value.year, last.value.heading) == (followup.year, followup.heading):
            joined = last.value.model_copy(update={"text": f"{last.value.text} {followup.text}"})
            self.followups[-1] = replace(last, value=joined, pieces=(*last.pieces, *pieces))
        else:
            self.followups.append(Found(followup, tuple(pieces), certainty))

    def add_focus(self, number: int, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Tag the area with a focus area, once."""
        if all(known.value != number for known in self.focus_areas):
            self.focus_areas.append(Found(number, tuple(pieces), certainty))

    def set_status(self, status: GoalStatus, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Set how far the goals are attained; the first judgement stands."""
        if self.goal_status is None:
            self.goal_status = Found(status, tuple(pieces), certainty)

    def add_question(self, text: str, pieces: Iterable[Piece], certainty: float = 1.0) -> QuestionBuilder:
        """Add a challenge question and return it, so that proposals can be put under it."""
        question = QuestionBuilder(Found(text, tuple(pieces), certainty))
        self.questions.append(question)
        return question

    def has_content(self) -> bool:
        """Whether anything but a title, text and tags was found."""
        return bool(
            self.goals or self.activities or self.indicators or self.responsible or self.costs or self.followups
            or self.questions or self.followup_questions
        )  # fmt: skip


class PlanBuilder:
    """A plan under construction over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ledger = Ledger(document)
        self.areas: list[AreaBuilder] = []
        self.title: Found | None = None
        self.county_code: Found | None = None
        self.county: Found | None = None
        self.valid_from: Found | None = None
        self.valid_to: Found | None = None
        self.overall_goals: list[Found] = []
        self.target_images: list[Found] = []
        self.focus_areas: list[Found] = []
        self.perspectives: list[Found] = []
        self.funds: list[Found] = []
        self._evidence: list[Evidence] = []

    def add_area(self, title: str, pieces: Iterable[Piece] = (), certainty: float = 1.0, *doubts: Doubt) -> AreaBuilder:
        """Open a new area. Assign the pieces of its section to it with `place`."""
        area = AreaBuilder(len(self.areas), Found(title, tuple(pieces), certainty, doubts))
        self.areas.append(area)
        return area

    def place(self, area: AreaBuilder | None, pieces: Iterable[Piece]) -> None:
        """Tell in whose section the pieces stand: what is not placed of them is listed in that area's `other`."""
        for piece in pieces:
            piece.area = area.index if area else None

    def label(self, pieces: Iterable[Piece]) -> None:
        """Tell that these pieces only say where things stand ("Ansvarig", "Fokusområde:")."""
        for piece in pieces:
            piece.label = True

    def doubt(self, code: str, pieces: Iterable[Piece]) -> None:
        """Tell why a person should look at these pieces if their words find no place."""
        for piece in pieces:
            piece.doubt = code

    def add_focus_area(self, number: int, title: str, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Add a focus area of the plan, once per number; the first title stands."""
        if all(known.value.number != number for known in self.focus_areas):
            self.focus_areas.append(Found(FocusArea(number=number, title=title), tuple(pieces), certainty))

    def add_target_image(self, image: TargetImage, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Add a target picture."""
        self.target_images.append(Found(image, tuple(pieces), certainty))

    def add_fund(self, fund: Fund, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt) -> None:
        """Add grant money for a purpose."""
        self.funds.append(Found(fund, tuple(pieces), certainty, doubts))

    def add_overall_goal(self, text: str, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Add a long-term goal of the whole plan, once."""
        if all(known.value != text for known in self.overall_goals):
            self.overall_goals.append(Found(text, tuple(pieces), certainty))

    def add_perspective(self, text: str, pieces: Iterable[Piece], certainty: float = 1.0) -> None:
        """Add a cross-cutting perspective, once."""
        if all(known.value != text for known in self.perspectives):
            self.perspectives.append(Found(text, tuple(pieces), certainty))

    def proposal(self) -> Proposal:
        """Freeze the plan: credit the words, list what is left, lay the evidence, and measure from outside."""
        self._evidence = []
        self._credit_all()
        plan = PlanFile(
            title=self._one("/title", self.title),
            county_code=self._one("/county_code", self.county_code),
            county=self._one("/county", self.county),
            valid_from=self._one("/valid_from", self.valid_from),
            valid_to=self._one("/valid_to", self.valid_to),
            overall_goals=self._many("/overall_goals", self.overall_goals),
            target_images=self._many("/target_images", self.target_images),
            focus_areas=self._many("/focus_areas", self.focus_areas),
            perspectives=self._many("/perspectives", self.perspectives),
            areas=[self._area(area) for area in self.areas],
            funds=self._many("/funds", self.funds),
            other=self._other("", None),
        )
        return Proposal(plan=plan, evidence=tuple(self._evidence), words=count_words(self.document, plan))

    def _credit_all(self) -> None:
        lone = (self.title, self.county)
        many = (self.overall_goals, self.target_images, self.focus_areas, self.perspectives, self.funds)
        finds = [find for find in lone if find] + [find for group in many for find in group]
        for area in self.areas:
            finds.extend(_finds(area))
        for find in finds:
            if not isinstance(find.value, date | GoalStatus):
                self.ledger.credit(find.value, find.pieces)
        self._mark_told()

    def _mark_told(self) -> None:
        titles = [find.value.title for find in self.focus_areas]
        told.mark_names(self.ledger.pieces, titles)
        for fund in self.funds:
            told.mark_sums(fund.pieces)
        for area in self.areas:
            for cost in area.costs:
                told.mark_sums(cost.pieces)
            for number in area.focus_areas:
                told.mark_numbers(number.pieces, titles)
            if area.goal_status:
                told.mark_judgements(area.goal_status.pieces)

    def _area(self, area: AreaBuilder) -> Area:
        base = f"/areas/{area.index}"
        return Area(
            number=self._one(f"{base}/number", area.number),
            title=self._one(f"{base}/title", area.title),
            group=self._one(f"{base}/group", area.group),
            focus_areas=self._many(f"{base}/focus_areas", area.focus_areas),
            identified_by=self._one(f"{base}/identified_by", area.identified_by),
            identified_year=self._one(f"{base}/identified_year", area.identified_year),
            background=self._text(f"{base}/background", area.background),
            needs=self._text(f"{base}/needs", area.needs),
            goals=self._many(f"{base}/goals", area.goals),
            activities=self._many(f"{base}/activities", area.activities),
            indicators=self._many(f"{base}/indicators", area.indicators),
            responsible=self._many(f"{base}/responsible", area.responsible),
            costs=self._many(f"{base}/costs", area.costs),
            followups=self._many(f"{base}/followups", area.followups),
            goal_status=self._one(f"{base}/goal_status", area.goal_status),
            comment=self._text(f"{base}/comment", area.comment),
            challenge_questions=self._questions(f"{base}/challenge_questions", area.questions),
            followup_questions=self._many(f"{base}/followup_questions", area.followup_questions),
            other=self._other(base, area.index),
        )

    def _questions(self, base: str, questions: Sequence[QuestionBuilder]) -> list[ChallengeQuestion]:
        made = []
        for number, question in enumerate(questions):
            text = self._one(f"{base}/{number}", question.text)
            proposals = self._many(f"{base}/{number}/proposals", question.proposals)
            made.append(ChallengeQuestion(text=text, proposals=proposals))
        return made

    def _other(self, base: str, area: int | None) -> list[OtherBlock]:
        blocks = []
        for number, (block, pieces) in enumerate(self.ledger.leftovers(area)):
            codes = dict.fromkeys(piece.doubt for piece in pieces if piece.doubt)
            doubts = tuple(Doubt(code, block.text) for code in codes)
            self._evidence.append(Evidence(f"{base}/other/{number}", places(pieces), 0.6 if doubts else 1.0, doubts))
            blocks.append(block)
        return blocks

    def _one(self, path: str, find: Found | None) -> Any:
        if find is None:
            return None
        evidence = Evidence(path, places(find.pieces), find.certainty, find.doubts, find.as_written)
        self._evidence.append(evidence)
        return find.value

    def _many(self, path: str, finds: Sequence[Found]) -> list[Any]:
        return [self._one(f"{path}/{number}", find) for number, find in enumerate(finds)]

    def _text(self, path: str, finds: Sequence[Found]) -> str | None:
        if not finds:
            return None
        pieces = tuple(piece for find in finds for piece in find.pieces)
        doubts = tuple(doubt for find in finds for doubt in find.doubts)
        certainty = min(find.certainty for find in finds)
        joined = "\n".join(str(find.value) for find in finds)
        return str(self._one(path, Found(joined, pieces, certainty, doubts)))


def places(pieces: Iterable[Piece]) -> tuple[Provenance, ...]:
    """The places of pieces, each once, in order."""
    return tuple(dict.fromkeys(piece.provenance for piece in pieces))


def _finds(area: AreaBuilder) -> list[Found]:
    lone = (area.title, area.number, area.group, area.identified_by)
    many = (
        area.background, area.needs, area.comment, area.goals, area.activities, area.indicators, area.responsible,
        area.costs, area.followups, area.followup_questions,
    )  # fmt: skip
    finds = [find for find in lone if find] + [find for group in many for find in group]
    for question in area.questions:
        finds.append(question.text)
        finds.extend(question.proposals)
    return finds
