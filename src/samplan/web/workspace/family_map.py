"""The map of a county's plans: bars on a scale of years, and lines between plans that belong together. Pure.

Everything is a number ready for SVG attributes; the same facts stand as a list beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samplan.plans.shapes.family import FamilyPlan, FamilyTie

WIDTH, ROW, TOP, BAR = 960, 64, 40, 12
"""Of the picture, in its own units: its width, a row, the scale above the rows, and a bar's height."""
LEFT = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A plan's bar. open: no last day is known. y: its middle; text_y: the line that its title stands on."""

    plan: FamilyPlan
    x: int
    w: int
    y: int
    text_y: int
    open: bool

    @property
    def top(self) -> int:
        """The bar's upper edge."""
        return self.y - BAR // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two bars, as a path."""

    tie: FamilyTie
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """The picture: its height, the years with their places, the bars and the lines."""

    height: int
    years: tuple[tuple[int, int], ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]


def _place(day: date, first: int, last: int) -> int:
    whole = (WIDTH - 2 * LEFT) / max(1, last - first)
    return round(LEFT + (day.year - first + (day.timetuple().tm_yday - 1) / 366) * whole)


def family_map(plans: Sequence[FamilyPlan], ties: Sequence[FamilyTie], *, today: date) -> Map:
    """The map of some plans; one without a first day begins at the scale's left edge."""
    days = [d for p in plans for d in (p.valid_from, p.valid_to) if d is not None]
    first = min((d.year for d in days), default=today.year)
    last = max([*(d.year for d in days), today.year]) + 1
    bars = []
    for i, plan in enumerate(plans):
        x = _place(plan.valid_from, first, last) if plan.valid_from else LEFT
        end = _place(plan.valid_to, first, last) if plan.valid_to else WIDTH - LEFT
        y = TOP + i * ROW + 40
        bars.append(Bar(plan, x, max(6, end - x), y, y - 14, plan.valid_to is None))
    step = max(1, (last - first) // 12)
    years = tuple((year, _place(date(year, 1, 1), first, last)) for year in range(first, last, step))
    by_id = {bar.plan.id: bar for bar in bars}
    lines = tuple(_line(tie, by_id[tie.from_id], by_id[tie.to_id]) for tie in ties)
    return Map(TOP + len(plans) * ROW + 16, years, tuple(bars), lines)


def _line(tie: FamilyTie, start: Bar, end: Bar) -> Line:
    """From the left end of one bar to the nearest end of the other, in a bow."""
    x1 = start.x + 3
    x2 = min(end.x + end.w, max(end.x + 3, x1))
    down = end.y > start.y
    y1, y2 = start.y + (BAR // 2 if down else -BAR // 2), end.y - (BAR // 2 if down else -BAR // 2)
    middle = (y1 + y2) // 2
    return Line(tie, f"M{x1} {y1} C{x1} {middle} {x2} {middle} {x2} {y2}", x2, y2)
