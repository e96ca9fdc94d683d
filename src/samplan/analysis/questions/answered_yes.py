"""How many of a county's municipalities answer yes, beside the country's. Who has not answered has not said no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

import numpy as np

from samplan.analysis.answer_scale import answers_in, yes_in
from samplan.analysis.formulas.intervals import proportions
from samplan.analysis.questions.answering.cells import Maker, caveats_of
from samplan.analysis.questions.answering.judging import Side, judge
from samplan.analysis.questions.answering.limits import TOTAL
from samplan.analysis.questions.answering.sheets import Sheet, sheet
from samplan.analysis.results import Comparison, Measure, Period, UnitKind, YesAnswer, YesCount, YesPeriod
from samplan.analysis.store.codes import COUNTRY
from samplan.analysis.store.reading import Figures


def answered_yes(store: Figures, indicator_id: str, county: str, *, as_of: date | None = None) -> YesAnswer | None:
    """n of N by period for a county (two digits), None when there is no such indicator.

    The newest period is compared with the country's other municipalities, by the difference of two shares; where those
    are not known, with the share that the source publishes, as a fixed value. Municipalities without an answer are in
    neither number. Reasons for nothing: "not_for_this_measure", "nothing_shown". Four statements at most.
    """
    every = [p.unit.id for p in store.places if p.unit.kind is UnitKind.MUNICIPALITY]
    found = sheet(store, indicator_id, every, as_of)
    if found is None:
        return None
    yes = yes_in(found.card.title)
    saying = answers_in(found.card.title).get(yes, "")
    if found.card.measure is not Measure.YES_NO:
        return YesAnswer(found.card, saying, (), None, "not_for_this_measure")
    here = _numbers(found, county)
    periods = _periods(found, here, yes)
    if not periods:
        return YesAnswer(found.card, saying, (), None, "nothing_shown")
    caveats = caveats_of(found.card, found.facts, county, worked_out=found.worked_out)
    return YesAnswer(found.card, saying, periods, _compared(periods[-1]), "", caveats)


def _numbers(found: Sheet, county: str) -> set[int]:
    """The county's municipalities. Own values have one county alone, that need not be told."""
    towns = {n: p for n, p in found.places.items() if p.unit.kind is UnitKind.MUNICIPALITY}
    return {n for n, p in towns.items() if found.facts is None or p.county == county}


def _periods(found: Sheet, here: set[int], yes: float) -> tuple[YesPeriod, ...]:
    """Periods in which anybody in the county has answered, in time order."""
    towns = {n for n, p in found.places.items() if p.unit.kind is UnitKind.MUNICIPALITY}
    maker = Maker(found)
    told: dict[Period, int] = {}
    for number in here:
        for row in found.rows(number):
            if np.isfinite(found.cells.value[row]):
                told.setdefault(maker.period(row), row)
    return tuple(_period(found, period, told[period], here, towns, yes) for period in sorted(told))


def _period(found: Sheet, period: Period, row: int, here: set[int], towns: set[int], yes: float) -> YesPeriod:
    country = found.same_period(row, found.number(COUNTRY))
    share = float(found.cells.value[country]) if country >= 0 else float("nan")
    counts = [_counted(found, row, among, yes) for among in (here, towns)]
    known = counts[1].answered > counts[0].answered
    # A mean of noughts and ones is the share; a mean on another scale says nothing of how many said yes.
    published = (
        100 * share if not known and set(answers_in(found.card.title)) == {0.0, 1.0} and 0 <= share <= 1 else None
    )
    return YesPeriod(period, counts[0], counts[1] if known else None, published)


def _counted(found: Sheet, row: int, among: Collection[int], yes: float) -> YesCount:
    """The answers of some municipalities in the period of a row."""
    rows = [at for number in among if (at := found.same_period(row, number)) >= 0]
    values = [v for v in found.cells.value[rows].tolist() if v == v]
    given = Counter(values)
    words = answers_in(found.card.title)
    order = sorted({*words, *given}, key=lambda number: (number != yes, -number))
    by_answer = tuple((words.get(number, f"{number:g}"), given[number]) for number in order)
    return YesCount(given[yes], len(values), len(among), by_answer)


def _compared(newest: YesPeriod) -> Comparison:
    """The county's share with that of the others; with the published one as if it were certain."""
    county, country = newest.county, newest.country
    if country is not None:
        other = _side([country.yes - county.yes], [country.answered - county.answered])
    else:
        share = np.nan if newest.published is None else newest.published
        none = np.full(1, np.nan)
        other = Side(np.array([share]), none, none, none, none, np.full(1, TOTAL, np.uint8))
    every, no = np.ones(1, np.bool_), np.zeros(1, np.bool_)
    return judge(_side([county.yes], [county.answered]), other, every, every, no, many=0).comparison(0)


def _side(yes: Sequence[int], answered: Sequence[int]) -> Side:
    counts, bases = np.array(yes, dtype=float), np.array(answered, dtype=float)
    if not bases[0]:
        none = np.full(1, np.nan)
        return Side(none, none, none, none, none, np.zeros(1, np.uint8))
    limits = proportions(counts, bases, multiplier=100)
    return Side(limits.value, limits.low, limits.high, counts, bases, np.zeros(1, np.uint8))
