"""All chosen indicators of one unit: the fact sheet of a municipality or a region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.questions.answering.together import Pair, judged_together, rows_of_both, sheets_of
from samplan.analysis.results import Cell, FactLine, Looks, SexDifference, UnitAnswer
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures
from samplan.analysis.store.shapes import Place


def facts(
    store: Figures, unit_id: str, indicator_ids: Sequence[str], *, as_of: date | None = None
) -> UnitAnswer | None:
    """Some indicators of a unit in the order asked for, beside its county and the country; None without such a unit.

    The newest value of each is judged against the country's of the same period, all counted together; women are judged
    against men where both are shown, counted together for themselves. One statement for each indicator, four at most.
    """
    place = reading.place(store, unit_id)
    if place is None:
        return None
    region = f"00{place.county}"
    sheets, missing = sheets_of(store, indicator_ids, [unit_id, region], as_of)
    pairs: list[Pair] = []
    for found in sheets:
        row = found.newest(found.number(unit_id))
        pairs.append((found, row, found.same_period(row, found.number(COUNTRY))))
    judged = judged_together(pairs)
    by_sex, sex_looks = _women_and_men(sheets, place)
    lines = []
    for i, (found, row, other) in enumerate(pairs):
        maker = Maker(found)
        lines.append(
            FactLine(
                card=found.card,
                series=maker.series(place.unit, found.number(unit_id), 0, judged.comparison(i)),
                county=None if unit_id == region else _beside(maker, found, row, region),
                benchmark=maker.cell(other) if other >= 0 else None,
                caveats=caveats_of(found.card, found.facts, place.county, worked_out=found.worked_out),
                by_sex=by_sex.get(found.card.id),
            )
        )
    made_up = any(s.facts is not None and s.facts.made_up for s in sheets)
    return UnitAnswer(place.unit, tuple(lines), judged.looks(), missing, made_up, sex_looks)


def _women_and_men(sheets: Sequence[Sheet], place: Place) -> tuple[dict[str, SexDifference], Looks | None]:
    """Women minus men of a unit by indicator, in the newest period that shows both, and how many were looked at."""
    told = [(s, *rows) for s in sheets if (rows := rows_of_both(s, s.number(place.unit.id))) is not None]
    if not told:
        return {}, None
    judged = judged_together(told)
    found = {}
    for i, (of, women, men) in enumerate(told):
        maker = Maker(of)
        cells = (maker.cell(women), maker.cell(men))
        found[of.card.id] = SexDifference(place.unit, maker.period(women), *cells, judged.comparison(i))
    return found, judged.looks()


def _beside(maker: Maker, found: Sheet, row: int, unit_id: str) -> Cell | None:
    """The cell of another unit in the same period."""
    there = found.same_period(row, found.number(unit_id))
    return maker.cell(there) if there >= 0 else None
