"""What the public pages show, made from an edition. No database: everything stands in the edition itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    DependencyContent,
    FollowUpContent,
    GoalContent,
    Label,
    PlanContent,
)
from samplan.plans.shapes.exchange import Cost, Fund, OtherBlock
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.versions import LineageWay, PlanType
from samplan.publishing.differences import Change, Comparison
from samplan.web import swedish
from samplan.web.public import tallies, timeline

SHOWN_FOLLOWUPS = 8
SHOWN_CHANGES = 6
BY_THE_WAY = frozenset({"label", "furniture"})


@dataclass(frozen=True, slots=True)
class FocusRow:
    """A focus area (or the group that the plan uses instead) with its areas and both judgements.

    questions, proposals: how many challenge questions and proposals the areas have, for plans that work with those.
    """

    title: str
    anchor: str
    own_words: bool
    areas: list[AreaContent]
    done: tallies.Tally
    helped: tallies.Tally
    questions: int
    proposals: int


@dataclass(frozen=True, slots=True)
class FundYear:
    """The grant money of one year (None: no year given) and its sum per currency."""

    year: int | None
    funds: list[Fund]
    sums: list[tuple[Decimal, str]]


@dataclass(frozen=True, slots=True)
class LatestFollowUp:
    """What the areas' latest follow-up said (year None: no year given); left is how many areas are not shown."""

    year: int | None
    lines: list[tuple[AreaContent, FollowUpContent]]
    left: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with its track.

    understood is empty where it says the same as what was written; status_written where the time already has the words.
    """

    activity: ActivityContent
    status: Label | None
    status_written: str
    mark: str
    late: bool
    asked: tuple[str, ...]
    goal: GoalContent | None
    understood: str
    shapes: list[timeline.Shape]


@dataclass(frozen=True, slots=True)
class YearOfFollowUps:
    """What was said about one year (None: no year given)."""

    year: int | None
    followups: list[FollowUpContent]


@dataclass(frozen=True, slots=True)
class Changed:
    """The first few changes since the edition before, with their area, and how many there are in all."""

    lines: list[tuple[AreaContent | None, Change]]
    total: int


def focus_rows(plan: PlanContent) -> list[FocusRow]:
    """The plan by focus area; by the source's own groups where it has none; an area counts once, under its first."""
    groups: dict[tuple[int, str, bool], list[AreaContent]] = defaultdict(list)
    titles = {f.number: f.title for f in plan.focus_areas}
    for focus in plan.focus_areas:
        groups[(focus.number, focus.title, True)] = []
    for place, area in enumerate(plan.areas):
        number = next((n for n in area.focus_areas if n in titles), None)
        groups[_group(area, place, number, titles)].append(area)
    rows = []
    for index, ((_number, title, own), areas) in enumerate(groups.items(), start=1):
        done, helped = tallies.activities(areas), tallies.goals(areas)
        asked = [question for area in areas for question in area.challenge_questions]
        proposals = sum(len(question.proposals) for question in asked)
        rows.append(FocusRow(title, f"fokus-{index}", own, areas, done, helped, len(asked), proposals))
    return rows


def _group(area: AreaContent, place: int, number: int | None, titles: dict[int, str]) -> tuple[int, str, bool]:
    if number is not None:
        return (number, titles[number], True)
    if area.group:
        return (-1, area.group, True)
    return (-2, _("Områden utan fokusområde") if titles else _("Planens områden"), False)


def lead(plan: PlanContent) -> str:
    """The sentence under the title: who owns the plan, as far as the edition tells, and what it holds."""
    regions = [b for b in plan.parties if b.name.startswith("Region")]
    others = len(plan.parties) - len(regions)
    says = _("Här står vad vi vill uppnå, vad vi gör, vem som ansvarar och hur det går.")
    if plan.type != PlanType.COUNTY or not regions or others < 1:
        return says
    whose = ngettext(
        "Regionen och %(count)s kommun har en gemensam plan.",
        "Regionen och länets %(count)s kommuner har en gemensam plan.",
        others,
    ) % {"count": swedish.small_number(others)}
    return f"{whose} {says}"


def owners(plan: PlanContent) -> str:
    """Who owns the plan, for the foot of the page; empty where the edition does not tell."""
    regions = [b.name for b in plan.parties if b.name.startswith("Region")]
    others = len(plan.parties) - len(regions)
    if plan.type != PlanType.COUNTY or not regions or others < 1:
        return ""
    return ngettext(
        "Planen ägs av %(region)s och %(count)s kommun tillsammans.",
        "Planen ägs av %(region)s och länets %(count)s kommuner tillsammans.",
        others,
    ) % {"region": regions[0], "count": swedish.small_number(others)}


def fund_years(funds: Iterable[Fund]) -> list[FundYear]:
    """The money by year, newest first; a year that nobody wrote comes last."""
    years: dict[int | None, list[Fund]] = defaultdict(list)
    for fund in funds:
        years[fund.year].append(fund)
    return [FundYear(y, years[y], _sums(years[y])) for y in sorted(years, key=lambda y: -(y or 0))]


def _sums(funds: list[Fund]) -> list[tuple[Decimal, str]]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for fund in funds:
        sums[fund.currency] += Decimal(fund.amount)
    return [(amount, currency) for currency, amount in sums.items()]


def latest_followup(plan: PlanContent) -> LatestFollowUp | None:
    """The newest year that any area tells about, with the first thing that each of them says about it."""
    if not any(area.followups for area in plan.areas):
        return None
    newest = max((f.year for area in plan.areas for f in area.followups if f.year), default=None)
    lines = []
    for area in plan.areas:
        first = next((f for f in area.followups if f.year == newest), None)
        if first:
            lines.append((area, first))
    return LatestFollowUp(newest, lines[:SHOWN_FOLLOWUPS], max(0, len(lines) - SHOWN_FOLLOWUPS))


def activity_rows(area: AreaContent, scale: timeline.Scale | None, now: date) -> list[ActivityRow]:
    """The area's activities, in the plan's order."""
    goals = {goal.id: goal for goal in area.goals}
    return [_activity_row(activity, scale, now, goals.get(activity.goal or "")) for activity in area.activities]


def _activity_row(
    activity: ActivityContent, scale: timeline.Scale | None, now: date, goal: GoalContent | None
) -> ActivityRow:
    status = tallies.status_of(activity)
    mark = tallies.mark_of(status)
    written = activity.timeframe or ""
    words = activity.status_written or ""
    return ActivityRow(
        activity=activity,
        status=status,
        status_written="" if words.casefold() in written.casefold() else words,
        mark=mark,
        asked=asked_to_answer(activity),
        goal=goal,
        late=scale is not None and scale.begun and timeline.is_late(activity, mark, now),
        understood=_understood(activity, written, words),
        shapes=timeline.shapes(activity, mark, scale) if scale else [],
    )


def asked_to_answer(part: AreaContent | ActivityContent) -> tuple[str, ...]:
    """Who has been asked to answer for it and has not said yes."""
    return tuple(body.name for body in part.asked if body.part is OwnerPart.RESPONSIBLE)


def goals_in_families(area: AreaContent) -> list[tuple[GoalContent, bool]]:
    """The goals, each short-term one behind the long-term one that it is a step to; whether it is such a step."""
    steps: dict[str, list[GoalContent]] = defaultdict(list)
    known = {goal.id for goal in area.goals}
    for goal in area.goals:
        if goal.under in known:
            steps[goal.under or ""].append(goal)
    found: list[tuple[GoalContent, bool]] = []
    for goal in area.goals:
        if goal.under not in known:
            found += [(goal, False), *((step, True) for step in steps[goal.id])]
    return found


def waits_of(content: PlanContent, area: AreaContent) -> list[tuple[DependencyContent, list[str]]]:
    """What the area waits for or has waited for, and which of its activities, where it is not all of it."""
    texts = {a.id: a.text for a in area.activities}
    found = []
    for one in content.dependencies:
        here = [w.activity for w in one.waiting if w.area == area.id]
        if here:
            found.append((one, [] if None in here else [texts[a] for a in here if a in texts]))
    return found


def _understood(activity: ActivityContent, written: str, status_words: str) -> str:
    """How the time was understood; that it could not be, where it was written and is more than a status word."""
    if activity.recurring:
        return _("återkommer varje år")
    told = swedish.period(activity.start, activity.end, ongoing=activity.ongoing)
    if told:
        same = "".join(told.split()) == "".join(written.split()).replace("-", "–")
        return "" if same else told
    if not written:
        return _("står under %(year)s") % {"year": activity.year} if activity.year else ""
    return "" if written.casefold() == status_words.casefold() else _("går inte att rita")


def parts_of(content: PlanContent, area: AreaContent) -> list[int]:
    """The ids of areas that were split, of which an area is a part."""
    split = (one for one in content.lineage if one.way is LineageWay.SPLIT and one.kind == "area")
    return [int(one.from_id) for one in split if one.to_id == area.id]


def followup_years(area: AreaContent) -> list[YearOfFollowUps]:
    """The follow-ups by year, newest first."""
    years: dict[int | None, list[FollowUpContent]] = defaultdict(list)
    for followup in area.followups:
        years[followup.year].append(followup)
    return [YearOfFollowUps(y, years[y]) for y in sorted(years, key=lambda y: -(y or 0))]


def cost_text(cost: Cost) -> str:
    """A sum, or the range that the plan gives."""
    if cost.min == cost.max:
        return swedish.money(cost.max)
    if swedish.in_english():
        return f"SEK{swedish.BLANK}{swedish.number(cost.min)}–{swedish.number(cost.max)}"
    return f"{swedish.number(cost.min)}–{swedish.number(cost.max)}{swedish.BLANK}kronor"


def left_over(blocks: Iterable[OtherBlock]) -> list[OtherBlock]:
    """What the source said and no field took, without column headers, running heads and page numbers."""
    return [b for b in blocks if b.kind not in BY_THE_WAY and b.text.strip()]


def neighbours(plan: PlanContent, area: AreaContent) -> tuple[AreaContent | None, AreaContent | None]:
    """The areas before and after this one."""
    place = plan.areas.index(area)
    before = plan.areas[place - 1] if place else None
    after = plan.areas[place + 1] if place + 1 < len(plan.areas) else None
    return before, after


def key_to_marks() -> list[tuple[str, str]]:
    """Each mark with its word, for the page that explains them."""
    return [
        ("planned", _("Planerad")),
        ("started", _("Påbörjad")),
        ("ongoing", _("Pågår")),
        ("done", _("Klar")),
        ("permanent", _("I ordinarie drift")),
        ("waiting", _("Väntar på beslut")),
        ("paused", _("Pausad")),
        ("notdone", _("Inte genomförd")),
        ("achieved", _("Uppnått")),
        ("partly", _("Delvis uppnått")),
        ("missed", _("Inte uppnått")),
        ("unjudged", _("Kan inte bedömas ännu")),
        ("doubt", _("Något saknas eller är osäkert")),
    ]


def changed(comparison: Comparison) -> Changed:
    """The first changes of each area in turn, so that one area does not hide the others."""
    queues = [(group.area, list(group.changes)) for group in comparison.areas]
    total = sum(len(changes) for _area, changes in queues)
    lines = [(area, changes[0]) for area, changes in queues][:SHOWN_CHANGES]
    for area, changes in queues:
        lines += [(area, change) for change in changes[1:]][: SHOWN_CHANGES - len(lines)]
    return Changed(lines, total)
