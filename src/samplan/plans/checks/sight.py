"""What a predicate may look at: the plan, one area, their texts, and the day. Made once for a whole check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.followed import FollowedUp
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.terms import Term

BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the plan and where it stands. field: the key of the value that holds it."""

    place: Place
    field: str
    text: str


@dataclass(frozen=True)
class Around:
    """What an area's predicates need to know of the rest of the plan.

    today: the day of the check. The flags say whether the plan uses a thing at all: what no area has is asked for once,
    or not at all, never area by area. chain_known: the theory of change was at hand, so that what is not tied may be
    said to be loose. last_followup: the latest year that any area was followed up for, by the plan's own texts or by
    what other rooms tell; followed: what these tell, the latest year by the area's id. terms: the county's own words.
    """

    today: date
    valid_from: date | None = None
    valid_to: date | None = None
    focus_areas: frozenset[int] = frozenset()
    bodies: frozenset[str] = frozenset()
    tags_used: bool = False
    responsible_used: bool = True
    last_followup: int | None = None
    sources_of_need_used: bool = False
    targets_used: bool = False
    chained_goals: frozenset[str] = frozenset()
    chain_known: bool = False
    followed: Mapping[str, int] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the plan no longer holds."""
        return self.valid_to is not None and self.valid_to < self.today

    @property
    def begun(self) -> bool:
        """Whether the plan holds or has held; nothing can be late in one that has not begun."""
        return self.valid_from is None or self.valid_from <= self.today

    @property
    def followed_up_lately(self) -> bool:
        """Whether any area has been followed up for this year or the year before."""
        return self.last_followup is not None and self.last_followup >= self.today.year - 1


@dataclass(frozen=True)
class AreaSight:
    """One area with its texts."""

    area: AreaContent
    around: Around

    def here(self, kind: ItemKind = ItemKind.AREA, item: str = "", index: int = 0, words: str = "") -> Place:
        """A place in this area; the area itself when nothing more is said."""
        if kind is ItemKind.AREA:
            return Place(kind, self.area.id, self.area.id, 0, self.name)
        return Place(kind, self.area.id, item, index, words)

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.area.number or ''} {self.area.title}".strip()

    @property
    def followed_years(self) -> list[int]:
        """The years that the area was followed up for, by its own texts and by what other rooms tell."""
        told = self.around.followed.get(self.area.id)
        return [f.year for f in self.area.followups if f.year is not None] + ([] if told is None else [told])

    @property
    def asks(self) -> bool:
        """Whether the area plans by questions, without goals and activities of its own."""
        return bool(self.area.challenge_questions or self.area.followup_questions)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the area that somebody may change, in the order of the page."""
        return tuple(t for t in self._texts() if t.text)

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """Background, needs, comment and follow-ups."""
        kinds = {ItemKind.BACKGROUND, ItemKind.NEEDS, ItemKind.COMMENT, ItemKind.FOLLOWUP}
        return tuple(t for t in self.texts if t.place.kind in kinds)

    def _texts(self) -> Iterator[Text]:
        area = self.area
        yield Text(self.here(), "title", area.title)
        yield Text(self.here(), "identified_by", area.identified_by or "")
        for kind, words in (
            (ItemKind.BACKGROUND, area.background),
            (ItemKind.NEEDS, area.needs),
            (ItemKind.COMMENT, area.comment),
        ):
            yield Text(self.here(kind, words=words or ""), "text", words or "")
        yield from self._item_texts()
        yield from self._question_texts()

    def _item_texts(self) -> Iterator[Text]:
        area = self.area
        # A need of another area is looked at where it stands.
        for n in (n for n in area.need_rows if n.home in {"", area.id}):
            place = self.here(ItemKind.NEED, n.id, words=n.text)
            yield Text(place, "text", n.text)
            yield Text(place, "source", n.source or "")
            yield Text(place, "evidence", n.evidence or "")
        for g in area.goals:
            place = self.here(ItemKind.GOAL, g.id, words=g.text)
            yield Text(place, "text", g.text)
            yield Text(place, "attainment_written", g.attainment_written or "")
            yield Text(place, "attainment_comment", g.attainment_comment or "")
        for a in area.activities:
            yield Text(self.here(ItemKind.ACTIVITY, a.id, words=a.text), "text", a.text)
        for i in area.indicators:
            place = self.here(ItemKind.INDICATOR, i.id, words=i.text)
            yield Text(place, "text", i.text)
            yield Text(place, "target", i.target or "")
            yield Text(place, "rhythm", i.rhythm or "")
        for index, body in enumerate(area.responsible):
            yield Text(self.here(ItemKind.RESPONSIBLE, index=index, words=body.name), "text", body.name)
        for index, cost in enumerate(area.costs):
            words = cost.text or ""
            yield Text(self.here(ItemKind.COST, index=index, words=words), "text", words)
        for f in area.followups:
            yield Text(self.here(ItemKind.FOLLOWUP, f.id, words=f.text), "text", f.text)

    def _question_texts(self) -> Iterator[Text]:
        for q in self.area.challenge_questions:
            yield Text(self.here(ItemKind.CHALLENGE_QUESTION, q.id, words=q.text), "text", q.text)
            for p in q.proposals:
                place = self.here(ItemKind.PROPOSAL, p.id, words=p.text)
                yield Text(place, "text", p.text)
                yield Text(place, "actor", p.actor or "")
        for index, words in enumerate(self.area.followup_questions):
            yield Text(self.here(ItemKind.FOLLOWUP_QUESTION, index=index, words=words), "text", words)


@dataclass(frozen=True)
class Sight:
    """The whole plan."""

    plan: PlanContent
    around: Around

    @cached_property
    def areas(self) -> tuple[AreaSight, ...]:
        """Its areas, each with its texts."""
        return tuple(AreaSight(area, self.around) for area in self.plan.areas)

    def here(self, kind: ItemKind = ItemKind.PLAN, index: int = 0, words: str = "") -> Place:
        """A place directly under the plan; the plan itself when nothing more is said."""
        item = self.plan.id if kind is ItemKind.PLAN else ""
        return Place(kind, None, item, index, words or (self.plan.title if kind is ItemKind.PLAN else ""))

    @cached_property
    def own_texts(self) -> tuple[Text, ...]:
        """Texts that stand directly under the plan."""
        return tuple(t for t in self._own_texts() if t.text)

    def _own_texts(self) -> Iterator[Text]:
        plan = self.plan
        yield Text(self.here(), "title", plan.title)
        for index, words in enumerate(plan.overall_goals):
            yield Text(self.here(ItemKind.OVERALL_GOAL, index, words), "text", words)
        for index, image in enumerate(plan.target_images):
            place = self.here(ItemKind.TARGET_IMAGE, index, image.title)
            yield Text(place, "title", image.title)
            yield Text(place, "text", image.text or "")

    @property
    def texts(self) -> Iterator[Text]:
        """Every text of the plan."""
        yield from self.own_texts
        for area in self.areas:
            yield from area.texts


def around_of(
    plan: PlanContent, today: date, followed: FollowedUp | None = None, terms: tuple[Term, ...] = ()
) -> Around:
    """What the areas of a whole plan need to know of it. followed: what other rooms tell of its follow-up."""
    areas, told = plan.areas, followed or FollowedUp()
    years = [told.last_of_plan, *(f.year for a in areas for f in a.followups)]
    return Around(
        today=today,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        focus_areas=frozenset(f.number for f in plan.focus_areas),
        bodies=frozenset(b.name.casefold() for b in plan.parties),
        tags_used=any(a.focus_areas for a in areas),
        responsible_used=any(has_responsible(a) for a in areas),
        last_followup=max((year for year in years if year is not None), default=None),
        sources_of_need_used=any(a.identified_by or any(n.source for n in a.need_rows) for a in areas),
        targets_used=any(i.target for a in areas for i in a.indicators),
        chained_goals=frozenset(step.to_id for step in plan.chain if step.to_kind == "goal"),
        chain_known=True,
        followed=told.last_of_areas,
        terms=terms,
    )


def has_responsible(area: AreaContent) -> bool:
    """Whether somebody answers for the area or for something in it, or has been asked to."""
    named = bool(area.responsible) or any(a.responsible for a in area.activities)
    asked = [*area.asked, *(body for a in area.activities for body in a.asked)]
    return named or any(body.part is OwnerPart.RESPONSIBLE for body in asked)


def folded(text: str) -> str:
    """A text without regard to case, blanks and the sign that ends it."""
    return BLANKS.sub(" ", text).strip(" .;,:!?").casefold()
