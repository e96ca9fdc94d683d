"""A server that is killed in the middle of many saves has every answer that it said was saved. Ten times in a row."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from tests.followup.serving import built, environment, save, started

pytestmark = pytest.mark.sqlite_only

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


def kept(folder: Path, links: list[str]) -> dict[Place, tuple[str, int]]:
    """Words and version of each answer, read past the server. Links come in the order of those who are asked."""
    rows = (
        "select a.asked_id, q.number, a.text, a.version from followup_answer a"
        " join followup_askedquestion q on q.id = a.question_id"
    )
    with closing(sqlite3.connect(folder / "samplan.sqlite3")) as database:
        database.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text or "") is not None)
        asked = [pk for (pk,) in database.execute("select id from followup_asked order by id")]
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        return {(links[asked.index(pk)], n): (text, version) for pk, n, text, version in database.execute(rows)}


def test_every_acknowledged_save_is_there_after_the_server_was_killed_ten_times(tmp_path: Path) -> None:
    told = environment(tmp_path)
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
        stands = kept(tmp_path, links)
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
