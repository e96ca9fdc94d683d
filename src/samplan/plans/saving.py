"""How a row of a plan is saved, so that its history tells who did it. Only actions use this."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import models as django_models
from django.utils import timezone

from samplan.actors.models import Person
from samplan.actors.rules import Actor
from samplan.plans.models import Area, AreaTag, Plan, PlanFocusArea
from samplan.plans.models.mixins import Tracked
from samplan.plans.shapes.items import Origin


def person_or_none(by: Actor) -> Person | None:
    """The person who acts; None for the system."""
    return by if isinstance(by, Person) else None


def save(row: django_models.Model, *, by: Actor, reason: str = "") -> None:
    """Save a row; its history names the person and the reason."""
    person = person_or_none(by)
    if isinstance(row, Tracked):
        row.changed_by = person
    row._history_user = person  # type: ignore[attr-defined]  # read by django-simple-history
    row._change_reason = reason[:100] or None  # type: ignore[attr-defined]
    row.save()


def origin_columns(origin: Origin | None) -> dict[str, Any]:
    """An origin as columns; nothing for an item that a person wrote."""
    if origin is None:
        return {}
    told = asdict(origin)
    return {
        "import_ref": told["import_ref"],
        "source_document": told["document"][:300],
        "source_page": told["page"],
        "source_position": told["position"],
        "source_row": told["row"],
        "source_column": told["column"],
        "source_text": (told["as_written"] or "").replace("\x00", ""),
        "certainty": told["certainty"],
    }


def take_out(row: Tracked, *, by: Actor, reason: str) -> None:
    """Mark a row as removed: it stays with its history, and can be put back."""
    row.removed_at, row.removed_by, row.removed_reason = timezone.now(), person_or_none(by), reason
    row.version += 1
    save(row, by=by, reason=reason)


def put_back(row: Tracked, *, by: Actor) -> None:
    """Let a row that was taken out stand again, with what has been written into it."""
    row.removed_at, row.removed_by, row.removed_reason = None, None, ""
    row.version += 1
    save(row, by=by)


def delete(row: django_models.Model, *, by: Actor) -> None:
    """Delete a row for good; its history stays and names the person."""
    row._history_user = person_or_none(by)  # type: ignore[attr-defined]  # read by django-simple-history
    row.delete()


def tags_of(area: Area, numbers: tuple[int, ...], focus_areas: dict[int, PlanFocusArea]) -> list[AreaTag]:
    """The area's tags, unsaved: the first is the primary one."""
    return [
        AreaTag(area=area, number=n, focus_area=focus_areas.get(n), primary=i == 0, order=i)
        for i, n in enumerate(numbers)
    ]


def focus_areas_by_number(plan: Plan) -> dict[int, PlanFocusArea]:
    """The plan's focus areas by their number."""
    return {f.number: f for f in PlanFocusArea.objects.filter(plan=plan, removed_at=None)}
