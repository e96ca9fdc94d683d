"""What waits for one person in the plans: the facts, which a page puts into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WaitsFor(StrEnum):
    """What a plan waits for from somebody, most pressing first where nothing has a day."""

    ANSWER = "answer"
    """A question whether their body takes something on."""
    CAME_BACK = "came_back"
    """They asked, and the answer was a no or a proposal."""
    ACCEPTED = "accepted"
    """They asked, and the answer was a yes."""
    RELEASED = "released"
    """A decision that an area or activity of theirs waited for has been taken."""
    STATUS = "status"
    """An activity of theirs whose time is near or passed, and nobody has said how it goes."""
    DECISION = "decision"
    """Something that areas wait for, and that their body is to decide."""
    VALIDITY = "validity"
    """The plan stops holding and no later one is there."""


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits. item_id: of the question, the activity or the dependency; the plan's own for VALIDITY.

    title: of the area or, without one, of the plan. words: the item's own. may_edit: they may open its form.
    """

    kind: WaitsFor
    plan_id: int
    plan: str
    item_id: int
    area_id: int | None
    title: str
    words: str
    due: date | None
    may_edit: bool = True
