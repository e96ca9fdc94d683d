"""The development area, its texts and its tags."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from samplan.actors.privacy import Privacy
from samplan.plans.models.mixins import Item, has_text, known, plausible_year
from samplan.plans.models.plan import Plan, PlanFocusArea
from samplan.plans.shapes.exchange import GoalStatus


class Area(Item):
    """A development area. slug: its place in addresses, made when it is first saved; lasts as long as it stands.

    group: the heading that it stands under. goal_status: how far its goals are attained, goal_status_written the
    words that said so.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    slug = models.SlugField(max_length=120)
    number = models.CharField(max_length=40, blank=True, default="")
    title = models.TextField()
    group = models.TextField(blank=True, default="")
    identified_by = models.TextField(blank=True, default="")
    identified_year = models.PositiveSmallIntegerField(null=True, blank=True)
    goal_status = models.CharField(
        max_length=20, blank=True, default="", choices=[(s.value, s.value) for s in GoalStatus]
    )
    goal_status_written = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "plan",
            "slug",
            "number",
            "title",
            "group",
            "identified_by",
            "identified_year",
            "goal_status",
            "goal_status_written",
        )
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "slug"], name="area_slug_once_per_plan"),
            has_text("slug", "area_has_slug"),
            has_text("title", "area_has_title"),
            plausible_year("identified_year", "area_identified_year_plausible"),
            known("goal_status", [s.value for s in GoalStatus], "area_goal_status_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class AreaTag(models.Model):
    """An area works on a focus area. number: as written; focus_area is null when the plan lists no such number."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="tags")
    focus_area = models.ForeignKey(PlanFocusArea, on_delete=models.SET_NULL, related_name="tags", null=True, blank=True)
    number = models.IntegerField()
    primary = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "area", "focus_area", "number", "primary", "order")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="tag_once_per_area"),
            models.UniqueConstraint(fields=["area"], condition=Q(primary=True), name="tag_one_primary_per_area"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.number}"


class TextName(models.TextChoices):
    """The running texts of an area."""

    BACKGROUND = "background", "Bakgrund"
    NEEDS = "needs", "Behov"
    COMMENT = "comment", "Kommentar"


class AreaText(Item):
    """One running text of an area."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="texts")
    field = models.CharField(max_length=20, choices=TextName)
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "field", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "field"], condition=Q(removed_at=None), name="text_once_per_area_and_field"
            ),
            has_text("text", "area_text_has_text"),
            known("field", TextName.values, "area_text_field_known"),
        ]

    def __str__(self) -> str:
        return self.text
