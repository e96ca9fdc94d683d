"""From dates and statuses to shapes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.plans.shapes.content import ActivityContent, PlanContent
from samplan.web.public.timeline import MOST_YEARS, Form, Scale, is_late, scale_of, shapes

SCALE = Scale(2024, 2028, date(2026, 4, 1))
DATES = st.dates(min_value=date(1995, 1, 1), max_value=date(2060, 12, 31))
MARKS = st.sampled_from(
    ["planned", "started", "ongoing", "done", "permanent", "waiting", "paused", "notdone", "nostatus"]
)


def activity(**values) -> ActivityContent:
    return ActivityContent(id="1", text="Kurs", **values)


def plan(**values) -> PlanContent:
    return PlanContent(id="1", slug="p", title="P", **values)


def number(value: str) -> float:
    assert value.endswith("%")
    return float(value[:-1])


def test_a_bar_covers_its_half_year():
    """Ht 2025 is the second half of the second of five years: 30 to 40 per cent."""
    (bar,) = shapes(activity(start=date(2025, 7, 1), end=date(2025, 12, 31)), "done", SCALE)
    assert bar.form is Form.BAR
    assert number(bar.x) == pytest.approx(30, abs=0.2)
    assert number(bar.w) == pytest.approx(10, abs=0.2)


@pytest.mark.parametrize(
    ("mark", "form"),
    [
        ("ongoing", Form.BAR),
        ("permanent", Form.BAR),
        ("planned", Form.FRAME),
        ("waiting", Form.FRAME),
        ("paused", Form.FRAME),
    ],
)
def test_filled_is_under_way_or_done(mark, form):
    """Frames are for what is planned, waiting or paused."""
    assert shapes(activity(start=date(2027, 1, 1), end=date(2027, 12, 31)), mark, SCALE)[0].form is form


def test_dots_lead_from_the_end_to_today():
    """A time that ran out on the last of December is dotted from there to now."""
    _bar, late = shapes(activity(start=date(2025, 7, 1), end=date(2025, 12, 31)), "started", SCALE)
    assert late.form is Form.LATE
    assert number(late.x) == pytest.approx(40, abs=0.2)
    assert number(late.x2) == pytest.approx(45, abs=0.2)


@pytest.mark.parametrize("mark", ["done", "permanent", "notdone"])
def test_no_dots_when_it_is_over(mark):
    """What is done, dropped or in ordinary operation is never late."""
    over = activity(start=date(2025, 7, 1), end=date(2025, 12, 31))
    assert len(shapes(over, mark, SCALE)) == 1
    assert not is_late(over, mark, SCALE.now)


def test_without_end_there_is_an_arrow():
    """ "2024 – och fortlöpande" runs to the edge and points on."""
    bar, arrow = shapes(activity(start=date(2024, 1, 1), ongoing=True), "ongoing", SCALE)
    assert (bar.x, bar.w, arrow.form) == ("0%", "100%", Form.ARROW)


def test_every_year_has_its_point():
    """Points behind us are filled, points to come are not."""
    found = shapes(activity(start=date(2024, 9, 10), recurring=True), "ongoing", SCALE)
    assert [s.form for s in found] == [Form.POINT, Form.POINT, Form.LATER, Form.LATER, Form.LATER]


def test_unknown_time_draws_nothing():
    """What cannot be understood is not drawn."""
    assert shapes(activity(timeframe="så snart det går"), "planned", SCALE) == []


def test_leap_day_recurs():
    """The 29th of February is the 28th in other years."""
    assert len(shapes(activity(start=date(2024, 2, 29), recurring=True), "ongoing", SCALE)) == 5


def test_scale_takes_plan_and_activities():
    """From the earliest to the latest year that anything names."""
    found = scale_of(
        plan(valid_from=date(2024, 1, 1), valid_to=date(2026, 12, 31)), [activity(end=date(2028, 6, 30))], SCALE.now
    )
    assert (found.first, found.last) == (2024, 2028)
    assert [y.label for y in found.years] == ["2024", "2025", "2026", "2027", "2028"]
    assert scale_of(plan(), [activity()], SCALE.now) is None


def test_now_outside_the_scale_is_not_drawn():
    """A plan of the past has no upright for today."""
    assert Scale(2016, 2018, date(2026, 4, 1)).now_x == ""
    assert SCALE.now_x == "44.94%"


@given(
    start=DATES | st.none(),
    days=st.integers(0, 9000) | st.none(),
    mark=MARKS,
    ongoing=st.booleans(),
    recurring=st.booleans(),
    now=DATES,
)
def test_shapes_stay_inside(start, days, mark, ongoing, recurring, now):
    """Whatever the dates, the scale is of bearable length and each shape lies on it."""
    end = start + timedelta(days=days) if start and days is not None else None
    one = activity(start=start, end=end, ongoing=ongoing, recurring=recurring)
    scale = scale_of(plan(valid_from=date(2024, 1, 1), valid_to=date(2026, 12, 31)), [one], now)
    assert 1 <= scale.last - scale.first + 1 <= MOST_YEARS
    for shape in shapes(one, mark, scale):
        assert 0 <= number(shape.x) <= 100
        if shape.w:
            assert 0 < number(shape.w) <= 100.8
        if shape.x2:
            assert number(shape.x) <= number(shape.x2) <= 100
