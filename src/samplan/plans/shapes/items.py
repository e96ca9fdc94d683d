"""The kinds of item that a plan is made of, and where an imported item came from.

`plans.actions` adds, changes and removes items by kind, so that the import and the editor speak one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ItemKind(StrEnum):
    """Everything that can be added to a plan by itself. Comments tell the parent and the keys of `values`."""

    PLAN = "plan"  # title, valid_from, valid_to: changed, never added as an item
    OVERALL_GOAL = "overall_goal"  # plan: text
    TARGET_IMAGE = "target_image"  # plan: number, title, text
    FOCUS_AREA = "focus_area"  # plan: number, title
    PERSPECTIVE = "perspective"  # plan: text
    FUND = "fund"  # plan: name, amount, currency, year
    AREA = "area"  # plan: number, title, group, focus_areas, identified_by, identified_year, goal_status
    BACKGROUND = "background"  # area: text (one per area; adding again appends)
    NEEDS = "needs"  # area: text (one per area; adding again appends)
    NEED = "need"  # area: text, source, year, evidence; the other areas that it concerns are said apart
    COMMENT = "comment"  # area: text (one per area; adding again appends)
    GOAL = "goal"  # area: level, text
    ACTIVITY = "activity"  # area: text, timeframe, start, end, ongoing, kind, year
    INDICATOR = "indicator"  # area: text, kind, source, reference
    RESPONSIBLE = "responsible"  # area: text
    COST = "cost"  # area: text (what it pays), year, min, max
    FOLLOWUP = "followup"  # area: year, heading, text
    CHALLENGE_QUESTION = "challenge_question"  # area: text
    PROPOSAL = "proposal"  # challenge question: text, actor
    FOLLOWUP_QUESTION = "followup_question"  # area: text
    EFFECT = "effect"  # plan: level, text, area (null: the whole plan's)
    DEPENDENCY = "dependency"  # plan: title, text, owner, owner_body, expected, expected_written
    OTHER = "other"  # plan, or area: kind, text, page, position


ONLY_IN_PLANS = frozenset({ItemKind.EFFECT, ItemKind.DEPENDENCY})
"""Kinds that people write in the plan; no document is read into them."""

NAMES_ELSEWHERE = {
    ItemKind.NEED: ("areas",),
    ItemKind.GOAL: ("under",),
    ItemKind.ACTIVITY: ("goal", "responsible"),
}
"""Keys of the exchange format that name another part of the file by its words; in a plan they are rows and ids."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported item stood. import_ref names the import, so that a whole import can be withdrawn."""

    import_ref: str
    document: str
    page: int | None = None
    position: int | None = None
    row: int | None = None
    column: int | None = None
    as_written: str | None = None
    certainty: float | None = None
