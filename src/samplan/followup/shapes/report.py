"""A year's follow-up as pages, papers and data tell it: one value that needs nothing else. No Django.

A published follow-up is exactly one `FollowUpReport`, frozen. It holds no address, no name of a person, and the name of
a body beside its answer only where the body consents and nobody else is given away by it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from samplan.followup.shapes.report_base import Part as Part
from samplan.followup.shapes.report_base import Words as Words
from samplan.followup.shapes.under import called, gathered
from samplan.followup.shapes.years import QuestionYears
from samplan.plans.shapes.content import Label


class HeldPart(Part):
    """What an edition does not show, for beside an earlier one it would tell what single bodies answered.

    what: "answers" to a question, its "total", its comparison with the year "before", the "names" beside its answers,
    or the "round": how many answered it (number 0, its kind as text).
    """

    round: int
    what: str
    number: int
    text: Words


class RoundPart(Part):
    """A round that the report is made of. asked: bodies; answered: those that answered all; silent: nothing at all.

    answered, partly and silent are None where they are not shown.

    document: the old document that it was read from, "" where bodies were asked. reopened: it was opened again since,
    so bodies may have answered beside what was read. area: the one that it is about, "" for the county's own.
    """

    id: int
    kind: Words
    asked: int
    answered: int | None
    partly: int | None
    silent: int | None
    closed_on: date | None = None
    document: str = ""
    reopened: bool = False
    area: str = ""

    @property
    def name(self) -> Words:
        """Its kind, and the area where it is about one: the county may have a round of the same kind beside it."""
        return (
            self.kind if not self.area else Words(sv=f"{self.kind.sv}, {self.area}", en=f"{self.kind.en}, {self.area}")
        )


class SourcePart(Part):
    """Answers that a statement is made of: how many bodies, to which question, what they chose (None: words)."""

    number: int
    question: Words
    answer: Words | None
    n: int
    against: bool = False


class TagPart(Part):
    """What a statement is about: kind "focus", "area", "perspective" or "framework" (a node of that framework)."""

    kind: str
    name: str
    number: str = ""
    framework: str = ""

    @property
    def called(self) -> str:
        """What it is called where tags of many kinds stand together."""
        return called(self.framework, self.number, self.name)


class StatementPart(Part):
    """What many answers say together. n of asked bodies say it, in words `count`; n None: a document's own words.

    names: those of the n who let themselves be named; withheld: how many of the n are not named. place: page.
    """

    id: int
    round: int
    text: Words
    count: Words
    n: int | None
    asked: int
    names: list[str] = Field(default_factory=list)
    withheld: int = 0
    against: int = 0
    against_words: Words | None = None
    sources: list[SourcePart] = Field(default_factory=list)
    tags: list[TagPart] = Field(default_factory=list)
    changed: bool = False
    document: str = ""
    page: int | None = None

    @property
    def focus(self) -> TagPart | None:
        """The tag that it stands under: the chief one, which comes first, else its first focus area."""
        chief = next((t for t in self.tags[:1] if t.kind == "framework"), None)
        return chief or next((t for t in self.tags if t.kind == "focus"), None)


class ChoicePart(Part):
    """How many chose a thing, and how many did the year before (None: not compared). words: n in words."""

    code: str
    word: Words
    mark: str = ""
    n: int
    before: int | None = None
    words: Words


class MeasurePart(Part):
    """A question with choices: how many of `asked` chose what. silent: those who did not answer, counted apart.

    version: which wording and choices it is, 0 where nobody noted it. changed: it meant something else the year before.
    moved: how many bodies moved to another choice since.
    """

    round: int
    number: int
    code: str
    part: Words
    short: Words
    text: Words
    asked: int
    choices: list[ChoicePart]
    silent: ChoicePart
    version: int = 0
    changed: bool = False
    moved: int | None = None
    joint: Words | None = None


class GridRow(Part):
    """A body and what it chose of each measure: a code, "" for no answer, None for not shown."""

    body: str
    cells: list[str | None]


class GridPart(Part):
    """Bodies by name and measures: no order of merit. measures: by their code and round. unnamed: bodies not shown."""

    round: int
    measures: list[str]
    rows: list[GridRow]
    unnamed: int = 0


class TotalPart(Part):
    """What bodies filled in beside their words, added up: sums, ticks, occasions with those who took part.

    n: how many of `asked` filled it in. target: the year's, if there is one. corrected: the latest day on which one of
    the values was put right after the round was closed. code, version: of the question, "" and 0 where nobody noted it.
    """

    round: int
    number: int
    code: str = ""
    version: int = 0
    text: Words
    field: Words
    value: Words
    n: int
    asked: int
    target: int | None = None
    corrected: date | None = None


class ParticipantsPart(Part):
    """Those who took part in a year's courses, by employer: the largest number first.

    rows: employers with how many. others: those of employers that are not named, None where all are named. logged: how
    many of the occasions those who answer for areas have told of, and nobody who was asked; logged_by: those areas.
    """

    round: int
    number: int
    text: Words
    rows: list[tuple[str, int]] = Field(default_factory=list)
    others: int | None = None
    occasions: int
    people: int
    target: int | None = None
    logged: int = 0
    logged_by: list[str] = Field(default_factory=list)


class ItemPart(Part):
    """A goal or an activity with its judgement of the year and of the year before.

    stopped: that a decision ended it, and that there is therefore no follow-up.
    """

    kind: str
    text: str
    label: Label | None = None
    written: str = ""
    comment: str = ""
    reason: str = ""
    stopped: Words | None = None
    horizon: str = ""
    time: str = ""
    before: Label | None = None
    before_comment: str = ""


class StepPart(Part):
    """An activity in three columns: planned in the year, done over the years, next.

    planned: its time reaches into the year, or is not told. next: "planned" where its time reaches into the year after,
    "carried" where it is not finished though its time is over, "" where nothing of it is left.
    """

    text: str
    time: str = ""
    planned: bool = False
    next: str = ""
    label: Label | None = None
    comment: str = ""
    before: Label | None = None
    before_comment: str = ""


class TextPart(Part):
    """A text of follow-up out of an old document, under its heading, with its page."""

    heading: str = ""
    text: str
    page: int | None = None
    document: str = ""


class AskedPart(Part):
    """A question that a round asked about an area, or that the plan itself asks of it.

    Its answers are a measure (choices) and the statements made of them. changed: it meant something else before.
    """

    round: int
    number: int
    code: str
    text: Words
    choices: bool
    changed: bool = False


class AreaPart(Part):
    """An area with what was judged in it, and texts that an old document told. needs: what it needs next.

    asked: the questions about it, whose answers stand among the report's own. was: the area that the year before is
    told of, where this is a part of it.
    """

    number: str = ""
    title: str
    slug: str = ""
    focus: list[int] = Field(default_factory=list)
    label: Label | None = None
    written: str = ""
    comment: str = ""
    needs: str = ""
    before: Label | None = None
    before_comment: str = ""
    was: str = ""
    items: list[ItemPart] = Field(default_factory=list)
    texts: list[TextPart] = Field(default_factory=list)
    steps: list[StepPart] = Field(default_factory=list)
    asked: list[AskedPart] = Field(default_factory=list)


class RecommendationPart(Part):
    """What a body was recommended and what it answered: "", "accepted", "declined" or "done"."""

    text: str
    body: str
    area: str = ""
    due: date | None = None
    answer: str = ""
    reason: str = ""
    answered_on: date | None = None


class CorrectionPart(Part):
    """What was put right after it was closed: what stood there before, what stands there now, when and why."""

    on: date
    about: str
    before: str = ""
    after: str = ""
    reason: str
    by: str = ""


class FollowUpReport(Part):
    """A county's follow-up of a year. compared: the year that it is compared with. plan: the plan that it judges.

    not_locked: the plan is being judged, and what is said so far is not published. years: its questions beside those
    of the years before, out of the editions `years_from` (year, number).
    """

    format: Annotated[str, Field(pattern=r"^samplan-followup/1$")] = "samplan-followup/1"
    county: str
    county_slug: str
    county_code: str = ""
    made_up: bool = False
    year: int
    made_on: date
    plan: str = ""
    focus_areas: list[TagPart] = Field(default_factory=list)
    rounds: list[RoundPart] = Field(default_factory=list)
    statements: list[StatementPart] = Field(default_factory=list)
    measures: list[MeasurePart] = Field(default_factory=list)
    grids: list[GridPart] = Field(default_factory=list)
    totals: list[TotalPart] = Field(default_factory=list)
    participants: list[ParticipantsPart] = Field(default_factory=list)
    areas: list[AreaPart] = Field(default_factory=list)
    recommendations: list[RecommendationPart] = Field(default_factory=list)
    corrections: list[CorrectionPart] = Field(default_factory=list)
    held: list[HeldPart] = Field(default_factory=list)
    years: list[QuestionYears] = Field(default_factory=list)
    years_from: list[tuple[int, int]] = Field(default_factory=list)
    compared: int | None = None
    judged_before: int | None = None
    not_locked: bool = False

    @property
    def next_year(self) -> int:
        """The year after."""
        return self.year + 1

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.rounds or self.areas or self.recommendations)

    def measure_of(self, asked: AskedPart) -> MeasurePart | None:
        """How a question about an area was answered; None where it is answered in words, or is not shown."""
        return next((m for m in self.measures if (m.round, m.code) == (asked.round, asked.code)), None)

    def statements_of(self, asked: AskedPart) -> list[StatementPart]:
        """The statements that are made of the answers to a question about an area."""
        of_round = [s for s in self.statements if s.round == asked.round]
        return [s for s in of_round if any(x.number == asked.number for x in s.sources)]

    def statements_by_focus(self) -> list[tuple[TagPart | None, list[StatementPart]]]:
        """Statements under the tag that they stand under, the plan's focus areas first; those without one last."""
        return gathered(((s.focus, s) for s in self.statements), [t.name for t in self.focus_areas])


class SheetLine(Part):
    """A measure on a body's fact sheet: what it chose, and how the county chose. chosen: None for no answer."""

    measure: MeasurePart
    chosen: ChoicePart | None
    shown: bool


class FactSheet(Part):
    """A body's own part of a report."""

    body: str
    lines: list[SheetLine]
    statements: list[StatementPart]
    recommendations: list[RecommendationPart]


def fact_sheet(report: FollowUpReport, body: str) -> FactSheet | None:
    """What a report says of one body; None where it says nothing of it by name."""
    lines: list[SheetLine] = []
    for grid in report.grids:
        row = next((r for r in grid.rows if r.body == body), None)
        if row is None:
            continue
        measures = {m.code: m for m in report.measures if m.round == grid.round}
        for code, cell in zip(grid.measures, row.cells, strict=True):
            measure = measures[code]
            chosen = next((c for c in measure.choices if c.code == cell), None)
            lines.append(SheetLine(measure=measure, chosen=chosen, shown=cell is not None))
    named = [s for s in report.statements if body in s.names]
    told = [r for r in report.recommendations if r.body == body]
    if not (lines or named or told):
        return None
    return FactSheet(body=body, lines=lines, statements=named, recommendations=told)
