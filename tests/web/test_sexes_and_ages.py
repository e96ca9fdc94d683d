"""Women and men of each municipality and the other ages of an indicator: shown by name, nothing small told anywhere."""

from __future__ import annotations

import csv
import io
import re
import shutil

import docx
import duckdb
import pytest
from tests.analysis.figure_world import COUNTRY, REGION, Indicator, K, M, World, counted
from tests.web.test_figures import FIGURES, UNITS, county, text_of  # noqa: F401  (county is a fixture)

from samplan.analysis.results import Measure

YOUNG, OLDER = "kolada-n00011", "kolada-n00012"
TITLE = "Invånare {} som sover dåligt, andel (%)"


def world(*, small: bool = True) -> World:
    """A share by sex in four municipalities, two women of 200 in Almby (with small); and the same for other ages.

    Björkfors has more people than the two others, so that it costs most to hide beside Almby.
    """
    young = Indicator("N00011", TITLE.format("16-24 år"), Measure.SHARE, by_sex=True)
    older = Indicator("N00012", TITLE.format("25-64 år"), Measure.SHARE, by_sex=True)
    people = {COUNTRY: (9_000, 7_000, 100_000), REGION: (180, 130, 1_000)}
    people |= {"9901": (2, 30, 200), "9902": (66, 33, 330)} if small else {REGION: (240, 120, 1_200)}
    for unit, *_more in UNITS:
        women, men, base = people.get(unit, (60, 30, 300))
        for indicator in (young, older):
            indicator.cells += [
                counted(unit, 2024, women + men, 2 * base),
                counted(unit, 2024, women, base, sex=K),
                counted(unit, 2024, men, base, sex=M),
            ]
    return World([young, older], None, UNITS)


@pytest.fixture
def store(settings, tmp_path):
    """The world, where the pages look for it."""
    settings.FIGURES_DIR = tmp_path
    made = world()
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


@pytest.fixture
def plain(settings, tmp_path):
    """The same without anything small, so that nothing need be hidden."""
    settings.FIGURES_DIR = tmp_path
    made = world(small=False)
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


def section(page: str, name: str) -> str:
    found = re.search(rf'<section[^>]+aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_women_and_men_of_each_municipality_stand_by_name(client, county, store, prefix) -> None:  # noqa: F811
    part = section(text_of(client, f"{prefix}{FIGURES}{YOUNG}/"), "h-kon")
    names = re.findall(r'role="rowheader"[^>]*>([^<]+)<', part)
    assert names == sorted(names)
    assert {"Björkfors", "Dalsjö", "Ekeryd"} & set(names)
    assert re.search(r"20[.,]0", part)


def test_the_other_ages_stand_with_a_way_to_them(client, county, store) -> None:  # noqa: F811
    part = section(text_of(client, f"{FIGURES}{YOUNG}/"), "h-alder")
    assert f"/exempellan/siffror/{OLDER}/" in part
    assert "25-64 år" in part
    told = client.get(f"{FIGURES}{YOUNG}.json").json()["ages"]
    assert [one["indicator"]["id"] for one in told["others"]] == ["kolada:N00012"]
    assert "Ingen säker skillnad" in part
    assert "Varje ålder jämförs med sidans" in part


def test_two_women_are_told_nowhere(client, county, store) -> None:  # noqa: F811
    """Two of two hundred: not as a count, not as a share, and not the men or the whole that would give them away."""
    page = text_of(client, f"{FIGURES}{YOUNG}/")
    assert "Almby" not in section(page, "h-kon")
    units = client.get(f"{FIGURES}{YOUNG}.json").json()["women_and_men"]["units"]
    assert "9901" not in {one["place"]["id"] for one in units}
    text = client.get(f"{FIGURES}{YOUNG}/fil/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    mine = [row for row in rows if row["place"] == "9901" and row["value"]]
    assert len({row["sex"] for row in mine}) < 2
    assert "K" not in {row["sex"] for row in mine}
    others = [row for row in rows if row["place"] == "9902"]
    assert {row["sex"] for row in others} >= {"K", "M"}


def test_the_file_has_each_cell_once(client, county, store) -> None:  # noqa: F811
    text = client.get(f"{FIGURES}{YOUNG}/fil/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    keys = [(row["place"], row["sex"], row["period_start"]) for row in rows]
    assert len(keys) == len(set(keys))


PLACE = "/exempellan/kommun/{}/siffror"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_municipality_has_women_and_men_of_each_figure(client, county, store, prefix) -> None:  # noqa: F811
    part = section(text_of(client, f"{prefix}{PLACE.format('bjorkfors')}/"), "h-kon")
    assert part.count('role="rowheader"') == 2
    words = re.findall(r'role="cell"[^>]*>([^<]*\d[^<]*)<', part)
    assert [w.replace(",", ".").split("\xa0")[0].split(" ")[0] for w in words] == ["20.0", "10.0"] * 2
    assert ("Kvinnorna högre" in part) is not bool(prefix)


def test_where_either_is_hidden_the_municipality_shows_none_of_them(client, county, store) -> None:  # noqa: F811
    assert section(text_of(client, f"{PLACE.format('almby')}/"), "h-kon") == ""
    told = client.get(f"{PLACE.format('almby')}.json").json()["figures"]
    assert told
    assert [one["women_and_men"] for one in told] == [None] * len(told)


def test_the_municipality_s_files_have_women_and_men(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{PLACE.format('bjorkfors')}.json").json()["figures"]
    assert [one["women_and_men"]["comparison"]["outcome"] for one in told] == ["higher", "higher"]
    text = client.get(f"{PLACE.format('bjorkfors')}/fil/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["sex"] for row in rows if row["sex"] in {K, M}] == [K, M] * 2


def test_how_many_comparisons_stands_before_them_and_no_label_without_a_value(client, county, store) -> None:  # noqa: F811
    page = text_of(client, f"{PLACE.format('bjorkfors')}/")
    assert 0 < page.find('id="h-jamforelser"') < page.find('id="h-kon"')
    assert not re.search(r'data-l="(Länet|Riket):"></td>', page)


@pytest.mark.parametrize(
    ("polarity", "row", "said"),
    [
        ("low", "Kvinnorna högre (sämre)", "Det är sämre för kvinnorna. Här räknas ett lägre värde som bättre."),
        ("high", "Kvinnorna högre (bättre)", "Det är sämre för männen. Här räknas ett högre värde som bättre."),
        ("none", "Kvinnorna högre", "Vi säger inte vad som är bättre"),
    ],
)
def test_women_and_men_carry_better_and_worse_in_words(client, county, store, polarity, row, said) -> None:  # noqa: F811
    with duckdb.connect(str(store / "figures.duckdb")) as connection:
        connection.execute("UPDATE indicator SET polarity = ?", [polarity])
    part = section(text_of(client, f"{FIGURES}{YOUNG}/"), "h-kon")
    assert said in part
    assert f"{row}<" in part
    told = client.get(f"{FIGURES}{YOUNG}.json").json()["women_and_men"]["units"]
    better = {"low": False, "high": True, "none": None}[polarity]
    assert {one["comparison"]["better"] for one in told if one["comparison"]["outcome"] == "higher"} == {better}
    text = client.get(f"{FIGURES}{YOUNG}/fil/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    of_women = [r for r in rows if r["compared_with"] == "men" and r["verdict"] == "higher"]
    assert {r["better"] for r in of_women} == {{"low": "no", "high": "yes", "none": ""}[polarity]}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_municipality_has_the_ages_of_each_figure_once(client, county, store, prefix) -> None:  # noqa: F811
    part = section(text_of(client, f"{prefix}{PLACE.format('bjorkfors')}/"), "h-alder")
    assert part.count('role="rowheader"') == 1
    assert f"/siffror/{OLDER}/" in part
    assert "16-24 år:" in part
    assert ("Ingen säker skillnad" in part) is not bool(prefix)
    assert re.search(r"15[.,]0", part)


def test_ages_that_are_hidden_are_told_nowhere_of_the_municipality(client, county, store) -> None:  # noqa: F811
    """Two women of two hundred in Almby: whatever of its ages stands on the page stands on each figure's page too."""
    told = client.get(f"{PLACE.format('almby')}.json").json()["ages"]
    of_figure = client.get(f"{FIGURES}{YOUNG}.json").json()["ages"]["compared"]
    there = [one for one in of_figure if one["place"]["id"] == "9901"]
    assert [(one["other"]["value"], one["own"]["value"]) for one in told] == [
        (one["other"]["value"], one["own"]["value"]) for one in there
    ]


def test_the_municipality_s_ages_are_in_its_data_and_file(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{PLACE.format('bjorkfors')}.json").json()["ages"]
    assert [(o["indicator"]["id"], o["compared_with"]["id"]) for o in told] == [("kolada:N00012", "kolada:N00011")]
    text = client.get(f"{PLACE.format('bjorkfors')}/fil/csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [r["indicator"] for r in rows if r["compared_with"] == "kolada:N00011"] == ["kolada:N00012"]


def test_the_municipality_s_paper_has_women_and_men_and_ages(client, county, plain) -> None:  # noqa: F811
    sheet = client.get(f"{PLACE.format('bjorkfors')}/fil/docx").content
    document = docx.Document(io.BytesIO(sheet))
    heads = [tuple(cell.text for cell in table.rows[0].cells) for table in document.tables]
    assert ("Siffra", "Period", "Kvinnor", "Män", "Jämförelse") in heads
    assert ("Siffra", "Period", "Kommunen", "Jämförs med åldern", "Jämförelse") in heads
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Kvinnorna högre (bättre)" in words
    assert "16-24 år: 15,0" in words.replace("\xa0", " ")
    assert client.get(f"{PLACE.format('bjorkfors')}/fil/pdf").content.startswith(b"%PDF")


def test_the_municipality_s_paper_has_none_that_are_hidden(client, county, store) -> None:  # noqa: F811
    document = docx.Document(io.BytesIO(client.get(f"{PLACE.format('almby')}/fil/docx").content))
    heads = [table.rows[0].cells[2].text for table in document.tables]
    assert "Kvinnor" not in heads
