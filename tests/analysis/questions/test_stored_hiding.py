"""What may be shown is stored with the figures: the same as worked out anew and slowly, and hidden where it is not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.analysis.figure_world import (
    COUNTRY,
    MUNICIPALITIES,
    REGION,
    UNITS,
    Indicator,
    K,
    M,
    T,
    Told,
    World,
    counted,
    survey,
)
from tests.analysis.questions.slow_gate import slow_codes
from tests.analysis.questions.small_world import TRUTHS, Truth, small_world
from tests.analysis.questions.test_gate import truths
from tests.analysis.questions.test_screening import hits
from tests.analysis.runs_world import STRESS, lay_run, values

from samplan.analysis.formulas.disclosure.audit import Protection, audit
from samplan.analysis.formulas.disclosure.tables import Sum, Table
from samplan.analysis.questions import indicator
from samplan.analysis.results import Measure, Sex, Status
from samplan.analysis.sources import places
from samplan.analysis.sources.shapes import GivenUnit
from samplan.analysis.store import reading
from samplan.analysis.store.building import build
from samplan.analysis.store.codes import NOT_WORKED_OUT, SEXES
from samplan.analysis.store.hiding.rules import Kind
from samplan.analysis.store.opening import Opened
from samplan.analysis.store.schema import OLDER

EVERYWHERE = [unit[0] for unit in UNITS]


def stored_and_slow(store: Opened, indicator_id: str) -> tuple[Any, Any]:
    """The stored codes of an indicator, and the same worked out anew, cell by cell."""
    facts = reading.indicator(store, indicator_id)
    assert facts is not None
    cells, codes = reading.cells_now(store, indicator_id, [place.unit.id for place in store.places])
    return codes, slow_codes(cells, Kind.of(facts.card), {p.number: p for p in store.places})


def test_what_is_stored_is_what_is_worked_out_anew_and_slowly() -> None:
    with small_world() as store:
        for truth in TRUTHS:
            codes, slow = stored_and_slow(store, truth.indicator.id)
            assert codes.tolist() == slow.tolist(), truth.indicator.title
            assert (codes > 0).any(), truth.indicator.title


@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate), report_multiple_bugs=False)
@given(truths())
def test_it_is_so_in_any_world(truth: Truth) -> None:
    with World([truth.indicator]) as store:
        codes, slow = stored_and_slow(store, truth.indicator.id)
        assert codes.tolist() == slow.tolist()


def few(code: str = "N00002") -> Indicator:
    """Three pupils of one municipality, and many of the others."""
    counts = {"9901": 3, "9902": 400, "9903": 500, "9904": 600, REGION: 1503}
    cells = [counted(unit, 2024, n, 9_000) for unit, n in counts.items()]
    return Indicator(code, "Elever som saknar lärare, andel (%)", Measure.SHARE, [*cells, country()])


def country() -> Told:
    return counted("0000", 2024, 1_000_000, 2_000_000)


def another(world: World, tmp_path: Path, *changes: str) -> Opened:
    """The world's file with changes in it."""
    shutil.copy(world.folder / "figures.duckdb", tmp_path / "figures.duckdb")
    with duckdb.connect(str(tmp_path / "figures.duckdb")) as file:
        for change in changes:
            file.execute(change)
    return Opened(tmp_path / "figures.duckdb")


def shown(store: Opened, indicator_id: str) -> dict[str, float | None]:
    answer = indicator.series(store, indicator_id, "99")
    assert answer is not None
    every = (*answer.municipalities, *([answer.county] if answer.county else []))
    return {series.unit.id: series.cells[-1].value for series in every}


def test_what_nobody_worked_out_is_hidden_and_said(tmp_path: Path) -> None:
    with World([survey(), few()]) as told:
        before = shown(told, "kolada:N00002")
        assert before["9901"] is None
        assert before["9904"] is not None
    world = World([survey(), few()])
    with world:
        store = another(world, tmp_path, "UPDATE observation SET shown = NULL WHERE indicator = 1")
        assert set(shown(store, "kolada:N00002").values()) == {None}
        answer = indicator.series(store, "kolada:N00002", "99")
        assert answer is not None
        assert "not_worked_out" in answer.caveats
        assert {s.cells[0].status for s in answer.municipalities} == {Status.HIDDEN}
        assert shown(store, "kolada:N00001") == shown(world.store, "kolada:N00001")


def test_a_file_from_before_it_was_stored_opens_and_hides_what_would_need_it(tmp_path: Path) -> None:
    suicides = Indicator("N00003", "Självmord, antal/100 000", Measure.RATE, suicide=True, window=5)
    suicides.cells = [Told(unit, 2020, 10.0, years=5) for unit in (*MUNICIPALITIES, REGION)]
    world = World([survey(), few(), suicides])
    with world:
        assert OLDER == 1
        assert "kolada:N00002" in hits(world.store, "9904")
        store = another(world, tmp_path, "UPDATE about SET layout = 1", "ALTER TABLE observation DROP shown")
        assert store.built_at == world.store.built_at
        assert shown(store, "kolada:N00001") == shown(world.store, "kolada:N00001")
        for one in ("kolada:N00002", "kolada:N00003"):
            assert set(shown(store, one).values()) == {None}
            _cells, codes = reading.cells_now(store, one, EVERYWHERE)
            assert set(codes.tolist()) == {NOT_WORKED_OUT}
        assert "kolada:N00001" in hits(store, "9902")
        assert "kolada:N00002" not in hits(store, "9904")


UNITS_OF_RUN = (
    GivenUnit("0000", "Riket", "country"),
    GivenUnit("0099", "Region Exempel", "region"),
    *(GivenUnit(code, f"Kommun {code}", "municipality") for code in MUNICIPALITIES),
)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FIGURES_DIR = tmp_path / "figures"
    return tmp_path


def test_the_build_stores_it_and_the_screening_reads_only_what_may_be_shown(folder: Path) -> None:
    told = values([])
    for year in (2023, 2024):
        for unit, n in {"9901": 3, "9902": 400, "9903": 500, "9904": 600, REGION: 1503}.items():
            # A year before the newest, nothing is small.
            count = n + 10 * (year == 2023) * (4 if unit == REGION else 1)
            told.add(STRESS.code, unit, str(year), "T", count / 90, numerator=count, denominator=9_000)
    lay_run(told, units=UNITS_OF_RUN, indicators=[replace(STRESS, definition="Påhittat, år för år.")])
    build()
    store = reading.figures()
    number = store.numbers["exempel:N99001"]
    codes, slow = stored_and_slow(store, "exempel:N99001")
    assert codes.tolist() == slow.tolist()
    assert (codes > 0).sum() == 2
    newest = reading.all_latest(store, MUNICIPALITIES, [number])
    years = dict(zip(newest.unit.tolist(), newest.start.astype("datetime64[Y]").astype(str).tolist(), strict=True))
    small, hidden_with_it = store.unit_numbers["9901"], store.unit_numbers["9902"]
    assert {unit for unit, year in years.items() if year < max(years.values())} == {small, hidden_with_it}
    assert places.database().exists()


def test_a_sex_or_a_place_that_needs_no_hiding_is_not_touched(folder: Path) -> None:
    lay_run(values([(STRESS.code, "9901", "2024", "T", 0.1), (STRESS.code, "0099", "2024", "T", 2.0)]))
    build()
    _cells, codes = reading.cells_now(reading.figures(), "exempel:N99001", ["9901", "0099"])
    assert np.unique(codes).tolist() == [0]


def linked(small: int) -> Indicator:
    """One region's count is small. The country less the other regions tells it, and a region is its municipalities."""
    counts = {m: 500 + 7 * i for i, m in enumerate(MUNICIPALITIES)}
    counts |= {REGION: sum(counts.values()), "9801": small, "9802": 0, "0098": small}
    cells = [counted(unit, 2024, n, 9_001) for unit, n in counts.items()]
    whole = counts[REGION] + counts["0098"]
    return Indicator(measure=Measure.SHARE, cells=[*cells, counted("0000", 2024, whole, 90_001)])


def test_a_region_that_is_hidden_for_the_countrys_sake_is_not_the_sum_of_its_municipalities() -> None:
    with World([linked(3)]) as store:
        codes, slow = stored_and_slow(store, "kolada:N00001")
        assert codes.tolist() == slow.tolist()
        here = shown(store, "kolada:N00001")
        there = indicator.series(store, "kolada:N00001", "98")
        assert there is not None
        assert there.county is not None
        assert there.county.cells[-1].value is None
        assert here[REGION] is None
        assert [value for unit, value in here.items() if unit != REGION].count(None) == 1
    with World([linked(30)]) as store:
        assert None not in shown(store, "kolada:N00001").values()


COUNTIES = {REGION: MUNICIPALITIES, "0098": ("9801", "9802")}


@st.composite
def countries(draw: Any) -> dict[tuple[str, Sex], int]:
    """Counts by sex of two counties and of the country, which all add up."""
    count = st.one_of(st.integers(0, 6), st.integers(0, 40))
    told = {(m, sex): draw(count) for of in COUNTIES.values() for m in of for sex in (K, M)}
    for region, of in COUNTIES.items():
        told |= {(region, sex): sum(told[(m, sex)] for m in of) for sex in (K, M)}
    told |= {(COUNTRY, sex): sum(told[(region, sex)] for region in COUNTIES) for sex in (K, M)}
    return told | {(unit, T): told[(unit, K)] + told[(unit, M)] for unit, sex in told if sex is K}


@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate), report_multiple_bugs=False)
@given(countries())
def test_the_counties_and_the_country_together_tell_no_small_count(told: dict[tuple[str, Sex], int]) -> None:
    """Everything that adds up in one table: what is hidden in one county may not be told by another, or by the sums."""
    cells = [counted(unit, 2024, n, 100_003, 100_000, sex=sex) for (unit, sex), n in told.items()]
    with World([Indicator(measure=Measure.RATE, cells=cells, by_sex=True)]) as store:
        stored, codes = reading.cells_now(store, "kolada:N00001", EVERYWHERE)
    ids = [unit[0] for unit in UNITS]
    keys = [(ids[u], SEXES[s]) for u, s in zip(stored.unit.tolist(), stored.sex.tolist(), strict=True)]
    hidden = {key for key, code in zip(keys, codes.tolist(), strict=True) if code}
    sums = [Sum((unit, T), ((unit, K), (unit, M))) for unit in ids]
    sums += [Sum((whole, s), tuple((p, s) for p in of)) for whole, of in COUNTIES.items() for s in (T, K, M)]
    sums += [Sum((COUNTRY, s), tuple((region, s) for region in COUNTIES)) for s in (T, K, M)]
    small = {key for key, n in told.items() if 0 < n < 5 and key[0] != COUNTRY}
    assert audit(Table(told, tuple(sums)), hidden, small, protection=Protection(0, 5)).failing == ()
