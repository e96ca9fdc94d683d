"""A figure as it was known on a day: its values, its definition, what has changed since; and nothing that is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.analysis.figure_world import Indicator, counted
from tests.web import worlds
from tests.web.test_figure_csv import rows_of
from tests.web.test_figures_since import CODE, put, share

PAGE = f"/exempellan/siffror/{CODE}/dag/"
JANUARY, MARCH, MAY = (datetime(2025, month, 3, tzinfo=UTC) for month in (1, 3, 5))


@pytest.fixture
def county(db):
    """Exempellän's plan, published."""
    return worlds.publish(worlds.full_plan())


def history(new: int = 130, old: int = 100) -> Indicator:
    """9902's figure of 2024 was revised in May; 2024 itself came in March."""
    told = share()
    cells = [replace(c, since=JANUARY if c.year == 2023 else MARCH) for c in told.cells]
    at = next(i for i, c in enumerate(cells) if (c.unit, c.year) == ("9902", 2024))
    cells[at] = replace(counted("9902", 2024, old, 1_000), since=MARCH, until=MAY)
    cells.append(replace(counted("9902", 2024, new, 1_000), since=MAY))
    told.cells = cells
    return told


@pytest.fixture
def store(settings, tmp_path):
    settings.FIGURES_DIR = tmp_path
    put(tmp_path, history())
    return tmp_path


def main(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_day_shows_what_stood_then_and_what_is_another_now(client, county, store, prefix) -> None:
    told = client.get(f"{prefix}{PAGE.rstrip('/')}.json?dag=2025-04-01").json()
    then = next(s for s in told["figure"]["series"] if s["place"]["id"] == "9902")["cells"]
    assert [c["value"] for c in then] == [10.0, 10.0]
    assert [(c["place"]["id"], c["became"], c["after"]["value"]) for c in told["changed_since"]] == [
        ("9902", "revised", 13.0)
    ]
    page = main(client, f"{prefix}{PAGE}?dag=2025-04-01")
    assert ("1 ändrat värde" in page) is not bool(prefix)
    assert ("1 changed value" in page) is bool(prefix)


def test_before_a_period_came_it_is_not_there(client, county, store) -> None:
    told = client.get(f"{PAGE.rstrip('/')}.json?dag=2025-02-01").json()
    assert {c["period"]["label"] for s in told["figure"]["series"] for c in s["cells"]} == {"2023"}
    assert {c["became"] for c in told["changed_since"]} == {"new"}


def test_before_anything_came_the_page_says_when_it_did(client, county, store) -> None:
    page = main(client, f"{PAGE}?dag=2024-06-01")
    assert "inga värden att visa den dagen" in page
    assert re.search(r"De första kom 3\sjanuari\s2025", page)


def test_the_days_with_changes_are_links(client, county, store) -> None:
    page = main(client, PAGE)
    assert re.findall(r'href="\?dag=([^"]+)"', page) == ["2025-05-03", "2025-03-03", "2025-01-03"]
    assert "Vad som har ändrats" not in page


@pytest.mark.parametrize("day", ["i går", "2999-01-01", "2025-13-40", "2025-04-01' OR 1"])
def test_a_day_that_is_none_or_has_not_come_is_told(client, county, store, day) -> None:
    page = main(client, f"{PAGE}?dag={day}")
    assert 'role="alert"' in page
    assert client.get(f"{PAGE}fil/csv?dag={day}").status_code == 404


def test_the_file_has_the_values_of_the_day(client, county, store) -> None:
    values = {r["period"]: r["value"] for r in rows_of(client, f"{PAGE}fil/csv?dag=2025-04-01") if r["place"] == "9902"}
    assert values == {"2023": "10.0", "2024": "10.0"}


def test_what_is_hidden_now_is_not_told_as_it_was(client, county, store) -> None:
    """Two of a thousand now; a hundred then: neither is told, nor is anything that was revised beside it."""
    put(store, history(new=2))
    told = client.get(f"{PAGE.rstrip('/')}.json?dag=2025-04-01").json()
    cells = {(s["place"]["id"], c["period"]["label"]): c for s in told["figure"]["series"] for c in s["cells"]}
    assert cells[("9902", "2024")]["value"] is None
    assert not [c for c in told["changed_since"] if c["place"]["id"] == "9902" and c["before"]]
    page = main(client, f"{PAGE}?dag=2025-04-01")
    assert not re.search(r"(?<![\d,])0,2(?!\d)", page)


def test_own_values_and_what_nobody_knows_have_no_such_page(client, county, store) -> None:
    for slug in ("own-1", "kolada-n99999"):
        assert client.get(f"/exempellan/siffror/{slug}/dag/?dag=2025-04-01").status_code == 404
