"""What ways of planning and kinds of frameworks and mappings are called on screen, in both languages."""

from __future__ import annotations

from samplan.actors.shapes import Sentences
from samplan.plans.models import FrameworkKind, MappingRelation, PlanMode

MODE_NAMES: dict[PlanMode, Sentences] = {
    PlanMode.GOAL_TABLE: Sentences("Måltabell", "Goal table"),
    PlanMode.AREA_SHEET: Sentences("Utvecklingsområden", "Development-area sheets"),
    PlanMode.FRAMEWORK: Sentences("Förändringsteori", "Theory of change"),
    PlanMode.RUNNING: Sentences("Löpande plan", "Running plan"),
}

FRAMEWORK_KIND_NAMES: dict[FrameworkKind, Sentences] = {
    FrameworkKind.FOCUS_AREAS: Sentences("Fokusområden", "Focus areas"),
    FrameworkKind.STRATEGY: Sentences("Strategi", "Strategy"),
    FrameworkKind.FUND_AREAS: Sentences("Medelsområden", "Fund areas"),
    FrameworkKind.PERSPECTIVES: Sentences("Perspektiv", "Perspectives"),
    FrameworkKind.OTHER: Sentences("Annat", "Other"),
}

MAPPING_NAMES: dict[MappingRelation, Sentences] = {
    MappingRelation.SAME: Sentences("motsvarar", "corresponds to"),
    MappingRelation.PART: Sentences("är en del av", "is a part of"),
    MappingRelation.RELATED: Sentences("berör", "touches"),
}
