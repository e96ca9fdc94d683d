"""What the plan check keeps: findings set aside, what a county lets stop an edition, and counts day by day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from samplan.actors.models import Partnership
from samplan.actors.privacy import Privacy
from samplan.plans.models.area import Area
from samplan.plans.models.mixins import has_text, known
from samplan.plans.models.plan import Plan
from samplan.plans.shapes.findings import GateLevel


class CheckAside(models.Model):
    """A finding that an editor has set aside, and why.

    key: the predicate, the item and a digest of the words that were judged, so that the finding comes back when they
    change. area: the area that it is about, null for the plan itself.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="checks_aside")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "plan", "area", "code", "key", "reason", "at", "by")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="check_aside_once"),
            has_text("key", "check_aside_has_key"),
            has_text("reason", "check_aside_has_reason"),
        ]

    def __str__(self) -> str:
        return self.key


class CheckGate(models.Model):
    """What findings of one predicate mean for publishing in one county."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="check_gates")
    code = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=[(g.value, g.value) for g in GateLevel])

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "partnership", "code", "level")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "code"], name="check_gate_once"),
            has_text("code", "check_gate_has_code"),
            known("level", [g.value for g in GateLevel], "check_gate_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.level}"


class CheckCount(models.Model):
    """How many open findings of a predicate a plan had on a day; code "" counts them all, and is there for each day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_counts")
    day = models.DateField()
    code = models.CharField(max_length=60, blank=True, default="")
    number = models.PositiveIntegerField()

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "plan", "day", "code", "number")}

    class Meta:
        ordering: ClassVar = ["day", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "day", "code"], name="check_count_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.code}: {self.number}"
