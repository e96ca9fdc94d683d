"""The time line of an area: from dates and statuses to shapes, as positions in per cent. Pure.

Filled: under way or done. Frame: planned, not carried out, waiting (dashed), paused (dotted). Arrow: no end. Dots: the
time has run out.
Positions are strings with a decimal point, ready for SVG attributes: no style attribute is needed, so the page's
security policy can forbid them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samplan.plans.shapes.content import ActivityContent, PlanContent

FEWEST_YEARS = 2
MOST_YEARS = 15
UNFINISHED = frozenset({"planned", "waiting", "started", "ongoing", "paused", "idea", "nostatus"})
FILLED = frozenset({"done", "permanent", "ongoing", "started"})


class Form(StrEnum):
    """What is drawn."""

    BAR = "bar"
    FRAME = "frame"
    POINT = "point"
    LATER = "later"
    LATE = "late"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on the track: x and w in per cent of its width, "" where a shape has no width."""

    form: Form
    x: str
    w: str = ""
    x2: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year's place on the scale; label is empty where years stand too close to be named."""

    year: int
    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole years from first to last; now is the day that "today" or "the edition" stands for.

    begun: the plan has begun by then; before that nothing is late.
    """

    first: int
    last: int
    now: date
    begun: bool = True

    @property
    def days(self) -> int:
        return (date(self.last + 1, 1, 1) - date(self.first, 1, 1)).days

    def place(self, day: date) -> float:
        """Where the day begins, 0 to 100, kept inside the scale."""
        share = (day - date(self.first, 1, 1)).days / self.days * 100
        return min(100.0, max(0.0, share))

    @property
    def years(self) -> list[Year]:
        step = max(1, -(-(self.last - self.first + 1) // 6))
        return [
            Year(y, percent(self.place(date(y, 1, 1))), str(y) if (y - self.first) % step == 0 else "")
            for y in range(self.first, self.last + 1)
        ]

    @property
    def now_x(self) -> str:
        """Where the upright for now stands; empty outside the scale."""
        return percent(self.place(self.now)) if self.first <= self.now.year <= self.last else ""

    @property
    def now_anchor(self) -> str:
        """How the word at the upright is set, so that it stays inside the picture."""
        place = self.place(self.now)
        return "start" if place < 8 else "end" if place > 92 else "middle"


def percent(value: float) -> str:
    """12.5% with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def scale_of(plan: PlanContent, activities: Iterable[ActivityContent], now: date) -> Scale | None:
    """The years of the plan and of its activities together; None where no time is known at all."""
    years = [d.year for d in (plan.valid_from, plan.valid_to) if d]
    for activity in activities:
        years += [d.year for d in (activity.start, activity.end) if d]
        years += [activity.year] if activity.year and not activity.timeframe else []
    if not years:
        return None
    first, last = min(years), max(years)
    if last - first < FEWEST_YEARS - 1:  # a year alone has no before and after
        first, last = first - 1, last + 1
    if last - first >= MOST_YEARS:
        first = max(first, (plan.valid_from.year if plan.valid_from else last - MOST_YEARS + 1))
        last = min(last, first + MOST_YEARS - 1)
    return Scale(first, last, now, plan.begun(now))


def shapes(activity: ActivityContent, mark: str, scale: Scale) -> list[Shape]:
    """What the track shows for an activity with that mark; empty where its time is not known.

    Where the plan only has it in a year's column, that year is its time.
    """
    if activity.year and not (activity.timeframe or activity.start or activity.end or activity.ongoing):
        year = activity.year
        inside = scale.first <= year <= scale.last
        return [_bar(mark, scale.place(date(year, 1, 1)), scale.place(date(year + 1, 1, 1)))] if inside else []
    if activity.recurring:
        return _points(activity, scale)
    start, end = activity.start, activity.end
    if activity.ongoing and not end:
        x = scale.place(start) if start else 0.0
        return [_bar(mark, x, 100.0), Shape(Form.ARROW, "100%")]
    if start and end:
        return [_bar(mark, scale.place(start), scale.place(end + timedelta(days=1))), *_late(end, mark, scale)]
    if start or end:
        day = start or end
        form = Form.POINT if mark in FILLED else Form.LATER
        late = _late(end, mark, scale) if end else []
        return [Shape(form, percent(scale.place(day))), *late]
    return []


def is_late(activity: ActivityContent, mark: str, now: date) -> bool:
    """Whether the time has run out without the activity being done, dropped or in ordinary operation."""
    open_ended = activity.ongoing or activity.recurring
    return bool(activity.end and activity.end < now and mark in UNFINISHED and not open_ended)


def _bar(mark: str, x: float, x2: float) -> Shape:
    form = Form.BAR if mark in FILLED else Form.FRAME
    return Shape(form, percent(x), percent(max(x2 - x, 0.8)))


def _late(end: date, mark: str, scale: Scale) -> list[Shape]:
    if end >= scale.now or mark not in UNFINISHED or not scale.begun:
        return []
    return [Shape(Form.LATE, percent(scale.place(end + timedelta(days=1))), x2=percent(scale.place(scale.now)))]


def _points(activity: ActivityContent, scale: Scale) -> list[Shape]:
    first = activity.start.year if activity.start else scale.first
    last = activity.end.year if activity.end else scale.last
    if first == last:  # "every year, 10 September": one day was understood, and it comes back
        first, last = scale.first, scale.last
    month, day = (activity.start.month, activity.start.day) if activity.start else (7, 1)
    found = []
    for year in range(max(first, scale.first), min(last, scale.last) + 1):
        when = date(year, month, min(day, calendar.monthrange(year, month)[1]))
        found.append(Shape(Form.POINT if when <= scale.now else Form.LATER, percent(scale.place(when))))
    return found
