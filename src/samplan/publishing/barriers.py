"""What in a plan's content will be hard to read for some, however well it is laid out. Pure.

Our layouts give every table its header, every heading its level and every link its words. They carry no pictures. What
is left is what stands in the texts: a table that came as text, a bare address, and words about a picture that is not
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import BlockKind, OtherBlock

ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
PICTURE = re.compile(
    r"\b(?:se|enligt|i)\s+(?:figur|bild|diagram|illustration|skiss)(?:en|et)?\b"
    r"|\b(?:figuren|bilden|diagrammet)\s+(?:nedan|ovan|visar)\b",
    re.IGNORECASE,
)


class Barrier(StrEnum):
    """What it is."""

    TABLE_AS_TEXT = "table_as_text"
    BARE_ADDRESS = "bare_address"
    PICTURE_MISSING = "picture_missing"


@dataclass(frozen=True, slots=True)
class Found:
    """Where one stands. area: the area's id, "" for the plan itself; words: what stands there."""

    barrier: Barrier
    area: str
    where: str
    words: str


def barriers_in(content: PlanContent) -> tuple[Found, ...]:
    """All of them, those of the plan itself first, then area by area."""
    own = [*content.overall_goals, *(image.text or "" for image in content.target_images)]
    found = [*_in("", content.title, own, content.other)]
    for area in content.areas:
        # The first row of an area's sheet often names the area, as its heading does: nothing is lost there.
        other = [block for block in area.other if block.text.strip() != area.title]
        found += _in(area.id, f"{area.number or ''} {area.title}".strip(), list(_texts(area)), other)
    return tuple(found)


def _texts(area: AreaContent) -> Iterator[str]:
    yield from (text for text in (area.background, area.needs, area.comment) if text)
    for items in (area.goals, area.activities, area.followups, area.challenge_questions):
        yield from (item.text for item in items)


def _in(area: str, where: str, texts: list[str], other: list[OtherBlock]) -> Iterator[Found]:
    for block in other:
        if block.kind is BlockKind.TABLE and block.text.strip():
            yield Found(Barrier.TABLE_AS_TEXT, area, where, block.text)
    printed = [b.text for b in other if b.kind not in {BlockKind.LABEL, BlockKind.FURNITURE, BlockKind.TABLE}]
    for text in (*texts, *printed):
        for barrier, pattern in ((Barrier.BARE_ADDRESS, ADDRESS), (Barrier.PICTURE_MISSING, PICTURE)):
            if match := pattern.search(text):
                yield Found(barrier, area, where, match[0])
