"""Frames and text boxes: a frame around a line is a heading's look, and a box may hold labels of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Block, Heading, Note, Paragraph, Table
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.cards import cards_apart
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain


def unboxed(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks, with boxes and cards that hold labels of a plan ("Mål: …") as paragraphs where they stand."""
    found: list[Block] = []
    within = False
    framed = {id(table): words for table in blocks if (words := _framed(table)) is not None}
    for block in (part for each in cards_apart(blocks, ledger) for part in _out_of_box(each)):
        if len(framed) > 1 and id(block) in framed:
            # A frame drawn around a line is a heading's look, not a table.
            found.append(ledger.part(framed[id(block)].text, framed[id(block)], bold=True))
            continue
        boxed = isinstance(block, Note) and block.kind == "box"
        if boxed and isinstance(block, Note) and (within or _labelled(block.text)):
            found.append(ledger.part(block.text, block))
        else:
            found.append(block)
        within = boxed and (within or _labelled(block.text if isinstance(block, Note) else ""))
    return found


def _framed(block: Block) -> Paragraph | Heading | None:
    """The one short line of a table that has a single cell, unless it is a label or runs on as text does."""
    if not isinstance(block, Table) or len(block.rows) != 1 or len(block.rows[0]) != 1:
        return None
    content = block.rows[0][0].content
    if len(content) != 1 or not isinstance(content[0], Paragraph | Heading):
        return None
    text = content[0].text.strip()
    runs_on = len(text) > _LONGEST_TITLE or text.endswith((".", ":", ","))
    return None if not text or runs_on or vocabulary().label(text) is not None else content[0]


_LONGEST_TITLE = 110


def _out_of_box(block: Block) -> list[Block]:
    """The paragraphs of a table that has a single cell and nothing but a frame to it; any other block as it is."""
    cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
    framed = len(cells) == 1 and len(cells[0].content) > 1 and not block.provenance.sheet
    return [*cells[0].content] if framed else [block]


def _labelled(text: str) -> bool:
    label = vocabulary().label(text.strip().rstrip(":")) if len(text) <= 60 else None
    if label is None:
        lead = vocabulary().leading(text)
        label = lead[0] if lead and plain(lead[2]) and ":" in text[: len(lead[1]) + 2] else None
    return bool(label and label.certainty >= 0.95 and label.may(*_BOXED))


_BOXED = frozenset(
    {
        Role.LONG_GOAL,
        Role.SHORT_GOAL,
        Role.GOAL,
        Role.ACTIVITY,
        Role.INDICATOR,
        Role.RESPONSIBLE,
        Role.NEEDS,
        Role.FOLLOWUP,
    }
)
"""Labels that make a text box a part of its area."""
