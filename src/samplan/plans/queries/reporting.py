"""The activities whose state and time somebody may tell, for the page where they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samplan.actors.rules import MaybeActor
from samplan.plans.models import Activity, Plan
from samplan.plans.rights import edit_rights


@dataclass(frozen=True, slots=True)
class Reported:
    """An activity and how it goes: its time as written and as understood, the code of its status ("" when none)."""

    id: int
    area_id: int
    area: str
    text: str
    timeframe: str
    start: date | None
    end: date | None
    ongoing: bool
    status: str


def activities_to_report(person: MaybeActor, plan: Plan) -> list[Reported]:
    """The activities of a plan whose state and time the person may change, in the plan's order; 8 queries at most."""
    rights = edit_rights(person, plan)
    rows = Activity.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None).select_related("area")
    return [
        Reported(
            id=a.pk,
            area_id=a.area_id,
            area=f"{a.area.number} {a.area.title}".strip(),
            text=a.text,
            timeframe=a.timeframe,
            start=a.start,
            end=a.end,
            ongoing=a.ongoing,
            status=a.status,
        )
        for a in rows.order_by("area__order", "area_id", "order", "pk")
        if rights.may_report(a.area_id, a.pk)
    ]
