"""Reads a document in a process of its own, so that a hostile or broken file can neither hang nor fill the server."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from samplan.documents.blocks import Document
from samplan.documents.errors import Damaged, DocumentError, TookTooLong, TooLarge, TooMuchMemory, rebuilt
from samplan.documents.names import safe_name
from samplan.documents.progress import Listener
from samplan.documents.serialise import from_json

log = logging.getLogger(__name__)

PACKAGE_HOME = Path(__file__).resolve().parents[2]
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
"""All that the reading process sees of the environment: no secrets, no database."""

READER = "samplan.documents.worker"

MAX_ANSWER = 400_000_000
END = None

# Native code that is refused memory aborts instead of raising.
OUT_OF_MEMORY_SIGNALS = {"SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"}


def read_in_process(
    data: bytes,
    *,
    name: str | None,
    memory_mb: int,
    seconds: float,
    max_mb: float,
    on_progress: Listener | None = None,
) -> Document:
    """Read a document in a process of its own.

    memory_mb: memory that the process may take (1 MB = 1,000,000 bytes). seconds: wall clock and CPU time.
    max_mb: the largest file. on_progress: called with (pages read, pages in all) as the reading goes on.
    Raises a DocumentError and nothing else; what the process told in error is raised here.
    Where the system has no resource limits, the clock still holds.
    """
    answer = answer_in_process(
        data, name=name, memory_mb=memory_mb, seconds=seconds, max_mb=max_mb, on_progress=on_progress
    )
    return from_json(answer["document"])


def answer_in_process(
    data: bytes,
    *,
    name: str | None,
    memory_mb: int,
    seconds: float,
    max_mb: float,
    on_progress: Listener | None = None,
    module: str = READER,
    more: bytes | None = None,
) -> dict[str, Any]:
    """What a reading process answers: "document", and what else its module adds. The same limits and errors.

    module: what runs there; a module that calls `worker.main`. more: what it reads on its standard input before the
    document; it gets the length in bytes as a further argument. An argument itself would hold too little.
    """
    if len(data) > max_mb * 1_000_000:
        raise TooLarge.of(len(data), max_mb=max_mb)
    with _started(name, memory_mb=memory_mb, seconds=seconds, module=module, more=more) as process:
        try:
            answer = _answer(process, (more or b"") + data, until=time.monotonic() + seconds, on_progress=on_progress)
        except TimeoutError as error:
            raise TookTooLong(seconds=f"{seconds:g}") from error
        finally:
            process.kill()
            process.wait()
    if answer is None:
        raise _death(process.returncode, memory_mb=memory_mb, seconds=seconds)
    if "error" in answer:
        if "fault" in answer:
            log.error("the reading process failed: %s", answer["fault"])
        raise rebuilt(answer["error"], answer.get("details", {}))
    return answer


def _started(
    name: str | None, *, memory_mb: int, seconds: float, module: str, more: bytes | None
) -> subprocess.Popen[bytes]:
    environment = {key: os.environ[key] for key in KEPT_VARIABLES if key in os.environ}
    environment |= {"PYTHONPATH": str(PACKAGE_HOME), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    arguments = [safe_name(name) if name else "", str(memory_mb), str(max(1, round(seconds)))]
    arguments += [] if more is None else [str(len(more))]
    return subprocess.Popen(  # noqa: S603 (our own module, arguments made safe)
        [sys.executable, "-P", "-s", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=PACKAGE_HOME,
    )


def _answer(
    process: subprocess.Popen[bytes], data: bytes, *, until: float, on_progress: Listener | None
) -> dict[str, Any] | None:
    """The process's last word, None if it died without one. Raises TimeoutError."""
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    if process.stdin is None or process.stdout is None:
        return None
    threading.Thread(target=_feed, args=(process.stdin, data), daemon=True).start()
    threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True).start()
    while (line := _next(lines, until)) is not END:
        message = json.loads(line) if line.endswith(b"\n") else None
        if not isinstance(message, dict):
            return None
        if "progress" not in message:
            return message
        if on_progress is not None:
            on_progress(*message["progress"])
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    return None


def _next(lines: queue.SimpleQueue[bytes | None], until: float) -> bytes | None:
    try:
        return lines.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty as error:
        raise TimeoutError from error


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # the process died; its return code tells why
        pipe.write(data)
        pipe.close()


def _listen(pipe: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the pipe was closed by the parent
        while line := pipe.readline(MAX_ANSWER):
            lines.put(line)
    lines.put(END)


def _death(returncode: int | None, *, memory_mb: int, seconds: float) -> DocumentError:
    """Why the process ended without an answer."""
    if returncode is not None and returncode < 0:
        with contextlib.suppress(ValueError):
            name = signal.Signals(-returncode).name
            if name == "SIGXCPU":
                return TookTooLong(seconds=f"{seconds:g}")
            if name in OUT_OF_MEMORY_SIGNALS:
                return TooMuchMemory(memory_mb=str(memory_mb))
    log.error("the reading process ended with code %s and no answer", returncode)
    return Damaged()
