"""A person's own page: name and language, ways of signing in, and roles."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors import actions, queries
from samplan.actors.shapes import DomainError
from samplan.web.workspace.people_forms import OwnForm
from samplan.web.workspace.shell import sentence_of, signed_in, work_page


def _told(person: Any) -> dict[str, Any]:
    return {
        "name": person.name,
        "language": person.language,
        "digest": person.digest,
        "answers_at_once": person.answers_at_once,
    }


@transaction.atomic
def _save(person: Any, *, digest: str, answers_at_once: bool, **details: str) -> None:
    actions.change_own_details(by=person, **details)
    digest = digest or person.digest
    if (digest, answers_at_once) != (person.digest, person.answers_at_once):
        actions.choose_digest(by=person, digest=digest, answers_at_once=answers_at_once)


@signed_in
@require_http_methods(["GET", "POST"])
def own_page(request: HttpRequest) -> HttpResponse:
    """What Samplan knows about the one who is signed in."""
    posted = request.method == "POST"
    person = request.user
    form = OwnForm(request.POST if posted else None, initial=_told(person))
    if posted and form.is_valid():
        try:
            _save(person, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:own_page")
    form.focus()
    context = {
        "form": form,
        "roles": queries.own_roles(person),
        "two_steps": is_mfa_enabled(person),
        "has_password": person.has_usable_password(),
        "tied": SocialAccount.objects.filter(user=person).exists(),
    }
    return work_page(request, "workspace/own_page.html", context, here="own", status=422 if posted else 200)
