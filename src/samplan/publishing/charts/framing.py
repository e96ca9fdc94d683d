"""What all charts have in common: the rules that they are drawn by, and the room around the drawing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt

CONFIG = Path(__file__).parent / "config.json"


@dataclass(frozen=True, slots=True)
class Room:
    """Units to the right of, over and under a drawing, for the words there."""

    right: int
    top: int
    bottom: int


@lru_cache(maxsize=1)
def config() -> dict[str, Any]:
    """The rules that all charts are drawn by."""
    read: dict[str, Any] = json.loads(CONFIG.read_text(encoding="utf-8"))
    return read


def framed(layers: list[Any], *, width: float, height: float, room: Room) -> dict[str, Any]:
    """Layers, from the back to the front, as Vega-Lite; width and height without the room."""
    # Each part would be checked against the whole schema, which takes ten times the drawing; the tests draw them all.
    with alt.utils.schemapi.debug_mode(False):
        made: dict[str, Any] = alt.layer(*layers).properties(width=width, height=height).to_dict(validate=False)
    made["config"] = config()
    made["padding"] = {"left": 0, "top": room.top, "right": room.right, "bottom": room.bottom}
    made["autosize"] = {"type": "none"}
    return made


def rows(given: list[dict[str, Any]]) -> Any:
    """Rows as the data of a layer."""
    return alt.InlineData(values=given)
