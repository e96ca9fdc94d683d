"""Who has which part in an item, and what a body answers that is asked to take it on."""

from __future__ import annotations

from enum import StrEnum


class OwnerPart(StrEnum):
    """The part that a body, function or person has in an item."""

    RESPONSIBLE = "responsible"
    TAKES_PART = "takes_part"
    INFORMED = "informed"


class AskAnswer(StrEnum):
    """What the asked body answers."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROPOSED = "proposed"
