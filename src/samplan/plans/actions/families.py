"""Plans in families: how a plan stands to others, what sort it is, and how long it holds."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.plans import renewal, rules
from samplan.plans.models import Plan, PlanRelation
from samplan.plans.saving import put_back, save, take_out
from samplan.plans.seen import check_version
from samplan.plans.shapes.versions import PlanRelationKind


@transaction.atomic
def prolong_plan(*, by: Actor, plan: Plan, valid_to: date, reason: str) -> Plan:
    """Let a plan hold longer, and say why. Raises NotAllowed, InvalidValue (no reason, or not later)."""
    rules.check_can_edit_item(by, plan)
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    reason = renewal.check_reason(reason)
    renewal.check_later(plan.valid_to, valid_to)
    before = plan.valid_to
    plan.valid_to = valid_to
    plan.version += 1
    save(plan, by=by, reason=reason)
    audit.record(
        by=by,
        verb="prolong_plan",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "from": str(before or ""), "to": valid_to.isoformat(), "reason": reason},
    )
    return plan


@transaction.atomic
def relate_plans(*, by: Actor, plan: Plan, other: Plan, kind: PlanRelationKind | str, note: str = "") -> PlanRelation:
    """Say that a plan replaces, is part of or touches another of the same county.

    Said again without a note it stays as it is. Raises NotAllowed, InvalidValue (other words for the same: they are
    changed by `change_relation`, so that nobody writes over another).
    """
    rules.check_can_edit_item(by, plan)
    renewal.check_relation(plan, other, kind)
    columns = {"from_plan": plan, "to_plan": other, "kind": PlanRelationKind(kind).value}
    told = note.replace("\x00", "").strip()
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)  # Two who say the same come one after the other.
    relation = PlanRelation.objects.filter(**columns).first()
    if relation is None:
        relation = PlanRelation(**columns, note=told)
        save(relation, by=by)
    elif relation.removed_at is not None:
        relation.note = told
        put_back(relation, by=by)
    else:
        renewal.check_same_note(relation.note, told)
    audit.record(
        by=by,
        verb="relate_plans",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "other": other.pk, "kind": relation.kind},
    )
    return relation


def _relation(plan: Plan, relation_id: int) -> PlanRelation:
    there = PlanRelation.objects.select_for_update(no_key=True, of=("self",)).select_related("changed_by")
    relation = there.filter(pk=relation_id, from_plan=plan, removed_at=None).first()
    if relation is None:
        raise rules.not_there()
    return relation


@transaction.atomic
def change_relation(
    *, by: Actor, plan: Plan, relation_id: int, note: str, seen_version: int | None = None
) -> PlanRelation:
    """Write what there is to say of how two plans belong together. Raises NotAllowed, NotThere, ChangedMeanwhile."""
    rules.check_can_edit_item(by, plan)
    relation, told = _relation(plan, relation_id), note.replace("\x00", "").strip()
    check_version(relation, seen_version, values={"note": relation.note}, mine={"note": told})
    if relation.note != told:
        relation.note = told
        relation.version += 1
        save(relation, by=by)
    audit.record(
        by=by,
        verb="change_relation",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "other": relation.to_plan_id, "kind": relation.kind},
    )
    return relation


@transaction.atomic
def unrelate_plans(
    *, by: Actor, plan: Plan, relation_id: int, reason: str, seen_version: int | None = None
) -> PlanRelation:
    """Take away that two plans belong together, and say why; the plans stay, and it can be put back.

    Raises NotAllowed, NotThere, InvalidValue without a reason, ChangedMeanwhile.
    """
    rules.check_can_edit_item(by, plan)
    relation = _relation(plan, relation_id)
    reason = renewal.check_removal(reason)
    check_version(relation, seen_version, values={"note": relation.note}, mine={})
    take_out(relation, by=by, reason=reason)
    audit.record(
        by=by,
        verb="unrelate_plans",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "other": relation.to_plan_id, "kind": relation.kind},
    )
    return relation


@transaction.atomic
def set_plan_type(*, by: Actor, plan: Plan, name: str) -> Plan:
    """Say what sort of plan it is (`PlanType`). Raises NotAllowed, InvalidValue."""
    rules.check_can_edit_item(by, plan)
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    plan.type = renewal.check_type(name).value
    plan.version += 1
    save(plan, by=by)
    audit.record(
        by=by,
        verb="set_plan_type",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "type": plan.type},
    )
    return plan
