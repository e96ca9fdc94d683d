"""The tables of `plans`."""

from samplan.plans.models.area import Area, AreaTag, AreaText, TextName
from samplan.plans.models.frameworks import (
    Framework,
    FrameworkKind,
    FrameworkNode,
    MappingRelation,
    NodeMapping,
    NodeWording,
)
from samplan.plans.models.items import (
    Activity,
    ChallengeQuestion,
    Cost,
    FollowUp,
    FollowUpQuestion,
    Goal,
    Indicator,
    PlanProposal,
    Responsible,
)
from samplan.plans.models.mixins import Item
from samplan.plans.models.plan import (
    Fund,
    OtherBlock,
    OverallGoal,
    Perspective,
    Plan,
    PlanFocusArea,
    PlanMode,
    TargetImage,
)

__all__ = [
    "Activity",
    "Area",
    "AreaTag",
    "AreaText",
    "ChallengeQuestion",
    "Cost",
    "FollowUp",
    "FollowUpQuestion",
    "Framework",
    "FrameworkKind",
    "FrameworkNode",
    "Fund",
    "Goal",
    "Indicator",
    "Item",
    "MappingRelation",
    "NodeMapping",
    "NodeWording",
    "OtherBlock",
    "OverallGoal",
    "Perspective",
    "Plan",
    "PlanFocusArea",
    "PlanMode",
    "PlanProposal",
    "Responsible",
    "TargetImage",
    "TextName",
]
