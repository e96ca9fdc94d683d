"""What ways of planning and kinds of frameworks and mappings are called on screen, in both languages."""

from __future__ import annotations

from samplan.actors.shapes import Sentences
from samplan.plans.models import FrameworkKind, MappingRelation, PlanMode
from samplan.plans.shapes.ownership import AskAnswer, OwnerPart
from samplan.plans.shapes.versions import EffectLevel, LineageWay

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
    FrameworkKind.TARGET_GROUPS: Sentences("Målgrupper", "Target groups"),
    FrameworkKind.OTHER: Sentences("Annat", "Other"),
}

MAPPING_NAMES: dict[MappingRelation, Sentences] = {
    MappingRelation.SAME: Sentences("motsvarar", "corresponds to"),
    MappingRelation.PART: Sentences("är en del av", "is a part of"),
    MappingRelation.RELATED: Sentences("berör", "touches"),
}


def mapping_name(relation: str) -> Sentences:
    """How two parts of frameworks correspond, in words."""
    return MAPPING_NAMES[MappingRelation(relation)]


OWNER_PART_NAMES: dict[OwnerPart, Sentences] = {
    OwnerPart.RESPONSIBLE: Sentences("Ansvarig", "Responsible"),
    OwnerPart.TAKES_PART: Sentences("Medverkar", "Takes part"),
    OwnerPart.INFORMED: Sentences("Informeras", "Informed"),
}

ASK_ANSWER_NAMES: dict[AskAnswer, Sentences] = {
    AskAnswer.ACCEPTED: Sentences("Tar på sig det", "Takes it on"),
    AskAnswer.DECLINED: Sentences("Tackar nej", "Declines"),
    AskAnswer.PROPOSED: Sentences("Föreslår något annat", "Proposes something else"),
}

LINEAGE_NAMES: dict[LineageWay, Sentences] = {
    LineageWay.KEPT: Sentences("Fördes över", "Carried over"),
    LineageWay.CHANGED: Sentences("Fördes över och ändrades", "Carried over and changed"),
    LineageWay.SPLIT: Sentences("Delades", "Split"),
    LineageWay.MERGED: Sentences("Slogs ihop", "Merged"),
    LineageWay.PICKED: Sentences("Hämtades", "Picked"),
}

EFFECT_LEVEL_NAMES: dict[EffectLevel, Sentences] = {
    EffectLevel.SHORT: Sentences("Effekt på kort sikt", "Short-term effect"),
    EffectLevel.LONG: Sentences("Effekt på lång sikt", "Long-term effect"),
}
