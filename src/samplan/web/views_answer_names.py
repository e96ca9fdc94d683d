"""Whether a body lets its name be shown with its answers: said on the last page, by its own link, while it holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import DomainError
from samplan.followup import actions
from samplan.web.swedish import said
from samplan.web.views_answer import by_link


@require_POST
@by_link
def names(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """Say yes or no; it may be said again, and after the round is closed."""
    try:
        actions.give_consent(by=contact, asked_id=contact.asked_id, names=request.POST.get("namn") == "ja")
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("Sparat."))
    return redirect("answers_done", token=token)
