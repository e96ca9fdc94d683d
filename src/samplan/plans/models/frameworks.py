"""Frameworks as data: focus areas, national goals, fund areas, perspectives; dated and mapped on one another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samplan.actors.models import County
from samplan.actors.privacy import Privacy
from samplan.plans.models.mixins import has_text, in_order, known


class FrameworkKind(models.TextChoices):
    """What a framework orders."""

    FOCUS_AREAS = "focus_areas", "Fokusområden"
    STRATEGY = "strategy", "Strategi"
    FUND_AREAS = "fund_areas", "Medelsområden"
    PERSPECTIVES = "perspectives", "Perspektiv"
    TARGET_GROUPS = "target_groups", "Målgrupper"
    OTHER = "other", "Annat"


class Framework(models.Model):
    """A framework in one version; valid_from and valid_to are first and last day, null when not known.

    county: the county whose own it is; null for those that all share (the catalogue's). version: one more for every
    change of the framework or anything in it.
    """

    code = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=FrameworkKind)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")
    vision = models.TextField(blank=True, default="")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="frameworks", null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            *("id", "code", "kind", "name", "name_en", "source", "vision", "county", "valid_from", "valid_to"),
            "version",
        )
    }

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            has_text("name", "framework_has_name"),
            known("kind", FrameworkKind.values, "framework_kind_known"),
            in_order("valid_from", "valid_to", "framework_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class FrameworkNode(models.Model):
    """One goal, focus area, priority or perspective. level: its kind in the framework's own words ("goal").

    code is unique in the framework; number as written; parent: the node that it stands under.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, related_name="children", null=True, blank=True)
    code = models.SlugField(max_length=100)
    level = models.CharField(max_length=40)
    number = models.CharField(max_length=20, blank=True, default="")
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True, default="")
    order = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "version",
            "framework",
            "parent",
            "code",
            "level",
            "number",
            "name",
            "name_en",
            "order",
            "valid_from",
            "valid_to",
        )
    }

    class Meta:
        ordering: ClassVar = ["framework", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "code"], name="node_code_once_per_framework"),
            has_text("name", "node_has_name"),
            has_text("level", "node_has_level"),
            in_order("valid_from", "valid_to", "node_ends_after_start"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="node_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class NodeWording(models.Model):
    """Another wording of a node that documents use."""

    node = models.ForeignKey(FrameworkNode, on_delete=models.CASCADE, related_name="wordings")
    text = models.CharField(max_length=500)

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "node", "text")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "text"], name="wording_once_per_node"),
            has_text("text", "wording_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class MappingRelation(models.TextChoices):
    """How two nodes of different frameworks correspond."""

    SAME = "same", "motsvarar"
    PART = "part", "är en del av"
    RELATED = "related", "berör"


class NodeMapping(models.Model):
    """A cross-walk: a node of one framework corresponds to a node of another."""

    from_node = models.ForeignKey(FrameworkNode, on_delete=models.CASCADE, related_name="mapped_to")
    to_node = models.ForeignKey(FrameworkNode, on_delete=models.CASCADE, related_name="mapped_from")
    relation = models.CharField(max_length=20, choices=MappingRelation, default=MappingRelation.RELATED)
    source = models.CharField(max_length=300, blank=True, default="")

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "from_node", "to_node", "relation", "source")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_node", "to_node"], name="mapping_once"),
            models.CheckConstraint(condition=~Q(from_node=F("to_node")), name="mapping_to_another"),
            known("relation", MappingRelation.values, "mapping_relation_known"),
        ]

    def __str__(self) -> str:
        return f"{self.from_node_id} {self.relation} {self.to_node_id}"


class FrameworkImport(models.Model):
    """A file that was read for a framework: shown before it is put in, put in, and perhaps taken out again.

    before, after: the whole framework as it stood and as it is wanted (`plans.shapes.framework_files`, as JSON).
    seen_version: the framework's version that `before` tells. put_version: the one right after it was put in, null
    while it only waits. last_day: of the parts that the file leaves out.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()
    seen_version = models.PositiveIntegerField()
    last_day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    put_version = models.PositiveIntegerField(null=True, blank=True)
    put_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "framework", "before", "after", "seen_version", "last_day", "put_version"),
        Privacy.INTERNAL: ("name", "by", "at", "put_at", "undone_at"),
    }

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
