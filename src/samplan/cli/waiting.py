"""How the web server waits for many open connections.

A browser keeps its connection between two saves, and waitress asks each of them at every turn whether it has something
to read or to write: with 400 people who answer, that takes more than their saves do. Here the kernel (epoll) keeps who
is silent, and only those are asked that something has happened to. waitress does all else itself, in its own words.
"""

from __future__ import annotations

import select
import time
from types import SimpleNamespace
from typing import Any

import waitress
from waitress import wasyncore

SWEEP = 1.0
"""Seconds between two rounds in which each is asked after all: one that has been silent for long is closed so."""


class Connections(dict[int, Any]):
    """What waitress keeps open, by descriptor, and what the kernel has been told to wait for at each."""

    def __init__(self) -> None:
        super().__init__()
        self._epoll = select.epoll()
        self._waits: dict[int, int] = {}
        self.busy: set[int] = set()

    def __setitem__(self, descriptor: int, one: Any) -> None:
        super().__setitem__(descriptor, one)
        self.busy.add(descriptor)

    def __delitem__(self, descriptor: int) -> None:
        super().__delitem__(descriptor)
        self.busy.discard(descriptor)
        if self._waits.pop(descriptor, 0):
            self._epoll.unregister(descriptor)

    def wait(self, seconds: float) -> list[tuple[int, int]]:
        """Descriptors that something has happened to, with what (poll's flags)."""
        return self._epoll.poll(seconds)

    def ask(self, descriptor: int) -> None:
        """Ask one what it waits for, and tell the kernel. Silent is who waits for nothing but a next request."""
        one = self[descriptor]
        flags = select.EPOLLIN | select.EPOLLPRI if one.readable() else 0
        silent = bool(flags) and not one.accepting
        if one.writable() and not one.accepting:
            flags, silent = flags | select.EPOLLOUT, False
        before = self._waits.get(descriptor, 0)
        if flags and before:
            if flags != before:
                self._epoll.modify(descriptor, flags)
        elif flags:
            self._epoll.register(descriptor, flags)
        elif before:
            self._epoll.unregister(descriptor)
        self._waits[descriptor] = flags
        (self.busy.discard if silent else self.busy.add)(descriptor)


def create_server(application: Any, **options: Any) -> Any:
    """A server of waitress that waits so, where the system can (Linux); options as waitress has them."""
    if not hasattr(select, "epoll"):
        return waitress.create_server(application, **options)
    server = waitress.create_server(application, map=Connections(), **options)
    server.asyncore = SimpleNamespace(loop=_loop)
    return server


def _loop(timeout: float, map: Connections, use_poll: bool) -> None:  # noqa: A002 as waitress calls it
    """Let waitress read and write until nothing is open any more: in place of `waitress.wasyncore.loop`."""
    swept = 0.0
    while map:
        now = time.monotonic()
        due = list(map) if now >= swept + SWEEP else list(map.busy)
        swept = now if now >= swept + SWEEP else swept
        for descriptor in due:
            map.ask(descriptor)
        for descriptor, flags in map.wait(min(timeout, SWEEP)):
            one = map.get(descriptor)
            if one is not None:
                map.busy.add(descriptor)
                wasyncore.readwrite(one, flags)
