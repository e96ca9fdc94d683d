"""One indicator: a county and its municipalities over time, beside the country, with verdicts, trends and caveats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samplan.analysis.questions.answering.cells import Maker, against, caveats_of
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import IndicatorAnswer, Series, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures

TOTAL = 0
BY_SEX = (1, 2)


def series(store: Figures, indicator_id: str, county: str, *, as_of: date | None = None) -> IndicatorAnswer | None:
    """Everything about an indicator for a county (two digits), None when there is no such indicator.

    store: from `questions.figures()`. indicator_id: "kolada:N01452" or "own:12". as_of: as the figures were at the end
    of that day. The newest cell of each unit is judged against the country's of the same period; the municipalities'
    comparisons are counted together, and so are own bodies'. Four statements at most, five queries for own values.
    """
    found = sheet(store, indicator_id, _units(store, indicator_id, county), as_of)
    if found is None or (found.facts is None and found.number(f"00{county}") < 0):
        return None
    maker, region, country = Maker(found), _region(found, county), found.number(COUNTRY)
    places = [p for p in found.places.values() if p.unit.kind in {UnitKind.MUNICIPALITY, UnitKind.BODY}]
    places.sort(key=lambda p: (p.unit.kind is UnitKind.BODY, p.unit.title))
    rows = [found.newest(p.number) for p in places]
    judged = against(found, rows, [found.same_period(row, country) for row in rows])
    municipalities = tuple(
        maker.series(p.unit, p.number, TOTAL, judged.comparison(i))
        for i, p in enumerate(places)
        if _has(found, p.number)
    )
    return IndicatorAnswer(
        card=found.card,
        county=_whole(found, maker, region, country, TOTAL),
        benchmark=maker.series(found.places[country].unit, country) if _has(found, country) else None,
        municipalities=municipalities,
        looks=judged.looks() if municipalities else None,
        by_sex=tuple(s for sex in BY_SEX if (s := _whole(found, maker, region, country, sex)) is not None),
        made_up=found.facts is not None and found.facts.made_up,
        caveats=caveats_of(found.card, found.facts, county),
    )


def _units(store: Figures, indicator_id: str, county: str) -> Sequence[str]:
    """The county's units; own values come whole."""
    told = [place.unit.id for place in reading.county_places(store, county)]
    return [*told, COUNTRY]


def _region(found: Sheet, county: str) -> int:
    return found.number(f"00{county}")


def _has(found: Sheet, number: int) -> bool:
    return number in found.places and bool((found.cells.unit == number).any())


def _whole(found: Sheet, maker: Maker, region: int, country: int, sex: int) -> Series | None:
    """The county's series of one sex with its verdict; None where it has no cells."""
    if not bool(((found.cells.unit == region) & (found.cells.sex == sex)).any()):
        return None
    row = found.newest(region, sex)
    judged = against(found, [row], [found.same_period(row, country, sex)])
    return maker.series(found.places[region].unit, region, sex, judged.comparison(0, alone=True))
