"""What has happened in a plan, newest first, and what lies outside it: one query each over all the plan's tables.

Told are all items and all that ties them (see `plans.queries.ties`). An area's focus areas change with the area.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from samplan.plans.kinds import KINDS, TEXT_KINDS, Kind
from samplan.plans.models import Plan
from samplan.plans.queries.log_of_ties import COLUMNS, tie_saves
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.log import LogEntry, RemovedItem
from samplan.plans.shapes.ties import TieKind

_TEXT_COLUMNS = {
    ItemKind.TARGET_IMAGE: "title",
    ItemKind.FOCUS_AREA: "title",
    ItemKind.FUND: "name",
    ItemKind.AREA: "title",
    ItemKind.DEPENDENCY: "title",
}
_NOTHING = Value("", output_field=TextField())
_PLAN_PATH = {"plan": "plan", "area": "area__plan", "question": "question__area__plan"}
_AREA_PATH = {"plan": "", "area": "area__title", "question": "question__area__title"}


def _named(kind: ItemKind) -> Any:
    """The kind as a column; the three running texts share a table and are told apart by its column."""
    return F("field") if kind in TEXT_KINDS else Value(kind.value, output_field=CharField())


def _said(kind: ItemKind) -> Any:
    if kind is ItemKind.COST:
        return Concat(Cast("min", CharField()), Value("–"), Cast("max", CharField()), output_field=TextField())
    return F(_TEXT_COLUMNS.get(kind, "text"))


def _tables() -> list[Kind]:
    """Each table once: needs and comment lie in the background's."""
    return [spec for kind, spec in KINDS.items() if kind not in TEXT_KINDS[1:]]


def _lines(saves: Any, kind: Any, text: Any, area: str) -> Any:
    """Saves of one table in the columns that all share."""
    told = saves.order_by().annotate(
        line_kind=kind, line_id=F("id"), line_text=text, line_area=F(area) if area else Value("")
    )
    return told.annotate(line_gone=F("removed_at"), line_why=F("removed_reason"), line_other=_NOTHING).values_list(
        *COLUMNS
    )


def _saves(spec: Kind, plan_id: int) -> Any:
    saves = spec.model.history.filter(**{_PLAN_PATH[spec.parent]: plan_id})
    return _lines(saves, _named(spec.kind), _said(spec.kind), _AREA_PATH[spec.parent])


def plan_log(plan_id: int, *, limit: int = 50, offset: int = 0) -> list[LogEntry]:
    """The saves of everything in a plan and its ties, newest first; one query, however many tables and rows."""
    plan_saves = _lines(Plan.history.filter(id=plan_id), Value("plan", output_field=CharField()), F("title"), "")
    parts = [*(_saves(spec, plan_id) for spec in _tables()), *tie_saves(plan_id)]
    rows = plan_saves.union(*parts, all=True).order_by("-history_date", "-history_id")[offset : offset + limit]
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> LogEntry:
    when, told, item_id, text, by, step, removed_at, reason, area, _, other = row
    kind, _colon, tie = told.partition(":")
    return LogEntry(
        kind=ItemKind(kind),
        item_id=item_id,
        text=text,
        when=timezone.localtime(when),
        by=by,
        what="added" if step == "+" else "removed" if removed_at is not None or step == "-" else "changed",
        tie=TieKind(tie) if tie else None,
        other=other,
        reason=reason,
        area=area,
    )


def removed_items(plan_id: int) -> list[RemovedItem]:
    """What has been taken out of a plan and can be put back, newest first; one query."""
    parts = [
        spec.model._default_manager.filter(**{_PLAN_PATH[spec.parent]: plan_id}, removed_at__isnull=False)
        .order_by()
        .annotate(line_kind=_named(spec.kind), line_text=_said(spec.kind))
        .values_list(
            "removed_at",
            "line_kind",
            "pk",
            "line_text",
            Coalesce("removed_by__name", Value("")),
            "removed_reason",
        )
        for spec in _tables()
    ]
    rows = parts[0].union(*parts[1:], all=True).order_by("-removed_at", "-pk")
    return [
        RemovedItem(kind=ItemKind(kind), item_id=pk, text=text, when=when, by=by, reason=reason)
        for when, kind, pk, text, by, reason in rows
    ]


def removed_in(partnerships: Collection[int], first: date, last: date) -> list[tuple[int, str, int]]:
    """Plans of which something was removed in a time and is not put back: id, title and how many. One query."""
    since, until = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    parts = []
    for spec in _tables():
        path = _PLAN_PATH[spec.parent]
        there = {f"{path}__partnership__in": list(partnerships), f"{path}__removed_at": None}
        rows = spec.model._default_manager.filter(removed_at__gte=since, removed_at__lt=until, **there).order_by()
        parts.append(rows.values_list(f"{path}__pk", f"{path}__title").annotate(number=Count("pk")))
    found: dict[tuple[int, str], int] = {}
    for plan_id, title, number in parts[0].union(*parts[1:], all=True):
        found[plan_id, title] = found.get((plan_id, title), 0) + number
    return sorted((pk, title, number) for (pk, title), number in found.items())
