"""The door of the recognisers."""

from __future__ import annotations

from samplan.documents.blocks import Document
from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.flattened import read_flattened
from samplan.intake.recognisers.prose_funds import doubt_sums
from samplan.intake.recognisers.structured import read_structured
from samplan.intake.shapes import Proposal


def read_plan(document: Document) -> Proposal:
    """Propose a plan from a document.

    Always answers: what is not understood stands in `other`, and the proposal's `words` tell that nothing is lost.
    """
    builder = PlanBuilder(document)
    if document.flattened:
        read_flattened(builder)
    else:
        read_structured(builder)
    doubt_sums(builder)
    return builder.proposal()
