"""Data of every page, feeds, what search engines are told, my municipality, sources and the statement."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import override_settings
from django.urls import resolve
from django.utils.translation import override
from tests.web import worlds

from samplan.plans.shapes.content import Body
from samplan.plans.shapes.exchange import PlanFile
from samplan.publishing.models import Edition, Withdrawal
from samplan.publishing.rules import digest
from samplan.web.public import urls
from samplan.web.public.municipality import ALL, mine, places

ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = "/exempellan/psykisk-halsa-2024-2028/"
OLD = f"{PLAN}utgava/2025-03-14/"
PAGES = {
    "start": "/",
    "about": "/om/",
    "accessibility": "/tillganglighet/",
    "open_data": "/oppna-data/",
    "search_all": "/sok/?q=kommun",
    "plan": "/exempellan/",
    "search": "/exempellan/sok/?q=kommun",
    "editions": "/exempellan/utgavor/",
    "county_changes": "/exempellan/andringar/",
    "municipalities": "/exempellan/kommun/",
    "municipality": "/exempellan/kommun/almby/",
    "sources": "/exempellan/kallor/",
    "figures": "/exempellan/siffror/",
    "followups": "/exempellan/uppfoljning/",
    "followup_years": "/exempellan/uppfoljning/ar-for-ar/",
    "target_groups": "/exempellan/malgrupper/",
    "words": "/exempellan/ord/",
    "area": "/exempellan/omrade/1-4-suicidprevention/",
    "changes": f"{PLAN}andringar/",
    "edition": OLD,
    "edition_area": f"{OLD}1-4-suicidprevention/",
}
NO_PAGES = {
    "reading",
    "schema",
    "feed",
    "county_feed",
    "changes_file",
    "edition_file",
    "municipality_file",
    "twin",
    "figure_file",
    "figure_compare_file",
    "figure_then_file",
    "place_figures_file",
    "followup_file",
    "followup_sheet_file",
    "followup_years_file",
    "followup_years_paper",
}
OF_STATISTICS = {
    *("figure", "figure_compare", "figure_grid", "figure_similar", "place_figures", "population", "edition_figures"),
    *("figure_then", "figure_regions"),
}
"""Pages that need fetched statistics: `test_figures` holds the same for them."""

OF_FOLLOW_UP = {"followup_year", "followup_edition", "followup_sheet"}
"""Pages that need a published follow-up: `test_followup_pages` holds the same for them."""


@pytest.fixture
def two(db) -> list[Edition]:
    """Two editions of Exempellän's plan."""
    first = worlds.publish(worlds.full_plan(activities=4), label="2025-03-14")
    return [first, worlds.publish(worlds.full_plan(), number=2)]


def test_every_public_address_is_a_page_with_data_or_none_at_all() -> None:
    """Somebody who adds a page says here where it stands, and the tests below hold for it."""
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES) | NO_PAGES | OF_STATISTICS | OF_FOLLOW_UP


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_data_at_the_same_address(client, two, name: str) -> None:
    """The page names it, it answers in both languages, anybody's page may fetch it, and no robot lists it."""
    for language in ("", "/en"):
        page = client.get(f"{language}{PAGES[name]}").content.decode()
        found = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', page)
        assert found, name
        answer = client.get(found[1].replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["X-Robots-Tag"] == "noindex"
        data = answer.json()
        with override(language.strip("/") or "sv"):
            assert resolve(data["page"].removeprefix("http://testserver")).url_name == name


@pytest.mark.parametrize(
    "address", ["/finnsinte.json", "/x/y/z.json", "/arbetsrum.json", "/exempellan/flode.json", "/konto/login.json"]
)
def test_what_has_no_page_has_no_data(client, two, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_checksum_of_an_edition_can_be_made_from_its_data(client, db) -> None:
    edition = worlds.publish(worlds.full_plan())
    content = client.get(f"{PLAN}utgava/2026-03-12.json").json()["content"]
    assert digest(content) == digest(edition.content)


def test_data_of_an_area_that_only_an_earlier_plan_has_lead_on(client, db) -> None:
    worlds.publish(worlds.full_plan())
    worlds.publish(worlds.full_plan(slug="nasta-plan", areas=[worlds.full_area("7", "Något annat", 1)]), "2026-06-01")
    answer = client.get("/exempellan/omrade/1-4-suicidprevention.json", follow=True)
    assert answer.json()["area"]["number"] == "1.4"


def test_schemas_are_linked_and_name_their_format(client, two) -> None:
    page = client.get("/oppna-data/").content.decode()
    links = re.findall(r'href="(/oppna-data/schema/[^"]+)"', page)
    assert len(links) == 3
    for link in links:
        schema = client.get(link).json()
        assert schema["$schema"].startswith("https://json-schema.org/")
        assert "properties" in schema
    assert client.get("/oppna-data/schema/finns-inte.json").status_code == 404
    assert client.get("/oppna-data/schema/samplan-plan-1.json").json()["title"] == PlanFile.__name__


# Known already: nothing is sent twice.


@pytest.mark.parametrize("address", [OLD, "/exempellan/", f"{OLD}fil/json", "/exempellan/flode/", "/exempellan.json"])
def test_what_the_asker_has_is_not_sent_again(client, two, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_frozen_pages_may_be_kept_and_the_current_ones_are_asked_about(client, two) -> None:
    assert client.get(OLD)["Cache-Control"] == "public, max-age=3600"
    assert client.get(f"{OLD}fil/pdf")["Cache-Control"] == "public, max-age=3600"
    assert client.get("/exempellan/")["Cache-Control"] == "no-cache"


def test_a_frozen_page_is_the_same_bytes_each_time(client, two) -> None:
    sums = {hashlib.sha256(client.get(OLD).content).hexdigest() for _n in range(3)}
    assert len(sums) == 1


# Feeds.


def feed(client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)  # noqa: S314 - our own feed


@pytest.mark.parametrize("address", ["/flode/", "/exempellan/flode/", "/en/exempellan/flode/"])
def test_feeds_follow_the_rules_of_atom(client, two, address: str) -> None:
    """RFC 4287: feed and entries have one id, title, updated and an author; every address is absolute."""
    told = feed(client, address)
    assert told.tag == f"{ATOM}feed"
    for element in (told, *told.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert (found.text or "").strip(), name
        datetime.fromisoformat(element.findtext(f"{ATOM}updated", ""))
        assert element.findtext(f"{ATOM}id", "").startswith("http://testserver/")
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        for link in element.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith("http://testserver/")
    assert [link.get("href") for link in told.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://testserver{address}"
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in told.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 2
    made_up = "Påhittade uppgifter." if not address.startswith("/en") else "Made-up"
    assert made_up in told.findtext(f"{ATOM}subtitle", "")


def test_a_feed_tells_of_changes_and_withdrawals(client, two) -> None:
    newest, first = feed(client, "/exempellan/flode/").findall(f"{ATOM}entry")
    related = [link.get("href") for link in newest.findall(f"{ATOM}link") if link.get("rel") == "related"]
    assert len(related) == 1
    assert client.get(str(related[0]).removeprefix("http://testserver")).status_code == 200
    assert "Planens första utgåva." in first.findtext(f"{ATOM}summary", "")
    Withdrawal.objects.create(edition=two[0], withdrawn_at=datetime(2026, 4, 1, 10, tzinfo=UTC), reason="Fel <bilaga>.")
    first = feed(client, "/exempellan/flode/").findall(f"{ATOM}entry")[1]
    assert "Fel &lt;bilaga&gt;." in first.findtext(f"{ATOM}summary", "")
    assert first.findtext(f"{ATOM}updated", "").startswith("2026-04-01")
    assert first.findtext(f"{ATOM}published", "").startswith("2025-03-14")


def test_pages_name_their_feed(client, two) -> None:
    assert 'href="/exempellan/flode/"' in client.get("/exempellan/").content.decode()
    assert 'type="application/atom+xml"' in client.get("/").content.decode()
    assert client.get("/finnsinte/flode/").status_code == 404


# Search engines.


def test_every_address_of_the_sitemap_is_a_page_that_may_be_listed(client, two) -> None:
    text = client.get("/sitemap.xml").content.decode()
    addresses = re.findall(r"<loc>http://testserver([^<]+)</loc>", text)
    assert len(addresses) == len(set(addresses)) > 50
    for address in addresses[:: max(1, len(addresses) // 12)]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"noindex" not in answer.content, address
    ET.fromstring(text)  # noqa: S314 - our own
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


# My municipality.


def test_my_municipality_shows_what_it_answers_for_what_names_it_and_what_concerns_all(client, two) -> None:
    page = client.get("/exempellan/kommun/almby/").content.decode()
    answers = page.split('id="ansvarar"')[1].split('id="namns"')[0]
    assert "Stöd på plats till kommuner" in answers
    everybody = page.split('id="alla"')[1]
    assert "Uppsökande samtal" in everybody
    assert "Alla tio kommuner har en antagen rutin." in everybody
    quiet = client.get("/exempellan/kommun/avik/").content.decode()
    assert "Planen nämner inte kommunen som ansvarig någonstans." in quiet
    assert client.get("/exempellan/kommun/finnsinte/").status_code == 404


def test_all_municipalities_can_be_chosen_in_swedish_order(client, two) -> None:
    page = client.get("/exempellan/kommun/").content.decode()
    names = re.findall(r'href="/exempellan/kommun/[a-z-]+/">([^<]+)<', page)
    assert names == [f"{name} kommun" for name in worlds.MUNICIPALITIES]
    assert 'href="/exempellan/kommun/"' in client.get("/exempellan/").content.decode()


@pytest.mark.parametrize(
    ("body", "words", "known"),
    [
        ("Almby kommun", "Elevhälsan i Almby", True),
        ("Almby kommun", "Almbys skolor", True),
        ("Almby kommun", "Almbygdens förening", False),
        ("Almby kommun", "almby", False),
        ("Borgholms kommun", "Borgholm och Ödhamn", True),
        ("Borgholms kommun", "Borgholms skolor", True),
        ("Åviks stad", "Socialtjänsten i Åvik", True),
    ],
)
def test_a_municipality_is_known_by_its_name_as_a_word_of_its_own(body: str, words: str, known: bool) -> None:
    (place,) = places(worlds.full_plan(parties=[Body(name="Region Exempel"), Body(name=body)]))
    assert place.is_named(words) is known
    assert place.is_body(Body(name=words)) is known


def test_a_municipality_is_known_by_its_code_whatever_the_body_is_called() -> None:
    plan = worlds.full_plan(parties=[Body(name="Almby kommun", code="kommun-9901")])
    area = plan.areas[0].model_copy(
        update={"activities": [], "responsible": [Body(name="Omsorgsnämnden", code="kommun-9901")]}
    )
    (place,) = places(plan)
    found = mine(plan.model_copy(update={"areas": [area]}), place)
    assert [part.whole for part in found.answers] == [True]


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("Alla kommuner", True),
        ("Kommunerna", True),
        ("Socialcheferna i länets kommuner", True),
        ("Varje enskild kommun", True),
        ("En kommun", False),
        ("Kommunal ledning", False),
        ("Sex av tio kommuner", False),
    ],
)
def test_what_concerns_all_municipalities(text: str, all_of_them: bool) -> None:
    assert bool(ALL.search(text)) is all_of_them


# The site itself.


def test_the_statement_tells_what_the_settings_tell(client, db) -> None:
    plain = client.get("/tillganglighet/").content.decode()
    assert "länssamordnaren i ditt län" in plain
    with override_settings(ORGANISATION="Region Exempel", CONTACT="a@exempel.se", ACCESSIBILITY_REVIEWED="2026-03-12"):
        page = client.get("/tillganglighet/").content.decode()
        data = client.get("/tillganglighet.json").json()
    assert "Region Exempel står bakom webbplatsen" in page
    assert 'href="mailto:a@exempel.se"' in page
    assert "12\u00a0mars\u00a02026" in page
    assert data["statement"]["contact"] == "a@exempel.se"


def test_the_licence_is_the_owners_to_tell(client, two) -> None:
    assert "har inte angett någon licens" in client.get("/oppna-data/").content.decode()
    with override_settings(DATA_LICENCE="CC0 1.0", DATA_LICENCE_URL="https://creativecommons.example/zero"):
        assert 'rel="license">CC0 1.0</a>' in client.get("/exempellan/kallor/").content.decode()


def test_how_to_refer_in_both_languages_with_the_permanent_address(client, two) -> None:
    page = client.get("/exempellan/").content.decode()
    assert "Utgåva 2026-03-12. Beslutad av Länsrådet § 7, 12 mars 2026. http://testserver/exempellan/" in page
    assert "Edition 2026-03-12. Decided by Länsrådet § 7, 12 March 2026. In Swedish. http://testserver" in page
    area = client.get("/exempellan/omrade/1-4-suicidprevention/").content.decode()
    assert "Suicidprevention. I: Exempellän." in area
    json.loads(client.get("/exempellan.json").content)
