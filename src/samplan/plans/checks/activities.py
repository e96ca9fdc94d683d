"""Activities: their time, and whether they are done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from samplan.plans import catalogue as statuses
from samplan.plans.checks.catalogue import any_of
from samplan.plans.checks.registry import Hit, of_area
from samplan.plans.checks.sight import AreaSight
from samplan.plans.shapes.content import ActivityContent
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.statuses import ActivityStatus as Status

UNDER_WAY = frozenset({Status.IDEA, Status.PLANNED, Status.STARTED, Status.ONGOING, Status.IN_DECISION})
GIVEN_UP = frozenset({Status.NOT_CARRIED_OUT, Status.ENDED})
"""What will not be done needs no time."""
YEAR = timedelta(days=365)
DIGIT = re.compile(r"\d")


def _place(sight: AreaSight, activity: ActivityContent) -> Place:
    return sight.here(ItemKind.ACTIVITY, activity.id, words=activity.text)


def _understood(activity: ActivityContent) -> bool:
    """Whether something is known of when it is done."""
    return bool(activity.start or activity.end or activity.ongoing or activity.recurring)


def _only_status(activity: ActivityContent) -> bool:
    """Whether a status stands where the time should stand, without any time."""
    written = activity.timeframe or ""
    if activity.start or activity.end or activity.recurring or DIGIT.search(written):
        return False
    return not any_of("statuses_that_are_times").search(written) and bool(statuses.activity_status_in(written))


@of_area
def time_missing(sight: AreaSight) -> Iterator[Hit]:
    """A planned activity that does not say when."""
    for a in sight.area.activities:
        planned = a.kind is ActivityKind.PLANNED and a.year is None
        if planned and not a.timeframe and not _understood(a):
            yield Hit(_place(sight, a), basis=a.text)


@of_area
def time_not_understood(sight: AreaSight) -> Iterator[Hit]:
    """A time is written, but no dates could be made of it."""
    for a in sight.area.activities:
        if a.timeframe and not _understood(a) and not _only_status(a):
            yield Hit(_place(sight, a), quote=a.timeframe)


@of_area
def status_in_time(sight: AreaSight) -> Iterator[Hit]:
    """ "Klart" or "Pågående" stands where the time should stand, and no time beside it."""
    for a in sight.area.activities:
        given_up = a.status is not None and a.status.code in GIVEN_UP
        if a.timeframe and a.kind is ActivityKind.PLANNED and not given_up and _only_status(a):
            yield Hit(_place(sight, a), quote=a.timeframe)


@of_area
def time_passed_without_status(sight: AreaSight) -> Iterator[Hit]:
    """The time has gone by, and nobody has said whether it is done."""
    for a in sight.area.activities:
        planned = a.kind is ActivityKind.PLANNED and a.status is None and not a.ongoing and not a.recurring
        if planned and sight.around.begun and a.end and a.end < sight.around.today:
            yield Hit(_place(sight, a), quote=a.timeframe or a.end.isoformat(), basis=f"{a.text}\n{a.end}")


@of_area
def time_passed_still_under_way(sight: AreaSight) -> Iterator[Hit]:
    """The time has gone by, and the status still says planned or under way."""
    for a in sight.area.activities:
        open_still = a.status is not None and a.status.code in UNDER_WAY and not a.ongoing and not a.recurring
        if open_still and sight.around.begun and a.status and a.end and a.end < sight.around.today:
            yield Hit(
                _place(sight, a),
                quote=a.timeframe or a.end.isoformat(),
                basis=f"{a.end}\n{a.status.code}",
                field="status",
            )


@of_area
def ongoing_without_review(sight: AreaSight) -> Iterator[Hit]:
    """It goes on without an end, and no follow-up of the area is recent enough to have looked at it."""
    this_year = sight.around.today.year
    looked_at = not sight.around.begun or any(year >= this_year - 1 for year in sight.followed_years)
    for a in sight.area.activities:
        closed = a.status is not None and a.status.code not in UNDER_WAY
        long_since = a.start is not None and a.start < sight.around.today - YEAR
        if a.ongoing and not a.end and not a.recurring and not closed and long_since and not looked_at:
            yield Hit(_place(sight, a), quote=a.timeframe or "", basis=f"{a.text}\n{a.timeframe}")


@of_area
def activity_beyond_plan(sight: AreaSight) -> Iterator[Hit]:
    """It ends after the last day of the plan."""
    last = sight.around.valid_to
    for a in sight.area.activities:
        if last and a.end and a.end > last:
            yield Hit(_place(sight, a), quote=a.timeframe or a.end.isoformat())


@of_area
def activity_before_plan(sight: AreaSight) -> Iterator[Hit]:
    """A planned activity that ended before the plan began, and nobody has said what became of it."""
    first = sight.around.valid_from
    for a in sight.area.activities:
        planned = a.kind is ActivityKind.PLANNED and a.status is None
        if first and planned and a.end and a.end < first:
            yield Hit(_place(sight, a), quote=a.timeframe or a.end.isoformat())
