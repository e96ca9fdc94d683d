"""Taking what owners said of their activities into the plan, through the plan's own actions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from samplan.actors.rules import Actor
from samplan.followup import rules
from samplan.followup.actions.events import leave_event
from samplan.followup.models import Round
from samplan.followup.queries.taking_over import to_take_over
from samplan.followup.shapes import TakenOver
from samplan.plans import actions as plans


@transaction.atomic
def take_over_answers(*, by: Actor, round_id: int, keys: Collection[str]) -> int:
    """Take the chosen answers of a closed round into the plan: state, the body's own words, and a new time. How many.

    keys: as `TakenOver.key`. What the plan says already is left alone; of several answers about one activity the first
    chosen is taken. Raises NotAllowed, NotTaken for a round that is open, and what the plan's actions raise.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_follow_up(by, round_.partnership)
    rules.check_closed(round_)
    taken: set[int] = set()
    for told in to_take_over(round_):
        if told.key not in keys or told.fits or told.activity_id in taken:
            continue
        taken.add(told.activity_id)
        _take(by, told)
    leave_event(by, round_, "take_over_answers", {"activities": len(taken)})
    return len(taken)


def _take(by: Actor, told: TakenOver) -> None:
    values: dict[str, Any] = {"status": told.choice.code, "status_written": told.words}
    row = plans.report_activity(by=by, activity_id=told.activity_id, values=values, seen_version=told.version)
    if told.new_time and told.new_time != row.timeframe:
        plans.reschedule_activity(
            by=by,
            activity_id=row.pk,
            timeframe=told.new_time,
            start=None,
            end=None,
            reason=told.reason or told.words,
            seen_version=row.version,
        )
