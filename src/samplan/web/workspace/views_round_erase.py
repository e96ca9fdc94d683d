"""Erasing contacts: one of them, or all of a closed round, after a page that says what goes and what stays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samplan.followup import actions, queries
from samplan.followup.shapes import RoundState
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import signed_in, work_page
from samplan.web.workspace.views_followup import HERE, the_round


@signed_in
@require_http_methods(["GET", "POST"])
@once
def erase_all(request: HttpRequest, round_id: int) -> HttpResponse:
    """All contacts of a closed round."""
    round_ = the_round(request, round_id)
    if round_.state != RoundState.CLOSED:
        return redirect("workspace:round", round_id)
    if request.method == "POST":
        _told(request, actions.erase_contacts(by=request.user, round_id=round_.pk))
        return redirect("workspace:round", round_id)
    context = {"round": round_, "n": queries.contacts_in(round_)}
    return work_page(request, "workspace/round_erase.html", context, here=HERE)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def erase_one(request: HttpRequest, round_id: int, asked_id: int, contact_id: int) -> HttpResponse:
    """One contact of a body."""
    round_ = the_round(request, round_id)
    found = queries.asked_in(round_, asked_id)
    contact: Any = queries.contact_in(found, contact_id) if found is not None else None
    if contact is None:
        raise Http404
    if request.method == "POST":
        _told(request, actions.erase_contact(by=request.user, contact_id=contact.pk))
        return redirect("workspace:round_asked", round_id, asked_id)
    context = {"round": round_, "asked": found, "contact": contact}
    return work_page(request, "workspace/round_erase.html", context, here=HERE)


def _told(request: HttpRequest, gone: int) -> None:
    told = ngettext(
        "%(n)s kontakt är raderad. Svaren finns kvar.", "%(n)s kontakter är raderade. Svaren finns kvar.", gone
    )
    messages.success(request, told % {"n": gone})
