"""The map of a county's plans: bars on a scale of years, and lines between plans that belong together. Pure.

Everything is a number ready for SVG attributes; the same facts stand as a list beside the picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samplan.plans.shapes.family import FamilyPlan, FamilyTie
from samplan.plans.shapes.versions import PlanRelationKind, PlanType

WIDTH, ROW, TOP, BAR = 960, 64, 40, 12
"""Of the picture, in its own units: its width, a row, the scale above the rows, and a bar's height."""
LEFT = 8
APART = 12
"""Between the lines of one plan, so that none lies over another."""
KEY = 220
"""What the name of a kind of line takes in the key below the rows."""
_LEVEL = {PlanType.STRATEGY: 0, PlanType.PROGRAMME: 1, PlanType.COUNTY: 2, PlanType.LOCAL: 3, PlanType.OTHER: 4}
"""Rows from the widest to the nearest: what the county's plans touch above them, what is a part of them below."""


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
    """The picture: its height, the years with their places, the bars and the lines.

    keys: each kind of line that there is, with the place of its sample in the key, which lies at key_y.
    """

    height: int
    years: tuple[tuple[int, int], ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    keys: tuple[tuple[PlanRelationKind, int], ...]
    key_y: int


def _place(day: date, first: int, last: int) -> int:
    whole = (WIDTH - 2 * LEFT) / max(1, last - first)
    return round(LEFT + (day.year - first + (day.timetuple().tm_yday - 1) / 366) * whole)


def family_map(plans: Sequence[FamilyPlan], ties: Sequence[FamilyTie], *, today: date) -> Map:
    """The map of some plans; one without a first day begins at the scale's left edge."""
    days = [d for p in plans for d in (p.valid_from, p.valid_to) if d is not None]
    first = min((d.year for d in days), default=today.year)
    last = max([*(d.year for d in days), today.year]) + 1
    bars = []
    for i, plan in enumerate(sorted(plans, key=lambda plan: _LEVEL[plan.type])):
        x = _place(plan.valid_from, first, last) if plan.valid_from else LEFT
        end = _place(plan.valid_to, first, last) if plan.valid_to else WIDTH - LEFT
        y = TOP + i * ROW + 40
        bars.append(Bar(plan, x, max(6, end - x), y, y - 14, plan.valid_to is None))
    step = max(1, (last - first) // 12)
    years = tuple((year, _place(date(year, 1, 1), first, last)) for year in range(first, last, step))
    by_id = {bar.plan.id: bar for bar in bars}
    before: Counter[int] = Counter()
    lines = []
    for tie in ties:
        lines.append(_line(tie, by_id[tie.from_id], by_id[tie.to_id], before[tie.from_id]))
        before[tie.from_id] += 1
    kinds = [kind for kind in PlanRelationKind if any(tie.kind is kind for tie in ties)]
    below = TOP + len(plans) * ROW + 16
    keys = tuple((kind, LEFT + i * KEY) for i, kind in enumerate(kinds))
    return Map(below + (32 if keys else 0), years, tuple(bars), tuple(lines), keys, below + 14)


def _line(tie: FamilyTie, start: Bar, end: Bar, before: int) -> Line:
    """From the left end of one bar to the nearest end of the other, in a bow. before: lines that begin there too."""
    x1 = start.x + 3 + before * APART
    x2 = min(end.x + end.w, max(end.x + 3, x1))
    down = end.y > start.y
    y1, y2 = start.y + (BAR // 2 if down else -BAR // 2), end.y - (BAR // 2 if down else -BAR // 2)
    middle = (y1 + y2) // 2
    return Line(tie, f"M{x1} {y1} C{x1} {middle} {x2} {middle} {x2} {y2}", x2, y2)
