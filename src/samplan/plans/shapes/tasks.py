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
    COMMENTS = "comments"
    """Comments on a draft that nobody has answered."""
    COMMENT = "comment"
    """A draft that is out to them, and on which they have said nothing."""
    COMMENT_ANSWERED = "comment_answered"
    """Their own comments on a draft are answered."""
    DECISION = "decision"
    """Something that areas wait for, and that their body is to decide."""
    VALIDITY = "validity"
    """The plan stops holding and no later one is there."""


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits. item_id: of the question, the activity, the dependency or the draft that was sent out; the
    plan's own for VALIDITY and COMMENTS.

    title: of the area or, without one, of the plan. words: the item's own. may_edit: they may open its form.
    number: how many it tells of.
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
    number: int = 1
