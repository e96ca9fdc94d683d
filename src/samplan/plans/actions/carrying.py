"""Copies of a plan's rows in another plan, pointing at the copies of what they pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from samplan.actors.rules import Actor
from samplan.plans.models import (
    Activity,
    Area,
    ChainLink,
    ChallengeQuestion,
    Dependency,
    Effect,
    Goal,
    Indicator,
    Lineage,
    Need,
    NodeTag,
    OverallGoal,
    OwnershipAsk,
    Plan,
    PlanFocusArea,
    Responsible,
    TargetImage,
    Waiting,
)
from samplan.plans.models.mixins import Tracked
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.rolling import Choice, Dates
from samplan.plans.shapes.shifting import NO_SHIFT, YEAR_WRITTEN, Shift
from samplan.plans.shapes.versions import LineageWay

_FRESH = {
    "version": 1,
    "import_ref": "",
    "removed_at": None,
    "removed_by_id": None,
    "removed_reason": "",
}
"""What a carried-over row does not take with it: its version, its removal, and the import that could take it out."""

_UNSAID: dict[type[Model], dict[str, Any]] = {
    Area: {"goal_status": "", "goal_status_written": ""},
    Goal: {"attainment": "", "attainment_written": "", "attainment_comment": ""},
    Activity: {"status": "", "status_written": ""},
}
"""What was said of the old plan is not said of the new one: it stands with the item that the copy came from."""

CHOSEN: dict[type[Model], ItemKind] = {
    Area: ItemKind.AREA,
    Goal: ItemKind.GOAL,
    Activity: ItemKind.ACTIVITY,
    Indicator: ItemKind.INDICATOR,
}


@dataclass
class Carrier:
    """Copies rows table by table, pointing them at the copies of what they pointed at."""

    by: Actor
    plan: Plan
    choices: Mapping[tuple[ItemKind, int], Choice]
    dates: Dates = Dates.KEEP
    shift: Shift = NO_SHIFT
    copies: dict[tuple[type[Model], int], Model] = field(default_factory=dict)

    def carry(self, model: type[Any], rows: Iterable[Any]) -> None:
        """Copy rows of one table; a row that needs what was left behind is left behind too."""
        olds, news = [], []
        for old in rows:
            if self._dropped(model, old):
                continue
            columns = self._columns(model, old)
            if columns is not None:
                olds.append(old)
                news.append(model(**columns))
        if hasattr(model, "history"):
            made = bulk_create_with_history(news, model, batch_size=500, default_user=person_or_none(self.by))
        else:
            made = model._default_manager.bulk_create(news, batch_size=500)
        self.copies |= {(model, old.pk): new for old, new in zip(olds, made, strict=True)}

    def _dropped(self, model: type[Model], old: Model) -> bool:
        kind = CHOSEN.get(model)
        return kind is not None and self.choices.get((kind, old.pk)) is Choice.DROP

    def _columns(self, model: type[Model], old: Model) -> dict[str, Any] | None:
        """The copy's columns; None when what it must point at was left behind."""
        columns: dict[str, Any] = {}
        for column in model._meta.concrete_fields:
            if column.primary_key or column.name in {"created_at", "changed_at"}:
                continue
            value = getattr(old, column.attname)
            target = column.related_model
            if target is Plan:
                value = self.plan.pk
            elif value is not None and isinstance(target, type) and target in _CARRIED:
                copy = self.copies.get((target, value))
                if copy is None and (not column.null or model in _NEEDS_ALL):
                    return None
                value = copy.pk if copy is not None else None
            columns[column.attname] = value
        columns |= _UNSAID.get(model, {})
        if isinstance(old, Activity):
            columns |= _times(old, self.dates, self.shift)
        if issubclass(model, Tracked):
            columns |= {name: value for name, value in _FRESH.items() if name in columns}
            person = person_or_none(self.by)
            columns["changed_by_id"] = person.pk if person else None
        return columns


_CARRIED = frozenset(
    {
        Activity,
        Area,
        ChallengeQuestion,
        Dependency,
        Effect,
        Goal,
        Indicator,
        Need,
        OverallGoal,
        PlanFocusArea,
        Responsible,
        TargetImage,
    }
)
"""Tables whose rows others point at."""

_NEEDS_ALL = frozenset({ChainLink, NodeTag, OwnershipAsk, Responsible, Waiting})
"""Rows that mean nothing, or something else, once one of the things that they point at was left behind."""


def _times(old: Activity, dates: Dates, shift: Shift) -> dict[str, Any]:
    """The columns of an activity's time in the next version that differ from what stands in the old one."""
    if dates is Dates.KEEP:
        return {}
    if dates is Dates.CLEAR:
        return {"timeframe": "", "start": None, "end": None, "ongoing": False, "recurring": False, "year": None}
    dated = old.start is not None or old.end is not None
    moved: dict[str, Any] = {
        name: shift.day(day) for name, day in (("start", old.start), ("end", old.end)) if day is not None
    }
    if old.year is not None and shift.years is not None:
        moved["year"] = old.year + shift.years
    if old.timeframe and (dated or YEAR_WRITTEN.search(old.timeframe)):
        moved["timeframe"] = shift.words(old.timeframe)
    return moved


def write_lineage(carrier: Carrier, way: LineageWay = LineageWay.KEPT, *, known: Iterable[Model] = ()) -> None:
    """Say of each copy what it came out of. known: copies that were there before, of which it is said already."""
    told, rows = {(type(row), row.pk) for row in known}, []
    for (model, old_id), copy in carrier.copies.items():
        kind = CHOSEN.get(model)
        if kind is None or (model, copy.pk) in told:
            continue
        changed = carrier.choices.get((kind, old_id)) is Choice.CHANGE
        ends = {f"from_{kind.value}_id": old_id, f"to_{kind.value}_id": copy.pk}
        said = LineageWay.CHANGED if changed else way
        rows.append(Lineage(way=said.value, by=person_or_none(carrier.by), **ends))
    Lineage.objects.bulk_create(rows, batch_size=500)
