"""Places in addresses for what is new: what has been taken out gives its place to the next that is called the same."""

from __future__ import annotations

from django.db.models import PROTECT, QuerySet

from samplan.plans.models import Area, Plan
from samplan.plans.slugs import make_slug


class AreaPlaces:
    """The addresses of a plan's areas, and of new ones one by one. A removed area moves to another when its is wanted.

    That one keeps a place of its own, so that it can be restored. Nothing moves in a plan that something that is never
    deleted, as an edition, belongs to: there what an address led to is what it leads to.
    """

    def __init__(self, plan: Plan) -> None:
        rows = list(Area.objects.filter(plan=plan).values_list("slug", "pk", "removed_at"))
        self._taken = {slug for slug, _, _ in rows}
        removed = {slug: pk for slug, pk, removed_at in rows if removed_at is not None}
        self._given_up = {} if removed and _is_held(plan.pk) else removed

    def take(self, words: str) -> str:
        """A place for an area with these words."""
        wanted = make_slug(words, (), "omrade")
        slug = make_slug(words, self._taken, "omrade")
        self._taken.add(slug)
        if wanted not in self._given_up:
            return slug
        Area.objects.filter(pk=self._given_up.pop(wanted)).update(slug=slug)
        return wanted


def place_of_plan(plans: QuerySet[Plan], title: str) -> str:
    """A place for a plan of that title among `plans`, all of its county.

    A removed plan keeps its own when something that is never deleted, as an edition, belongs to it.
    """
    rows = list(plans.values_list("slug", "pk", "removed_at"))
    wanted = make_slug(title, (), "plan")
    slug = make_slug(title, {taken for taken, _, _ in rows}, "plan")
    removed = next((pk for taken, pk, removed_at in rows if taken == wanted and removed_at is not None), None)
    if removed is None or _is_held(removed):
        return slug
    plans.filter(pk=removed).update(slug=slug)
    return wanted


def _is_held(plan_id: int) -> bool:
    relations = [one for one in Plan._meta.related_objects if one.on_delete is PROTECT]
    return any(one.related_model._base_manager.filter(**{one.field.name: plan_id}).exists() for one in relations)
