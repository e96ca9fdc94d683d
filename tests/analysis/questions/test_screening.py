"""The screening shows what every other question shows: no cell more, with the intervals' own methods."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, Indicator, K, M, T, Told, World, counted
from tests.analysis.questions.small_world import TRUTHS, small_world

from samplan.analysis.questions import municipality, screening
from samplan.analysis.results import Cell, Hit, Measure, Sex, Status
from samplan.analysis.store.reading import Figures

FAR = 0.5
"""The country's share: nobody else is near it."""


def hits(store: Figures, unit: str) -> dict[str, Hit]:
    answer = screening.screening(store, unit, since=2000)
    assert answer is not None
    return {hit.card.id: hit for _area, told in answer.groups for hit in told}


def shown_elsewhere(store: Figures, unit: str, ids: Iterable[str]) -> dict[str, Cell | None]:
    """The newest cell of a unit's fact sheet, which asks the gate about everything."""
    answer = municipality.facts(store, unit, list(ids))
    assert answer is not None
    return {line.card.id: line.series.newest for line in answer.lines}


def country(year: int = 2024, sex: Sex = T) -> Told:
    return counted(COUNTRY, year, 1_000_000, 2_000_000, sex=sex)


def of_regions(small: int) -> Indicator:
    """The county's own numbers are large. The other region has few, and the country less this one tells how few."""
    cells = [counted(unit, 2024, 500, 5_000) for unit in MUNICIPALITIES]
    cells += [counted(REGION, 2024, 2_000, 20_000), counted("0098", 2024, small, 20_000)]
    return Indicator(measure=Measure.SHARE, cells=[*cells, counted(COUNTRY, 2024, 2_000 + small, 40_000)])


def divided(women: int, men: int) -> Indicator:
    """All municipalities by sex; the men of one have no row, so that the total less the women tells them."""
    cells = [country(sex=sex) for sex in (T, K, M)]
    for unit in MUNICIPALITIES:
        few = unit == "9902"
        counts = {K: women if few else 400, M: men if few else 300}
        told = {T: sum(counts.values()), K: counts[K]} | ({} if few else {M: counts[M]})
        cells += [counted(unit, 2024, n, 9_000, sex=sex) for sex, n in told.items()]
    sums = {K: women + 1200, M: men + 900, T: women + men + 2100}
    cells += [counted(REGION, 2024, n, 36_000, sex=sex) for sex, n in sums.items()]
    return Indicator(measure=Measure.SHARE, cells=cells, by_sex=True)


def without_numerators(small: int) -> Indicator:
    """Shares with their bases alone: a per cent of a known base is a count."""
    cells = [country(), *(counted(unit, 2024, 400, 9_000) for unit in (*MUNICIPALITIES, REGION) if unit != "9902")]
    return Indicator(
        measure=Measure.SHARE, cells=[*cells, Told("9902", 2024, 100 * small / 9_000, denominator=9_000.0)]
    )


def other_lengths(small: int) -> Indicator:
    """Windows that begin in the same year and are of other lengths are other periods: one may hold a hidden cell."""
    cells = [counted(u, 2020, 4_000, 90_000, years=5) for u in (*MUNICIPALITIES, REGION) if u != "9902"]
    cells += [counted("9902", 2020, 4_000, 90_000, years=4), Told("9902", 2020, status=Status.HIDDEN, years=5)]
    cells += [counted(COUNTRY, 2020, 1_000_000, 2_000_000, years=n) for n in (4, 5)]
    return Indicator(measure=Measure.SHARE, cells=cells, window=5)


@pytest.mark.parametrize("made", [of_regions, lambda few: divided(400, few), without_numerators, other_lengths])
def test_what_the_fact_sheet_hides_is_not_a_finding(made) -> None:
    """A region beside the others, sexes that are not all there, bases without counts, other periods."""
    with World([made(3)]) as store:
        for unit in (REGION, *MUNICIPALITIES):
            elsewhere = shown_elsewhere(store, unit, ["kolada:N00001"])
            for code, hit in hits(store, unit).items():
                newest = elsewhere[code]
                assert newest is not None, unit
                assert (hit.cell.period, hit.cell.value) == (newest.period, newest.value)


def test_a_world_of_small_counts_shows_in_the_screening_what_its_fact_sheets_show() -> None:
    with small_world() as store:
        for unit in (REGION, *MUNICIPALITIES):
            elsewhere = shown_elsewhere(store, unit, [t.indicator.id for t in TRUTHS])
            for code, hit in hits(store, unit).items():
                newest = elsewhere[code]
                assert newest is not None
                assert (hit.cell.period, hit.cell.value) == (newest.period, newest.value)


@pytest.mark.parametrize(
    ("measure", "few", "method"),
    [(Measure.SHARE, 30, "wilson"), (Measure.RATE, 7, "exact"), (Measure.RATE, 30, "byar")],
)
def test_a_reckoned_interval_is_not_called_published(measure, few, method) -> None:
    """Also where a small count elsewhere made the indicator be read again, and for the country beside it."""
    scale = 100 if measure is Measure.SHARE else 100_000
    for other in (400, 3):
        counts = {"9901": few, "9902": other, "9903": 400, "9904": 400}
        cells = [counted(unit, 2024, n, 9_000, scale) for unit, n in counts.items()]
        cells += [counted(COUNTRY, 2024, 1_000_000, 2_000_000, scale)]
        with World([Indicator(measure=measure, cells=cells)]) as store:
            (hit,) = hits(store, "9901").values()
            elsewhere = shown_elsewhere(store, "9901", ["kolada:N00001"])["kolada:N00001"]
        assert elsewhere is not None
        assert (hit.cell.method, hit.cell.untouched) == (method, False)
        assert (hit.cell.method, hit.cell.low, hit.cell.high) == (
            elsewhere.method,
            pytest.approx(elsewhere.low),
            pytest.approx(elsewhere.high),
        )
        country_method = "wilson" if measure is Measure.SHARE else "byar"
        assert (hit.benchmark.method, hit.benchmark.untouched) == (country_method, False)
        assert hit.benchmark.no_interval is None


def test_a_published_interval_is_called_so_and_nought_has_one_too() -> None:
    cells = [Told("9901", 2024, 10.0, 8.0, 12.0), Told(COUNTRY, 2024, 50.0, 49.0, 51.0)]
    nought = [counted("9901", 2024, 0, 9_000, 1000), counted(COUNTRY, 2024, 1_000_000, 2_000_000, 1000)]
    with World([Indicator(cells=cells), Indicator("N00002", "Fall per 1 000", Measure.RATE, nought)]) as store:
        found = hits(store, "9901")
    told = found["kolada:N00001"]
    assert (told.cell.method, told.benchmark.method, told.cell.untouched) == ("published", "published", True)
    cell = found["kolada:N00002"].cell
    assert (cell.value, cell.low, round(cell.high or 0, 4), cell.method) == (0.0, 0.0, 0.4099, "exact")
