"""What an item was before, and where it came from."""

from __future__ import annotations

from typing import Any

from samplan.plans import rules
from samplan.plans.kinds import KINDS, to_values
from samplan.plans.models import Plan
from samplan.plans.shapes.editing import FieldChange, HistoryEntry
from samplan.plans.shapes.items import ItemKind, Origin


def _model(kind: ItemKind) -> Any:
    return Plan if kind is ItemKind.PLAN else KINDS[kind].model


def item_history(kind: ItemKind, item_id: int) -> list[HistoryEntry]:
    """Every save of an item, newest first, field by field; raises NotThere. Two queries."""
    saves = list(
        _model(kind).history.filter(id=item_id).select_related("history_user").order_by("history_date", "history_id")
    )
    if not saves:
        raise rules.not_there()
    entries: list[HistoryEntry] = []
    before: dict[str, Any] = {}
    was_removed = False
    for row in saves:
        now = to_values(kind, row)
        is_removed = row.removed_at is not None
        entries.append(
            HistoryEntry(
                when=row.history_date,
                by=row.history_user.name if row.history_user else "",
                what=_what(first=not entries, was_removed=was_removed, is_removed=is_removed),
                version=row.version,
                reason=row.removed_reason,
                changes=tuple(
                    FieldChange(name, before.get(name), value)
                    for name, value in now.items()
                    if value != before.get(name)
                ),
            )
        )
        before, was_removed = now, is_removed
    return entries[::-1]


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
