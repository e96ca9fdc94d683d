"""Moving an activity in time, with a reason that is kept."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.db import transaction

from samplan.actors.rules import Actor
from samplan.plans import renewal
from samplan.plans.actions.items import find_row
from samplan.plans.actions.reporting import report_activity
from samplan.plans.models import Activity, Reschedule
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.items import ItemKind


@transaction.atomic
def reschedule_activity(
    *,
    by: Actor,
    activity_id: int,
    timeframe: str | None,
    start: date | None,
    end: date | None,
    ongoing: bool = False,
    reason: str,
    status: str | None = None,
    seen_version: int,
) -> Activity:
    """Give an activity another time, and say why; the old time is kept beside it. status: None leaves it as it is.

    Raises NotAllowed, NotThere, ChangedMeanwhile, InvalidValue (no reason, or an end before the start).
    """
    reason = renewal.check_reason(reason)
    before = cast("Activity", find_row(ItemKind.ACTIVITY, activity_id))
    old = (before.timeframe, before.start, before.end)
    values: dict[str, Any] = {"timeframe": timeframe, "start": start, "end": end, "ongoing": ongoing}
    if status is not None:
        values |= {"status": status, "status_written": None}
    row = report_activity(by=by, activity_id=activity_id, values=values, seen_version=seen_version)
    if (row.timeframe, row.start, row.end) != old:
        Reschedule.objects.create(
            activity=row,
            old_timeframe=old[0],
            old_start=old[1],
            old_end=old[2],
            new_timeframe=row.timeframe,
            new_start=row.start,
            new_end=row.end,
            reason=reason,
            by=person_or_none(by),
        )
    return row
