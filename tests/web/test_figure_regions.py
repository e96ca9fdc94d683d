"""All regions in a funnel on a page of their own: by name, with the rule in the file, suicides never."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.web.test_figures import (  # noqa: F401  (the fixtures of figures' pages)
    FIGURES,
    RATE,
    SUICIDE,
    SURVEY,
    county,
    store,
    text_of,
)

PAGE = f"{FIGURES}{RATE}/regioner/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_all_regions_stand_by_name_in_both_languages(client, county, store, prefix) -> None:  # noqa: F811
    page = text_of(client, f"{prefix}{PAGE}")
    part = re.search(r'<section[^>]*aria-labelledby="h-tratt".*?</section>', page, re.DOTALL)[0]
    names = re.findall(r'role="rowheader"[^>]*>([^<]+)<', part)
    assert names == ["Region Annan", "Region Exempel"]
    assert re.search(r'<svg[^>]+role="img"', part)
    assert ("Vi rangordnar inte regioner" in page) is not bool(prefix)
    assert not re.findall(r"\b(?:bäst|sämst|värst|kommun\b)", part.lower())


def test_the_figure_s_page_leads_there_and_no_other_does(client, county, store) -> None:  # noqa: F811
    assert f'href="{PAGE}"' in text_of(client, f"{FIGURES}{RATE}/")
    for slug in (SURVEY, SUICIDE):
        assert "/regioner/" not in text_of(client, f"{FIGURES}{slug}/")
        assert client.get(f"{FIGURES}{slug}/regioner/").status_code == 404
        assert client.get(f"{FIGURES}{slug}/fil/regioner-csv").status_code == 404


def test_the_data_and_the_files_are_of_the_regions(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{FIGURES}{RATE}/regioner.json").json()["funnel"]
    answer = client.get(f"{FIGURES}{RATE}/fil/regioner-csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    places = [row for row in rows if row["row"] == "place"]
    assert {p["place"]["id"] for p in told["points"]} == {row["place"] for row in places} == {"0098", "0099"}
    assert all(row["rule_words"] and row["position_words"] for row in places)
    assert "regioner.csv" in answer.headers["Content-Disposition"]
    assert "Regioner".lower() in client.get(f"{FIGURES}{RATE}/fil/regioner-svg").content.decode().lower()
    assert client.get(f"{FIGURES}{RATE}/fil/regioner-png").content.startswith(b"\x89PNG")


def test_the_page_asks_no_more_of_the_database(client, county, store, django_assert_max_num_queries) -> None:  # noqa: F811
    with django_assert_max_num_queries(6):
        client.get(PAGE)
