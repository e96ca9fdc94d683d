"""The door of the recognisers."""

from __future__ import annotations

from samplan.documents.blocks import Document
from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.clues import NO_CLUES, Clues
from samplan.intake.recognisers.flattened import read_flattened
from samplan.intake.recognisers.prose_funds import doubt_sums
from samplan.intake.recognisers.structured import read_structured
from samplan.intake.recognisers.vocabulary import told_by
from samplan.intake.shapes import Proposal


def read_plan(document: Document, clues: Clues = NO_CLUES) -> Proposal:
    """Propose a plan from a document. clues: what a person has told of it, which goes before every guess.

    Always answers: what is not understood stands in `other`, and the proposal's `words` tell that nothing is lost.
    """
    with told_by(clues):
        return _read(document)


def _read(document: Document) -> Proposal:
    builder = PlanBuilder(document)
    if document.flattened:
        read_flattened(builder)
    else:
        read_structured(builder)
    doubt_sums(builder)
    return builder.proposal()
