"""Editions: what a county has published, frozen. A row of `Edition` is never changed after it is made.

The database itself refuses an UPDATE (triggers in the first migration). That an edition is withdrawn is a row of
its own, so that the edition still reads as it did.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from samplan.actors.privacy import Privacy
from samplan.publishing.shapes import AdoptionAnswer, FileFormat


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


class YearlySnapshot(models.Model):
    """That an edition is a running plan's state of a year. holds: false when the edition is withdrawn."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="snapshot")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="snapshots")
    year = models.PositiveSmallIntegerField()
    holds = models.BooleanField(default=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "edition", "plan", "year", "holds")}

    class Meta:
        ordering: ClassVar = ["-year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "year"], condition=models.Q(holds=True), name="snapshot_once_per_year"
            ),
            models.CheckConstraint(condition=models.Q(year__gte=1990, year__lte=2200), name="snapshot_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: årsläge {self.year}"


class Adoption(models.Model):
    """That one of the parties adopted an edition, or declined to: on which day, and in which decision.

    No row: nothing is decided yet. body_name and body_code stay as they were when it was written. It comes after the
    edition was frozen, and so stands beside it and never in its files.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="adoptions")
    body = models.ForeignKey("actors.Body", on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=200)
    body_code = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=10, choices=[(a.value, a.value) for a in AdoptionAnswer])
    decided_on = models.DateField()
    reference = models.CharField(max_length=300)
    entered_at = models.DateTimeField(auto_now=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    history = HistoricalRecords()

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "edition",
            "body",
            "body_name",
            "body_code",
            "answer",
            "decided_on",
            "reference",
            "entered_at",
        ),
        Privacy.INTERNAL: ("entered_by",),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "body"], name="adoption_once_per_body"),
            models.CheckConstraint(
                condition=models.Q(answer__in=[a.value for a in AdoptionAnswer]), name="adoption_answer_known"
            ),
            models.CheckConstraint(condition=~models.Q(reference=""), name="adoption_has_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.body_name} {self.answer}"


class EditionNoted(models.Model):
    """That somebody has noted an edition as read: it is no news to them any longer. A newer one is."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "edition", "person", "noted_at")}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "person"], name="edition_noted_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.edition}: läst"


class FollowUpEdition(models.Model):
    """A county's follow-up of a year as it was published: one frozen `FollowUpReport`. A row is never changed.

    number: from 1 within the county and year; the newest that is not withdrawn is the one that readers meet.
    """

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    county_slug = models.SlugField(max_length=80)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            *("id", "partnership", "county_slug", "year", "number", "published_at", "note", "content", "digest"),
        ),
        Privacy.INTERNAL: ("published_by",),
    }

    class Meta:
        ordering: ClassVar = ["-year", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county_slug", "year", "number"], name="followup_edition_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="followup_edition_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.county_slug} {self.year}, {self.number}"


class FollowUpFile(models.Model):
    """A published follow-up's file as it was made on the day of publishing, byte by byte: what readers get.

    sha256 is its proof. After a withdrawal it is kept and no longer handed out.
    """

    edition = models.ForeignKey(FollowUpEdition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in FileFormat])
    name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=120)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "edition", "format", "name", "content_type", "data", "sha256")}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "format"], name="followup_file_once"),
            models.CheckConstraint(
                condition=models.Q(format__in=[kind.value for kind in FileFormat]), name="followup_file_format_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FollowUpWithdrawal(models.Model):
    """That a published follow-up is no longer shown, and why: its address says so and nothing of what it said."""

    edition = models.OneToOneField(FollowUpEdition, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.TextField()

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "edition", "withdrawn_at", "reason"),
        Privacy.INTERNAL: ("withdrawn_by",),
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="followup_withdrawal_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.edition}: återtagen"


class EditionFigures(models.Model):
    """The figures of an edition's indicators as they were on the day of publishing, whole. Never changed (triggers)."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="figures")
    figures = models.JSONField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "edition", "figures", "digest")}

    class Meta:
        verbose_name_plural = "edition figures"

    def __str__(self) -> str:
        return f"figures of {self.edition_id}"


class FollowUpFigures(models.Model):
    """Figures beside a year's follow-up as they were when it was published, or when a round was closed.

    Of a published follow-up or of a closed round; a round that is closed again has them once more. Never changed
    (triggers).
    """

    edition = models.OneToOneField(
        FollowUpEdition, on_delete=models.PROTECT, related_name="figures", null=True, blank=True
    )
    round = models.ForeignKey("followup.Round", on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)
    figures = models.JSONField()
    digest = models.CharField(max_length=64)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "edition", "figures", "digest"),
        Privacy.INTERNAL: ("round", "kept_at"),
    }

    class Meta:
        verbose_name_plural = "follow-up figures"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(edition=None, round__isnull=False) | models.Q(edition__isnull=False, round=None),
                name="followup_figures_of_edition_or_round",
            )
        ]

    def __str__(self) -> str:
        return f"figures of {self.edition_id or self.round_id}"
