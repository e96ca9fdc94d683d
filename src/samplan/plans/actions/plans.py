"""Making a plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_can_edit_all, check_can_import
from samplan.plans import rules
from samplan.plans.addressing import place_of_plan
from samplan.plans.kinds import to_columns
from samplan.plans.models import Plan
from samplan.plans.queries import empty_plans
from samplan.plans.saving import origin_columns, save, take_out
from samplan.plans.shapes.items import ItemKind, Origin


def make_plan(
    *,
    by: Actor,
    partnership: Partnership,
    values: dict[str, object],
    origin: Origin | None = None,
    **more: object,
) -> Plan:
    """Save a new plan without asking or telling: for actions that do both. more: columns that no form has."""
    checked = rules.check_values(ItemKind.PLAN, values)
    # Two who make a plan at once come one after the other, so that each gets a place of its own in addresses.
    partnership = (
        Partnership.objects.select_for_update(no_key=True, of=("self",)).select_related("county").get(pk=partnership.pk)
    )
    county = partnership.county
    columns = to_columns(ItemKind.PLAN, checked)
    plan = Plan(
        partnership=partnership,
        county=county,
        slug=place_of_plan(Plan.objects.filter(county=county), columns["title"]),
        **columns,
        **origin_columns(origin),
        **more,
    )
    save(plan, by=by)
    return plan


@transaction.atomic
def create_plan(
    *,
    by: Actor,
    partnership: Partnership,
    title: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    mode: str = "goal_table",
) -> Plan:
    """Make an empty plan. Raises NotAllowed, InvalidValue."""
    check_can_edit_all(by, partnership)
    values: dict[str, object] = {"title": title, "valid_from": valid_from, "valid_to": valid_to, "mode": mode}
    plan = make_plan(by=by, partnership=partnership, values=values)
    audit.record(by=by, verb="create_plan", object_kind="plan", object_id=plan.pk, partnership_id=partnership.pk)
    return plan


@transaction.atomic
def remove_empty_plan(*, by: Actor, plan: Plan) -> Plan:
    """Take a plan in which nothing stands out of the lists; its row and history stay.

    Raises NotAllowed, NotThere when it is gone already, and DomainError when something stands in it.
    """
    check_can_import(by, plan.partnership)
    held = Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk, removed_at=None).first()
    if held is None:
        raise rules.not_there()
    rules.check_empty(held.pk in empty_plans([held.pk]))
    take_out(held, by=by, reason="")
    audit.record(
        by=by, verb="remove_empty_plan", object_kind="plan", object_id=held.pk, partnership_id=held.partnership_id
    )
    return held
