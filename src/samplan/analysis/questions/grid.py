"""Municipalities against indicators, by name and in the order asked for. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.questions.answering.together import Pair, judged_together, row_to_show, sheets_of
from samplan.analysis.results import Cell, Comparison, GridAnswer, GridLine, Unit, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures


def grid(
    store: Figures, indicator_ids: Sequence[str], county: str, *, as_of: date | None = None
) -> tuple[GridAnswer, tuple[str, ...]]:
    """A county's region and municipalities against some indicators, and the ids that nobody knows.

    Each cell is the newest; where the country has a newer period and the unit only a reason for no value, that reason.
    All comparisons with the country are counted together. One statement for each indicator, four at most.
    """
    units = [p.unit for p in reading.county_places(store, county)]
    sheets, missing = sheets_of(store, indicator_ids, [u.id for u in units], as_of)
    units = units or _own_units(sheets)
    makers = [Maker(s) for s in sheets]
    rows = [[row_to_show(s, s.number(unit.id)) for s in sheets] for unit in units]
    pairs: list[Pair] = [
        (s, row, s.same_period(row, s.number(COUNTRY))) for line in rows for s, row in zip(sheets, line, strict=True)
    ]
    judged = judged_together(pairs)
    lines, place = [], 0
    for unit, line in zip(units, rows, strict=True):
        told: list[tuple[Cell, Comparison] | None] = []
        for maker, row in zip(makers, line, strict=True):
            told.append((maker.cell(row), judged.comparison(place)) if row >= 0 else None)
            place += 1
        lines.append(GridLine(unit, tuple(told)))
    return GridAnswer(
        cards=tuple(s.card for s in sheets),
        lines=tuple(lines),
        benchmark=tuple(_newest(m, s) for m, s in zip(makers, sheets, strict=True)),
        looks=judged.looks(),
        caveats=tuple(caveats_of(s.card, s.facts, county, worked_out=s.worked_out) for s in sheets),
    ), missing


def _own_units(sheets: Sequence[Sheet]) -> list[Unit]:
    """The units of own values, where no official figures have been fetched."""
    kinds = (UnitKind.REGION, UnitKind.MUNICIPALITY)
    found = {p.unit.id: p.unit for s in sheets for p in s.places.values() if p.unit.kind in kinds}
    return sorted(found.values(), key=lambda u: (u.kind is not UnitKind.REGION, u.title))


def _newest(maker: Maker, found: Sheet) -> Cell | None:
    row = found.newest(found.number(COUNTRY))
    return maker.cell(row) if row >= 0 else None
