"""What the first visitor would wait for is made beside the server, when it is quiet. It writes nothing."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.analysis.figure_world import World
from tests.web import worlds
from tests.web.test_figures import all_sorts, filled

from samplan.analysis import questions
from samplan.cli import warming
from samplan.cli.warming import Warmer, Watched


@pytest.fixture
def store(settings, tmp_path: Path) -> Path:
    """A store of figures."""
    settings.FIGURES_DIR = tmp_path
    filled(tmp_path)
    return tmp_path


def waits_for(true, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not true():
        time.sleep(0.02)
    return true()


def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "QUIET", 0.01)
    monkeypatch.setattr(warming, "AGAIN", 0.05)


@pytest.mark.django_db(transaction=True)
def test_it_asks_for_pages_that_are_there_and_writes_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.publish(worlds.full_plan())
    answered: list[tuple[str, str]] = []
    application = get_wsgi_application()

    def told(environ, start_response):
        return application(
            environ, lambda status, headers, *_more: answered.append((environ["PATH_INFO"], status)) or start_response
        )

    warmer = Warmer(told, Watched(told))
    with CaptureQueriesContext(connection) as asked:
        assert list(warmer._steps())
    assert {status for _path, status in answered} == {"200 OK"}
    assert {path for path, _status in answered} >= {"/exempellan/", "/exempellan/siffror/"}
    assert any("/kommun/" in path for path, _status in answered)
    written = [q["sql"] for q in asked if not q["sql"].startswith(("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE"))]
    assert written == []


@pytest.mark.django_db(transaction=True)
def test_it_begins_anew_with_other_figures(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)
    steps: list[object] = []
    warmer = Warmer(lambda *_asked: [], Watched(lambda *_asked: []))
    monkeypatch.setattr(warmer, "_steps", lambda: iter([steps.append(questions.figures())]))
    warmer.start()
    try:
        assert waits_for(lambda: len(steps) == 1)
        made = World(all_sorts(), None)
        with made:
            shutil.copy(made.folder / "figures.duckdb", store / "new")
        (store / "new").replace(store / "figures.duckdb")
        assert waits_for(lambda: len(steps) == 2)
        assert steps[0] is not steps[1]
    finally:
        warmer.stop()
    assert not warmer._thread.is_alive()


def test_no_step_is_taken_while_a_page_is_made() -> None:
    asks, go_on = threading.Event(), threading.Event()

    def slow(environ, start_response):
        asks.set()
        go_on.wait(30)
        return []

    watched = Watched(slow)
    warmer, may = Warmer(slow, watched), []
    visitor = threading.Thread(target=watched, args=({}, None))
    visitor.start()
    assert asks.wait(30)
    waiting = threading.Thread(target=lambda: may.append(warmer._wait_for_quiet()))
    waiting.start()
    waiting.join(timeout=2 * warming.QUIET)
    assert may == []
    go_on.set()
    waiting.join(timeout=30)
    visitor.join()
    assert may == [True]


def test_a_server_that_ends_is_not_kept_waiting() -> None:
    warmer = Warmer(lambda *_asked: [], Watched(lambda *_asked: []))
    warmer._stop.set()
    assert not warmer._wait_for_quiet()
