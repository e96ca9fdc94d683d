"""An indicator in a list of a plan's indicators. No Django."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaName:
    """Which area: its id, number ("" without) and title."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator: its words, the number in a catalogue, the source and the target as written, and its area."""

    id: int
    text: str
    reference: str
    target: str
    area: AreaName
    source: str = ""
