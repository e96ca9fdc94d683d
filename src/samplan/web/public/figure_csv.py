"""Figures as CSV: each number that the reckoning rests on; the verdict with its rule at the value that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from samplan.analysis.results import (
    Cell,
    CompareAnswer,
    Comparison,
    IndicatorAnswer,
    IndicatorCard,
    Series,
    SexAnswer,
    SexDifference,
    Trend,
    UnitAges,
    UnitAnswer,
)
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.web.csv_answers import csv_bytes
from samplan.web.public.figure_files import series_of

COLUMNS = (
    "indicator",
    "title",
    "unit_of_measure",
    "place",
    "place_name",
    "sex",
    "period",
    "period_start",
    "period_years",
    "status",
    "value",
    "low",
    "high",
    "level",
    "method",
    "why",
    "no_interval",
    "numerator",
    "denominator",
    "as_published",
    "notes",
    "fetched_at",
    "source",
    "producer",
    "compared_with",
    "verdict",
    "verdict_words",
    "better",
    "rule",
    "rule_words",
    "difference",
    "difference_low",
    "difference_high",
    "detectable",
    "survives",
    "trend",
    "trend_better",
    "trend_words",
    "definition",
)
COUNTRY, MEN = "country", "men"
BETTER = {True: "yes", False: "no", None: ""}
Line = tuple[IndicatorCard, Cell, Comparison | None, str, Trend | None]
"""A cell with the comparison that is about it, with what it is compared, and the trend that ends in it."""


def as_csv(answer: IndicatorAnswer, sexes: SexAnswer | None = None) -> bytes:
    """A row for each cell, also those without a value: the status tells why. sexes: women and men of each place too."""
    lines = {_key(line[1]): line for series in series_of(answer) for line in _of_series(answer.card, series)}
    for one in sexes.differences if sexes is not None else ():
        lines |= {_key(line[1]): line for line in _of_sexes(answer.card, one)}
    return table(lines.values())


def place_csv(answer: UnitAnswer, ages: UnitAges | None = None) -> bytes:
    """All figures of one place: a row for each of its cells, with the county's and the country's of its newest.

    And women and men of the newest period that shows both, and each other age with the id of the indicator whose age
    it is compared with.
    """
    lines: list[Line] = []
    for one in answer.lines:
        lines += _of_series(one.card, one.series)
        lines += [(one.card, cell, None, "", None) for cell in (one.county, one.benchmark) if cell is not None]
        lines += _of_sexes(one.card, one.by_sex) if one.by_sex is not None else ()
    for of in ages.lines if ages is not None else ():
        for other in of.differences:
            lines.append((other.card, other.other, other.comparison, of.card.id, None))
    return table(lines)


def compared_csv(answer: CompareAnswer) -> bytes:
    """Chosen indicators of chosen places, and the country."""
    return table(
        line
        for one in answer.lines
        for series in (*one.series, *((one.benchmark,) if one.benchmark is not None else ()))
        for line in _of_series(one.card, series)
    )


def table(lines: Iterable[Line]) -> bytes:
    """The lines with their heads."""
    return csv_bytes([COLUMNS, *map(_row, lines)])


def why_not(cell: Cell) -> str:
    """Why there is no value, in a sentence; "" where there is one."""
    return "" if cell.value is not None else codes.why("statuses", cell.status)


def _key(cell: Cell) -> tuple[Any, ...]:
    return cell.unit.id, cell.sex, cell.period


def _of_series(card: IndicatorCard, series: Series) -> Iterator[Line]:
    """The comparison is about the newest value, and the trend ends in it."""
    for cell in series.cells:
        newest = cell is series.newest
        told = series.comparison if newest else None
        yield card, cell, told, COUNTRY if told is not None else "", series.trend if newest else None


def _of_sexes(card: IndicatorCard, one: SexDifference) -> Iterator[Line]:
    """The comparison stands at the women's value."""
    yield card, one.women, one.comparison, MEN, None
    yield card, one.men, None, "", None


def _row(line: Line) -> Iterator[Any]:
    card, cell, told, with_what, trend = line
    yield from (card.id, card.title, card.unit, cell.unit.id, cell.unit.title, cell.sex.value)
    yield from (period_words(cell.period), cell.period.start.isoformat(), cell.period.years, cell.status.value)
    yield from (cell.value, cell.low, cell.high, cell.level, cell.method, why_not(cell), cell.no_interval or "")
    yield from (cell.numerator, cell.denominator, "yes" if cell.untouched else "no", " ".join(cell.notes))
    yield from (cell.fetched_at.isoformat() if cell.fetched_at else "", card.source, card.producer)
    yield from _verdict(card, told, with_what)
    yield from _trend(card, trend)
    yield card.definition


def _verdict(card: IndicatorCard, told: Comparison | None, with_what: str) -> Iterator[Any]:
    """With what it is compared, outcome and rule in code and words, and the numbers of it."""
    if told is None:
        yield from ("",) * 11
        return
    rule = sentences.rule_words(told) if told.rule else ""
    survives = "" if told.survives is None else "yes" if told.survives else "no"
    better = BETTER[outcomes.is_better(told.outcome, card.polarity)]
    yield from (with_what, told.outcome.value, outcomes.outcome_words(told, card), better, told.rule, rule)
    yield from (told.difference, told.low, told.high, told.detectable, survives)


def _trend(card: IndicatorCard, trend: Trend | None) -> tuple[str, str, str]:
    """A trend, or why there is none, in code and words, and whether it is for the better."""
    if trend is None:
        return "", "", ""
    better = BETTER[outcomes.trend_is_better(trend, card)]
    return trend.direction.value, better, sentences.trend_words(trend, card)
