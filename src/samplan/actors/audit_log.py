"""Reading the audit log of a county: who did what when. It never tells what was written.

An event names its object by kind and id. Its data stay unread but for the plan that it is about: they may hold reasons
and other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from samplan.actors.audit_words import audit_words
from samplan.actors.models import AuditEvent, Partnership, Person

NOBODY = 0
"""The person of events that nobody signed in did."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is asked for. person: an id, NOBODY for those not signed in, None for everybody. group: of deeds."""

    person: int | None = None
    group: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event. by: "" when nobody was signed in. plan_id: the plan that it is about, None for none."""

    when: datetime
    by: str
    verb: str
    object_kind: str
    object_id: str
    plan_id: int | None


def audit_lines(
    partnership: Partnership, asked: AuditFilter, *, limit: int | None = None, offset: int = 0
) -> Iterator[AuditLine]:
    """The events that are asked for, newest first. One query."""
    found = _events(partnership, asked).order_by("-pk")
    cut = found[offset : offset + limit] if limit is not None else found
    rows = cut.values_list("when", "person__name", "verb", "object_kind", "object_id", "data__plan")
    for when, by, verb, kind, object_id, plan in rows.iterator():
        plan_id = plan if isinstance(plan, int) else int(object_id) if kind == "plan" and object_id.isdigit() else None
        yield AuditLine(when, by or "", verb, kind, object_id, plan_id)


def who_acted(partnership: Partnership) -> list[tuple[int, str]]:
    """Everybody who stands in the county's log: id and name, by name. One query."""
    acted = AuditEvent.objects.filter(partnership=partnership.pk, person__isnull=False).order_by()
    ids = acted.values("person").distinct()
    return list(Person.objects.filter(pk__in=ids).order_by("name", "pk").values_list("pk", "name"))


def _events(partnership: Partnership, asked: AuditFilter) -> QuerySet[AuditEvent]:
    found = AuditEvent.objects.filter(partnership=partnership.pk)
    if asked.person is not None:
        found = found.filter(person=asked.person) if asked.person != NOBODY else found.filter(person=None)
    if asked.group:
        found = found.filter(verb__in=list(audit_words().deeds.get(asked.group, ())))
    if asked.first is not None:
        found = found.filter(when__gte=_midnight(asked.first))
    if asked.last is not None:
        found = found.filter(when__lt=_midnight(asked.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
