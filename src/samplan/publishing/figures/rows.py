"""Rows of tables and of drawn intervals: a county and its municipalities on one scale, by name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samplan.analysis.results import Cell, Comparison, IndicatorAnswer, IndicatorCard, Series
from samplan.publishing.charts.scales import STEPS
from samplan.publishing.figures import codes
from samplan.publishing.figures.numbers import amount, in_brackets, period_words
from samplan.publishing.figures.outcomes import mark_of, outcome_words
from samplan.publishing.figures.sentences import cell_words, no_interval_words
from samplan.publishing.language import order


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table. at, low, high: per cent of the scale's width as text, "" where nothing is drawn.

    mark, verdict: shape and words of the comparison, "" without one. gap_mark: the shape of why there is no value.
    """

    name: str
    value: str
    interval: str
    note: str
    when: str
    at: str
    low: str
    width: str
    mark: str
    verdict: str
    gap_mark: str
    whole: bool = False
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """The rows on one scale. ticks: place in per cent and word. ref, ref_low, ref_width: the benchmark and its band."""

    rows: tuple[PlaceRow, ...]
    ticks: tuple[tuple[str, str], ...]
    ref: str
    ref_low: str
    ref_width: str
    when: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A period in the table under the chart: what each line has."""

    period: str
    cells: tuple[tuple[str, str], ...]
    """Words and mark of each line's cell; a mark only where there is no value."""


def places(answer: IndicatorAnswer, county_name: str) -> Places:
    """County first, then its municipalities in Swedish order, on the scale of the newest values."""
    municipal = sorted(answer.municipalities, key=lambda s: order(s.unit.title))
    wholes = [(answer.county, county_name)] if answer.county is not None else []
    return placed(answer.card, wholes, municipal, answer.benchmark)


def placed(
    card: IndicatorCard, wholes: Sequence[tuple[Series, str]], parts: Sequence[Series], benchmark: Series | None
) -> Places:
    """Whole counties under their names and then places, in the order given, on the scale of their newest values."""
    all_series = [s for s in (*(s for s, _name in wholes), benchmark, *parts) if s is not None]
    scale = _Scale([c for s in all_series if (c := _latest(s)) is not None and c.value is not None])
    rows = [_row(card, series, name, scale, whole=True) for series, name in wholes]
    rows += [_row(card, series, series.unit.title, scale) for series in parts]
    bench = _latest(benchmark) if benchmark is not None else None
    at, low, width = scale.places(bench) if bench is not None else ("", "", "")
    when = period_words(bench.period) if bench is not None else ""
    ticks = tuple((scale.at(t), amount(t, card) if t % 1 else f"{t:g}") for t in scale.ticks[1:-1])
    return Places(tuple(rows), ticks, at, low, width, when)


def years(card: IndicatorCard, lines: list[Series]) -> tuple[YearRow, ...]:
    """The table under a chart, newest last, with a column for each line."""
    found = sorted({cell.period for line in lines for cell in line.cells})
    by_line = [{cell.period: cell for cell in line.cells} for line in lines]
    rows = []
    for period in found:
        cells = []
        for cells_of in by_line:
            cell = cells_of.get(period)
            if cell is None:
                cells.append(("", "notcollected"))
            else:
                words = cell_words(cell, card)
                note = no_interval_words(cell) if cell.value is not None else ""
                mark = "" if cell.value is not None else codes.mark_of("statuses", cell.status)
                cells.append((f"{words} ({note})" if note else words, mark))
        rows.append(YearRow(period_words(period), tuple(cells)))
    return tuple(rows)


def _latest(series: Series) -> Cell | None:
    """The newest cell, with or without a value: a place that has none this year is not shown with last year's."""
    return series.cells[-1] if series.cells else None


class _Scale:
    def __init__(self, cells: list[Cell]) -> None:
        found = [v for c in cells for v in (c.value, c.low, c.high) if v is not None]
        low, high = (min(found), max(found)) if found else (0.0, 1.0)
        span = max(high - low, abs(high) * 0.05, 1e-9)
        power = 10.0 ** math.floor(math.log10(span / 5))
        step = next(s * power for s in STEPS if s * power >= span / 5 * 0.999)
        first, last = math.floor(low / step) * step, math.ceil(high / step) * step
        if last <= first:
            last = first + step
        self.first, self.last = first, last
        self.ticks = [round(first + n * step, 10) for n in range(round((last - first) / step) + 1)]

    def at(self, value: float) -> str:
        """Where a value stands, in per cent of the width."""
        return f"{(value - self.first) / (self.last - self.first) * 100:.2f}"

    def places(self, cell: Cell) -> tuple[str, str, str]:
        """Where value and interval stand: value, lower limit, width."""
        if cell.value is None:
            return "", "", ""
        if cell.low is None or cell.high is None:
            return self.at(cell.value), "", ""
        width = (cell.high - cell.low) / (self.last - self.first) * 100
        return self.at(cell.value), self.at(cell.low), f"{max(width, 0.1):.2f}"


def _row(card: IndicatorCard, series: Series, name: str, scale: _Scale, *, whole: bool = False) -> PlaceRow:
    cell = _latest(series)
    if cell is None:
        return PlaceRow(
            name, codes.word("statuses", "not_collected"), "", "", "", "", "", "", "", "", "notcollected", whole
        )
    at, low, width = scale.places(cell)
    shown = cell.value is not None
    # The comparison is of the newest value: beside a place that has none now it would be that of another period.
    mark, verdict = _verdict(series.comparison, card) if shown else ("", "")
    return PlaceRow(
        name=name,
        value=cell_words(cell, card).removesuffix(in_brackets(cell, card)).strip(),
        interval=in_brackets(cell, card),
        note=no_interval_words(cell) if shown else "",
        when=period_words(cell.period),
        at=at,
        low=low,
        width=width,
        mark=mark,
        verdict=verdict,
        gap_mark="" if shown else codes.mark_of("statuses", cell.status),
        whole=whole,
    )


def _verdict(comparison: Comparison | None, card: IndicatorCard) -> tuple[str, str]:
    if comparison is None:
        return "", ""
    return mark_of(comparison, card), outcome_words(comparison, card)
