"""A funnel as an Altair specification: places against the size of their base, within the limits that chance draws."""

from __future__ import annotations

import json
import math
from typing import Any, Literal

import altair as alt

from samplan.publishing.charts.framing import Room, framed, rows
from samplan.publishing.charts.scales import round_ticks, tick_decimals
from samplan.publishing.charts.shapes import Dot, FunnelPicture, Size

PLOTS = {Size.SMALL: (340, 300, 13), Size.PAPER: (680, 380, 13)}
"""Width, height and size of letters of each drawing, in its own units."""
RIGHT, TOP, BOTTOM, LEFT = 78, 22, 44, 34
ROOM = 62
"""The least room between two bases that are written out."""
WORDS_IN = 14
"""How far in from the left end of its line the word of a limit begins."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in the drawing's units."""
LINES_OFF = (-10, 10, -16, 16, -22, 22)
"""How far a name may be moved up or down from its dot, to be clear of the word of a limit."""
Align = Literal["left", "right"]
Shift = tuple[int, int, Align]
"""How far a name lies from its dot, across and down, and which of its ends is there."""
SHAPES = {-1: "triangle-down", 0: "circle", 1: "triangle-up"}
"""The shapes are those of the verdicts in words: within the limits, over them, under them."""


def specification(picture: FunnelPicture, size: Size) -> dict[str, Any]:
    """The chart as Vega-Lite; for pages in the small size, for files and paper in that of paper."""
    width, height, letters = PLOTS[size]
    plot = _Funnel(picture, width - RIGHT, height - TOP - BOTTOM, letters)
    return framed(plot.layers(), width=plot.width, height=plot.height, room=Room(RIGHT, TOP, BOTTOM))


class _Funnel:
    """The parts of one drawing. Coordinates of the data are bases, on a scale of powers, and values."""

    def __init__(self, picture: FunnelPicture, width: float, height: float, letters: int) -> None:
        self.picture, self.width, self.height, self.letters = picture, width, height, letters
        self.first, self.last = picture.curves[0][0], picture.curves[-1][0]
        reach = [v for line in picture.curves for v in line[1:]] + [d.value for d in picture.dots]
        self.ticks = round_ticks(min(reach), max(reach))
        self.x = alt.Scale(type="log", domain=[self.first, self.last], range=[LEFT, width - 8], nice=False)
        self.y = alt.Scale(domain=[self.ticks[0], self.ticks[-1]], zero=False, nice=False)

    def layers(self) -> list[Any]:
        """From the back to the front."""
        return [self._frame(), *self._limits(), *self._average(), *self._dots(), *self._names()]

    def _at(self, field: str) -> Any:
        return alt.X(field, type="quantitative", scale=self.x)

    def _up(self, field: str) -> Any:
        return alt.Y(field, type="quantitative", scale=self.y)

    def _frame(self) -> Any:
        across = alt.Axis(
            values=self._bases(),
            labelExpr="format(datum.value, ',.0f')",
            labelFontSize=self.letters,
            title=self.picture.across,
            titleAnchor="start",
            titleFontSize=self.letters,
            titleFontWeight=400,
            titleColor="#545a53",
        )
        unit = json.dumps(f" {self.picture.unit}" if self.picture.unit else "", ensure_ascii=False)
        decimals, top = tick_decimals(self.ticks), self.ticks[-1]
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

    def _bases(self) -> list[float]:
        """Round bases with room between them."""
        scale = (self.width - LEFT - 8) / math.log10(self.last / self.first)
        kept: list[float] = []
        for power in range(math.floor(math.log10(self.first)), math.ceil(math.log10(self.last)) + 1):
            for base in (step * 10.0**power for step in (1, 2, 5)):
                if self.first <= base <= self.last and (not kept or math.log10(base / kept[-1]) * scale >= ROOM):
                    kept.append(base)
        return kept

    def _limits(self) -> list[Any]:
        """Two lines on each side; where chance has no lower limit the line lies on nought."""
        made: list[Any] = []
        for low, high, style, words in (
            (1, 2, "inner-limit", self.picture.limit_words[0]),
            (3, 4, "outer-limit", self.picture.limit_words[1]),
        ):
            for side in (low, high):
                data = rows([{"x": line[0], "y": round(line[side], 4)} for line in self.picture.curves])
                made.append(alt.Chart(data).mark_line(style=style).encode(x=self._at("x"), y=self._up("y")))
            start = rows([{"x": self.first, "y": self.picture.curves[0][high]}])
            note = alt.Chart(start).mark_text(style="note", text=words, align="left", dx=WORDS_IN, dy=-2)
            made.append(note.encode(x=self._at("x"), y=self._up("y")))
        return made

    def _average(self) -> list[Any]:
        data = rows([{"x": self.first, "x2": self.last, "y": self.picture.average}])
        rule = alt.Chart(data).mark_rule(style="country-line")
        made = [rule.encode(x=self._at("x"), x2="x2", y=self._up("y"))]
        for words, dy in zip(self.picture.average_word, (-9, 8), strict=True):
            mark = alt.Chart(data).mark_text(style="country-label", text=words, dy=dy, dx=2, fontSize=self.letters + 1)
            made.append(mark.encode(x=alt.value(self.width), y=self._up("y")))
        return made

    def _dots(self) -> list[Any]:
        made = []
        for side, shape in SHAPES.items():
            there = [{"x": d.base, "y": d.value} for d in self.picture.dots if _sign(d.side) == side]
            if there:
                mark = alt.Chart(rows(there)).mark_point(style="county-point", shape=shape, size=70 if side else 40)
                made.append(mark.encode(x=self._at("x"), y=self._up("y")))
        return made

    def _names(self) -> list[Any]:
        """Beside the dot, where there is room: a name that would lie over another stands in the table alone."""
        limits = self._limit_boxes()
        taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in map(self._place, self.picture.dots)]
        made: list[Any] = []
        for dot in self.picture.dots:
            for box, (dx, dy, align) in self._beside(dot, limits) if dot.name else ():
                if any(_over(box, other) for other in (*limits, *taken)):
                    continue
                taken.append(box)
                mark = alt.Chart(rows([{"x": dot.base, "y": dot.value}])).mark_text(
                    style="note", text=dot.name, align=align, dx=dx, dy=dy
                )
                made.append(mark.encode(x=self._at("x"), y=self._up("y")))
                break
        return made

    def _beside(self, dot: Dot, limits: list[Box]) -> list[tuple[Box, Shift]]:
        """Where a name may stand within the drawing: right and left of its dot; a line off where a limit's word is."""
        x, y = self._place(dot)
        long = self._long(dot.name)
        sides: tuple[tuple[float, int, Align], ...] = ((x + 7, 8, "left"), (x - 7 - long, -8, "right"))
        found: list[tuple[Box, Shift]] = []
        for start, dx, align in sides:
            boxes = {dy: (start, y + dy - 7, start + long, y + dy + 7) for dy in (0, *LINES_OFF)}
            moves = (0, *LINES_OFF) if any(_over(boxes[0], limit) for limit in limits) else (0,)
            if start >= LEFT and start + long <= self.width:
                found += [(boxes[dy], (dx, dy, align)) for dy in moves]
        return found

    def _long(self, words: str) -> float:
        return len(words) * self.letters * 0.56

    def _limit_boxes(self) -> list[Box]:
        """Where the words of the limits lie, above the left ends of their upper lines."""
        heights = (self._place(Dot(self.first, self.picture.curves[0][high]))[1] for high in (2, 4))
        start = LEFT + WORDS_IN
        return [
            (start, y - 13, start + self._long(words), y + 3)
            for y, words in zip(heights, self.picture.limit_words, strict=True)
        ]

    def _place(self, dot: Dot) -> tuple[float, float]:
        """Where a dot lies, in the drawing's units."""
        across = math.log10(dot.base / self.first) / math.log10(self.last / self.first)
        upwards = (dot.value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return LEFT + across * (self.width - 8 - LEFT), self.height * (1 - upwards)


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _sign(side: int) -> int:
    return (side > 0) - (side < 0)
