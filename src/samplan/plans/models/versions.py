"""Plans in families, the lineage of items from plan to plan, what many areas wait for, and moved dates."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samplan.actors.models import Body
from samplan.actors.privacy import Privacy
from samplan.plans.models.area import Area
from samplan.plans.models.items import Activity, Goal, Indicator
from samplan.plans.models.mixins import Item, Tracked, has_text, known
from samplan.plans.models.plan import Plan
from samplan.plans.shapes.versions import LineageWay, PlanRelationKind


class PlanRelation(Tracked):
    """One plan replaces, is part of, or touches another. The same relation has one row for ever."""

    from_plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="relations")
    to_plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in PlanRelationKind])
    note = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("from_plan", "to_plan", "kind", "note")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_plan", "to_plan", "kind"], name="plan_relation_once"),
            models.CheckConstraint(condition=~Q(from_plan=F("to_plan")), name="plan_relation_to_another"),
            known("kind", [k.value for k in PlanRelationKind], "plan_relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.from_plan_id} {self.kind} {self.to_plan_id}"


_PAIRS = ("area", "goal", "activity", "indicator")


def _one_pair() -> Q:
    """Exactly one kind of item, with both its ends."""
    condition = Q()
    for chosen in _PAIRS:
        wanted = {f"{end}_{name}__isnull": name != chosen for name in _PAIRS for end in ("from", "to")}
        condition |= Q(**wanted)
    return condition


class Lineage(models.Model):
    """A later item came out of an earlier one, in the same plan (split, merged) or another (rolled forward)."""

    way = models.CharField(max_length=10, choices=[(w.value, w.value) for w in LineageWay])
    from_area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="became", null=True, blank=True)
    to_area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="came_from", null=True, blank=True)
    from_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="became", null=True, blank=True)
    to_goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="came_from", null=True, blank=True)
    from_activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="became", null=True, blank=True)
    to_activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="came_from", null=True, blank=True)
    from_indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="became", null=True, blank=True
    )
    to_indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="came_from", null=True, blank=True
    )
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "way",
            "from_area",
            "to_area",
            "from_goal",
            "to_goal",
            "from_activity",
            "to_activity",
            "from_indicator",
            "to_indicator",
            "reason",
            "at",
        ),
        Privacy.INTERNAL: ("by",),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            known("way", [w.value for w in LineageWay], "lineage_way_known"),
            models.CheckConstraint(condition=_one_pair(), name="lineage_one_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"


class Dependency(Item):
    """Something that many areas wait for, such as a decision on organisation; released by one decision.

    owner: who is to decide, as written; owner_body where it is known. expected_written: the time as written.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="dependencies")
    title = models.TextField()
    text = models.TextField(blank=True, default="")
    owner = models.TextField(blank=True, default="")
    owner_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    expected = models.DateField(null=True, blank=True)
    expected_written = models.TextField(blank=True, default="")
    released_on = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "plan",
            "title",
            "text",
            "owner",
            "owner_body",
            "expected",
            "expected_written",
            "released_on",
            "decision",
        )
    }

    class Meta:
        verbose_name_plural = "dependencies"
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("title", "dependency_has_title"),
            models.CheckConstraint(
                condition=Q(released_on=None) | ~Q(decision=""), name="dependency_released_by_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Waiting(models.Model):
    """An area, or one activity of it, waits for a dependency."""

    dependency = models.ForeignKey(Dependency, on_delete=models.CASCADE, related_name="waiting")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="waiting")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="waiting", null=True, blank=True)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "dependency", "area", "activity")}

    class Meta:
        verbose_name_plural = "waiting"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dependency", "activity"], name="waiting_once_per_activity"),
            models.UniqueConstraint(
                fields=["dependency", "area"], condition=Q(activity=None), name="waiting_once_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.dependency_id}"


class Reschedule(models.Model):
    """An activity's time was moved, and why. The old and the new time as written and as understood."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="reschedules")
    old_timeframe = models.TextField(blank=True, default="")
    old_start = models.DateField(null=True, blank=True)
    old_end = models.DateField(null=True, blank=True)
    new_timeframe = models.TextField(blank=True, default="")
    new_start = models.DateField(null=True, blank=True)
    new_end = models.DateField(null=True, blank=True)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "activity",
            "old_timeframe",
            "old_start",
            "old_end",
            "new_timeframe",
            "new_start",
            "new_end",
            "reason",
            "at",
        ),
        Privacy.INTERNAL: ("by",),
    }

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [has_text("reason", "reschedule_has_reason")]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.old_end} → {self.new_end}"
