"""What stands beside one another on a page of figures is of one period; else the period is told."""

from __future__ import annotations

import re
import shutil

import duckdb
import pytest
from tests.analysis.figure_world import COUNTRY, REGION, Indicator, K, M, Told, World
from tests.web import worlds
from tests.web.test_figures import GROUP, UNITS

from samplan.analysis.results import Status

FIGURES = "/exempellan/siffror/"
GRID, PLACE, SIMILAR = f"{FIGURES}oversikt/population/", "/exempellan/kommun/almby/siffror/", "liknande/almby/"


def told(unit: str, year: int, value: float | None) -> Told:
    """A value with an interval of six, or one that is hidden."""
    if value is None:
        return Told(unit, year, None, status=Status.HIDDEN)
    return Told(unit, year, value, value - 3, value + 3)


def late() -> list[Indicator]:
    """The county's newest is of 2022, the country's of 2024; Almby is hidden in 2024; Björkfors has 2024 alone."""
    cells = [told(COUNTRY, 2022, 50.0), told(COUNTRY, 2024, 80.0), told(REGION, 2022, 61.0)]
    cells += [told("9901", 2022, 71.0), told("9901", 2024, None), told("9902", 2024, 44.0)]
    return [Indicator(cells=[*cells, told("9903", 2022, 33.0), told("9903", 2024, 90.0)])]


@pytest.fixture
def page(client, db, settings, tmp_path):
    """Reads a page of a world as its words."""
    settings.FIGURES_DIR = tmp_path
    worlds.publish(worlds.full_plan())
    made = World(late(), GROUP, UNITS)
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
    with duckdb.connect(str(tmp_path / "figures.duckdb")) as connection:
        connection.execute("UPDATE indicator SET themes = 'population'")
    return lambda address: client.get(address).content.decode()


def row_of(text: str, name: str) -> str:
    """The words of the row of a place or a figure."""
    row = next(r for r in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if name in r and "<th" in r and "<td" in r)
    return " ".join(re.sub(r"<[^>]+>", " ", row).split()).replace("\u00a0", " ")


def test_a_verdict_names_the_country_of_the_same_period(page) -> None:
    text = page(f"{FIGURES}kolada-n00001/").replace("\u00a0", " ")
    verdict = text[text.index("sp-verdict__w") : text.index("Regeln")]
    assert "Länet 2022: 61,0" in verdict
    assert "Riket 2022: 50,0" in verdict
    assert "2024" not in verdict


def test_a_place_that_is_hidden_has_no_verdict_of_an_older_value(page) -> None:
    row = row_of(page(f"{FIGURES}kolada-n00001/"), "Almby")
    assert "dolt" in row
    assert "Högre" not in row


def test_beside_a_hidden_value_stands_no_older_value_of_county_and_country(page) -> None:
    row = row_of(page(PLACE), "Invånare som mår bra")
    assert "2024" in row
    assert not [old for old in ("61,0", "50,0") if old in row]


def test_a_value_in_a_grid_that_is_older_than_the_countrys_tells_its_period(page) -> None:
    text = page(GRID)
    assert "2022" in row_of(text, "Region Exempel")
    assert "2024" not in row_of(text, "Björkfors")


def test_similar_places_are_shown_in_the_period_that_is_judged(page) -> None:
    """Almby's newest value is of 2022; what Dalsjö had in 2024 was not judged against it."""
    text = page(f"{FIGURES}kolada-n00001/{SIMILAR}")
    row = row_of(text, "Dalsjö")
    assert "33,0" in row
    assert "90,0" not in row
    assert "71,0" in row_of(text, "Almby")


def test_women_and_men_are_compared_in_the_newest_period_that_has_both(client, db, settings, tmp_path) -> None:
    """66 of women against 55 of men in 2022, each plus or minus three; of 2024 there are women alone."""
    settings.FIGURES_DIR = tmp_path
    worlds.publish(worlds.full_plan())
    told = [(2022, K, 66.0), (2022, M, 55.0), (2024, K, 99.0)]
    cells = [Told(REGION, y, v, v - 3, v + 3, sex=sex) for y, sex, v in told]
    made = World([Indicator(cells=cells, by_sex=True)], GROUP, UNITS)
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
    text = client.get(f"{FIGURES}kolada-n00001/").content.decode().replace("\u00a0", " ")
    part = text[text.index("Kvinnor och män</h2>") : text.index("Källa och metod")]
    assert "Kvinnorna i länet ligger högre än männen" in part
    assert "Skillnaden är 11,0 procentenheter" in part
    assert "Vi jämför två mätningar" in part
    assert "2022" in row_of(part, "Män")
    assert "99,0" not in part
