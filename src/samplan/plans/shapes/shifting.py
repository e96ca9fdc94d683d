"""How far a plan's next version lies after it, and times moved as far. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

YEAR_WRITTEN = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Shift:
    """How far: whole months where both plans begin on the same day of the month, else days."""

    months: int = 0
    days: int = 0

    @property
    def years(self) -> int | None:
        """The same in years, where it is whole years."""
        return self.months // 12 if not self.days and self.months % 12 == 0 else None

    def day(self, day: date) -> date:
        """A day moved as far; the last day of a month stays the last of its month."""
        if self.days:
            return day + timedelta(days=self.days)
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        was_last = day.day == calendar.monthrange(day.year, day.month)[1]
        return date(year, month + 1, last if was_last else min(day.day, last))

    def words(self, written: str) -> str:
        """A time as written, with its years moved; "" where the words tell a time that cannot be moved in words."""
        years = self.years
        if years is None or not YEAR_WRITTEN.search(written):
            return ""
        return YEAR_WRITTEN.sub(lambda found: str(int(found[0]) + years), written)


NO_SHIFT = Shift()


def shift_between(before: date, after: date) -> Shift:
    """How far `after` lies from `before`."""
    if before.day == after.day:
        return Shift(months=(after.year - before.year) * 12 + after.month - before.month)
    return Shift(days=(after - before).days)
