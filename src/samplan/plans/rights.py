"""Who may change what in a plan: the roles of `actors`, and who the plan itself says answers for what.

Somebody whose right reaches the whole county changes everything. Somebody whose right is their own changes the areas
that they, or a body that their role is held for, are responsible for today; taking part or being informed gives
nothing. `plans.rules` hands these on to the rest of the house.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from samplan.actors import rules as actors
from samplan.actors.models import Body, Partnership
from samplan.actors.rights import granted
from samplan.actors.rules import MaybeActor
from samplan.actors.shapes import Permission, Scope, Sentences
from samplan.actors.standing import Standing, bodies_covered, standing_of
from samplan.plans.models import Activity, Area, Plan, Responsible
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart

OF_KIND = {
    ItemKind.COST: Permission.COSTS,
    ItemKind.FUND: Permission.COSTS,
    ItemKind.INDICATOR: Permission.INDICATORS,
}
"""Kinds of items that somebody may have a right to without one to the rest of the plan."""


@dataclass(frozen=True, slots=True)
class EditRights:
    """What somebody may change in a plan. everything: all of it, what stands outside the areas too.

    areas: ids of the areas that they may change. report_all: state and time of every activity; activities: ids of
    those whose state and time they may change although they may not change the area. kinds: what they may change in
    every area, although they may not change the rest.
    """

    everything: bool
    areas: frozenset[int]
    report_all: bool
    activities: frozenset[int]
    kinds: frozenset[ItemKind] = frozenset()

    @property
    def something(self) -> bool:
        """Whether there is anything at all that they may change."""
        return self.everything or self.report_all or bool(self.areas or self.activities)

    def may_edit(self, area_id: int | None, kind: ItemKind | None = None) -> bool:
        """Whether they may change what stands in the area; None: what stands in the plan itself. kind: only those."""
        return self.everything or (area_id is not None and area_id in self.areas) or kind in self.kinds

    def may_report(self, area_id: int, activity_id: int) -> bool:
        """Whether they may change the state and time of an activity."""
        return self.report_all or self.may_edit(area_id) or activity_id in self.activities


def current_responsible(plan: Plan, day: date) -> QuerySet[Responsible]:
    """Who is responsible for something in the plan on a day, areas and single items alike."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return Responsible.objects.filter(
        begun,
        Q(valid_to=None) | Q(valid_to__gte=day),
        area__plan=plan,
        part=OwnerPart.RESPONSIBLE.value,
        removed_at=None,
    )


def _answers(standing: Standing, permission: Permission) -> Q:
    """Rows of responsible that name the person, or a body that the person has the permission for."""
    person = standing.person
    named = Q(body_id__in=standing.bodies(permission))
    return named | Q(person=person) if person is not None else named


def edit_rights(person: MaybeActor, plan: Plan) -> EditRights:
    """What somebody may change in the plan today: seven queries at most, whatever the plan's size."""
    standing = standing_of(person, plan.partnership)
    if _is_own(standing, plan):
        return EditRights(True, frozenset(), True, frozenset())
    edit, report = standing.scope(Permission.EDIT), standing.scope(Permission.REPORT)
    today = timezone.localdate()
    areas = _own_areas(standing, plan, today) if edit is Scope.OWN else frozenset()
    activities = _own_activities(standing, plan, today) if report is Scope.OWN else frozenset()
    kinds = frozenset(kind for kind, needed in OF_KIND.items() if standing.scope(needed) is Scope.COUNTY)
    return EditRights(edit is Scope.COUNTY, areas, report is Scope.COUNTY, activities, kinds)


def _is_own(standing: Standing, plan: Plan) -> bool:
    """Whether it is the own plan of a body that the person may keep one for."""
    return plan.owner_id is not None and plan.owner_id in standing.bodies(Permission.OWN_PLAN)


def can_keep_plan(by: MaybeActor, partnership: Partnership, owner: Body) -> bool:
    """Whether somebody may make a plan that is a body's own: who may for all, and who answers for the body."""
    standing = standing_of(by, partnership)
    scope = standing.scope(Permission.OWN_PLAN)
    if scope is Scope.COUNTY:
        return owner.county_id == partnership.county_id
    return scope is Scope.OWN and owner.pk in standing.bodies(Permission.OWN_PLAN)


def bodies_to_keep_for(by: MaybeActor, partnership: Partnership) -> QuerySet[Body]:
    """The bodies that somebody may make a plan of their own for (at most three queries before it is read)."""
    standing = standing_of(by, partnership)
    scope = standing.scope(Permission.OWN_PLAN)
    found = Body.objects.filter(county_id=partnership.county_id).order_by("kind", "name")
    if scope is Scope.COUNTY:
        return found
    return found.filter(pk__in=standing.bodies(Permission.OWN_PLAN) if scope is Scope.OWN else ())


def bodies_to_release_for(by: MaybeActor, plan: Plan) -> frozenset[int] | None:
    """Ids of the bodies whose decisions somebody may write down in a plan; None: of all, and where nobody decides.

    Who may change the whole plan writes for all; who decides for a body, for that body (with its parts and successors).
    """
    if can_edit_item(by, plan):
        return None
    standing = standing_of(by, plan.partnership)
    held = {body for role, body in standing.held if body is not None and granted(role, Permission.DECIDE)}
    return bodies_covered(plan.partnership, held) if held else frozenset()


def check_can_release(by: MaybeActor, plan: Plan, owner_body: int | None) -> None:
    """Raises NotAllowed unless somebody may write down what was decided. owner_body: who decides, if that is known."""
    bodies = bodies_to_release_for(by, plan)
    if bodies is None or (owner_body is not None and owner_body in bodies):
        return
    raise actors.NotAllowed(
        Sentences(
            sv="Du får skriva det som din egen organisation har beslutat. Det här bestämmer någon annan. Be länets"
            " samordnare. Inget har ändrats.",
            en="You may write what your own body has decided. Somebody else decides this. Ask the county's coordinator."
            " Nothing was changed.",
        )
    )


def bodies_with_own_plans(by: MaybeActor, partnership: Partnership) -> frozenset[int]:
    """Ids of the bodies that somebody acts for and whose own plans they keep (three queries at most).

    None for those who reach the county: they act for no body.
    """
    standing = standing_of(by, partnership)
    own = standing.scope(Permission.OWN_PLAN) is Scope.OWN
    return standing.bodies(Permission.OWN_PLAN) if own else frozenset()


def check_can_keep_plan(by: MaybeActor, partnership: Partnership, owner: Body) -> None:
    """Raises NotAllowed unless somebody may make a plan that is that body's own."""
    if can_keep_plan(by, partnership, owner):
        return
    actors.check_may(by, partnership, Permission.OWN_PLAN)
    raise actors.NotAllowed(
        Sentences(
            sv="Du får göra en egen plan för organisationer som du svarar för. Det här är inte en av dem. Be länets"
            " samordnare. Inget har ändrats.",
            en="You may make a plan of their own for bodies that you answer for. This is not one of them. Ask the"
            " county's coordinator. Nothing was changed.",
        )
    )


def _own_areas(standing: Standing, plan: Plan, day: date) -> frozenset[int]:
    rows = current_responsible(plan, day).filter(activity=None, goal=None, indicator=None)
    return frozenset(rows.filter(_answers(standing, Permission.EDIT)).values_list("area_id", flat=True))


def _own_activities(standing: Standing, plan: Plan, day: date, area_id: int | None = None) -> frozenset[int]:
    """Activities that one answers for: by themselves, or with their area where they name nobody of their own."""
    rows = current_responsible(plan, day).filter(goal=None, indicator=None)
    found = Activity.objects.filter(area__plan=plan, removed_at=None)
    if area_id is not None:
        rows, found = rows.filter(area_id=area_id), found.filter(area_id=area_id)
    mine: set[tuple[int, int | None]] = set(
        rows.filter(_answers(standing, Permission.REPORT)).values_list("area_id", "activity_id")
    )
    if not mine:
        return frozenset()
    with_own = {activity for activity in rows.values_list("activity_id", flat=True) if activity is not None}
    return frozenset(_in_scope(mine, with_own, found.values_list("area_id", "pk")))


def _in_scope(
    mine: set[tuple[int, int | None]], with_own: set[int], activities: Iterable[tuple[int, int]]
) -> Iterable[int]:
    for area_id, activity_id in activities:
        asked = activity_id if activity_id in with_own else None
        if (area_id, asked) in mine:
            yield activity_id


def areas_answered_for(by: MaybeActor, partnership: Partnership, permission: Permission) -> QuerySet[Area]:
    """The areas of the county's joint plans for which somebody has a permission because they answer for them today.

    None for who has it for the whole county, or not at all (at most three queries before it is read).
    """
    standing, today = standing_of(by, partnership), timezone.localdate()
    joint = {"plan__partnership": partnership, "plan__owner": None, "plan__removed_at": None}
    found = Area.objects.filter(**joint, removed_at=None).select_related("plan").order_by("plan_id", "order", "pk")
    if standing.scope(permission) is not Scope.OWN:
        return found.none()
    rows = Responsible.objects.filter(
        _answers(standing, permission),
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_to=None) | Q(valid_to__gte=today),
        part=OwnerPart.RESPONSIBLE.value,
        removed_at=None,
        activity=None,
        goal=None,
        indicator=None,
    )
    return found.filter(pk__in=rows.values("area_id"))


def can_edit_item(by: MaybeActor, plan: Plan, area: int | None = None) -> bool:
    """Whether somebody may change what stands in an area of the plan (its id), or in the plan itself (None)."""
    standing = standing_of(by, plan.partnership)
    if _is_own(standing, plan):
        return True
    scope = standing.scope(Permission.EDIT)
    if scope is not Scope.OWN or area is None:
        return scope is Scope.COUNTY
    rows = current_responsible(plan, timezone.localdate()).filter(activity=None, goal=None, indicator=None)
    return rows.filter(_answers(standing, Permission.EDIT), area_id=area).exists()


def can_edit_kind(by: MaybeActor, plan: Plan, kind: ItemKind, area: int | None = None) -> bool:
    """Whether somebody may change items of a kind in an area (its id), or in the plan itself (None)."""
    if can_edit_item(by, plan, area):
        return True
    return kind in OF_KIND and actors.may_everywhere(by, plan.partnership, OF_KIND[kind])


def check_can_edit_kind(by: MaybeActor, plan: Plan, kind: ItemKind, area: int | None = None) -> None:
    """Raises NotAllowed unless somebody may change items of a kind in an area (its id), or in the plan itself."""
    if not can_edit_kind(by, plan, kind, area):
        check_can_edit_item(by, plan, area)


def can_edit_kind_somewhere(by: MaybeActor, plan: Plan, kind: ItemKind) -> bool:
    """Whether there may be an item of the kind that somebody may change."""
    return can_edit_something(by, plan) or can_edit_kind(by, plan, kind)


def check_can_edit_item(by: MaybeActor, plan: Plan, area: int | None = None) -> None:
    """Raises NotAllowed unless somebody may change what stands in that area (its id), or in the plan itself (None)."""
    if can_edit_item(by, plan, area):
        return
    actors.check_can_edit(by, plan.partnership)
    raise actors.NotAllowed(
        Sentences(
            sv="Du får ändra i de områden som du eller din organisation är ansvarig för. Det här är inte ett av dem."
            " Be länets samordnare. Inget har ändrats.",
            en="You may change the areas that you or your body are responsible for. This is not one of them."
            " Ask the county's coordinator. Nothing was changed.",
        )
    )


def can_edit_something(by: MaybeActor, plan: Plan) -> bool:
    """Whether there may be something in the plan that somebody may change; `edit_rights` knows what."""
    standing = standing_of(by, plan.partnership)
    return standing.scope(Permission.EDIT) is not None or _is_own(standing, plan)


def check_can_edit_something(by: MaybeActor, plan: Plan) -> None:
    """Raises NotAllowed when there is nothing in the plan that somebody may change."""
    if not can_edit_something(by, plan):
        actors.check_can_edit(by, plan.partnership)


def can_report(by: MaybeActor, plan: Plan, area: int, activity: int) -> bool:
    """Whether somebody may change the state and time of an activity: who may edit its area, and who answers for it."""
    if can_edit_item(by, plan, area):
        return True
    standing = standing_of(by, plan.partnership)
    scope = standing.scope(Permission.REPORT)
    if scope is not Scope.OWN:
        return scope is Scope.COUNTY
    return activity in _own_activities(standing, plan, timezone.localdate(), area)


def check_can_report(by: MaybeActor, plan: Plan, area: int, activity: int) -> None:
    """Raises NotAllowed unless somebody may change the state and time of an activity."""
    if can_report(by, plan, area, activity):
        return
    actors.check_may(by, plan.partnership, Permission.REPORT)
    raise actors.NotAllowed(
        Sentences(
            sv="Du får ändra läge och tid för de aktiviteter som din organisation ansvarar för. Det här är inte en av"
            " dem. Be länets samordnare. Inget har ändrats.",
            en="You may change the state and time of the activities that your body is responsible for. This is not one"
            " of them. Ask the county's coordinator. Nothing was changed.",
        )
    )
