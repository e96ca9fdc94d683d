"""Public pages of figures: words, rows, charts and files out of a real store; nothing hidden comes out anywhere."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import docx
import duckdb
import pytest
from django.urls import resolve
from django.utils.translation import override
from tests.analysis.figure_world import COUNTRY, REGION, Indicator, K, M, Told, World, counted, survey
from tests.analysis.figure_world import UNITS as OTHERS
from tests.web import worlds

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import Measure, Status
from samplan.analysis.store.schema import OLDER
from samplan.publishing.figures import codes

NAMES = {"9901": "Almby", "9902": "Björkfors", "9903": "Dalsjö", "9904": "Ekeryd"}
UNITS = tuple((code, NAMES.get(code, title), *more) for code, title, *more in OTHERS)
"""The places of the figure worlds under the names that the plan's municipalities have."""
GROUP = {("G1", "Liknande kommuner, påhittade 2024"): ["9901", "9902", "9903"]}
FIGURES = "/exempellan/siffror/"
SURVEY, RATE, SMALL, SUICIDE = "kolada-n00001", "kolada-n00002", "kolada-n00003", "kolada-n00004"


def all_sorts() -> list[Indicator]:
    """A survey over six years with a break and by sex; a rate with counts; small counts; suicides in windows."""
    of_survey = survey(years=(2015, 2018, 2020, 2021, 2022, 2024), by_sex=True, breaks="2021-01-01")
    for sex, value in ((K, 66.0), (M, 55.0)):
        of_survey.cells += [Told(unit, 2024, value, value - 3, value + 3, sex=sex) for unit in (REGION, COUNTRY)]
    of_survey.cells = [c for c in of_survey.cells if c.unit != "9904"]
    of_survey.cells.append(Told("9904", 2024, None, status=Status.HIDDEN))
    rate = Indicator("N00002", "Vårdtillfällen per 100 000", Measure.RATE)
    small = Indicator("N00003", "Elever som saknar lärare, andel (%)", Measure.SHARE)
    for place, unit in enumerate(UNITS):
        big = 900_000 if unit[0] == COUNTRY else 50_000 if unit[0].startswith("00") else 9_000
        rate.cells += [counted(unit[0], y, big // 200 + place + y - 2018, big, 1e5) for y in range(2018, 2025)]
        few = {"9901": 2, "9902": 40, "9903": 55, "9904": 61}.get(unit[0])
        if few is not None:
            small.cells.append(counted(unit[0], 2024, few, 400))
    small.cells.append(counted(REGION, 2024, 158, 1600))
    small.cells.append(counted(COUNTRY, 2024, 9_000, 90_000))
    windows = [
        counted(u, y, 700 if u == REGION else 9_000, 2_500_000, 1e5, years=5)
        for y in (2006, 2011, 2016)
        for u in (REGION, COUNTRY)
    ]
    suicide = Indicator("N00004", "Självmord, 5-årsmedelvärde", Measure.RATE, windows, suicide=True, window=5)
    people = Indicator("N01951", "Invånare totalt, antal", Measure.COUNT)
    old = Indicator("N01813", "Invånare 80 år och äldre, andel (%)", Measure.SHARE)
    for unit, *_more in UNITS:
        many = 900_000 if unit == COUNTRY else 50_000 if unit.startswith("00") else 9_000 + int(unit[-1])
        people.cells.append(Told(unit, 2024, many, why=NoInterval.TOTAL))
        few = {"9901": 2, COUNTRY: 9_000}.get(unit, 300)
        old.cells.append(counted(unit, 2024, few, 400 if unit == "9901" else many))
    return [of_survey, rate, small, suicide, people, old]


def filled(folder: Path) -> None:
    """Put a store of all sorts into a folder."""
    made = World(all_sorts(), GROUP, UNITS)
    with made:
        shutil.copy(made.folder / "figures.duckdb", folder / "figures.duckdb")
    with duckdb.connect(str(folder / "figures.duckdb")) as connection:
        connection.execute("UPDATE indicator SET themes = 'population'")


@pytest.fixture
def store(settings, tmp_path: Path) -> Path:
    """A store of all sorts, where the pages look for it."""
    settings.FIGURES_DIR = tmp_path
    filled(tmp_path)
    return tmp_path


@pytest.fixture
def county(db):
    """Exempellän's plan, published."""
    return worlds.publish(worlds.full_plan())


PAGES = {
    "figure": f"{FIGURES}{SURVEY}/",
    "figure_compare": f"{FIGURES}jamfor/?siffra={SURVEY}&siffra={SMALL}&plats=0099&plats=9901",
    "figure_then": f"{FIGURES}{SURVEY}/dag/?dag=2025-06-01",
    "figure_regions": f"{FIGURES}{RATE}/regioner/",
    "figure_grid": f"{FIGURES}oversikt/population/",
    "figure_similar": f"{FIGURES}{SURVEY}/liknande/almby/",
    "place_figures": "/exempellan/kommun/almby/siffror/",
    "population": f"{FIGURES}befolkning/",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_has_its_data_at_the_same_address(client, county, store, prefix, name) -> None:
    page = client.get(f"{prefix}{PAGES[name]}").content.decode()
    found = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', page)
    assert found, name
    data = client.get(found[1].replace("&amp;", "&")).json()
    with override(prefix.strip("/") or "sv"):
        assert resolve(data["page"].removeprefix("http://testserver")).url_name == name


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_municipality_has_its_sheet(client, county, store, form) -> None:
    """With the values of its page."""
    answer = client.get(f"/exempellan/kommun/almby/siffror/fil/{form}")
    assert answer.status_code == 200
    assert len(answer.content) > 5000


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_there_in_both_languages(client, county, store, prefix) -> None:
    for slug in (SURVEY, RATE, SMALL, SUICIDE):
        assert "<h1" in text_of(client, f"{prefix}{FIGURES}{slug}/")
    assert "<h1" in text_of(client, f"{prefix}{FIGURES}?q=mår")


def test_the_page_says_value_interval_verdict_rule_and_why_no_trend(client, county, store) -> None:
    page = text_of(client, f"{FIGURES}{SURVEY}/")
    for words in (
        "61,0\u00a0procent (57,0–65,0)",
        "Ingen säker skillnad mellan länet och riket",
        "Vi jämför två mätningar",
        "hade vi i fyra fall av fem upptäckt",
        "Kan inte beräknas. Definitionen har ändrats.",
        "I bokstavsordning. Vi rangordnar inte kommuner.",
        "Kvinnor",
    ):
        assert words in page, words


def test_a_place_without_a_value_says_why_and_is_not_nought(client, county, store) -> None:
    page = text_of(client, f"{FIGURES}{SURVEY}/")
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*Ekeryd(?:(?!</tr>).)*</tr>", page, re.DOTALL)[0]
    assert "dolt" in row
    assert "m-hidden" in row
    assert not re.search(r">\s*0(,0)?\s*<", row)


def test_municipalities_stand_by_name(client, county, store) -> None:
    page = text_of(client, f"{FIGURES}{SURVEY}/")
    places = [page.index(f">{unit[1]}<") for unit in UNITS if unit[0].startswith("99")]
    assert places == sorted(places)


def test_suicides_bring_the_help_line_first_and_no_municipalities(client, county, store) -> None:
    page = text_of(client, f"{FIGURES}{SUICIDE}/")
    assert page.index("90101") < page.index("<h1")
    assert "Kommunerna</h2>" not in page


def test_the_source_is_named_on_untouched_values_only(client, county, store) -> None:
    assert "egen bearbetning" not in text_of(client, f"{FIGURES}{SURVEY}/")
    assert "egen bearbetning" in text_of(client, f"{FIGURES}{RATE}/")


def test_the_file_has_every_number_with_method_and_status(client, county, store) -> None:
    answer = client.get(f"{FIGURES}{RATE}/fil/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {r["method"] for r in rows if r["value"]} <= {"byar", "exact", "published"}
    assert all(r["value"] or r["status"] != "value" for r in rows)
    one = next(r for r in rows if r["place"] == REGION and r["period"] == "2024")
    assert float(one["numerator"]) / float(one["denominator"]) * 1e5 == pytest.approx(float(one["value"]))


def test_a_chart_is_a_file_too(client, county, store) -> None:
    assert client.get(f"{FIGURES}{SURVEY}/fil/svg").content.startswith(b"<svg")
    assert client.get(f"{FIGURES}{SURVEY}/fil/png").content.startswith(b"\x89PNG")
    assert client.get(f"{FIGURES}{SURVEY}/fil/exe").status_code == 404


def test_what_is_not_there_is_not_found(client, county, store) -> None:
    for slug in ("kolada-n99999", "own-1", "kolada", "x-y-z"):
        assert client.get(f"{FIGURES}{slug}/").status_code == 404


def test_without_statistics_the_page_teaches_the_next_step(client, county, settings, tmp_path) -> None:
    settings.FIGURES_DIR = tmp_path / "none"
    assert "samplan sync kolada" in text_of(client, FIGURES)


def secrets() -> set[str]:
    """What the small world must not give away: two of 400, as count and share, and what is left of the sum."""
    return {"0,5", "0.5", "0.50"}


@pytest.mark.parametrize("form", ["", ".json", "/fil/csv", "/fil/json", "/fil/svg"])
def test_a_small_number_comes_out_nowhere(client, county, store, form) -> None:
    """Two pupils of 400 in one place, in page, data, file and drawing; nor what would give it away by subtraction."""
    address = f"{FIGURES}{SMALL}.json" if form == ".json" else f"{FIGURES}{SMALL}{form or '/'}"
    answer = client.get(address)
    text = answer.content.decode("utf-8-sig")
    if form in {".json", "/fil/json"}:
        data = json.loads(text)
        cells = [(s["place"]["id"], c) for s in data["series"] for c in s["cells"]]
        hidden = [place for place, cell in cells if cell["value"] is None]
        assert "9901" in hidden
        assert len([p for p in hidden if p.startswith("99")]) > 1 or REGION in hidden
        assert not [c for _p, c in cells if c["numerator"] == 2]
    elif form == "/fil/csv":
        rows = [r for r in csv.DictReader(io.StringIO(text), delimiter=";") if r["place"] == "9901"]
        assert rows
        assert not [r for r in rows if r["value"] or r["numerator"] or r["low"]]
    else:
        assert not [s for s in secrets() if re.search(rf"(?<![\d,.]){re.escape(s)}(?![\d,.])", text)]


def test_every_code_has_its_words() -> None:
    """Reasons, rules, methods and caveats that the questions can answer with are said in both languages."""
    from samplan.analysis.formulas.comparing import Rule
    from samplan.analysis.questions.answering.judging import REASONS
    from samplan.analysis.questions.answering.limits import METHODS

    known = codes.codes()
    assert {rule.value for rule in Rule} <= set(known.rules)
    assert {r for r in REASONS if r} <= set(known.reasons)
    assert {m for m in METHODS if m} <= set(known.methods)
    assert {s.value for s in Status} - {"value", "zero"} <= set(known.statuses)
    root = Path(codes.__file__).parents[2] / "analysis"
    of_trends = (root / "formulas" / "trend.py").read_text() + (
        root / "questions" / "answering" / "trends.py"
    ).read_text()
    assert set(re.findall(r'CannotCompute\("(\w+)"', of_trends)) <= set(known.trend_reasons) | {
        "count_above_base",
        "not_yet",
    }
    of_caveats = (root / "questions" / "answering" / "cells.py").read_text()
    told = re.findall(r'append\("(\w+)"\)', of_caveats) + re.findall(r'^        "(\w+)": ', of_caveats, re.MULTILINE)
    assert set(told) <= set(known.caveats)


def test_no_page_asks_more_of_the_database_with_more_figures(
    client, county, store, django_assert_max_num_queries
) -> None:
    for address in (FIGURES, f"{FIGURES}{SURVEY}/", f"{FIGURES}{RATE}/"):
        with django_assert_max_num_queries(6):
            client.get(address)


@pytest.mark.parametrize("address", [f"{FIGURES}{SMALL}/", f"{FIGURES}oversikt/population/", PAGES["place_figures"]])
def test_a_store_that_does_not_tell_what_may_be_shown_hides_it_and_says_so(client, county, store, address):
    """The two pupils of a store from before it was worked out when it is built."""
    assert UNTOLD not in text_of(client, address)
    older(store)
    assert UNTOLD in text_of(client, address)


def test_of_such_a_store_nothing_with_counts_is_shown(client, county, store) -> None:
    older(store)
    series = client.get(f"{FIGURES}{SMALL}.json").json()["series"]
    assert series
    assert not any(c["value"] is not None for s in series for c in s["cells"])
    shown = client.get(f"{FIGURES}{SURVEY}.json").json()["series"]
    assert any(c["value"] is not None for s in shown for c in s["cells"])


UNTOLD = "dolt här tills det har byggts om"


def older(folder: Path) -> None:
    """Make the store one from before it kept what may be shown."""
    shutil.copy(folder / "figures.duckdb", folder / "older")
    with duckdb.connect(str(folder / "older")) as file:
        file.execute("UPDATE about SET layout = ?", [OLDER])
        file.execute("ALTER TABLE observation DROP shown")
    (folder / "older").replace(folder / "figures.duckdb")


HELP = "Behöver du prata med någon?"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_where_figures_about_suicide_stand_among_others_the_help_line_stands_first(client, county, store, prefix):
    """The catalogue, what is searched for, the grid and a municipality: in the store one of six is about suicide."""
    words = HELP if not prefix else "Do you need to talk to somebody?"
    for address in (FIGURES, f"{FIGURES}?q=självmord", PAGES["figure_grid"], PAGES["place_figures"]):
        page = text_of(client, prefix + address)
        assert words in page, address
        assert page.index(words) < page.index("</h1>"), address
    assert words not in text_of(client, f"{prefix}{FIGURES}?q=vårdtillfällen")


def test_a_municipality_s_sheet_has_the_help_line_and_names_its_sources(client, county, store, tmp_path) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(client.get("/exempellan/kommun/almby/siffror/fil/docx").content)
    told = [p.text for p in docx.Document(str(path)).paragraphs]
    first = next(place for place, text in enumerate(told) if text.startswith(f"{HELP} Ring 112"))
    assert first < next(place for place, text in enumerate(told) if text.startswith("Inom parentes"))
    assert "Källa: Kolada på värden som är som de gavs ut, annars egen bearbetning av uppgifterna." in told
