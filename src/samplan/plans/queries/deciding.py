"""What somebody may write the decision of."""

from __future__ import annotations

from samplan.actors.rules import MaybeActor
from samplan.plans.models import Dependency, Plan
from samplan.plans.rights import bodies_to_release_for


def to_release(person: MaybeActor, plan: Plan, *, released: bool = False) -> frozenset[int]:
    """Ids of what the plan waits for whose decision the person may write down. Six queries at most.

    released: those too whose decision somebody has written down meanwhile.
    """
    bodies = bodies_to_release_for(person, plan)
    rows = Dependency.objects.filter(plan=plan, removed_at=None)
    rows = rows if released else rows.filter(released_on=None)
    return frozenset((rows if bodies is None else rows.filter(owner_body__in=bodies)).values_list("pk", flat=True))
