"""The gate in worlds that Hypothesis makes: no small count can be worked out, and much is still shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, Indicator, K, M, T, Told, World, counted
from tests.analysis.questions.intruder import knowledge, narrowed
from tests.analysis.questions.small_world import Truth

from samplan.analysis.questions import indicator, search, sexes
from samplan.analysis.results import Measure, Status

BASES = {"9901": 1009, "9902": 499, "9903": 211, "9904": 4001}


@st.composite
def truths(draw: Any) -> Truth:
    """A year or two of counts by sex, many of them small; perhaps the publisher hides some, perhaps a row is gone."""
    truth = Truth(Indicator(measure=draw(st.sampled_from((Measure.SHARE, Measure.RATE))), by_sex=True))
    scale = 100 if truth.indicator.measure is Measure.SHARE else 100_000
    count = st.one_of(st.integers(0, 8), st.integers(5, 60))
    for year in (2023, 2024)[: draw(st.integers(1, 2))]:
        each = {(m, sex): draw(count) for m in MUNICIPALITIES for sex in (K, M)}
        base = {(m, sex): BASES[m] for m in MUNICIPALITIES for sex in (K, M)}
        for told in (each, base):
            told |= {(m, T): told[(m, K)] + told[(m, M)] for m in MUNICIPALITIES}
            told |= {(REGION, sex): sum(told[(m, sex)] for m in MUNICIPALITIES) for sex in (T, K, M)}
        undivided = draw(st.integers(0, 4)) == 0
        for (unit, sex), n in each.items():
            truth.add(unit, sex, year, 1, n, base[(unit, sex)])
            small = 0 < n < 5 and unit != REGION
            fate = draw(st.sampled_from(("told",) * 6 + (("hidden",) if small else ("told",)) + ("gone",)))
            if unit == REGION:
                fate = "gone" if undivided and sex is not T else "told"
            if fate == "told":
                truth.indicator.cells.append(counted(unit, year, n, base[(unit, sex)], scale, sex=sex))
            elif fate == "hidden":
                truth.indicator.cells.append(Told(unit, year, sex=sex, status=Status.HIDDEN))
        truth.indicator.cells.append(counted(COUNTRY, year, 30_011, 2_000_003, scale))
    return truth


@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate), report_multiple_bugs=False)
@given(truths())
def test_no_small_count_can_be_worked_out(truth: Truth) -> None:
    with World([truth.indicator]) as store:
        answers = [("now", ask(store, truth.indicator.id, "99")) for ask in (indicator.series, sexes.differences)]
    known = knowledge(answers, truth)
    # What has no row in the source at all is guarded too: the rows beside it would tell of it.
    assert narrowed(truth, known) == {}


def test_where_nothing_is_small_everything_is_shown() -> None:
    cells = [counted(m, 2024, 50 + i, 4001, sex=sex) for i, m in enumerate(MUNICIPALITIES) for sex in (K, M)]
    cells += [counted(m, 2024, 2 * (50 + i), 8002) for i, m in enumerate(MUNICIPALITIES)]
    with World([Indicator(measure=Measure.SHARE, cells=cells, by_sex=True)]) as store:
        answer = sexes.differences(store, "kolada:N00001", "99")
    assert answer is not None
    assert len(answer.differences) == len(MUNICIPALITIES)


def test_small_bases_are_too_uncertain_and_not_hidden() -> None:
    cells = [counted("9901", 2024, 9, 19), counted("9902", 2024, 40, 80)]
    with World([Indicator(measure=Measure.SHARE, cells=cells)]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    assert [s.cells[0].status for s in answer.municipalities] == [Status.TOO_UNCERTAIN, Status.VALUE]


def test_everybody_of_one_kind_is_hidden() -> None:
    cells = [counted("9901", 2024, 400, 400), counted("9902", 2024, 40, 80)]
    with World([Indicator(measure=Measure.SHARE, cells=cells)]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    assert answer.municipalities[0].cells[0].status is Status.HIDDEN


def test_official_values_without_counts_stand_as_published() -> None:
    cells = [Told("9901", 2024, 0.1), Told("9902", 2024, 99.9), Told("9903", 2024, status=Status.UNKNOWN)]
    with World([Indicator(cells=cells)]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    assert [s.cells[0].value for s in answer.municipalities] == [0.1, 99.9, None]
    assert answer.municipalities[2].cells[0].status is Status.UNKNOWN


def test_suicides_by_method_are_neither_shown_nor_found_and_age_bands_stop_at_the_region() -> None:
    cells = [Told(unit, 2020, 10.0, years=5) for unit in (*MUNICIPALITIES, REGION)]
    by_method = Indicator("N1", "Självmord genom förgiftning, antal/100 000", suicide=True, cells=cells)
    by_age = Indicator("N2", "Självmord 15-24 år, antal/100 000", suicide=True, cells=cells)
    plain = Indicator("N3", "Självmord 25 år+, antal/100 000", suicide=True, cells=cells)
    with World([by_method, by_age, plain]) as store:
        assert indicator.series(store, by_method.id, "99") is None
        assert {c.id for c in search.search(store, "självmord").cards} == {by_age.id, plain.id}
        aged, told = (indicator.series(store, one.id, "99") for one in (by_age, plain))
    assert aged is not None
    assert told is not None
    assert aged.county is not None
    assert aged.county.cells[0].value == 10.0
    assert {s.cells[0].status for s in aged.municipalities} == {Status.HIDDEN}
    assert {s.cells[0].value for s in told.municipalities} == {10.0}


@pytest.mark.parametrize("measure", [Measure.SHARE, Measure.SURVEY_SHARE, Measure.RATE])
def test_a_value_with_its_base_tells_its_count_and_is_hidden_as_that(measure: Measure) -> None:
    scale = 100_000 if measure is Measure.RATE else 100
    cells = [
        Told("9901", 2024, scale * 2 / 100, denominator=100),
        Told("9902", 2024, scale * 40 / 100, denominator=100),
    ]
    with World([Indicator(measure=measure, cells=cells)]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    assert [s.cells[0].status for s in answer.municipalities] == [Status.HIDDEN, Status.VALUE]


def test_means_of_few_are_too_uncertain() -> None:
    cells = [Told("9901", 2024, 3.5, denominator=7), Told("9902", 2024, 3.5, denominator=8)]
    with World([Indicator(measure=Measure.MEAN, cells=cells)]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    assert [s.cells[0].status for s in answer.municipalities] == [Status.TOO_UNCERTAIN, Status.VALUE]


def test_a_value_without_counts_beside_hidden_ones_is_hidden_too() -> None:
    """Its base is known to many, and with it the total less the others is the small one."""
    counts = {"9901": 3, "9902": 40, "9903": 50, REGION: 193}
    cells = [counted(unit, 2024, count, 1009) for unit, count in counts.items()]
    with World([Indicator(measure=Measure.SHARE, cells=[*cells, Told("9904", 2024, 9.9)])]) as store:
        answer = indicator.series(store, "kolada:N00001", "99")
    assert answer is not None
    shown = {s.unit.id: s.cells[0].status for s in answer.municipalities}
    assert shown["9901"] is Status.HIDDEN
    assert shown["9904"] is Status.HIDDEN
