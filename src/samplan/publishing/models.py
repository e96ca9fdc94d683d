"""Editions: what a county has published, frozen. A row of `Edition` is never changed after it is made.

The database itself refuses an UPDATE (triggers in the first migration). That an edition is withdrawn is a row of
its own, so that the edition still reads as it did.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from samplan.actors.privacy import Privacy
from samplan.publishing.shapes import FileFormat


class Edition(models.Model):
    """A plan as it read on the day it was published, with every label inside.

    The address (county_slug, plan_slug) and what lists show stand here too, so that a public page needs no table of
    the living plan. label is the date of publishing; a second edition the same day gets "-2".
    """

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=20)
    county_slug = models.SlugField(max_length=80)
    plan_slug = models.SlugField(max_length=120)
    county = models.CharField(max_length=120)
    county_code = models.CharField(max_length=2, blank=True)
    made_up = models.BooleanField(default=False)
    title = models.CharField(max_length=500)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="editions", null=True, blank=True
    )
    decided_by = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "plan",
            "number",
            "label",
            "county_slug",
            "plan_slug",
            "county",
            "county_code",
            "made_up",
            "title",
            "published_at",
            "decided_by",
            "decided_on",
            "note",
            "content",
            "digest",
        ),
        Privacy.INTERNAL: ("published_by",),
    }

    class Meta:
        ordering: ClassVar = ["-published_at", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "label"], name="edition_label_once_per_plan"),
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once_per_plan"),
            models.UniqueConstraint(fields=["county_slug", "plan_slug", "label"], name="edition_address_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_from_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["county_slug", "-published_at"], name="edition_by_county")]

    def __str__(self) -> str:
        return f"{self.title}, utgåva {self.label}"


class Withdrawal(models.Model):
    """That an edition no longer holds, and why. The edition stays, and its page says so."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals", null=True, blank=True
    )
    reason = models.TextField()

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "edition", "withdrawn_at", "reason"),
        Privacy.INTERNAL: ("withdrawn_by",),
    }

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.edition}: återtagen"


class FrozenFile(models.Model):
    """An edition's file as it was made on the day of publishing, byte by byte.

    withdrawn: the file that is handed out after the edition was withdrawn, with the reason on its front page. The
    first one stays beside it. data is what readers get; sha256 is its proof and its ETag.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in FileFormat])
    withdrawn = models.BooleanField(default=False)
    name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=120)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "edition", "format", "withdrawn", "name", "content_type", "data", "sha256")
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "format", "withdrawn"], name="frozen_file_once"),
            models.CheckConstraint(
                condition=models.Q(format__in=[kind.value for kind in FileFormat]), name="frozen_file_format_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
