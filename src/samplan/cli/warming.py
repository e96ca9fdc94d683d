"""What the first visitor of a server would wait for is done beforehand: a thread beside the server, when it is quiet.

It asks the site for a few of its own pages, so that what a page needs once is there: drawings, templates, the index of
the search. It writes nothing. When another file of figures has been swapped in, it begins anew.
"""

from __future__ import annotations

import io
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

QUIET = 0.5
"""Seconds without a request before the next step: a step that has begun shares the machine with the pages."""
AGAIN = 30.0
"""Seconds between two looks at whether the figures are others."""
PATIENCE = 10.0
"""Seconds that the thread gets to end by itself: longer than its longest step."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Watched:
    """An application that knows how long it has had nothing to do."""

    def __init__(self, application: Application) -> None:
        self._application, self._lock = application, threading.Lock()
        self._asked, self._last = 0, time.monotonic()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Hands the request on."""
        with self._lock:
            self._asked += 1
        try:
            return self._application(environ, start_response)
        finally:
            with self._lock:
                self._asked -= 1
                self._last = time.monotonic()

    @property
    def quiet(self) -> float:
        """Seconds since the last answer; 0 while any is being made."""
        with self._lock:
            return 0.0 if self._asked else time.monotonic() - self._last


class Warmer:
    """The thread, which waits for a quiet moment before each step.

    It has the priority of the others: one that yields the processor while it holds the interpreter's lock would make
    the pages wait for it.
    """

    def __init__(self, application: Application, watched: Watched) -> None:
        self._application, self._watched = application, watched
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warmer", daemon=True)

    def start(self) -> None:
        """Begin, once pages can be served."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step that is under way."""
        self._stop.set()
        self._thread.join(timeout=PATIENCE)

    def _run(self) -> None:
        from samplan.analysis.questions import figures

        done: object = None
        while not self._stop.is_set():
            try:
                if (there := figures()) is not done:
                    done = there
                    self._warm()
            except Exception:
                # Nobody has asked for anything: a page that fails says so to whoever asks for it.
                log.exception("the first pages could not be asked for beforehand")
            self._stop.wait(AGAIN)

    def _warm(self) -> None:
        from django.db import connections

        began, steps = time.monotonic(), 0
        try:
            for _step in self._steps():
                steps += 1
                if not self._wait_for_quiet():
                    return
            log.info("%s steps of warming took %.1f s", steps, time.monotonic() - began)
        finally:
            connections.close_all()

    def _wait_for_quiet(self) -> bool:
        """Whether to go on, in a quiet moment."""
        while not self._stop.is_set():
            left = QUIET - self._watched.quiet
            if left <= 0:
                return True
            self._stop.wait(left)
        return False

    def _steps(self) -> Iterator[str]:
        """Each step before it is taken by whoever goes on."""
        from samplan.publishing.queries import published_counties

        yield ""
        for county in published_counties():
            for address in first_pages(county.county_slug, county.county_code):
                _visit(self._application, address)
                yield address


def first_pages(county_slug: str, county_code: str) -> Iterator[str]:
    """Addresses of a county: the plan, its figures by theme, one figure, one municipality; what is there of them."""
    from django.urls import reverse
    from django.utils.text import slugify

    from samplan.analysis.questions import choosing

    yield reverse("public:plan", args=[county_slug])
    themes = choosing.by_theme()
    if not themes:
        return
    yield reverse("public:figures", args=[county_slug])
    yield reverse("public:figure", args=[county_slug, choosing.address_of(themes[0][1][0].id)])
    for _id, name in choosing.places_of(county_code)[1:2]:
        yield reverse("public:place_figures", args=[county_slug, slugify(name)])


def _visit(application: Application, address: str) -> None:
    """Ask for a page as a browser does, in the same process; nobody reads the answer."""
    from django.conf import settings

    site = urlsplit(settings.ADDRESS)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda *_told: None)
    if callable(close := getattr(answer, "close", None)):
        close()
