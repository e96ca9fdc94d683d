"""A county's own words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samplan.actors.models import Partnership
from samplan.actors.privacy import Privacy
from samplan.plans.models.mixins import Tracked, has_text
from samplan.plans.shapes.terms import LONGEST


class CountyTerm(Tracked):
    """A word of a county: what it means, and what is said instead. It stands before what the catalogue says of it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="terms")
    word = models.CharField(max_length=LONGEST["word"])
    better = models.CharField(max_length=LONGEST["better"], blank=True, default="")
    meaning = models.TextField(blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("partnership", "word", "better", "meaning")}

    class Meta:
        ordering: ClassVar = ["word", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "word"], condition=Q(removed_at=None), name="county_term_once"
            ),
            has_text("word", "county_term_has_word"),
        ]

    def __str__(self) -> str:
        return self.word
