"""A plan's figures: the frozen definition, own values one by one and by file, undo, locks, history, audit."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from tests import factories
from tests.analysis.own_world import FILE, OFFICIAL, SHARE, a_file, an_own_figure, key, part

from samplan.actors.models import AuditEvent
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.results import Measure, Sex, Status
from samplan.analysis.rules import FigureChanged, FigureNotThere, InvalidFigure
from samplan.analysis.shapes import Aim, Definition, OwnNumbers
from samplan.analysis.value_files import number_of, period_of, template
from samplan.plans.actions import remove_item
from samplan.plans.shapes.items import ItemKind


@pytest.fixture
def figure(db) -> Figure:
    return an_own_figure(factories.an_area(factories.a_plan()))


def numbers(figure: Figure) -> list[tuple[int, str, float | None]]:
    return [(v.key.period.start.year, v.key.unit, v.numbers.value) for v in queries.own_values(figure.pk)]


def test_an_official_figure_keeps_its_definition_and_its_aim(figure):
    tied = actions.tie_figure(by=SYSTEM, indicator_id=figure.indicator_id, told=OFFICIAL, aim=Aim(target=5.0))
    shape = queries.figure_shape(tied.pk)
    assert (shape.definition, shape.figure_id, shape.own) == (OFFICIAL, "kolada:N01452", False)
    assert shape.aim.target == 5.0
    with pytest.raises(InvalidFigure, match="already has"):
        actions.tie_figure(by=SYSTEM, indicator_id=figure.indicator_id, told=OFFICIAL)
    with pytest.raises(InvalidFigure):
        actions.set_own_value(by=SYSTEM, figure_id=tied.pk, key=key(), numbers=part(1, 2))
    with pytest.raises(InvalidFigure):
        actions.change_figure(by=SYSTEM, figure_id=tied.pk, told=SHARE, aim=Aim(), seen_version=1)


def test_both_figures_are_found_with_the_plan_in_one_query(figure, django_assert_num_queries):
    actions.tie_figure(by=SYSTEM, indicator_id=figure.indicator_id, told=OFFICIAL)
    plan = figure.indicator.area.plan_id
    with django_assert_num_queries(1):
        assert [f.own for f in queries.figures_of_plan(plan)] == [True, False]
    with django_assert_num_queries(1):
        assert len(queries.figures_of_indicators([figure.indicator_id])[figure.indicator_id]) == 2
    assert queries.own_figure(f"own:{figure.pk}").id == figure.pk
    assert queries.own_figure("own:x") is None


def test_a_removed_indicator_has_no_figures(figure):
    remove_item(by=SYSTEM, kind=ItemKind.INDICATOR, item_id=figure.indicator_id, reason="Dubblett")
    assert queries.figures_of_plan(figure.indicator.area.plan_id) == ()
    with pytest.raises(FigureNotThere):
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(1, 2))


def test_a_share_is_counted_from_its_parts_and_nought_is_a_value(figure):
    row = actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(20, 80))
    assert (row.value, row.status) == (25.0, Status.VALUE)
    row = actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2025), numbers=part(0, 80))
    assert (row.value, row.status) == (0.0, Status.ZERO)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (OwnNumbers(), "value"),
        (OwnNumbers(value=float("nan")), "value"),
        (OwnNumbers(value=101.0), "value"),
        (OwnNumbers(value=10.0, low=11.0, high=12.0), "low"),
        (OwnNumbers(value=10.0, low=9.0), "high"),
        (OwnNumbers(value=10.0, numerator=5.0, denominator=0.0), "denominator"),
        (part(5, 4), "numerator"),
        (OwnNumbers(value=10.0, numerator=5.0, denominator=10.0), "value"),
        (OwnNumbers(Status.HIDDEN, value=3.0), "status"),
        (OwnNumbers(Status.HIDDEN, numerator=3.0), "status"),
        (OwnNumbers(Status.ZERO, value=3.0), "value"),
    ],
)
def test_a_value_that_cannot_be_so_is_refused(figure, told, field):
    with pytest.raises(InvalidFigure) as refused:
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=told)
    assert refused.value.field == field
    assert not OwnValue.objects.exists()


def test_a_value_is_of_the_countys_units(figure):
    county = factories.a_county("98", "Annatlän")
    for wrong in ("9801", "", "0098"):
        with pytest.raises(InvalidFigure):
            actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(unit=wrong), numbers=part(1, 2))
    body = factories.a_body(factories.a_partnership(county))
    with pytest.raises(InvalidFigure):
        actions.set_own_value(
            by=SYSTEM, figure_id=figure.pk, key=replace(key(unit=""), body=body.pk), numbers=part(1, 2)
        )
    own = factories.a_body(figure.indicator.area.plan.partnership, "Ungdomsmottagningen")
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=replace(key(unit=""), body=own.pk), numbers=part(1, 2))
    assert queries.own_values(figure.pk)[0].body_name == "Ungdomsmottagningen"


def test_who_was_second_sees_what_the_first_saved(figure):
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(20, 80))
    with pytest.raises(FigureChanged) as refused:
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(21, 80))
    assert refused.value.there["numerator"] == 20
    row = actions.set_own_value(
        by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(21, 80), seen_version=refused.value.version
    )
    assert row.history.count() == 2
    with pytest.raises(FigureChanged):
        actions.remove_own_value(by=SYSTEM, value_id=row.pk, seen_version=1)
    actions.remove_own_value(by=SYSTEM, value_id=row.pk, seen_version=2)
    assert numbers(figure) == []
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(22, 80))
    assert numbers(figure) == [(2024, "9901", 27.5)]
    with pytest.raises(FigureChanged):
        actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(), seen_version=7)


def test_each_action_leaves_one_event_that_tells_no_values(figure):
    before = AuditEvent.objects.count()
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(3, 80))
    event = AuditEvent.objects.latest("pk")
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, set(event.data)) == ("set_own_value", {"plan", "value"})


def test_a_file_is_seen_put_in_and_taken_out(figure):
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=part(10, 100))
    file_id = a_file(figure)
    seen = queries.value_file(file_id)
    assert (seen.new, seen.changed, seen.faults, seen.put) == (1, 1, (), False)
    assert numbers(figure) == [(2023, "9901", 10.0)]
    actions.put_value_file(by=SYSTEM, file_id=file_id)
    assert numbers(figure) == [(2023, "9901", 40.0), (2023, "9902", 25.0)]
    with pytest.raises(InvalidFigure):
        actions.put_value_file(by=SYSTEM, file_id=file_id)
    actions.undo_value_file(by=SYSTEM, file_id=file_id)
    assert numbers(figure) == [(2023, "9901", 10.0)]
    with pytest.raises(InvalidFigure):
        actions.undo_value_file(by=SYSTEM, file_id=file_id)


def test_a_file_is_not_put_over_what_became_another_since(figure):
    file_id = a_file(figure)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=part(10, 100))
    with pytest.raises(FigureChanged):
        actions.put_value_file(by=SYSTEM, file_id=file_id)
    assert numbers(figure) == [(2023, "9901", 10.0)]


def test_a_file_is_not_undone_over_later_corrections(figure):
    file_id = a_file(figure)
    actions.put_value_file(by=SYSTEM, file_id=file_id)
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=part(10, 100), seen_version=1)
    with pytest.raises(InvalidFigure, match="1"):
        actions.undo_value_file(by=SYSTEM, file_id=file_id)
    assert numbers(figure)[0] == (2023, "9901", 10.0)


BAD = """Period;Kommun;Kön;Värde;Läge
2023;Exempelby 1;;12,5;
nyss;Exempelby 1;;12,5;
2023;Någonannanstans;;12,5;
2023;Exempelby 1;katt;12,5;
2023;Exempelby 1;;tolv;
2023;Exempelby 2;;120;
2023;Exempelby 1;;13;
2024;Exempelby 1;Kvinnor;..;
2024;Exempelby 2 kommun;män;;Sekretess
""".encode("cp1252")


def test_every_row_at_fault_is_told_with_its_line_and_nothing_is_put_in(figure):
    file_id = a_file(an_own_figure(figure.indicator.area, replace(SHARE, measure=Measure.SURVEY_SHARE)), BAD)
    seen = queries.value_file(file_id)
    assert [f.line for f in seen.faults] == [3, 4, 5, 6, 7, 8]
    assert all(f.said.sv and f.said.en for f in seen.faults)
    assert [(r.key.sex, r.numbers.status, r.numbers.value) for r in seen.rows] == [
        (Sex.TOTAL, Status.VALUE, 12.5),
        (Sex.WOMEN, Status.UNKNOWN, None),
        (Sex.MEN, Status.HIDDEN, None),
    ]
    with pytest.raises(InvalidFigure):
        actions.put_value_file(by=SYSTEM, file_id=file_id)


TWO_WAYS = "Period;Kommun;Värde;Täljare;Nämnare\n2023;Exempelby 1;;100;1,234\n2024;Exempelby 1;;10;100\n".encode()


def test_a_number_that_can_be_read_in_two_ways_is_told_with_its_line(figure):
    """1,234: a thousand and more, or one and a little. Which one is not for the program to choose."""
    seen = queries.value_file(a_file(figure, TWO_WAYS))
    assert [(f.line, "1,234" in f.said.sv, "1,234" in f.said.en) for f in seen.faults] == [(2, True, True)]
    assert "1234 eller 1.234" in seen.faults[0].said.sv
    assert [r.line for r in seen.rows] == [3]
    with pytest.raises(InvalidFigure):
        actions.put_value_file(by=SYSTEM, file_id=seen.id)


@pytest.mark.parametrize("shows", ["12,5", "0,125", "1234,5"])
def test_a_column_that_shows_its_decimal_comma_is_read_so(figure, shows):
    figure = an_own_figure(figure.indicator.area, replace(SHARE, measure=Measure.OTHER))
    data = f"Period;Kommun;Värde\n2023;Exempelby 1;1,234\n2024;Exempelby 1;{shows}\n".encode()
    seen = queries.value_file(a_file(figure, data))
    assert seen.faults == ()
    assert seen.rows[0].numbers.value == 1.234


def test_another_column_does_not_vouch_for_it(figure):
    data = "Period;Kommun;Värde;Täljare;Nämnare\n2023;Exempelby 1;8,1;100;1,234\n".encode()
    seen = queries.value_file(a_file(figure, data))
    assert [f.line for f in seen.faults] == [2]
    assert "Nämnare" in seen.faults[0].said.sv


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"PK\x03\x04 no sheet", b"a;b\n1;2\n", b'"open\n', template().encode()]
)
def test_a_file_that_cannot_be_read_says_so(figure, data):
    seen = queries.value_file(a_file(figure, data))
    assert seen.rows == ()
    assert bool(seen.faults) is (data != template().encode())


def test_excel_says_the_same_as_csv(figure):
    book = openpyxl.Workbook()
    for line in FILE.decode().splitlines():
        book.active.append([int(c) if c.isdigit() else c for c in line.split(";")])
    told = io.BytesIO()
    book.save(told)
    by_csv, by_excel = (
        queries.value_file(a_file(figure, FILE)),
        queries.value_file(a_file(figure, told.getvalue(), "enkat.xlsx")),
    )
    assert by_excel.rows == by_csv.rows
    assert len(by_excel.rows) == 2


@pytest.mark.parametrize(
    ("text", "label", "years"),
    [("2024", "2024", 1), ("2021-2024", "2021–2024", 4), ("2023/24", "2023/24", 1), ("2024 kv 3", "2024 kv 3", 1)],
)
def test_periods_are_read(text, label, years):
    period = period_of(text)
    assert (period.label, period.years) == (label, years)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024–2020", "2023/25", "1066", "år 2024"])
def test_what_is_no_period_is_none(text):
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("1 234,5", 1234.5), ("12.5", 12.5), ("12 %", 12.0), ("", None), ("−3", -3.0)]
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["tolv", "1,2,3", "=1+1", "1e9999", "nan", "inf"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        number_of(text)


def test_a_figure_needs_a_name_and_an_aim_on_its_scale(figure):
    with pytest.raises(InvalidFigure):
        actions.tie_figure(by=SYSTEM, indicator_id=figure.indicator_id, told=Definition(" "))
    with pytest.raises(InvalidFigure):
        actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(target=150.0), seen_version=1)
    told = replace(SHARE, title="Ett annat namn", measure=Measure.COUNT)
    changed = actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(target=150.0), told=told, seen_version=1)
    assert (changed.title, changed.target, changed.version) == ("Ett annat namn", 150.0, 2)
    actions.remove_figure(by=SYSTEM, figure_id=figure.pk)
    with pytest.raises(FigureNotThere):
        queries.figure_shape(figure.pk)
