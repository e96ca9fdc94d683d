"""A server that is killed in the middle of many saves has every answer that it said was saved. Ten times in a row."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from tests.followup.serving import built, environment, own_database, save, started

TIMES = 10
PEOPLE = 4
QUESTIONS = (1, 2)
ENOUGH = 12
"""Saves that were acknowledged before the server is killed, while others are on their way."""

Place = tuple[str, int]


class Writer(threading.Thread):
    """Somebody who saves without a pause until the server is gone, and remembers what was acknowledged."""

    def __init__(self, port: int, link: str, turn: int, known: dict[Place, int]) -> None:
        super().__init__()
        self.port, self.link, self.turn, self.known = port, link, turn, known
        self.acknowledged: dict[Place, str] = {}
        self.on_the_way: dict[Place, str] = {}
        self.saves = 0
        self.statuses: set[int] = set()

    def run(self) -> None:
        asks = HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(asks):
            for n in range(100_000):
                for question in QUESTIONS:
                    place, text = (self.link, question), f"Runda {self.turn}, svar {n}."
                    self.on_the_way[place] = text
                    try:
                        seen = self.known.get(place, 0)
                        status = save(asks, self.link, question, text, page=f"sida{self.turn}", version=seen)
                    except (OSError, HTTPException):
                        return
                    self.statuses.add(status)
                    self.acknowledged[place] = self.on_the_way.pop(place)
                    self.saves += 1


@pytest.fixture
def database() -> Iterator[str]:
    """A PostgreSQL database of our own where the tests run on PostgreSQL; "" for a file in the server's folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    with own_database(url) as own:
        yield own


ASKED = "select id from followup_asked order by id"
ANSWERS = (
    "select a.asked_id, q.number, a.text, a.version from followup_answer a"
    " join followup_askedquestion q on q.id = a.question_id"
)
OTHERS = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


def kept(folder: Path, database: str, links: list[str]) -> dict[Place, tuple[str, int]]:
    """Words and version of each answer, read past the server. Links come in the order of those who are asked."""
    asked, answers = _in_postgresql(database) if database else _in_sqlite(folder)
    return {(links[asked.index(pk)], n): (text, version) for pk, n, text, version in answers}


def _in_sqlite(folder: Path) -> tuple[list[int], list[tuple[int, int, str, int]]]:
    with closing(sqlite3.connect(folder / "samplan.sqlite3")) as file:
        file.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text or "") is not None)
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        return [pk for (pk,) in file.execute(ASKED)], list(file.execute(ANSWERS))


def _in_postgresql(database: str) -> tuple[list[int], list[tuple[int, int, str, int]]]:
    """The same, once the database has noticed that the server is gone: until then it may still be writing."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as server:
        until = time.monotonic() + 60
        while server.execute(OTHERS).fetchall() != [(0,)] and time.monotonic() < until:
            time.sleep(0.05)
        return [pk for (pk,) in server.execute(ASKED)], list(server.execute(ANSWERS))


def test_every_acknowledged_save_is_there_after_the_server_was_killed_ten_times(tmp_path: Path, database: str) -> None:
    told = environment(tmp_path, database)
    links = built(PEOPLE, told)
    saves, cut_short = 0, 0
    stands: dict[Place, tuple[str, int]] = {}
    for turn in range(TIMES):
        server = started(told)
        known = {place: version for place, (_text, version) in stands.items()}
        writers = [Writer(server.port, link, turn, known) for link in links]
        try:
            for writer in writers:
                writer.start()
            until = time.monotonic() + 60
            while sum(w.saves for w in writers) < ENOUGH and time.monotonic() < until:
                time.sleep(0.01)
        finally:
            server.kill()
            for writer in writers:
                writer.join()
        stands = kept(tmp_path, database, links)
        for writer in writers:
            assert writer.statuses == {200}
            for place, text in writer.acknowledged.items():
                # What was on its way may be there too: it was written, and the server died before it said so.
                assert stands[place][0] in {text, writer.on_the_way.get(place)}
            cut_short += bool(writer.on_the_way)
        saves += sum(w.saves for w in writers)
    assert saves >= TIMES * ENOUGH
    assert cut_short
    server = started(told)
    try:
        asks = HTTPConnection("127.0.0.1", server.port, timeout=30)
        with closing(asks):
            for (link, question), (text, _version) in stands.items():
                asks.request("GET", f"/svara/{link}/{question}/")
                assert text in asks.getresponse().read().decode()
    finally:
        server.kill()
