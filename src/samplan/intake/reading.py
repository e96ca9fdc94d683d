"""Reads a document and proposes a plan of it in a process of its own, so that neither can hang the worker."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from samplan.documents import Document
from samplan.documents.progress import Listener
from samplan.documents.sandbox import answer_in_process
from samplan.documents.serialise import from_json
from samplan.intake.recognisers.clues import NO_CLUES, Clue, Clues
from samplan.intake.recognisers.seen import Seen
from samplan.intake.shapes import Proposal

PROPOSALS: TypeAdapter[Proposal] = TypeAdapter(Proposal)
"""Proposals as JSON values and back: how one crosses from the reading process."""
CLUES: TypeAdapter[tuple[Clue, ...]] = TypeAdapter(tuple[Clue, ...])
"""What a person has told, as JSON values and back: how it crosses to the reading process, and is kept."""
SEEN: TypeAdapter[tuple[Seen, ...]] = TypeAdapter(tuple[Seen, ...])
"""What could be told, as JSON values and back."""

WORKER = "samplan.intake.worker"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading gives: the document, the plan proposed of it, and what the reader could be told."""

    document: Document
    proposal: Proposal
    seen: tuple[Seen, ...] = ()


def propose_in_process(
    data: bytes,
    *,
    name: str | None,
    memory_mb: int,
    seconds: float,
    max_mb: float,
    on_progress: Listener | None = None,
    clues: Clues = NO_CLUES,
) -> Reading:
    """The document and its proposal. Limits, progress and errors as of `documents.read_in_process`."""
    answer = answer_in_process(
        data,
        name=name,
        memory_mb=memory_mb,
        seconds=seconds,
        max_mb=max_mb,
        on_progress=on_progress,
        module=WORKER,
        more=CLUES.dump_json(clues.told),
    )
    return Reading(
        from_json(answer["document"]),
        PROPOSALS.validate_python(answer["proposal"]),
        SEEN.validate_python(answer.get("seen", ())),
    )
