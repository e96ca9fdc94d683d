"""How a plan's areas stand: a light for each, with the reasons that gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samplan.plans.shapes.content import AreaContent, DependencyContent, Label, PlanContent


class Light(StrEnum):
    """How an area stands, heaviest first."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule of catalogue/lights.yaml that holds, and how many items it is about."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class AreaLight:
    """An area's light. statuses: how many of its activities have each status; moving: how many go on or are done."""

    area: AreaContent
    light: Light
    reasons: tuple[Reason, ...]
    statuses: tuple[tuple[Label, int], ...]
    moving: int


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How a plan stands on a day. waits: what is not settled yet, what is late first; quiet: where least happens."""

    plan: PlanContent
    made_on: date
    areas: tuple[AreaLight, ...]
    waits: tuple[DependencyContent, ...]
    quiet: tuple[AreaLight, ...]

    def is_late(self, waited: DependencyContent) -> bool:
        """Whether the day on which it was expected has gone by, in a plan that has begun."""
        return self.plan.begun(self.made_on) and waited.expected is not None and waited.expected < self.made_on

    @property
    def counts(self) -> tuple[tuple[Light, int], ...]:
        """How many areas have each light, heaviest first; those that none has are left out."""
        told = [(light, sum(a.light is light for a in self.areas)) for light in Light]
        return tuple((light, number) for light, number in told if number)
