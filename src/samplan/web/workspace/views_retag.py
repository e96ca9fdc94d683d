"""From one framework to another: what is proposed, what is confirmed, and what lost its place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import can_edit_item
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import FrameworkChoice, Wanted
from samplan.plans.shapes.transition import Passage, Transition, transition_of
from samplan.publishing.layouts.transition import TransitionPaper, render_transition
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.shell import number_of, say, signed_in, the_plan, work_page
from samplan.web.workspace.views_tags import framework_name, node_name


@signed_in
@require_http_methods(["GET", "POST"])
def retag(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Choose the two frameworks; confirm what each item is under the new one. The old tags stay."""
    plan = the_plan(request, plan_id)
    may_edit = can_edit_item(request.user, plan)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    content = queries.tag_content(plan)
    choices = queries.framework_choices(plan)
    used = {tag.framework: tag.framework_name for tag in content.tags}
    old = request.GET.get("fran")
    new = _new(request, choices)
    passing = _passing(plan, content, old, new)
    if passing and new and request.method == "POST" and _confirm(request, plan, new.code, passing):
        told = urlencode({"fran": old, "till": new.code})
        return redirect(f"{reverse('workspace:retag', args=[plan_id])}?{told}#h-rapport")
    context = {
        "plan": plan,
        "may_edit": may_edit,
        "used": list(used.items()),
        "choices": [(f.code, framework_name(f)) for f in choices],
        "old": old,
        "old_name": used.get(old or "", ""),
        "new": new,
        "new_name": framework_name(new) if new else "",
        "passing": passing,
        "rows": [_row(p) for p in passing.passages] if passing else [],
        "empty": [node_name(n) for n in passing.empty] if passing else [],
    }
    return work_page(request, "workspace/retag.html", context, here="start")


def _new(request: HttpRequest, choices: list[FrameworkChoice]) -> FrameworkChoice | None:
    """The framework that the address passes to."""
    old = request.GET.get("fran")
    return next((f for f in choices if f.code == request.GET.get("till") and f.code != old), None)


def _passing(plan: Any, content: PlanContent, old: str | None, new: FrameworkChoice | None) -> Transition | None:
    """The passage between the two; None where the plan has no tag of the old one, or no new one is chosen."""
    if new is None or old is None or old not in {tag.framework for tag in content.tags}:
        return None
    return transition_of(content, queries.crossings_between(plan.county_id, old, new.code), old, new)


@signed_in
@require_GET
def retag_file(request: HttpRequest, plan_id: int, form: str) -> HttpResponse:
    """What became of the tags, as Word or PDF. The frameworks are named in the address as on the page."""
    plan = the_plan(request, plan_id)
    if form not in {"docx", "pdf"}:
        raise Http404(form)
    content = queries.tag_content(plan)
    old, new = request.GET.get("fran"), _new(request, queries.framework_choices(plan))
    passing = _passing(plan, content, old, new)
    if passing is None or new is None:
        return redirect("workspace:retag", plan_id)
    paper = TransitionPaper(
        transition=passing,
        old=next(tag.framework_name for tag in content.tags if tag.framework == old),
        new=new.name,
        plan_title=plan.title,
        county=plan.county.name,
        made_up=plan.county.made_up,
        made_on=timezone.localdate(),
        areas={a.id: f"{a.number or ''} {a.title}".strip() for a in content.areas},
    )
    file = render_transition(paper, stem=f"byte-av-ramverk-{new.code}"[:80], kind=form)
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.data, content_type=file.content_type, headers=headers)


def _row(passage: Passage) -> dict[str, Any]:
    """A passage with its boxes: what surely corresponds is ticked until something has been confirmed."""
    return {
        "passage": passage,
        "word": KIND_WORDS[ItemKind(passage.kind)],
        "name": f"{passage.kind}-{passage.id}",
        "boxes": [
            (p.node.id, node_name(p.node), p.ticked or (p.sure and not passage.has), p.sure) for p in passage.proposals
        ],
    }


def _confirm(request: HttpRequest, plan: Any, framework: str, passing: Transition) -> bool:
    """Tag each item with what is ticked, all in one action."""
    wanted = {}
    for p in passing.passages:
        ticked = {number_of(value) for value in request.POST.getlist(f"{p.kind}-{p.id}")}
        wanted[p.kind, int(p.id)] = Wanted(tuple(x.node.id for x in p.proposals if x.node.id in ticked))
    try:
        actions.tag_items(by=request.user, plan=plan, framework=framework, wanted=wanted)
    except DomainError as error:
        say(request, error)
        return False
    messages.success(request, _("Taggarna i det nya ramverket är sparade. De gamla finns kvar."))
    return True
