"""What somebody may write the decision of."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samplan.actors.rules import MaybeActor
from samplan.plans.models import Activity, Dependency, Plan, Waiting
from samplan.plans.rights import bodies_to_release_for
from samplan.plans.shapes.statuses import ActivityStatus

ASLEEP = (ActivityStatus.WAITING, ActivityStatus.PAUSED, ActivityStatus.IN_DECISION, ActivityStatus.POSTPONED)
"""Where an activity stands still: a decision that it waits for may give it another status."""


def asleep(dependency: Dependency | int) -> QuerySet[Activity]:
    """The activities to which its decision may give another status: those that wait, and all of an area that waits."""
    waits = Waiting.objects.filter(dependency=dependency)
    chosen = Q(pk__in=waits.filter(activity__isnull=False).values("activity"))
    whole = Q(area__in=waits.filter(activity=None).values("area"))
    still = Activity.objects.filter(removed_at=None, status__in=[s.value for s in ASLEEP])
    return still.filter(chosen | whole).order_by("area__order", "order", "pk")


def to_release(person: MaybeActor, plan: Plan, *, released: bool = False) -> frozenset[int]:
    """Ids of what the plan waits for whose decision the person may write down. Six queries at most.

    released: those too whose decision somebody has written down meanwhile.
    """
    bodies = bodies_to_release_for(person, plan)
    rows = Dependency.objects.filter(plan=plan, removed_at=None)
    rows = rows if released else rows.filter(released_on=None)
    return frozenset((rows if bodies is None else rows.filter(owner_body__in=bodies)).values_list("pk", flat=True))
