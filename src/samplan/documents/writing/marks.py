"""The shapes that stand before status words. The word always stands; shape and colour only repeat it.

Circles: is it done? Squares: did it help? The names are those of the marks on the pages.
"""

from __future__ import annotations

from typing import TypedDict


class Mark(TypedDict):
    """A drawn sign: circle or square, how it is filled, and its tone."""

    shape: str
    fill: str
    tone: str


MARKS: dict[str, Mark] = {
    "planned": {"shape": "circle", "fill": "empty", "tone": "planned"},
    "started": {"shape": "circle", "fill": "quarter", "tone": "ongoing"},
    "ongoing": {"shape": "circle", "fill": "half", "tone": "ongoing"},
    "done": {"shape": "circle", "fill": "full", "tone": "done"},
    "permanent": {"shape": "circle", "fill": "dot", "tone": "done"},
    "waiting": {"shape": "circle", "fill": "hands", "tone": "waiting"},
    "paused": {"shape": "circle", "fill": "bars", "tone": "paused"},
    "notdone": {"shape": "circle", "fill": "cross", "tone": "missed"},
    "achieved": {"shape": "square", "fill": "full", "tone": "done"},
    "partly": {"shape": "square", "fill": "half", "tone": "waiting"},
    "missed": {"shape": "square", "fill": "empty", "tone": "missed"},
    "unjudged": {"shape": "square", "fill": "dashed", "tone": "planned"},
}
