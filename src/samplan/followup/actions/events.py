"""What every action of `followup` leaves: one audit event about the round."""

from __future__ import annotations

from typing import Any

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.actors.shapes import SYSTEM
from samplan.followup.models import Contact, Round


def leave_event(by: Actor | Contact, round_: Round, verb: str, data: dict[str, Any] | None = None) -> None:
    """Write down who did what in a round. A contact is no person who signs in, and is told by number."""
    told = {**(data or {}), "contact": by.pk} if isinstance(by, Contact) else data
    audit.record(
        by=SYSTEM if isinstance(by, Contact) else by,
        verb=verb,
        object_kind="round",
        object_id=round_.pk,
        partnership_id=round_.partnership_id,
        data=told,
    )
