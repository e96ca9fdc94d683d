"""Challenge questions in running text: parted where a reader joined them, and known again in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import Heading, ListItem, Paragraph
from samplan.intake.recognisers.builder import AreaBuilder, QuestionBuilder
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.taking import is_closed
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import likeness

Asking = Heading | Paragraph | ListItem


def asked(block: Asking, ledger: Ledger) -> list[Asking]:
    """The questions of a block; a reader may have joined several."""
    texts = re.split(r"(?<=\?)\s+(?=[A-ZÅÄÖ])", block.text)
    if len(texts) < 2 or isinstance(block, Heading) or not all(text.endswith("?") for text in texts):
        return [block]
    return [ledger.part(text, block) for text in texts]


def asking(block: Asking, label: Label | None, area: AreaBuilder | None, areas: bool) -> bool | None:
    """Whether a text that ends with a question mark is a challenge question as it looks; None if it does not tell.

    areas: whether the plan has any yet.
    """
    if label is not None and label.role in _NOT_ASKING:
        return False
    if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.bold):
        return areas
    lead = vocabulary().leading(block.text)
    if lead and lead[0].role is Role.QUESTION and area is not None:
        return True
    return True if label is not None and label.role in (Role.QUESTION, Role.PROPOSAL) else None


_NOT_ASKING = frozenset({Role.FOLLOWUP_QUESTION, Role.FOLLOWUP, Role.INDICATOR})
"""Labels under which a question asks what came of things, not what could be done."""


def closed(area: AreaBuilder | None, annex: bool, text: str, label: str) -> bool:
    """Whether a question can be answered by yes, no or a number, as the questions of a follow-up are."""
    return area is not None and not annex and is_closed(text) and "utmaning" not in label.lower()


def known_question(
    text: str, own: AreaBuilder | None, areas: Sequence[AreaBuilder]
) -> tuple[AreaBuilder, QuestionBuilder, float] | None:
    """The question that a text repeats, in its own area before others, and how much they are alike."""
    for among, least in (([own] if own else [], 0.65), (areas, 0.75)):
        found = [(likeness(text, q.text.value), area, q) for area in among for q in area.questions]
        score, area, question = max(found, key=lambda each: each[0], default=(0.0, None, None))
        if area is not None and question is not None and score >= least:
            return area, question, score
    return None
