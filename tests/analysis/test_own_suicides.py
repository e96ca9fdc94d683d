"""The county's own figures about suicide are treated as official ones: help, no method, no small places' details."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import factories
from tests.analysis.figure_world import World
from tests.analysis.own_world import an_own_figure, key

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.models import Figure
from samplan.analysis.questions import grid, indicator, sexes
from samplan.analysis.results import Cell, IndicatorAnswer, Measure, Period, PeriodKind, Status, UnitKind
from samplan.analysis.rules import InvalidFigure
from samplan.analysis.shapes import Aim, Definition, OwnKey, OwnNumbers
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.figures.gathering import figure_now

DEATHS = Definition("Döda i suicid", "Dödsorsaksregistret.", measure=Measure.COUNT, unit="personer")
LARGE = OwnNumbers(value=140.0)


def of(told: Definition, text: str = "") -> Figure:
    """A figure of own values in county 99. text: of its indicator."""
    area = factories.an_area(factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=4))))
    if not text:
        return an_own_figure(area, told)
    indicator_ = factories.an_item(area.plan, ItemKind.INDICATOR, {"text": text}, area.pk)
    return actions.tie_figure(by=SYSTEM, indicator_id=indicator_.pk, told=told)


def window(first: int, years: int, unit: str = "9901") -> OwnKey:
    """A unit's place for several years together."""
    return OwnKey(Period(date(first, 1, 1), PeriodKind.WINDOW, years, f"{first}–{first + years - 1}"), unit=unit)


def answer_of(figure: Figure) -> IndicatorAnswer | None:
    with World([]) as store:
        return indicator.series(store, f"own:{figure.pk}", "99")


def told(figure: Figure) -> dict[tuple[str, int, int], tuple[Status, float | None]]:
    """Every cell that leaves the room, by unit, first year and number of years."""
    answer = answer_of(figure)
    assert answer is not None
    cells: list[Cell] = [c for s in (*answer.municipalities, answer.county) if s is not None for c in s.cells]
    return {(c.unit.id, c.period.start.year, c.period.years): (c.status, c.value) for c in cells}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("definition", "text"),
    [
        (DEATHS, ""),
        (replace(DEATHS, title="Döda", definition="Självmord enligt dödsorsaksregistret."), ""),
        (replace(DEATHS, title="Döda", definition="X60–X84"), ""),
        (replace(DEATHS, title="Döda", definition=""), "Färre dör i suicid"),
        (replace(DEATHS, title="Döda", definition="", suicide=True), ""),
    ],
)
def test_a_figure_whose_words_or_mark_tell_of_suicide_shows_no_single_years_of_a_municipality(definition, text):
    figure = of(definition, text)
    for place in (key(), key(unit="0099"), window(2015, 5), window(2020, 5), window(2019, 5)):
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=place, numbers=LARGE)
    assert told(figure) == {
        ("9901", 2024, 1): (Status.HIDDEN, None),
        ("0099", 2024, 1): (Status.VALUE, 140.0),
        ("9901", 2015, 5): (Status.VALUE, 140.0),
        ("9901", 2019, 5): (Status.HIDDEN, None),
        ("9901", 2020, 5): (Status.VALUE, 140.0),
    }
    assert queries.figure_shape(figure.pk).card().suicide
    answer = answer_of(figure)
    assert answer is not None
    assert answer.card.suicide
    assert "suicide" in answer.caveats


@pytest.mark.django_db
def test_a_body_shows_no_single_years_either():
    figure = of(DEATHS)
    body = factories.a_body(figure.indicator.area.plan.partnership, "Ungdomsmottagningen")
    place = replace(key(unit=""), body=body.pk)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=place, numbers=LARGE)
    assert list(told(figure).values()) == [(Status.HIDDEN, None)]


@pytest.mark.django_db
def test_a_body_and_a_municipality_show_no_windows_that_overlap():
    """The body may be a part of the municipality."""
    figure = of(DEATHS)
    body = factories.a_body(figure.indicator.area.plan.partnership, "Ungdomsmottagningen")
    for place in (replace(window(2019, 5, unit=""), body=body.pk), window(2020, 5)):
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=place, numbers=LARGE)
    assert [where[:2] for where, (status, _) in told(figure).items() if status is Status.VALUE] == [("9901", 2020)]


@pytest.mark.django_db
def test_a_figure_about_something_else_is_as_it_was():
    figure = of(replace(DEATHS, title="Besök", definition=""))
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=LARGE)
    assert list(told(figure).values()) == [(Status.VALUE, 140.0)]


@pytest.mark.django_db
def test_a_figure_that_is_older_than_the_rule_is_treated_so_too():
    figure = of(DEATHS)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=LARGE)
    Figure.objects.filter(pk=figure.pk).update(suicide=False)
    assert list(told(figure).values()) == [(Status.HIDDEN, None)]


@pytest.mark.django_db
def test_the_mark_follows_the_words_when_the_figure_is_changed():
    """And is told by hand where no word tells it."""
    figure = of(replace(DEATHS, title="Besök", definition=""))
    change = {"by": SYSTEM, "figure_id": figure.pk, "aim": Aim()}
    actions.change_figure(**change, told=DEATHS, seen_version=1)
    assert Figure.objects.get(pk=figure.pk).suicide
    actions.change_figure(**change, told=replace(DEATHS, title="Döda", suicide=True), seen_version=2)
    assert queries.figure_shape(figure.pk).definition.suicide
    actions.change_figure(**change, told=replace(DEATHS, title="Döda"), seen_version=3)
    assert not queries.figure_shape(figure.pk).definition.suicide


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("definition", "text", "field"),
    [
        (replace(DEATHS, title="Suicid genom hängning"), "", "title"),
        (replace(DEATHS, definition="Förgiftning räknas med."), "", "definition"),
        (replace(DEATHS, title="Döda"), "Färre suicid med tåg", "title"),
    ],
)
def test_a_figure_by_method_is_not_begun(definition, text, field):
    with pytest.raises(InvalidFigure) as refused:
        of(definition, text)
    assert refused.value.field == field
    assert not Figure.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"definition": "Räknas med samma metod varje år."}, {"title": "Nya arbetsmetoder"}])
def test_a_word_that_means_something_else_is_let_be(change):
    assert of(replace(DEATHS, **change)).pk


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"title": "Suicid, hängning"}, {"definition": "Hängning."}])
def test_a_figure_by_method_that_is_older_than_the_rule_is_not_shown_at_all(change):
    figure = of(DEATHS)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(unit="0099"), numbers=LARGE)
    Figure.objects.filter(pk=figure.pk).update(**change)
    assert answer_of(figure) is None
    assert figure_now(queries.figure_shape(figure.pk), "99") is None
    with World([]) as store:
        assert sexes.differences(store, f"own:{figure.pk}", "99") is None
        assert grid.grid(store, [f"own:{figure.pk}"], "99")[1] == (f"own:{figure.pk}",)


@pytest.mark.django_db
def test_a_baseline_of_a_single_year_is_not_told_to_others():
    figure = of(DEATHS)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=LARGE)
    aim = Aim(baseline=140.0, baseline_period="2024")
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=aim, seen_version=1)
    now = figure_now(queries.figure_shape(figure.pk), "99")
    assert now is not None
    assert now.baseline is None
    assert all(s.unit.kind is UnitKind.MUNICIPALITY for s in now.answer.municipalities)
