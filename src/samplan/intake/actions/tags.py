"""The tags of items: a letter for the kind and a number, the same in the source and in the proposal."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from samplan.plans.shapes.items import ItemKind

TAG_LETTERS: dict[ItemKind, str] = {
    ItemKind.PLAN: "P",
    ItemKind.OVERALL_GOAL: "M",
    ItemKind.TARGET_IMAGE: "MB",
    ItemKind.FOCUS_AREA: "FO",
    ItemKind.PERSPECTIVE: "PE",
    ItemKind.FUND: "K",
    ItemKind.AREA: "O",
    ItemKind.BACKGROUND: "B",
    ItemKind.NEEDS: "B",
    ItemKind.NEED: "B",
    ItemKind.COMMENT: "B",
    ItemKind.GOAL: "M",
    ItemKind.ACTIVITY: "A",
    ItemKind.INDICATOR: "I",
    ItemKind.RESPONSIBLE: "R",
    ItemKind.COST: "K",
    ItemKind.FOLLOWUP: "U",
    ItemKind.CHALLENGE_QUESTION: "F",
    ItemKind.PROPOSAL: "FÖ",
    ItemKind.FOLLOWUP_QUESTION: "UF",
    ItemKind.OTHER: "Ö",
}
"""The letter that a person sees on an item of each kind, the same in the source and in the proposal."""


def free_tag(kind: ItemKind, taken: Container[str], *, wanted: str) -> str:
    """A tag that no other item of an import has: the wanted one, or the first free one of the kind."""
    if wanted not in taken:
        return wanted
    letter = TAG_LETTERS[kind]
    return next(tag for tag in (f"{letter}{number}" for number in count(1)) if tag not in taken)
