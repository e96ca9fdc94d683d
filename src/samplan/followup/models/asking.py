"""Tables beside the rounds: earlier closings, addresses that do not work, and whether contacts still are contacts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from samplan.actors.privacy import Privacy
from samplan.followup.models.rounds import Letter, Round
from samplan.followup.shapes import StillContact


class Closing(models.Model):
    """A closing that was undone: what was frozen then, and why the round was opened again."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="closings")
    number = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()
    frozen = models.JSONField()
    reopened_at = models.DateTimeField()
    reason = models.TextField()

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "round", "number", "closed_at", "frozen", "reopened_at", "reason")}

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="closing_number_once_in_a_round"),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"closing {self.number} of {self.round_id}"


class BadAddress(models.Model):
    """An address that a mail server has said nobody has. status: as RFC 3463 writes it; said: the server's words.

    No letter goes there while the row is here.
    """

    email = models.EmailField()
    status = models.CharField(max_length=20, blank=True)
    said = models.TextField(blank=True)
    at = models.DateTimeField()
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "status", "at", "letter"),
        Privacy.SENSITIVE: ("email", "said"),
    }

    class Meta:
        verbose_name_plural = "bad addresses"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="bad_address_once_whatever_case")]

    def __str__(self) -> str:
        return f"bad address {self.pk}"


class Confirmation(models.Model):
    """A letter that asks a contact person whether they still are, and the answer. key: what its link must name.

    claimed_at, sent_at, failed: as for a letter of a round. words: who it is instead, when the answer is no.
    """

    membership = models.ForeignKey("actors.Membership", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)
    on = models.DateField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)
    answer = models.CharField(max_length=3, choices=[(a.value, a.value) for a in StillContact], blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "membership", "on", "claimed_at", "sent_at", "failed"),
            *("answer", "answered_at"),
        ),
        Privacy.SENSITIVE: ("key", "words"),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "on"], name="contact_asked_once_a_day"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="confirmation_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"


class AddressLanguage(models.Model):
    """The language that somebody at an address reads, for those who have no account. It outlives the rounds.

    What an account says of its own language goes before it.
    """

    email = models.EmailField()
    language = models.CharField(max_length=5)
    noted_at = models.DateTimeField()

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "noted_at"),
        Privacy.SENSITIVE: ("email", "language"),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="language_once_for_an_address")]

    def __str__(self) -> str:
        return f"language {self.pk}"
