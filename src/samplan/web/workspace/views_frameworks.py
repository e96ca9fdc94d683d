"""The frameworks of a county: the shared ones to read, its own to change, and how two correspond."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors import rules
from samplan.actors.queries import partnerships_of
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.names import FRAMEWORK_KIND_NAMES, MAPPING_NAMES
from samplan.plans.shapes.frameworks import FrameworkEntry, NodeEntry
from samplan.web.swedish import said
from samplan.web.workspace.framework_forms import (
    FIELD_WORDS,
    ChangeFrameworkForm,
    ChangeNodeForm,
    FrameworkForm,
    NewNodeForm,
    add_error,
    in_words,
)
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, say, signed_in, work_page
from samplan.web.workspace.views_people import around, the_partnership


@signed_in
@require_GET
def counties(request: HttpRequest) -> HttpResponse:
    """The counties whose frameworks one may see; one alone is shown at once."""
    found = list(partnerships_of(request.user))
    if len(found) == 1:
        return redirect("workspace:frameworks", found[0].pk)
    return work_page(request, "workspace/framework_counties.html", {"partnerships": found}, here="frameworks")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def frameworks(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """All frameworks that the county may use; a new one is made here."""
    partnership = the_partnership(request, partnership_id)
    posted = request.method == "POST"
    if posted:
        rules.check_can_edit_all(request.user, partnership)
    found = queries.county_frameworks(partnership.county_id)
    form = FrameworkForm(found, request.POST if posted else None)
    if posted and form.is_valid():
        told = form.cleaned_data | {"copy_of": form.cleaned_data["copy_of"] or None}
        try:
            made = actions.create_framework(by=request.user, partnership=partnership, **told)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Ramverket finns nu."))
            return redirect("workspace:framework", partnership.pk, made.code)
    context = around(
        partnership,
        None,
        form=form,
        may_edit=rules.can_edit_all(request.user, partnership),
        frameworks=[(f, said(FRAMEWORK_KIND_NAMES[f.kind])) for f in found],
    )
    return work_page(request, "workspace/frameworks.html", context, here="frameworks", status=422 if posted else 200)


def known_framework(partnership: Any, code: str) -> tuple[FrameworkEntry, list[FrameworkEntry]]:
    """The framework, and the others that the county may use."""
    found = queries.county_frameworks(partnership.county_id)
    one = next((f for f in found if f.code == code), None)
    if one is None:
        raise Http404
    return one, [f for f in found if f.code != code]


@signed_in
@require_http_methods(["GET", "POST"])
@once
def framework(request: HttpRequest, partnership_id: int, code: str) -> HttpResponse:
    """The parts of a framework, how it corresponds to another, and a new part where it is the county's own."""
    partnership = the_partnership(request, partnership_id)
    posted = request.method == "POST"
    if posted:
        rules.check_can_edit_all(request.user, partnership)
    one, others = known_framework(partnership, code)
    nodes = queries.framework_nodes(partnership.county_id, code)
    form = NewNodeForm(nodes, request.POST if posted else None)
    if posted and form.is_valid():
        told = form.cleaned_data | {"parent": number_of(form.cleaned_data["parent"])}
        try:
            actions.add_node(by=request.user, partnership=partnership, framework=code, **told)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Delen är tillagd."))
            return redirect("workspace:framework", partnership.pk, code)
    context = around(
        partnership,
        None,
        form=form,
        framework=one,
        kind=said(FRAMEWORK_KIND_NAMES[one.kind]),
        nodes=with_neighbours(nodes),
        others=others,
        imports=queries.framework_imports(queries.framework_for(partnership.county_id, code)) if one.own else [],
        may_edit=one.own and rules.can_edit_all(request.user, partnership),
        relations=[(r.value, said(name)) for r, name in MAPPING_NAMES.items()],
        **_against(request, partnership, nodes, others),
    )
    return work_page(request, "workspace/framework.html", context, here="frameworks", status=422 if posted else 200)


def with_neighbours(nodes: list[NodeEntry]) -> list[tuple[NodeEntry, bool, bool]]:
    """Each part, and whether one stands before and after it in the same place."""
    beside = [[n.id for n in nodes if n.parent == parent] for parent in {n.parent for n in nodes}]
    first, last = {ids[0] for ids in beside}, {ids[-1] for ids in beside}
    return [(n, n.id not in first, n.id not in last) for n in nodes]


def _against(
    request: HttpRequest, partnership: Any, nodes: list[NodeEntry], others: list[FrameworkEntry]
) -> dict[str, Any]:
    """The framework that the address asks to lay beside this one, and how the two correspond."""
    other = next((f for f in others if f.code == request.GET.get("mot")), None)
    if other is None:
        return {"other": None}
    theirs = queries.framework_nodes(partnership.county_id, other.code)
    walk = queries.cross_walk(nodes, theirs)
    return {
        "other": other,
        "walk": walk,
        "crossings": [(c, said(MAPPING_NAMES[c.relation])) for c in walk.crossings],
        "other_nodes": theirs,
    }


@signed_in
@require_http_methods(["GET", "POST"])
def node(request: HttpRequest, partnership_id: int, code: str, node_id: int) -> HttpResponse:
    """Reword one part of the county's own framework, or say when it holds."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    found = next((n for n in queries.framework_nodes(partnership.county_id, code) if n.id == node_id), None)
    if found is None:
        raise Http404
    posted = request.method == "POST"
    told = {f: getattr(found, f) for f in ChangeNodeForm.base_fields if f != "seen"}
    form = ChangeNodeForm(request.POST if posted else None, initial={**told, "seen": found.version})
    now: list[tuple[Any, Any]] = []
    if posted and form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        try:
            actions.change_node(by=request.user, partnership=partnership, node_id=node_id, seen_version=seen, **values)
        except DomainError as error:
            now = _as_it_stands(form, error, told, seen, found.version)
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:framework", partnership.pk, code)
    form.focus()
    context = around(partnership, None, form=form, framework=one, node=found, now=now)
    return work_page(
        request, "workspace/framework_node.html", context, here="frameworks", status=422 if posted else 200
    )


def _as_it_stands(
    form: Any, error: DomainError, told: dict[str, Any], seen: int, version: int
) -> list[tuple[Any, Any]]:
    """Show what was refused; where somebody else was first, what stands now, and let the next saving have seen it."""
    add_error(form, error)
    if seen == version:
        return []
    form.data = form.data.copy()
    form.data["seen"] = version
    return [(FIELD_WORDS[name], in_words(name, value, {})) for name, value in told.items() if value]


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, partnership_id: int, code: str) -> HttpResponse:
    """What the county's own framework is called and orders, where it comes from and when it holds."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    one, _others = known_framework(partnership, code)
    row = queries.framework_for(partnership.county_id, code)
    posted = request.method == "POST"
    told = {f: getattr(row, f) for f in ChangeFrameworkForm.base_fields if f != "seen"}
    form = ChangeFrameworkForm(request.POST if posted else None, initial={**told, "seen": row.version})
    now: list[tuple[Any, Any]] = []
    if posted and form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")
        try:
            actions.change_framework(
                by=request.user, partnership=partnership, framework=code, seen_version=seen, **values
            )
        except DomainError as error:
            now = _as_it_stands(form, error, told, seen, row.version)
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:framework", partnership.pk, code)
    form.focus()
    context = around(partnership, None, form=form, framework=one, now=now)
    return work_page(
        request, "workspace/framework_change.html", context, here="frameworks", status=422 if posted else 200
    )


@signed_in
@require_POST
def map_nodes(request: HttpRequest, partnership_id: int, code: str) -> HttpResponse:
    """Say how a part corresponds to one of another framework; an empty relation takes it away."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_edit_all(request.user, partnership)
    start, end = (number_of(request.POST.get(name)) or 0 for name in ("start", "end"))
    try:
        actions.map_nodes(
            by=request.user,
            partnership=partnership,
            start=start,
            end=end,
            relation=request.POST.get("relation") or None,
        )
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Sparat."))
    where = reverse("workspace:framework", args=[partnership.pk, code])
    return redirect(f"{where}?{urlencode({'mot': request.POST.get('mot', '')})}#h-mot")
