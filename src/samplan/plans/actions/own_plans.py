"""A body's own plan beside or below the county's: making it, saying whose it is, picking from another plan into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, Q
from simple_history.utils import bulk_create_with_history

from samplan.actors import audit
from samplan.actors.models import Body, Partnership
from samplan.actors.rules import Actor, check_can_edit_all
from samplan.plans import renewal, rules
from samplan.plans.actions.carrying import CHOSEN, Carrier, write_lineage
from samplan.plans.actions.plans import make_plan
from samplan.plans.addressing import AreaPlaces
from samplan.plans.models import Activity, Area, Goal, Indicator, NodeTag, Plan, PlanProposal, PlanRelation, Responsible
from samplan.plans.queries.picking import picked_from
from samplan.plans.saving import person_or_none, save
from samplan.plans.shapes.exchange import Horizon
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.picking import Picked
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind, PlanType


@transaction.atomic
def create_own_plan(
    *,
    by: Actor,
    partnership: Partnership,
    owner: Body,
    title: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    part_of: Plan | None = None,
) -> Plan:
    """Make an empty local plan that is a body's own, below another plan where one is named.

    Raises NotAllowed, InvalidValue.
    """
    rules.check_can_keep_plan(by, partnership, owner)
    values: dict[str, object] = {"title": title, "valid_from": valid_from, "valid_to": valid_to}
    plan = make_plan(by=by, partnership=partnership, values=values, owner=owner, type=PlanType.LOCAL.value)
    if part_of is not None:
        renewal.check_relation(plan, part_of, PlanRelationKind.PART_OF)
        save(PlanRelation(from_plan=plan, to_plan=part_of, kind=PlanRelationKind.PART_OF.value), by=by)
    audit.record(
        by=by,
        verb="create_own_plan",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=partnership.pk,
        data={"plan": plan.pk, "owner": owner.pk},
    )
    return plan


@transaction.atomic
def set_plan_owner(*, by: Actor, plan: Plan, owner: Body | None) -> Plan:
    """Say whose own plan it is; None: all in the county own it together. Raises NotAllowed, InvalidValue."""
    check_can_edit_all(by, plan.partnership)
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    renewal.check_owner(plan, owner)
    plan.owner = owner
    plan.version += 1
    save(plan, by=by)
    audit.record(
        by=by,
        verb="set_plan_owner",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "owner": owner.pk if owner else None},
    )
    return plan


@transaction.atomic
def pick_items(*, by: Actor, plan: Plan, source: Plan, chosen: Collection[Picked]) -> int:
    """Copy goals, activities, indicators and proposals out of another plan of the county; returns how many came.

    Each comes with its area, which is made once; who owns the plan is responsible for it. A proposal becomes an
    activity. Tags come along, statuses and judgements begin anew, and each says where it came from. What was picked
    before is not picked again. Raises NotAllowed, InvalidValue.
    """
    rules.check_can_edit_item(by, plan)
    renewal.check_relation(plan, source, PlanRelationKind.PART_OF)
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("owner").get(pk=plan.pk)
    picked = picked_from(plan, source)
    rows = _chosen(source, set(chosen) - set(picked))
    proposals = _proposals(plan, source, [pk for kind, pk in chosen if kind is ItemKind.PROPOSAL])
    renewal.check_something_picked(len(proposals) + sum(len(found) for _model, found in rows))
    carrier = Carrier(by, plan, {})
    there = _there(picked)
    carrier.copies |= there
    _carry_areas(carrier, source, {row.area_id for _m, found in rows for row in found} | {p[0] for p in proposals})
    for model, found in rows:
        carrier.carry(model, found)
    _make_activities(carrier, proposals)
    carrier.carry(NodeTag, NodeTag.objects.filter(_tagged(set(carrier.copies) - set(there))))
    write_lineage(carrier, LineageWay.PICKED, known=there.values())
    made = len(proposals) + sum(len(found) for _model, found in rows)
    audit.record(
        by=by,
        verb="pick_items",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "from": source.pk, "items": made},
    )
    return made


def _chosen(source: Plan, chosen: Collection[Picked]) -> list[tuple[type[Any], list[Any]]]:
    """The rows that are picked, long-term goals first; what others point at comes before them."""
    here: dict[str, Any] = {"area__plan": source, "removed_at": None, "area__removed_at": None}
    ids = {kind: [pk for told, pk in chosen if told is kind] for kind in ItemKind}
    goals = Goal.objects.filter(pk__in=ids[ItemKind.GOAL], **here)
    return [
        (Goal, list(goals.filter(level=Horizon.LONG.value))),
        (Goal, list(goals.exclude(level=Horizon.LONG.value))),
        (Activity, list(Activity.objects.filter(pk__in=ids[ItemKind.ACTIVITY], **here))),
        (Indicator, list(Indicator.objects.filter(pk__in=ids[ItemKind.INDICATOR], **here))),
    ]


def _proposals(plan: Plan, source: Plan, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The area and the text of each proposal that no activity of the plan says already."""
    texts = set(Activity.objects.filter(area__plan=plan, removed_at=None).values_list("text", flat=True))
    rows = PlanProposal.objects.filter(pk__in=ids, question__area__plan=source, removed_at=None).order_by("order", "pk")
    told = rows.values_list("question__area_id", "text")
    return [(area, text) for area, text in told if text not in texts]


def _there(picked: dict[Picked, int]) -> dict[tuple[type[Model], int], Model]:
    """What was made by an earlier picking, by what it was made of."""
    found: dict[tuple[type[Model], int], Model] = {}
    for model, kind in CHOSEN.items():
        ids = {old: new for (told, old), new in picked.items() if told is kind}
        rows = model._default_manager.in_bulk(ids.values()) if ids else {}
        found |= {(model, old): rows[new] for old, new in ids.items()}
    return found


def _carry_areas(carrier: Carrier, source: Plan, wanted: Iterable[int]) -> None:
    """Make the areas that are not there yet, last in the plan and with places of their own in addresses."""
    plan = carrier.plan
    places = AreaPlaces(plan)
    last = Area.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
    missing = [pk for pk in wanted if (Area, pk) not in carrier.copies]
    rows = list(Area.objects.filter(pk__in=missing, plan=source).order_by("order", "pk"))
    for place, row in enumerate(rows, start=0 if last is None else last + 1):
        row.slug, row.order = places.take(row.title), place
    carrier.carry(Area, rows)
    owner = plan.owner
    if owner is None:
        return
    part = OwnerPart.RESPONSIBLE.value
    made = [
        Responsible(area_id=carrier.copies[Area, row.pk].pk, text=owner.name, body=owner, part=part) for row in rows
    ]
    bulk_create_with_history(made, Responsible, default_user=person_or_none(carrier.by))


def _make_activities(carrier: Carrier, proposals: Sequence[tuple[int, str]]) -> None:
    """Activities with the words of proposals."""
    made = [
        Activity(area_id=carrier.copies[Area, area].pk, text=text, order=place)
        for place, (area, text) in enumerate(proposals, start=1000)
    ]
    bulk_create_with_history(made, Activity, default_user=person_or_none(carrier.by))


def _tagged(made_of: Collection[tuple[type[Model], int]]) -> Q:
    """The tags of what was picked just now, areas among it."""
    condition = Q(pk=None)
    for model, kind in CHOSEN.items():
        condition |= Q(**{f"{kind.value}_id__in": [pk for told, pk in made_of if told is model]})
    return condition
