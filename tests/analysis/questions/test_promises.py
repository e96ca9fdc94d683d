"""The statistical promises, one test or more for each, through the questions' doors."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from tests.analysis.figure_world import (
    COUNTRY,
    MUNICIPALITIES,
    REGION,
    THEN,
    UNITS,
    Indicator,
    Told,
    World,
    counted,
    survey,
)

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.questions import (
    funnel,
    grid,
    indicator,
    screening,
)
from samplan.analysis.results import Cell, Comparison, Direction, IndicatorAnswer, Measure, Outcome, Status, UnitKind


def ask(told: Indicator, county: str = "99") -> IndicatorAnswer:
    """The answer about one indicator in a world of its own."""
    with World([told]) as store:
        answer = indicator.series(store, told.id, county)
    assert answer is not None
    return answer


def first(told: Indicator) -> Comparison:
    """The comparison of the first municipality."""
    found = ask(told).municipalities[0].comparison
    assert found is not None
    return found


def region_trend(*cells: Told, **more: object) -> tuple[Direction, str]:
    """The trend of the region's cells."""
    county = ask(Indicator(cells=list(cells), **more)).county  # type: ignore[arg-type]  # fields of an indicator
    assert county is not None
    assert county.trend is not None
    return county.trend.direction, county.trend.reason


def rising(years: range, length: int = 1) -> list[Told]:
    """The region's values, rising by two a year with narrow intervals."""
    return [
        Told(REGION, y, 20.0 + 2 * (y - 2010), 19.0 + 2 * (y - 2010), 21.0 + 2 * (y - 2010), years=length)
        for y in years
    ]


# 1. No value without its uncertainty, or the reason there is none.


def test_every_value_has_an_interval_or_a_reason():
    answer = ask(Indicator(cells=[Told("9901", 2024, 5.0, why=NoInterval.TOTAL), Told("9902", 2024, 5.0, 4.0, 6.0)]))
    cells = [s.cells[0] for s in answer.municipalities]
    assert [(c.no_interval, c.low) for c in cells] == [(NoInterval.TOTAL, None), (None, 4.0)]


def test_counts_give_their_own_interval_and_samples_never_do():
    counts = counted("9901", 2024, 81, 263)
    cell = ask(Indicator(measure=Measure.SHARE, cells=[counts])).municipalities[0].cells[0]
    assert (round(cell.low, 2), round(cell.high, 2), cell.method) == (25.53, 36.62, "wilson")
    sample = ask(Indicator(measure=Measure.SURVEY_SHARE, cells=[counts])).municipalities[0].cells[0]
    assert (sample.low, sample.no_interval) == (None, NoInterval.NOT_PUBLISHED)
    rate = ask(Indicator(measure=Measure.RATE, cells=[counted("9901", 2024, 65, 100_000, 100_000)])).municipalities[0]
    assert (round(rate.cells[0].low, 3), round(rate.cells[0].high, 3)) == (50.163, 82.849)
    assert not rate.cells[0].untouched


# 2. The verdict names its rule, level and benchmark, and has four outcomes.


@pytest.mark.parametrize(
    ("own", "outcome"),
    [
        ((30.0, 28.0, 32.0), Outcome.HIGHER),
        ((10.0, 8.0, 12.0), Outcome.LOWER),
        ((20.5, 18.0, 23.0), Outcome.NO_CERTAIN_DIFFERENCE),
        ((30.0, None, None), Outcome.CANNOT_JUDGE),
    ],
)
def test_the_verdict_has_four_outcomes_and_names_its_rule(own, outcome):
    found = first(Indicator(cells=[Told("9901", 2024, *own), Told(COUNTRY, 2024, 20.0, 19.5, 20.5)]))
    assert found.outcome is outcome
    if outcome is Outcome.CANNOT_JUDGE:
        assert found.reason == "no_interval_not_published"
        assert found.difference is None
    else:
        assert (found.rule, found.level) == ("two_uncertain_values", 0.95)


def test_without_the_same_period_there_is_no_benchmark():
    found = first(Indicator(cells=[Told("9901", 2024, 30.0, 28.0, 32.0), Told(COUNTRY, 2023, 20.0, 19.5, 20.5)]))
    assert (found.outcome, found.reason) == (Outcome.CANNOT_JUDGE, "no_benchmark")


# 3. A benchmark that is itself a sample carries its own error.


def test_overlapping_intervals_may_differ_all_the_same():
    found = first(Indicator(cells=[Told("9901", 2024, 20.0, 18.0, 22.0), Told(COUNTRY, 2024, 17.0, 15.5, 18.5)]))
    assert (found.outcome, round(found.p, 3)) == (Outcome.HIGHER, 0.019)


def test_a_sample_without_interval_is_no_benchmark_but_a_full_count_is():
    own = Told("9901", 2024, 20.0, 18.0, 22.0)
    assert first(Indicator(cells=[own, Told(COUNTRY, 2024, 17.0)])).reason == "benchmark_without_interval"
    counted_all = first(Indicator(cells=[own, Told(COUNTRY, 2024, 17.0, why=NoInterval.TOTAL)]))
    assert (counted_all.outcome, counted_all.rule) == (Outcome.HIGHER, "fixed_value")


# 4. A trend needs five unbroken, independent, equally defined periods on a real time axis.


def test_five_independent_years_have_a_trend():
    assert region_trend(*rising(range(2020, 2025))) == (Direction.INCREASING, "")


@pytest.mark.parametrize(
    ("cells", "more", "reason"),
    [
        (rising(range(2021, 2025)), {}, "fewer_than_five"),
        (rising(range(2010, 2021), 4), {}, "overlapping_periods"),
        (rising(range(2018, 2025)), {"breaks": "2022-01-01"}, "break_in_series"),
        ([*rising(range(2020, 2024)), Told(REGION, 2024, 30.0)], {}, "missing_interval"),
        ([*rising(range(2020, 2024)), Told(REGION, 2024, status=Status.HIDDEN)], {}, "missing_value"),
    ],
)
def test_else_it_says_why_there_is_none(cells, more, reason):
    assert region_trend(*cells, **more) == (Direction.CANNOT_COMPUTE, reason)


def test_a_new_definition_at_the_source_is_a_break():
    later = datetime(2026, 1, 1, tzinfo=UTC)
    cells = [c if c.year < 2023 else Told(**{**_fields(c), "version": 2}) for c in rising(range(2018, 2025))]
    versions = ((1, THEN, False), (2, later, True))
    assert region_trend(*cells, versions=versions) == (Direction.CANNOT_COMPUTE, "break_in_series")


def _fields(cell: Told) -> dict[str, object]:
    return {name: getattr(cell, name) for name in cell.__dataclass_fields__}


def test_years_without_a_survey_are_no_gap_and_time_is_real():
    """2018, 2020, 2021, 2022, 2024: where nobody was asked nothing is missing; the slope is that of real years."""
    some = [c for c in rising(range(2018, 2025)) if c.year not in {2019, 2023}]
    unasked = [Told(unit, year, status=Status.UNKNOWN) for unit in (REGION, COUNTRY) for year in (2019, 2023)]
    country = [Told(COUNTRY, c.year, 20.0, 19.0, 21.0) for c in some]
    county = ask(Indicator(cells=[*some, *unasked, *country])).county
    assert county is not None
    assert county.trend is not None
    assert county.trend.slope == pytest.approx(2.0)


# 5. Says what it could have seen.


def test_no_certain_difference_says_what_could_have_been_seen():
    """10,000 people, 14 per 100,000 and year, five years: only a rate two and a half times as high would show."""
    own = counted("9901", 2020, 8, 50_000, 100_000, years=5)
    country = counted(COUNTRY, 2020, 7000, 50_000_000, 100_000, years=5)
    found = first(Indicator(measure=Measure.RATE, window=5, cells=[own, country]))
    assert found.outcome is Outcome.NO_CERTAIN_DIFFERENCE
    assert (14 + found.detectable) / 14 == pytest.approx(2.5, abs=0.2)


# 6. Counts its own looks.


def test_looks_are_counted_and_fewer_survive_the_count():
    noise = random.Random(6)
    told = [_noise(n, noise) for n in range(1, 401)]
    with World(told) as store:
        answer = screening.screening(store, REGION)
    assert answer is not None
    assert answer.looks.comparisons == 400
    assert answer.looks.expected_false == pytest.approx(20)
    assert 8 <= answer.looks.flagged <= 36
    assert answer.looks.surviving <= 2
    assert sum(len(hits) for _area, hits in answer.groups) == answer.looks.surviving


def _noise(number: int, dice: random.Random) -> Indicator:
    """The county's sample is drawn from the country's truth."""
    value, other = dice.gauss(50, 2), dice.gauss(50, 0.2)
    own = Told(REGION, 2024, value, value - 3.92, value + 3.92)
    return Indicator(f"N{number:05}", cells=[own, Told(COUNTRY, 2024, other, other - 0.392, other + 0.392)])


# 7. Missing is never zero, and never silent.


def test_each_reason_for_no_value_is_a_mark_of_its_own():
    marks = (Status.HIDDEN, Status.NOT_COLLECTED, Status.NOT_APPLICABLE, Status.TOO_UNCERTAIN)
    cells = [Told(m, 2024, status=s) for m, s in zip(MUNICIPALITIES, marks, strict=True)]
    cells += [Told(REGION, 2023, 0.0), Told(REGION, 2024, status=Status.WITHDRAWN), Told(COUNTRY, 2024)]
    answer = ask(Indicator(cells=cells))
    assert tuple(s.cells[0].status for s in answer.municipalities) == marks
    assert answer.county is not None
    assert [c.status for c in answer.county.cells] == [Status.ZERO, Status.WITHDRAWN]
    assert answer.benchmark is not None
    assert answer.benchmark.cells[0].status is Status.UNKNOWN


def test_a_grid_shows_why_the_newest_is_missing_and_not_an_older_value():
    cells = [Told("9901", 2023, 5.0), Told("9901", 2024, status=Status.HIDDEN), Told("9902", 2023, 7.0)]
    with World([Indicator(cells=[*cells, Told(COUNTRY, 2024, 6.0)])]) as store:
        answer, _missing = grid.grid(store, ["kolada:N00001"], "99")
    shown = {line.unit.id: line.cells[0] for line in answer.lines}
    assert shown["9901"][0].status is Status.HIDDEN
    assert shown["9902"][0].value == 7.0
    assert shown["9903"] is None


# 8. No league tables.


def test_equal_places_stand_by_name_and_few_are_flagged():
    dice = random.Random(8)
    many = [(f"{i + 1000}", f"Ort {i:03}", UnitKind.MUNICIPALITY, "99") for i in range(290)]
    base = 2000
    cells = [counted(u[0], 2024, sum(dice.random() < 0.2 for _ in range(base)), base) for u in many]
    cells.append(counted(COUNTRY, 2024, 400_000, 2_000_000))
    with World([Indicator(measure=Measure.SHARE, cells=cells)], units=[*UNITS[:2], *many]) as store:
        answer = funnel.funnel(store, "kolada:N00001", "99")
    assert answer is not None
    assert answer.looks is not None
    assert answer.looks.expected_false == pytest.approx(14.5)
    assert 5 <= answer.looks.flagged <= 26
    assert sum(p.far for p in answer.points) <= 3
    names = [p.cell.unit.title for p in answer.points]
    assert names == sorted(names)
    assert {o.value for o in Outcome} & {"best", "worst"} == set()
    assert answer.dispersion == pytest.approx(1, abs=0.3)


# 10. Every figure can be recomputed by the reader.


def test_a_cell_tells_what_it_was_made_of():
    cell = ask(Indicator(measure=Measure.SHARE, cells=[counted("9901", 2024, 81, 263)])).municipalities[0].cells[0]
    assert (cell.numerator, cell.denominator, cell.method, cell.level) == (81, 263, "wilson", 0.95)
    assert cell.fetched_at == THEN


def test_a_cell_cannot_be_made_without_interval_or_reason():
    cell = ask(survey()).municipalities[0].cells[0]
    with pytest.raises(ValueError, match="interval"):
        Cell(cell.unit, cell.period, cell.sex, Status.VALUE, 5.0)
    with pytest.raises(ValueError, match="value"):
        Cell(cell.unit, cell.period, cell.sex, Status.HIDDEN, 5.0, no_interval=NoInterval.TOTAL)
