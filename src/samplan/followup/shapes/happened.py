"""Something that happened in follow-up. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samplan.actors.shapes import Sentences


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and on which day."""

    on: date
    words: Sentences
