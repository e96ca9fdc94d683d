"""The way out of letters about what waits: a link that works without signing in, by one click of a mail program too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samplan.actors import actions
from samplan.web.mailing import person_of


@csrf_exempt  # A mail program posts (RFC 8058) with no cookie of ours; the signed link is what lets it in.
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and changes nothing; POST ends the letters. The page tells nothing of whom it is about."""
    person = person_of(token)
    if person is None:
        return render(request, "web/digest_stop.html", {"unknown": True}, status=404)
    if request.method == "POST" and person.digest != "off":
        actions.choose_digest(by=person, digest="off")
    return render(request, "web/digest_stop.html", {"done": person.digest == "off"})
