"""Caveats, and what the questions beside the series of an indicator are for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests import factories
from tests.analysis.figure_world import (
    COUNTRY,
    REGION,
    Indicator,
    K,
    M,
    T,
    Told,
    World,
    changed,
    counted,
    survey,
)
from tests.analysis.own_world import an_own_figure, key, part
from tests.analysis.questions.test_promises import ask

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.questions import (
    ages,
    changes,
    goal_panel,
    indicator,
    municipality,
    profile,
    screening,
    search,
    sexes,
    similar,
)
from samplan.analysis.results import Direction, Measure, Outcome, Status
from samplan.analysis.shapes import Aim, Definition, FigureShape


def test_caveats_are_told_before_the_figures():
    told = survey(window=4, other_survey="99", earlier_title="Gammal", discontinued=True, removed=True, suicide=True)
    assert set(ask(told).caveats) == {
        "rolling_window", "other_survey", "retitled", "discontinued", "removed", "suicide",
    }  # fmt: skip
    assert set(ask(survey(other_survey="98")).caveats) == {"mixed_surveys"}
    answer = ask(survey(other_survey="99"))
    assert answer.county is not None
    assert "other_survey" in answer.county.cells[0].notes


def test_small_places_are_told():
    cells = [Told("9901", 2024, 10.0, 5.0, 15.0), counted("9902", 2024, 15, 300)]
    notes = [s.cells[0].notes for s in ask(Indicator(measure=Measure.SHARE, cells=cells)).municipalities]
    assert notes == [("small_place",), ("few_events", "small_place")]


def test_the_newest_group_of_similar_places_is_chosen_and_its_mean_is_unweighted():
    groups = {
        ("G1", "Liknande kommuner socioekonomi, Ales, 2022"): ["9901", "9902"],
        ("G2", "Liknande kommuner socioekonomi, Ales, 2024"): ["9901", "9902", "9903", "9801"],
        ("G3", "Länets kommuner (ovägt medel)"): ["9901", "9904"],
    }
    with World([survey()], groups) as store:
        answer = similar.similar(store, "kolada:N00001", "9901")
        older = similar.similar(store, "kolada:N00001", "9901", group_id="G1")
    assert answer is not None
    assert older is not None
    assert (answer.group.id, [g.id for g in answer.groups], older.group.id) == ("G2", ["G2", "G1"], "G1")
    values = [s.cells[0].value for s in answer.members]
    assert answer.mean.value == pytest.approx(sum(values) / 3)
    assert (answer.mean.untouched, answer.caveats[-1]) == (False, "group_mean_unweighted")


def test_ages_of_the_same_question_are_found():
    told = [
        survey("N00001", title="Invånare 16-84 år med ångest, andel (%)"),
        survey("N00002", title="Invånare 16-29 år med ångest, andel (%)"),
        survey("N00003", title="Invånare 85 år och äldre med ångest, andel (%)"),
        survey("N00004", title="Invånare 16-29 år med värk, andel (%)"),
    ]
    with World(told) as store:
        answer = ages.differences(store, "kolada:N00001", "99")
        alone = ages.differences(store, "kolada:N00004", "99")
    assert answer is not None
    assert alone is not None
    assert [card.id for card, _cell in answer.others] == ["kolada:N00002", "kolada:N00003"]
    assert all(cell is not None and cell.unit.id == REGION for _card, cell in answer.others)
    assert {(d.card.id, d.overlapping) for d in answer.differences} == {
        ("kolada:N00002", True),
        ("kolada:N00003", False),
    }
    assert (alone.reason, alone.differences, alone.looks) == ("no_other_ages", (), None)


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("Invånare 16-29 år med värk", (16, 29)),
        ("Invånare 16–84 år", (16, 84)),
        ("Invånare 85 år och äldre", (85, ages.OLDEST)),
        ("Invånare 65+ med hemtjänst", (65, ages.OLDEST)),
        ("Elever 15 år", (15, 15)),
        ("Invånare som mår bra", None),
    ],
)
def test_an_age_is_read_out_of_a_title(title, span):
    assert ages.span_of(title) == span


def test_ages_are_compared_with_interval_and_counted_together():
    """Sixty women in a hundred of the young, forty of the old: differs; the county's ages are one family of looks."""
    told = [
        survey("N00001", title="Invånare 16-29 år med ångest, andel (%)"),
        survey("N00002", title="Invånare 30-64 år med ångest, andel (%)"),
        survey("N00003", title="Invånare 65 år och äldre med ångest, andel (%)"),
    ]
    told[1].cells = [changed(c, value=c.value - 30, low=c.low - 30, high=c.high - 30) for c in told[1].cells]
    with World(told) as store:
        answer = ages.differences(store, "kolada:N00001", "99")
    assert answer is not None
    whole = [d for d in answer.differences if d.unit.id == REGION]
    assert [(d.card.id, d.comparison.outcome) for d in whole] == [
        ("kolada:N00002", Outcome.LOWER),
        ("kolada:N00003", Outcome.NO_CERTAIN_DIFFERENCE),
    ]
    one = whole[0].comparison
    assert one.difference == pytest.approx(-30)
    assert one.low < -30 < one.high < 0
    assert (one.survives, answer.looks.comparisons, answer.place_looks.comparisons) == (True, 2, 8)


def test_women_and_men_are_compared_in_the_newest_year_that_has_both():
    cells = [Told(REGION, 2023, 30.0, 28.0, 32.0, sex=K), Told(REGION, 2023, 20.0, 18.0, 22.0, sex=M)]
    cells += [Told(REGION, 2024, 31.0, 29.0, 33.0, sex=K), Told(REGION, 2024, 25.0, sex=T)]
    with World([Indicator(cells=cells, by_sex=True)]) as store:
        answer = sexes.differences(store, "kolada:N00001", "99")
    assert answer is not None
    (told,) = answer.differences
    assert (told.period.start.year, told.comparison.outcome, told.comparison.difference) == (2023, Outcome.HIGHER, 10.0)


def test_changes_tell_what_came_and_what_became_another():
    moment = datetime(2025, 6, 1, tzinfo=UTC)
    cells = [
        Told("9901", 2023, 10.0, until=moment), Told("9901", 2023, 11.0, since=moment),
        Told("9902", 2024, 12.0, since=moment),
        Told("9903", 2023, 13.0, until=moment), Told("9903", 2023, status=Status.WITHDRAWN, since=moment),
        Told("9904", 2023, 14.0),
    ]  # fmt: skip
    told = [Indicator(cells=cells), survey("N00002", discontinued=True)]
    with World(told) as store:
        answer = changes.changes(store, datetime(2025, 3, 1, tzinfo=UTC), "99")
        before = indicator.series(store, "kolada:N00001", "99", as_of=date(2025, 3, 1))
    found = {c.after.unit.id: (c.kind, c.before.value if c.before else None, c.after.value) for c in answer.cells}
    assert found == {"9901": ("revised", 10.0, 11.0), "9902": ("new", None, 12.0), "9903": ("withdrawn", 13.0, None)}
    assert [(card.id, kind) for card, kind in answer.indicators] == [("kolada:N00002", "discontinued")]
    assert before is not None
    assert {s.unit.id: s.cells[0].value for s in before.municipalities} == {"9901": 10.0, "9903": 13.0, "9904": 14.0}


def test_the_goal_panel_stands_beside_the_plans_target():
    aim = Aim(baseline=50.0, baseline_period="2018", target=70.0, target_on=date(2028, 12, 31))
    frozen = Definition("Som den hette då", reference="kolada:N00001", measure=Measure.SURVEY_SHARE)
    gone = Definition("Borta", reference="kolada:N99999")
    figures = [FigureShape(i, 1, 1, 1, 1, "Indikator", d, aim) for i, d in enumerate((frozen, gone))]
    with World([survey()]) as store:
        answer = goal_panel.panel(store, figures, "99")
    (line,) = answer.lines
    assert answer.missing == ("kolada:N99999",)
    assert (line.card.title, line.baseline, line.target) == ("Som den hette då", 50.0, 70.0)
    assert line.against_target is not None
    assert (line.against_target.outcome, line.against_target.rule) == (Outcome.LOWER, "fixed_value")


def test_the_profile_counts_and_does_not_judge():
    with World([survey("N01951", title="Invånare totalt, antal", measure=Measure.COUNT)]) as store:
        answer, missing = profile.profile(store, "99")
    assert [card.id for card in answer.cards] == ["kolada:N01951"]
    assert "kolada:N00959" in missing
    assert {c[1].reason for line in answer.lines for c in line.cells if c} == {"not_asked"}
    assert answer.looks.comparisons == 0


def test_a_search_finds_other_endings_and_parts_of_compounds():
    told = [
        survey("N00001", title="Elever som trivs i skolan"),
        survey("N00002", title="Grundskoleelever med god hälsa"),
        survey("N00003", title="Bredband", definition="Andel elever."),
        survey("N00004", title="Elevers frånvaro", discontinued=True),
    ]
    with World(told) as store:
        found = [c.id[-1] for c in search.search(store, "elev").cards]
        assert found == ["1", "2", "3", "4"]
        # The first has the health in its area of operation alone.
        assert [c.id[-1] for c in search.search(store, "skolorna hälsan").cards] == ["2", "1"]
        assert search.search(store, "elever", area="Annat").total == 0


def test_a_fact_sheet_tells_what_is_not_there():
    with World([survey()]) as store:
        answer = municipality.facts(store, "9902", ["kolada:N00001", "kolada:N00009"])
        assert municipality.facts(store, "1234", ["kolada:N00001"]) is None
    assert answer is not None
    assert answer.missing == ("kolada:N00009",)
    assert answer.lines[0].series.comparison.outcome is Outcome.LOWER


def test_screening_leaves_out_what_is_old_and_says_so():
    old, new = survey("N00001", years=(2009,)), survey("N00002", years=(2024,))
    with World([old, new]) as store:
        answer = screening.screening(store, "9902")
        everything = screening.screening(store, "9902", since=2000)
    assert answer is not None
    assert everything is not None
    assert (answer.old, [h.card.id for _a, hits in answer.groups for h in hits]) == (1, ["kolada:N00002"])
    assert everything.looks.comparisons == 2


def test_an_empty_store_answers_too():
    with World([]) as store:
        assert indicator.series(store, "kolada:N00001", "99") is None
        assert search.search(store, "hälsa").total == 0
        answer = screening.screening(store, REGION)
    assert answer is not None
    assert answer.looks.comparisons == 0


@pytest.mark.django_db
def test_own_values_are_an_indicator_as_any_other():
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=4)))
    figure = an_own_figure(factories.an_area(plan))
    for year in range(2019, 2025):
        for unit, count in (("9901", 30 + 5 * (year - 2019)), (REGION, 400), (COUNTRY, 40_000)):
            base = {"9901": 100, REGION: 1000, COUNTRY: 100_000}[unit]
            actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(year, unit), numbers=part(count, base))
    with World([]) as store:
        answer = indicator.series(store, f"own:{figure.pk}", "99")
        assert indicator.series(store, f"own:{figure.pk}", "98") is None
        assert indicator.series(store, "own:999999", "99") is None
    assert answer is not None
    (told,) = answer.municipalities
    assert (told.unit.title, told.newest.value, told.newest.method) == ("Exempelby 1", 55.0, "wilson")
    assert (told.comparison.outcome, told.comparison.rule) == (Outcome.HIGHER, "difference_of_proportions")
    assert told.trend.direction is Direction.INCREASING
    assert answer.card.source == "own"
    assert len(queries.own_values(figure.pk)) == 18
