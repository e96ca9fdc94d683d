"""Tagging the plan's items with frameworks, and the matrix of focus areas and target groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile, EditRights, edit_rights
from samplan.plans.seen import joined
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import TARGET_GROUPS, FrameworkChoice, Said, Wanted, matrix_of, told_tags
from samplan.web import swedish
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.shell import number_of, say, signed_in, the_plan, work_page
from samplan.web.workspace.two_at_once import Others, others, seen_in

Item = tuple[str, str, str]
"""Kind, id and words of an item that can be tagged."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """An item with its boxes: node id, name, depth, ticked. primary: the id of the node that is the chief one."""

    name: str
    word: Any
    text: str
    boxes: list[tuple[int, str, int, bool]]
    primary: int | None
    area_id: str
    may_edit: bool
    seen: frozenset[Said] = frozenset()
    others: Others | None = None

    @property
    def key(self) -> tuple[str, int]:
        """Kind and id, as actions name the item."""
        kind, _dash, pk = self.name.rpartition("-")
        return kind, int(pk)


def node_name(node: Any) -> str:
    """A node's number and name in the page's language."""
    name = node.name_en if swedish.in_english() and node.name_en else node.name
    return f"{node.number} {name}".strip()


def framework_name(framework: FrameworkChoice) -> str:
    """A framework's name in the page's language."""
    return framework.name_en if swedish.in_english() and framework.name_en else framework.name


def _chosen(request: HttpRequest, choices: list[FrameworkChoice]) -> FrameworkChoice | None:
    """The framework that the address names; else the first."""
    code = request.GET.get("ramverk")
    if code is None:
        return choices[0] if choices else None
    found = next((f for f in choices if f.code == code), None)
    if found is None:
        raise Http404
    return found


def _items(content: PlanContent, area_id: str | None) -> list[Item]:
    """The plan's areas; or one area with its goals, activities and indicators."""
    if area_id is None:
        return [("area", a.id, f"{a.number or ''} {a.title}".strip()) for a in content.areas]
    area = next((a for a in content.areas if a.id == area_id), None)
    if area is None:
        raise Http404
    items: list[Item] = [("area", area.id, f"{area.number or ''} {area.title}".strip())]
    items += [("goal", g.id, g.text) for g in area.goals]
    items += [("activity", a.id, a.text) for a in area.activities]
    items += [("indicator", i.id, i.text) for i in area.indicators]
    return items


def _rows(
    content: PlanContent, items: list[Item], framework: FrameworkChoice, rights: EditRights, area_id: str | None
) -> list[TagRow]:
    tagged = {(t.item_kind, t.item_id, t.node): t.primary for t in content.tags if t.framework == framework.code}
    rows = []
    for kind, pk, text in items:
        boxes = [(n.id, node_name(n), n.depth, (kind, pk, n.code) in tagged) for n in framework.nodes]
        primary = next((n.id for n in framework.nodes if tagged.get((kind, pk, n.code))), None)
        place = area_id or pk
        rows.append(
            TagRow(
                name=f"{kind}-{pk}",
                word=KIND_WORDS[ItemKind(kind)],
                text=text,
                boxes=boxes,
                primary=primary,
                area_id=place,
                may_edit=rights.may_edit(int(place)),
                seen=told_tags((node for node, _name, _depth, ticked in boxes if ticked), primary),
            )
        )
    return rows


@signed_in
@require_http_methods(["GET", "POST"])
def tags(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Tick what each area is about, in one framework at a time; with an area in the address, each of its items."""
    plan = the_plan(request, plan_id)
    rights = edit_rights(request.user, plan)
    if request.method == "POST" and not (rights.everything or rights.areas):
        raise PermissionDenied
    choices = queries.framework_choices(plan)
    framework = _chosen(request, choices)
    content = queries.tag_content(plan)
    area_id = request.GET.get("omrade")
    items = _items(content, area_id)
    rows = _rows(content, items, framework, rights, area_id) if framework else []
    if any(not row.may_edit and (row.name in request.POST or f"primary-{row.name}" in request.POST) for row in rows):
        # The page shows no boxes there: rights that have gone meanwhile, or a form that somebody made.
        raise PermissionDenied
    status = 200
    if request.method == "POST" and framework:
        wanted = {row.name: _wanted(request, row) for row in rows if row.may_edit}
        status = _save(request, plan, framework, {row.key: wanted[row.name] for row in rows if row.may_edit})
        if status == 200:
            told = {"ramverk": framework.code, **({"omrade": area_id} if area_id else {})}
            return redirect(f"{reverse('workspace:tags', args=[plan_id])}?{urlencode(told)}")
        who = queries.last_tagged_by([row.key for row in rows]) if status == 409 else ""
        rows = [_both(row, wanted[row.name], who) if row.may_edit else row for row in rows]
    context = {
        "plan": plan,
        "choices": [(f, framework_name(f)) for f in choices],
        "framework": framework,
        "name": framework_name(framework) if framework else "",
        "rows": rows,
        "area_id": area_id,
        "may_edit": any(row.may_edit for row in rows),
    }
    return work_page(request, "workspace/tags.html", context, here="start", status=status)


def _wanted(request: HttpRequest, row: TagRow) -> Wanted:
    """What is ticked for an item, and what was when the page was opened; a chief node not ticked is ticked, too."""
    primary = number_of(request.POST.get(f"primary-{row.name}"))
    ticked = {number_of(value) for value in request.POST.getlist(row.name)} | {primary}
    nodes = tuple(node for node, _name, _depth, _ticked in row.boxes if node in ticked)
    return Wanted(nodes, primary, seen_in(request, tag_said, f"seen-{row.name}"))


def tag_said(written: str) -> Said:
    """One thing that was said of an item's tags, out of "node-7" or "primary-7"."""
    kind, _dash, node = written.partition("-")
    return kind, number_of(node) or 0


def _save(request: HttpRequest, plan: Any, framework: FrameworkChoice, wanted: Mapping[tuple[str, int], Wanted]) -> int:
    """Save what is ticked for the items that may be changed; the answer's status, 200 when it is saved."""
    try:
        actions.tag_items(by=request.user, plan=plan, framework=framework.code, wanted=wanted)
    except ChangedMeanwhile as error:
        say(request, error)
        return 409
    except DomainError as error:
        say(request, error)
        return 422
    messages.success(request, _("Sparat."))
    return 200


def _both(row: TagRow, wanted: Wanted, who: str) -> TagRow:
    """The row with what was ticked in the form and what another ticked meanwhile; row.seen is what is there now."""
    now, seen = row.seen, row.seen if wanted.seen is None else wanted.seen
    both = joined(seen, wanted.told, now)
    names = {node: name for node, name, _depth, _ticked in row.boxes}
    ticked = {node for kind, node in both if kind == "node"}
    chief = wanted.primary if ("primary", wanted.primary or 0) in wanted.told - seen else row.primary
    clash = now != seen and now != wanted.told
    return replace(
        row,
        boxes=[(node, name, depth, node in ticked) for node, name, depth, _ticked in row.boxes],
        primary=chief,
        others=others(who, seen, now, lambda one: _in_words(one, names)) if clash else None,
    )


def _in_words(one: Said, names: Mapping[int, str]) -> str:
    name = names.get(one[1], "")
    return name if one[0] == "node" else _("den viktigaste: %(name)s") % {"name": name}


@signed_in
@require_GET
def matrix(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Focus areas × target groups: how many areas and activities are meant for whom; a cell opens its list."""
    plan = the_plan(request, plan_id)
    content = queries.tag_content(plan)
    groups = [
        (f"{f.code}/{n.code}", n.name, n.name_en or n.name)
        for f in queries.framework_choices(plan)
        if f.kind == TARGET_GROUPS
        for n in f.nodes
    ]
    found = matrix_of(content, groups)
    english = swedish.in_english()
    used = {cell.group for row in found.rows for cell in row.cells if not cell.empty}
    context = {
        "plan": plan,
        "matrix": found,
        "groups": [(code, en if english else sv) for code, sv, en in found.groups],
        "unused": [en if english else sv for code, sv, en in found.groups if code not in used],
        "any": bool(used),
    }
    return work_page(request, "workspace/matrix.html", context, here="start")
