"""An item's history as a person reads it: the saves of one sitting are one change. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from samplan.plans.shapes.editing import FieldChange, HistoryEntry

SITTING = timedelta(minutes=10)
"""Saves by one person no further apart than this are one change: the editor saves while somebody writes."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One change as a person thinks of it. first and last: the versions of its first and last save.

    touched: something was changed in it, even if it ended as it began.
    """

    what: str
    when: datetime
    by: str
    reason: str
    first: int
    last: int
    changes: tuple[FieldChange, ...]
    touched: bool


def sittings(entries: Iterable[HistoryEntry]) -> list[Sitting]:
    """Entries (newest first) joined by sitting, newest first; a field that ended as it began is left out."""
    found: list[Sitting] = []
    for entry in entries:
        later = found[-1] if found else None
        if later is not None and _one_sitting(entry, later):
            found[-1] = _joined(entry, later)
        else:
            found.append(_begun(entry))
    return found


def _begun(entry: HistoryEntry) -> Sitting:
    version, changes = entry.version, entry.changes
    return Sitting(entry.what, entry.when, entry.by, entry.reason, version, version, changes, bool(changes))


def _one_sitting(entry: HistoryEntry, later: Sitting) -> bool:
    if entry.reason and later.reason and entry.reason != later.reason:
        return False
    return entry.what == later.what == "changed" and entry.by == later.by and later.when - entry.when <= SITTING


def _joined(entry: HistoryEntry, later: Sitting) -> Sitting:
    changes = {c.field: c for c in entry.changes}
    for c in later.changes:
        before = changes[c.field].before if c.field in changes else c.before
        changes[c.field] = FieldChange(c.field, before, c.after)
    kept = tuple(c for c in changes.values() if c.before != c.after)
    touched = later.touched or bool(entry.changes)
    reason = later.reason or entry.reason
    return Sitting(later.what, entry.when, later.by, reason, entry.version, later.last, kept, touched)


def values_before(entries: Iterable[HistoryEntry], version: int) -> dict[str, Any]:
    """The values that stood before a save, of the fields that have changed since; {} when nothing has."""
    values: dict[str, Any] = {}
    for entry in entries:
        if entry.version < version or entry.what == "added":
            break
        values |= {c.field: c.before for c in entry.changes}
    return values


def values_at(entries: Iterable[HistoryEntry], version: int) -> dict[str, Any]:
    """All values as they stood at a version."""
    values: dict[str, Any] = {}
    for entry in reversed(list(entries)):
        if entry.version > version:
            break
        values |= {c.field: c.after for c in entry.changes}
    return values


def merged(mine: dict[str, Any], theirs: dict[str, Any], base: dict[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """What two people wrote, joined: a field that only one of them touched has that one's value.

    Also the fields that both changed, in different ways; those keep mine until a person has chosen.
    """
    joined, both = dict(mine), set()
    for name, value in theirs.items():
        if name not in mine or value == mine[name]:
            continue
        if mine[name] == base.get(name):
            joined[name] = value
        elif value != base.get(name):
            both.add(name)
    return joined, frozenset(both)
