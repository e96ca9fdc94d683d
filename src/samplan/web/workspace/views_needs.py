"""Which other areas a need concerns."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile
from samplan.plans.seen import joined
from samplan.plans.shapes.editing import EditItem
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import editable_plan, number_of, say, signed_in, work_page
from samplan.web.workspace.two_at_once import others, seen_in
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
        seen = seen_in(request, lambda value: number_of(value) or 0)
        try:
            actions.share_need(by=request.user, need_id=item_id, areas=chosen, seen=seen)
        except ChangedMeanwhile as error:
            return _page(request, (plan, need, area_id), chosen, (seen or frozenset(), error))
        except DomainError as error:
            say(request, error)
            return _page(request, (plan, need, area_id), chosen)
        messages.success(request, _("Sparat."))
        return redirect(back)
    return _page(request, (plan, need, area_id), queries.need_areas(item_id))


def _page(
    request: HttpRequest,
    about: tuple[Any, EditItem, int | None],
    ticked: Collection[int],
    clash: tuple[Collection[int], ChangedMeanwhile] | None = None,
) -> HttpResponse:
    """The ticks. clash: what the form had before it, and what another saved meanwhile; both are ticked then."""
    plan, need, area_id = about
    areas = [(pk, name) for pk, name in queries.areas_of(plan.pk) if pk != area_id]
    there: Collection[int] = queries.need_areas(need.id)
    context: dict[str, Any] = {}
    if clash is not None:
        seen, error = clash
        there = error.values["now"]
        ticked = joined(seen, ticked, there)
        context["others"] = others(error.changed_by, seen, there, lambda pk: dict(areas).get(pk, ""))
    context |= {
        "plan": plan,
        "need": need,
        "areas": [(pk, name, pk in ticked) for pk, name in areas],
        "seen": [pk for pk, _name in areas if pk in there],
        "back": home(plan.pk, area_id, f"need-{need.id}"),
    }
    status = 409 if clash is not None else 200
    return work_page(request, "workspace/need_areas.html", context, here="start", status=status)
