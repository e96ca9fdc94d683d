"""The table of courses that are logged by whoever answers for an area."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samplan.actors.privacy import Privacy
from samplan.followup.models.rounds import AskedQuestion, Round


class LoggedCourse(models.Model):
    """An occasion of a course, logged in a round by whoever answers for an area, whom the round need not have asked.

    area_name: what the area was called. people: employers with how many of each, in the order written. person: who
    saved it last.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="courses")
    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey("plans.Area", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    area_name = models.TextField()
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    instructor = models.CharField(max_length=200, blank=True)
    people = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            *("id", "round", "question", "area", "area_name", "on", "place", "instructor"),
            *("people", "version", "saved_at"),
        ),
        Privacy.SENSITIVE: ("person",),
    }

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(area_name=""), name="logged_course_names_its_area"),
        ]

    def __str__(self) -> str:
        return f"{self.on} in round {self.round_id}"
