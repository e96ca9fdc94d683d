"""Saying how it goes: an activity's state and time, a goal's attainment.

A municipality's or the region's contact may say how the activities go that their body answers for, and nothing else;
so these changes have a door of their own beside `change_item`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db import transaction

from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.actions.items import change_item, change_row, find_row, plan_of
from samplan.plans.models import Activity, Goal
from samplan.plans.shapes.items import ItemKind

REPORTED = frozenset({"status", "status_written", "timeframe", "start", "end", "ongoing", "recurring"})
"""The values of an activity that tell how it goes and when."""


@transaction.atomic
def report_activity(
    *, by: Actor, activity_id: int, values: Mapping[str, Any], seen_version: int, reason: str = ""
) -> Activity:
    """Change an activity's state and time, of the values in REPORTED alone. reason: stands in its history.

    Raises NotAllowed, NotThere, ChangedMeanwhile, and InvalidValue for another value than those, and for a reason that
    is too long or has no change to stand by.
    """
    row = cast("Activity", find_row(ItemKind.ACTIVITY, activity_id))
    rules.check_can_report(by, plan_of(row), row.area_id, row.pk)
    for name in values:
        if name not in REPORTED:
            raise rules.not_reported(name)
    reason = renewal.check_short_reason(reason)
    changed = change_row(
        by=by, kind=ItemKind.ACTIVITY, row=row, values=values, seen_version=seen_version, reason=reason
    )
    renewal.check_reason_stands(reason, changed=changed.version != seen_version)
    return cast("Activity", changed)


def set_activity_status(
    *, by: Actor, activity_id: int, status: str | None, written: str | None = None, seen_version: int
) -> Activity:
    """Say whether an activity is done. written: the words that said so; None keeps those that are there."""
    values: dict[str, Any] = {"status": status}
    if written is not None:
        values["status_written"] = written
    return report_activity(by=by, activity_id=activity_id, values=values, seen_version=seen_version)


def set_goal_attainment(
    *,
    by: Actor,
    goal_id: int,
    attainment: str | None,
    written: str | None = None,
    comment: str | None = None,
    seen_version: int,
) -> Goal:
    """Say how far a goal is attained. written and comment: None keeps what is there."""
    values: dict[str, Any] = {"attainment": attainment}
    if written is not None:
        values["attainment_written"] = written
    if comment is not None:
        values["attainment_comment"] = comment
    return cast(
        "Goal", change_item(by=by, kind=ItemKind.GOAL, item_id=goal_id, values=values, seen_version=seen_version)
    )
