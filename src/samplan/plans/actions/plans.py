"""Making a plan."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_can_edit
from samplan.plans import rules
from samplan.plans.kinds import to_columns
from samplan.plans.models import Plan
from samplan.plans.saving import origin_columns, save
from samplan.plans.shapes.items import ItemKind, Origin
from samplan.plans.slugs import make_slug


def make_plan(*, by: Actor, partnership: Partnership, values: dict[str, object], origin: Origin | None = None) -> Plan:
    """Save a new plan without asking or telling: for actions that do both."""
    checked = rules.check_values(ItemKind.PLAN, values)
    # Two who make a plan at once come one after the other, so that each gets a place of its own in addresses.
    partnership = (
        Partnership.objects.select_for_update(no_key=True, of=("self",)).select_related("county").get(pk=partnership.pk)
    )
    county = partnership.county
    taken = set(Plan.objects.filter(county=county).values_list("slug", flat=True))
    columns = to_columns(ItemKind.PLAN, checked)
    plan = Plan(
        partnership=partnership,
        county=county,
        slug=make_slug(columns["title"], taken, "plan"),
        **columns,
        **origin_columns(origin),
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
    check_can_edit(by, partnership)
    values: dict[str, object] = {"title": title, "valid_from": valid_from, "valid_to": valid_to, "mode": mode}
    plan = make_plan(by=by, partnership=partnership, values=values)
    audit.record(by=by, verb="create_plan", object_kind="plan", object_id=plan.pk, partnership_id=partnership.pk)
    return plan
