"""Drafts that are sent out to be commented on, the comments, and what each was answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samplan.actors.models import Body, Role
from samplan.actors.privacy import Privacy
from samplan.plans.models.area import Area
from samplan.plans.models.mixins import has_text, known
from samplan.plans.models.plan import Plan


class DraftSent(models.Model):
    """A draft as it read when it was sent out. content: the whole plan then, a `PlanContent`.

    words: what whoever sent it asks for. due: the last day for comments. It is out until it is taken back; after the
    last day it is read, and no more comments come.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="drafts_sent")
    content = models.JSONField()
    words = models.TextField(blank=True, default="")
    due = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_back_reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "plan", "content", "words", "due", "sent_at", "sent_by", "version"),
            *("taken_back_at", "taken_back_by", "taken_back_reason"),
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(taken_back_at=None), name="one_draft_of_a_plan_out_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.due}"


class DraftRecipient(models.Model):
    """Whom a draft is sent to: all who hold a role, or all who hold a role for a body or a part of it."""

    sent = models.ForeignKey(DraftSent, on_delete=models.CASCADE, related_name="recipients")
    role = models.CharField(max_length=30, choices=Role, blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "sent", "role", "body")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~Q(role="") & Q(body=None)) | Q(role="", body__isnull=False), name="draft_to_role_or_body"
            ),
            known("role", Role.values, "draft_role_known", blank=True),
            models.UniqueConstraint(fields=["sent", "role"], condition=~Q(role=""), name="draft_sent_once_to_a_role"),
            models.UniqueConstraint(fields=["sent", "body"], name="draft_sent_once_to_a_body"),
        ]

    def __str__(self) -> str:
        return self.role or str(self.body_id)


class DraftComment(models.Model):
    """What somebody says of a draft. place: what it is about in the draft ("goal:12"; "" for the whole plan).

    area: the area that it stands in; null for the plan, and when the area is purged. about: the words of the place as
    they were sent. role, body: what the writer was. author: null once the names are taken away, and for the system.
    words_erased: the words were taken away for good. version counts answers and removals. answer_noted_at: the writer
    has seen the answer.
    """

    sent = models.ForeignKey(DraftSent, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="draft_comments", null=True, blank=True
    )
    role = models.CharField(max_length=30, choices=Role, blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    place = models.CharField(max_length=60, blank=True, default="")
    about = models.TextField(blank=True, default="")
    text = models.TextField(blank=True)
    words_erased = models.BooleanField(default=False)
    written_at = models.DateTimeField(auto_now_add=True)
    answer_noted_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "sent", "role", "body", "area", "place", "about", "text", "words_erased", "written_at"),
            *("author", "answer_noted_at", "removed_at", "removed_by", "removed_reason", "version"),
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(words_erased=True, removed_at__isnull=False), name="draft_comment_has_text"
            ),
            known("role", Role.values, "draft_comment_role_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.text


class CommentAnswer(models.Model):
    """What a comment is answered: whether it changed the plan, and why. The last one holds; earlier ones stay."""

    comment = models.ForeignKey(DraftComment, on_delete=models.CASCADE, related_name="answers")
    changed = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "comment", "changed", "text", "at", "by")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [has_text("text", "comment_answer_has_text")]

    def __str__(self) -> str:
        return self.text
