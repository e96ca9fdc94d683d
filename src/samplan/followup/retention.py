"""What is kept and how long: `catalogue/retention.yaml`, checked when read, and the rows whose time has passed."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, model_validator

from samplan.followup.catalogue import Words, read_catalogue
from samplan.followup.models import Asked, BadAddress, Confirmation, Contact
from samplan.followup.shapes import RoundState
from samplan.plans.models import DraftComment


class RetentionClass(BaseModel):
    """A sort of records. years: how long it is kept from the date that begins tells; None: for good."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    sv: str
    en: str
    years: int | None = Field(default=None, ge=1)
    begins: Words = Field(alias="from")
    decision: Words


class _Retention(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    classes: tuple[RetentionClass, ...]

    @model_validator(mode="after")
    def _known(self) -> _Retention:
        codes = [c.code for c in self.classes]
        ending = {c.code for c in self.classes if c.years is not None}
        if len(set(codes)) != len(codes) or ending != set(SORTS):
            raise ValueError(f"each class once, and years for exactly those that can be purged: {sorted(SORTS)}")
        return self


@lru_cache(maxsize=1)
def retention() -> tuple[RetentionClass, ...]:
    """All classes, in order. Raises CatalogueFault."""
    return read_catalogue("retention.yaml", _Retention).classes


Rows = QuerySet[Any]


def _contacts(before: datetime) -> Rows:
    # A round that was opened again is not closed, whatever its last closing was.
    found = Contact.objects.filter(asked__round__state=RoundState.CLOSED, asked__round__closed_at__lt=before)
    return found.order_by("pk")


def _heads(before: datetime) -> Rows:
    found = Asked.objects.filter(round__state=RoundState.CLOSED, round__closed_at__lt=before)
    return found.exclude(head_email="").order_by("pk")


def _confirmations(before: datetime) -> Rows:
    return Confirmation.objects.filter(on__lt=timezone.localtime(before).date()).order_by("pk")


def _bad(before: datetime) -> Rows:
    return BadAddress.objects.filter(at__lt=before).order_by("pk")


def _commenters(before: datetime) -> Rows:
    found = DraftComment.objects.filter(sent__taken_back_at__lt=before, author__isnull=False)
    return found.order_by("pk")


SORTS: dict[str, tuple[Callable[[datetime], Rows], tuple[str, ...]]] = {
    "contact": (
        _contacts,
        ("id", "asked__round__year", "asked__round__kind", "asked__body__name", "email", "part", "language", "until"),
    ),
    "head": (_heads, ("id", "round__year", "round__kind", "body__name", "head_email")),
    "confirmation": (
        _confirmations,
        ("id", "membership__body__name", "membership__person__email", "on", "sent_at", "answer", "words"),
    ),
    "bad_address": (_bad, ("id", "email", "status", "said", "at")),
    "commenter": (_commenters, ("id", "sent__plan__title", "author__name", "author__email", "role", "written_at")),
}
"""The rows of each class that can be purged, and what of them is exported before. Keys and links never are."""


def due(kind: RetentionClass, today: date) -> Rows:
    """The rows of a class whose time has passed on that day."""
    if kind.years is None:
        raise LookupError(f"{kind.code} is kept for good")
    return SORTS[kind.code][0](timezone.make_aware(datetime.combine(_years_before(today, kind.years), time.min)))


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; the day before it for a leap day that the year does not have."""
    leap = (day.month, day.day) == (2, 29) and not isleap(day.year - years)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def exported(code: str, rows: Rows) -> list[dict[str, Any]]:
    """Rows as they are exported (one query)."""
    return [{name: _plain(value) for name, value in row.items()} for row in rows.values(*SORTS[code][1])]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
