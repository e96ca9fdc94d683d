"""The questions that a plan gives a round: one for each area, activity or fund, and who answers for it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from samplan.actors.models import Partnership
from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import EachEntry, KindEntry, WayEntry
from samplan.followup.shapes import FromPlan, QuestionDraft
from samplan.followup.written_questions import CHALLENGE, WRITTEN, code_of
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.models import (
    Activity,
    Area,
    ChallengeQuestion,
    FollowUp,
    FollowUpQuestion,
    Fund,
    Goal,
    Lineage,
    Plan,
    Responsible,
)
from samplan.plans.shapes.exchange import ActivityKind, Horizon
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.statuses import ActivityStatus

SETTLED = (ActivityStatus.DONE, ActivityStatus.PERMANENT, ActivityStatus.NOT_CARRIED_OUT, ActivityStatus.ENDED)
"""Statuses after which nobody is asked how it goes."""
SHORT = 40
NOT = "-"
"""Instead of a kind of answer: the items of the plan are not asked about."""
Beside = tuple[tuple[Sentences, str], ...]
OwnQuestion = FollowUpQuestion | ChallengeQuestion


def plans_to_ask(partnership: Partnership) -> list[Plan]:
    """The county's plans, joint ones before those of single bodies, those that hold today first, the latest first.

    One query.
    """
    today = timezone.localdate()
    found = Plan.objects.filter(partnership=partnership, removed_at=None).order_by(
        F("valid_from").desc(nulls_last=True), "-pk"
    )
    return sorted(found, key=lambda p: (p.owner_id is not None, not _holds(p, today)))


def _holds(plan: Plan, day: date) -> bool:
    return (plan.valid_from is None or plan.valid_from <= day) and (plan.valid_to is None or plan.valid_to >= day)


def from_plan(
    kind: KindEntry, plan: Plan | None, way: str = "", written: str = "", *, challenges: bool = False
) -> FromPlan:
    """What a round of that kind may ask about a plan; nothing without one (eleven queries at most).

    way: the kind of answer, one of the kind's own; the first is taken for any other, and NOT for not asking so.
    written: the kind of answer to the questions that stand in the plan itself, "" for not asking them. challenges:
    whether its challenge questions are asked too. Where owners are asked, each is asked of who answers for its area.
    """
    if plan is None or kind.each is None:
        return FromPlan(())
    own = _own(kind, kind.written, plan, _follow_up_questions, WRITTEN, written)
    posed = _own(kind, kind.challenge, plan, _challenge_questions, CHALLENGE, "")
    asked = (*(own if written else ()), *(posed if challenges else ()))
    told = FromPlan(()) if way == NOT and kind.each.optional else _items(kind, kind.each, plan, way)
    return replace(told, drafts=(*told.drafts, *asked), written=len(own), challenges=len(posed))


def _items(kind: KindEntry, each: EachEntry, plan: Plan, way: str) -> FromPlan:
    """A question for each area, activity or fund of the plan."""
    how = next((w for w in each.ways if w.answer == way), each.ways[0])
    if each.of == "fund":
        return FromPlan(tuple(_funds(each, how, plan)))
    drafts = _activities(each, how, plan) if each.of == "activity" else _areas(kind, how, plan)
    if kind.asks != "owners":
        return FromPlan(tuple(drafts))
    owned = tuple(d for d in drafts if d.only)
    return FromPlan(owned, len(drafts) - len(owned))


def _follow_up_questions(plan: Plan) -> list[OwnQuestion]:
    rows = FollowUpQuestion.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None)
    return list(rows.select_related("area").order_by("area__order", "area_id", "order", "pk"))


def _challenge_questions(plan: Plan) -> list[OwnQuestion]:
    rows = ChallengeQuestion.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None)
    return list(rows.select_related("area").order_by("area__order", "area_id", "order", "pk"))


def _own(
    kind: KindEntry,
    each: EachEntry | None,
    plan: Plan,
    rows: Callable[[Plan], list[OwnQuestion]],
    sort: str,
    way: str,
) -> tuple[QuestionDraft, ...]:
    """The questions that stand in the plan as drafts, in its words and order (three queries at most; none for None)."""
    if each is None:
        return ()
    how = next((w for w in each.ways if w.answer == way), each.ways[0])
    found = rows(plan)
    roots = roots_of(plan, "area") if found else {}
    owners = _owners(plan)[0] if found and kind.asks == "owners" else {}
    drafts = []
    for row in found:
        code = code_of(roots.get(row.area_id, row.area_id), row.pk, sort)
        draft = _draft(each, how, code, row.text, _named(row.area))
        about = _about(draft, sort, row.pk, (), owners.get(row.area_id, ()))
        drafts.append(replace(about, area_id=row.area_id))
    return tuple(d for d in drafts if d.only or kind.asks != "owners")


def short_of(text: str) -> str:
    """The first words of a text, for a list."""
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"


def _draft(each: EachEntry, how: WayEntry, code: str, name: str, area: str = "") -> QuestionDraft:
    def filled(sv: str, en: str) -> Sentences:
        return Sentences(sv=sv.format(name=name, area=area), en=en.format(name=name, area=area))

    short = short_of(name)
    return QuestionDraft(
        code=code,
        version=1,
        answer=how.answer,
        part=filled(each.part.sv, each.part.en),
        short=Sentences(sv=short, en=short),
        text=filled(how.text.sv, how.text.en),
        help=each.help.said,
        fields=each.fields,
        needs_choice=each.needs_choice,
    )


def _funds(each: EachEntry, how: WayEntry, plan: Plan) -> list[QuestionDraft]:
    """Each purpose once, whatever the years: the same name is the same question in another year."""
    names = Fund.objects.filter(plan=plan, removed_at=None).values_list("name", flat=True)
    return [_draft(each, how, f"fund-{_mark(name)}", name) for name in dict.fromkeys(names)]


def _mark(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:12]


def _owners(plan: Plan) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Bodies that answer today for areas and for single activities (one query)."""
    today = timezone.localdate()
    begun, lasting = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    rows = Responsible.objects.filter(
        begun, lasting, area__plan=plan, removed_at=None, part=OwnerPart.RESPONSIBLE, body__isnull=False
    ).filter(goal=None, indicator=None)
    areas: dict[int, set[int]] = defaultdict(set)
    activities: dict[int, set[int]] = defaultdict(set)
    for area, activity, body in rows.values_list("area_id", "activity_id", "body_id"):
        if body is not None:
            (areas[area] if activity is None else activities[activity]).add(body)
    return areas, activities


def roots_of(plan: Plan, kind: str) -> dict[int, int]:
    """The first item of each line that was rolled forward from plan to plan, so that years compare (one query).

    An item that came out of several is new.
    """
    came: dict[int, list[int]] = defaultdict(list)
    rows = Lineage.objects.filter(**{f"from_{kind}__isnull": False, f"to_{kind}__isnull": False})
    rows = rows.filter(**{f"to_{kind}__{'' if kind == 'area' else 'area__'}plan__partnership": plan.partnership_id})
    for later, earlier in rows.values_list(f"to_{kind}_id", f"from_{kind}_id"):
        came[later].append(earlier)
    found = {}
    for later in came:
        one, seen = later, {later}
        while len(came.get(one, ())) == 1 and came[one][0] not in seen:
            one = came[one][0]
            seen.add(one)
        found[later] = one
    return found


def _named(area: Area) -> str:
    return f"{area.number} {area.title}".strip()


def _activities(each: EachEntry, how: WayEntry, plan: Plan) -> list[QuestionDraft]:
    areas, own = _owners(plan)
    roots = roots_of(plan, "activity")
    rows = Activity.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None, kind=ActivityKind.PLANNED)
    rows = rows.exclude(status__in=SETTLED).select_related("area")
    found = []
    for row in rows.order_by("area__order", "area_id", "order", "pk"):
        draft = _draft(each, how, f"activity-{roots.get(row.pk, row.pk)}", row.text, _named(row.area))
        only = own.get(row.pk) or areas.get(row.area_id) or set()
        about = _about(draft, "activity", row.pk, _beside_activity(row), only)
        found.append(replace(about, area_id=row.area_id))
    return found


def _beside_activity(row: Activity) -> Beside:
    told = []
    if row.timeframe:
        told.append((Sentences(sv="Tid", en="Time"), row.timeframe))
    if (label := activity_label(row.status)) is not None:
        told.append((Sentences(sv="Läge i planen", en="State in the plan"), row.status_written or label.sv))
    return tuple(told)


def _about(draft: QuestionDraft, item: str, item_id: int, beside: Beside, only: Iterable[int]) -> QuestionDraft:
    return replace(draft, item=item, item_id=item_id, beside=beside, only=frozenset(only))


def _areas(kind: KindEntry, how: WayEntry, plan: Plan) -> list[QuestionDraft]:
    """A question for each area; with the goals and what was said last year where its owner judges them."""
    if kind.each is None:
        return []
    judges = kind.asks == "owners"
    owners = _owners(plan)[0] if judges else {}
    beside = _beside_areas(plan) if judges else {}
    roots = roots_of(plan, "area")
    rows = Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk")
    found = []
    for row in rows:
        draft = _draft(kind.each, how, f"area-{roots.get(row.pk, row.pk)}", _named(row), _named(row))
        about = _about(draft, "area", row.pk, beside.get(row.pk, ()), owners.get(row.pk) or ())
        found.append(replace(about, area_id=row.pk))
    return found


def _beside_areas(plan: Plan) -> dict[int, Beside]:
    """An area's goals in the short term with what was last judged, and its latest follow-up (two queries)."""
    told: dict[int, list[tuple[Sentences, str]]] = defaultdict(list)
    goals = Goal.objects.filter(area__plan=plan, removed_at=None, level=Horizon.SHORT)
    for goal in goals.order_by("area_id", "order", "pk"):
        label = attainment_label(goal.attainment)
        judged = f" ({goal.attainment_written or label.sv})" if label else ""
        told[goal.area_id].append((Sentences(sv="Mål på kort sikt", en="Goal in the short term"), goal.text + judged))
    latest: dict[int, int] = {}
    followups = FollowUp.objects.filter(area__plan=plan, removed_at=None, year__isnull=False)
    for row in followups.order_by("area_id", "-year", "order", "pk"):
        year = row.year or 0
        if latest.setdefault(row.area_id, year) == year:
            words = f"{row.heading}: {row.text}" if row.heading else row.text
            told[row.area_id].append((Sentences(sv=f"Uppföljning {year}", en=f"Follow-up of {year}"), words))
    return {area: tuple(lines) for area, lines in told.items()}
