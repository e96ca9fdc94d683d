"""Charts: what is drawn is what was given, nothing more, and can be read without being seen."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from samplan.publishing.charts import (
    Break,
    Dot,
    FunnelPicture,
    Line,
    PlaceDot,
    PlacesPicture,
    Point,
    SeriesPicture,
    Size,
    png,
    svg,
)
from samplan.publishing.charts.scales import value_ticks, year_ticks
from samplan.publishing.charts.series import LABEL, apart

COUNTY = ((2015, 33.0, 0), (2018, 36.1, 0), (2020, 38.0, 0), (2021, 40.2, 1), (2022, 41.1, 1), (2024, 42.3, 1))
SVG = "{http://www.w3.org/2000/svg}"


def world(**changes: object) -> SeriesPicture:
    """A county and a country, with a break after 2020."""
    own = tuple(Point(y, v, v - 3, v + 3, part=p) for y, v, p in COUNTY)
    other = tuple(Point(y, v - 1, v - 1.5, v - 0.5, part=p) for y, v, p in COUNTY)
    told = {
        "title": "Oro & ångest <16",
        "description": "Länet: 33,0 procent 2015.",
        "lines": (Line("Länet", "42,3 %", own, own=True), Line("Riket", "41,3 %", other)),
        "unit": "%",
        "breaks": (Break(2020.5, "till 2020", "från 2021"),),
        "ticks": tuple((y, str(y)) for y, *_rest in COUNTY),
    }
    return SeriesPicture(**(told | changes))


@pytest.mark.parametrize("size", list(Size))
def test_a_drawing_can_be_read_without_being_seen(size: Size) -> None:
    """Title and description are named by the drawing, and nothing in it speaks to a screen reader beside them."""
    root = etree.fromstring(svg(world(), size, key="a"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-t a-d"
    assert root.find(f"{SVG}title").text == "Oro & ångest <16"
    assert root.find(f"{SVG}desc").text == "Länet: 33,0 procent 2015."
    below = [node for node in root.iter() if node is not root]
    assert not [n.attrib for n in below if any(k.startswith("aria") or k == "role" for k in n.attrib)]


@pytest.mark.parametrize("size", list(Size))
def test_a_drawing_in_a_page_has_no_style_and_no_colour_of_its_own(size: Size) -> None:
    """The content security policy refuses inline style, and the dark theme sets the colours."""
    drawn = svg(world(target=35, target_word="Mål 35"), size)
    assert "style=" not in drawn
    assert not re.findall(r'(?:fill|stroke)="#(?!4c78a8)', drawn)
    assert "v-stroke-pine" in drawn
    assert "v-stroke-warm" in drawn


def test_a_file_keeps_its_colours() -> None:
    assert "#0f4c3a" in svg(world(), Size.PAPER, for_page=False)
    assert png(world()).startswith(b"\x89PNG")


def test_no_line_and_no_band_crosses_a_break() -> None:
    """Each side is a path of its own: the parts of the county's line hold three points each."""
    drawn = etree.fromstring(svg(world(), Size.WIDE))
    lines = [n.get("d") for n in drawn.iter(f"{SVG}path") if "v-stroke-pine" in (n.get("class") or "")]
    assert [len(re.findall("[ML]", d)) for d in lines] == [3, 3]


def test_numbers_and_names_are_written_the_swedish_way() -> None:
    words = "".join(etree.fromstring(svg(world(), Size.WIDE)).itertext())
    assert "42,3 %" in words
    assert "Länet" in words
    assert "Riket" in words


def test_periods_of_many_years_are_steps_that_are_not_joined() -> None:
    points = (Point(2011, 14, 11, 17, end=2016), Point(2016, 12, 9, 15, end=2021))
    picture = world(
        lines=(Line("Länet", "12", points, own=True),),
        breaks=(),
        from_zero=True,
        ticks=((2011, "2011–2015"), (2016, "2016–2020")),
    )
    drawn = etree.fromstring(svg(picture, Size.WIDE))
    steps = [n for n in drawn.iter(f"{SVG}line") if "v-stroke-pine" in (n.get("class") or "")]
    assert len(steps) == 2
    assert not [n for n in drawn.iter(f"{SVG}path") if "v-stroke-pine" in (n.get("class") or "")]
    assert value_ticks(picture)[0] == 0


def test_a_single_value_without_interval_is_a_point() -> None:
    picture = world(lines=(Line("Länet", "7", (Point(2024, 7.0),), own=True),), breaks=(), ticks=((2024, "2024"),))
    assert "<path" in svg(picture, Size.NARROW)


VALUES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 3))


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=12), st.booleans())
def test_the_scale_holds_every_value(values: list[float], from_zero: bool) -> None:
    line = Line("Länet", "", tuple(Point(2000 + n, v) for n, v in enumerate(values)), own=True)
    ticks = value_ticks(SeriesPicture("t", "d", (line,), from_zero=from_zero))
    assert ticks[0] <= min(values) + 1e-6
    assert ticks[-1] >= max(values) - 1e-6
    assert 2 <= len(ticks) <= 8 or from_zero
    gaps = {round(b - a, 6) for a, b in itertools.pairwise(ticks)}
    assert len(gaps) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(1990, 2030), min_size=1, max_size=25), st.sampled_from(list(Size)))
def test_years_are_thinned_so_that_they_do_not_cover_one_another(years: set[int], size: Size) -> None:
    ordered = sorted(years)
    picture = SeriesPicture("t", "d", (), ticks=tuple((float(y), str(y)) for y in ordered))
    kept = year_ticks(picture, 600, size)
    assert kept[-1][0] == ordered[-1]
    assert set(kept) <= set(picture.ticks)
    if len(ordered) > 2:
        scale = 600 / (ordered[-1] - ordered[0])
        assert all((b[0] - a[0]) * scale >= 40 for a, b in itertools.pairwise(kept))


@given(st.lists(st.floats(0, 400), max_size=6).map(lambda ys: sorted(ys, reverse=True)))
def test_names_at_the_ends_keep_two_lines_apart(wanted: list[float]) -> None:
    placed = apart(wanted)
    assert all(lower - upper >= 2 * LABEL for lower, upper in itertools.pairwise(placed))


def a_funnel(**changes: object) -> FunnelPicture:
    """Three places, one of them over the limits."""
    told = {
        "title": "Ohälsa & <annat>, kommunerna",
        "description": "Tre kommuner.",
        "dots": (Dot(500, 9.0), Dot(2_000, 15.0, 2, "Dalsjö"), Dot(9_000, 10.2)),
        "average": 10.0,
        "average_word": ("Riket", "10,0 %"),
        "curves": tuple((n, 10 - w, 10 + w, 10 - 2 * w, 10 + 2 * w) for n, w in ((400, 10), (2_000, 4), (9_900, 2))),
        "limit_words": ("95 procent", "99,8 procent"),
        "across": "Hur många som räknas",
        "unit": "%",
    }  # fmt: skip
    return FunnelPicture(**(told | changes))


def test_a_funnel_is_drawn_in_the_page_s_colours_and_can_be_read() -> None:
    drawn = svg(a_funnel(), Size.SMALL, key="t")
    root = etree.fromstring(drawn)
    assert root.get("aria-labelledby") == "t-t t-d"
    assert root.find(f"{SVG}desc").text == "Tre kommuner."
    assert "style=" not in drawn
    assert not re.findall(r'(?:fill|stroke)="#(?!4c78a8)', drawn)
    assert png(a_funnel()).startswith(b"\x89PNG")


def test_a_funnel_names_what_lies_outside_once_and_never_over_another_name() -> None:
    beside = (Dot(2_000, 15.0, 2, "Dalsjö"), Dot(2_010, 15.1, 2, "Järnvalla"))
    assert svg(a_funnel(), Size.PAPER).count(">Dalsjö<") == 1
    drawn = svg(a_funnel(dots=beside), Size.PAPER)
    assert drawn.count(">Dalsjö<") + drawn.count(">Järnvalla<") <= 2
    near = svg(a_funnel(dots=(*beside, Dot(2_020, 15.05, 2, "Ekeryd"), Dot(1_990, 15.0, 2, "Almby"))), Size.SMALL)
    assert sum(near.count(f">{name}<") for name in ("Dalsjö", "Järnvalla", "Ekeryd", "Almby")) < 4


def test_a_name_in_a_funnel_never_lies_over_the_word_of_a_limit() -> None:
    """A dot beyond the limits has its name moved away from the limit's words, and keeps it."""
    wide = ((400, 9, 11, 8.4, 11.6), (2_000, 9.5, 10.5, 9.2, 10.8), (9_900, 9.8, 10.2, 9.7, 10.3))
    for value in (10.6, 10.8, 11.0, 11.2, 11.4, 11.6):
        drawn = svg(a_funnel(curves=wide, dots=(Dot(5_000, value, 2, "Region Sjöhed"), Dot(9_000, 10.0))), Size.SMALL)
        places = {
            "".join(one.itertext()): (one.get("text-anchor"), *map(float, re.findall(r"[-\d.]+", one.get("transform"))))
            for one in etree.fromstring(drawn).iter(f"{SVG}text")
            if one.get("transform")
        }
        end, x, y = places["Region Sjöhed"]
        left = x - 95 if end == "end" else x
        for words, wide_as in (("95 procent", 73), ("99,8 procent", 87)):
            _end, start, height = places[words]
            assert left > start + wide_as or abs(height - y) >= 12, (value, words, places)


def test_the_word_of_a_target_never_lies_over_a_name() -> None:
    """A target that is nearly the newest value has its word a line apart from it."""
    drawn = svg(world(target=42.2, target_word="Mål 42,2"), Size.SMALL)
    places = {
        words: float(y)
        for y, words in re.findall(r'translate\(\d+(?:\.\d+)?,(-?\d+(?:\.\d+)?)\)"[^>]*>([^<]+)</text>', drawn)
    }
    assert abs(places["Mål 42,2"] - places["Länet"]) >= LABEL - 1
    assert abs(places["Mål 42,2"] - places["42,3 %"]) >= LABEL - 1


def test_places_are_drawn_in_the_order_given_with_interval_and_benchmark() -> None:
    """A place without a value has its words and no dot; nothing is sorted by value."""
    dots = (
        PlaceDot("Region Exempel", "20,0 (18,0–22,0)", 20.0, 18.0, 22.0),
        PlaceDot("Almby", "25,0 (15,0–35,0)", 25.0, 15.0, 35.0),
        PlaceDot("Björkfors", "dolt"),
        PlaceDot("En kommun som har ett mycket långt namn", "12,0", 12.0),
    )
    picture = PlacesPicture("Ohälsa & <annat>", "Fyra platser.", dots, PlaceDot("Riket", "19,0", 19.0, 18.5, 19.5), "%")
    drawn = svg(picture, Size.PAPER, key="t")
    assert re.findall(r">(Region Exempel|Almby|Björkfors|En kommun[^<]*)<", drawn) == [
        "Region Exempel", "Almby", "Björkfors", "En kommun som har ett myck…",
    ]  # fmt: skip
    assert etree.fromstring(drawn).find(f"{SVG}desc").text == "Fyra platser."
    assert ">dolt<" in drawn
    assert ">Riket 19,0<" in drawn
    assert not re.findall(r'(?:fill|stroke)="#(?!4c78a8)', drawn)
    assert png(picture).startswith(b"\x89PNG")
    nothing = PlacesPicture("t", "d", (PlaceDot("Almby", "dolt"),), PlaceDot("Riket", ""))
    assert ">dolt<" in svg(nothing, Size.PAPER)
