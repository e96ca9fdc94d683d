"""Forms that made something, so that the same form sent again makes nothing more."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samplan.actors.models.people import Person
from samplan.actors.privacy import Privacy


class SentForm(models.Model):
    """A form that somebody sent. mark: SHA-256 of its one-time key and all that stood in it. address: where it led."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sent_forms")
    mark = models.CharField(max_length=64)
    address = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "person", "mark", "address", "sent_at")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "mark"], name="sent_form_once"),
            models.CheckConstraint(condition=~Q(mark=""), name="sent_form_has_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.address}"
