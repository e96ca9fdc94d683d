"""n of N on a figure's page: how many municipalities answer yes and who is silent, beside the country's."""

from __future__ import annotations

import csv
import io
import re
import shutil

import pytest
from tests.analysis.figure_world import COUNTRY, UNITS, Indicator, Told, World
from tests.web.test_figures import FIGURES, county, text_of  # noqa: F401  (county is a fixture)

from samplan.analysis.results import Measure, UnitKind

PLAIN, TURNED, STEPS = "kolada-u00021", "kolada-u00022", "kolada-u00023"
MINE = ("9901", "9902", "9903", "9904")
FAR = tuple((f"97{n:02}", f"Ort {n}", UnitKind.MUNICIPALITY, "97") for n in range(40))
"""Forty municipalities far away, so that there is something to compare with."""


def world() -> World:
    """Three of our municipalities say no, the fourth nothing; of the forty others thirty-eight say yes."""
    plain = Indicator("U00021", "Ombud finns (Ja=1, Nej=0)", Measure.YES_NO, polarity="high")
    turned = Indicator("U00022", "Bostad först (Ja=1, Nej=2)", Measure.YES_NO, polarity="none")
    steps = Indicator("U00023", "Rutin (Breddinfört=2, testverksamhet=1, Nej=0)", Measure.YES_NO)
    for told, no, some in ((plain, 0, 1), (turned, 2, 1), (steps, 1, 2)):
        told.cells += [Told(unit, 2024, value) for unit, value in zip(MINE, (no, no, no, None), strict=True)]
        told.cells += [Told(unit, 2023, float(some)) for unit in MINE]
        told.cells += [Told(one[0], 2024, float(some) if n > 1 else no) for n, one in enumerate(FAR)]
        told.cells.append(Told(COUNTRY, 2024, 0.9))
    return World([plain, turned, steps], None, (*UNITS, *FAR))


@pytest.fixture
def store(settings, tmp_path):
    """The world, where the pages look for it."""
    settings.FIGURES_DIR = tmp_path
    made = world()
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


def section(page: str) -> str:
    return re.search(r'<section[^>]+aria-labelledby="h-svar".*?</section>', page, re.DOTALL)[0]


@pytest.mark.parametrize("slug", [PLAIN, TURNED])
def test_n_of_those_that_answered_and_the_silent_are_no_no(client, county, store, slug) -> None:  # noqa: F811
    part = section(text_of(client, f"{FIGURES}{slug}/"))
    assert "2024 svarar 0 av 3 (0,0\u00a0procent) av länets kommuner ”ja”." in part
    assert "En kommun har inte svarat. Det räknas inte som nej." in part
    assert "Bland alla 46 kommuner i statistiken: 38 av 43 (88,4\u00a0procent)." in part
    assert "Bland landets andra kommuner: 38 av 40 (95,0\u00a0procent). Skillnaden är −95,0 procentenheter" in part
    assert "Länets kommuner ligger lägre än landets andra kommuner" in part
    assert ("vilket är sämre" in part) == (slug == PLAIN)
    assert "Nivån är 95 procent." in part
    assert "4 av 4" in part


def test_the_head_has_the_newest_answers_and_nothing_is_said_of_an_interval(client, county, store) -> None:  # noqa: F811
    page = text_of(client, f"{FIGURES}{PLAIN}/")
    assert "<dt>Senaste värde</dt><dd>2024</dd>" in page
    assert "strecket är osäkerheten" not in page
    assert "Punkten är svaret." in page


def test_an_answer_between_is_not_counted_as_yes(client, county, store) -> None:  # noqa: F811
    page = text_of(client, f"{FIGURES}{STEPS}/")
    part = section(page)
    assert "0 av 3" in part
    assert "Svaren: breddinfört 0, testverksamhet 3, nej 0." in part
    assert page.count("testverksamhet") > 3, "the places' table has the answer's own word"


def test_the_page_is_in_english_too(client, county, store) -> None:  # noqa: F811
    part = section(text_of(client, f"/en{FIGURES}{PLAIN}/"))
    assert "0 of 3 (0.0\u00a0per cent)" in part
    assert "“yes”" in part
    assert "Among the country&#x27;s other municipalities: 38 of 40 (95.0\u00a0per cent)." in part


def test_the_data_and_the_file_have_every_number(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{FIGURES}{PLAIN}.json").json()["answered_yes"]
    newest = told["periods"][-1]
    assert (newest["county"]["yes"], newest["county"]["answered"], newest["county"]["municipalities"]) == (0, 3, 4)
    assert (told["comparison"]["outcome"], told["comparison"]["better"]) == ("lower", False)
    text = client.get(f"{FIGURES}{PLAIN}/fil/ja-csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(r["period"], r["among"], r["yes"], r["answered"]) for r in rows] == [
        ("2023", "county", "4", "4"),
        ("2024", "county", "0", "3"), ("2024", "country", "38", "43"),
    ]  # fmt: skip
    assert rows[1]["verdict_words"] == "Lägre (sämre)"
    assert "två andelar" in rows[1]["rule_words"]
    assert client.get(f"{FIGURES}kolada-n00001/fil/ja-csv").status_code == 404


def test_the_page_asks_no_more_of_the_database(client, county, store, django_assert_max_num_queries) -> None:  # noqa: F811
    with django_assert_max_num_queries(6):
        client.get(f"{FIGURES}{PLAIN}/")
