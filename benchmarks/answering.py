"""`python -m benchmarks.answering`: how long a save takes while many people answer at once.

A real server (`samplan serve`) with open rounds on SQLite, and on PostgreSQL where there is one. Each person has a
personal link and a connection that stays open, as a browser's, and saves words every few seconds as the open page does;
every third save goes to the next question. After a warm-up each save is timed from the request's first byte to the
answer's last. In the end the database is asked whether each answer is there as it was acknowledged. Wanted: 99 of 100
under 300 ms on two quiet cores, no error. Everything is made up and thrown away.

Beside it stands what a save costs the server's own process in processor time, with all that the process does meanwhile.
That figure holds on a busy machine too. Those who answer take about one of the two cores: what is left for the server
and the database is the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scripts.test_all import postgres
from tests.followup.serving import Server, built, environment, form, own_database, serving

PEOPLE, SECONDS, EVERY, WARM = 400, 60, 5.0, 10.0
QUESTIONS = 5
KEPT = (
    "select a.asked_id, q.number, a.text from followup_answer a join followup_askedquestion q on q.id = a.question_id"
)


@dataclass
class Told:
    """What was measured: milliseconds of each save, what went wrong, and what was acknowledged last.

    processor: seconds of processor that the server's process took while it was measured.
    """

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processor: float = 0.0
    acknowledged: dict[tuple[int, int], str] = field(default_factory=dict)

    def row(self, name: str, seconds: float, lost: int) -> tuple[str, ...]:
        """The figures as the table shows them."""
        cuts = statistics.quantiles(self.times, n=100, method="inclusive") if len(self.times) > 1 else [0.0] * 99
        most = max(self.times, default=0.0)
        figures = (cuts[49], cuts[98], most)
        saves = len(self.times)
        each = f"{1000 * self.processor / saves:.1f}" if saves else "-"
        return (
            *(name, str(saves), f"{saves / seconds:.0f}", *(f"{n:.0f}" for n in figures)),
            *(each, str(len(self.errors)), str(lost)),
        )


async def _person(number: int, link: str, port: int, told: Told, begin: float, end: float, every: float) -> None:
    draw = random.Random(number)
    await asyncio.sleep(draw.uniform(0, every))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    versions: dict[int, int] = {}
    turn = 0
    while time.perf_counter() < end:
        question, text = 1 + turn // 3 % QUESTIONS, f"Påhittat svar {turn} av person {number}."
        rest, body, headers = form(question, text, page=f"sida{number}", version=versions.get(question, 0))
        lines = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
        head = f"POST /svara/{link}/{rest} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n{lines}\r\n"
        start = time.perf_counter()
        try:
            writer.write(head.encode() + body)
            status = await asyncio.wait_for(_status(reader), timeout=60)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            told.errors.append(type(error).__name__)
            return
        took = time.perf_counter() - start
        if status != 200:
            told.errors.append(str(status))
        else:
            told.acknowledged[number, question] = text
        if start >= begin:
            told.times.append(took * 1000)
        turn += 1
        await asyncio.sleep(max(0.0, every * draw.uniform(0.8, 1.2) - took))
    writer.close()


async def _status(reader: asyncio.StreamReader) -> int:
    """The status of an answer, when all of it has come."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    told = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    await reader.readexactly(int(told["content-length"]))
    return int(head.split(" ", 2)[1])


def _processor(pid: int) -> float:
    """Seconds of processor that a process has taken, its threads with it (proc(5), fields 14 and 15 of `stat`)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _weighed(pid: int, told: Told, begin: float, end: float) -> None:
    """Read what the server's process takes from the begin to the end."""
    await asyncio.sleep(begin - time.perf_counter())
    before = _processor(pid)
    await asyncio.sleep(end - time.perf_counter())
    told.processor = _processor(pid) - before


async def _all(links: list[str], server: Server, told: Told, seconds: float, every: float) -> None:
    begin = time.perf_counter() + min(WARM, seconds / 2)
    end = begin + seconds
    people = (_person(n, link, server.port, told, begin, end, every) for n, link in enumerate(links))
    await asyncio.gather(_weighed(server.process.pid, told, begin, end), *people)


def _lost(told: Told, rows: list[tuple[int, int, str]], people: int) -> int:
    """Acknowledged answers that are not there. Those who are asked are numbered as their links are."""
    there = {(asked - 1, question): text for asked, question, text in rows if asked <= people}
    return sum(there.get(place) != text for place, text in told.acknowledged.items())


def measured(name: str, folder: Path, database: str, wanted: argparse.Namespace) -> tuple[tuple[str, ...], list[str]]:
    """Serve, let everybody answer, and look whether all is there."""
    settings = environment(folder, database)
    links = built(wanted.people, settings)
    told = Told()
    with serving(settings) as server:
        asyncio.run(_all(links, server, told, wanted.seconds, wanted.every))
    return told.row(name, wanted.seconds, _lost(told, _rows(folder, database), wanted.people)), told.errors


def _rows(folder: Path, database: str) -> list[tuple[int, int, str]]:
    if database:
        import psycopg

        with psycopg.connect(database) as there:
            return list(there.execute(KEPT).fetchall())
    import sqlite3

    kept = sqlite3.connect(folder / "samplan.sqlite3")
    try:
        return list(kept.execute(KEPT))
    finally:
        kept.close()


def options(given: list[str] | None = None) -> argparse.Namespace:
    """How many people, how long, how often, and where."""
    told = argparse.ArgumentParser(prog="python -m benchmarks.answering", description=__doc__)
    told.add_argument("--people", type=int, default=PEOPLE, help="people who answer at once")
    told.add_argument("--seconds", type=float, default=SECONDS, help="how long it is measured, after the warm-up")
    told.add_argument("--every", type=float, default=EVERY, help="seconds between two saves of a person")
    told.add_argument("--on", choices=["both", "sqlite", "postgresql"], default="both", help="which database")
    return told.parse_args(given)


def main(console: Console | None = None, given: list[str] | None = None) -> None:
    """Measure and print."""
    console, wanted = console or Console(), options(given)
    load = os.getloadavg()[0]
    title = (
        f"{wanted.people} people, a save every {wanted.every:g} s, {wanted.seconds:g} s, {os.cpu_count()} processors,"
        f" load {load:.1f} before"
    )
    columns = ("database", "saves", "per second", "p50 ms", "p99 ms", "longest ms", "processor ms", "errors", "lost")
    table = Table(*columns, title=title)
    wrong: list[str] = []
    if wanted.on != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            row, errors = measured("SQLite", Path(folder), "", wanted)
            table.add_row(*row)
            wrong += errors
    if wanted.on != "sqlite":
        with postgres() as url, tempfile.TemporaryDirectory() as folder:
            if url is not None:
                with own_database(url) as database:
                    row, errors = measured("PostgreSQL", Path(folder), database, wanted)
                    table.add_row(*row)
                    wrong += errors
    console.print(table)
    for one in sorted(set(wrong)):
        console.print(f"{one}: {wrong.count(one)}")


if __name__ == "__main__":
    main()
