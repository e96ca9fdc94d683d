"""The pages for what went wrong, in the look and the language of the rest."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samplan.actors.rules import NotAllowed
from samplan.web.swedish import said


class Refusals:
    """Middleware: what the rules refuse and no view has caught is a 403, with the rule's own sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hands the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal as a page; anything else goes its way."""
        if not isinstance(exception, NotAllowed):
            return None
        return render(request, "403.html", {"said": said(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the address leads nowhere."""
    return render(request, "404.html", status=404)


def nothing_here(request: HttpRequest, **address: str) -> HttpResponse:
    """404 for an address that a library has and the house does not use."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not allowed; or not signed in."""
    return render(request, "403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from somewhere else."""
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest, *, seconds: float = 60) -> HttpResponse:
    """429: too many attempts. seconds: until the next one is let in; the library's other limits last a minute."""
    answer = render(request, "429.html", {"minutes": max(1, ceil(seconds / 60))}, status=429)
    answer["Retry-After"] = str(ceil(seconds))
    return answer
