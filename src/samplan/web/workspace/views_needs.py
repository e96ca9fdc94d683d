"""Which other areas a need concerns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import editable_plan, number_of, say, signed_in, work_page
from samplan.web.workspace.views_edit import find_own, home


@signed_in
@require_http_methods(["GET", "POST"])
@once
def need_areas(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    """Choose the other areas that a need concerns."""
    plan = editable_plan(request, plan_id)
    need, area_id = find_own(request, plan, ItemKind.NEED, item_id)
    back = home(plan_id, area_id, f"need-{item_id}")
    if request.method == "POST":
        chosen = {number_of(value) or 0 for value in request.POST.getlist("area")}
        try:
            actions.share_need(by=request.user, need_id=item_id, areas=chosen)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Sparat."))
            return redirect(back)
    ticked = queries.need_areas(item_id)
    context = {
        "plan": plan,
        "need": need,
        "areas": [(pk, name, pk in ticked) for pk, name in queries.areas_of(plan_id) if pk != area_id],
        "back": back,
    }
    return work_page(request, "workspace/need_areas.html", context, here="start")
