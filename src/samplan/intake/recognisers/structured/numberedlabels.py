"""Labels that a word processor or a reader took for items of a numbered list ("3. Mål" over its own bullets)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from samplan.documents.blocks import Block, Heading, ListItem, Table
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.vocabulary import Role, vocabulary

MANY = 3
"""So many labels of different kinds, each over content, are a form."""
_ORDERED = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})[.):]?")


def labels_out_of_lists(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks, with numbered items that are labels over content of their own as bold lines."""
    found: dict[int, Role] = {}
    for block, after in pairwise(blocks):
        role = _label(block)
        if role is not None and not isinstance(after, Heading | Table) and _label(after) is None:
            found[id(block)] = role
    if len(set(found.values())) < MANY:
        return list(blocks)
    return [
        ledger.part(block.text, block, bold=True) if id(block) in found and isinstance(block, ListItem) else block
        for block in blocks
    ]


def _label(block: Block) -> Role | None:
    """What a numbered item is a label of, for sure; None for other items."""
    if not isinstance(block, ListItem) or not _ORDERED.fullmatch(block.marker.strip()) or len(block.text) > 80:
        return None
    label = vocabulary().label(block.text.strip().rstrip(":"))
    return label.role if label is not None and label.certainty >= 0.9 else None
