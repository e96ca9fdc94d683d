"""Tables of an import: the file as it came, what was read in it, and each proposed item with its fate.

Nothing here is the plan: an item stands in the plan only after `intake.actions.commit_import`.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samplan.actors.privacy import Privacy
from samplan.intake.recognisers.clues import Clue, ClueKind, Meaning
from samplan.intake.shapes import ImportState, ItemState, Outcome
from samplan.plans.shapes.items import ItemKind


class Import(models.Model):
    """One document given to Samplan, from its upload to its place in a plan.

    clues: what the reader was told when it read (`reading.CLUES`). seen: what it could be told (`reading.SEEN`).
    erased_by, erased_why: who decided that the document must not be kept, and why; empty for all others.
    """

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "partnership",
            "plan",
            "uploaded_by",
            "uploaded_at",
            "name",
            "size",
            "digest",
            "state",
            "done",
            "total",
            "error_code",
            "error_sv",
            "error_en",
            "pages",
            "words_total",
            "words_kept",
            "warnings",
            "clues",
            "seen",
            "erased_by",
            "erased_why",
        )
    }

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ImportState])
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_sv = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    words_total = models.PositiveIntegerField(default=0)
    words_kept = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    clues = models.JSONField(default=list, blank=True)
    seen = models.JSONField(default=list, blank=True)
    erased_by = models.CharField(max_length=300, blank=True, default="")
    erased_why = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ImportState]), name="import_state_is_known"),
            models.CheckConstraint(
                condition=Q(words_kept__lte=models.F("words_total")), name="import_keeps_no_more_words_than_it_has"
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | (~Q(erased_by="") & ~Q(erased_why="")),
                name="erased_import_has_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """The name under which the plan's items remember this import."""
        return f"import-{self.pk}"


class ImportedFile(models.Model):
    """The file itself, unchanged as long as it is kept, apart from the row that lists use."""

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "imported",
            "data",
        )
    }

    imported = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"file of import {self.imported_id}"


class ImportedDocument(models.Model):
    """The blocks that were read, for the source's side of the review."""

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "imported",
            "content",
        )
    }

    imported = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="document")
    content = models.JSONField()

    def __str__(self) -> str:
        return f"document of import {self.imported_id}"


class ProposedItem(models.Model):
    """One item that the reader proposes, or that a person added beside it. `as_read` never changes.

    outcome: what became of it in the plan (an `Outcome`), "" before it is there. plan_before: the plan's own values
    and version that it replaced ({"values": …, "version": …}), so that they can be set back. moved_from: where it was
    read, {"kind": …, "parent": an item's id}, when a person has moved it. carried_from: the id that it had in the
    reading before.
    """

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "imported",
            "parent",
            "kind",
            "order",
            "tag",
            "values",
            "as_read",
            "as_written",
            "provenance",
            "certainty",
            "doubts",
            "state",
            "drop_reason",
            "added_by_hand",
            "plan_item",
            "outcome",
            "plan_before",
            "moved_from",
            "carried_from",
        )
    }

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in ItemKind])
    order = models.PositiveIntegerField()
    tag = models.CharField(max_length=12)
    values = models.JSONField()
    as_read = models.JSONField(null=True, blank=True)
    as_written = models.TextField(blank=True)
    provenance = models.JSONField(default=list, blank=True)
    certainty = models.FloatField(default=1.0)
    doubts = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ItemState], default="waiting")
    drop_reason = models.TextField(blank=True)
    added_by_hand = models.BooleanField(default=False)
    plan_item = models.PositiveBigIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, default="", choices=[(o.value, o.value) for o in Outcome])
    plan_before = models.JSONField(null=True, blank=True)
    moved_from = models.JSONField(null=True, blank=True)
    carried_from = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        indexes: ClassVar = [models.Index(fields=["imported", "order"]), models.Index(fields=["imported", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ItemState]), name="item_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in ItemKind]), name="item_kind_is_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(o.value for o in Outcome)]), name="item_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(drop_reason=""), name="dropped_item_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(certainty__gte=0) & Q(certainty__lte=1), name="item_certainty_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag} {self.kind}"

    @property
    def read_kind(self) -> ItemKind:
        """The kind that it was read as, or had before a person moved it."""
        return ItemKind(self.moved_from["kind"] if self.moved_from else self.kind)

    @property
    def read_parent(self) -> int | None:
        """The id of what it was read under."""
        return self.moved_from["parent"] if self.moved_from else self.parent_id


class ReviewStep(models.Model):
    """One step of a review, with the touched items as they were, so that it can be taken back."""

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "imported",
            "person",
            "at",
            "verb",
            "before",
            "added",
        )
    }

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="steps")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=20)
    before = models.JSONField(default=list)
    added = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.verb} in import {self.imported_id}"


class EarlierReading(models.Model):
    """A review as it stood before its document was read again, whole, so that it can be set back.

    content: the import's own figures, document, items and steps (`actions.telling`), and what the county had told of
    the words that were told (`actions.remembering`). kept, lost: how many of the
    decisions that had been made stand in the reading after it, and how many do not. taken_back: it is the later
    reading, as it stood when somebody took it back; it is kept so that no step of it is lost, and never set back.
    """

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "imported",
            "person",
            "at",
            "content",
            "kept",
            "lost",
            "taken_back",
        )
    }

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="earlier_readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    content = models.JSONField()
    kept = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    taken_back = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"earlier reading of import {self.imported_id}"


class ToldWord(models.Model):
    """What a county has told that words over a column, or a label, mean. Its next documents are read with it.

    words: as they stood. key: by what they are compared. document: the name of the document that they stood in.
    """

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "id",
            "partnership",
            "kind",
            "key",
            "words",
            "meaning",
            "person",
            "at",
            "document",
        )
    }

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=200)
    words = models.CharField(max_length=200)
    meaning = models.CharField(max_length=20, choices=[(m.value, m.value) for m in Meaning])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    document = models.CharField(max_length=255)

    class Meta:
        ordering: ClassVar = ["words", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "kind", "key"], name="county_tells_words_once"),
            models.CheckConstraint(condition=Q(meaning__in=[m.value for m in Meaning]), name="told_meaning_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.meaning}"

    def clue(self) -> Clue:
        """The same as data."""
        return Clue(ClueKind(self.kind), self.words, Meaning(self.meaning))
