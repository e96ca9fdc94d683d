"""What an indicator was on a day: against the world's own list of what held when, cell by cell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.analysis.figure_world import COUNTRY, REGION, T, Told, World, changed, survey

from samplan.analysis.questions import history
from samplan.analysis.results import Series

FIRST, SECOND, THIRD = (datetime(2025, month, 10, 9, tzinfo=UTC) for month in (1, 4, 8))


def revised() -> list[Told]:
    """2023 came first, 2024 in April; in August 9901's 2023 was revised."""
    cells = [changed(c, since=FIRST if c.year == 2023 else SECOND) for c in survey(years=(2023, 2024)).cells]
    at = next(i for i, c in enumerate(cells) if (c.unit, c.year) == ("9901", 2023))
    old = cells[at]
    cells[at] = changed(old, until=THIRD)
    cells.append(changed(old, value=55.0, low=51.0, high=59.0, since=THIRD))
    return cells


def held(cells: list[Told], unit: str, day: date) -> list[tuple[int, float | None]]:
    """What stood at the end of a day, by the list."""
    end = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(days=1)
    there = [
        c for c in cells if c.unit == unit and c.sex is T and c.since < end and (c.until is None or c.until >= end)
    ]
    return sorted((c.year, c.value) for c in there)


def shown(series: Series | None) -> list[tuple[int, float | None]]:
    return [] if series is None else [(c.period.start.year, c.value) for c in series.cells]


@pytest.mark.parametrize(
    "day", [date(2025, 1, 9), date(2025, 1, 10), date(2025, 5, 1), date(2025, 8, 9), date(2025, 9, 1)]
)
def test_a_day_shows_what_stood_then(day: date) -> None:
    told = survey(years=(2023, 2024))
    told.cells = revised()
    with World([told]) as store:
        answer = history.history(store, told.id, "99", day)
    assert answer is not None
    series = {s.unit.id: s for s in (answer.then.county, answer.then.benchmark, *answer.then.municipalities) if s}
    for unit in (REGION, COUNTRY, "9901", "9902"):
        assert shown(series.get(unit)) == held(told.cells, unit, day), unit
    now = {s.unit.id: s for s in answer.now.municipalities}
    assert shown(now["9901"]) == held(told.cells, "9901", date(2030, 1, 1))
    assert answer.days == (FIRST.date(), SECOND.date(), THIRD.date())


def test_the_definition_is_that_of_the_day() -> None:
    told = survey(versions=((1, FIRST, False), (2, SECOND, True)))
    told.cells = [changed(c, since=FIRST) for c in told.cells]
    with World([told]) as store:
        before, then = (history.history(store, told.id, "99", day) for day in (date(2024, 1, 1), date(2025, 2, 1)))
    assert before is not None
    assert then is not None
    assert (before.definition, then.definition) == ("", "Påhittad.")
    assert (before.then.county, before.then.municipalities) == (None, ())


@pytest.mark.parametrize("suicide", [True, False])
def test_a_method_that_was_told_before_is_not_told_again(suicide: bool) -> None:
    """The indicator names no method any more: its old name and definition do, and are left out of that day."""
    told = survey(versions=((1, FIRST, False), (2, SECOND, False)), suicide=suicide)
    told.words = {1: ("Suicid genom hängning, antal", "Antal döda.")}
    told.cells = [changed(c, since=FIRST) for c in told.cells]
    with World([told]) as store:
        before, after = (history.history(store, told.id, "99", day) for day in (date(2025, 2, 1), date(2025, 6, 1)))
    assert before is not None
    assert after is not None
    assert (before.title, before.definition) == ("", "")
    assert after.definition == "Påhittad."


def test_what_nobody_knows_and_own_values_have_no_such_page() -> None:
    with World([survey()]) as store:
        for one in ("kolada:X", "own:1"):
            assert history.history(store, one, "99", date(2025, 1, 1)) is None
