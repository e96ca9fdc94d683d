"""What of a former document's own order is not printed again: its contents, and headings left without their text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.folding import fold
from samplan.plans.shapes.exchange import BlockKind, OtherBlock

_CONTENTS = frozenset({"innehall", "innehallsforteckning"})
_LINE = re.compile(r".*\D[\s.\u2026]*\d{1,3}\s*")
"""A line of a contents list ends with its page."""
_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s")


def without_contents(blocks: Sequence[OtherBlock]) -> list[OtherBlock]:
    """The blocks without a contents list of the former document, whose pages are others now."""
    kept: list[OtherBlock] = []
    inside = False
    for block in blocks:
        if block.kind in {BlockKind.LABEL, BlockKind.FURNITURE}:
            kept.append(block)
        elif _plain(block.text) in _CONTENTS:
            inside = True
        elif not inside or not all(_LINE.fullmatch(line) for line in block.text.splitlines() if line.strip()):
            inside = False
            kept.append(block)
    return kept


def is_empty_heading(block: OtherBlock, following: OtherBlock | None) -> bool:
    """Whether a heading has lost its text to the plan's own fields: nothing of it, or under it, is printed here."""
    if block.kind != BlockKind.HEADING:
        return False
    if following is None:
        return True
    own, next_own = _NUMBER.match(block.text), _NUMBER.match(following.text)
    if following.kind != BlockKind.HEADING or own is None or next_own is None:
        return False
    return not next_own[1].startswith(f"{own[1]}.")


def _plain(text: str) -> str:
    words = fold(text).casefold().translate(str.maketrans("åäö", "aao"))
    return re.sub(r"^[\d.\s]+|[\s:.]+$", "", words)
