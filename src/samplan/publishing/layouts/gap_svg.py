"""Answers as a drawing for paper: a row for each question, a square for each body, told apart by shape. Pure.

No share and no order of merit: every body is one square, whoever it is, and those who did not answer are there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from samplan.documents.writing.cleaning import xml
from samplan.followup.shapes.report import MeasurePart

INK, SOFT, PAPER = "#1a1d1a", "#545a53", "#ffffff"
FONT = "Atkinson Hyperlegible Next"
WIDTH, LABEL, SQUARE, STEP, LINE = 1000, 330, 20, 28, 24
ROW, KEY = 34, 40
MOST_ROWS = 24
"""Rows of one drawing: more do not fit on a page in letters that can be read."""
SHAPES = ("full", "half", "empty", "cross", "bar")
"""The shapes of choices in their order; whoever did not answer is a dot."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A drawing and what it shows in words."""

    svg: str
    width: int
    height: int
    text: str


def same_choices(measures: Sequence[MeasurePart]) -> list[list[MeasurePart]]:
    """Measures that are answered alike stand in one drawing, in their order."""
    groups: dict[tuple[str, ...], list[MeasurePart]] = {}
    for measure in measures:
        groups.setdefault(tuple(c.word.sv for c in measure.choices), []).append(measure)
    return [part for some in groups.values() for part in _parts(some)]


def _parts(some: list[MeasurePart]) -> Iterator[list[MeasurePart]]:
    for start in range(0, len(some), MOST_ROWS):
        yield some[start : start + MOST_ROWS]


def gap_picture(measures: Sequence[MeasurePart]) -> Gap | None:
    """The drawing of measures that are answered alike; None where a row would not fit."""
    most = max((m.asked for m in measures), default=0)
    if not most or most * STEP > WIDTH - LABEL - 60:
        return None
    y, rows = KEY + 16, []
    for measure in measures:
        lines = wrap(measure.short.sv, 38)[:2] or [""]
        rows.append("".join(_row(measure, lines, y)))
        y += ROW + (len(lines) - 1) * LINE
    key = "".join(_key(measures[0]))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}"'
        f' font-family="{FONT}" font-size="16">{key}{"".join(rows)}</svg>'
    )
    return Gap(svg, WIDTH, y, f"Svar på {len(measures)} frågor, en ruta för varje organisation. Tabellen säger samma.")


def _key(measure: MeasurePart) -> Iterator[str]:
    x = 0
    for place, word in enumerate([*(c.word.sv for c in measure.choices), measure.silent.word.sv]):
        shape = "dot" if place == len(measure.choices) else SHAPES[min(place, len(SHAPES) - 1)]
        yield _shape(shape, x, 4)
        yield f'<text x="{x + STEP}" y="20" fill="{SOFT}">{xml(word)}</text>'
        x += STEP + 22 + 9 * len(word)


def _row(measure: MeasurePart, lines: Sequence[str], y: int) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield f'<text x="0" y="{y + 16 + place * LINE}" fill="{INK}">{xml(line)}</text>'
    x = LABEL
    shapes = [SHAPES[min(place, len(SHAPES) - 1)] for place, c in enumerate(measure.choices) for _ in range(c.n)]
    for shape in [*shapes, *(["dot"] * measure.silent.n)]:
        yield _shape(shape, x, y)
        x += STEP


def _shape(shape: str, x: int, y: int) -> str:
    box = f'<rect x="{x + 1}" y="{y + 1}" width="{SQUARE - 2}" height="{SQUARE - 2}" stroke="{INK}" stroke-width="2"'
    if shape == "full":
        return f'{box} fill="{INK}"/>'
    if shape == "dot":
        return f'<circle cx="{x + SQUARE // 2}" cy="{y + SQUARE // 2}" r="3" fill="{SOFT}"/>'
    inside = {
        "half": f'<path d="M{x + 1} {y + SQUARE - 1}V{y + 1}L{x + SQUARE - 1} {y + SQUARE - 1}Z" fill="{INK}"/>',
        "cross": f'<path d="M{x + 4} {y + 4}L{x + SQUARE - 4} {y + SQUARE - 4}" stroke="{INK}" stroke-width="2"/>',
        "bar": f'<path d="M{x + 4} {y + SQUARE // 2}H{x + SQUARE - 4}" stroke="{INK}" stroke-width="2"/>',
    }
    return f'{box} fill="{PAPER}"/>{inside.get(shape, "")}'
