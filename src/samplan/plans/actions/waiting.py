"""What areas and activities wait for, and the one decision that releases them all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db import transaction
from django.db.models import Q

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.actions.items import place_item
from samplan.plans.actions.notices import noted_by_decider
from samplan.plans.models import Activity, Area, Dependency, Plan, Waiting
from samplan.plans.queries.deciding import asleep
from samplan.plans.saving import delete, save
from samplan.plans.seen import settled
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.statuses import ActivityStatus

Waits = tuple[int, int | None]
"""Who waits: an area, or one activity of it."""

WHO_DECIDES = ("owner", "owner_body")
"""Said by those who may change the whole plan: a body that is named so has the decision among its tasks."""


def _dependency(dependency_id: int) -> Dependency:
    found = (
        Dependency.objects.select_for_update(no_key=True, of=("self",))
        .select_related("plan__partnership")
        .filter(pk=dependency_id, removed_at=None)
        .first()
    )
    if found is None:
        raise rules.not_there()
    return found


@transaction.atomic
def wait_for(*, by: Actor, plan: Plan, values: Mapping[str, Any], areas: Collection[int]) -> Dependency:
    """Add something that these areas wait for. values: as those of a dependency.

    Who may change the whole plan may add it without an area; others name areas of their own. Who decides and what was
    decided is written by those who may change the whole plan. Raises NotAllowed, NotThere, InvalidValue.
    """
    there = set(Area.objects.filter(plan=plan, removed_at=None).values_list("pk", flat=True))
    if not set(areas) <= there:
        raise rules.not_there()
    if not rules.can_edit_item(by, plan):
        own: list[int | None] = [*sorted(set(areas))]
        for area_id in own or [None]:
            rules.check_can_edit_item(by, plan, area_id)
        if any(values.get(name) for name in WHO_DECIDES):
            rules.check_can_edit_item(by, plan)
    row = cast("Dependency", place_item(by, plan, ItemKind.DEPENDENCY, values))
    for area_id in sorted(set(areas)):
        save(Waiting(dependency=row, area_id=area_id), by=by)
    return row


@transaction.atomic
def set_waiting(
    *,
    by: Actor,
    dependency_id: int,
    areas: Collection[int] = (),
    activities: Collection[int] = (),
    seen: Collection[Waits] | None = None,
) -> Dependency:
    """Say which areas and which single activities wait for it; those not named no longer do.

    seen: who waited when the person looked; None for those who had nothing open.
    Raises NotAllowed, NotThere (also for an area or activity of another plan), ChangedMeanwhile.
    """
    dependency = _dependency(dependency_id)
    rules.check_can_edit_item(by, dependency.plan)
    wanted: set[Waits] = {(pk, None) for pk in areas} | _of_activities(dependency, activities)
    there = set(Area.objects.filter(plan=dependency.plan, removed_at=None).values_list("pk", flat=True))
    if not {area for area, _ in wanted} <= there:
        raise rules.not_there()
    visible = Q(area__removed_at=None) & (Q(activity=None) | Q(activity__removed_at=None))
    rows = {(w.area_id, w.activity_id): w for w in Waiting.objects.filter(visible, dependency=dependency)}
    wanted = set(settled(seen, wanted, rows.keys(), Waiting.history.filter(dependency=dependency.pk)))
    for key in rows.keys() - wanted:
        delete(rows[key], by=by)
    for area_id, activity_id in sorted(wanted - rows.keys(), key=lambda k: (k[0], k[1] or 0)):
        save(Waiting(dependency=dependency, area_id=area_id, activity_id=activity_id), by=by)
    audit.record(
        by=by,
        verb="set_waiting",
        object_kind="dependency",
        object_id=dependency.pk,
        partnership_id=dependency.plan.partnership_id,
        data={"plan": dependency.plan_id, "waiting": len(wanted)},
    )
    return dependency


def _of_activities(dependency: Dependency, activities: Iterable[int]) -> set[tuple[int, int | None]]:
    asked = set(activities)
    found = Activity.objects.filter(pk__in=asked, area__plan=dependency.plan, removed_at=None)
    pairs: set[tuple[int, int | None]] = set(found.values_list("area_id", "pk"))
    if len(pairs) != len(asked):
        raise rules.not_there()
    return pairs


@transaction.atomic
def release_dependency(
    *, by: Actor, dependency_id: int, decision: str, on: date, status: ActivityStatus | str | None = None
) -> Dependency:
    """One decision releases all that wait. status: what waiting activities become (None leaves them as they are).

    Who may change the whole plan does it, and who decides for the body whose decision it is. Only activities whose
    status says that they wait, are paused or await a decision are changed. Raises NotAllowed, NotThere, InvalidValue.
    """
    dependency = _dependency(dependency_id)
    rules.check_can_release(by, dependency.plan, dependency.owner_body_id)
    decision = renewal.check_release(dependency.released_on, decision)
    dependency.released_on, dependency.decision = on, decision
    dependency.version += 1
    save(dependency, by=by, reason=decision)
    noted_by_decider(by, dependency)
    changed = _wake(by, dependency, ActivityStatus(status)) if status else 0
    audit.record(
        by=by,
        verb="release_dependency",
        object_kind="dependency",
        object_id=dependency.pk,
        partnership_id=dependency.plan.partnership_id,
        data={"plan": dependency.plan_id, "on": on.isoformat(), "activities": changed},
    )
    return dependency


def _wake(by: Actor, dependency: Dependency, status: ActivityStatus) -> int:
    """Give the activities that wait their new status; those of a waiting area are all its own."""
    rows = list(asleep(dependency).select_for_update(no_key=True, of=("self",)))
    for row in rows:
        row.status, row.status_written = status.value, ""
        row.version += 1
        save(row, by=by, reason=dependency.decision)
    return len(rows)
