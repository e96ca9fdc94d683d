"""The two judgements, kept apart: is an activity done, and is a goal attained?

Labels, marks and the words that documents use stand in catalogue/statuses.yaml.
"""

from __future__ import annotations

from enum import StrEnum


class ActivityStatus(StrEnum):
    """Is it done?"""

    IDEA = "idea"
    PLANNED = "planned"
    STARTED = "started"
    ONGOING = "ongoing"
    IN_DECISION = "in_decision"
    DONE = "done"
    PERMANENT = "permanent"
    POSTPONED = "postponed"
    WAITING = "waiting"
    MONITORED = "monitored"
    PAUSED = "paused"
    NOT_CARRIED_OUT = "not_carried_out"
    ENDED = "ended"


class Attainment(StrEnum):
    """Did it help?"""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    UNJUDGED = "unjudged"
