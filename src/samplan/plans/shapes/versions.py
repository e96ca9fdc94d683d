"""How plans relate to one another, and how an item of one came out of an item of another."""

from __future__ import annotations

from enum import StrEnum


class PlanType(StrEnum):
    """What sort of plan it is, in a family of plans."""

    COUNTY = "county"
    LOCAL = "local"
    STRATEGY = "strategy"
    PROGRAMME = "programme"
    OTHER = "other"


class PlanRelationKind(StrEnum):
    """How one plan stands to another: it replaces it, is a part of it, or touches it."""

    REPLACES = "replaces"
    PART_OF = "part_of"
    TOUCHES = "touches"


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
