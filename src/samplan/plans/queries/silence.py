"""What has gone silent: parts whose owner has changed nothing for a long time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, F, Max, QuerySet, Value
from django.utils import timezone

from samplan.actors.models import Body, BodySuccession, Membership
from samplan.plans.models import (
    Activity,
    Area,
    AreaText,
    FollowUp,
    Goal,
    Indicator,
    OwnershipAsk,
    Plan,
    Responsible,
)
from samplan.plans.queries.ownership import owned_in
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import Owned, OwnerPart, Silent

Said = dict[tuple[ItemKind, int, int], date]
"""The day of the latest change of an item (its kind and id) by somebody (their id)."""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def silent_since(plan: Plan, *, months: int, today: date | None = None) -> list[Silent]:
    """Parts of those responsible who have said nothing for so many months, longest silence first. Eight queries.

    Something is said when somebody who acts for the body (or the named person) changes the item or, for an area,
    something in it, or answers a question. Who has never said anything is silent since they began. Parts that only
    words name are left out: nobody can tell who they are.
    """
    today = today or timezone.localdate()
    before = months_before(today, months)
    rows = [
        row
        for row in owned_in(plan, today)
        if row.part is OwnerPart.RESPONSIBLE and (row.body is not None or row.person is not None)
    ]
    acting, said, begun = _acting(plan), _said(plan), _begun(plan)
    found = []
    for row in rows:
        people = set(acting.get(row.body, ())) if row.body is not None else set()
        if row.person is not None:
            people.add(row.person)
        last = max((said[key] for p in people if (key := (row.kind, row.item_id, p)) in said), default=None)
        since = last or row.valid_from or begun[row.id]
        if since <= before:
            found.append(Silent(row, since, last))
    return sorted(found, key=lambda s: (s.since, s.owned.id))


def _acting(plan: Plan) -> Mapping[int, set[int]]:
    """By body: who acts, or has acted, for it: for the body itself, its whole, or what it became. Three queries."""
    county = plan.county_id
    up: dict[int, list[int]] = defaultdict(list)
    for body, whole in Body.objects.filter(county_id=county, part_of__isnull=False).values_list("pk", "part_of_id"):
        up[body].append(whole)
    changes = BodySuccession.objects.filter(predecessor__county_id=county)
    for before, after in changes.values_list("predecessor_id", "successor_id"):
        up[before].append(after)
        up[after].append(before)
    named: dict[int, set[int]] = defaultdict(set)
    members = Membership.objects.filter(partnership_id=plan.partnership_id, body__isnull=False)
    for body, person in members.values_list("body_id", "person_id"):
        named[body].add(person)
    bodies = {*named, *up}
    return {body: set().union(*(named.get(b, set()) for b in _upwards(body, up))) for body in bodies}


def _upwards(start: int, up: Mapping[int, Iterable[int]]) -> set[int]:
    seen: set[int] = set()
    left = [start]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left.extend(up.get(one, ()))
    return seen


def _saves(model: Any, kind: ItemKind, item: str, **where: Any) -> QuerySet[Any]:
    rows = model.history.filter(history_user__isnull=False, **where).order_by()
    named = rows.annotate(line_kind=Value(kind.value, output_field=CharField()), line_item=F(item))
    latest = named.values("line_kind", "line_item", "history_user_id").annotate(last=Max("history_date"))
    told: QuerySet[Any] = latest.values_list("line_kind", "line_item", "history_user_id", "last")
    return told


def _said(plan: Plan) -> Said:
    """The latest change of each item by each person, and of everything in an area as the area's own. Two queries."""
    inside = {"area__plan": plan}
    tables = (Activity, Goal, Indicator, FollowUp, AreaText, Responsible)
    parts = [_saves(Area, ItemKind.AREA, "id", plan=plan)]
    parts += [_saves(model, ItemKind.AREA, "area_id", **inside) for model in tables]
    parts += [
        _saves(model, kind, "id", **inside)
        for model, kind in ((Activity, ItemKind.ACTIVITY), (Goal, ItemKind.GOAL), (Indicator, ItemKind.INDICATOR))
    ]
    said: Said = {}
    answers = OwnershipAsk.objects.filter(responsible__area__plan=plan, answered_by__isnull=False)
    for area, person, when in answers.values_list("responsible__area_id", "answered_by_id", "answered_at"):
        _note(said, (ItemKind.AREA, area, person), when)
    for kind, item, person, when in parts[0].union(*parts[1:], all=True):
        _note(said, (ItemKind(kind), item, person), when)
    return said


def _note(said: Said, key: tuple[ItemKind, int, int], when: Any) -> None:
    day = timezone.localtime(when).date()
    said[key] = max(said.get(key, day), day)


def _begun(plan: Plan) -> dict[int, date]:
    """The day that each part was written down. One query."""
    rows = Responsible.objects.filter(area__plan=plan).values_list("pk", "created_at")
    return {pk: timezone.localtime(when).date() for pk, when in rows}


def unknown_to_silence(rows: Iterable[Owned]) -> int:
    """How many of those responsible are only words, so that their silence cannot be heard."""
    return sum(1 for r in rows if r.part is OwnerPart.RESPONSIBLE and r.body is None and r.person is None)
