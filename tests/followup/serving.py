"""A real server with open rounds, in processes of its own: it can be killed, and asked by many at once."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
CSRF = "0123456789abcdefghijABCDEFGHIJ01"
"""Any secret of that length: who sends the cookie and the same in the form is let in."""
BUILD = """
import json, sys
import django
django.setup()
from samplan.cli.tables import lay_tables
lay_tables()
from tests import factories
from tests.followup.worlds import a_round, contacts
from samplan.web.followup_letters import token_of
people, links = int(sys.argv[1]), []
for n in range(-(-people // 25)):
    county = factories.a_county(str(70 + n), f"Mätlän {n}", municipalities=min(25, people))
    links += [token_of(c.pk, c.key) for c in contacts(a_round(factories.a_partnership(county)))]
print(json.dumps(links[:people]))
"""


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """The settings of a server that keeps everything in a folder, or its tables in that database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMPLAN_", "DATABASE_URL"))}
    own = {"DJANGO_SETTINGS_MODULE": "samplan.config.settings", "SAMPLAN_VAR": str(folder)}
    return kept | own | ({"DATABASE_URL": database} if database else {})


def built(people: int, told: dict[str, str]) -> list[str]:
    """Tables, open rounds in as many counties as are needed, and a personal link for each of so many people."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(people)], env=told, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return list(json.loads(done.stdout))


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A database of our own on a PostgreSQL server, gone afterwards."""
    import psycopg
    from psycopg import sql

    name = f"samplan_serving_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield f"{url.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Server:
    """A server that answers. It leads a group of its own, with its worker."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """SIGKILL to the server and its worker; nobody is told."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def started(told: dict[str, str]) -> Server:
    """Start `samplan serve` and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "samplan", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=told, cwd=ROOT, start_new_session=True)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.1)
        else:
            return Server(process, port)
    raise RuntimeError("the server does not answer")


@contextmanager
def serving(told: dict[str, str]) -> Iterator[Server]:
    """A server, gone afterwards."""
    server = started(told)
    try:
        yield server
    finally:
        server.kill()


def form(question: int, text: str, *, version: int = 0, page: str = "sidan") -> tuple[str, bytes, dict[str, str]]:
    """What the page sends when it saves by itself: the rest of the address, the body and the headers."""
    told = {"csrfmiddlewaretoken": CSRF, "svar": "", "text": text, "version": version, "sida": page}
    headers = {
        "Cookie": f"csrftoken={CSRF}",
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return f"{question}/", urlencode(told).encode(), headers


def save(connection: HTTPConnection, link: str, question: int, text: str, **more: str) -> int:
    """Save words as an answer, as the open page does. The status; OSError when the server is gone."""
    rest, body, headers = form(question, text, **more)
    connection.request("POST", f"/svara/{link}/{rest}", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
