"""A plan's figures in the words and drawings of paper. Paper is in Swedish, as the plan is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from samplan.analysis.results import IndicatorCard, Series
from samplan.publishing.charts import Size, svg
from samplan.publishing.charts.series import PLOTS
from samplan.publishing.figures import sentences
from samplan.publishing.figures.aims import aim_words
from samplan.publishing.figures.numbers import period_words, unit_words
from samplan.publishing.figures.pictures import picture
from samplan.publishing.figures.rows import years
from samplan.publishing.figures.shapes import AreaFigure, PlanFigure
from samplan.publishing.figures.sources import source_line
from samplan.publishing.help_lines import help_lines
from samplan.publishing.layouts.figures import PrintedFigure

LINES = ("Länet", "Riket")


def printed_figures(figures: Sequence[PlanFigure], indicators: dict[str, str]) -> list[PrintedFigure]:
    """Figures ready to be set. indicators: the indicators' texts by id."""
    with override("sv"):
        return [_printed(figure, indicators.get(figure.indicator, "")) for figure in figures]


def printed_by_area(figures: Sequence[AreaFigure]) -> dict[str, list[PrintedFigure]]:
    """The figures of a year's follow-up ready to be set, by the area's slug."""
    found: dict[str, list[PrintedFigure]] = {}
    with override("sv"):
        for one in figures:
            found.setdefault(one.area, []).append(_printed(one.figure, one.indicator))
    return found


def _printed(figure: PlanFigure, indicator: str) -> PrintedFigure:
    answer, card = figure.answer, figure.answer.card
    drawn = picture(answer, LINES, target=figure.target)
    lines = [s for s in (answer.county, answer.benchmark) if s is not None]
    names = [n for n, s in zip(LINES, (answer.county, answer.benchmark), strict=True) if s is not None]
    verdict = sentences.verdict(card, answer.county, answer.benchmark, *LINES) if answer.county is not None else None
    said = [" ".join([f"{verdict.head}.", *verdict.body]), verdict.rule] if verdict else []
    if verdict and verdict.trend:
        said.append(f"Trend: {verdict.trend}")
    width, height, _letters = PLOTS[Size.PAPER]
    rows = [(row.period, *(words for words, _gap in row.cells)) for row in years(card, lines)]
    places = [_newest(series, card) for series in answer.municipalities]
    return PrintedFigure(
        indicator=indicator,
        title=figure.title,
        unit=unit_words(card),
        said=tuple(part for part in said if part),
        aim=aim_words(figure),
        help=" ".join(line.sv for line in help_lines().lines) if card.suicide else "",
        source=f"Källa: {source_line(answer)}. Siffrorna är som de var {figure.as_of.isoformat()}.",
        names=tuple(names),
        rows=tuple(rows),
        places=tuple(places),
        svg=svg(drawn, Size.PAPER, for_page=False) if drawn else "",
        described=f"{drawn.title}. {drawn.description}" if drawn else "",
        width=width,
        height=height,
    )


def _newest(series: Series, card: IndicatorCard) -> tuple[str, str, str]:
    """A place with its newest cell."""
    if not series.cells:
        return series.unit.title, "", ""
    cell = series.cells[-1]
    return series.unit.title, period_words(cell.period), sentences.cell_words(cell, card)
