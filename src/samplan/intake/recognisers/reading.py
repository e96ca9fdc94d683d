"""The door of the recognisers."""

from __future__ import annotations

from samplan.documents.blocks import Document
from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.clues import NO_CLUES, Clues
from samplan.intake.recognisers.flattened import read_flattened
from samplan.intake.recognisers.prose_funds import doubt_sums
from samplan.intake.recognisers.seen import heeded
from samplan.intake.recognisers.structured import read_structured
from samplan.intake.recognisers.vocabulary import told_by
from samplan.intake.shapes import Proposal


def read_plan(document: Document, clues: Clues = NO_CLUES) -> Proposal:
    """Propose a plan from a document. clues: what a person has told of it, which goes before every guess.

    Text whose tables are flattened is read as lines; where that heeds the clues badly, as blocks.

    Always answers: what is not understood stands in `other`, and the proposal's `words` tell that nothing is lost.
    """
    with told_by(clues):
        if not clues or not document.flattened:
            return _read(document, flattened=document.flattened)
        return _the_better(document, clues)


def _the_better(document: Document, clues: Clues) -> Proposal:
    """Of two ways to read flattened text, as lines or as blocks, the one that heeds the clues; as lines in doubt."""
    lines = _read(document, flattened=True)
    heeds, hung = heeded(document, lines.plan, clues)
    if hung < ENOUGH or heeds * 2 > hung:
        return lines
    blocks = _read(document, flattened=False)
    return blocks if heeded(document, blocks.plan, clues)[0] * 4 > hung * 3 else lines


ENOUGH = 5
"""So many texts must hang on what was told before another way to read a document is tried."""


def _read(document: Document, *, flattened: bool) -> Proposal:
    builder = PlanBuilder(document)
    if flattened:
        read_flattened(builder)
    else:
        read_structured(builder)
    doubt_sums(builder)
    return builder.proposal()
