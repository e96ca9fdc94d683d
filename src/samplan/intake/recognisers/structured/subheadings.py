"""Labels that part a follow-up into headings of its own when they stand inside one."""

from __future__ import annotations

from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

SUBHEADINGS = frozenset(
    {Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.COMMENT, Role.FOLLOWUP, Role.GOAL_STATUS, Role.NEEDS}
)
IN_TIME = frozenset({Role.ACTIVITY, Role.REPORTED, Role.FOLLOWUP, Role.COST, Role.PROPOSAL, Role.SHORT_GOAL})
"""Labels whose texts headings with times may part."""

_GUESSED = frozenset({Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL, Role.BACKGROUND, Role.UNKNOWN})
"""What the text under a heading of a follow-up may have been taken for, where no word tells what it is."""


def may_be_sub(label: Label, text: str) -> bool:
    """Whether a label may be a heading of a follow-up: what it means, or that no word but its content tells that."""
    unsaid = label.role in _GUESSED and vocabulary().label(text.strip().rstrip(":")) is None
    return (label.role in SUBHEADINGS or unsaid) and label.years is None
