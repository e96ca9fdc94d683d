"""Tables of what is made of answers: statements with their sources and tags, consent to names, and corrections."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samplan.actors.privacy import Privacy
from samplan.followup.models.rounds import Asked, AskedQuestion, Contact, Round
from samplan.followup.shapes.compiled import StatementOrigin, TagKind


class Statement(models.Model):
    """What many answers say together, in the editor's words.

    text: with the mark for how many ("[antal]") where it is compiled; the number is never written down. proposed: the
    draft that the rules made, never changed. written_count: a document's own words for how many, which no rule made.
    digest: of the sources as they were when somebody last looked at the text; another digest today tells that they have
    changed. place: where in which document it stood.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=[(o.value, o.value) for o in StatementOrigin])
    proposed = models.TextField(blank=True)
    text = models.TextField()
    written_count = models.CharField(max_length=60, blank=True)
    show_names = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    place = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "round", "number", "origin", "text", "written_count", "show_names", "place"),
        Privacy.INTERNAL: ("proposed", "digest", "version", "changed_at", "changed_by"),
    }

    class Meta:
        ordering: ClassVar = ["number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="statement_number_once_in_a_round"),
            models.CheckConstraint(condition=~Q(text=""), name="statement_has_text"),
            models.CheckConstraint(
                condition=Q(origin__in=[o.value for o in StatementOrigin]), name="statement_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class StatementSource(models.Model):
    """An answer that a statement is made of: whose, to which question. against: it says the opposite."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="sources")
    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="+")
    against = models.BooleanField(default=False)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "statement", "asked", "question", "against")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "asked", "question"], name="statement_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.question_id} in {self.statement_id}"


class StatementTag(models.Model):
    """What a statement is about: a focus area, an area of the plan, a perspective, or a node of any framework.

    name, framework: as they were called. first: the one that it stands under where each statement is shown once.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in TagKind])
    node = models.ForeignKey("plans.FrameworkNode", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    area = models.ForeignKey("plans.Area", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    number = models.CharField(max_length=20, blank=True)
    name = models.TextField()
    framework = models.TextField(blank=True, default="")
    first = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "statement", "kind", "node", "area", "number", "name", "framework", "first")
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="statement_tag_has_name"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in TagKind]), name="statement_tag_kind_known"),
            models.UniqueConstraint(fields=["statement", "kind", "framework", "name"], name="statement_tag_once"),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(first=True), name="statement_has_one_first_focus_area"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """Whether a body lets its name be shown with its answers of a round. No row: it does not.

    contact: who said so by the body's own link; person and note: who wrote it down for them, and how they said it.
    """

    asked = models.OneToOneField(Asked, on_delete=models.CASCADE, related_name="consent")
    names = models.BooleanField()
    at = models.DateTimeField()
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(max_length=300, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "asked", "names", "at", "note"),
        Privacy.SENSITIVE: ("contact", "person"),
    }

    def __str__(self) -> str:
        return f"{self.asked_id}: {'yes' if self.names else 'no'}"


class NameChoice(models.Model):
    """That a body said whether its name is shown with a statement. Kept for good; the latest of a statement holds.

    codes: the questions that it says it by, then; a no holds for the body's answers to them wherever they stand.
    statement is None when the statement is gone: a no still holds. contact, person, note: as of a consent.
    """

    statement = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, related_name="name_choices", null=True, blank=True
    )
    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="name_choices")
    names = models.BooleanField()
    codes = models.JSONField(default=list)
    at = models.DateTimeField()
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(max_length=300, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "statement", "asked", "names", "codes", "at", "note"),
        Privacy.SENSITIVE: ("contact", "person"),
    }

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.asked_id}: {'yes' if self.names else 'no'} to {self.statement_id}"


class Correction(models.Model):
    """That something was put right after it was closed: what it is about, before, after, when, by whom and why.

    Of an answer of a closed round, or of a judgement of a locked year. about: in words that need nothing else.
    """

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="corrections", null=True, blank=True)
    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    judgement = models.ForeignKey(
        "followup.Judgement", on_delete=models.CASCADE, related_name="corrections", null=True, blank=True
    )
    about = models.JSONField(default=dict)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "partnership", "round", "asked", "question", "judgement", "about", "before", "after"),
            *("reason", "at", "by"),
        )
    }

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(round__isnull=False, asked__isnull=False, question__isnull=False, judgement=None)
                | Q(round=None, asked=None, question=None, judgement__isnull=False),
                name="correction_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at}: {self.reason}"
