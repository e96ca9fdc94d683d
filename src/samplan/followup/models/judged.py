"""Tables of the yearly judgement of a plan, and of recommendations with their answers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samplan.actors.privacy import Privacy
from samplan.followup.shapes.judged import NEEDS_REASON, RecommendationAnswer
from samplan.plans.shapes.statuses import ActivityStatus, Attainment


class JudgedYear(models.Model):
    """A year in which a plan is judged. locked_at: from when nothing of it changes but by a correction that is seen."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "plan", "year", "opened_at", "locked_at")}

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "year"], name="judged_year_once_per_plan"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="judged_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.year}"


class Judgement(models.Model):
    """What is said of an activity, of a goal, or of an area as a whole, in a year.

    area: where it stood when it was judged; goals and activities keep their judgement when they move to another.
    value: for an activity whether it is done (an `ActivityStatus`), else how far the goal is attained (an
    `Attainment`); the two are never mixed. written: the words that said so. text: why; never without a value.
    reason: why an activity slips, pauses or stops. decision: the decision that stopped it: then there is no follow-up.
    needs: what an area needs next. source: the answer that it was taken from, in words that need nothing else, empty
    where nobody's answer was taken. lost: what lost its follow-up when a decision stopped the activity.
    """

    judged = models.ForeignKey(JudgedYear, on_delete=models.CASCADE, related_name="judgements")
    area = models.ForeignKey("plans.Area", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("plans.Goal", on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    activity = models.ForeignKey("plans.Activity", on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    value = models.CharField(max_length=30, blank=True)
    written = models.TextField(blank=True)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    source = models.JSONField(default=dict, blank=True)
    lost = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            *("id", "judged", "area", "goal", "activity", "value", "written", "text", "reason", "decision", "needs"),
            *("lost", "changed_at"),
        ),
        Privacy.INTERNAL: ("source", "version", "changed_by"),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(goal=None) | Q(activity=None), name="judgement_of_one_thing"),
            models.CheckConstraint(condition=Q(text="") | ~Q(value=""), name="judgement_text_has_a_value"),
            models.CheckConstraint(
                condition=Q(activity=None, value__in=["", *(a.value for a in Attainment)])
                | Q(activity__isnull=False, value__in=["", *(s.value for s in ActivityStatus)]),
                name="judgement_value_known",
            ),
            models.CheckConstraint(
                condition=Q(activity=None) | ~Q(value__in=sorted(NEEDS_REASON)) | ~Q(reason=""),
                name="judgement_stop_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["judged", "goal"], condition=Q(goal__isnull=False), name="judgement_once_per_goal"
            ),
            models.UniqueConstraint(
                fields=["judged", "activity"], condition=Q(activity__isnull=False), name="judgement_once_per_activity"
            ),
            models.UniqueConstraint(
                fields=["judged", "area"], condition=Q(goal=None, activity=None), name="judgement_once_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"


class Recommendation(models.Model):
    """What follow-up tells a body to do, and what it answered. area: what it is about, if one."""

    partnership = models.ForeignKey("actors.Partnership", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    body = models.ForeignKey("actors.Body", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("plans.Area", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = models.CharField(max_length=10, blank=True, choices=[(a.value, a.value) for a in RecommendationAnswer])
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "partnership", "year", "text", "body", "area", "due", "answer", "reason", "answered_at"),
        Privacy.INTERNAL: ("made_at", "made_by", "answered_by"),
    }

    class Meta:
        ordering: ClassVar = ["-year", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_text"),
            models.CheckConstraint(
                condition=Q(answer__in=["", *(a.value for a in RecommendationAnswer)]),
                name="recommendation_answer_known",
            ),
            models.CheckConstraint(
                condition=~Q(answer=RecommendationAnswer.DECLINED) | ~Q(reason=""), name="declined_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__gte=F("made_at"))),
                name="recommendation_answer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.text
