"""Which plans somebody may see in the workspace."""

from __future__ import annotations

from django.db.models import F, QuerySet

from samplan.actors.queries import partnerships_seen_by
from samplan.actors.rules import MaybeActor
from samplan.plans.models import Area, Plan
from samplan.plans.rights import edit_rights


def plans_visible_to(person: MaybeActor) -> QuerySet[Plan]:
    """Plans of the partnerships whose drafts the person may all see; none for a stranger.

    A draft that is sent out to somebody is not among them: it is read as it was sent (`drafts_sent_to`).
    """
    return (
        Plan.objects.filter(partnership__in=partnerships_seen_by(person), removed_at=None)
        .select_related("county", "partnership")
        .order_by("county__code", F("valid_from").desc(nulls_last=True), "pk")
    )


def editable_areas(person: MaybeActor, plan: Plan) -> QuerySet[Area]:
    """The plan's areas that somebody may change today, in order: all, their own, or none."""
    areas = Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk")
    rights = edit_rights(person, plan)
    return areas if rights.everything else areas.filter(pk__in=rights.areas)
