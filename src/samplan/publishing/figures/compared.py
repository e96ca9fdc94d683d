"""Chosen places of an indicator: rows on one scale, the drawing of them, and what is said under the table."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from samplan.analysis.results import Cell, CompareLine, Series, UnitKind
from samplan.publishing.charts import PlaceDot, PlacesPicture
from samplan.publishing.figures import rows, sentences
from samplan.publishing.figures.numbers import decimals_of, period_words, unit_sign
from samplan.publishing.figures.rows import Places
from samplan.publishing.language import order


def ordered(line: CompareLine) -> CompareLine:
    """Regions first, then municipalities, each by name as Swedish sorts."""
    told = sorted(line.series, key=lambda s: (s.unit.kind is not UnitKind.REGION, order(s.unit.title)))
    return replace(line, series=tuple(told))


def places(line: CompareLine) -> Places:
    """The rows of the table, in the order of the line."""
    wholes = [(s, s.unit.title) for s in line.series if s.unit.kind is UnitKind.REGION]
    parts = [s for s in line.series if s.unit.kind is not UnitKind.REGION]
    return rows.placed(line.card, wholes, parts, line.benchmark)


def picture(line: CompareLine) -> PlacesPicture | None:
    """The drawing; None where no place has a value. Each place with its newest cell, as the table has it."""
    cells = [(series, _newest(series)) for series in line.series]
    if not any(cell is not None and cell.value is not None for _series, cell in cells):
        return None
    bench = _newest(line.benchmark) if line.benchmark is not None else None
    dots = tuple(_dot(line, series.unit.title, cell, bench) for series, cell in cells)
    when = period_words(bench.period) if bench is not None else ""
    return PlacesPicture(
        title=f"{line.card.title} {when}".strip(),
        description=_description(line, dots, bench),
        dots=dots,
        benchmark=_dot(line, _("Riket"), bench, bench),
        unit=unit_sign(line.card),
        decimals=decimals_of(line.card),
    )


def _newest(series: Series) -> Cell | None:
    return series.cells[-1] if series.cells else None


def _dot(line: CompareLine, name: str, cell: Cell | None, bench: Cell | None) -> PlaceDot:
    if cell is None:
        return PlaceDot(name, _("har inget värde"))
    words = sentences.cell_words(cell, line.card)
    if cell.value is not None and bench is not None and not sentences.same_period(cell, bench):
        words += f", {period_words(cell.period)}"
    return PlaceDot(name, words, cell.value, cell.low, cell.high)


def _description(line: CompareLine, dots: tuple[PlaceDot, ...], bench: Cell | None) -> str:
    """What the drawing shows, for those who do not see it."""
    said = [f"{dot.name}: {dot.words}." for dot in dots]
    if bench is not None:
        said.append(f"{_('Riket')}: {sentences.cell_words(bench, line.card)}.")
    return " ".join(said)


def rules(line: CompareLine) -> list[str]:
    """The rules that the verdicts were reached by, each once."""
    told = [s.comparison for s in line.series if s.comparison is not None and s.comparison.rule]
    return list(dict.fromkeys(sentences.rule_words(one) for one in told))


def caveats(line: CompareLine) -> list[str]:
    """Codes of what to keep in mind: of the answer, and of the newest cells that are shown."""
    notes = [note for s in line.series if (cell := _newest(s)) is not None for note in cell.notes]
    return list(dict.fromkeys([*line.caveats, *notes]))
