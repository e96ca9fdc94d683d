"""A plan's costs and funds: by year, what lacks the other, each line with its way to change it, and the trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from samplan.plans import queries
from samplan.plans.rules import edit_rights
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.shell import signed_in, the_plan, work_page


@signed_in
@require_GET
def money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """All that the plan says of money, and who changed which amount."""
    plan = the_plan(request, plan_id)
    told = queries.plan_money(plan)
    rights = edit_rights(request.user, plan)
    context = {
        "plan": plan,
        "money": told,
        "areas": [(area, rights.may_edit(area.id, ItemKind.COST)) for area in told.areas],
        "may_fund": rights.may_edit(None, ItemKind.FUND),
        "changes": queries.amount_changes(plan),
    }
    return work_page(request, "workspace/money.html", context, here="start")
