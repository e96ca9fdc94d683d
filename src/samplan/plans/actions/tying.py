"""What stands in one row of a table belongs together: activities to their goal, and to those who answer for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from samplan.actors import audit
from samplan.actors.rules import Actor, check_can_import
from samplan.plans.models import Activity, Area, Goal, Need, NeedArea, Plan, Responsible
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.exchange import Horizon

NOTHING: Mapping[int, int] = {}


@transaction.atomic
def tie_rows(
    *,
    by: Actor,
    plan: Plan,
    goals: Mapping[int, int] = NOTHING,
    responsible: Sequence[tuple[int, int]] = (),
    steps: Mapping[int, int] = NOTHING,
    needs: Sequence[tuple[int, int]] = (),
    named: Sequence[tuple[int, str]] = (),
) -> None:
    """Tie what an import brought: what stood in one row of a table, and what a plan file names elsewhere in itself.

    goals: a goal's id by the activity's. responsible: an activity's id and the id of a row of its area's responsible,
    which is copied for it with its origin. steps: a long-term goal's id by the short-term one's. needs: a need's id and
    the id of another area that it concerns. named: an activity's id and who answers for it alone, in words; they get
    the activity's origin, and are passed over where they answer for it already. An activity or step that has a goal,
    or that anybody has changed, keeps what it has; what stands in another area, or is not there, is passed over. Its
    version stays the first, so that an import that is withdrawn knows it for its own. Raises NotAllowed.
    """
    check_can_import(by, plan.partnership)
    ids = {*goals, *(activity for activity, _ in (*responsible, *named))}
    activities = {a.pk: a for a in Activity.objects.filter(area__plan=plan, removed_at=None, pk__in=ids)}
    tied = _tie_goals(by, plan, activities, goals)
    owners = _name_owners(by, plan, activities, responsible) + _write_owners(by, plan, activities, named)
    under, shared = _tie_steps(by, plan, steps), _share_needs(by, plan, needs)
    if tied or owners or under or shared:
        data = {"goals": tied, "responsible": owners, "steps": under, "needs": shared}
        audit.record(
            by=by,
            verb="tie_rows",
            object_kind="plan",
            object_id=plan.pk,
            partnership_id=plan.partnership_id,
            data=data,
        )


def _tie_goals(by: Actor, plan: Plan, activities: Mapping[int, Activity], goals: Mapping[int, int]) -> int:
    areas = dict(
        Goal.objects.filter(area__plan=plan, removed_at=None, pk__in=set(goals.values())).values_list("pk", "area_id")
    )
    rows = []
    for activity_id, goal_id in goals.items():
        row = activities.get(activity_id)
        if row is not None and row.goal_id is None and row.version == 1 and areas.get(goal_id) == row.area_id:
            row.goal_id = goal_id
            rows.append(row)
    if rows:
        bulk_update_with_history(rows, Activity, ["goal"], batch_size=400, default_user=person_or_none(by))
    return len(rows)


def _tie_steps(by: Actor, plan: Plan, steps: Mapping[int, int]) -> int:
    found = Goal.objects.filter(area__plan=plan, removed_at=None, pk__in={*steps, *steps.values()})
    there = {goal.pk: goal for goal in found}
    rows = []
    for step_id, long_id in steps.items():
        row, long = there.get(step_id), there.get(long_id)
        if row is None or long is None or row.under_id is not None or row.version != 1:
            continue
        if (row.level, long.level, row.area_id) == (Horizon.SHORT, Horizon.LONG, long.area_id):
            row.under_id = long.pk
            rows.append(row)
    if rows:
        bulk_update_with_history(rows, Goal, ["under"], batch_size=400, default_user=person_or_none(by))
    return len(rows)


def _share_needs(by: Actor, plan: Plan, needs: Sequence[tuple[int, int]]) -> int:
    if not needs:
        return 0
    homes = dict(
        Need.objects.filter(area__plan=plan, removed_at=None, pk__in={need for need, _ in needs}).values_list(
            "pk", "area_id"
        )
    )
    areas = set(Area.objects.filter(plan=plan, removed_at=None).values_list("pk", flat=True))
    there = set(NeedArea.objects.filter(need__in=homes).values_list("need_id", "area_id"))
    rows = [
        NeedArea(need_id=need, area_id=area)
        for need, area in dict.fromkeys(needs)
        if need in homes and area in areas and area != homes[need] and (need, area) not in there
    ]
    if rows:
        bulk_create_with_history(rows, NeedArea, batch_size=400, default_user=person_or_none(by))
    return len(rows)


def _name_owners(
    by: Actor, plan: Plan, activities: Mapping[int, Activity], responsible: Sequence[tuple[int, int]]
) -> int:
    wanted = {owner for _, owner in responsible}
    owners = {r.pk: r for r in Responsible.objects.filter(area__plan=plan, removed_at=None, pk__in=wanted)}
    last = Responsible._default_manager.filter(area__plan=plan).aggregate(last=Max("order"))["last"] or 0
    rows: list[Responsible] = []
    for activity_id, owner_id in responsible:
        activity, owner = activities.get(activity_id), owners.get(owner_id)
        if activity is None or owner is None or activity.area_id != owner.area_id:
            continue
        rows.append(_copy(owner, activity, last + len(rows) + 1, by))
    if rows:
        bulk_create_with_history(rows, Responsible, batch_size=400, default_user=person_or_none(by))
    return len(rows)


def _write_owners(by: Actor, plan: Plan, activities: Mapping[int, Activity], named: Sequence[tuple[int, str]]) -> int:
    """Those whom activities name in words, where they do not answer for them already."""
    if not named:
        return 0
    there = Responsible.objects.filter(activity__in=activities, removed_at=None)
    known = {(pk, text.casefold()) for pk, text in there.values_list("activity_id", "text")}
    last = Responsible._default_manager.filter(area__plan=plan).aggregate(last=Max("order"))["last"] or 0
    rows: list[Responsible] = []
    for activity_id, name in named:
        activity, text = activities.get(activity_id), " ".join(name.split())
        if activity is None or not text or (activity_id, text.casefold()) in known:
            continue
        known.add((activity_id, text.casefold()))
        told = {column: getattr(activity, column) for column in ORIGIN}
        place: dict[str, Any] = {"area_id": activity.area_id, "activity": activity, "order": last + len(rows) + 1}
        rows.append(Responsible(text=text, changed_by=person_or_none(by), **place, **told))
    if rows:
        bulk_create_with_history(rows, Responsible, batch_size=400, default_user=person_or_none(by))
    return len(rows)


ORIGIN = (
    "import_ref",
    "source_document",
    "source_page",
    "source_position",
    "source_row",
    "source_column",
    "source_text",
    "certainty",
)


def _copy(owner: Responsible, activity: Activity, order: int, by: Actor) -> Responsible:
    return Responsible(
        area_id=owner.area_id,
        activity=activity,
        part=owner.part,
        text=owner.text,
        body_id=owner.body_id,
        valid_from=owner.valid_from,
        valid_to=owner.valid_to,
        order=order,
        changed_by=person_or_none(by),
        **{name: getattr(owner, name) for name in ORIGIN},
    )
