"""What an item was before, and where it came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samplan.plans import rules
from samplan.plans.kinds import KINDS, to_values
from samplan.plans.models import AreaTag, Plan
from samplan.plans.shapes.editing import FieldChange, HistoryEntry
from samplan.plans.shapes.items import ItemKind, Origin


def _model(kind: ItemKind) -> Any:
    return Plan if kind is ItemKind.PLAN else KINDS[kind].model


def item_history(kind: ItemKind, item_id: int) -> list[HistoryEntry]:
    """Every save of an item, newest first, field by field; raises NotThere. One query, two for an area."""
    saves = list(
        _model(kind).history.filter(id=item_id).select_related("history_user").order_by("history_date", "history_id")
    )
    if not saves:
        raise rules.not_there()
    tags = _focus_areas_then(item_id, [row.history_date for row in saves]) if kind is ItemKind.AREA else []
    entries: list[HistoryEntry] = []
    before: dict[str, Any] = {}
    was_removed = False
    for row in saves:
        now = to_values(kind, row)
        if tags:
            now["focus_areas"] = tags[len(entries)]
        is_removed = row.removed_at is not None
        entries.append(
            HistoryEntry(
                when=row.history_date,
                by=row.history_user.name if row.history_user else "",
                what=_what(first=not entries, was_removed=was_removed, is_removed=is_removed),
                version=row.version,
                reason=row.removed_reason if is_removed else row.history_change_reason or "",
                changes=tuple(
                    FieldChange(name, before.get(name), value)
                    for name, value in now.items()
                    if value != before.get(name)
                ),
            )
        )
        before, was_removed = now, is_removed
    return entries[::-1]


def _focus_areas_then(area_id: int, saves: list[datetime]) -> list[tuple[int, ...]]:
    """An area's focus areas after each of its saves: its tags are written right after it, before the next save."""
    steps = list(AreaTag.history.filter(area_id=area_id).order_by("history_date", "history_id"))
    found: list[tuple[int, ...]] = []
    tags: dict[int, tuple[int, int]] = {}
    at = 0
    for following in [*saves[1:], None]:
        while at < len(steps) and (following is None or steps[at].history_date < following):
            step = steps[at]
            if step.history_type == "-":
                tags.pop(step.id, None)
            else:
                tags[step.id] = (step.order, step.number)
            at += 1
        found.append(tuple(number for _, number in sorted(tags.values())))
    return found


def _what(*, first: bool, was_removed: bool, is_removed: bool) -> str:
    if first:
        return "added"
    if is_removed and not was_removed:
        return "removed"
    return "restored" if was_removed and not is_removed else "changed"


def item_origin(kind: ItemKind, item_id: int) -> Origin | None:
    """Where an imported item stood in its source, removed items too; None when a person wrote it. Raises NotThere."""
    row = _model(kind)._default_manager.filter(pk=item_id).first()
    if row is None:
        raise rules.not_there()
    if not row.import_ref:
        return None
    return Origin(
        import_ref=row.import_ref,
        document=row.source_document,
        page=row.source_page,
        position=row.source_position,
        row=row.source_row,
        column=row.source_column,
        as_written=row.source_text or None,
        certainty=row.certainty,
    )
