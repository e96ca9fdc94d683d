"""A chart over time as an Altair specification: bands, lines, breaks, a target, and names at the lines' ends."""

from __future__ import annotations

import json
from typing import Any, Literal

import altair as alt

from samplan.publishing.charts.framing import Room, framed, rows
from samplan.publishing.charts.scales import tick_decimals, value_ticks, year_ticks
from samplan.publishing.charts.shapes import Line, SeriesPicture, Size

PLOTS = {
    Size.WIDE: (1184, 400, 15),
    Size.MIDDLE: (720, 330, 14),
    Size.NARROW: (340, 300, 13),
    Size.SMALL: (340, 220, 13),
    Size.PAPER: (680, 288, 13),
}
"""Width, height and size of letters of each drawing, in its own units."""
RIGHT, TOP, BOTTOM, LEFT = 88, 22, 26, 34
LABEL = 17
"""Height of a line of a name at a line's end."""


def specification(picture: SeriesPicture, size: Size) -> dict[str, Any]:
    """The chart as Vega-Lite. Raises nothing: a chart without points is axes alone."""
    width, height, letters = PLOTS[size]
    plot = _Plot(picture, size, width - RIGHT, height - TOP - BOTTOM, letters)
    return framed(plot.layers(), width=plot.width, height=plot.height, room=Room(RIGHT, TOP, BOTTOM))


class _Plot:
    """The parts of one drawing. Coordinates of the data are years and values."""

    def __init__(self, picture: SeriesPicture, size: Size, width: float, height: float, letters: int) -> None:
        self.picture, self.size, self.width, self.height, self.letters = picture, size, width, height, letters
        self.ticks = value_ticks(picture)
        years = [p.year for line in picture.lines for p in line.points]
        ends = [p.end for line in picture.lines for p in line.points if p.end is not None]
        self.first = min(years, default=0.0)
        self.last = max([*years, *ends], default=1.0)
        if self.last == self.first:
            self.first, self.last = self.first - 1, self.last + 1
        left = LEFT + (6 if self.size in {Size.WIDE, Size.MIDDLE} else 0)
        self.x_range = (left, self.width - 8)
        self.x = alt.Scale(domain=[self.first, self.last], range=list(self.x_range), zero=False, nice=False)
        self.y = alt.Scale(domain=[self.ticks[0], self.ticks[-1]], zero=False, nice=False)

    def layers(self) -> list[Any]:
        """From the back to the front."""
        made = [self._frame()]
        made += [self._break(number) for number in range(len(self.picture.breaks))]
        if self.picture.target is not None:
            made += self._target()
        for line in sorted(self.picture.lines, key=lambda one: one.own):
            made += self._steps(line) if any(p.end is not None for p in line.points) else self._line(line)
        made += self._labels()
        return made

    def _at(self, field: str) -> Any:
        return alt.X(field, type="quantitative", scale=self.x)

    def _up(self, field: str) -> Any:
        return alt.Y(field, type="quantitative", scale=self.y)

    def _frame(self) -> Any:
        """The axes, on a mark that is not seen."""
        years = year_ticks(self.picture, self.width - LEFT, self.size)
        names = {f"{year:.10g}": word for year, word in years}
        decimals = tick_decimals(self.ticks)
        top = self.ticks[-1]
        unit = json.dumps(f" {self.picture.unit}" if self.picture.unit else "", ensure_ascii=False)
        across = alt.Axis(
            values=[year for year, _ in years],
            labelExpr=f"{json.dumps(names, ensure_ascii=False)}[toString(datum.value)]",
            labelFontSize=self.letters,
            labelFlush=False,
            domain=True,
        )
        upwards = alt.Axis(
            values=self.ticks[1:] if self.ticks[0] != 0 else self.ticks,
            labelExpr=f"format(datum.value, ',.{decimals}f') + (datum.value >= {top} ? {unit} : '')",
            labelFontSize=self.letters,
            offset=0,
        )
        return (
            alt.Chart(rows([{"x": self.first, "y": self.ticks[0]}]))
            .mark_point(opacity=0)
            .encode(
                x=alt.X("x", type="quantitative", scale=self.x, axis=across),
                y=alt.Y("y", type="quantitative", scale=self.y, axis=upwards),
            )
        )

    def _break(self, number: int) -> Any:
        broken = self.picture.breaks[number]
        data = rows([{"x": broken.year}])
        rule = alt.Chart(data).mark_rule(style="break").encode(x=self._at("x"))
        notes = []
        sides: tuple[tuple[str, Literal["right", "left"], int], ...] = (
            (broken.before, "right", -8),
            (broken.after, "left", 8),
        )
        for words, align, dx in sides:
            if words and self._fits(words, broken.year, align):
                notes.append(
                    alt.Chart(data)
                    .mark_text(style="note", text=words, align=align, dx=dx, dy=-8, fontSize=self.letters)
                    .encode(x=self._at("x"), y=alt.value(0))
                )
        return alt.layer(rule, *notes)

    def _fits(self, words: str, year: float, align: str) -> bool:
        """Whether there is room for words on that side of a break; what does not fit stands in the text beside."""
        low, high = self.x_range
        at = low + (year - self.first) / (self.last - self.first) * (high - low)
        room = at - 40 if align == "right" else self.width + RIGHT - at
        return len(words) * self.letters * 0.53 + 8 <= room

    def _target(self) -> list[Any]:
        """The line alone: its word stands among the names at the lines' ends."""
        data = rows([{"y": self.picture.target}])
        rule = alt.Chart(data).mark_rule(style="target")
        return [rule.encode(y=self._up("y"), x=alt.value(self.x_range[0]), x2=alt.value(self.width - 8))]

    def _line(self, line: Line) -> list[Any]:
        """A broken line with its band; points on measured years only."""
        kind = "county" if line.own else "country"
        made: list[Any] = []
        for part in sorted({p.part for p in line.points}):
            points = [p for p in line.points if p.part == part]
            banded = [p for p in points if p.low is not None and p.high is not None]
            if len(banded) > 1:
                data = rows([{"x": p.year, "lo": p.low, "hi": p.high} for p in banded])
                band = alt.Chart(data).mark_area(style=f"{kind}-band")
                made.append(band.encode(x=self._at("x"), y=self._up("lo"), y2="hi"))
            elif banded and line.own:
                data = rows([{"x": p.year, "lo": p.low, "hi": p.high} for p in banded])
                made.append(
                    alt.Chart(data).mark_rule(style="whisker").encode(x=self._at("x"), y=self._up("lo"), y2="hi")
                )
            drawn = rows([{"x": p.year, "y": p.value} for p in points])
            if len(points) > 1:
                made.append(alt.Chart(drawn).mark_line(style=f"{kind}-line").encode(x=self._at("x"), y=self._up("y")))
            made.append(alt.Chart(drawn).mark_point(style=f"{kind}-point").encode(x=self._at("x"), y=self._up("y")))
        return made

    def _steps(self, line: Line) -> list[Any]:
        """Periods of several years: each its own step with its own band, not joined."""
        kind = "county" if line.own else "country"
        banded = [
            {"x": p.year, "x2": p.end, "lo": p.low, "hi": p.high}
            for p in line.points
            if p.low is not None and p.high is not None
        ]
        made = []
        if banded:
            band = alt.Chart(rows(banded)).mark_rect(style=f"{kind}-band")
            made.append(band.encode(x=self._at("x"), x2="x2", y=self._up("lo"), y2="hi"))
        data = rows([{"x": p.year, "x2": p.end, "y": p.value} for p in line.points])
        made.append(alt.Chart(data).mark_rule(style=f"{kind}-line").encode(x=self._at("x"), x2="x2", y=self._up("y")))
        return made

    def _labels(self) -> list[Any]:
        """Each line's name and newest value at its end, moved apart where they would cover one another."""
        ends: list[tuple[float, str, tuple[str, ...]]] = [
            (line.points[-1].value, f"{'county' if line.own else 'country'}-label", (line.name, line.last))
            for line in self.picture.lines
            if line.points
        ]
        if self.picture.target is not None and self.picture.target_word:
            ends.append((self.picture.target, "target-label", (self.picture.target_word,)))
        ends.sort(key=lambda end: end[0])
        reach = (self.ticks[-1] - self.ticks[0]) or 1.0
        wanted = [self.height * (1 - (value - self.ticks[0]) / reach) for value, _style, _words in ends]
        made = []
        for (_value, style, words), y in zip(ends, apart(wanted, [len(words) for *_end, words in ends]), strict=True):
            for place, text in enumerate(words):
                dy = (place - (len(words) - 1) / 2) * LABEL
                mark = alt.Chart(rows([{}])).mark_text(
                    style=style, text=text, dy=dy, dx=2, align="left", fontSize=self.letters + (len(words) > 1)
                )
                made.append(mark.encode(x=alt.value(self.width), y=alt.value(y)))
        return made


def apart(wanted: list[float], lines: list[int] | None = None) -> list[float]:
    """Places from the bottom up, so far from one another as their lines of letters need: two of each, if not told."""
    many = lines or [2] * len(wanted)
    placed: list[float] = []
    for place, y in enumerate(wanted):
        room = (many[place] + many[place - 1]) / 2 * LABEL + 3
        placed.append(min(y, placed[-1] - room) if placed else y)
    return placed
