"""Each question against its slow and obvious twin, in worlds that Hypothesis makes."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, UNITS, Indicator, K, M, T, Told, World
from tests.analysis.questions import twins

from samplan.analysis.questions import compare, funnel, grid, indicator, municipality, screening, search, sexes, similar
from samplan.analysis.results import Comparison, Measure, Outcome, Series, Status
from samplan.analysis.store.describing import WHY_NO_INTERVAL
from samplan.analysis.store.reading import Figures

MEASURES = (Measure.SURVEY_SHARE, Measure.SHARE, Measure.RATE, Measure.MEAN, Measure.COUNT)
GROUP = {("G1", "Liknande kommuner övergripande, Ales, 2025"): ["9901", "9902", "9801"]}
WORDS = ("Självskattad hälsa", "God hälsa", "Oro och ångest", "Stress i skolan", "Trygghet")


@st.composite
def cells(draw: Any, measure: Measure, unit: str, year: int, sex: Any, years: int) -> Told | None:
    """One cell, or a mark of why there is none, or nothing at all."""
    sort = draw(st.sampled_from(("value",) * 6 + ("missing", "nothing")))
    if sort == "nothing":
        return None
    if sort == "missing":
        # Beside counts, what a publisher hides is guarded by the gate, which the twin does not know.
        guarded = measure in {Measure.SHARE, Measure.RATE}
        why_none = (Status.NOT_COLLECTED,) if guarded else (Status.UNKNOWN, Status.NOT_COLLECTED, Status.HIDDEN)
        status = draw(st.sampled_from(why_none))
        return Told(unit, year, status=status, sex=sex, years=years)
    large = unit == COUNTRY
    if measure in {Measure.SHARE, Measure.RATE}:
        base = draw(st.integers(5_000, 20_000)) * (50 if large else 1)
        # Never small, and in windows never few a year: the twin knows no gate.
        count = draw(st.integers(base // 10, base // 2))
        scale = 100 if measure is Measure.SHARE else 1000
        return Told(unit, year, scale * count / base, None, None, count, base, sex, years)
    value = draw(st.floats(0, 100).map(lambda v: round(v, 1)))
    if measure is Measure.COUNT or draw(st.integers(0, 5)) == 0:
        return Told(unit, year, value, sex=sex, years=years, why=WHY_NO_INTERVAL[measure])
    half = draw(st.floats(0.1, 8).map(lambda v: round(v, 1)))
    return Told(unit, year, value, value - half, value + half, sex=sex, years=years)


@st.composite
def indicators(draw: Any, code: str, measure: Measure | None = None, title: str = "") -> Indicator:
    """An indicator with cells of all units, in some years, perhaps by sex, perhaps in windows."""
    measure, years = measure or draw(st.sampled_from(MEASURES)), draw(st.sampled_from((1, 1, 1, 4)))
    some = sorted(draw(st.sets(st.integers(2010, 2024), min_size=1, max_size=7)))
    by_sex = draw(st.booleans())
    found = []
    for unit, year, sex in itertools.product((u[0] for u in UNITS), some, (T, K, M) if by_sex else (T,)):
        cell = draw(cells(measure, unit, year, sex, years))
        if cell is not None:
            found.append(cell)
    breaks = draw(st.sampled_from(("", "", f"{some[-1]}-01-01", f"{some[0]}-01-01")))
    title = title or f"{draw(st.sampled_from(WORDS))} {code}"
    area = draw(st.sampled_from(("Hälsa", "Skola")))
    return Indicator(code, title, measure, found, window=years, by_sex=by_sex, breaks=breaks, area=area)


@st.composite
def worlds(draw: Any) -> list[Indicator]:
    """One to three indicators."""
    return [draw(indicators(f"N0000{i}")) for i in range(1, draw(st.integers(1, 3)) + 1)]


def near(found: float | None, wanted: float | None) -> bool:
    """The same number, or none on both sides."""
    return found is wanted or (
        found is not None and wanted is not None and found == pytest.approx(wanted, rel=1e-6, abs=1e-9)
    )


def same(found: Comparison, wanted: twins.Verdicted, survives: bool | None = None) -> None:
    """A comparison is its twin's."""
    assert found.outcome.value == wanted.outcome
    if found.outcome is Outcome.CANNOT_JUDGE:
        assert found.reason
        return
    assert found.rule == wanted.rule
    assert near(found.difference, wanted.difference)
    assert near(found.p, wanted.p)
    assert near(found.detectable, wanted.detectable)
    assert found.survives == survives


def same_series(found: Series, told: Indicator) -> None:
    """A series is its twin's: cells, intervals, marks, trend."""
    wanted = twins.cells_of(told, found.unit.id, found.sex)
    assert [(c.period.start.year, c.period.years) for c in found.cells] == [(c.year, c.years) for c in wanted]
    for cell, twin in zip(found.cells, wanted, strict=True):
        assert near(cell.value, twin.value)
        assert cell.status is twin.stands
        limits = twins.interval(told, twin) or (None, None)
        assert near(cell.low, limits[0])
        assert near(cell.high, limits[1])
    if found.trend is not None:
        assert (found.trend.direction.value, found.trend.reason) == twins.trend(told, found.unit.id, found.sex)


def check_indicator(store: Figures, told: Indicator) -> None:
    answer = indicator.series(store, told.id, "99")
    assert answer is not None
    there = [
        m for m in MUNICIPALITIES if twins.cells_of(told, m) or twins.cells_of(told, m, K) or twins.cells_of(told, m, M)
    ]
    assert [s.unit.id for s in answer.municipalities] == there
    made = {
        m: twins.verdict(told, n := twins.newest(told, m), twins.same_period(told, n, COUNTRY)) for m in MUNICIPALITIES
    }
    kept = dict(zip(made, twins.survivors(list(made.values())), strict=True))
    for s in answer.municipalities:
        assert s.comparison is not None
        same(s.comparison, made[s.unit.id], kept[s.unit.id])
        same_series(s, told)
    for s in (answer.county, *answer.by_sex):
        if s is not None:
            own = twins.newest(told, REGION, s.sex)
            assert s.comparison is not None
            same(s.comparison, twins.verdict(told, own, twins.same_period(told, own, COUNTRY, s.sex)))
            same_series(s, told)
    if answer.looks is not None:
        assert answer.looks.comparisons == sum(v.p is not None for v in made.values())
        assert answer.looks.surviving == sum(bool(k) for k in kept.values())


def check_grid(store: Figures, all_of: list[Indicator]) -> None:
    answer, missing = grid.grid(store, [*(i.id for i in all_of), "kolada:X"], "99")
    assert missing == ("kolada:X",)
    assert [line.unit.id for line in answer.lines] == [REGION, *MUNICIPALITIES]
    made: list[tuple[Any, twins.Verdicted]] = []
    for line, (i, told) in itertools.product(answer.lines, enumerate(all_of)):
        country, own = twins.newest(told, COUNTRY), twins.newest(told, line.unit.id)
        there = twins.same_period(told, country, line.unit.id)
        if there is not None and there.value is None and (own is None or own.year < there.year):
            own = there
        part = line.cells[i]
        if own is None:
            last = (twins.cells_of(told, line.unit.id) or [None])[-1]
            assert (part is None) == (last is None)
            made.append((None, twins.Verdicted("cannot_judge")))
            continue
        assert part is not None
        assert near(part[0].value, own.value)
        made.append((part[1], twins.verdict(told, own, twins.same_period(told, own, COUNTRY))))
    kept = twins.survivors([v for _found, v in made])
    for (found, wanted), survives in zip(made, kept, strict=True):
        if found is not None:
            same(found, wanted, survives)


def check_compare(store: Figures, all_of: list[Indicator]) -> None:
    answer = compare.compare(store, [*(i.id for i in all_of), "kolada:X"], ["9902", "X", "9801", REGION, "9901"])
    assert (answer.missing, answer.unknown) == (("kolada:X",), ("X",))
    units = [REGION, "9901", "9902", "9801"]
    assert [u.id for u in answer.units] == units
    made: list[tuple[Any, twins.Verdicted]] = []
    for line, told in zip(answer.lines, all_of, strict=True):
        assert [s.unit.id for s in line.series] == units
        for series in line.series:
            same_series(series, told)
            own = twins.newest(told, series.unit.id)
            made.append((series.comparison, twins.verdict(told, own, twins.same_period(told, own, COUNTRY))))
    for (found, wanted), survives in zip(made, twins.survivors([v for _f, v in made]), strict=True):
        same(found, wanted, survives)
    assert answer.looks.comparisons == sum(v.p is not None for _f, v in made)


def check_fact_sheet(store: Figures, all_of: list[Indicator], unit: str) -> None:
    answer = municipality.facts(store, unit, [i.id for i in all_of])
    assert answer is not None
    own = [twins.newest(told, unit) for told in all_of]
    made = [twins.verdict(t, n, twins.same_period(t, n, COUNTRY)) for t, n in zip(all_of, own, strict=True)]
    for line, told, n, wanted, kept in zip(answer.lines, all_of, own, made, twins.survivors(made), strict=True):
        assert line.series.comparison is not None
        same(line.series.comparison, wanted, kept)
        same_series(line.series, told)
        beside = twins.same_period(told, n, REGION) if unit != REGION else None
        assert near(line.county.value if line.county else None, beside.value if beside else None)


def check_screening(store: Figures, all_of: list[Indicator], unit: str) -> None:
    answer = screening.screening(store, unit, since=2000)
    assert answer is not None
    own = [twins.newest(told, unit) for told in all_of]
    made = [twins.verdict(t, n, twins.same_period(t, n, COUNTRY)) for t, n in zip(all_of, own, strict=True)]
    kept = twins.survivors(made)
    wanted = {t.id: v for t, v, k in zip(all_of, made, kept, strict=True) if k}
    found = {hit.card.id: hit for _area, hits in answer.groups for hit in hits}
    assert set(found) == set(wanted)
    for code, hit in found.items():
        same(hit.comparison, wanted[code], True)
    assert answer.looks.comparisons == sum(v.p is not None for v in made)
    assert sum(answer.not_judged.values()) == sum(n is not None and v.p is None for n, v in zip(own, made, strict=True))


def check_sexes(store: Figures, told: Indicator) -> None:
    answer = sexes.differences(store, told.id, "99")
    assert answer is not None
    wanted = []
    for unit in (REGION, *MUNICIPALITIES, COUNTRY):
        for women in reversed(twins.cells_of(told, unit, K)):
            men = twins.same_period(told, women, unit, M)
            if women.value is not None and men is not None and men.value is not None:
                wanted.append((unit, women, men))
                break
    assert [d.unit.id for d in answer.differences] == [unit for unit, _w, _m in wanted]
    made = {unit: twins.verdict(told, w, m) for unit, w, m in wanted}
    # The county as a whole and the country are each one look; the municipalities are counted together.
    together = [unit for unit in made if unit in MUNICIPALITIES]
    kept = dict(zip(together, twins.survivors([made[unit] for unit in together]), strict=True))
    for difference in answer.differences:
        same(difference.comparison, made[difference.unit.id], kept.get(difference.unit.id))
    assert (answer.looks is None) == (not together)
    if answer.looks is not None:
        assert answer.looks.comparisons == sum(made[unit].p is not None for unit in together)


def check_similar(store: Figures, told: Indicator) -> None:
    answer = similar.similar(store, told.id, "9901")
    assert answer is not None
    own = twins.newest(told, "9901")
    others = {m: twins.same_period(told, own, m) for m in ("9902", "9801")}
    made = {m: twins.verdict(told, c, own) for m, c in others.items()}
    kept = dict(zip(made, twins.survivors(list(made.values())), strict=True))
    for s in answer.members:
        assert s.comparison is not None
        same(s.comparison, made[s.unit.id], kept[s.unit.id])
    shown = [c.value for c in others.values() if c is not None and c.value is not None]
    assert near(answer.mean.value if answer.mean else None, sum(shown) / 2 if len(shown) == 2 else None)


def check_funnel(store: Figures, told: Indicator) -> None:
    answer = funnel.funnel(store, told.id, "99")
    assert answer is not None
    if told.measure not in {Measure.SHARE, Measure.RATE}:
        assert answer.reason == "not_for_this_measure"
        return
    shown = [c for m in MUNICIPALITIES for c in twins.cells_of(told, m) if c.value is not None]
    if not shown:
        assert answer.reason == "nothing_shown"
        return
    year = max(c.year for c in shown)
    points = {c.unit: c for c in shown if c.year == year}
    assert {p.cell.unit.id for p in answer.points} == set(points)
    assert answer.average is not None
    for p in answer.points:
        curve = min(answer.curves, key=lambda line: abs(line[0] - (points[p.cell.unit.id].denominator or 0)))
        assert curve[3] <= curve[1] <= answer.average <= curve[2] <= curve[4]
        assert p.cell.value is not None
        if p.outcome is Outcome.HIGHER:
            assert p.cell.value > answer.average
        if p.far:
            assert p.outcome is not Outcome.NO_CERTAIN_DIFFERENCE


def check_search(store: Figures, all_of: list[Indicator]) -> None:
    assert {c.id for c in search.search(store, "").cards} == {i.id for i in all_of}
    for told in all_of:
        assert told.id in {c.id for c in search.search(store, told.title).cards}
        assert [c.id for c in search.search(store, told.code).cards] == [told.id]
    assert search.search(store, "finns inte alls").total == 0


def hides(store: Figures, told: Indicator) -> bool:
    """Whether the gate holds something back: sexes and totals drawn apart can leave a rest of a few persons.

    What is hidden, and that nothing of it gets out, is the intruder's test; here no number is small by itself.
    """
    answer = indicator.series(store, told.id, "99")
    assert answer is not None
    every = [s for s in (answer.county, *answer.by_sex, *answer.municipalities) if s is not None]
    return any(
        cell.status is Status.HIDDEN and twin.stands is not Status.HIDDEN
        for s in every
        for cell, twin in zip(s.cells, twins.cells_of(told, s.unit.id, s.sex), strict=False)
    )


# Each example is a file of its own: shrinking one takes minutes, and the seed tells it again.
@settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate), report_multiple_bugs=False)
@given(worlds())
def test_every_question_answers_as_its_twin(all_of: list[Indicator]) -> None:
    with World(all_of, GROUP) as store:
        assume(not any(hides(store, told) for told in all_of))
        for told in all_of:
            check_indicator(store, told)
            check_sexes(store, told)
            check_similar(store, told)
            check_funnel(store, told)
        check_grid(store, all_of)
        check_compare(store, all_of)
        check_search(store, all_of)
        for unit in (REGION, "9902"):
            check_fact_sheet(store, all_of, unit)
            check_screening(store, all_of, unit)
