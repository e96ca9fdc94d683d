"""Counties and their regions, municipalities and other bodies, and the partnership that owns a plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from samplan.actors.privacy import Privacy


class County(models.Model):
    """A county (län). code: the official two digits. made_up: invented, and every page must say so."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)
    made_up = models.BooleanField(default=False)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "code", "name", "slug", "made_up")}

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{2}$"), name="county_code_two_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="county_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """The region of a county. code: four digits, as Kolada writes it ("0020")."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=100)
    county = models.OneToOneField(County, on_delete=models.PROTECT, related_name="region")

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "code", "name", "county")}

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{4}$"), name="region_code_four_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="region_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality (kommun). code: the official four digits."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=100)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "code", "name", "county")}

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{4}$"), name="municipality_code_four_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="municipality_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BodyKind(models.TextChoices):
    """What sort of body it is."""

    REGION = "region", "Region"
    MUNICIPALITY = "municipality", "Kommun"
    UNIT = "unit", "Verksamhet"
    FUNCTION = "function", "Funktion"
    ASSOCIATION = "association", "Förening"
    NETWORK = "network", "Nätverk"
    OTHER = "other", "Annan"


class Body(models.Model):
    """A body or function that can be responsible or take part, as long as it exists.

    part_of: the body that it belongs to ("psykiatrin" in the region). contact: the e-mail address of a function there,
    never a person's; it is public. A body that is renamed, merged or split
    ends (`valid_to`) and is followed by others through `BodySuccession`, so what it once answered for stays true.
    """

    kind = models.CharField(max_length=20, choices=BodyKind)
    name = models.CharField(max_length=200)
    code = models.SlugField(max_length=100, unique=True)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="bodies", null=True, blank=True)
    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="body", null=True, blank=True)
    municipality = models.OneToOneField(
        Municipality, on_delete=models.PROTECT, related_name="body", null=True, blank=True
    )
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    contact = models.EmailField(blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: (
            "id",
            "kind",
            "name",
            "code",
            "contact",
            "county",
            "region",
            "municipality",
            "part_of",
            "valid_from",
            "valid_to",
        )
    }

    class Meta:
        verbose_name_plural = "bodies"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="body_has_name"),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="body_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind=BodyKind.REGION) | Q(region=None), name="body_region_only_for_regions"
            ),
            models.CheckConstraint(
                condition=Q(kind=BodyKind.MUNICIPALITY) | Q(municipality=None),
                name="body_municipality_only_for_municipalities",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodySuccession(models.Model):
    """One body became (part of) another on a day."""

    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="was")
    on = models.DateField()

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "predecessor", "successor", "on")}

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Partnership(models.Model):
    """The county's region and municipalities acting together: the owner of a plan.

    two_steps: those who administer and coordinate must have a second step at sign-in.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(max_length=200)
    parties = models.ManyToManyField(Body, through="Party", related_name="partnerships")
    two_steps = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    PRIVACY: ClassVar = {
        Privacy.OPEN: ("id", "county", "name", "parties", "created_at"),
        Privacy.INTERNAL: ("two_steps",),
    }

    class Meta:
        ordering: ClassVar = ["county", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["county"], name="partnership_one_per_county"),
            models.CheckConstraint(condition=~Q(name=""), name="partnership_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """A body is party to a partnership, in order, for a time."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="party_set")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="party_set")
    order = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {Privacy.OPEN: ("id", "partnership", "body", "order", "valid_from", "valid_to")}

    class Meta:
        verbose_name_plural = "parties"
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "body"], name="party_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="party_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}: {self.body_id}"
