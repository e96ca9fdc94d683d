"""A mail server on loopback: as much of SMTP as a client needs to hand over a letter."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 exempel")
        while line := self.rfile.readline():
            word = line.split(b":")[0].split()[0].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.server.got.set()
                if self.server.falls_silent:
                    self.rfile.read()
                    return
            elif word == b"AUTH":
                self.server.signed_in = line.split()[-1]
                self._say("235 welcome")
                continue
            elif word == b"RCPT" and self.server.refuses and self.server.refuses in line:
                self._say("550 nobody here")
                continue
            if word == b"QUIT":
                self._say("221 bye")
                return
            self._say("250-exempel\r\n250 AUTH PLAIN" if word == b"EHLO" else "250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """letters: as they came. falls_silent: takes a letter and never says so. refuses: an address that nobody has."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, *, falls_silent: bool = False, refuses: bytes = b"") -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.falls_silent, self.refuses = falls_silent, refuses
        self.letters: list[bytes] = []
        self.signed_in = b""
        self.got = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server_address[1]

    def read(self) -> list[EmailMessage]:
        """The letters, read."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.letters]


@contextmanager
def serving(**how: bytes | bool) -> Iterator[MailServer]:
    """A mail server for as long as it is needed."""
    with MailServer(**how) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
