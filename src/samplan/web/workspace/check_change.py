"""Why a plan lacks more, or less, than it did on the latest day that was noted: predicate by predicate. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samplan.plans import checks
from samplan.plans.shapes.findings import DayCount
from samplan.web.swedish import said


@dataclass(frozen=True, slots=True)
class Moved:
    """A predicate that finds more or fewer than it did. begun: the plan has begun to use what it now asks for."""

    code: str
    heading: str
    more: int
    begun: bool

    @property
    def fewer(self) -> int:
        """How many fewer, as a number above zero."""
        return -self.more


@dataclass(frozen=True, slots=True)
class CountChange:
    """What has changed since a day. more and fewer: the largest first."""

    since: date
    total: int
    more: tuple[Moved, ...]
    fewer: tuple[Moved, ...]

    @property
    def fewer_by(self) -> int:
        """How many fewer in all, as a number above zero."""
        return -self.total


def count_change(days: tuple[DayCount, ...], now: Mapping[str, int], today: date) -> CountChange | None:
    """From the latest day before today to what is found now; None where no day is noted or nothing has changed."""
    before = next((day for day in reversed(days) if day.day < today), None)
    if before is None:
        return None
    moved = [
        Moved(code, said(checks.heading(code)), number, checks.spreads(code) and not before.by_code.get(code))
        for code in checks.codes()
        if (number := now.get(code, 0) - before.by_code.get(code, 0))
    ]
    if not moved:
        return None
    moved.sort(key=lambda m: -abs(m.more))
    more, fewer = (tuple(m for m in moved if (m.more > 0) is up) for up in (True, False))
    return CountChange(before.day, sum(now.values()) - before.total, more, fewer)
