"""What stands in an area: goals, activities, indicators, responsible bodies, costs, follow-ups and questions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from samplan.actors.models import Body, Person
from samplan.actors.privacy import Privacy
from samplan.plans.models.area import Area
from samplan.plans.models.mixins import Item, has_text, in_order, known, plausible_year
from samplan.plans.shapes.exchange import ActivityKind, Horizon, IndicatorKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.plans.shapes.statuses import ActivityStatus, Attainment


class Goal(Item):
    """A goal, and (apart from whether its activities are done) how far it is attained.

    attainment: a code of catalogue/statuses.yaml. attainment_written: the source's own words. under: the long-term goal
    of the same area that a short-term goal is a step to.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="goals")
    level = models.CharField(max_length=10, choices=[(h.value, h.value) for h in Horizon])
    text = models.TextField()
    attainment = models.CharField(
        max_length=30, blank=True, default="", choices=[(a.value, a.value) for a in Attainment]
    )
    attainment_written = models.TextField(blank=True, default="")
    attainment_comment = models.TextField(blank=True, default="")
    under = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="steps", null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("area", "level", "text", "attainment", "attainment_written", "attainment_comment", "under")
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "goal_has_text"),
            known("level", [h.value for h in Horizon], "goal_level_known"),
            known("attainment", [a.value for a in Attainment], "goal_attainment_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.text


class Need(Item):
    """A need that somebody has seen: in one area, and through `NeedArea` in others.

    source: who says so, as written. evidence: where it can be read: a report, a survey, a figure.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="need_rows")
    text = models.TextField()
    source = models.TextField(blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "text", "source", "year", "evidence")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "need_has_text"), plausible_year("year", "need_year_plausible")]

    def __str__(self) -> str:
        return self.text


class NeedArea(models.Model):
    """A need concerns another area too."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="others")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="needs_of_others")

    history = HistoricalRecords()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "need", "area")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "area"], name="need_once_per_area")]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.area_id}"


class Activity(Item):
    """An activity: time as written and as understood, and whether it is done.

    status: a code of catalogue/statuses.yaml, status_written the words that said so. goal: the goal it serves.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="activities")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, related_name="activities", null=True, blank=True)
    text = models.TextField()
    timeframe = models.TextField(blank=True, default="")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    ongoing = models.BooleanField(default=False)
    recurring = models.BooleanField(default=False)
    kind = models.CharField(
        max_length=10, choices=[(k.value, k.value) for k in ActivityKind], default=ActivityKind.PLANNED.value
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(
        max_length=30, blank=True, default="", choices=[(a.value, a.value) for a in ActivityStatus]
    )
    status_written = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "area",
            "goal",
            "text",
            "timeframe",
            "start",
            "end",
            "ongoing",
            "recurring",
            "kind",
            "year",
            "status",
            "status_written",
        )
    }

    class Meta:
        verbose_name_plural = "activities"
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "activity_has_text"),
            in_order("start", "end", "activity_ends_after_start"),
            plausible_year("year", "activity_year_plausible"),
            known("kind", [k.value for k in ActivityKind], "activity_kind_known"),
            known("status", [a.value for a in ActivityStatus], "activity_status_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.text


class Indicator(Item):
    """An indicator. target: as written; target_uncertain: it carries "???", "ca" or the like.

    rhythm: how often it is looked at, in words ("varje år i april").
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="indicators")
    text = models.TextField()
    kind = models.CharField(
        max_length=10, choices=[(k.value, k.value) for k in IndicatorKind], default=IndicatorKind.OTHER.value
    )
    source = models.TextField(blank=True, default="")
    reference = models.TextField(blank=True, default="")
    target = models.TextField(blank=True, default="")
    target_uncertain = models.BooleanField(default=False)
    rhythm = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("area", "text", "kind", "source", "reference", "target", "target_uncertain", "rhythm")
    }

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "indicator_has_text"),
            known("kind", [k.value for k in IndicatorKind], "indicator_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Responsible(Item):
    """Who answers for an item, takes part in it or is informed of it: as written, and the body or person where known.

    The item is the area or, with activity, goal or indicator, that one alone. A body or function stands before a
    person. valid_from and valid_to: first and last day, null when not known; somebody who hands over keeps a past.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="responsible")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="responsible", null=True, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="responsible", null=True, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="responsible", null=True, blank=True
    )
    part = models.CharField(
        max_length=12, choices=[(p.value, p.value) for p in OwnerPart], default=OwnerPart.RESPONSIBLE.value
    )
    text = models.TextField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("area", "activity", "goal", "indicator", "part", "text", "body", "valid_from", "valid_to"),
        Privacy.INTERNAL: ("person",),
    }

    class Meta:
        verbose_name_plural = "responsible"
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "responsible_has_text"),
            known("part", [p.value for p in OwnerPart], "responsible_part_known"),
            in_order("valid_from", "valid_to", "responsible_ends_after_start"),
            models.CheckConstraint(
                condition=Q(activity=None, goal=None) | Q(activity=None, indicator=None) | Q(goal=None, indicator=None),
                name="responsible_for_one_item",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Cost(Item):
    """An estimated cost in SEK, as a range; a single sum has min equal to max. text: what it pays, "" if unknown."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="costs")
    text = models.TextField(blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    min = models.DecimalField(max_digits=14, decimal_places=2)
    max = models.DecimalField(max_digits=14, decimal_places=2)

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "text", "year", "min", "max")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(max__gte=F("min")), name="cost_min_not_above_max"),
            plausible_year("year", "cost_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.min}-{self.max}"


class FollowUp(Item):
    """What a follow-up said under one heading."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="followups")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    heading = models.TextField(blank=True, default="")
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "year", "heading", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            has_text("text", "followup_has_text"),
            plausible_year("year", "followup_year_plausible"),
        ]

    def __str__(self) -> str:
        return self.text


class ChallengeQuestion(Item):
    """A challenge question (utmaningsfråga)."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="challenge_questions")
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "challenge_question_has_text")]

    def __str__(self) -> str:
        return self.text


class PlanProposal(Item):
    """A proposed activity under a challenge question, with the actor who may do it."""

    question = models.ForeignKey(ChallengeQuestion, on_delete=models.CASCADE, related_name="proposals")
    text = models.TextField()
    actor = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("question", "text", "actor")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "proposal_has_text")]

    def __str__(self) -> str:
        return self.text


class FollowUpQuestion(Item):
    """A question that the yearly follow-up asks."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="followup_questions")
    text = models.TextField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("area", "text")}

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [has_text("text", "followup_question_has_text")]

    def __str__(self) -> str:
        return self.text
