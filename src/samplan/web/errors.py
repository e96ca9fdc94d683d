"""The pages for what went wrong, in the look and the language of the rest."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from samplan.actors.rules import NotAllowed
from samplan.web.swedish import said


class Refusals:
    """Middleware: what the rules refuse and no view has caught is a 403, with the rule's own sentence.

    An address that only takes what a form sends, and is asked for a page, is a 405 with a sentence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hands the request on. What is asked for in a way that an address does not answer is told on a page."""
        response = self.get_response(request)
        return not_answered(request, response) if isinstance(response, HttpResponseNotAllowed) else response

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


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """403 with a sentence of its own."""
    return render(request, "403.html", {"said": why}, status=403)


def not_answered(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """405: the address has no page to show, or the page takes nothing that is sent. Allow tells what it answers."""
    allowed = response.headers["Allow"]
    page = render(request, "405.html", {"has_page": "GET" in allowed}, status=405)
    page.headers["Allow"] = allowed
    return page


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from somewhere else."""
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest, *, seconds: float = 60) -> HttpResponse:
    """429: too many attempts. seconds: until the next one is let in; the library's other limits last a minute."""
    answer = render(request, "429.html", {"minutes": max(1, ceil(seconds / 60))}, status=429)
    answer["Retry-After"] = str(ceil(seconds))
    return answer
