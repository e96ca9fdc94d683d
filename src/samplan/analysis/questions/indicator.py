"""One indicator: a county and its municipalities over time, beside the country, with verdicts, trends and caveats."""

from __future__ import annotations

from datetime import date

from samplan.analysis.questions.answering.cells import Asked, Maker, against, caveats_of
from samplan.analysis.questions.answering.sheets import sheet
from samplan.analysis.results import IndicatorAnswer, UnitKind
from samplan.analysis.store import reading
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures

TOTAL = 0
BY_SEX = (1, 2)


def series(store: Figures, indicator_id: str, county: str, *, as_of: date | None = None) -> IndicatorAnswer | None:
    """Everything about an indicator for a county (two digits), None when there is no such indicator.

    store: from `questions.figures()`. indicator_id: "kolada:N01452" or "own:12". as_of: as the figures were at the end
    of that day.
    The newest cell of each unit is judged against the country's of the same period; the municipalities' comparisons are
    counted together, and so are own bodies'. Four statements at most, five queries for own values.
    """
    found = sheet(store, indicator_id, _units(store, county), as_of)
    if found is None or (found.facts is None and found.number(f"00{county}") < 0):
        return None
    maker, region, country = Maker(found), found.number(f"00{county}"), found.number(COUNTRY)
    places = [p for p in found.places.values() if p.unit.kind in {UnitKind.MUNICIPALITY, UnitKind.BODY}]
    places.sort(key=lambda p: (p.unit.kind is UnitKind.BODY, p.unit.title))
    wholes = [sex for sex in (TOTAL, *BY_SEX) if found.has(region, sex)]
    rows = [*(found.newest(p.number) for p in places), *(found.newest(region, sex) for sex in wholes)]
    sexes = [*(TOTAL for _place in places), *wholes]
    others = [found.same_period(row, country, sex) for row, sex in zip(rows, sexes, strict=True)]
    judged = against(found, rows, others, many=len(places))
    asked: list[Asked] = [
        (p.unit, p.number, TOTAL, judged.comparison(i)) for i, p in enumerate(places) if found.has(p.number)
    ]
    many = len(asked)
    asked += [
        (found.places[region].unit, region, sex, judged.comparison(len(places) + i)) for i, sex in enumerate(wholes)
    ]
    if found.has(country):
        asked.append((found.places[country].unit, country, TOTAL, None))
    made = maker.all_series(asked)
    municipalities, told = tuple(made[:many]), dict(zip(wholes, made[many:], strict=False))
    return IndicatorAnswer(
        card=found.card,
        county=told.get(TOTAL),
        benchmark=made[-1] if found.has(country) else None,
        municipalities=municipalities,
        looks=judged.looks() if municipalities else None,
        by_sex=tuple(told[sex] for sex in BY_SEX if sex in told),
        made_up=found.facts is not None and found.facts.made_up,
        caveats=caveats_of(found.card, found.facts, county, worked_out=found.worked_out),
    )


def _units(store: Figures, county: str) -> list[str]:
    return [*(place.unit.id for place in reading.county_places(store, county)), COUNTRY]
