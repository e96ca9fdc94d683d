"""Women and men."""

from __future__ import annotations

from datetime import date

from samplan.analysis.questions.answering.cells import Maker, against, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.questions.answering.together import rows_of_both
from samplan.analysis.results import Sex, SexAnswer, SexDifference, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY, SEXES
from samplan.analysis.store.reading import Figures

WHOLES = frozenset({UnitKind.REGION, UnitKind.COUNTRY})


def differences(store: Figures, indicator_id: str, county: str, *, as_of: date | None = None) -> SexAnswer | None:
    """Women minus men for the county and each municipality, in the newest period that shows both.

    The municipalities' and bodies' differences are counted together, the county's and the country's are each one look.
    Reasons for none: "not_by_sex", "nothing_shown". Five statements at most.
    """
    units = [p.unit.id for p in reading.county_places(store, county)]
    found = sheet(store, indicator_id, [*units, COUNTRY], as_of)
    if found is None:
        return None
    maker = Maker(found)
    pairs = [(number, *pair) for number in _order(found) if (pair := rows_of_both(found, number)) is not None]
    # The parts first: they are looked at together; the county as a whole and the country are each one look.
    parts = [pair for pair in pairs if found.places[pair[0]].unit.kind not in WHOLES]
    judging = [*parts, *(pair for pair in pairs if pair not in parts)]
    judged = against(found, [women for _n, women, _m in judging], [men for _n, _w, men in judging], many=len(parts))
    made = {number: judged.comparison(i) for i, (number, _women, _men) in enumerate(judging)}
    told = tuple(
        SexDifference(found.places[number].unit, maker.period(women), maker.cell(women), maker.cell(men), made[number])
        for number, women, men in pairs
    )
    divided = bool((found.cells.sex != SEXES.index(Sex.TOTAL)).any())
    return SexAnswer(
        card=found.card,
        differences=told,
        looks=judged.looks() if parts else None,
        reason="" if told else "nothing_shown" if divided else "not_by_sex",
        caveats=caveats_of(found.card, found.facts, county, worked_out=found.worked_out),
    )


def _order(found: Sheet) -> list[int]:
    """The region, then municipalities and bodies by name, then the country."""
    kinds = [UnitKind.REGION, UnitKind.MUNICIPALITY, UnitKind.BODY, UnitKind.COUNTRY]
    there = [p for p in found.places.values() if p.unit.kind in kinds]
    return [p.number for p in sorted(there, key=lambda p: (kinds.index(p.unit.kind), p.unit.title))]
