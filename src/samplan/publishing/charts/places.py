"""Places under one another as an Altair specification: a dot with its interval for each, beside a benchmark's line."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from samplan.publishing.charts.framing import Room, framed, rows
from samplan.publishing.charts.scales import round_ticks, tick_decimals
from samplan.publishing.charts.shapes import PlaceDot, PlacesPicture, Size

WIDTH, LETTERS, ROW = 680, 13, 26
NAMES, WORDS, TOP, BOTTOM = 190, 150, 26, 30
"""Room for the names to the left, for the values to the right, for the benchmark's name above, for the axis below."""
LONGEST = 27


def specification(picture: PlacesPicture, size: Size) -> dict[str, Any]:
    """The chart as Vega-Lite, in the size of paper: pages have a table with the same drawing in its rows."""
    plot = _Rows(picture, WIDTH - WORDS, ROW * max(len(picture.dots), 1))
    return framed(plot.layers(), width=plot.width, height=plot.height, room=Room(WORDS, TOP, BOTTOM))


class _Rows:
    """The parts of the drawing. Coordinates of the data are values across and rows from the top."""

    def __init__(self, picture: PlacesPicture, width: float, height: float) -> None:
        self.picture, self.width, self.height = picture, width, height
        told = [v for d in (*picture.dots, picture.benchmark) for v in (d.value, d.low, d.high) if v is not None]
        self.ticks = round_ticks(min(told, default=0.0), max(told, default=1.0))
        self.x = alt.Scale(domain=[self.ticks[0], self.ticks[-1]], range=[NAMES, width], zero=False, nice=False)

    def layers(self) -> list[Any]:
        """From the back to the front."""
        return [self._frame(), *self._benchmark(), *self._intervals(), *self._dots(), *self._words()]

    def _at(self, field: str) -> Any:
        return alt.X(field, type="quantitative", scale=self.x)

    def _down(self, place: int) -> Any:
        return alt.value((place + 0.5) * ROW)

    def _frame(self) -> Any:
        unit = json.dumps(f" {self.picture.unit}" if self.picture.unit else "", ensure_ascii=False)
        decimals, last = tick_decimals(self.ticks), self.ticks[-1]
        axis = alt.Axis(
            values=self.ticks,
            labelExpr=f"format(datum.value, ',.{decimals}f') + (datum.value >= {last} ? {unit} : '')",
            labelFontSize=LETTERS,
        )
        chart = alt.Chart(rows([{"x": self.ticks[0]}])).mark_point(opacity=0)
        return chart.encode(x=alt.X("x", type="quantitative", scale=self.x, axis=axis), y=alt.value(self.height))

    def _benchmark(self) -> list[Any]:
        told, made = self.picture.benchmark, []
        if told.value is None:
            return []
        ends = {"y": alt.value(0), "y2": alt.value(self.height)}
        if told.low is not None and told.high is not None:
            band = alt.Chart(rows([{"x": told.low, "x2": told.high}])).mark_rect(style="country-band")
            made.append(band.encode(x=self._at("x"), x2="x2", **ends))
        data = rows([{"x": told.value}])
        made.append(alt.Chart(data).mark_rule(style="country-line").encode(x=self._at("x"), **ends))
        # The words stand on the side of the line that has room for them.
        right = told.value > (self.ticks[0] + self.ticks[-1]) / 2
        label = alt.Chart(data).mark_text(
            style="country-label", text=f"{told.name} {told.words}", align="right" if right else "left", dx=0,
            fontSize=LETTERS,
        )  # fmt: skip
        return [*made, label.encode(x=self._at("x"), y=alt.value(-12))]

    def _intervals(self) -> list[Any]:
        made = []
        for place, dot in enumerate(self.picture.dots):
            if dot.low is not None and dot.high is not None:
                chart = alt.Chart(rows([{"x": dot.low, "x2": dot.high}])).mark_rule(style="whisker")
                made.append(chart.encode(x=self._at("x"), x2="x2", y=self._down(place)))
        return made

    def _dots(self) -> list[Any]:
        return [
            alt.Chart(rows([{"x": dot.value}]))
            .mark_point(style="county-point", size=60)
            .encode(x=self._at("x"), y=self._down(place))
            for place, dot in enumerate(self.picture.dots)
            if dot.value is not None
        ]

    def _words(self) -> list[Any]:
        made = []
        for place, dot in enumerate(self.picture.dots):
            for at, words, style in ((0.0, _short(dot), "county-label"), (self.width + 4, dot.words, "note")):
                chart = alt.Chart(rows([{}])).mark_text(style=style, text=words, dx=0, fontSize=LETTERS)
                made.append(chart.encode(x=alt.value(at), y=self._down(place)))
        return made


def _short(dot: PlaceDot) -> str:
    """A name that has room; whole in the table."""
    return dot.name if len(dot.name) <= LONGEST else f"{dot.name[: LONGEST - 1].rstrip()}…"
