"""A framework's past and the places of its parts: history, earlier values put back, moving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors import rules
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.shapes.editing import FieldChange, HistoryEntry
from samplan.plans.shapes.frameworks import NodeEntry
from samplan.plans.shapes.ties import TieEntry, TieKind
from samplan.web.workspace.framework_forms import FIELD_WORDS, MoveNodeForm, add_error, in_words
from samplan.web.workspace.history_groups import sittings, values_before
from samplan.web.workspace.history_lines import Line, history_lines
from samplan.web.workspace.shell import number_of, say, signed_in, work_page
from samplan.web.workspace.views_frameworks import known_framework
from samplan.web.workspace.views_people import around, the_partnership

Shown = list[Line]


def _shown(entries: list[HistoryEntry], words: list[TieEntry], names: dict[int, str]) -> Shown:
    """Each sitting with its changes in words, and what happened to other words and cross-walks among them."""
    return history_lines(sittings(entries), words, lambda changes: _changes(changes, names))


def _changes(changes: Iterable[FieldChange], names: dict[int, str]) -> list[tuple[Any, Any, Any]]:
    return [
        (FIELD_WORDS[c.field], in_words(c.field, c.before, names), in_words(c.field, c.after, names))
        for c in changes
        if c.before or c.after
    ]


@signed_in
@require_http_methods(["GET", "POST"])
def framework_history(request: HttpRequest, partnership_id: int, code: str) -> HttpResponse:
    """Every change of the framework itself, and what is put back of it."""
    partnership = the_partnership(request, partnership_id)
    if request.method == "POST":
        rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    row = queries.framework_for(partnership.county_id, code)
    if request.method == "POST" and "tie" in request.POST:
        _put_words_back(request, partnership)
        return redirect("workspace:framework_history", partnership.pk, code)
    entries = queries.framework_history(row.pk)
    if request.method == "POST":
        _put_back(request, entries, lambda values: actions.restore_framework(
            by=request.user, partnership=partnership, framework=code, values=values,
            seen_version=number_of(request.POST.get("seen")),
        ))  # fmt: skip
        return redirect("workspace:framework_history", partnership.pk, code)
    return _page(
        request, partnership, one, _shown(entries, queries.words_history(row.pk), {}), {"version": row.version}
    )


@signed_in
@require_http_methods(["GET", "POST"])
def node_history(request: HttpRequest, partnership_id: int, code: str, node_id: int) -> HttpResponse:
    """Every change of one part, and what is put back of it."""
    partnership = the_partnership(request, partnership_id)
    if request.method == "POST":
        rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    nodes = queries.framework_nodes(partnership.county_id, code)
    found = _node(nodes, node_id)
    if request.method == "POST" and "tie" in request.POST:
        _put_words_back(request, partnership)
        return redirect("workspace:node_history", partnership.pk, code, node_id)
    framework_id = queries.framework_for(partnership.county_id, code).pk
    entries = queries.node_history(framework_id, node_id)
    if request.method == "POST":
        _put_back(request, entries, lambda values: actions.restore_node(
            by=request.user, partnership=partnership, node_id=node_id, values=values,
            seen_version=number_of(request.POST.get("seen")),
        ))  # fmt: skip
        return redirect("workspace:node_history", partnership.pk, code, node_id)
    words = queries.words_history(framework_id, node_id)
    shown = _shown(entries, words, {n.id: n.words for n in nodes})
    return _page(request, partnership, one, shown, {"node": found, "version": found.version})


def _node(nodes: list[NodeEntry], node_id: int) -> NodeEntry:
    found = next((n for n in nodes if n.id == node_id), None)
    if found is None:
        raise Http404
    return found


def _put_back(request: HttpRequest, entries: list[HistoryEntry], restore: Any) -> None:
    """Put back what stood before the version that the form names."""
    version = number_of(request.POST.get("fore"))
    values = values_before(entries, version) if version else {}
    if not values:
        messages.info(request, _("Det finns ingen ändring att ta tillbaka."))
        return
    try:
        restore(values)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Ändringen är tillbakatagen. Den finns kvar i historiken."))


def _put_words_back(request: HttpRequest, partnership: Any) -> None:
    """Put back other words or cross-walks, as they stood before lines of their history."""
    name, told = request.POST.get("tie", ""), [number_of(value) or 0 for value in request.POST.getlist("rad")]
    if name not in {TieKind.WORDING, TieKind.MAPPING}:
        messages.info(request, _("Det finns ingen ändring att ta tillbaka."))
        return
    try:
        actions.restore_words(
            by=request.user,
            partnership=partnership,
            tie=TieKind(name),
            history_ids=told,
            seen_version=number_of(request.POST.get("version")),
        )
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Tillbakalagt. Det som hände står kvar i historiken."))


def _page(request: HttpRequest, partnership: Any, one: Any, shown: Shown, more: dict[str, Any]) -> HttpResponse:
    may_edit = one.own and rules.can_edit_all(request.user, partnership)
    context = around(partnership, None, framework=one, lines=shown, may_edit=may_edit, **more)
    return work_page(request, "workspace/framework_history.html", context, here="frameworks")


@signed_in
@require_POST
def reorder(request: HttpRequest, partnership_id: int, code: str, node_id: int) -> HttpResponse:
    """Move a part one step up or down among those that stand in the same place."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    known_framework(partnership, code)
    nodes = queries.framework_nodes(partnership.county_id, code)
    found = _node(nodes, node_id)
    beside = [n.id for n in nodes if n.parent == found.parent]
    at = beside.index(node_id) + (-1 if request.POST.get("riktning") == "upp" else 1)
    try:
        if 0 <= at < len(beside):
            actions.move_node(
                by=request.user,
                partnership=partnership,
                node_id=node_id,
                parent=found.parent,
                position=at,
                seen_version=number_of(request.POST.get("seen")),
            )
    except DomainError as error:
        say(request, error)
    where = redirect("workspace:framework", partnership.pk, code)
    where["Location"] += f"#del-{node_id}"
    return where


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, partnership_id: int, code: str, node_id: int) -> HttpResponse:
    """Put a part, with what stands under it, under another part or at the top."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    nodes = queries.framework_nodes(partnership.county_id, code)
    found = _node(nodes, node_id)
    posted = request.method == "POST"
    start = {"parent": found.parent or "", "seen": one.version}
    form = MoveNodeForm(_outside(nodes, node_id), request.POST if posted else None, initial=start)
    if posted and form.is_valid():
        try:
            actions.move_node(
                by=request.user,
                partnership=partnership,
                node_id=node_id,
                parent=number_of(form.cleaned_data["parent"]),
                seen_version=form.cleaned_data["seen"],
            )
        except DomainError as error:
            add_error(form, error)
            form.data = form.data.copy()
            form.data["seen"] = one.version
        else:
            messages.success(request, _("Flyttat."))
            where = redirect("workspace:framework", partnership.pk, code)
            where["Location"] += f"#del-{node_id}"
            return where
    form.focus()
    context = around(partnership, None, form=form, framework=one, node=found)
    return work_page(
        request, "workspace/framework_move.html", context, here="frameworks", status=422 if posted else 200
    )


def _outside(nodes: list[NodeEntry], node_id: int) -> list[NodeEntry]:
    """The parts that neither are it nor stand under it."""
    within = {node_id}
    for n in nodes:  # each stands after the one that it stands under
        if n.parent in within:
            within.add(n.id)
    return [n for n in nodes if n.id not in within]
