"""Which years of a plan's follow-up are published: told to `plans`, which asks for it as lines."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samplan.plans.followed import as_followed
from samplan.plans.models import Plan
from samplan.plans.shapes.followed import FollowedBy
from samplan.publishing.models import FollowUpEdition


def followed_lines(plan: Plan) -> list[QuerySet[Any]]:
    """The county's published follow-ups that hold, each with its number and digest; none for a body's own plan."""
    if plan.owner_id is not None:
        return []
    rows = FollowUpEdition.objects.filter(partnership=plan.partnership_id, withdrawal=None)
    return [as_followed(rows, FollowedBy.PUBLISHED, year="year", plan=plan.pk, number="number", text="digest")]
