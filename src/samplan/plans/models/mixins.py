"""What every part of a plan carries: its order, its version, its origin, its removal and its history."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samplan.actors.privacy import Privacy

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside are misreadings."""


def has_text(field: str, name: str) -> models.CheckConstraint:
    """The field is not empty."""
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=name)


def known(field: str, values: list[str], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """The field holds one of the values (or nothing, with blank)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*values, ""] if blank else values}), name=name)


def plausible_year(field: str, name: str) -> models.CheckConstraint:
    """The year is empty or plausible."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__gte": FIRST_YEAR, f"{field}__lte": LAST_YEAR}), name=name
    )


def in_order(start: str, end: str, name: str) -> models.CheckConstraint:
    """The end does not lie before the start, where both are known."""
    return models.CheckConstraint(
        condition=Q(**{start: None}) | Q(**{end: None}) | Q(**{f"{end}__gte": F(start)}), name=name
    )


class Tracked(models.Model):
    """Version for optimistic locking, removal that can be undone, and field history (django-simple-history)."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_reason = models.TextField(blank=True, default="")

    history = HistoricalRecords(inherit=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "version", "changed_at"),
        Privacy.INTERNAL: ("created_at", "changed_by", "removed_at", "removed_by", "removed_reason"),
    }

    class Meta:
        abstract = True


class Originated(models.Model):
    """Where an imported item stood in its source; kept for ever, whatever becomes of the item.

    import_ref names the import ("" when a person wrote the item). source_text: the source's words where they
    differ from the value. certainty: 0 to 1.
    """

    import_ref = models.CharField(max_length=100, blank=True, default="", db_index=True)
    source_document = models.CharField(max_length=300, blank=True, default="")
    source_page = models.PositiveIntegerField(null=True, blank=True)
    source_position = models.PositiveIntegerField(null=True, blank=True)
    source_row = models.PositiveIntegerField(null=True, blank=True)
    source_column = models.PositiveIntegerField(null=True, blank=True)
    source_text = models.TextField(blank=True, default="")
    certainty = models.FloatField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("source_document", "source_page"),
        Privacy.INTERNAL: (
            "import_ref",
            "source_position",
            "source_row",
            "source_column",
            "source_text",
            "certainty",
        ),
    }

    class Meta:
        abstract = True


class Item(Tracked, Originated):
    """A part of a plan. order: its place among its siblings, from 0; gaps do not matter."""

    order = models.PositiveIntegerField(default=0)

    PRIVACY: ClassVar = {Privacy.OPEN: ("order",)}

    class Meta:
        abstract = True
