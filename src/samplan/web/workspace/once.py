"""A form that makes something makes it once, however often it is sent: a double click, a slow line, the back button.

Each showing of such a form carries a key of its own (`{% form_key %}`). The same key with the same words leads to where
it led the first time. Other words under the same key (gone back, changed, sent again) are a form of its own, and so
is the same content in a form that was opened anew. It needs no script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from samplan.actors import actions

KEY = "formularnyckel"
LED_TO = "made_at"
"""The attribute of an answer that tells where what was made stands, when the answer is no redirect."""
REFUSED = "made_nothing"
"""The attribute of an answer that leads on although nothing was made."""


def once(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, which does what a form asks for only the first time that the form comes.

    The view and the note of where it led are one transaction, so a form that is sent several times at once waits for
    the first. What must not hold that transaction up, or not be taken back with it (letters), goes by `afterwards`.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.POST.get(KEY):
            return view(request, *args, **kwargs)
        request.afterwards = []
        with transaction.atomic():
            form = actions.claim_form(by=request.user, mark=_mark(request))
            if form.address:
                return _again(request, form.address)
            answer = view(request, *args, **kwargs)
            actions.close_form(by=request.user, form=form, address=_led_to(answer))
        for deed in request.afterwards:
            deed()
        return answer

    return asked


def afterwards(request: HttpRequest, deed: Callable[[], object]) -> None:
    """Do something when what a form made is kept for good; at once in a view that is not `once`."""
    waiting = getattr(request, "afterwards", None)
    if waiting is None:
        deed()
    else:
        waiting.append(deed)


def stands_at(answer: HttpResponse, address: str) -> HttpResponse:
    """The answer, which knows where what was made stands: a part of a page (htmx) leads nowhere by itself."""
    setattr(answer, LED_TO, address)
    return answer


def made_nothing(answer: HttpResponse) -> HttpResponse:
    """The answer, which leads somewhere although what the form asked for was refused: sent again, it is tried again."""
    setattr(answer, REFUSED, True)
    return answer


def _again(request: HttpRequest, address: str) -> HttpResponse:
    messages.info(
        request, _("Formuläret var redan skickat, så inget gjordes en gång till. Här är det som blev av det.")
    )
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _led_to(answer: HttpResponseBase) -> str:
    """Where an answer leads; "" when it shows the form again."""
    if getattr(answer, REFUSED, False):
        return ""
    told = getattr(answer, LED_TO, "") or answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
    return str(told) if answer.status_code < 400 else ""


def _mark(request: HttpRequest) -> str:
    """SHA-256 of the form's address, its key and all that stands in it."""
    told = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            told.update(repr((name, request.POST.getlist(name))).encode("utf-8", "surrogatepass"))
    for name, upload in sorted(request.FILES.items()):
        told.update(repr((name, upload.name)).encode("utf-8", "surrogatepass"))
        for part in upload.chunks():
            told.update(part)
        upload.seek(0)
    return told.hexdigest()
