"""`samplan serve`: the worker is replaced when it dies, and ends with the server, and so does what it reads."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.documents.building import packed

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc"),
]


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for each in told for one in each.read_text().split()]


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true; gives up after a while."""
    for _ in range(200):
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SAMPLAN_VAR": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "samplan", "setup"], env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "samplan", "serve", "--port", str(port)],
        env=environment,
        # As a shell's script starts what it puts in the background: SIGTERM alone must do.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    yield process
    process.kill()
    process.wait()


def test_a_worker_that_dies_is_replaced_and_ends_with_the_server(server: subprocess.Popen[bytes]) -> None:
    assert until(lambda: len(children(server.pid)) == 1)
    [first] = children(server.pid)
    os.kill(first, signal.SIGKILL)
    assert until(lambda: len(left := [c for c in children(server.pid) if not is_gone(c)]) == 1 and left != [first])
    [second] = [c for c in children(server.pid) if not is_gone(c)]
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0
    assert until(lambda: is_gone(second))


PRODUCTION = {
    "SAMPLAN_PRODUCTION": "yes",
    "SAMPLAN_SECRET_KEY": "only-for-this-test-" * 4,
    "SAMPLAN_HOSTS": "localhost",
}


@pytest.mark.parametrize(("proxy", "status"), [("127.0.0.1", 200), ("192.0.2.1", 301)])
def test_only_the_web_server_in_front_is_believed_about_https(tmp_path: Path, proxy: str, status: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    own |= PRODUCTION | {"SAMPLAN_VAR": str(tmp_path), "SAMPLAN_PROXY": proxy}
    subprocess.run([sys.executable, "-m", "samplan", "setup"], env=own, check=True)
    with subprocess.Popen([sys.executable, "-m", "samplan", "serve", "--port", str(port)], env=own) as process:
        try:
            assert until(lambda: answered(port) is not None)
            assert answered(port) == status
        finally:
            process.terminate()


def answered(port: int) -> int | None:
    """The status of a page, asked for as a web server in front does; None before it serves."""
    asks = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asks.request("GET", "/om/", headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
        return asks.getresponse().status
    except OSError:
        return None
    finally:
        asks.close()


SLOW = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text><table:table>'
    '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1000">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
    "</table:table></office:text></office:body></office:document-content>"
)
"""A small document that takes a long while to read, and tells of no progress meanwhile."""


def test_a_reading_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    slow = tmp_path / "slow.odt"
    slow.write_bytes(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": SLOW}))
    asks = (
        "import sys\nfrom pathlib import Path\nfrom samplan.documents import read_in_process\n"
        "read_in_process(Path(sys.argv[1]).read_bytes(), name='slow.odt', memory_mb=4000, seconds=120, max_mb=5)"
    )
    with subprocess.Popen([sys.executable, "-c", asks, str(slow)]) as parent:
        assert until(lambda: len(children(parent.pid)) == 1)
        [child] = children(parent.pid)
        time.sleep(2)
        assert not is_gone(child)
        parent.kill()
        parent.wait()
        assert until(lambda: is_gone(child))
