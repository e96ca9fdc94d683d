"""Who lives in the county: counted, by name, not judged, and nothing that is hidden."""

from __future__ import annotations

import json
import re

import pytest
from tests.web.test_figures import FIGURES, PAGES, county, store, text_of  # noqa: F401  (the fixtures of figures' pages)

from samplan.documents import read
from samplan.documents.serialise import to_json

POPULATION = PAGES["population"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_county_and_its_municipalities_stand_by_name(client, county, store, prefix) -> None:  # noqa: F811
    page = text_of(client, f"{prefix}{POPULATION}")
    rows = re.findall(r'<tr><th scope="row"[^>]*>([^<]+)</th>', page)
    assert rows[1:5] == ["Almby", "Björkfors", "Dalsjö", "Ekeryd"]
    assert "Invånare totalt, antal" in page
    assert re.search(r"9[\u00a0,]001", page)


def test_nothing_is_judged(client, county, store) -> None:  # noqa: F811
    page = text_of(client, POPULATION)
    assert "Ingen säker skillnad" not in page
    assert "m-higher" not in page.split("<main", 1)[1]
    cells = [c for line in client.get(f"{POPULATION.rstrip('/')}.json").json()["grid"]["places"] for c in line["cells"]]
    assert {c["comparison"]["outcome"] for c in cells if c} == {"cannot_judge"}


def test_two_persons_are_told_nowhere(client, county, store) -> None:  # noqa: F811
    """Two of four hundred in Almby, on the county's page, on its own, in data and on paper."""
    for address in (POPULATION, PAGES["place_figures"]):
        part = text_of(client, address)
        assert not re.search(r"(?<![\d,.])0,5(?![\d,.])", part), address
        told = json.dumps(client.get(f"{address.rstrip('/')}.json").json())
        assert '"numerator": 2.0' not in told
        assert '"value": 0.5,' not in told


def test_a_municipality_s_page_and_paper_say_who_lives_there(client, county, store) -> None:  # noqa: F811
    page = text_of(client, PAGES["place_figures"])
    part = re.search(r'<section[^>]+aria-labelledby="h-bor".*?</section>', page, re.DOTALL)[0]
    assert "Invånare totalt, antal" in part
    assert "50\u00a0000" in part
    data = client.get(f"{PAGES['place_figures'].rstrip('/')}.json").json()["population"]
    assert data[0]["place"]["value"] == 9001
    sheet = client.get("/exempellan/kommun/almby/siffror/fil/docx").content
    assert "Vilka som bor här" in json.dumps(to_json(read(sheet, name="a.docx")), ensure_ascii=False)


def test_without_population_figures_there_is_no_such_page(client, county, settings, tmp_path) -> None:  # noqa: F811
    settings.FIGURES_DIR = tmp_path / "none"
    assert client.get(POPULATION).status_code == 404
    assert "befolkning/" not in text_of(client, FIGURES)
