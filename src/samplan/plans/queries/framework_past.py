"""The past of frameworks and their parts: every save, field by field."""

from __future__ import annotations

from typing import Any

from samplan.plans import rules
from samplan.plans.models import Framework, FrameworkNode
from samplan.plans.shapes.editing import FieldChange, HistoryEntry

FRAMEWORK_VALUES = ("name", "kind", "name_en", "source", "vision", "valid_from", "valid_to")
NODE_VALUES = ("number", "name", "name_en", "level", "parent", "valid_from", "valid_to")
"""What the history tells of a part; parent is an id. A save that changed none of these moved it."""


def framework_history(framework_id: int) -> list[HistoryEntry]:
    """Every save of a framework itself, newest first; raises NotThere. One query."""
    return entries_of(Framework.history.filter(id=framework_id), FRAMEWORK_VALUES)


def node_history(framework_id: int, node_id: int) -> list[HistoryEntry]:
    """Every save of a part, newest first; raises NotThere. One query."""
    return entries_of(FrameworkNode.history.filter(id=node_id, framework_id=framework_id), NODE_VALUES)


def entries_of(found: Any, fields: tuple[str, ...]) -> list[HistoryEntry]:
    """Every save among these rows of a history, newest first; raises NotThere. One query."""
    saves = list(found.select_related("history_user").order_by("history_date", "history_id"))
    if not saves:
        raise rules.not_there()
    entries: list[HistoryEntry] = []
    before: dict[str, Any] = {}
    gone = False
    for row in saves:
        now = {name: row.parent_id if name == "parent" else getattr(row, name) for name in fields}
        what = _what(row, first=not entries, was_gone=gone)
        gone = _is_gone(row)
        changes = tuple(FieldChange(f, before.get(f), v) for f, v in now.items() if v != before.get(f))
        by = row.history_user.name if row.history_user else ""
        entries.append(HistoryEntry(row.history_date, by, what, row.version, row.history_change_reason or "", changes))
        before = now
    return entries[::-1]


def _what(row: Any, *, first: bool, was_gone: bool) -> str:
    """What a save did: added, changed, removed or restored the row."""
    if first:
        return "added"
    if row.history_type == "-" or (_is_gone(row) and not was_gone):
        return "removed"
    return "restored" if was_gone and not _is_gone(row) else "changed"


def _is_gone(row: Any) -> bool:
    """Whether a row was taken out; those of frameworks never are."""
    return getattr(row, "removed_at", None) is not None
