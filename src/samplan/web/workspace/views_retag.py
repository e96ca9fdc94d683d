"""From one framework to another: what is proposed, what is confirmed, and what lost its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from samplan.plans.rules import ChangedMeanwhile, can_edit_item
from samplan.plans.seen import joined
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import FrameworkChoice, Wanted
from samplan.plans.shapes.transition import Kept, Passage, Transition, transition_of
from samplan.publishing.layouts.transition import TransitionPaper, render_transition
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.shell import number_of, say, signed_in, the_plan, work_page
from samplan.web.workspace.two_at_once import LOOKED, Others, others, seen_in
from samplan.web.workspace.views_tags import framework_name, node_name, tag_said


@dataclass(frozen=True, slots=True)
class PassageRow:
    """An item with its boxes: node id, name, ticked, sure. others: what another did since the form was opened."""

    passage: Passage
    boxes: list[tuple[int, str, bool, bool]]
    others: Others | None = None

    @property
    def name(self) -> str:
        """What the form calls the item."""
        return f"{self.passage.kind}-{self.passage.id}"

    @property
    def word(self) -> Any:
        """What its kind is called."""
        return KIND_WORDS[ItemKind(self.passage.kind)]


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
    old_name = used.get(old or "") or next((framework_name(f) for f in choices if f.code == old), "")
    new = _new(request, choices)
    passing = _passing(plan, content, old, new, _kept(request, new) if request.method == "POST" else None)
    rows = [_row(p) for p in (*passing.passages, *passing.strays)] if passing else []
    status = 200
    if passing and new and request.method == "POST":
        wanted = {row.name: _wanted(request, row.passage, new) for row in rows if _was_shown(request, row)}
        words = _names(choices, (old or "", old_name), new)
        status = _confirm(request, plan, new.code, rows, wanted)
        if status == 200:
            told = urlencode({"fran": old, "till": new.code})
            return redirect(f"{reverse('workspace:retag', args=[plan_id])}?{told}#h-rapport")
        who = queries.last_tagged_by([row.passage.key for row in rows]) if status == 409 else ""
        rows = [_both(request, row, wanted[row.name], (who, words)) if row.name in wanted else row for row in rows]
    context = {
        "plan": plan,
        "may_edit": may_edit,
        "used": list(used.items()),
        "choices": [(f.code, framework_name(f)) for f in choices],
        "old": old,
        "old_name": old_name,
        "new": new,
        "new_name": framework_name(new) if new else "",
        "passing": passing,
        "rows": rows,
        "empty": [node_name(n) for n in passing.empty] if passing else [],
    }
    return work_page(request, "workspace/retag.html", context, here="start", status=status)


def _new(request: HttpRequest, choices: list[FrameworkChoice]) -> FrameworkChoice | None:
    """The framework that the address passes to."""
    old = request.GET.get("fran")
    return next((f for f in choices if f.code == request.GET.get("till") and f.code != old), None)


def _passing(
    plan: Any, content: PlanContent, old: str | None, new: FrameworkChoice | None, kept: Kept | None = None
) -> Transition | None:
    """The passage between the two; None where the plan has no tag of the old one, or no new one is chosen."""
    if new is None or old is None or (old not in {tag.framework for tag in content.tags} and not kept):
        return None
    return transition_of(content, queries.crossings_between(plan.county_id, old, new.code), old, new, kept)


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


def _row(passage: Passage) -> PassageRow:
    """A passage with its boxes: what surely corresponds is ticked until something has been confirmed."""
    return PassageRow(
        passage,
        [(p.node.id, node_name(p.node), p.ticked or (p.sure and not passage.has), p.sure) for p in passage.proposals],
    )


def _kept(request: HttpRequest, new: FrameworkChoice | None) -> Kept:
    """What the form held of each item that it showed."""
    nodes = {n.id for n in new.nodes} if new else set()
    found = {}
    for name in request.POST.getlist("row"):
        kind, _dash, pk = name.rpartition("-")
        found[kind, pk] = {n for value in request.POST.getlist(name) if (n := number_of(value)) in nodes}
    return found


def _was_shown(request: HttpRequest, row: PassageRow) -> bool:
    """Whether the form held the item; one that does not tell what it showed held them all."""
    return LOOKED not in request.POST or row.name in request.POST.getlist("row")


def _wanted(request: HttpRequest, passage: Passage, new: FrameworkChoice) -> Wanted:
    """What is ticked for an item, and what it had when the page was opened. The chief one stays while it is ticked."""
    name = f"{passage.kind}-{passage.id}"
    ticked = {number_of(value) for value in request.POST.getlist(name)}
    nodes = tuple(node.id for node in new.nodes if node.id in ticked)
    seen = seen_in(request, tag_said, f"seen-{name}")
    chief = next((node for what, node in seen or () if what == "primary" and node in nodes), None)
    return Wanted(nodes, chief, seen)


def _old_seen(request: HttpRequest, row: PassageRow) -> frozenset[str]:
    """The old tags that the item had when the page was opened, by their codes."""
    if LOOKED not in request.POST:
        return frozenset(row.passage.codes)
    return frozenset(request.POST.getlist(f"old-{row.name}"))


def _confirm(
    request: HttpRequest, plan: Any, framework: str, rows: Sequence[PassageRow], wanted: Mapping[str, Wanted]
) -> int:
    """Tag each item with what is ticked, all in one action; the answer's status, 200 when it is saved."""
    asked = {row.passage.key: wanted[row.name] for row in rows if row.name in wanted}
    moved = any(
        _old_seen(request, row) != frozenset(row.passage.codes) and wanted[row.name].told != wanted[row.name].seen
        for row in rows
        if row.name in wanted
    )
    if moved:
        # What was ticked came out of old tags that are others now: it is shown again before it is written.
        return 409
    try:
        actions.tag_items(by=request.user, plan=plan, framework=framework, wanted=asked)
    except ChangedMeanwhile as error:
        say(request, error)
        return 409
    except DomainError as error:
        say(request, error)
        return 422
    messages.success(request, _("Taggarna i det nya ramverket är sparade. De gamla finns kvar."))
    return 200


def _names(
    choices: Sequence[FrameworkChoice], old: tuple[str, str], new: FrameworkChoice
) -> dict[tuple[str, Any], str]:
    """What each part of the two frameworks is called: ("node", id) of the new one, ("old", code) of the old one."""
    code, name = old
    found: dict[tuple[str, Any], str] = {("node", n.id): node_name(n) for n in new.nodes}
    found |= {("primary", n.id): _("den viktigaste: %(name)s") % {"name": node_name(n)} for n in new.nodes}
    for framework in choices:
        if framework.code == code:
            found |= {("old", n.code): f"{name}: {node_name(n)}" for n in framework.nodes}
    return found


def _both(
    request: HttpRequest, row: PassageRow, wanted: Wanted, told: tuple[str, Mapping[tuple[str, Any], str]]
) -> PassageRow:
    """The row with what was ticked in the form and what another did meanwhile, in the other's name."""
    who, words = told
    now = row.passage.told
    seen = now if wanted.seen is None else wanted.seen
    ticked = {node for what, node in joined(seen, wanted.told, now) if what == "node"}
    before: set[tuple[str, Any]] = {*seen, *(("old", code) for code in _old_seen(request, row))}
    after: set[tuple[str, Any]] = {*now, *(("old", code) for code in row.passage.codes)}
    clash = before != after and now != wanted.told
    return replace(
        row,
        boxes=[(node, name, node in ticked, sure) for node, name, _ticked, sure in row.boxes],
        others=others(who, before, after, lambda one: words.get(one, str(one[1]))) if clash else None,
    )
