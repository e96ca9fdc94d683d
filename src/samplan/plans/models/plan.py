"""The plan and what stands directly under it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samplan.actors.models import Body, County, Partnership
from samplan.actors.privacy import Privacy
from samplan.plans.models.frameworks import FrameworkNode
from samplan.plans.models.mixins import Item, Originated, Tracked, has_text, in_order, known, plausible_year
from samplan.plans.shapes.exchange import BlockKind
from samplan.plans.shapes.versions import PlanType


class PlanMode(models.TextChoices):
    """The way of planning; none is forced on another."""

    GOAL_TABLE = "goal_table", "Måltabell"
    AREA_SHEET = "area_sheet", "Utvecklingsområden"
    FRAMEWORK = "framework", "Förändringsteori"
    RUNNING = "running", "Löpande plan"


class Plan(Tracked, Originated):
    """A county-joint plan, owned by a partnership. slug: its permanent place in addresses, unique in the county.

    owner: the body whose own plan it is; none of a plan that all in the county own together.
    county stands here too, although the partnership knows it, so that the database itself can keep slugs unique.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="plans")
    slug = models.SlugField(max_length=120)
    title = models.TextField(blank=True, default="")
    mode = models.CharField(max_length=20, choices=PlanMode, default=PlanMode.GOAL_TABLE)
    type = models.CharField(
        max_length=10, choices=[(t.value, t.value) for t in PlanType], default=PlanType.COUNTY.value
    )
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="own_plans", null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("partnership", "county", "slug", "title", "mode", "type", "owner", "valid_from", "valid_to")
    }

    class Meta:
        ordering: ClassVar = ["county", "-valid_from", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county", "slug"], name="plan_slug_once_per_county"),
            has_text("slug", "plan_has_slug"),
            known("mode", PlanMode.values, "plan_mode_known"),
            known("type", [t.value for t in PlanType], "plan_type_known"),
            in_order("valid_from", "valid_to", "plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title or self.slug


class OverallGoal(Item):
    """The plan's long-term goal or vision."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="overall_goals")
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "overall_goal_has_text")]

    def __str__(self) -> str:
        return self.text


class TargetImage(Item):
    """A target picture (målbild)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="target_images")
    number = models.CharField(max_length=40, blank=True, default="")
    title = models.TextField()
    text = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "number", "title", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("title", "target_image_has_title")]

    def __str__(self) -> str:
        return self.title


class PlanFocusArea(Item):
    """A focus area that the plan uses, tied to a framework's node where it is one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="focus_areas")
    number = models.IntegerField()
    title = models.TextField()
    node = models.ForeignKey(FrameworkNode, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "number", "title", "node")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("title", "focus_area_has_title"),
            models.UniqueConstraint(
                fields=["plan", "number"], condition=Q(removed_at=None), name="focus_area_number_once_per_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Perspective(Item):
    """A cross-cutting perspective."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="perspectives")
    text = models.TextField()
    node = models.ForeignKey(FrameworkNode, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "text", "node")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "perspective_has_text")]

    def __str__(self) -> str:
        return self.text


class Fund(Item):
    """Grant money for a purpose; amount in whole units of the currency."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="funds")
    name = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=10, default="SEK")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    node = models.ForeignKey(FrameworkNode, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("plan", "name", "amount", "currency", "year", "node")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("name", "fund_has_name"),
            has_text("currency", "fund_has_currency"),
            plausible_year("year", "fund_year_plausible"),
        ]

    def __str__(self) -> str:
        return self.name


class OtherBlock(Item):
    """A part of the source that found no place in the plan's fields: nothing is thrown away.

    area: the area that it stood in, null for the plan itself. page and position: its place in the source.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="other_blocks")
    area = models.ForeignKey("plans.Area", on_delete=models.CASCADE, related_name="other_blocks", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in BlockKind])
    text = models.TextField(blank=True)
    page = models.IntegerField(null=True, blank=True)
    position = models.IntegerField()

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("plan", "area"),
        Privacy.INTERNAL: ("kind", "text", "page", "position"),
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [known("kind", [k.value for k in BlockKind], "other_kind_known")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"
