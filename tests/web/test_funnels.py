"""Funnels on an indicator's page: the county's places within the limits of chance, and nothing that is hidden."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.web.test_figures import (  # noqa: F401  (the fixtures of figures' pages)
    FIGURES,
    RATE,
    SMALL,
    SUICIDE,
    SURVEY,
    county,
    secrets,
    store,
    text_of,
)

FORMS = ("tratt-csv", "tratt-svg", "tratt-png")


def the_funnel(page: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="h-tratt".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_rate_has_its_places_in_a_funnel_by_name(client, county, store, prefix) -> None:  # noqa: F811
    told = the_funnel(text_of(client, f"{prefix}{FIGURES}{RATE}/"))
    assert told.count('role="rowheader"') == 4
    names = re.findall(r'role="rowheader"[^>]*>([^<]+)<', told)
    assert names == sorted(names)
    assert re.search(r'<svg[^>]+role="img"', told)
    assert re.search(r"<desc[^>]*>[^<]+9[\u00a0,]000", told)


def test_no_word_of_the_funnel_ranks(client, county, store) -> None:  # noqa: F811
    told = the_funnel(text_of(client, f"{FIGURES}{RATE}/")).lower()
    assert told
    assert not re.findall(r"\b(?:bäst|sämst|värst|etta|topp|botten|plats \d)", told)


@pytest.mark.parametrize("slug", [SURVEY, SUICIDE])
def test_samples_and_suicides_have_none(client, county, store, slug) -> None:  # noqa: F811
    assert not the_funnel(text_of(client, f"{FIGURES}{slug}/"))
    assert client.get(f"{FIGURES}{slug}.json").json()["funnel"] is None
    for form in FORMS:
        assert client.get(f"{FIGURES}{slug}/fil/{form}").status_code == 404


def test_the_data_and_the_file_have_points_limits_and_method(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{FIGURES}{RATE}.json").json()["funnel"]
    assert len(told["points"]) == 4
    assert told["method"] == "exact Poisson around the average"
    assert all(one["low_99_8"] <= one["low_95"] <= told["average"] <= one["high_95"] for one in told["limits"])
    answer = client.get(f"{FIGURES}{RATE}/fil/tratt-csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    places = [r for r in rows if r["row"] == "place"]
    assert [r["place"] for r in places] == [p["place"]["id"] for p in told["points"]]
    for row in places:
        assert float(row["events"]) / float(row["base"]) * 1e5 == pytest.approx(float(row["value"]))
    assert "tratt.csv" in answer.headers["Content-Disposition"]
    assert client.get(f"{FIGURES}{RATE}/fil/tratt-svg").content.startswith(b"<svg")
    assert client.get(f"{FIGURES}{RATE}/fil/tratt-png").content.startswith(b"\x89PNG")


def test_what_is_hidden_is_in_no_funnel(client, county, store) -> None:  # noqa: F811
    """Two of 400 in one place, and what would give them away: neither in words, nor in data, nor drawn."""
    page = the_funnel(text_of(client, f"{FIGURES}{SMALL}/"))
    told = client.get(f"{FIGURES}{SMALL}.json").json()
    shown = {s["place"]["id"] for s in told["series"] if s["cells"] and s["cells"][-1]["value"] is not None}
    points = told["funnel"]["points"] if told["funnel"] else []
    assert {p["place"]["id"] for p in points} <= shown
    assert "9901" not in {p["place"]["id"] for p in points}
    assert not [s for s in secrets() if re.search(rf"(?<![\d,.]){re.escape(s)}(?![\d,.])", page)]
    assert "Almby" not in page
    for form in ("tratt-csv", "tratt-svg"):
        assert "Almby" not in client.get(f"{FIGURES}{SMALL}/fil/{form}").content.decode("utf-8-sig")


def test_the_page_asks_no_more_of_the_database(client, county, store, django_assert_max_num_queries) -> None:  # noqa: F811
    with django_assert_max_num_queries(6):
        client.get(f"{FIGURES}{RATE}/")


def test_a_hidden_place_is_not_said_to_have_no_value(client, county, store) -> None:  # noqa: F811
    told = the_funnel(text_of(client, f"{FIGURES}{SMALL}/"))
    assert "Värdet saknas eller är dolt för den här perioden." in told


def test_the_file_tells_the_rule_and_where_each_place_lies_in_words(client, county, store) -> None:  # noqa: F811
    text = client.get(f"{FIGURES}{RATE}/fil/tratt-csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert all("95-procentsgränsen" in r["rule_words"] and "räknas" in r["rule_words"] for r in rows)
    places = [r for r in rows if r["row"] == "place"]
    assert all(r["position_words"] for r in places)
    assert all((r["better"] != "") == (r["position"] != "0") for r in places)
    told = client.get(f"{FIGURES}{RATE}.json").json()["funnel"]
    assert told["rule_words"] == places[0]["rule_words"]
    assert [p["position_words"] for p in told["points"]] == [r["position_words"] for r in places]
