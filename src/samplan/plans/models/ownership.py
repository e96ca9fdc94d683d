"""What a body or person has been asked to answer for, and what was answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from samplan.actors.privacy import Privacy
from samplan.plans.models.items import Responsible
from samplan.plans.models.mixins import known
from samplan.plans.shapes.ownership import AskAnswer


class OwnershipAsk(models.Model):
    """A body was asked to take on an item; it accepts, declines or proposes something else.

    answer is "" until somebody who may act for the body has answered. text: the reason, or what is proposed instead.
    """

    responsible = models.ForeignKey(Responsible, on_delete=models.CASCADE, related_name="asks")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    question = models.TextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, blank=True, default="", choices=[(a.value, a.value) for a in AskAnswer])
    text = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    history = HistoricalRecords()

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "responsible",
            "asked_at",
            "asked_by",
            "question",
            "due",
            "answer",
            "text",
            "answered_at",
            "answered_by",
        )
    }

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            known("answer", [a.value for a in AskAnswer], "ask_answer_known", blank=True),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="ask_answered_at_when_answered",
            ),
            models.UniqueConstraint(fields=["responsible"], condition=Q(answer=""), name="ask_one_open_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.responsible_id}: {self.answer or '?'}"
