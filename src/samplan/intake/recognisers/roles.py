"""What the texts of a plan can be to the reader."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a column, a heading or a label holds. nothing: a person has told that it is not part of the plan."""

    LONG_GOAL = "long_goal"
    SHORT_GOAL = "short_goal"
    GOAL = "goal"
    ACTIVITY = "activity"
    REPORTED = "reported"
    TIME = "time"
    START = "start"
    END = "end"
    INDICATOR = "indicator"
    RESPONSIBLE = "responsible"
    COST = "cost"
    GOAL_STATUS = "goal_status"
    FOLLOWUP = "followup"
    COMMENT = "comment"
    NEEDS = "needs"
    BACKGROUND = "background"
    QUESTION = "question"
    PROPOSAL = "proposal"
    ACTOR = "actor"
    FOLLOWUP_QUESTION = "followup_question"
    FOCUS_AREA = "focus_area"
    AREA = "area"
    GROUP = "group"
    NUMBER = "number"
    IDENTIFIED = "identified"
    IDENTIFIED_YEAR = "identified_year"
    REFERENCE = "reference"
    GOAL_REFERENCE = "goal_reference"
    SOURCE = "source"
    INDICATOR_KIND = "indicator_kind"
    TARGET = "target"
    YEAR = "year"
    HORIZON = "horizon"
    KIND = "kind"
    TARGET_IMAGE = "target_image"
    PERSPECTIVE = "perspective"
    OVERALL_GOAL = "overall_goal"
    FUND = "fund"
    AMOUNT = "amount"
    CURRENCY = "currency"
    STATUS = "status"
    ABOUT = "about"
    TICK = "tick"
    SORTS = "sorts"
    SORTED = "sorted"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


ITEM_ROLES = (
    Role.LONG_GOAL, Role.SHORT_GOAL, Role.INDICATOR, Role.ACTIVITY, Role.GOAL, Role.COST, Role.NEEDS, Role.RESPONSIBLE,
)  # fmt: skip
"""Roles of what is listed in an area, those first that a sentence about several of them is about."""
