"""The frameworks of a county: the shared ones to read, its own to change, and how two correspond."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors import rules
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.names import FRAMEWORK_KIND_NAMES, MAPPING_NAMES
from samplan.plans.shapes.frameworks import FrameworkEntry, NodeEntry
from samplan.web.swedish import said
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import around, the_partnership


class FrameworkForm(ItemForm):
    """A framework of the county's own."""

    name = forms.CharField(label=gettext_lazy("Ramverkets namn"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Vad ordnar det?"))
    copy_of = forms.ChoiceField(label=gettext_lazy("Börja med en kopia av"), required=False)
    valid_from = day_field(gettext_lazy("Gäller från"))

    def __init__(self, frameworks: list[FrameworkEntry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, said(name)) for kind, name in FRAMEWORK_KIND_NAMES.items()]
        self.fields["copy_of"].choices = [("", _("Ingen, börja tomt")), *((f.code, f.name) for f in frameworks)]


class NodeForm(ItemForm):
    """A part of a framework."""

    number = forms.CharField(label=gettext_lazy("Nummer"), required=False, max_length=20)
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=500)
    level = forms.CharField(
        label=gettext_lazy("Vad kallas delen?"),
        max_length=40,
        help_text=gettext_lazy("Med ramverkets egna ord, till exempel mål, delmål eller målgrupp."),
    )


class NewNodeForm(NodeForm):
    """A new part, and where it stands."""

    parent = forms.ChoiceField(label=gettext_lazy("Står under"), required=False)

    def __init__(self, nodes: list[NodeEntry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Inget, den står överst")), *((n.id, n.words) for n in nodes)]


class ChangeNodeForm(NodeForm):
    """A part's words, and when it holds."""

    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(gettext_lazy("Gäller till och med"))


def _add_error(form: ItemForm, error: DomainError) -> None:
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, sentence_of(error))


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
            _add_error(form, error)
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
    return work_page(request, "workspace/frameworks.html", context, here="start", status=422 if posted else 200)


def _known(partnership: Any, code: str) -> tuple[FrameworkEntry, list[FrameworkEntry]]:
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
    one, others = _known(partnership, code)
    nodes = queries.framework_nodes(partnership.county_id, code)
    form = NewNodeForm(nodes, request.POST if posted else None)
    if posted and form.is_valid():
        told = form.cleaned_data | {"parent": number_of(form.cleaned_data["parent"])}
        try:
            actions.add_node(by=request.user, partnership=partnership, framework=code, **told)
        except DomainError as error:
            _add_error(form, error)
        else:
            messages.success(request, _("Delen är tillagd."))
            return redirect("workspace:framework", partnership.pk, code)
    context = around(
        partnership,
        None,
        form=form,
        framework=one,
        kind=said(FRAMEWORK_KIND_NAMES[one.kind]),
        nodes=nodes,
        others=others,
        may_edit=one.own and rules.can_edit_all(request.user, partnership),
        relations=[(r.value, said(name)) for r, name in MAPPING_NAMES.items()],
        **_against(request, partnership, nodes, others),
    )
    return work_page(request, "workspace/framework.html", context, here="start", status=422 if posted else 200)


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
    one, _others = _known(partnership, code)
    found = next((n for n in queries.framework_nodes(partnership.county_id, code) if n.id == node_id), None)
    if found is None:
        raise Http404
    posted = request.method == "POST"
    told = {f: getattr(found, f) for f in ChangeNodeForm.base_fields}
    form = ChangeNodeForm(request.POST if posted else None, initial=told)
    if posted and form.is_valid():
        try:
            actions.change_node(by=request.user, partnership=partnership, node_id=node_id, **form.cleaned_data)
        except DomainError as error:
            _add_error(form, error)
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:framework", partnership.pk, code)
    form.focus()
    context = around(partnership, None, form=form, framework=one, node=found)
    return work_page(request, "workspace/framework_node.html", context, here="start", status=422 if posted else 200)


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
