"""A county's plans as a family: each plan, and each tie between two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samplan.plans.shapes.versions import PlanRelationKind, PlanType


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """A plan in the family; its first and last day, None when not known."""

    id: int
    title: str
    type: PlanType
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FamilyTie:
    """How one plan (from_id) stands to another (to_id)."""

    id: int
    from_id: int
    to_id: int
    kind: PlanRelationKind
    note: str
    version: int = 1
