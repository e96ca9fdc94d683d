"""Leaves the one audit event of an action."""

from __future__ import annotations

from typing import Any

from samplan.actors.models import AuditEvent, Person
from samplan.actors.shapes import System


def record(
    *,
    by: Person | System,
    verb: str,
    object_kind: str,
    object_id: int | str,
    partnership_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write down that somebody did something to one object; data is JSON and holds no personal data."""
    return AuditEvent.objects.create(
        person=by if isinstance(by, Person) else None,
        verb=verb,
        object_kind=object_kind,
        object_id=str(object_id),
        partnership=partnership_id,
        data=data or {},
    )
