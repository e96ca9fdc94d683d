"""Small counts among a county's own values do not come out, whatever is entered beside them or changed afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import factories
from tests.analysis.figure_world import World
from tests.analysis.own_world import SHARE, an_own_figure, key, part

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.questions import goal_panel, indicator
from samplan.analysis.results import Cell, Measure, Status
from samplan.analysis.rules import InvalidFigure
from samplan.analysis.shapes import Aim, Definition, OwnNumbers
from samplan.publishing.figures.gathering import figure_now

COUNTED = Definition("Elever utan skola", measure=Measure.COUNT, unit="elever")
RATE = Definition("Vårdade", measure=Measure.RATE, unit="per 1 000 elever")


def of(told: Definition) -> Figure:
    """A figure of own values in county 99."""
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=4)))
    return an_own_figure(factories.an_area(plan), told)


def told(figure: Figure) -> list[Cell]:
    """Every cell of the figure that leaves the room."""
    with World([]) as store:
        answer = indicator.series(store, f"own:{figure.pk}", "99")
    assert answer is not None
    return [c for s in (*answer.municipalities, answer.county) if s is not None for c in s.cells]


def entered(figure: Figure, numbers: OwnNumbers, **more) -> OwnValue:
    return actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=numbers, **more)


@pytest.mark.django_db
def test_a_count_that_is_corrected_to_a_small_one_is_hidden():
    """Twelve became three: the twelve that was counted then does not vouch for the three."""
    figure = of(COUNTED)
    entered(figure, OwnNumbers(value=12.0))
    with pytest.raises(InvalidFigure) as refused:
        entered(figure, OwnNumbers(value=3.0, numerator=12.0), seen_version=1)
    assert refused.value.field == "value"
    entered(figure, OwnNumbers(value=3.0), seen_version=1)
    assert [(c.status, c.value, c.numerator) for c in told(figure)] == [(Status.HIDDEN, None, None)]


@pytest.mark.django_db
def test_what_stood_wrong_before_is_hidden_too():
    """A row that is older than the rule."""
    figure = of(COUNTED)
    value = entered(figure, OwnNumbers(value=12.0))
    OwnValue.objects.filter(pk=value.pk).update(value=3.0)
    assert [c.value for c in told(figure)] == [None]


@pytest.mark.django_db
def test_a_figure_that_becomes_a_count_hides_its_small_values():
    figure = of(replace(COUNTED, measure=Measure.OTHER))
    entered(figure, OwnNumbers(value=2.0))
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(), told=COUNTED, seen_version=1)
    assert [(c.status, c.value) for c in told(figure)] == [(Status.HIDDEN, None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("numbers", "becomes"),
    [
        (OwnNumbers(value=3.0, numerator=12.0), COUNTED),
        (OwnNumbers(value=3.0), SHARE),
        (OwnNumbers(value=3.0, numerator=12.0, denominator=1000.0), RATE),
    ],
)
def test_a_figure_does_not_become_what_its_values_cannot_be(numbers, becomes):
    figure = of(replace(COUNTED, measure=Measure.OTHER))
    entered(figure, numbers)
    with pytest.raises(InvalidFigure) as refused:
        actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(), told=becomes, seen_version=1)
    assert refused.value.field == "measure"
    assert Figure.objects.get(pk=figure.pk).measure == Measure.OTHER


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("definition", "value", "numerator", "base", "refused"),
    [
        (RATE, 12.0, 12.0, 1000.0, False),
        (RATE, 33.3, 3.0, 9000.0, False),
        (RATE, 1333.0, 12.0, 9000.0, False),
        (RATE, 0.0, 0.0, 9000.0, False),
        (RATE, 3.0, 12.0, 1000.0, True),
        (RATE, 3.0, 0.0, 1000.0, True),
        (RATE, 33.5, 3.0, 9000.0, True),
        (RATE, 0.15, 18.0, 100_000.0, True),
        (SHARE, 33.3, 30.0, 90.0, False),
        (SHARE, 33.0, 30.0, 90.0, False),
        (SHARE, 33.333333333333336, 30.0, 90.0, False),
        (SHARE, 0.1, 3.0, 3000.0, False),
        (SHARE, 0.1, 12.0, 3000.0, True),
        (SHARE, 0.1, 0.0, 3000.0, True),
        (SHARE, 0.02, 12.0, 10_000.0, True),
    ],
)
def test_a_value_agrees_with_what_it_is_counted_from_as_exactly_as_it_is_written(
    definition, value, numerator, base, refused
):
    """Three of three thousand are not vouched for by the twelve that stand beside."""
    figure = of(definition)
    numbers = OwnNumbers(value=value, numerator=numerator, denominator=base)
    if refused:
        with pytest.raises(InvalidFigure) as error:
            entered(figure, numbers)
        assert error.value.field == "value"
    else:
        assert entered(figure, numbers).value == value


@pytest.mark.django_db
@pytest.mark.parametrize(("definition", "value", "base"), [(SHARE, 5.0, 40.0), (RATE, 20.0, 100.0)])
def test_what_is_counted_tells_how_many_of_how_many(definition, value, base):
    """Five per cent alone may be two of forty, twenty in a hundred thousand two where ten thousand live."""
    figure = of(definition)
    for numbers, field in (
        (OwnNumbers(value=value), "numerator"),
        (OwnNumbers(value=value, denominator=base), "numerator"),
        (OwnNumbers(value=value, numerator=2.0), "denominator"),
        (OwnNumbers(Status.ZERO, value=0.0), "numerator"),
    ):
        with pytest.raises(InvalidFigure) as refused:
            entered(figure, numbers)
        assert refused.value.field == field
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(unit="0000"), numbers=OwnNumbers(value=value))
    entered(figure, OwnNumbers(value=value, numerator=2.0, denominator=base))
    assert [(c.status, c.value) for c in told(figure)] == [(Status.HIDDEN, None)]


@pytest.mark.django_db
def test_the_share_of_a_survey_does_not_count_people_here():
    assert entered(of(replace(SHARE, measure=Measure.SURVEY_SHARE)), OwnNumbers(value=5.0)).value == 5.0


@pytest.mark.django_db
@pytest.mark.parametrize("measure", [Measure.SHARE, Measure.RATE])
def test_a_value_without_its_base_that_is_older_than_the_rule_is_hidden(measure):
    figure = of(replace(COUNTED, measure=Measure.OTHER))
    entered(figure, OwnNumbers(value=5.0))
    assert [c.value for c in told(figure)] == [5.0]
    Figure.objects.filter(pk=figure.pk).update(measure=measure.value)
    assert [(c.status, c.value) for c in told(figure)] == [(Status.HIDDEN, None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("baseline", "period", "shown"),
    [
        (5.0, "2024", False),
        (5.0, "", False),
        (5.0, "i fjol", False),
        (25.0, "2023", True),
        (25.0, "", True),
        (5.0, "2019", True),
    ],
)
def test_a_baseline_does_not_tell_what_is_hidden(baseline, period, shown):
    """Two of forty in 2024 are hidden, twenty of eighty in 2023 are not."""
    figure = of(SHARE)
    entered(figure, part(2, 40))
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=part(20, 80))
    aim = Aim(baseline=baseline, baseline_period=period, target=30.0)
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=aim, seen_version=1)
    with World([]) as store:
        (line,) = goal_panel.panel(store, [queries.figure_shape(figure.pk)], "99").lines
    now = figure_now(queries.figure_shape(figure.pk), "99")
    assert (line.baseline, now.baseline) == ((baseline, baseline) if shown else (None, None))
    assert (line.target, now.target) == (30.0, 30.0)


@pytest.mark.django_db
def test_a_small_count_is_no_baseline_for_others():
    figure = of(COUNTED)
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(baseline=3.0), seen_version=1)
    assert figure_now(queries.figure_shape(figure.pk), "99").baseline is None


@pytest.mark.django_db
def test_a_body_does_not_tell_of_the_municipality_that_is_hidden_with_a_small_one():
    """All 51 of the one municipality go to the body: it would tell of the municipality, and that of the other's 3."""
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=3)))
    figure = an_own_figure(factories.an_area(plan), COUNTED)
    body = factories.a_body(plan.partnership, "Elevhälsan i den ena")
    places = {key(): 51.0, key(unit="9902"): 3.0, key(unit="9903"): 90.0, key(unit="0099"): 144.0}
    places[replace(key(unit=""), body=body.pk)] = 51.0
    for place, count in places.items():
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=place, numbers=OwnNumbers(value=count))
    assert [(c.unit.id, c.value) for c in told(figure) if c.value is not None] == [("9903", 90.0), ("0099", 144.0)]
