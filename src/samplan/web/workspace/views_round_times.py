"""When a round is open: closing it, opening it again with a reason, moving its last day, and what was closed before."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries
from samplan.followup.shapes import RoundState
from samplan.publishing import actions as publishing
from samplan.web.workspace.followup_forms import ProlongForm, ReopenForm
from samplan.web.workspace.once import made_nothing, once
from samplan.web.workspace.shell import say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_followup import HERE, the_round


@signed_in
@require_http_methods(["GET", "POST"])
@once
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Close the round, after saying what that means."""
    round_ = the_round(request, round_id, of_area=True)
    if request.method == "POST":
        try:
            with transaction.atomic():
                actions.close_round(by=request.user, round_id=round_.pk)
                publishing.keep_round_figures(by=request.user, round_id=round_.pk)
        except DomainError as error:
            say(request, error)
            return made_nothing(redirect("workspace:round", round_id))
        messages.success(request, _("Uppföljningen är stängd. Svaren är frysta."))
        return redirect("workspace:round_results", round_id)
    if round_.state != RoundState.OPEN:
        return redirect("workspace:round", round_id)
    context = {"round": round_, "board": queries.board_of(round_)}
    return work_page(request, "workspace/round_close.html", context, here=HERE)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def reopen(request: HttpRequest, round_id: int) -> HttpResponse:
    """Open a closed round again, with a reason that is seen."""
    round_ = the_round(request, round_id, of_area=True)
    if round_.state == RoundState.OPEN:
        return redirect("workspace:round", round_id)
    posted = request.method == "POST"
    today = timezone.localdate()
    form = ReopenForm(request.POST if posted else None, initial={"due": max(round_.due, today + timedelta(days=14))})
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            actions.reopen_round(by=request.user, round_id=round_.pk, reason=told["reason"], due=told["due"])
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Uppföljningen är öppen igen. Det som frystes finns kvar att läsa."))
            return redirect("workspace:round", round_id)
    form.focus()
    context = {"round": round_, "form": form}
    return work_page(request, "workspace/round_reopen.html", context, here=HERE, status=422 if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def prolong(request: HttpRequest, round_id: int) -> HttpResponse:
    """Move the last day of an open round."""
    round_ = the_round(request, round_id, of_area=True)
    if round_.state != RoundState.OPEN:
        return redirect("workspace:round", round_id)
    posted = request.method == "POST"
    form = ProlongForm(request.POST if posted else None, initial={"due": round_.due + timedelta(days=7)})
    if posted and form.is_valid():
        try:
            actions.prolong_round(by=request.user, round_id=round_.pk, due=form.cleaned_data["due"])
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Sista dagen är flyttad. Länkarna gäller lika mycket längre."))
            return redirect("workspace:round", round_id)
    form.focus()
    context = {"round": round_, "form": form}
    return work_page(request, "workspace/round_prolong.html", context, here=HERE, status=422 if posted else 200)


@signed_in
@require_GET
def closing(request: HttpRequest, round_id: int, number: int) -> HttpResponse:
    """What a round said when it was closed that time, before it was opened again."""
    round_ = the_round(request, round_id, of_area=True)
    was = queries.as_closed(round_, number)
    undone = next((c for c in queries.closings_of(round_) if c.number == number), None)
    if was is None or undone is None:
        raise Http404
    told = queries.results_of(was, until=undone.reopened_at)
    context = {"round": round_, "results": told, "closing": undone}
    return work_page(request, "workspace/round_closing.html", context, here=HERE)
