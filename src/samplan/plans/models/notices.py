"""What people are told of once: an answer to their question, or a decision that their areas waited for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samplan.actors.privacy import Privacy
from samplan.plans.models.ownership import OwnershipAsk
from samplan.plans.models.versions import Dependency


class Notice(models.Model):
    """That somebody was told of an answer or a decision. noted_at: when they noted it, and it waits no longer.

    claimed_at: before a letter about it is handed over, so that whoever dies in between has sent it at most once.
    sent_at: null until the mail server has taken it. Without a row the person has neither a letter nor noted it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    ask = models.ForeignKey(OwnershipAsk, on_delete=models.CASCADE, related_name="notices", null=True, blank=True)
    dependency = models.ForeignKey(Dependency, on_delete=models.CASCADE, related_name="notices", null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "person", "ask", "dependency", "claimed_at", "sent_at", "noted_at")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "ask"], name="notice_once_per_ask"),
            models.UniqueConstraint(fields=["person", "dependency"], name="notice_once_per_dependency"),
            models.CheckConstraint(
                condition=Q(ask=None, dependency__isnull=False) | Q(ask__isnull=False, dependency=None),
                name="notice_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False), name="notice_claimed_before_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.ask_id or self.dependency_id}"
