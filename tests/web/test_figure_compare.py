"""The page where a reader chooses figures and places: side by side, by name, with verdicts; its files; its address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.analysis.figure_world import REGION
from tests.web.test_figure_csv import rows_of
from tests.web.test_figures import FIGURES, RATE, SMALL, SUICIDE, SURVEY, county, secrets, store  # noqa: F401 - fixtures

PAGE = f"{FIGURES}jamfor/"
TWO = f"?siffra={SURVEY}&siffra={RATE}&plats={REGION}&plats=9902&plats=9901"


def main(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def heads(part: str) -> list[str]:
    return re.findall(r'<th role="rowheader"[^>]*>([^<]+)</th>', part)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_figures_and_places_stand_side_by_side_by_name(client, county, store, prefix) -> None:  # noqa: F811
    page = main(client, f"{prefix}{PAGE}{TWO}")
    assert heads(page) == ["Region Exempel", "Almby", "Björkfors"] * 2
    assert page.count("sp-dotrow") == 6
    assert ("Här görs" in page) is not bool(prefix)


def test_the_same_in_another_order_is_the_same_page(client, county, store) -> None:  # noqa: F811
    """The order of places in the address decides nothing: they stand by name."""
    other = f"?siffra={SURVEY}&siffra={RATE}&plats=9901&plats=9902&plats={REGION}"
    first, second = (heads(main(client, PAGE + query)) for query in (TWO, other))
    assert first == second


def test_without_a_choice_the_page_is_the_form_alone(client, county, store) -> None:  # noqa: F811
    page = main(client, PAGE)
    assert heads(page) == []
    assert 'name="siffra"' in page
    assert 'type="submit"' in page
    assert client.get(f"{PAGE}fil/csv").status_code == 404


def test_a_figure_without_places_is_shown_for_the_county(client, county, store) -> None:  # noqa: F811
    assert heads(main(client, f"{PAGE}?siffra={SURVEY}")) == ["Region Exempel"]


def test_similar_places_and_places_by_name_come_along(client, county, store) -> None:  # noqa: F811
    near = main(client, f"{PAGE}?siffra={SURVEY}&liknande=9901")
    assert heads(near) == ["Almby", "Björkfors", "Dalsjö"]
    named = main(client, f"{PAGE}?siffra={SURVEY}&andra=Ekeby, region annan, Ingenstans")
    assert heads(named) == ["Region Annan", "Ekeby"]
    assert "Ingenstans" in named
    assert re.search(r'id="p-9801" checked', named), "what came by name is a box from then on"
    nobody = main(client, f"{PAGE}?siffra={SURVEY}&liknande=9904")
    assert "säger inte vilka kommuner som liknar" in nobody


def test_too_many_are_told_and_unknown_ones_too(client, county, store) -> None:  # noqa: F811
    places = "&".join(f"plats={place}" for place in ["9901"] + [f"x{n}" for n in range(20)])
    page = main(client, f"{PAGE}?siffra={SURVEY}&siffra=kolada-n99999&{places}")
    assert "Högst 16 platser" in page
    assert "inte känner" in page
    assert heads(page) == ["Almby"]


def test_a_search_adds_boxes_and_ticks_none(client, county, store) -> None:  # noqa: F811
    page = main(client, f"{PAGE}?siffra={SURVEY}&q=lärare")
    assert f'value="{SMALL}" id="s-{SMALL}">' in page
    assert re.search(rf'value="{SURVEY}" id="s-{SURVEY}" checked', page)
    assert page.count(f'id="s-{SMALL}"') == 1


def test_files_are_led_to_with_the_choice_in_their_address(client, county, store) -> None:  # noqa: F811
    page = main(client, f"{PAGE}{TWO}")
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*jamfor/fil/[^"]+)"', page)]
    whole = next(link for link in links if "/csv" in link)
    asked = parse_qsl(urlsplit(whole).query)
    assert sorted(v for k, v in asked if k == "siffra") == [SURVEY, RATE]
    rows = rows_of(client, whole)
    assert {(r["indicator"], r["place"]) for r in rows} == {
        (i, p) for i in ("kolada:N00001", "kolada:N00002") for p in ("0000", REGION, "9901", "9902")
    }
    assert {r["verdict"] for r in rows if r["verdict"]}
    drawn = [client.get(link).content for link in links if "/svg" in link]
    assert len(drawn) == 2
    assert b"Almby" in drawn[0]
    assert drawn[0] != drawn[1]
    assert client.get(next(link for link in links if "/png" in link)).content.startswith(b"\x89PNG")


def test_a_small_number_comes_out_nowhere_whatever_is_chosen(client, county, store) -> None:  # noqa: F811
    for places in ("plats=9901", f"plats={REGION}&plats=9902&plats=9903&plats=9904", "liknande=9901"):
        query = f"?siffra={SMALL}&{places}"
        for address in (f"{PAGE}{query}", f"{PAGE[:-1]}.json{query}", f"{PAGE}fil/svg{query}", f"{PAGE}fil/csv{query}"):
            answer = client.get(address)
            text = answer.content.decode("utf-8-sig") if answer.status_code == 200 else ""
            assert not [s for s in secrets() if re.search(rf"(?<![\d,.]){re.escape(s)}(?![\d,.])", text)], address
        for row in rows_of(client, f"{PAGE}fil/csv{query}"):
            assert not (row["place"] == "9901" and (row["value"] or row["numerator"] or row["low"]))


def test_suicides_bring_the_help_line_first(client, county, store) -> None:  # noqa: F811
    page = main(client, f"{PAGE}?siffra={SUICIDE}&siffra={SURVEY}&plats=9901&plats={REGION}")
    assert page.index("90101") < page.index("<h1")


def test_the_number_of_queries_does_not_grow_with_the_choice(client, county, store) -> None:  # noqa: F811
    """Figures are no rows of the database: only the plan's own queries are counted."""
    many = []
    for query in (f"?siffra={SURVEY}", TWO):
        client.get(PAGE + query)
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE + query)
        many.append(len(seen))
    assert many[0] == many[1] <= 15
