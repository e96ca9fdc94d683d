"""Chosen indicators of chosen places side by side, beside the country. The places stand by name; nothing is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samplan.analysis.questions.answering.cells import Asked, Maker, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet
from samplan.analysis.questions.answering.together import Pair, judged_together, sheets_of
from samplan.analysis.questions.similar import similar_groups
from samplan.analysis.results import CompareAnswer, CompareLine, Series, Unit, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures

KINDS = (UnitKind.REGION, UnitKind.MUNICIPALITY)


def compare(
    store: Figures, indicator_ids: Sequence[str], unit_ids: Sequence[str], *, as_of: date | None = None
) -> CompareAnswer:
    """Some indicators in the order asked for, each with a series of every place: regions first, then by name.

    The newest value of each place is judged against the country's of the same period; all comparisons of all the
    indicators are counted together. Ids that nobody knows are told. One statement for each indicator, four at most.
    """
    known = {unit_id: reading.place(store, unit_id) for unit_id in dict.fromkeys(unit_ids)}
    places = [p for p in known.values() if p is not None and p.unit.kind in KINDS]
    places.sort(key=lambda p: (p.unit.kind is not UnitKind.REGION, p.unit.title))
    units = [p.unit for p in places]
    sheets, missing = sheets_of(store, indicator_ids, [u.id for u in units], as_of)
    judged = judged_together([_pair(found, unit) for found in sheets for unit in units])
    lines = []
    for at, found in enumerate(sheets):
        asked: list[Asked] = [
            (unit, found.number(unit.id), 0, judged.comparison(at * len(units) + i)) for i, unit in enumerate(units)
        ]
        maker = Maker(found)
        caveats = dict.fromkeys(
            code
            for county in sorted({p.county for p in places})
            for code in caveats_of(found.card, found.facts, county, worked_out=found.worked_out)
        )
        lines.append(CompareLine(found.card, tuple(maker.all_series(asked)), _country(maker), tuple(caveats)))
    return CompareAnswer(
        units=tuple(units),
        lines=tuple(lines),
        looks=judged.looks(),
        missing=missing,
        unknown=tuple(unit_id for unit_id, place in known.items() if place not in places),
        made_up=any(s.facts is not None and s.facts.made_up for s in sheets),
    )


def _pair(found: Sheet, unit: Unit) -> Pair:
    row = found.newest(found.number(unit.id))
    return found, row, found.same_period(row, found.number(COUNTRY))


def _country(maker: Maker) -> Series | None:
    found = maker.sheet
    number = found.number(COUNTRY)
    return maker.series(found.places[number].unit, number) if found.has(number) else None


def similar_to(store: Figures, unit_id: str) -> tuple[Unit, ...]:
    """Those that Kolada finds similar to a place, without itself, by name; none where nobody tells. One statement."""
    groups = similar_groups(store, unit_id)
    return tuple(m for m in groups[0].members if m.id != unit_id) if groups else ()
