"""What has changed in a plan and its follow-up since a day: for the paper that a meeting reads."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from samplan.actors.shapes import Sentences
from samplan.followup import queries as followup
from samplan.followup.shapes.happened import Happened
from samplan.plans import queries as plans
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.models import Activity, Dependency, Goal, Plan
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry
from samplan.publishing.layouts.meeting import Meeting, MeetingChange
from samplan.publishing.models import Edition

MOST = 2000
"""Saves that are looked at; a meeting that wants more is told that there were more."""


def meeting_of(plan: Plan, since: date) -> Meeting:
    """What has changed in a plan since a day, without names of people (ten queries, however many changes)."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    log = plans.plan_log(plan.pk, limit=MOST + 1)
    entries = [e for e in log if e.when >= start]
    states = _states(plan)
    told = [*followup.happened_since(plan.partnership, since), *_decisions(plan, since), *_editions(plan, start)]
    return Meeting(
        county=plan.county.name,
        made_up=plan.county.made_up,
        plan=str(plan),
        since=since,
        made_on=timezone.localdate(),
        changes=_changes(entries, states),
        happened=tuple(sorted(told, key=lambda h: h.on)),
        more=len(entries) > MOST,
    )


def _states(plan: Plan) -> dict[tuple[ItemKind, int], Label | None]:
    """How each activity and goal stands today (two queries)."""
    activities = Activity.objects.filter(area__plan=plan).values_list("pk", "status")
    goals = Goal.objects.filter(area__plan=plan).values_list("pk", "attainment")
    return {(ItemKind.ACTIVITY, pk): activity_label(code) for pk, code in activities} | {
        (ItemKind.GOAL, pk): attainment_label(code) for pk, code in goals
    }


def _changes(entries: list[LogEntry], states: dict[tuple[ItemKind, int], Label | None]) -> tuple[MeetingChange, ...]:
    """Each thing once, however often it was saved: new, removed or changed. What was new and went again is left out."""
    saves: dict[tuple[ItemKind, int], list[LogEntry]] = {}
    for entry in entries:
        saves.setdefault((entry.kind, entry.item_id), []).append(entry)
    found = []
    for key, some in saves.items():
        newest, added = some[0], any(e.what == "added" for e in some)
        if newest.what == "removed" and added:
            continue
        what = "removed" if newest.what == "removed" else "added" if added else "changed"
        found.append(
            MeetingChange(
                area=newest.area,
                kind=newest.kind,
                what=what,
                text=newest.text,
                state=states.get(key) if what != "removed" else None,
                reason=newest.reason if what == "removed" else "",
                on=timezone.localtime(newest.when).date(),
            )
        )
    order = {kind: place for place, kind in enumerate(ItemKind)}
    return tuple(sorted(found, key=lambda c: (c.area, order[c.kind], c.on, c.text)))


def _decisions(plan: Plan, since: date) -> list[Happened]:
    rows = Dependency.objects.filter(plan=plan, removed_at=None, released_on__gte=since)
    return [
        Happened(
            row.released_on,
            Sentences(sv=f"Beslut: {row.title}. {row.decision}", en=f"Decision: {row.title}. {row.decision}"),
        )
        for row in rows
        if row.released_on is not None
    ]


def _editions(plan: Plan, start: datetime) -> list[Happened]:
    rows = Edition.objects.filter(plan=plan, published_at__gte=start).values_list("label", "published_at")
    return [
        Happened(
            timezone.localtime(at).date(),
            Sentences(sv=f"Planen är utgiven: utgåva {label}.", en=f"The plan was published: edition {label}."),
        )
        for label, at in rows
    ]
