"""`python -m benchmarks.living`: how long the workspace's pages take while somebody else saves every second.

A real server (`samplan serve`) on a database of its own, with plans of 10, 150 and 1,000 activities; pages are asked
for over HTTP by a signed-in coordinator while another person changes an activity of the same plan once a second.
Queries and the processor's time are counted beside it, without the network: they are right on a busy machine too.
Freezing is timed once. Everything is made up and thrown away.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

SIZES = (10, 150, 1000)
PER_AREA = 25
ROUNDS = 15
BETWEEN = 1.0
"""Seconds between two saves by the other person."""


@dataclass(frozen=True)
class County:
    """A plan of a size, who asks for its pages, and who saves in it meanwhile."""

    size: int
    plan: Any
    person: Any
    other: Any
    freezing: tuple[int, float]

    def pages(self) -> dict[str, str]:
        """What is asked for, by the name of its row."""
        plan, area = f"/arbetsrum/plan/{self.plan.pk}/", self.plan.areas.order_by("order").first()
        return {
            "plan": plan,
            "area list": f"{plan}omrade/{area.pk}/",
            "history": f"{plan}handelser/",
            "plan check": f"{plan}saknar/",
            "my tasks": "/arbetsrum/mina-uppgifter/",
            "differences": f"/{self.plan.county.slug}/andringar/",
        }


def main(console: Console | None = None) -> None:
    """Build, serve, measure and print."""
    console = console or Console()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(SAMPLAN_VAR=folder, DJANGO_SETTINGS_MODULE="samplan.config.settings")
        os.environ.pop("DATABASE_URL", None)
        _set_up()
        counties = [_county(number, size) for number, size in enumerate(SIZES)]
        costs = {c.size: _costs(c) for c in counties}
        with _served() as port:
            times = {c.size: _while_another_saves(c, port) for c in counties}
        console.print(_told(counties, costs, times))


def _set_up() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from samplan.plans.actions import load_frameworks

    call_command("migrate", verbosity=0)
    load_frameworks()


def _county(number: int, size: int) -> County:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests import factories

    from benchmarks.checking import file_of
    from samplan.publishing.actions import publish_edition

    county = factories.a_county(f"9{number + 1}", f"Mätlän {size}")
    partnership = factories.a_partnership(county)
    file = file_of(size, per_area=PER_AREA).model_copy(
        update={"title": f"Plan med {size} aktiviteter", "valid_from": date(2025, 1, 1), "valid_to": date(2028, 12, 31)}
    )
    plan = factories.an_imported_plan(file, partnership)
    person = factories.a_person("Samordnaren", role="coordinator", partnership=partnership)
    other = factories.a_person("Den andra", role="coordinator", partnership=partnership)
    publish_edition(by=person, plan=plan)
    _save_once(plan, other, 0)
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as caught:
        publish_edition(by=person, plan=plan, though_unchanged=True)
    return County(size, plan, person, other, (len(caught), (time.perf_counter() - start) * 1000))


def _save_once(plan: Any, person: Any, turn: int) -> None:
    from samplan.plans import actions
    from samplan.plans.models import Activity

    rows = Activity.objects.filter(area__plan=plan, removed_at=None).order_by("pk")
    row = rows[turn % min(10, rows.count())]
    status = ("started", "ongoing", "done")[turn % 3]
    actions.set_activity_status(by=person, activity_id=row.pk, status=status, seen_version=row.version)


def _costs(county: County) -> dict[str, tuple[int, float]]:
    """SQL queries of each page, asked for the second time, and milliseconds of the processor, median of five."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(county.person)
    found = {}
    for name, address in county.pages().items():
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        queries = len(caught)  # now: the next request empties what was caught
        times = []
        for _n in range(5):
            start = time.process_time()
            client.get(address)
            times.append((time.process_time() - start) * 1000)
        found[name] = (queries, statistics.median(times))
    return found


@contextmanager
def _served() -> Iterator[int]:
    """`samplan serve` on a free port, ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "samplan", "serve", "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int) -> None:
    for _n in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _while_another_saves(county: County, port: int) -> dict[str, list[float]]:
    """Milliseconds of each page, round by round, from the request to the last byte."""
    done, faults = threading.Event(), []

    def save() -> None:
        from django.db import connection

        turn = 1
        while not done.wait(BETWEEN):
            try:
                _save_once(county.plan, county.other, turn)
            except Exception as error:  # noqa: BLE001 (told below: a save that fails makes the figures worthless)
                faults.append(error)
            turn += 1
        connection.close()

    saver = threading.Thread(target=save)
    saver.start()
    try:
        found = {name: _asked(port, address, _cookie(county)) for name, address in county.pages().items()}
    finally:
        done.set()
        saver.join()
    assert not faults, faults
    return found


def _cookie(county: County) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(county.person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _asked(port: int, address: str, cookie: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for turn in range(ROUNDS + 1):
        start = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
        if turn:
            times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.1)
    return times


def _told(
    counties: list[County], costs: dict[int, dict[str, tuple[int, float]]], times: dict[int, dict[str, list[float]]]
) -> Table:
    table = Table(title="The workspace while another saves every second: milliseconds")
    for column in ("page", "activities", "median", "fastest", "slowest", "processor", "queries"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for name in counties[0].pages():
        for county in counties:
            ms, (queries, processor) = times[county.size][name], costs[county.size][name]
            told = (statistics.median(ms), min(ms), max(ms), processor)
            table.add_row(name, str(county.size), *(f"{t:.0f}" for t in told), str(queries))
    for county in counties:
        queries, once = county.freezing
        table.add_row("freeze, once", str(county.size), f"{once:.0f}", "", "", "", str(queries))
    return table


if __name__ == "__main__":
    main()
