"""`make test-all`: everything that `make test` leaves out: PostgreSQL, and journeys in Chromium.

PostgreSQL: TEST_POSTGRES_URL, else a server on this machine's usual port, else one that this script starts in a
folder of its own. Says in one line what it used.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PYTEST = [sys.executable, "-m", "pytest"]


def answers(url: str) -> bool:
    """Whether a PostgreSQL server lets us in and lets us make databases."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
            return bool((row.fetchone() or (False,))[0])
    except psycopg.Error:
        return False


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def server_programs() -> Path | None:
    """Where Debian keeps the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextlib.contextmanager
def own_server() -> Iterator[str | None]:
    """A PostgreSQL server in a folder of its own, gone afterwards. None when the machine has no PostgreSQL."""
    programs = server_programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="samplan-postgres-"))
    port = free_port()
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = str(folder / "data")
    subprocess.run(
        [*as_user, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "postgres"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    start = [*as_user, str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*as_user, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgres() -> Iterator[str | None]:
    """The address of a server to test on."""
    for url in (os.environ.get("TEST_POSTGRES_URL", ""), "postgres://postgres@127.0.0.1:5432/postgres"):
        if url and answers(url):
            print("PostgreSQL: the server that is running")
            yield url
            return
    with own_server() as url:
        print("PostgreSQL: a server of our own" if url else "PostgreSQL: none on this machine (Debian: postgresql)")
        yield url


def run(what: str, *args: str, **env: str) -> bool:
    """Run pytest on some of the tests; True when they pass."""
    print(f"\n--- {what}", flush=True)
    start = time.monotonic()
    code = subprocess.run([*PYTEST, *args], env={**os.environ, **env}, check=False).returncode
    print(f"--- {what}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s", flush=True)
    return code == 0


OWN_VALUES = ["analysis/test_skl.py", *(f"analysis/test_own_{what}.py" for what in ("values", "files", "at_once"))]
"""The tests of the tables of `analysis`."""


def main() -> int:
    """Run both; 0 only when everything ran and passed."""
    good = True
    with postgres() as url:
        if url is None:
            good = False
        else:
            rooms = ["actors", "plans", "intake", "followup", "publishing", "web", "cli", *OWN_VALUES]
            present = [f"tests/{room}" for room in rooms if Path(f"tests/{room}").exists()]
            good &= run(
                "All rooms with tables, on PostgreSQL",
                "-m",
                "not browser and not sqlite_only",
                "-n",
                "auto",
                *present,
                DATABASE_URL=url,
            )
    if shutil.which("chromium") is None:
        print("Chromium: none on this machine (Debian: chromium)")
        return 1
    good &= run("Journeys in Chromium", "-m", "browser")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
