"""The letters that tell people what waits for them: one row for each person and period, made before the letter goes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samplan.actors.models.people import Person
from samplan.actors.privacy import Privacy


class DigestLetter(models.Model):
    """Somebody's letter of a period ("2026-W48", "2026-11-28"). sent_at: null until the mail server has taken it.

    The row is made and kept before the letter is handed over. Whoever dies in between has sent it at most once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digests")
    period = models.CharField(max_length=10)
    claimed_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "person", "period", "claimed_at", "sent_at")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "period"], name="digest_once_per_period"),
            models.CheckConstraint(condition=~Q(period=""), name="digest_has_period"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.period}"
