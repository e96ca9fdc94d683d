"""Which areas a need concerns."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import rules
from samplan.plans.models import Area, Need, NeedArea
from samplan.plans.saving import delete, save
from samplan.plans.seen import settled


@transaction.atomic
def share_need(*, by: Actor, need_id: int, areas: Collection[int], seen: Collection[int] | None = None) -> Need:
    """Say which other areas a need concerns; those not named no longer. Who may change the need may say it.

    seen: the areas that it concerned when the person looked; None for those who had nothing open.
    Raises NotAllowed, NotThere (also for an area of another plan), ChangedMeanwhile.
    """
    found = Need.objects.select_for_update(no_key=True, of=("self",)).select_related("area__plan__partnership")
    need = found.filter(pk=need_id, removed_at=None, area__removed_at=None).first()
    if need is None:
        raise rules.not_there()
    plan = need.area.plan
    rules.check_can_edit_item(by, plan, need.area_id)
    wanted = set(areas) - {need.area_id}
    if not wanted <= set(Area.objects.filter(plan=plan, removed_at=None).values_list("pk", flat=True)):
        raise rules.not_there()
    rows = {row.area_id: row for row in NeedArea.objects.filter(need=need, area__removed_at=None)}
    wanted = set(settled(seen, wanted, rows.keys(), NeedArea.history.filter(need=need.pk)))
    for area_id in rows.keys() - wanted:
        delete(rows[area_id], by=by)
    for area_id in sorted(wanted - rows.keys()):
        save(NeedArea(need=need, area_id=area_id), by=by)
    audit.record(
        by=by,
        verb="share_need",
        object_kind="need",
        object_id=need.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "areas": len(wanted)},
    )
    return need
