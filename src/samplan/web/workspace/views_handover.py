"""Handing over what somebody has in the county's plans, and the paper for who takes over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.queries import bodies_in, earlier_names_in
from samplan.actors.shapes import DomainError
from samplan.plans import actions, checks, queries
from samplan.plans.rules import check_can_edit_something, edit_rights
from samplan.plans.shapes.ownership import Owned, Successor
from samplan.publishing.layouts.handover import render_hand_over
from samplan.web.swedish import said
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.history_lines import item_words
from samplan.web.workspace.once import once
from samplan.web.workspace.owner_forms import HandOverForm
from samplan.web.workspace.shell import sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.views_owner import chosen_rows, told


def _bodies(partnership: Any) -> tuple[list[str], dict[str, int]]:
    """Names to pick from, and every name that leads to a body: those of today win over earlier ones."""
    today = timezone.localdate()
    every = bodies_in(partnership)
    living = [b for b in every if b.valid_to is None or b.valid_to >= today]
    known = [*earlier_names_in(partnership), *((b.id, b.name) for b in every), *((b.id, b.name) for b in living)]
    return [b.name for b in living], {name.casefold(): pk for pk, name in known}


@signed_in
@require_http_methods(["GET", "POST"])
@once
def hand_over(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Choose parts, who takes over and from when; everything goes over in one step."""
    plan = the_plan(request, plan_id)
    check_can_edit_something(request.user, plan)
    rows = _own(request, queries.owned_rows(plan.partnership))
    owner = request.GET.get("agare", "")
    shown = queries.of_owner(rows, owner) if owner else rows
    names, ids = _bodies(plan.partnership)
    posted = request.method == "POST"
    form = HandOverForm(
        request.POST if posted else None,
        names=names,
        people=queries.people_to_choose(plan.partnership),
        initial={"on": timezone.localdate(), "to": request.GET.get("till", "")},
    )
    chosen = chosen_rows(request)
    if posted and form.is_valid() and (done := _do(request, plan, form, chosen, ids)) is not None:
        return done
    form.focus()
    begun = request.GET.get("dag", "")
    ticked = chosen or {r.id for r in shown if owner and (not begun or str(r.valid_from) == begun)}
    context = {
        "plan": plan,
        "form": form,
        "rows": [(told(r), r.id in ticked) for r in shown],
        "owners": queries.owners_of(rows, plan.partnership),
        "people": queries.people_among(rows),
        "owner": owner,
    }
    return work_page(request, "workspace/hand_over.html", context, here="start", status=422 if posted else 200)


def _own(request: HttpRequest, rows: list[Owned]) -> list[Owned]:
    """The rows in areas that the signed-in person may change."""
    plans = {p.pk: p for p in queries.plans_visible_to(request.user).filter(pk__in={r.plan_id for r in rows})}
    rights = {pk: edit_rights(request.user, p) for pk, p in plans.items()}
    return [r for r in rows if r.plan_id in rights and rights[r.plan_id].may_edit(r.area_id)]


def _do(
    request: HttpRequest, plan: Any, form: HandOverForm, chosen: set[int], ids: dict[str, int]
) -> HttpResponse | None:
    """Hand over; None when it was refused, and the form says why."""
    values = form.cleaned_data
    name, person = values["to"].strip(), values["person"]
    to = Successor(name, ids.get(name.casefold()), int(person) if person else None)
    try:
        done = actions.hand_over(
            by=request.user,
            partnership=plan.partnership,
            rows=chosen,
            to=to,
            on=values["on"],
            reason=values["reason"],
        )
    except DomainError as error:
        field = getattr(error, "field", None)
        form.add_error(field if field in form.fields else None, sentence_of(error))
        return None
    n = done.moved
    messages.success(request, ngettext("%(n)s del är överlämnad.", "%(n)s delar är överlämnade.", n) % {"n": n})
    back = {"till": name, "dag": values["on"].isoformat(), "fran": request.POST.get("namn", "")}
    address = reverse("workspace:owners", args=[plan.pk])
    return redirect(f"{address}?{urlencode(back)}" if name else address)


def _pack(request: HttpRequest, plan_id: int) -> tuple[Any, Any]:
    """The plan and the pack of the owner that the address names; no pack where it names none."""
    plan = the_plan(request, plan_id)
    owner = request.GET.get("agare", "")
    found = queries.hand_over_pack(plan, owner) if owner else None
    if owner and found is None:
        raise Http404(owner)
    return plan, found


@signed_in
@require_GET
def pack(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What somebody who takes over needs to know; without an owner: whose."""
    plan, found = _pack(request, plan_id)
    if found is None:
        return redirect("workspace:owners", plan_id)
    areas = {str(r.area_id): r.area for r in found.owned}
    context = {
        "plan": plan,
        "pack": found,
        "owner": request.GET["agare"],
        "rows": [told(r) for r in found.owned],
        "findings": [
            (said(checks.sentence_of(f)), said(checks.remedy(f.code)), area, areas[area])
            for f in found.findings
            if (area := next((a for a in f.areas if a in areas), None))
        ],
        "past": [(e, KIND_WORDS[e.kind], item_words(e.kind, e.text)) for e in found.past],
    }
    return work_page(request, "workspace/pack.html", context, here="start")


@signed_in
@require_GET
def pack_file(request: HttpRequest, plan_id: int, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    plan, found = _pack(request, plan_id)
    if found is None:
        return redirect("workspace:owners", plan.pk)
    file = render_hand_over(found, stem=f"overlamning-{slugify(found.subject)[:60]}", kind=form)
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.data, content_type=file.content_type, headers=headers)
