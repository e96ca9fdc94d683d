"""The theory of change: from activities by way of effects to target pictures and goals. And tags with any node."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from samplan.actors.privacy import Privacy
from samplan.plans.models.area import Area
from samplan.plans.models.frameworks import FrameworkNode
from samplan.plans.models.items import Activity, Goal, Indicator
from samplan.plans.models.mixins import Item, Tracked, has_text, known
from samplan.plans.models.plan import OverallGoal, Plan, TargetImage
from samplan.plans.shapes.versions import EffectLevel


def exactly_one(*names: str) -> Q:
    """One of the columns is set and the others are null."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


class Effect(Item):
    """What activities are to lead to, soon (short) or in the end (long). area: null when the whole plan shares it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="effects")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="effects", null=True, blank=True)
    level = models.CharField(max_length=10, choices=[(e.value, e.value) for e in EffectLevel])
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "area", "level", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "effect_has_text"),
            known("level", [e.value for e in EffectLevel], "effect_level_known"),
        ]

    def __str__(self) -> str:
        return self.text


class ChainLink(Tracked):
    """One step of the chain, and what must be true for it to hold (assumption). The same step has one row for ever."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="chain")
    from_activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="leads_to", null=True, blank=True
    )
    from_effect = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="leads_to", null=True, blank=True)
    from_image = models.ForeignKey(
        TargetImage, on_delete=models.CASCADE, related_name="leads_to", null=True, blank=True
    )
    to_effect = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="comes_from", null=True, blank=True)
    to_image = models.ForeignKey(
        TargetImage, on_delete=models.CASCADE, related_name="comes_from", null=True, blank=True
    )
    to_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="comes_from", null=True, blank=True)
    to_overall_goal = models.ForeignKey(
        OverallGoal, on_delete=models.CASCADE, related_name="comes_from", null=True, blank=True
    )
    assumption = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "plan",
            "from_activity",
            "from_effect",
            "from_image",
            "to_effect",
            "to_image",
            "to_goal",
            "to_overall_goal",
            "assumption",
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=exactly_one("from_activity", "from_effect", "from_image"), name="chain_one_start"
            ),
            models.CheckConstraint(
                condition=exactly_one("to_effect", "to_image", "to_goal", "to_overall_goal"), name="chain_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.pk}"


class NodeTag(models.Model):
    """An item is tagged with a node of any framework (a goal of the strategy, a target group); one is primary."""

    node = models.ForeignKey(FrameworkNode, on_delete=models.PROTECT, related_name="item_tags")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="node_tags", null=True, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="node_tags", null=True, blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="node_tags", null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="node_tags", null=True, blank=True)
    primary = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "node", "area", "goal", "activity", "indicator", "primary", "order")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=exactly_one("area", "goal", "activity", "indicator"), name="node_tag_one_item"
            ),
            *(
                models.UniqueConstraint(fields=["node", name], name=f"node_tag_once_per_{name}")
                for name in ("area", "goal", "activity", "indicator")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id}"
