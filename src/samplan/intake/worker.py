"""The reading process of imports: `python -m samplan.intake.worker`, started by `intake.reading`.

Reads the document as `documents.worker` does and proposes a plan of it, under the same limits for memory and time.
"""

from __future__ import annotations

import sys
from typing import Any

from samplan.documents import Document
from samplan.documents.serialise import to_json
from samplan.documents.worker import main
from samplan.intake import planfiles
from samplan.intake.reading import PROPOSALS
from samplan.intake.recognisers import read_plan


def propose(document: Document) -> dict[str, Any]:
    """The proposal as JSON values, a key of the answer."""
    return {"proposal": PROPOSALS.dump_python(read_plan(document), mode="json")}


def plan_file(data: bytes, name: str) -> dict[str, Any] | None:
    """The whole answer for a plan file; None for everything else."""
    found = planfiles.answer(data, name)
    if found is None:
        return None
    document, proposal = found
    return {"document": to_json(document), "proposal": PROPOSALS.dump_python(proposal, mode="json")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer, propose, plan_file))
