"""One of the county's own values: entered, corrected, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.analysis import actions, queries
from samplan.analysis.rules import FigureChanged, InvalidFigure
from samplan.analysis.shapes import FigureShape, OwnValueShape
from samplan.plans.rights import can_edit_kind
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.figure_forms import OwnValueForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_figures import the_figure


@signed_in
@require_http_methods(["GET", "POST"])
@once
def own_value(request: HttpRequest, plan_id: int, figure_id: int, value_id: int = 0) -> HttpResponse:
    """Enter a value, or correct the one with that id."""
    plan, found = the_figure(request, plan_id, figure_id)
    if not found.own:
        raise Http404
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area):
        raise PermissionDenied
    value = _value(found.id, value_id) if value_id else None
    form = _form(request, plan, found, value)
    if form.is_bound and form.is_valid() and _set(request, found.id, form):
        messages.success(request, _("Värdet är sparat."))
        return redirect(f"{reverse('workspace:figure', args=[plan.pk, found.id])}#h-varden")
    if form.is_bound:
        form.focus()
    context = {"plan": plan, "figure": found, "form": form, "value": value}
    if value is not None:
        units = queries.units_of_county(plan.county_id)
        context["of"] = value.body_name or units.get(value.key.unit, value.key.unit)
    return work_page(request, "workspace/own_value.html", context, here="start", status=422 if form.is_bound else 200)


def _value(figure_id: int, value_id: int) -> OwnValueShape:
    found = next((v for v in queries.own_values(figure_id) if v.id == value_id), None)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, plan: Any, found: FigureShape, value: OwnValueShape | None) -> OwnValueForm:
    units, bodies = queries.units_of_county(plan.county_id), queries.bodies_of_county(plan.county_id)
    initial = OwnValueForm.written_of(value, found.definition.measure) if value else {"version": 0}
    form = OwnValueForm(units, bodies, request.POST if request.method == "POST" else None, initial=initial)
    if value is not None:
        # Which value it is stays; another period or place is another value.
        for name in ("period", "unit", "sex"):
            form.fields[name].disabled = True
            form.fields[name].widget = HiddenInput()
    return form


def _set(request: HttpRequest, figure_id: int, form: OwnValueForm) -> bool:
    try:
        actions.set_own_value(
            by=request.user,
            figure_id=figure_id,
            key=form.key(),
            numbers=form.numbers(),
            seen_version=form.cleaned_data["version"] or 0,
        )
    except InvalidFigure as error:
        form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
    except FigureChanged as error:
        form.add_error(None, sentence_of(error))
        form.data = form.data.copy()
        form.data["version"] = error.version
    else:
        return True
    return False


@signed_in
@require_http_methods(["POST"])
def remove_value(request: HttpRequest, plan_id: int, figure_id: int, value_id: int) -> HttpResponse:
    """Take a value away."""
    plan, found = the_figure(request, plan_id, figure_id)
    if not can_edit_kind(request.user, plan, ItemKind.INDICATOR, found.area):
        raise PermissionDenied
    value = _value(found.id, value_id)
    try:
        actions.remove_own_value(by=request.user, value_id=value.id, seen_version=value.version)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Värdet är borttaget. Det finns kvar i historiken."))
    return redirect(f"{reverse('workspace:figure', args=[plan.pk, found.id])}#h-varden")
