"""An answer about an indicator as a chart: the county's line and the country's, broken where the definition is."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from django.utils.translation import gettext as _

from samplan.analysis.results import IndicatorAnswer, IndicatorCard, Measure, Series
from samplan.publishing.charts import Break, Line, Picture, Point, SeriesPicture, Size, png, svg
from samplan.publishing.figures.numbers import amount, decimals_of, unit_sign
from samplan.publishing.figures.sentences import description

FROM_ZERO = {Measure.RATE, Measure.COUNT}


def picture(answer: IndicatorAnswer, names: tuple[str, str], *, target: float | None = None) -> SeriesPicture | None:
    """The chart of the county beside its benchmark; None where neither has a value."""
    card = answer.card
    pairs = [
        (name, series)
        for name, series in zip(names, (answer.county, answer.benchmark), strict=True)
        if series is not None and series.newest is not None
    ]
    if not pairs:
        return None
    own = answer.county if answer.county is not None and answer.county.newest is not None else None
    return drawn(card, pairs, own=own, target=target)


def drawn(
    card: IndicatorCard, pairs: list[tuple[str, Series]], *, own: Series | None, target: float | None = None
) -> SeriesPicture:
    """The chart of some lines, one of them its own."""
    breaks = sorted(day.year + (day.timetuple().tm_yday - 1) / 366 for day in card.breaks)
    lines = tuple(_line(card, name, series, breaks, own=series is own) for name, series in pairs)
    at = sorted({(p.year, _tick(p)) for line in lines for p in line.points})
    steps = any(p.end is not None for line in lines for p in line.points)
    return SeriesPicture(
        title=f"{card.title}, {_and([name for name, _series in pairs])}",
        description=description(card, pairs),
        lines=lines,
        unit=unit_sign(card),
        breaks=tuple(Break(year - 0.5, "", _("ny definition")) for year in breaks if _inside(year, at)),
        target=target,
        target_word=f"{_('Mål')} {amount(target, card)}" if target is not None else "",
        from_zero=steps and card.measure in FROM_ZERO,
        decimals=decimals_of(card),
        ticks=tuple(at),
    )


def _line(card: IndicatorCard, name: str, series: Series, breaks: list[float], *, own: bool) -> Line:
    points = []
    for cell in series.cells:
        if cell.value is None:
            continue
        year = cell.period.start.year + (cell.period.start.month - 1) / 12
        end = year + cell.period.years if cell.period.years > 1 and not _overlapping(series) else None
        if cell.period.years > 1 and end is None:
            year += cell.period.years - 1
        part = bisect_right(breaks, cell.period.start.year + (cell.period.start.timetuple().tm_yday - 1) / 366)
        points.append(Point(year, cell.value, cell.low, cell.high, end, part))
    newest = series.newest
    last = amount(newest.value, card) if newest is not None and newest.value is not None else ""
    sign = unit_sign(card)
    return Line(name, f"{last} {sign}".strip(), tuple(points), own)


def _overlapping(series: Series) -> bool:
    """Whether windows roll over one another: they stand at their last year then, and are joined."""
    starts = [c.period.start.year for c in series.cells]
    years = max((c.period.years for c in series.cells), default=1)
    return any(later - earlier < years for earlier, later in pairwise(starts))


def _tick(point: Point) -> str:
    whole = int(point.year)
    return f"{whole}–{int(point.end) - 1}" if point.end is not None else str(whole)


def _inside(year: float, ticks: list[tuple[float, str]]) -> bool:
    return bool(ticks) and ticks[0][0] < year <= ticks[-1][0]


def _and(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def file_of(shown: Picture, form: str) -> bytes:
    """The drawing as a file: "svg" or "png"."""
    return png(shown) if form == "png" else svg(shown, Size.PAPER, for_page=False).encode()
