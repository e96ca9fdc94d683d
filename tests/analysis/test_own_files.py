"""Files of own values: as many queries for many rows as for few, and judged anew when they are put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.analysis.own_world import SHARE, a_file, an_own_figure, key, part

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.results import Measure
from samplan.analysis.rules import InvalidFigure
from samplan.analysis.shapes import Aim, OwnNumbers


@pytest.fixture
def figure(db) -> Figure:
    return an_own_figure(factories.an_area(factories.a_plan()))


def rows_from(first: int, many: int) -> bytes:
    """A file with a value of one municipality for so many years."""
    lines = [f"{year};Exempelby 1;40;100" for year in range(first, first + many)]
    return "\n".join(["Period;Kommun;Täljare;Nämnare", *lines]).encode()


def told_of(figure: Figure) -> dict[int, tuple[float | None, int]]:
    return {v.key.period.start.year: (v.numbers.value, v.version) for v in queries.own_values(figure.pk)}


def cost(deed: Callable[..., Any], **told: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        deed(by=SYSTEM, **told)
    return len(caught)


def test_many_rows_cost_no_more_queries_than_few(figure):
    """Half of them are new, half are there and become others."""
    for year in (1950, *range(1960, 1990)):
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(year), numbers=part(10, 100))
    costs = []
    for first, many in ((1949, 2), (1945, 30)):
        file_id = a_file(figure, rows_from(first, many))
        costs.append((cost(actions.put_value_file, file_id=file_id), cost(actions.undo_value_file, file_id=file_id)))
    assert costs[0] == costs[1]
    assert {value for value, _version in told_of(figure).values()} == {10.0}


def test_what_a_file_did_is_in_the_history_with_its_name(figure):
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=part(10, 100))
    before = OwnValue.objects.get().changed_at
    file_id = a_file(figure)
    actions.put_value_file(by=SYSTEM, file_id=file_id)
    actions.undo_value_file(by=SYSTEM, file_id=file_id)
    there = OwnValue.objects.get(unit="9901")
    assert [(h.version, h.value, h.history_change_reason) for h in there.history.order_by("history_id")] == [
        (1, 10.0, None),
        (2, 40.0, "enkat.csv"),
        (3, 10.0, "enkat.csv"),
    ]
    assert there.changed_at > before
    gone = OwnValue.objects.get(unit="9902")
    assert gone.removed_at is not None
    assert [(h.version, h.removed_at is None) for h in gone.history.order_by("history_id")] == [(1, True), (2, False)]


def test_a_file_is_judged_anew_when_it_is_put_in(figure):
    """The figure has become another sort of number since the file was read: a per cent alone is none of it."""
    figure = an_own_figure(figure.indicator.area, replace(SHARE, measure=Measure.OTHER))
    file_id = a_file(figure, "Period;Kommun;Värde\n2023;Exempelby 1;40\n2024;Exempelby 1;30\n".encode())
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(), told=SHARE, seen_version=1)
    with pytest.raises(InvalidFigure, match="line 2"):
        actions.put_value_file(by=SYSTEM, file_id=file_id)
    assert told_of(figure) == {}
    assert not queries.value_file(file_id).put


def test_a_unit_that_is_the_countys_no_longer_is_not_put_in(figure):
    body = factories.a_body(figure.indicator.area.plan.partnership, "Ungdomsmottagningen")
    file_id = a_file(figure, "Period;Kommun;Täljare;Nämnare\n2023;Ungdomsmottagningen;40;100\n".encode())
    body.delete()
    with pytest.raises(InvalidFigure, match="line 2"):
        actions.put_value_file(by=SYSTEM, file_id=file_id)


def test_what_stood_before_is_not_put_back_where_it_cannot_stand(figure):
    figure = an_own_figure(figure.indicator.area, replace(SHARE, measure=Measure.OTHER))
    actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(2023), numbers=OwnNumbers(value=7.0))
    file_id = a_file(figure, "Period;Kommun;Värde;Täljare;Nämnare\n2023;Exempelby 1;40;40;100\n".encode())
    actions.put_value_file(by=SYSTEM, file_id=file_id)
    actions.change_figure(by=SYSTEM, figure_id=figure.pk, aim=Aim(), told=SHARE, seen_version=1)
    with pytest.raises(InvalidFigure, match="line 2"):
        actions.undo_value_file(by=SYSTEM, file_id=file_id)
    assert told_of(figure) == {2023: (40.0, 2)}
