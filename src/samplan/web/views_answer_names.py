"""Whether a body lets its name be shown, by its own link while it holds: for the round, and with single statements."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries
from samplan.followup.shapes import ContactPart
from samplan.web.swedish import said
from samplan.web.views_answer import answer_page, by_link

STATEMENT = "pastaende"


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


@require_http_methods(["GET", "POST"])
@by_link
def statements(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """The statements that the body says, each with whether its name is shown there; for who answers for all of it."""
    if contact.part != ContactPart.ANSWERS:
        return redirect("answers_done", token=token)
    if request.method == "POST":
        chosen(request, contact, contact.asked_id)
        return redirect("answers_statements", token=token)
    lines = queries.names_of(contact.asked)
    consent = queries.consent_of(contact.asked_id)
    sheet = queries.sheet_for(contact)
    return answer_page(request, "web/answers_statements.html", sheet, token, lines=lines, consent=consent)


def chosen(request: HttpRequest, by: Any, asked_id: int) -> None:
    """What a form says of a name with a statement, saved, with a word about it on the next page."""
    number = request.POST.get(STATEMENT, "")
    try:
        actions.choose_name(
            by=by,
            asked_id=asked_id,
            statement_id=int(number) if number.isdecimal() and len(number) < 10 else 0,
            names=request.POST.get("namn") == "ja",
            note=request.POST.get("hur", ""),
        )
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("Sparat."))
