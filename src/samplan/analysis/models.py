"""Tables of a plan's figures: which official figure an indicator points at, and the county's own values."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samplan.actors.privacy import Privacy
from samplan.analysis.results import Measure, PeriodKind, Polarity, Sex, Status
from samplan.plans.models.mixins import Tracked, has_text, known

SHOWN = (Status.VALUE.value, Status.ZERO.value)


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(k.value, k.value) for k in kinds]


class Figure(Tracked):
    """A figure of a plan's indicator: an official one with the definition as it was then, or one of own values.

    reference: source and code ("kolada:N01452"), empty for own values. window: years in a rolling window, 1 for none.
    baseline and target: in `unit`. for_goal: whether it stands with the plan's long-term goal on the plan's page.
    """

    indicator = models.ForeignKey("plans.Indicator", on_delete=models.CASCADE, related_name="figures")
    reference = models.CharField(max_length=80, blank=True, default="")
    title = models.TextField()
    definition = models.TextField(blank=True, default="")
    measure = models.CharField(max_length=12, choices=_choices(Measure), default=Measure.OTHER.value)
    unit = models.CharField(max_length=60, blank=True, default="")
    producer = models.CharField(max_length=200, blank=True, default="")
    fetched_on = models.DateField(null=True, blank=True)
    window = models.PositiveSmallIntegerField(default=1)
    suicide = models.BooleanField(default=False)
    polarity = models.CharField(max_length=4, choices=_choices(Polarity), default=Polarity.NONE.value)
    baseline = models.FloatField(null=True, blank=True)
    baseline_period = models.CharField(max_length=40, blank=True, default="")
    target = models.FloatField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    for_goal = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "indicator",
            "reference",
            "title",
            "definition",
            "measure",
            "unit",
            "producer",
            "fetched_on",
            "window",
            "suicide",
            "polarity",
            "baseline",
            "baseline_period",
            "target",
            "target_on",
            "for_goal",
        )
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "reference"],
                condition=Q(removed_at=None) & ~Q(reference=""),
                name="figure_once_for_an_indicator",
            ),
            has_text("title", "figure_has_title"),
            known("measure", [m.value for m in Measure], "figure_measure_known"),
            known("polarity", [p.value for p in Polarity], "figure_polarity_known"),
            models.CheckConstraint(condition=Q(window__gte=1), name="figure_window_is_a_year_or_more"),
        ]

    def __str__(self) -> str:
        return self.title


class OwnValue(Tracked):
    """One of the county's own values. unit: a municipality, the region or the country by Kolada's code, or a body.

    Counts may be small: what leaves the room has passed the disclosure control of the questions; the rows are for
    those who enter them.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="own_values")
    start = models.DateField()
    period_kind = models.CharField(max_length=12, choices=_choices(PeriodKind), default=PeriodKind.YEAR.value)
    years = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=40, blank=True, default="")
    unit = models.CharField(max_length=12, blank=True, default="")
    body = models.ForeignKey("actors.Body", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sex = models.CharField(max_length=1, choices=_choices(Sex), default=Sex.TOTAL.value)
    status = models.CharField(max_length=16, choices=_choices(Status), default=Status.VALUE.value)
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: (
            "figure",
            "start",
            "period_kind",
            "years",
            "label",
            "unit",
            "body",
            "sex",
            "status",
            "value",
            "numerator",
            "denominator",
            "low",
            "high",
        )
    }

    class Meta:
        ordering: ClassVar = ["start", "unit", "body", "sex", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["figure", "start", "period_kind", "years", "unit", "sex"],
                condition=Q(removed_at=None, body=None),
                name="own_value_once_for_a_unit",
            ),
            models.UniqueConstraint(
                fields=["figure", "start", "period_kind", "years", "body", "sex"],
                condition=Q(removed_at=None, body__isnull=False),
                name="own_value_once_for_a_body",
            ),
            models.CheckConstraint(
                condition=Q(unit="", body__isnull=False) | (~Q(unit="") & Q(body=None)),
                name="own_value_is_of_a_unit_or_a_body",
            ),
            models.CheckConstraint(
                condition=Q(status__in=SHOWN, value__isnull=False) | (~Q(status__in=SHOWN) & Q(value=None)),
                name="own_value_or_why_there_is_none",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=F("value"), high__gte=F("value")),
                name="own_value_within_its_interval",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0), name="own_value_base_above_nought"
            ),
            known("status", [s.value for s in Status], "own_value_status_known"),
            known("sex", [s.value for s in Sex], "own_value_sex_known"),
            known("period_kind", [p.value for p in PeriodKind], "own_value_period_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.start} {self.unit or self.body_id} {self.sex}"


class ValueFile(models.Model):
    """A file of own values: read and shown, put in, and perhaps taken out again.

    rows: as understood, with what stood there before (`analysis.shapes.FileRow` as JSON). versions: of the values
    that it made or changed, right after it was put in, so that undoing sees what was changed since.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    versions = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    put_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "figure", "name", "rows", "faults", "versions", "by", "at", "put_at", "undone_at")
    }

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name


class KeyIndicator(Tracked):
    """What a county knows of one of SKL's numbered indicators. It stands before what the catalogue says of the number.

    references: ids of official figures. source: another source, in the county's own words.
    """

    county = models.ForeignKey("actors.County", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True, default="")
    references = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300, blank=True, default="")

    PRIVACY: ClassVar = {Privacy.OPEN: ("county", "number", "title", "references", "source")}

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "number"], condition=Q(removed_at=None), name="key_indicator_once_in_a_county"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="key_indicator_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"SKL {self.number}"


class KeyFile(models.Model):
    """A file of numbered indicators: read and shown, put in, and perhaps taken out again.

    rows: line, what it says and what stood there before. versions: of the rows that it made or changed.
    """

    county = models.ForeignKey("actors.County", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    versions = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    put_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "county", "name", "rows", "faults", "versions", "by", "at", "put_at", "undone_at")
    }

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
