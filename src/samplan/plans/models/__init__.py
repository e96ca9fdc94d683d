"""The tables of `plans`."""

from samplan.plans.models.area import Area, AreaTag, AreaText, TextName
from samplan.plans.models.chain import ChainLink, Effect, NodeTag
from samplan.plans.models.checks import CheckAside, CheckCount, CheckGate
from samplan.plans.models.commenting import CommentAnswer, DraftComment, DraftRecipient, DraftSent
from samplan.plans.models.frameworks import (
    Framework,
    FrameworkImport,
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
    Need,
    NeedArea,
    PlanProposal,
    Responsible,
)
from samplan.plans.models.mixins import Item
from samplan.plans.models.notices import Notice
from samplan.plans.models.ownership import OwnershipAsk
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
from samplan.plans.models.purging import Purge
from samplan.plans.models.terms import CountyTerm
from samplan.plans.models.versions import Dependency, Lineage, PlanRelation, Reschedule, Waiting

__all__ = [
    "Activity",
    "Area",
    "AreaTag",
    "AreaText",
    "ChainLink",
    "ChallengeQuestion",
    "CheckAside",
    "CheckCount",
    "CheckGate",
    "CommentAnswer",
    "Cost",
    "CountyTerm",
    "Dependency",
    "DraftComment",
    "DraftRecipient",
    "DraftSent",
    "Effect",
    "FollowUp",
    "FollowUpQuestion",
    "Framework",
    "FrameworkImport",
    "FrameworkKind",
    "FrameworkNode",
    "Fund",
    "Goal",
    "Indicator",
    "Item",
    "Lineage",
    "MappingRelation",
    "Need",
    "NeedArea",
    "NodeMapping",
    "NodeTag",
    "NodeWording",
    "Notice",
    "OtherBlock",
    "OverallGoal",
    "OwnershipAsk",
    "Perspective",
    "Plan",
    "PlanFocusArea",
    "PlanMode",
    "PlanProposal",
    "PlanRelation",
    "Purge",
    "Reschedule",
    "Responsible",
    "TargetImage",
    "TextName",
    "Waiting",
]
