"""What every action of `intake` does: lock the import that it changes, and leave an audit event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samplan.actors import audit
from samplan.actors.models import Person
from samplan.intake.models import Import

if TYPE_CHECKING:
    from samplan.actors.rules import Actor


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


def locked(imported: Import) -> Import:
    """The import as it is now, held until the transaction ends: two people's changes come one after the other."""
    held = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
    imported.state, imported.plan_id = held.state, held.plan_id
    return imported
