"""The reading process of imports: `python -m samplan.intake.worker`, started by `intake.reading`.

Reads on its standard input what was told (as many bytes of JSON as its fourth argument says) and then the document, as
`documents.worker` does, and proposes a plan of it, under the same limits for memory and time.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from samplan.documents import Document
from samplan.documents.serialise import to_json
from samplan.documents.worker import main
from samplan.intake import planfiles
from samplan.intake.reading import CLUES, PROPOSALS, SEEN
from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.clues import NO_CLUES, Clues
from samplan.intake.recognisers.seen import what_to_tell


def propose(document: Document, clues: Clues = NO_CLUES) -> dict[str, Any]:
    """The proposal and what the reader could be told, as JSON values: keys of the answer."""
    proposal = read_plan(document, clues)
    seen = what_to_tell(document, proposal, clues)
    return {
        "proposal": PROPOSALS.dump_python(proposal, mode="json"),
        "seen": SEEN.dump_python(tuple(seen), mode="json"),
    }


def plan_file(data: bytes, name: str) -> dict[str, Any] | None:
    """The whole answer for a plan file; None for everything else."""
    found = planfiles.answer(data, name)
    if found is None:
        return None
    document, proposal = found
    return {"document": to_json(document), "proposal": PROPOSALS.dump_python(proposal, mode="json")}


if __name__ == "__main__":
    first = sys.stdin.buffer.read(int(sys.argv[4])) if len(sys.argv) > 4 else b""
    told = Clues(CLUES.validate_json(first)) if first else NO_CLUES
    sys.exit(main(sys.argv[1:4], sys.stdin.buffer, sys.stdout.buffer, partial(propose, clues=told), plan_file))
