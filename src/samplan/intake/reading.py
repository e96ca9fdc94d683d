"""Reads a document and proposes a plan of it in a process of its own, so that neither can hang the worker."""

from __future__ import annotations

from pydantic import TypeAdapter

from samplan.documents import Document
from samplan.documents.progress import Listener
from samplan.documents.sandbox import answer_in_process
from samplan.documents.serialise import from_json
from samplan.intake.shapes import Proposal

PROPOSALS: TypeAdapter[Proposal] = TypeAdapter(Proposal)
"""Proposals as JSON values and back: how one crosses from the reading process."""

WORKER = "samplan.intake.worker"


def propose_in_process(
    data: bytes,
    *,
    name: str | None,
    memory_mb: int,
    seconds: float,
    max_mb: float,
    on_progress: Listener | None = None,
) -> tuple[Document, Proposal]:
    """The document and its proposal. Limits, progress and errors as of `documents.read_in_process`."""
    answer = answer_in_process(
        data,
        name=name,
        memory_mb=memory_mb,
        seconds=seconds,
        max_mb=max_mb,
        on_progress=on_progress,
        module=WORKER,
    )
    return from_json(answer["document"]), PROPOSALS.validate_python(answer["proposal"])
