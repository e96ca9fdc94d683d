"""The intruder at the county's own values: what nobody entered, what was called something else, parts of parts.

She subtracts over municipalities, sexes, bodies and parts of a year. What she may not learn is below five.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from tests import factories
from tests.analysis.figure_world import REGION, World
from tests.analysis.own_world import an_own_figure

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions
from samplan.analysis.models import Figure
from samplan.analysis.questions import grid, indicator, sexes
from samplan.analysis.results import Cell, Measure, Period, PeriodKind, Sex, Status
from samplan.analysis.shapes import Definition, OwnKey, OwnNumbers

COUNTED = Definition("Elever utan skola", measure=Measure.COUNT, unit="elever")
T, K, M = Sex.TOTAL, Sex.WOMEN, Sex.MEN
YEAR = Period(date(2024, 1, 1), PeriodKind.YEAR, 1, "2024")
Shown = dict[tuple[str, Sex, PeriodKind, date], float]


def of(told: Definition = COUNTED) -> Figure:
    """A figure of own values in county 99 with four municipalities."""
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", municipalities=4)))
    return an_own_figure(factories.an_area(plan), told)


def bodies_of(figure: Figure, *names: str) -> list[int]:
    return [factories.a_body(figure.indicator.area.plan.partnership, name).pk for name in names]


def enter(figure: Figure, counts: dict[str | int, float], sex: Sex = T, period: Period = YEAR) -> None:
    """Counts of municipalities and the region by code, of bodies by their id."""
    for unit, count in counts.items():
        place = OwnKey(period, sex, "" if isinstance(unit, int) else unit, unit if isinstance(unit, int) else None)
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=place, numbers=OwnNumbers(value=float(count)))


def cells(figure: Figure) -> list[Cell]:
    """Every cell that the questions tell of the figure; its pages and files have no other."""
    own_id = f"own:{figure.pk}"
    with World([]) as store:
        answer = indicator.series(store, own_id, "99")
        by_sex = sexes.differences(store, own_id, "99")
        table, _missing = grid.grid(store, [own_id], "99")
    assert answer is not None
    assert by_sex is not None
    series = [s for s in (answer.county, *answer.municipalities, *answer.by_sex) if s is not None]
    found = [c for s in series for c in s.cells]
    found += [c for one in by_sex.differences for c in (one.women, one.men)]
    found += [told[0] for line in table.lines for told in line.cells if told is not None]
    return found


def shown(figure: Figure) -> Shown:
    """What is told, by unit, sex and period."""
    told = cells(figure)
    return {(c.unit.id, c.sex, c.period.kind, c.period.start): c.value for c in told if c.value is not None}


def one(told: Shown, unit: str | int, sex: Sex = T, period: Period = YEAR) -> float | None:
    """What is told of a unit, None where it is not."""
    return told.get((unit if isinstance(unit, str) else f"body:{unit}", sex, period.kind, period.start))


def less(
    told: Shown, whole: str | int, parts: Iterable[str | int], sex: Sex = T, period: Period = YEAR
) -> float | None:
    """What is left of a whole when its parts are taken from it; None where one of them is not told."""
    return difference(one(told, whole, sex, period), *(one(told, part, sex, period) for part in parts))


def difference(whole: float | None, *parts: float | None) -> float | None:
    """The same of numbers."""
    known = [part for part in parts if part is not None]
    return None if whole is None or len(known) < len(parts) else whole - sum(known)


@pytest.mark.django_db
@pytest.mark.parametrize("left", [1, 3, 4])
def test_a_municipality_that_was_left_out_is_not_told_by_the_others(left):
    """Three in the fourth are not entered, because they are so few: the region less the others would be they."""
    figure = of()
    enter(figure, {"9901": 40, "9902": 50, "9903": 60, REGION: 150 + left})
    assert less(shown(figure), REGION, ["9901", "9902", "9903"]) is None


@pytest.mark.django_db
def test_what_was_left_out_may_be_told_where_it_is_nobody_or_many():
    figure = of()
    enter(figure, {"9901": 40, "9902": 50, "9903": 60, REGION: 150})
    assert less(shown(figure), REGION, ["9901", "9902", "9903"]) == 0
    other = an_own_figure(figure.indicator.area, COUNTED)
    enter(other, {"9901": 40, "9902": 50, "9903": 60, REGION: 190})
    assert less(shown(other), REGION, ["9901", "9902", "9903"]) == 40


@pytest.mark.django_db
def test_two_that_were_left_out_have_together_no_less_than_one():
    figure = of()
    enter(figure, {"9901": 40, "9902": 50, REGION: 94})
    assert less(shown(figure), REGION, ["9901", "9902"]) is None


@pytest.mark.django_db
def test_sexes_that_were_left_out_are_not_told_by_those_of_the_region():
    """Each municipality has its total, all but one its women and men: the region's women less theirs are three."""
    figure = of()
    women, men = {"9901": 20, "9902": 25, "9903": 30}, {"9901": 20, "9902": 25, "9903": 30}
    enter(figure, {u: women[u] + men[u] for u in women} | {"9904": 43, REGION: 193})
    enter(figure, women | {REGION: 78}, K)
    enter(figure, men | {REGION: 115}, M)
    told = shown(figure)
    assert less(told, REGION, list(women), K) is None
    men_left, total = less(told, REGION, list(men), M), one(told, "9904")
    assert men_left is None or total is None


@pytest.mark.django_db
@pytest.mark.parametrize("whole", [REGION, "9902"])
def test_bodies_that_add_up_to_a_place_keep_the_small_one_hidden(whole):
    """Three clinics are the region's, or three schools a municipality's: the whole less two is the third."""
    figure = of()
    clinics = bodies_of(figure, "Klinik A", "Klinik B", "Klinik C")
    enter(figure, dict(zip(clinics, (80, 67, 3), strict=True)) | {whole: 150, "9901": 300})
    told = shown(figure)
    assert less(told, whole, clinics[:2]) is None
    assert one(told, "9901") is not None


@pytest.mark.django_db
def test_a_body_that_was_left_out_is_not_told_by_the_others():
    figure = of()
    clinics = bodies_of(figure, "Klinik A", "Klinik B", "Klinik C")
    enter(figure, dict(zip(clinics[:2], (80, 67), strict=True)) | {REGION: 150})
    assert less(shown(figure), REGION, clinics[:2]) is None


@pytest.mark.django_db
def test_bodies_that_are_something_else_are_shown_as_they_are():
    figure = of()
    clinics = bodies_of(figure, "Klinik A", "Klinik B", "Klinik C")
    enter(figure, dict(zip(clinics, (80, 67, 3), strict=True)) | {REGION: 400})
    told = shown(figure)
    assert [one(told, clinic) for clinic in clinics] == [80, 67, None]


def quarter(number: int) -> Period:
    return Period(date(2024, 3 * number - 2, 1), PeriodKind.QUARTER, 1, f"2024 kv {number}")


@pytest.mark.django_db
@pytest.mark.parametrize("of_bodies", [False, True])
def test_a_year_less_its_quarters_tells_no_small_quarter(of_bodies):
    """Also where the year of one is the region's less the others'."""
    figure = of()
    units: list[str | int] = ["9901", "9902", "9903", "9904"]
    if of_bodies:
        units = list(bodies_of(figure, "Klinik A", "Klinik B", "Klinik C"))
    each = {unit: (30, 30, 30, 3 if unit == units[0] else 30) for unit in units}
    for number in range(1, 5):
        counts = {unit: told[number - 1] for unit, told in each.items()}
        enter(figure, counts | {REGION: sum(counts.values())}, period=quarter(number))
    years = {unit: sum(told) for unit, told in each.items()}
    enter(figure, years | {REGION: sum(years.values())})
    told = shown(figure)
    for unit in units:
        others = [other for other in units if other != unit]
        parts = [one(told, unit, period=quarter(n)) for n in range(1, 4)]
        for year in (one(told, unit), less(told, REGION, others)):
            assert difference(year, *parts) in {None, 30.0}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "unit", "hidden"),
    [
        ("Antal elever utan skola", "", True),
        ("Elever utan skola", "antal", True),
        ("Kötid i dagar", "dagar", False),
        ("Antal dagar i kö per elev", "dagar", False),
    ],
)
def test_a_count_that_was_called_something_else_is_guarded_all_the_same(title, unit, hidden):
    figure = of(replace(COUNTED, title=title, unit=unit, measure=Measure.OTHER))
    enter(figure, {"9901": 3, "9902": 40, "9903": 50, "9904": 60, REGION: 153})
    status = {c.unit.id: c.status for c in cells(figure)}
    assert status["9901"] is (Status.HIDDEN if hidden else Status.VALUE)
    assert not hidden or less(shown(figure), REGION, ["9902", "9903", "9904"]) is None
