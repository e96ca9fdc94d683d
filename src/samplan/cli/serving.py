"""`samplan serve`: the web server and, beside it, a worker for what a request must not wait for."""

from __future__ import annotations

import gc
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import typer
import waitress

from samplan.cli.setting_up import start_django
from samplan.cli.warming import Warmer, Watched

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a worker gets to end by itself. A reading is cut short then; it says so and can be started again."""


class Worker:
    """The process that reads documents. One that dies is replaced, and what it was reading says why it failed."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._started()
        self._watch = threading.Thread(target=self._watched, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End the worker, and one that was just about to replace it."""
        self._stopping.set()
        _end(self._process)
        self._watch.join(timeout=PATIENCE)
        _end(self._process)

    def _started(self) -> subprocess.Popen[bytes]:
        from samplan.intake import actions

        actions.fail_cut_short_readings()
        return subprocess.Popen(
            [sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "--interval", "0.5", "--no-reload"],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "samplan.config.settings"},
        )

    def _watched(self) -> None:
        from django.db import connection

        while True:
            self._process.wait()
            # A moment, so that a worker that cannot start does not take all the machine.
            if self._stopping.wait(timeout=1):
                return
            try:
                self._process = self._started()
            except Exception:
                log.exception("the worker could not be started; it is tried again")
            finally:
                connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process: by asking, and after `PATIENCE` seconds without asking."""
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


MOST_OPEN = 800
"""Connections that stand open at once: a browser keeps one between two saves. Fewer than files a process may have."""

KEPT = 60
"""Seconds that a thread keeps its connection to the database."""

FORWARDED = ("x-forwarded-proto", "x-forwarded-for")
"""What the web server in front tells of a request. From anybody else it is dropped."""


def _check_tables() -> None:
    """Leave with one sentence when the database has never been set up, or not since a version that needs more."""
    from django.conf import settings
    from django.db import connection

    there = set(connection.introspection.table_names())
    if "django_session" in there and not {settings.CACHES["default"].get("LOCATION", "django_session")} <= there:
        typer.echo("Databasen saknar en tabell. Inget har ändrats. Kör samplan setup först.", err=True)
        typer.echo("The database lacks a table. Nothing was changed. Run samplan setup first.", err=True)
        raise typer.Exit(2)
    if "django_session" not in there:
        typer.echo("Databasen är tom. Inget har ändrats. Kör samplan setup först.", err=True)
        typer.echo("The database is empty. Nothing was changed. Run samplan setup first.", err=True)
        raise typer.Exit(2)


def run(*, host: str, port: int, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted. The worker ends with the server."""
    start_django()
    _check_tables()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.urls import get_resolver

    # Kept between requests: to open the file and set it up costs more than most pages ask of it.
    connections.settings["default"]["CONN_MAX_AGE"] = KEPT
    # All pages are imported before anybody waits for one.
    _ = get_resolver().url_patterns
    # Documents that are somewhat too large get their sentence; what no document is, is not even received.
    most = 4 * settings.READ_MAX_MB * 1_000_000
    trusted = {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": FORWARDED} if settings.PROXY else {}
    application = get_wsgi_application()
    watched = Watched(application)
    server = waitress.create_server(
        watched,
        host=host,
        port=port,
        threads=8,
        max_request_body_size=most,
        connection_limit=MOST_OPEN,
        asyncore_use_poll=True,
        **trusted,
    )
    # One line for each request that waits a moment would fill the log just when there is most to do.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # What has been made so far stays for good: nobody waits while it is gone through for garbage.
    gc.collect()
    gc.freeze()
    worker, warmer = Worker(), Warmer(application, watched)
    if on_ready is not None:
        on_ready()
    # A service manager ends us with SIGTERM: the worker must end too, so it is treated as Ctrl+C. SIGINT itself is
    # ignored in what a script starts in the background, and could not be raised there.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    warmer.start()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        warmer.stop()
        worker.stop()
