"""The web server asks nobody who is silent, and misses nobody who speaks, comes, goes or is silent for too long."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samplan.cli.waiting import create_server

pytestmark = pytest.mark.skipif(not hasattr(select, "epoll"), reason="waits by epoll")
ASKS = b"GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Says what it was asked for; much where much is asked for."""
    told = environ["PATH_INFO"][1:].encode() * (300_000 if environ["QUERY_STRING"] else 1)
    start_response("200 OK", [("Content-Length", str(len(told)))])
    return [told]


class Served:
    """A server in a thread, with connections that stay open."""

    def __init__(self, **more: Any) -> None:
        self.server = create_server(application, host="127.0.0.1", port=0, threads=4, **more)
        self.open = self.server._map
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.effective_port), timeout=20)

    def end(self) -> None:
        """Close all that is open, in the server's own thread; then it has nothing to wait for."""
        self.server.trigger.pull_trigger(lambda: [one.close() for one in list(self.open.values())])
        self.thread.join(timeout=20)
        self.server.task_dispatcher.shutdown()
        assert not self.thread.is_alive()


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    one = Served(**getattr(request, "param", {}))
    yield one
    one.end()


def read(asks: socket.socket) -> bytes:
    """The body of an answer."""
    told = b""
    while b"\r\n\r\n" not in told:
        told += asks.recv(4096)
    head, body = told.split(b"\r\n\r\n", 1)
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-le"))
    while len(body) < length:
        body += asks.recv(65536)
    return body


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true; gives up after a while."""
    for _ in range(200):
        if true():
            return True
        time.sleep(0.05)
    return False


def test_who_is_silent_is_not_asked_and_who_speaks_is_heard(served: Served) -> None:
    people = [served.connect() for _ in range(40)]
    for turn in range(3):
        for number, asks in enumerate(people):
            asks.sendall(ASKS % (turn * 100 + number))
        assert [read(asks) for asks in people] == [b"%d" % (turn * 100 + number) for number in range(len(people))]
    # The one that listens is asked at each turn, and nobody else when all are silent.
    assert until(lambda: len(served.open.busy) == 1)
    assert len(served.open) == len(people) + 2
    for asks in people:
        asks.close()
    assert until(lambda: len(served.open) == 2)


def test_a_new_connection_in_the_place_of_one_that_is_gone_is_heard(served: Served) -> None:
    for number in range(20):
        with served.connect() as asks:
            asks.sendall(ASKS % number)
            assert read(asks) == b"%d" % number


def test_an_answer_that_is_larger_than_the_line_and_a_request_in_pieces_come_whole(served: Served) -> None:
    with served.connect() as slow, served.connect() as quick:
        slow.sendall(b"GET /7?much HTTP/1.1\r\nHost: ")
        quick.sendall(ASKS % 1)
        assert read(quick) == b"1"
        slow.sendall(b"localhost\r\n\r\n")
        time.sleep(0.2)
        assert read(slow) == b"7" * 300_000


@pytest.mark.parametrize("served", [{"channel_timeout": 1, "cleanup_interval": 1}], indirect=True)
def test_who_is_silent_for_too_long_is_let_go(served: Served) -> None:
    with served.connect() as asks:
        asks.sendall(ASKS % 1)
        assert read(asks) == b"1"
        assert asks.recv(1) == b""


@pytest.mark.parametrize("served", [{"connection_limit": 5}], indirect=True)
def test_more_than_may_stand_open_wait_until_somebody_goes(served: Served) -> None:
    people = [served.connect() for _ in range(8)]
    for asks in people[:3]:
        asks.sendall(ASKS % 1)
        assert read(asks) == b"1"
    people[7].sendall(ASKS % 8)
    for asks in people[:7]:
        asks.close()
    assert read(people[7]) == b"8"
    people[7].close()
