"""What has been purged for good, who decided it, and that it was taken out as a file first."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from samplan.actors.privacy import Privacy
from samplan.plans.models.mixins import has_text
from samplan.plans.models.plan import Plan


class Purge(models.Model):
    """A decision to purge one item with its past. It names what it was, never what it said.

    decided_by: the person or body behind the decision, in words. digest: of the archive file (SHA-256).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="purges")
    object_kind = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    decided_by = models.CharField(max_length=300)
    reason = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "plan",
            "object_kind",
            "object_id",
            "rows",
            "decided_by",
            "reason",
            "digest",
            "at",
            "by",
        )
    }

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            has_text("decided_by", "purge_has_decider"),
            has_text("reason", "purge_has_reason"),
            has_text("digest", "purge_has_archive"),
        ]

    def __str__(self) -> str:
        return f"{self.object_kind} {self.object_id}"
