"""Two people at once: what the second one saw against what is there now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from samplan.plans.models.mixins import Tracked
from samplan.plans.rules import ChangedMeanwhile

T = TypeVar("T")


def joined(seen: Collection[T], mine: Collection[T], now: Collection[T]) -> frozenset[T]:
    """What is there now, with what I added and without what I took away since I looked."""
    return (frozenset(now) | (frozenset(mine) - frozenset(seen))) - (frozenset(seen) - frozenset(mine))


def check_version(
    row: Tracked, seen_version: int | None, *, values: Mapping[str, Any], mine: Mapping[str, Any]
) -> None:
    """The row is as the person saw it; None for those who had nothing open. Raises ChangedMeanwhile.

    values: what the row holds now. mine: what the person wanted. Both wanting the same is no conflict.
    """
    if seen_version is None or row.version == seen_version or (mine and dict(values) == dict(mine)):
        return
    raise ChangedMeanwhile(
        values=values,
        mine=mine,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )


def settled(seen: Collection[T] | None, mine: Collection[T], now: Collection[T], history: Any) -> frozenset[T]:
    """The set to write: mine; where I changed nothing, what is there now. Raises ChangedMeanwhile.

    seen: what the person had before them, None for those who had nothing open. history: the saves of such a set, of
    which the latest tells who came first.
    """
    if seen is None or frozenset(now) in {frozenset(seen), frozenset(mine)}:
        return frozenset(mine)
    if frozenset(mine) == frozenset(seen):
        return frozenset(now)
    last = history.select_related("history_user").order_by("-history_date", "-history_id").first()
    raise ChangedMeanwhile(
        values={"now": frozenset(now)},
        mine={"now": frozenset(mine)},
        version=0,
        changed_by=last.history_user.name if last is not None and last.history_user else "",
        changed_at=last.history_date if last is not None else None,
    )
