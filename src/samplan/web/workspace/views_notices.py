"""Noting what one was told of: the answer to one's question, a decision that was waited for, a new edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samplan.actors.queries import partnerships_of
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import InvalidValue, NotThere
from samplan.publishing import actions as publishing
from samplan.publishing.queries import plan_edition
from samplan.publishing.rules import NoSuchEdition
from samplan.web.workspace.shell import say, signed_in, the_plan


@signed_in
@require_POST
def note_answer(request: HttpRequest, ask_id: int) -> HttpResponse:
    """The answer waits no longer for the one who asked."""
    if queries.ask_for_answer(request.user, ask_id) is None:
        raise Http404
    try:
        actions.note_answer(by=request.user, ask_id=ask_id)
    except InvalidValue as error:
        say(request, error)
    else:
        messages.success(request, _("Noterat."))
    return redirect("workspace:tasks")


@signed_in
@require_POST
def note_release(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    """The decision waits no longer for the one who is signed in."""
    the_plan(request, plan_id)
    try:
        actions.note_release(by=request.user, dependency_id=item_id)
    except NotThere as error:
        raise Http404 from error
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Noterat."))
    return redirect("workspace:tasks")


@signed_in
@require_POST
def note_edition(request: HttpRequest, plan_id: int, label: str) -> HttpResponse:
    """The new edition waits no longer for the one who is signed in."""
    try:
        edition = plan_edition(plan_id, label)
    except NoSuchEdition as error:
        raise Http404 from error
    # An edition is public; whoever has a role in its county may be told of it, and nobody else is answered.
    if not partnerships_of(request.user).filter(plans=plan_id).exists():
        raise Http404
    publishing.note_edition(by=request.user, edition=edition)
    messages.success(request, _("Noterat."))
    return redirect("workspace:tasks")
