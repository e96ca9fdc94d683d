"""How plans relate to one another, and how an item of one came out of an item of another."""

from __future__ import annotations

from enum import StrEnum

from samplan.actors.shapes import Sentences


class PlanType(StrEnum):
    """What sort of plan it is, in a family of plans."""

    COUNTY = "county"
    LOCAL = "local"
    STRATEGY = "strategy"
    PROGRAMME = "programme"
    OTHER = "other"


PLAN_TYPE_NAMES: dict[PlanType, Sentences] = {
    PlanType.COUNTY: Sentences("Länsgemensam plan", "County-joint plan"),
    PlanType.LOCAL: Sentences("Lokal plan", "Local plan"),
    PlanType.STRATEGY: Sentences("Strategi", "Strategy"),
    PlanType.PROGRAMME: Sentences("Program", "Programme"),
    PlanType.OTHER: Sentences("Annan plan", "Other plan"),
}
"""What each sort is called: on screen, and above the title in Word and PDF."""


class PlanRelationKind(StrEnum):
    """How one plan stands to another: it replaces it, is a part of it, or touches it."""

    REPLACES = "replaces"
    PART_OF = "part_of"
    TOUCHES = "touches"


PLAN_RELATION_NAMES: dict[PlanRelationKind, Sentences] = {
    PlanRelationKind.REPLACES: Sentences("ersätter", "replaces"),
    PlanRelationKind.PART_OF: Sentences("är en del av", "is a part of"),
    PlanRelationKind.TOUCHES: Sentences("berör", "touches"),
}
"""What stands between the one plan and the other."""


class LineageWay(StrEnum):
    """How a later item came out of an earlier one; picked: from another plan that stays as it is."""

    KEPT = "kept"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    PICKED = "picked"


class EffectLevel(StrEnum):
    """How far away an effect lies."""

    SHORT = "short"
    LONG = "long"
