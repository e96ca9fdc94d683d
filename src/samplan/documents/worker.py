"""The reading process: `python -m samplan.documents.worker`, started by `sandbox.read_in_process`.

Takes the document's bytes on standard input and answers with lines of JSON on standard output: progress
({"progress": [pages read, pages]}) and at last {"document": …} or {"error": code, "details": {…}}. A room
that does more with the document under the same limits has a module of its own that calls `main` with `further`, and
with `instead` where it knows content that is no document.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from samplan.documents.blocks import Document

Further = Callable[["Document"], dict[str, Any]]
"""What is made of the document beside itself: more keys of the answer."""


Instead = Callable[[bytes, str], "dict[str, Any] | None"]
"""The whole answer for content that is no document; None for all other content. Raises DocumentError."""


def main(
    arguments: list[str],
    source: BinaryIO,
    out: BinaryIO,
    further: Further | None = None,
    instead: Instead | None = None,
) -> int:
    """Read one document. arguments: name, memory in MB, CPU seconds."""
    name, memory_mb, seconds = arguments[0], int(arguments[1]), int(arguments[2])
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    data = source.read()
    confine(memory_mb=memory_mb, seconds=seconds)
    _say(out, _answer(data, name, memory_mb=memory_mb, out=out, further=further, instead=instead))
    return 0


def _end_with(parent: int) -> None:
    """End when the process that asked is gone: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def confine(*, memory_mb: int, seconds: int) -> None:
    """Limit this process's memory and CPU time and let it write no files. Does nothing where there are no limits."""
    try:
        import resource
    except ImportError:  # Windows: only the parent's clock holds.
        return
    wanted = {
        resource.RLIMIT_AS: memory_mb * 1_000_000,
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for which, limit in wanted.items():
        _, hard = resource.getrlimit(which)
        lowered = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(which, (lowered, hard))
        except (ValueError, OSError):  # macOS refuses some of them.
            continue


def _answer(
    data: bytes, name: str, *, memory_mb: int, out: BinaryIO, further: Further | None, instead: Instead | None
) -> dict[str, Any]:
    try:
        from samplan.documents import progress
        from samplan.documents.errors import DocumentError
        from samplan.documents.reading import read
        from samplan.documents.serialise import to_json

        try:
            if instead is not None and (whole := instead(data, name)) is not None:
                return whole
            with progress.listening(lambda done, total: _say(out, {"progress": [done, total]})):
                document = read(data, name=name)
            return {"document": to_json(document)} | (further(document) if further else {})
        except DocumentError as error:
            return {"error": error.code, "details": error.details}
    except MemoryError:
        return {"error": "too_much_memory", "details": {"memory_mb": str(memory_mb)}}
    except Exception as error:  # noqa: BLE001 - told in the answer, which is all that leaves this process
        return {"error": "document_error", "details": {}, "fault": "".join(traceback.format_exception(error))[-2000:]}


def _say(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message).encode("ascii") + b"\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
