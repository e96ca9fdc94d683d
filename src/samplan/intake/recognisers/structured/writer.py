"""Writes what stands under a label into an area: the same for a heading's section, a label cell and a bold run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder, QuestionBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.splitting import Item, items, sentences
from samplan.intake.recognisers.structured.bodylines import body_lines
from samplan.intake.recognisers.structured.content import is_given, is_status_word, looks_forward, settled
from samplan.intake.recognisers.structured.details import (
    grouped,
    inline,
    named,
    share,
    shared_ends,
    tail,
    without_shared,
)
from samplan.intake.recognisers.structured.doubting import is_status, label_doubts
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.identified import identified, identified_year
from samplan.intake.recognisers.structured.levels import by_marks, end_mark, goal_mark, level_alone
from samplan.intake.recognisers.structured.sayings import assigned, take_doer
from samplan.intake.recognisers.structured.subheadings import SUBHEADINGS
from samplan.intake.recognisers.structured.taking import (
    followup_heading,
    is_closed,
    last_bracket,
    take_actor,
    take_time,
)
from samplan.intake.recognisers.times import ReadTime, read_time
from samplan.intake.recognisers.values import (
    bodies,
    is_body,
    looks_like_person,
    none_but_bodies,
    read_goal_status,
    read_indicator,
)
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt
from samplan.plans.shapes.exchange import Activity, ActivityKind, Cost, FollowUp, Goal, GoalStatus, Horizon

Part = Paragraph | ListItem
Parts = Sequence[Part]

_UNCERTAIN_TARGET = re.compile(r"\?{2,}|\bca\b\.?\s*\d|\bcirka\s+\d|\bev\b\.", re.I)
_GOAL_LIKE = re.compile(
    r"^\s*\(?[LK]\d?\)?\s*[:.–-]|\bska(?:ll)?\b|\bsenast\s+(?:år\s+|vt\s+|ht\s+|den\s+)?(?:19|20)?\d\d"
    r"|\bsikt\b|\bmålet är att\b", re.I
)  # fmt: skip
"""What goals say and judgements do not: a mark for the horizon, what shall be, until when."""
_STATUS = re.compile(r"status|^lage(?:t|n)?$|^aktuellt lage$|^nulage$|^trafikljus$")
_HORIZONS = {
    Role.LONG_GOAL: Horizon.LONG,
    Role.OVERALL_GOAL: Horizon.LONG,
    Role.SHORT_GOAL: Horizon.SHORT,
}


_CODE = re.compile(r"^\s*(?:[ABCDEFGIMNOPS]\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2}){1,3})[.:)]?\s+(?=[A-ZÅÄÖ])")
"""What numbers a goal or an activity in front of it ("1.2 Utbilda …", "A3: Starta …")."""

_INSIDE = {Role.ACTOR: Role.RESPONSIBLE, Role.TARGET_IMAGE: Role.LONG_GOAL}
"""What labels of a whole plan, or of proposals, mean in an area without questions."""


class Writer:
    """Writes labelled text into areas.

    meanings: what this document means by labels that may be for follow-up. within: a table is being
    read, so that a time told once in it is that of all its activities under different labels ("Vad?", "Hur?").
    period: the time that a heading above tells of activities that tell none. wording: the label as written.
    """

    def __init__(self, builder: PlanBuilder, focus: FocusAreas) -> None:
        self.builder = builder
        self.ledger = builder.ledger
        self.focus = focus
        self.question: QuestionBuilder | None = None
        self.meanings: dict[str, Role] = {}
        self.within = False
        self.period = ""
        self._written = self.wording = ""
        self._open: set[str] = set()
        self._shared: frozenset[str] = frozenset()
        self._latest: tuple[AreaBuilder, int] | None = None
        self._prose = False
        self._ways: dict[Role, Callable[[AreaBuilder, Label, Parts], None]] = {
            Role.LONG_GOAL: self.goals,
            Role.SHORT_GOAL: self.goals,
            Role.GOAL: self.goals,
            Role.OVERALL_GOAL: self.goals,
            Role.ACTIVITY: self.activities,
            Role.REPORTED: self.activities,
            Role.INDICATOR: self.indicators,
            Role.RESPONSIBLE: self.responsible,
            Role.COST: self.costs,
            Role.AMOUNT: self.costs,
            Role.GOAL_STATUS: self.status,
            Role.COMMENT: self.running,
            Role.NEEDS: self.running,
            Role.BACKGROUND: self.running,
            Role.QUESTION: self.questions,
            Role.PROPOSAL: self.proposals,
            Role.FOLLOWUP_QUESTION: self.followup_questions,
            Role.FOCUS_AREA: self.tags,
            Role.TIME: self.times,
            Role.IDENTIFIED: self._identified,
            Role.IDENTIFIED_YEAR: self._identified_year,
        }

    def knows(self, label: Label) -> bool:
        """Whether text under the label has a place in an area."""
        return label.role in self._ways or label.role in (Role.FOLLOWUP, Role.HORIZON, *_INSIDE)

    def meant(self, label: Label, written: str, texts: Sequence[str] = ()) -> Label:
        """A label for follow-up by what the document means by it: how things are measured, or what comes next."""
        if label.role is Role.HORIZON and texts and all(len(text.split()) > 2 for text in texts):
            near = "kort" in plain(written)
            return replace(label, roles=(Role.SHORT_GOAL if near else Role.LONG_GOAL,))
        if label.role in (Role.GOAL, Role.SHORT_GOAL) and self.meanings.get(plain(written)) is Role.ACTIVITY:
            return replace(label, roles=(Role.ACTIVITY,), certainty=label.certainty * 0.8)
        if label.role is not Role.FOLLOWUP or label.joined:
            return label
        if label.years is None and plain(written) in self.meanings:
            return replace(label, roles=(self.meanings[plain(written)],), certainty=label.certainty * 0.9)
        return replace(label, roles=(Role.ACTIVITY,)) if texts and looks_forward(written, texts) else label

    def put(self, area: AreaBuilder, label: Label, parts: Parts, heading: str = "", *, apart: bool = False) -> None:
        """Write the text under a label into the area. heading: the label as written; apart: for follow-ups both."""
        told = [part for part in parts if plain(part.text)]
        if not told:
            return
        self._written = self.wording = heading
        label = self.meant(settled(label, [part.text for part in told]), heading, [part.text for part in told])
        if label.role in _INSIDE and not (area.questions or self.question):
            label = replace(label, roles=(_INSIDE[label.role],))
        if label.joined and label.role is Role.ACTIVITY:
            self.activities(area, label, told)
            return
        if label.joined:
            shares = share(label, told, self.ledger)
            for role, part in shares:
                alone = Label((role,), label.certainty * 0.9, years=label.years, shared=len(shares) > 1)
                self.put(area, alone, part, heading)
            return
        asked = area.questions and all(part.text.rstrip().endswith("?") for part in told)
        if asked and label.role in (Role.FOLLOWUP, Role.INDICATOR):
            self.followup_questions(area, label, told)
        elif label.role is Role.FOLLOWUP:
            self.followup(area, label, told, heading, apart=apart)
        elif label.role in self._ways:
            self._ways[label.role](area, label, told)

    def goals(self, area: AreaBuilder, label: Label, parts: Parts, level: Horizon | None = None) -> None:
        """Goals; a mark before one ("L:", "Kort sikt:") tells its level and goes on till the next mark."""
        told = _HORIZONS.get(label.role, level)
        run: list[Part] = []
        for part in by_marks(parts, self.ledger):
            alone = level_alone(part.text) if not isinstance(part, ListItem) and len(parts) > 1 else None
            marked, text = (alone, "") if alone else goal_mark(part.text)
            if marked:
                self._goals_of(area, label, run, told)
                run, told = [], marked
                part = self.ledger.part(text, part)
            run.append(part)
        self._goals_of(area, label, run, told)

    def _goals_of(self, area: AreaBuilder, label: Label, parts: Parts, told: Horizon | None) -> None:
        for item in items(parts, self.ledger):
            before, text = goal_mark(item.text)
            behind, text = end_mark(_CODE.sub("", text))
            level = before or behind or told
            if not plain(text):
                continue
            doubts = [*([] if level else [Doubt("goal_level_unknown", self.wording)]), *label_doubts(label, item)]
            certainty = label.certainty * (1.0 if level else 0.6)
            area.add_goal(Goal(level=level or Horizon.LONG, text=text), item.pieces, certainty, *doubts)

    def activities(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Activities of a list, each with the time and body that it names itself; bodies alone are no activities."""
        if label.years is None and none_but_bodies(part.text for part in parts):
            self.responsible(area, label, parts)
            return
        if self._latest is None or self._latest[0] is not area or plain(self._written) in self._open:
            self._latest, self._open = (area, len(area.activities)), set()
        self._open |= {plain(self._written)} if self.within else set()
        self._latest = self._latest if self.within else (area, len(area.activities))
        self._shared = shared_ends(parts)
        for told in grouped(parts, self.ledger):
            beside = tuple(piece for part in told.beside for piece in self.ledger.of(part))
            made = items(told.parts, self.ledger)
            self._prose = assigned(told.parts, made)
            for item in made:
                self.activity(area, label, item, told.time(label.years), beside)
            self._prose = False
            for name in told.bodies:
                self.body(area, name, beside, 0.9)
        self._shared = frozenset()

    def activity(
        self, area: AreaBuilder, label: Label, item: Item, time: ReadTime | None, pieces: Iterable[Piece] = ()
    ) -> None:
        """One activity. time: from its own column; else what its text begins or ends with."""
        text, year = _CODE.sub("", item.text), label.years[1] if label.years else None
        text, body = take_actor(text)
        beside = named(body or "")
        text, doer = (take_doer(text) if self._prose or is_given(text) else None) or (text, "")
        text, shared = without_shared(text, self._shared)
        text, told = inline(text)
        if Role.RESPONSIBLE in label.roles[1:] or Role.TIME in label.roles[1:]:
            text, told = tail(text)
        time = time or told.time(label.years) or beside.time(label.years)
        if time is None:
            text, time = take_time(text, label.years)
        if time is None and self.period:
            time = read_time(self.period)
        kind = ActivityKind.REPORTED if label.role is Role.REPORTED else ActivityKind.PLANNED
        made = Activity(
            text=text,
            timeframe=time.as_written if time else None,
            start=time.start if time else None,
            end=time.end if time else None,
            ongoing=bool(time and time.ongoing),
            kind=kind,
            year=year,
        )
        doubts = list(time.doubts) if time else []
        certainty = label.certainty * (1.0 if item.sure else 0.9) * (0.6 if doubts else 1.0)
        area.add_activity(made, (*item.pieces, *pieces), certainty, *doubts, *label_doubts(label, item))
        for name in [*beside.bodies, *told.bodies, *shared, *bodies(doer)]:
            self.body(area, name, item.pieces, 0.9)

    def times(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Times that stand apart from their activities: one each when the counts agree, else one for all."""
        first = self._latest[1] if self._latest and self._latest[0] is area else 0
        bare = [n for n, find in enumerate(area.activities) if n >= first and find.value.timeframe is None]
        pieces = tuple(piece for part in parts for piece in self.ledger.of(part))
        self._latest, self._open = None, set()
        texts = [re.sub(r"(?<=\d)\.$", "", part.text.strip()) for part in parts]
        if len(texts) != len(bare):
            texts = [" ".join(texts)] * len(bare)
        for place, text in zip(bare, texts, strict=True):
            find, time = area.activities[place], read_time(text, plan_years=label.years)
            told = {"timeframe": time.as_written, "start": time.start, "end": time.end, "ongoing": time.ongoing}
            area.activities[place] = replace(
                find,
                value=find.value.model_copy(update=told),
                pieces=(*find.pieces, *pieces),
                certainty=min(find.certainty, 0.6 if time.doubts else 0.9),
                doubts=(*find.doubts, *time.doubts),
            )

    def indicators(self, area: AreaBuilder, label: Label, parts: Parts, **told: str | None) -> None:
        """Indicators; told: source and reference from columns of their own."""
        for item in items(parts, self.ledger):
            made = read_indicator(item.text, source=told.get("source"), reference=told.get("reference"))
            doubts = [Doubt("target_uncertain", item.text)] if _UNCERTAIN_TARGET.search(item.text) else []
            if made.reference and len(plain(item.text).split()) <= 3:
                doubts.append(Doubt("reference_without_name", item.text))
            certainty = label.certainty * (0.6 if doubts else 1.0)
            area.add_indicator(made, item.pieces, certainty, *doubts, *label_doubts(label, item))

    def responsible(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Responsible bodies, parted at commas, line breaks and "och" between bodies."""
        for item in items(body_lines(parts, self.builder), self.ledger, by_sentence=False):
            for name in bodies(item.text):
                self.body(area, name, item.pieces, label.certainty, *label_doubts(label, item))

    def body(
        self, area: AreaBuilder, name: str, pieces: Iterable[Piece], certainty: float = 1.0, *doubts: Doubt
    ) -> None:
        """One responsible body; a person's name is doubted."""
        person = [Doubt("responsible_person", name)] if looks_like_person(name) else []
        area.add_responsible(name, pieces, certainty * (0.6 if person else 1.0), *doubts, *person)

    def costs(self, area: AreaBuilder, label: Label, parts: Parts, unit: str = "") -> None:
        """Cost ranges. unit: the header's words, which may name tkr or mnkr."""
        for item in items(parts, self.ledger, by_sentence=False):
            found = amounts(item.text, unit=unit)
            if not found and len(plain(item.text)) > 1:
                self.builder.doubt("cost_not_understood", item.pieces)
            for amount in found:
                year = amount.year or (label.years[0] if label.years else None)
                doubts = [Doubt("cost_uncertain", item.text)] if amount.unsure else []
                doubts += [Doubt("cost_per_unit", item.text)] if amount.per_unit else []
                cost = Cost(year=year, min=amount.min, max=amount.max)
                area.add_cost(cost, item.pieces, 0.6 if doubts else label.certainty, *doubts, *label_doubts(label))

    def followup(self, area: AreaBuilder, label: Label, parts: Parts, heading: str, *, apart: bool = False) -> None:
        """What a follow-up said. heading: None where it is only the word for follow-up.

        apart: it stands in a row of its own, so that it does not go on from the one before. How far an activity has
        come has no field in the plan file: a lone status word stays beside as a label.
        """
        year = label.years[1] if label.years else None
        told: str | None = followup_heading(heading)
        alone = is_status if _STATUS.search(plain(heading)) else is_status_word if told is None else None
        if alone is not None and all(alone(part.text) for part in parts):
            self.builder.label(piece for part in parts for piece in self.ledger.of(part))
            return
        for part in parts:
            named = vocabulary().label(part.text) if len(part.text) <= 50 else None
            if named and named.role in SUBHEADINGS and len(parts) > 1 and not isinstance(part, ListItem):
                told = part.text.strip().rstrip(":")
                self.builder.label(self.ledger.of(part))
                continue
            lead = vocabulary().leading(part.text)
            text = part.text
            if lead and lead[0].role in SUBHEADINGS and plain(lead[2]) and ":" in part.text[: len(lead[1]) + 2]:
                told, text = lead[1], lead[2]
            made = FollowUp(year=year, heading=told, text=text)
            area.add_followup(made, self.ledger.of(part), label.certainty, apart=apart)
            apart = False
            status = read_goal_status(text) if len(text.split()) <= 8 and "mål" in text.lower() else None
            if status:
                area.set_status(status, self.ledger.of(part), 0.9)

    def status(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """A judgement of the goals; words beyond it are kept as a follow-up, a text without one is doubtful."""
        text = " ".join(part.text for part in parts)
        pieces = tuple(piece for part in parts for piece in self.ledger.of(part))
        first = sentences(text)[:1]
        status: GoalStatus | None = (read_goal_status(first[0]) if first else None) or read_goal_status(text)
        if status:
            area.set_status(status, pieces, label.certainty)
        if status is None or len(plain(text).split()) > 4:
            year = label.years[1] if label.years else None
            made = FollowUp(year=year, heading="Måluppfyllelse", text=text)
            area.add_followup(made, pieces, label.certainty * 0.9, apart=True)
            if status is None and _GOAL_LIKE.search(text):
                area.followups[-1] = area.followups[-1].with_doubt("goal_in_status", text)

    def running(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Background, needs and comments: the text as it runs."""
        for part in parts:
            area.add_text(label.role.value, part.text, self.ledger.of(part), label.certainty)

    def questions(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Challenge questions; what is listed under one and is no question is a proposal."""
        for item in items(parts, self.ledger, by_sentence=False):
            known = next((q for q in area.questions if plain(str(q.text.value)) == plain(item.text)), None)
            if known is not None:
                self.question = known
                self.builder.label(item.pieces)
            elif is_closed(item.text) and label.role is Role.QUESTION and area.questions:
                area.followup_questions.append(Found(item.text, item.pieces, label.certainty * 0.8))
            elif item.text.rstrip().endswith("?") or not area.questions:
                self.question = area.add_question(item.text, item.pieces, label.certainty)
            else:
                self._propose(area, item, label)

    def proposals(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Proposed activities under the last question; without a question they are planned activities."""
        for item in items(parts, self.ledger, by_sentence=False):
            if item.text.rstrip().endswith("?"):
                area.add_question(item.text, item.pieces, label.certainty)
            elif area.questions or self.question:
                self._propose(area, item, label)
            else:
                self.activity(area, Label((Role.ACTIVITY,), label.certainty * 0.8), item, None)

    def _propose(self, area: AreaBuilder, item: Item, label: Label) -> None:
        text, actor = take_actor(item.text)
        doubts = []
        if actor is None:
            text, actor = last_bracket(text)
            doubts = [Doubt("actor_unsure", actor)] if actor and not is_body(actor) else []
        self.asked(area).propose(text, actor, item.pieces, label.certainty, *doubts)

    def asked(self, area: AreaBuilder) -> QuestionBuilder:
        """The question that was asked last, in this area if it has any."""
        own = self.question is not None and any(known is self.question for known in area.questions)
        return self.question if self.question and (own or not area.questions) else area.questions[-1]

    def followup_questions(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Questions for the yearly follow-up."""
        for item in items(parts, self.ledger, by_sentence=False):
            area.followup_questions.append(Found(item.text, item.pieces, label.certainty))

    def _identified(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        identified(area, label, parts, self.ledger)

    def _identified_year(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        identified_year(area, label, parts, self.ledger)

    def tags(self, area: AreaBuilder, label: Label, parts: Parts) -> None:
        """Tags with focus areas, by number or by name."""
        for part in parts:
            for number in self.focus.numbers(part.text, self.ledger.of(part)):
                area.add_focus(number, self.ledger.of(part), label.certainty)
