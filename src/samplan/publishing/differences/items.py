"""A plan taken apart: each item that can be added, dropped, moved or changed, with all that is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from pydantic import BaseModel

from samplan.plans.shapes import content as c
from samplan.plans.shapes.exchange import BlockKind, Cost, Horizon
from samplan.plans.shapes.ownership import OwnerPart
from samplan.publishing.differences.shapes import Field, Kind, Said

BY_THE_WAY = frozenset({BlockKind.LABEL, BlockKind.FURNITURE})
LEVELS = {Horizon.LONG: Said("långsiktigt", "long term"), Horizon.SHORT: Said("kortsiktigt", "short term")}
SINGLE = frozenset({Kind.PLAN, Kind.AREA, Kind.BACKGROUND, Kind.NEEDS, Kind.COMMENT})
"""Kinds that stand once in their place: the same place is the same item."""
NO_WORDS = frozenset(
    [
        "id",
        "slug",
        "code",
        "mark",
        "node",
        "framework",
        "goal",
        "area",
        "kind",
        "level",
        "type",
        "format",
        "county_slug",
        "county_code",
        "way",
        "from_id",
        "to_id",
        "from_kind",
        "to_kind",
        "item_kind",
        "item_id",
        "framework_kind",
        "from_plan",
        "sha256",
        "currency",
    ]
)
Words = Mapping[Field, Said]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a plan. id: "" where it has none. home: the place of its area in the plan, None for the plan's."""

    kind: Kind
    id: str
    home: int | None
    words: Words = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its own words."""
        said = self.words.get(Field.TEXT)
        return said.sv if said else ""


class _Tags:
    """The names of the framework's nodes that items are tagged with."""

    def __init__(self, tags: Iterable[c.TagContent]) -> None:
        self.names: dict[tuple[str, str], list[c.TagContent]] = defaultdict(list)
        for tag in tags:
            self.names[tag.item_kind, tag.item_id].append(tag)

    def of(self, kind: Kind, item_id: str) -> Said:
        """All of an item's tags in one line."""
        found = self.names.get((kind.value, item_id), [])
        return Said("; ".join(t.name for t in found), "; ".join(t.name_en or t.name for t in found))


def items_of(plan: c.PlanContent) -> list[Item]:
    """All items, the plan's own first, then area by area. An item that says nothing is no item."""
    tags = _Tags(plan.tags)
    found = [*_plan_items(plan)]
    titles = {f.number: f.title for f in plan.focus_areas}
    for home, area in enumerate(plan.areas):
        found.extend(_area_items(area, home, titles, tags))
    return [item for item in found if any(said.sv for said in item.words.values())]


def _plan_items(plan: c.PlanContent) -> Iterator[Item]:
    yield Item(Kind.PLAN, plan.id, None, _words({Field.TEXT: plan.title, Field.TIME: _span(plan)}))
    yield from _lines(Kind.OVERALL_GOAL, plan.overall_goals, plan.overall_goal_ids)
    images = [": ".join(filter(None, (image.title, image.text))) for image in plan.target_images]
    yield from _lines(Kind.TARGET_IMAGE, images, plan.image_ids)
    yield from _lines(Kind.FOCUS_AREA, [f.title for f in plan.focus_areas])
    yield from _lines(Kind.PERSPECTIVE, plan.perspectives)
    home = {area.id: place for place, area in enumerate(plan.areas)}
    for effect in plan.effects:
        place = home.get(effect.area) if effect.area else None
        yield Item(Kind.EFFECT, effect.id, place, _words({Field.TEXT: effect.text, Field.MORE: _more(effect, "text")}))
    for waits in plan.dependencies:
        yield Item(Kind.DEPENDENCY, waits.id, None, _dependency(waits))
    for fund in plan.funds:
        amount = f"{_sum(fund.amount)} {'kr' if fund.currency == 'SEK' else fund.currency}"
        words = {Field.TEXT: fund.name, Field.COST: amount, Field.YEAR: str(fund.year or "")}
        yield Item(Kind.FUND, "", None, _words(words))
    yield from _lines(Kind.OTHER, [b.text for b in plan.other if b.kind not in BY_THE_WAY])


def _dependency(waits: c.DependencyContent) -> Words:
    expected = waits.expected_written or (waits.expected.isoformat() if waits.expected else "")
    released = " ".join(filter(None, (waits.released_on.isoformat() if waits.released_on else "", waits.decision)))
    return _words(
        {
            Field.TEXT: ": ".join(filter(None, (waits.title, waits.text))),
            Field.RESPONSIBLE: waits.owner,
            Field.TIME: expected,
            Field.STATUS: Said(f"Klart {released}", f"Released {released}") if released else None,
        }
    )


def _lines(kind: Kind, texts: Sequence[str], ids: Sequence[str] = (), home: int | None = None) -> Iterator[Item]:
    known = ids if len(ids) == len(texts) else [""] * len(texts)
    for text, item_id in zip(texts, known, strict=True):
        yield Item(kind, item_id, home, _words({Field.TEXT: text}))


def _area_items(area: c.AreaContent, home: int, titles: Mapping[int, str], tags: _Tags) -> Iterator[Item]:
    yield Item(Kind.AREA, area.id, home, _area(area, titles, tags))
    for kind, text in ((Kind.BACKGROUND, area.background), (Kind.NEEDS, area.needs)):
        yield Item(kind, area.id, home, _words({Field.TEXT: text}))
    for need in (n for n in area.need_rows if n.home in {"", area.id}):
        yield Item(Kind.NEED, need.id, home, _need(need))
    long = {goal.id: goal.text for goal in area.goals}
    for goal in area.goals:
        yield Item(Kind.GOAL, goal.id, home, _goal(goal, tags, long.get(goal.under or "", "")))
    for activity in area.activities:
        yield Item(Kind.ACTIVITY, activity.id, home, _activity(activity, tags))
    for indicator in area.indicators:
        yield Item(Kind.INDICATOR, indicator.id, home, _indicator(indicator, tags))
    for question in area.challenge_questions:
        yield Item(Kind.QUESTION, question.id, home, _words({Field.TEXT: question.text}))
        for proposal in question.proposals:
            words = {Field.TEXT: proposal.text, Field.ACTOR: proposal.actor, Field.MORE: _more(proposal, "text actor")}
            yield Item(Kind.PROPOSAL, proposal.id, home, _words(words))
    yield from _lines(Kind.FOLLOWUP_QUESTION, area.followup_questions, home=home)
    for said in area.followups:
        text = ": ".join(filter(None, (said.heading, said.text)))
        more = _more(said, "text heading year")
        words = {Field.TEXT: text, Field.YEAR: str(said.year or ""), Field.MORE: more}
        yield Item(Kind.FOLLOWUP, said.id, home, _words(words))
    yield Item(Kind.COMMENT, area.id, home, _words({Field.TEXT: area.comment}))
    yield from _lines(Kind.OTHER, [b.text for b in area.other if b.kind not in BY_THE_WAY], home=home)


PARTS = "responsible takes_part informed asked"
KNOWN_OF_AREA = (
    f"{PARTS} number title group focus_areas identified_by identified_year background needs goals activities "
    "indicators need_rows "
    "costs followups goal_status comment challenge_questions followup_questions other"
)


def _area(area: c.AreaContent, titles: Mapping[int, str], tags: _Tags) -> Words:
    return _words(
        {
            Field.TEXT: area.title,
            Field.NUMBER: area.number,
            Field.GROUP: area.group,
            Field.FOCUS: "; ".join(titles.get(n, str(n)) for n in area.focus_areas),
            **_parts(area),
            Field.ATTAINMENT: _label(area.goal_status),
            Field.COST: "; ".join(_cost(cost) for cost in area.costs),
            Field.IDENTIFIED: " ".join(str(w) for w in (area.identified_by, area.identified_year) if w),
            Field.TAGS: tags.of(Kind.AREA, area.id),
            Field.MORE: _more(area, KNOWN_OF_AREA),
        }
    )


def _need(need: c.NeedContent) -> Words:
    known = "text source year evidence home others"
    return _words(
        {
            Field.TEXT: need.text,
            Field.IDENTIFIED: " ".join(str(word) for word in (need.source, need.year) if word),
            Field.SOURCE: need.evidence,
            Field.MORE: _more(need, known),
        }
    )


def _goal(goal: c.GoalContent, tags: _Tags, under: str) -> Words:
    known = f"{PARTS} text level attainment attainment_written attainment_comment under"
    return _words(
        {
            Field.TEXT: goal.text,
            Field.LEVEL: LEVELS[goal.level],
            Field.ATTAINMENT: _label(goal.attainment) or Said(goal.attainment_written or ""),
            **_parts(goal),
            Field.GROUNDS: " ".join(filter(None, (goal.attainment_written, goal.attainment_comment))),
            Field.TAGS: tags.of(Kind.GOAL, goal.id),
            Field.MORE: " · ".join(filter(None, (under, _more(goal, known)))),
        }
    )


def _activity(activity: c.ActivityContent, tags: _Tags) -> Words:
    days = " – ".join(day.isoformat() for day in (activity.start, activity.end) if day)
    written = activity.timeframe or days or str(activity.year or "")
    known = f"{PARTS} text timeframe start end ongoing recurring kind year status status_written goal"
    return _words(
        {
            Field.TEXT: activity.text,
            Field.TIME: Said(written, key=" ".join(str(w) for w in (written, days, activity.year) if w)),
            Field.STATUS: _label(activity.status),
            Field.STATUS_WRITTEN: activity.status_written,
            **_parts(activity),
            Field.SORT: Said("genomförd", "carried out") if activity.kind == "reported" else None,
            Field.TAGS: tags.of(Kind.ACTIVITY, activity.id),
            Field.MORE: _more(activity, known),
        }
    )


def _indicator(indicator: c.IndicatorContent, tags: _Tags) -> Words:
    return _words(
        {
            Field.TEXT: indicator.text,
            Field.TARGET: indicator.target,
            **_parts(indicator),
            Field.SOURCE: " ".join(filter(None, (indicator.source, indicator.reference_words))),
            Field.TAGS: tags.of(Kind.INDICATOR, indicator.id),
            Field.MORE: _more(indicator, f"{PARTS} text source reference reference_name target target_uncertain"),
        }
    )


def _words(words: Mapping[Field, Said | str | None]) -> Words:
    said = {name: value if isinstance(value, Said) else Said(value or "") for name, value in words.items()}
    return {name: value for name, value in said.items() if value.sv}


def _label(label: c.Label | None) -> Said | None:
    return Said(label.sv, label.en, label.code) if label else None


def _bodies(bodies: Sequence[c.Body], asked: Sequence[c.Body] = ()) -> Said:
    """Bodies by name; told apart by their permanent code, so that one that is renamed is still the same."""
    names = [b.name for b in bodies]
    key = " ".join(sorted([*(b.code or b.name for b in bodies), *(f"{b.code or b.name}?" for b in asked)]))
    if not asked:
        return Said("; ".join(names), key=key)
    sv, en = ("; ".join([*names, *(f"{b.name} ({word})" for b in asked)]) for word in ("tillfrågad", "asked"))
    return Said(sv, en, key)


def _asked(part: c.AreaContent | c.GoalContent | c.ActivityContent | c.IndicatorContent, as_: OwnerPart) -> Said:
    return _bodies(getattr(part, as_.value), [body for body in part.asked if body.part is as_])


def _parts(
    part: c.AreaContent | c.GoalContent | c.ActivityContent | c.IndicatorContent,
) -> dict[Field, Said | str | None]:
    """Who answers for it, takes part and is informed."""
    return {
        Field.RESPONSIBLE: _asked(part, OwnerPart.RESPONSIBLE),
        Field.TAKES_PART: _asked(part, OwnerPart.TAKES_PART),
        Field.INFORMED: _asked(part, OwnerPart.INFORMED),
    }


def _span(plan: c.PlanContent) -> str:
    days = (plan.valid_from, plan.valid_to)
    return " – ".join(day.isoformat() if day else "" for day in days).strip() if any(days) else ""


def _sum(amount: str) -> str:
    whole, _, rest = amount.partition(".")
    grouped = f"{int(whole or '0'):,}".replace(",", "\u00a0")
    return f"{grouped},{rest}" if rest else grouped


def _cost(cost: Cost) -> str:
    amount = _sum(cost.max) if cost.min == cost.max else f"{_sum(cost.min)}–{_sum(cost.max)}"
    what = " ".join(word for word in (cost.text or "", str(cost.year or "")) if word)
    return f"{what}: {amount} kr" if what else f"{amount} kr"


def _more(part: BaseModel, known: str) -> str:
    """The words of fields that are younger than this module, so that nothing new is passed over in silence."""
    names = set(known.split()) | NO_WORDS
    return " · ".join(
        text for name in type(part).model_fields if name not in names for text in texts_in(getattr(part, name))
    )


def texts_in(value: object) -> Iterator[str]:
    """Every word for a reader in a value, whatever it is made of; codes and ids are no words."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NO_WORDS:
                yield from texts_in(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_in(one)
