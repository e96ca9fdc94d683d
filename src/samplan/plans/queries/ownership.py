"""Who owns what: parts in items with their questions, what nobody answers for, and what waits for somebody's answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samplan.actors.models import Body, Digest, Membership, Partnership, Person
from samplan.actors.queries import partnerships_seen_by
from samplan.actors.rules import MaybeActor
from samplan.actors.standing import standing_of
from samplan.plans import owning
from samplan.plans.models import Activity, Area, Notice, OwnershipAsk, Plan, Responsible
from samplan.plans.rights import current_responsible
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import (
    AskTold,
    Owned,
    Owner,
    Ownerless,
    OwnerPart,
    holds_on,
    single_item,
)

UNTOLD = timedelta(days=7)
"""A letter about an answer that is older than this comes too late to be sent."""


def _related(rows: QuerySet[Responsible]) -> QuerySet[Responsible]:
    asks = OwnershipAsk.objects.select_related("asked_by", "answered_by").order_by("-asked_at", "-pk")
    named = rows.select_related("area__plan", "activity", "goal", "indicator", "body", "person")
    return named.prefetch_related(Prefetch("asks", queryset=asks))


def _with_open_ask(rows: QuerySet[Responsible]) -> QuerySet[Responsible]:
    """The rows with at most the one question that waits, in the same query."""
    waiting = FilteredRelation("asks", condition=Q(asks__answer=""))
    named = rows.select_related("area__plan", "activity", "goal", "indicator", "body", "person").annotate(open=waiting)
    return named.annotate(
        open_pk=F("open__pk"),
        open_at=F("open__asked_at"),
        open_by=F("open__asked_by__name"),
        open_question=F("open__question"),
        open_due=F("open__due"),
    )


def _open_ask(row: Any) -> tuple[AskTold, ...]:
    if row.open_pk is None:
        return ()
    asked_on = timezone.localtime(row.open_at).date()
    return (AskTold(row.open_pk, asked_on, row.open_by or "", row.open_question, row.open_due, "", "", None, ""),)


def _there(**where: Any) -> QuerySet[Responsible]:
    """Parts in what is still in its plan."""
    found = Responsible.objects.filter(removed_at=None, area__removed_at=None, area__plan__removed_at=None, **where)
    for item in ("activity", "goal", "indicator"):
        found = found.filter(Q(**{f"{item}__isnull": True}) | Q(**{f"{item}__removed_at": None}))
    return found.order_by("area__plan__valid_from", "area__plan_id", "area__order", "area_id", "order", "pk")


def current(rows: QuerySet[Responsible], day: date) -> QuerySet[Responsible]:
    """Those that hold on the day."""
    begun, lasting = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    return rows.filter(begun, lasting)


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _ask(row: OwnershipAsk) -> AskTold:
    return AskTold(
        id=row.pk,
        asked_on=timezone.localtime(row.asked_at).date(),
        asked_by=row.asked_by.name if row.asked_by else "",
        question=row.question,
        due=row.due,
        answer=row.answer,
        text=row.text,
        answered_on=_day(row.answered_at),
        answered_by=row.answered_by.name if row.answered_by else "",
    )


def owned(row: Responsible) -> Owned:
    """A row in words; what it points at is at hand."""
    item = row.activity or row.goal or row.indicator or row.area
    kind, item_id = single_item(row.activity_id, row.goal_id, row.indicator_id) or (ItemKind.AREA, row.area_id)
    return Owned(
        id=row.pk,
        plan_id=row.area.plan_id,
        plan=row.area.plan.title,
        area_id=row.area_id,
        area=str(row.area),
        kind=kind,
        item_id=item_id,
        words=str(item),
        part=OwnerPart(row.part),
        name=row.text,
        body=row.body_id,
        person=row.person_id,
        person_name=row.person.name if row.person else "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        asks=_open_ask(row) if hasattr(row, "open_pk") else tuple(_ask(a) for a in row.asks.all()),
    )


def owned_in(plan: Plan, day: date | None = None) -> list[Owned]:
    """Every part that somebody has in a plan today, in the plan's order, with what was asked. Two queries."""
    rows = current(_there(area__plan=plan), day or timezone.localdate())
    return [owned(r) for r in _related(rows)]


def owned_briefly(plan: Plan, day: date) -> list[Owned]:
    """The same with only the questions that wait. One query."""
    return [owned(r) for r in _with_open_ask(current(_there(area__plan=plan), day))]


def owned_rows(
    partnership: Partnership,
    *,
    bodies: Collection[int] | None = None,
    day: date | None = None,
) -> list[Owned]:
    """Parts that somebody has today in the county's plans that hold. Two queries. bodies: only theirs."""
    day = day or timezone.localdate()
    rows = current(_there(area__plan__partnership=partnership), day)
    rows = rows.filter(Q(area__plan__valid_to=None) | Q(area__plan__valid_to__gte=day))
    if bodies is not None:
        rows = rows.filter(body_id__in=bodies)
    return [owned(r) for r in _related(rows)]


def decided_rows(partnership: Partnership, bodies: Collection[int], on: date) -> list[tuple[int, str, str]]:
    """What the bodies are still to decide from a day on: the dependency's id, its title and its plan. One query."""
    return [(d.pk, d.title, str(d.plan)) for d in owning.undecided(partnership, bodies, on)]


def key_of(row: Owned) -> str:
    """What an owner is called in an address: the body, or the first row where only words name it."""
    return f"body-{row.body}" if row.body is not None else f"ord-{row.id}"


def owners_of(rows: Iterable[Owned], partnership: Partnership) -> list[Owner]:
    """The owners of those parts, known bodies first, by name; with the day that a body ended. One query."""
    ended = dict(
        Body.objects.filter(county_id=partnership.county_id, valid_to__isnull=False).values_list("pk", "valid_to")
    )
    names: dict[Any, tuple[str, str, int | None]] = {}
    numbers: dict[Any, Counter[OwnerPart]] = defaultdict(Counter)
    for row in rows:
        same = row.body if row.body is not None else row.name.casefold()
        names.setdefault(same, (key_of(row), row.name, row.body))
        numbers[same][row.part] += 1
    found = [
        Owner(key, name, body is not None, ended.get(body) if body is not None else None, numbers[same])
        for same, (key, name, body) in names.items()
    ]
    return sorted(found, key=lambda o: (not o.known, o.name.casefold()))


def ownerless(plan: Plan, *, covered: bool = False, day: date | None = None) -> list[Ownerless]:
    """Areas and activities that nobody is responsible for today, in order. Three queries.

    An activity whose area has somebody is covered by them: it is told only with `covered`.
    """
    day = day or timezone.localdate()
    of_areas: dict[int, list[str]] = defaultdict(list)
    with_own: set[int] = set()
    for row in current_responsible(plan, day).filter(goal=None, indicator=None).order_by("order", "pk"):
        if row.activity_id is None:
            of_areas[row.area_id].append(row.text)
        else:
            with_own.add(row.activity_id)
    activities: Mapping[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(area__plan=plan, removed_at=None).order_by("order", "pk"):
        activities[activity.area_id].append(activity)
    found: list[Ownerless] = []
    for area in Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk"):
        by = tuple(of_areas.get(area.pk, ()))
        if not by:
            found.append(Ownerless(area.pk, str(area), ItemKind.AREA, area.pk, str(area)))
        if not by or covered:
            found += [
                Ownerless(area.pk, str(area), ItemKind.ACTIVITY, a.pk, a.text, by)
                for a in activities[area.pk]
                if a.pk not in with_own
            ]
    return found


def people_among(rows: Iterable[Owned]) -> list[tuple[str, str, int]]:
    """The persons of today among those parts: key, name, and how many parts, by name."""
    numbers = Counter((row.person, row.person_name) for row in rows if row.person is not None)
    return sorted(((f"person-{pk}", name, n) for (pk, name), n in numbers.items()), key=lambda p: p[1].casefold())


def asks_for(person: MaybeActor) -> list[Owned]:
    """Parts whose open question a person may answer for their body, with the question; those due first.

    Four queries for each county whose drafts the person sees.
    """
    if not isinstance(person, Person):
        return []
    found: list[Owned] = []
    for partnership in partnerships_seen_by(person):
        standing = standing_of(person, partnership)
        mine = Q(body_id__in=owning.acts_for(standing)) | Q(person=person)
        rows = _there(area__plan__partnership=partnership).filter(mine, asks__answer="")
        found += [owned(r) for r in _related(rows.distinct())]
    today = timezone.localdate()
    open_now = [o for o in found if holds_on(today, None, o.valid_to)]
    return sorted(open_now, key=lambda o: (o.open_ask is None or o.open_ask.due is None, _due(o), o.id))


def _due(row: Owned) -> date:
    ask = row.open_ask
    return ask.due if ask is not None and ask.due is not None else date.max


def ask_for_answer(person: MaybeActor, ask_id: int) -> tuple[Owned, AskTold, bool] | None:
    """A question in a county whose drafts the person sees, its part, and whether they may answer it."""
    rows = _there(asks__pk=ask_id, area__plan__partnership__in=partnerships_seen_by(person))
    row = _related(rows.select_related("area__plan__partnership")).first()
    if row is None:
        return None
    told = owned(row)
    return told, next(a for a in told.asks if a.id == ask_id), owning.can_answer(person, row)


def answer_to_tell(ask_id: int) -> tuple[Person, Owned, AskTold] | None:
    """Who is to have a letter at once about an answer, with the part and the answer; None when nobody is."""
    row = _related(_there(asks__pk=ask_id)).first()
    ask = next((a for a in row.asks.all() if a.pk == ask_id), None) if row else None
    if row is None or ask is None or not ask.answer:
        return None
    person = ask.asked_by
    wanted = person is not None and person.is_active and person.answers_at_once and person.digest != Digest.OFF
    if person is None or not wanted or row.area.plan.partnership_id not in {p.pk for p in partnerships_seen_by(person)}:
        return None
    told = owned(row)
    return person, told, next(a for a in told.asks if a.id == ask_id)


def answers_untold(day: date) -> list[tuple[int, int]]:
    """Answers of late about which whoever asked wanted a letter at once, and none is claimed: ask and person.

    One query; `answer_to_tell` decides who is to have it.
    """
    since = timezone.make_aware(datetime.combine(day - UNTOLD, time.min))
    told = Notice.objects.filter(Q(claimed_at__isnull=False) | Q(noted_at__isnull=False), ask=OuterRef("pk"))
    rows = OwnershipAsk.objects.filter(
        ~Exists(told), answered_at__gte=since, asked_by__answers_at_once=True, asked_by__is_active=True
    )
    return [(pk, person) for pk, person in rows.order_by("pk").values_list("pk", "asked_by") if person is not None]


def people_to_choose(partnership: Partnership) -> list[tuple[int, str, str]]:
    """Who works in the county today: id, name and body ("" for none), by name. One query."""
    held = Membership.objects.current(timezone.localdate()).filter(partnership=partnership, person__is_active=True)
    found: dict[int, tuple[int, str, str]] = {}
    for m in held.select_related("person", "body").order_by("person__name", "person_id", "pk"):
        found.setdefault(m.person_id, (m.person_id, m.person.name, m.body.name if m.body else ""))
    return list(found.values())
