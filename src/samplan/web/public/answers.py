"""How a public page answers: as a page, as data at the same address with .json, and not at all when it is known.

An answer carries an ETag made of its bytes, so a browser or proxy that has it is told so in a few bytes. A page at a
permanent address may be kept for an hour without asking; every other is asked about each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samplan.publishing.rules import NoSuchEdition

HOUR = "public, max-age=3600"
ASK = "no-cache"
ROOT = "index"
"""What the start page's data is called, as nothing cannot end in .json."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a view answers with. data: the page's data, made only when asked for. frozen: an edition's own page."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    data: Callable[[], dict[str, Any]] | None = None
    frozen: bool = False


Answer = Page | HttpResponse
View = Callable[..., HttpResponse]


def public_page(view: Callable[..., Answer]) -> View:
    """A page that may be asked for only by GET or HEAD; an edition that is not there is "not found"."""

    @wraps(view)
    def wrapped(request: HttpRequest, **address: str) -> HttpResponse:
        try:
            answer = view(request, **address)
            if isinstance(answer, HttpResponse):
                return _led_on(request, answer)
            drawn = _drawn(request, answer)
            if not _asks_for_data(request):
                patch_vary_headers(drawn, ["Cookie"])  # a page looks as its reader has chosen (web/reading.py)
            return kept(request, drawn, HOUR if answer.frozen else ASK)
        except NoSuchEdition as error:
            raise Http404(str(error)) from error

    wrapped.is_public_page = True
    return require_safe(wrapped)


def twin(request: HttpRequest, address: str) -> HttpResponse:
    """The data of the page that stands at the address without .json."""
    before = "" if get_language() == "sv" else f"/{get_language()}"
    page = f"{before}/" if address == ROOT else f"{before}/{address}/"
    try:
        found = resolve(page)
    except Resolver404 as error:
        raise Http404(address) from error
    if not getattr(found.func, "is_public_page", False):
        raise Http404(address)
    request.asks_for_data = True
    return found.func(request, *found.args, **found.kwargs)


def twin_address(path: str) -> str:
    """The address of a page's data: "/exempellan/" has it at "/exempellan.json"."""
    if path in {"/", "/en/"}:
        return f"{path}{ROOT}.json"
    return f"{path.rstrip('/')}.json"


def kept(request: HttpRequest, response: HttpResponse, how_long: str) -> HttpResponse:
    """The answer with its ETag; an empty 304 where the asker has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = how_long
    return get_conditional_response(request, etag=etag, response=response) or response


def _asks_for_data(request: HttpRequest) -> bool:
    return getattr(request, "asks_for_data", False)


def _drawn(request: HttpRequest, page: Page) -> HttpResponse:
    if not _asks_for_data(request):
        query = request.META.get("QUERY_STRING", "")
        address = twin_address(request.path) + (f"?{query}" if query else "")
        return render(request, page.template, {**page.context, "twin_url": address if page.data else ""})
    if page.data is None:
        raise Http404(request.path)
    about = {
        "page": request.build_absolute_uri(request.path.removesuffix(".json").removesuffix(ROOT).rstrip("/") + "/")
    }
    about["documentation"] = request.build_absolute_uri(reverse("public:open_data"))
    response = JsonResponse(about | page.data(), json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _led_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Somebody who asked for data and is sent on to another page is sent on to that page's data; a file has none."""
    if not _asks_for_data(request):
        return response
    if not isinstance(response, HttpResponseRedirect):
        raise Http404(request.path)
    response["Location"] = twin_address(response["Location"])
    return response
