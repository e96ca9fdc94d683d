"""The audit event that each action of `intake` leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samplan.actors import audit
from samplan.actors.models import Person

if TYPE_CHECKING:
    from samplan.actors.rules import Actor
    from samplan.intake.models import Import


def leave_event(by: Actor, imported: Import, verb: str, data: dict[str, Any]) -> None:
    """Write down who did what to an import."""
    audit.record(
        by=by,
        verb=verb,
        object_kind="import",
        object_id=imported.pk,
        partnership_id=imported.partnership_id,
        data=data,
    )


def person_of(by: Actor) -> Person | None:
    """The acting person, or None for the system itself."""
    return by if isinstance(by, Person) else None
