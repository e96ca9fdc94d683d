"""The activities whose state and time somebody may tell, for the page where they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samplan.actors.rules import MaybeActor
from samplan.plans.models import Activity, Lineage, Plan
from samplan.plans.rights import bodies_with_own_plans, can_report, edit_rights
from samplan.plans.shapes.versions import LineageWay


@dataclass(frozen=True, slots=True)
class Reported:
    """An activity and how it goes: its time as written and as understood, the code of its status ("" when none)."""

    id: int
    area_id: int
    area: str
    text: str
    timeframe: str
    start: date | None
    end: date | None
    ongoing: bool
    status: str


@dataclass(frozen=True, slots=True)
class Same:
    """The same activity in another plan: the one that it was picked from, or what was picked from it."""

    id: int
    version: int
    plan: str
    text: str
    status: str


def same_to_report(person: MaybeActor, plan: Plan, activity_id: int) -> list[Same]:
    """The same activity in other plans where it is the person's to say how it goes, so that it is said once.

    Up: where it was picked from, if they may tell of it there. Down: what was picked from it into plans that their own
    body keeps. One query, three at most for all of these, and six for where it was picked from.
    """
    ties = Lineage.objects.filter(way=LineageWay.PICKED.value).filter(
        Q(to_activity=activity_id, from_activity__isnull=False)
        | Q(from_activity=activity_id, to_activity__isnull=False)
    )
    ends = ("from_activity__area__plan__partnership", "to_activity__area__plan__partnership")
    found = []
    rows = list(ties.select_related(*ends).order_by("pk"))
    kept = bodies_with_own_plans(person, plan.partnership) if rows else frozenset()
    for tie in rows:
        up = tie.to_activity_id == activity_id
        other = tie.from_activity if up else tie.to_activity
        if other is None or any(row.removed_at is not None for row in (other, other.area, other.area.plan)):
            continue
        there = other.area.plan
        mine = there.partnership_id == plan.partnership_id and there.owner_id in kept
        if can_report(person, there, other.area_id, other.pk) if up else mine:
            found.append(Same(other.pk, other.version, there.title, other.text, other.status))
    return found


def activities_to_report(person: MaybeActor, plan: Plan) -> list[Reported]:
    """The activities of a plan whose state and time the person may change, in the plan's order; 8 queries at most."""
    rights = edit_rights(person, plan)
    rows = Activity.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None).select_related("area")
    return [
        Reported(
            id=a.pk,
            area_id=a.area_id,
            area=f"{a.area.number} {a.area.title}".strip(),
            text=a.text,
            timeframe=a.timeframe,
            start=a.start,
            end=a.end,
            ongoing=a.ongoing,
            status=a.status,
        )
        for a in rows.order_by("area__order", "area_id", "order", "pk")
        if rights.may_report(a.area_id, a.pk)
    ]
