"""Tables of follow-up: a round with its questions as asked, those who are asked, their answers, and letters to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samplan.actors.privacy import Privacy
from samplan.followup.shapes import ContactPart, LetterSort, RoundState


class Round(models.Model):
    """A round of questions in a county and a year. frozen: all of it, from the moment that it was last closed.

    plan: whose areas, activities or funds it asks about. area: the one that it is about, where whoever answers for the
    area asks; such a round stands beside the county's own of the same kind and year. first_due: the last day before it
    was prolonged.
    """

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in RoundState], default=RoundState.OPEN)
    plan = models.ForeignKey("plans.Plan", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    area = models.ForeignKey("plans.Area", on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    due = models.DateField()
    first_due = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    frozen = models.JSONField(default=dict, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "partnership", "kind", "year", "plan", "area", "state", "due", "first_due"),
            *("opened_at", "closed_at", "frozen"),
        )
    }

    class Meta:
        ordering: ClassVar = ["-year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "year"], condition=Q(area=None), name="round_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["area", "kind", "year"], condition=Q(area__isnull=False), name="round_once_a_year_for_an_area"
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RoundState]), name="round_state_known"),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN) | Q(closed_at__isnull=False), name="closed_round_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class AskedQuestion(models.Model):
    """A question as the round asks it, whole: the catalogue may change without changing the round.

    The same code and version in two rounds are the same question. choices: as `Choice`, in order; fields: what else
    is filled in, as `Field`. only: ids of the bodies that it is asked of, empty for all. needs_choice: words alone are
    no answer. about: the item of the plan that it is about (item, id), what stands beside it (beside), the year's
    target (target).
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    wording = models.JSONField()
    choices = models.JSONField(default=list, blank=True)
    fields = models.JSONField(default=list, blank=True)
    only = models.JSONField(default=list, blank=True)
    needs_choice = models.BooleanField(default=False)
    about = models.JSONField(default=dict, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "round", "number", "code", "version", "wording", "choices"),
            *("fields", "only", "needs_choice", "about"),
        )
    }

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code"], name="question_once_in_a_round"),
            models.UniqueConstraint(fields=["round", "number"], name="question_number_once_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.code}"


class Asked(models.Model):
    """A body that a round asks. finished_at: when it said that it was done; it may go on until the round closes.

    joint: it answers for all together, and is no body among the others. head, head_email: who is told, and where, when
    the last reminder has not helped.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    body = models.ForeignKey("actors.Body", on_delete=models.PROTECT, related_name="+")
    joint = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    head = models.ForeignKey("actors.Body", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    head_email = models.EmailField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "round", "body", "joint", "finished_at", "head"),
        Privacy.SENSITIVE: ("head_email",),
    }

    class Meta:
        verbose_name_plural = "asked"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "body", "joint"], name="asked_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.body_id} in round {self.round_id}"


class Contact(models.Model):
    """Somebody who answers for a body, by a link of their own. key: what the link must name, new when it is revoked.

    part: who answers, a colleague who got some of the questions (codes) from a contact (delegated_by), or the head that
    is told of silence and reaches no answers.
    """

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="contacts")
    part = models.CharField(
        max_length=9, choices=[(p.value, p.value) for p in ContactPart], default=ContactPart.ANSWERS
    )
    delegated_by = models.ForeignKey("self", on_delete=models.CASCADE, related_name="colleagues", null=True, blank=True)
    codes = models.JSONField(default=list, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=5, default="sv")
    key = models.CharField(max_length=32)
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "asked", "part", "delegated_by", "codes", "until", "revoked_at"),
        Privacy.SENSITIVE: ("email", "language", "key"),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asked", "email", "part"], name="contact_once_for_a_body"),
            models.CheckConstraint(
                condition=~Q(part=ContactPart.COLLEAGUE) | Q(delegated_by__isnull=False),
                name="colleague_is_asked_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk} of {self.asked_id}"


class Answer(models.Model):
    """What a body answers to a question. page: the open page that saved last, which knows its own saves.

    more: the values of the question's fields, by their codes.
    """

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    more = models.JSONField(default=dict, blank=True)
    nothing_new = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    page = models.CharField(max_length=40, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "asked", "question", "choice", "text", "more"),
            *("nothing_new", "version", "saved_at", "page"),
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["asked", "question"], name="answer_once_for_a_body")]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.question_id}"


class Letter(models.Model):
    """A letter to a contact, kept before it goes. claimed_at: taken on by a process, once and for all.

    on: the day that it was asked for; nobody gets two of a sort on a day, and the questions themselves come once.
    step: the day of the reminder ladder that it was asked for on, null when somebody pressed a button. statements: ids
    of those with which a body's name waits for its yes or no, in a letter that asks for it.
    Whoever dies between claiming and sending has sent it at most once; sent_at is null then, as when it failed.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters")
    sort = models.CharField(max_length=8, choices=[(s.value, s.value) for s in LetterSort])
    on = models.DateField()
    step = models.DateField(null=True, blank=True)
    statements = models.JSONField(default=list, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "contact", "sort", "on", "step", "statements"),
            *("claimed_at", "sent_at", "failed"),
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["claimed_at"], name="letter_by_claim")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "sort", "on"], name="letter_once_a_day"),
            models.UniqueConstraint(
                fields=["contact"], condition=Q(sort=LetterSort.ASK), name="letter_with_questions_once"
            ),
            models.UniqueConstraint(fields=["contact"], condition=Q(sort=LetterSort.THANKS), name="thanked_once"),
            models.CheckConstraint(condition=Q(sort__in=[s.value for s in LetterSort]), name="letter_sort_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} to {self.contact_id}"
