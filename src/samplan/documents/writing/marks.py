"""Which shape stands before a status word. The word always stands; shape and colour only repeat it."""

from __future__ import annotations

from typing import TypedDict


class Mark(TypedDict):
    """A drawn sign: circle (is it done?) or square (did it help?), how it is filled, and its tone."""

    shape: str
    fill: str
    tone: str


MARKS: dict[str, Mark] = {}
