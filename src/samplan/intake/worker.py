"""The reading process of imports: `python -m samplan.intake.worker`, started by `intake.reading`.

Reads the document as `documents.worker` does and proposes a plan of it, under the same limits for memory and time.
"""

from __future__ import annotations

import sys
from typing import Any

from samplan.documents import Document
from samplan.documents.worker import main
from samplan.intake.reading import PROPOSALS
from samplan.intake.recognisers import read_plan


def propose(document: Document) -> dict[str, Any]:
    """The proposal as JSON values, a key of the answer."""
    return {"proposal": PROPOSALS.dump_python(read_plan(document), mode="json")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer, propose))
