"""An activity that stands in two plans, the county's and a body's own, is told of once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samplan.actors.shapes import DomainError
from samplan.plans import actions
from samplan.plans.catalogue import activity_label
from samplan.plans.queries.reporting import Same
from samplan.web.swedish import said
from samplan.web.workspace.item_form import ItemForm


def add_ticks(form: ItemForm, elsewhere: Iterable[Same], status: str | None) -> None:
    """A tick for each other plan, set where the two were alike until now, or one of them says nothing yet.

    The version that was seen goes along.
    """
    for one in elsewhere:
        now = activity_label(one.status)
        words = {"plan": one.plan, "status": said(now) if now else _("inget läge")}
        alike = not status or not one.status or one.status == status
        form.fields[_tick(one)] = forms.BooleanField(
            label=_("Säg samma läge i ”%(plan)s”. Där står nu: %(status)s.") % words,
            required=False,
            initial=alike,
            widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
        )
        form.fields[_seen(one)] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=one.version)


def tell_the_same(request: HttpRequest, elsewhere: Iterable[Same], told: dict[str, Any]) -> None:
    """Say of the same activity in the ticked plans what was said here; who is refused is told so."""
    status = told["status"] or None
    for one in elsewhere:
        if not told.get(_tick(one)) or status == (one.status or None):
            continue
        values = {"status": status, "status_written": None}
        try:
            actions.report_activity(
                by=request.user, activity_id=one.id, values=values, seen_version=told.get(_seen(one)) or 0
            )
        except DomainError:
            text = _("I ”%(plan)s” har någon annan ändrat aktiviteten samtidigt. Läget där är inte ändrat.")
            messages.warning(request, text % {"plan": one.plan})
        else:
            messages.success(request, _("Samma läge står nu i ”%(plan)s”.") % {"plan": one.plan})


def _tick(one: Same) -> str:
    return f"also-{one.id}"


def _seen(one: Same) -> str:
    return f"also-{one.id}-version"
