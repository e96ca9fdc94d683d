"""The public pages through Django's test client."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web import worlds

from samplan.plans.shapes.content import PlanContent
from samplan.web.templatetags.samplan import css_string, soft

EDITION = "/exempellan/psykisk-halsa-2024-2028/utgava/2026-03-12/"
PAGES = [
    "/",
    "/exempellan/",
    "/exempellan/omrade/1-4-suicidprevention/",
    "/exempellan/utgavor/",
    "/exempellan/sok/?q=kommun",
    "/sok/?q=kommun",
    EDITION,
    f"{EDITION}1-4-suicidprevention/",
    "/om/",
    "/tillganglighet/",
    "/oppna-data/",
    "/exempellan/kommun/",
    "/exempellan/kommun/almby/",
    "/exempellan/kallor/",
    "/exempellan/flode/",
    "/flode/",
    "/exempellan.json",
    "/sitemap.xml",
]


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_queries_do_not_grow_with_the_plan(client, address):
    """At most 15 questions to the database, the same with 11 activities and with 517."""
    edition = worlds.publish(worlds.full_plan(activities=1))
    few = queries(client, address)
    edition.delete()
    worlds.publish(worlds.full_plan(activities=47))
    assert queries(client, address) == few <= 15


@pytest.mark.django_db
def test_an_area_tells_goals_contacts_questions_and_decisions(client):
    """Which goal an activity serves, how a function is reached, who is only asked, and what released a wait."""
    worlds.publish(worlds.full_plan())
    page = client.get("/exempellan/omrade/1-4-suicidprevention/").content.decode()
    assert 'id="mal-g2"' in page
    assert 'För målet: <a class="ds-link" href="#mal-g2"' in page
    assert 'href="mailto:samordning@region.example"' in page
    asked = page.split("Tillfrågade</h3>")[1].split("</ul>")[0]
    assert "Vuxenskolan" in asked
    assert "som medverkande" in asked
    assert page.count("Vuxenskolan") == 1
    waits = page.split('id="vantar"')[1].split("</section>")[0]
    assert "Länsrådet § 7: ja" in waits
    assert "Bestämmer: <span>Region Exempel" in waits
    assert "Tillfrågad:</span> <span>Elevhälsan" in page


@pytest.mark.django_db
def test_queries_do_not_grow_with_editions(client):
    """Twenty editions cost no more than two."""
    worlds.publish(worlds.full_plan())
    worlds.publish(worlds.full_plan(title="Psykisk hälsa"), label="2026-05-01", number=50)
    pages = ["/", "/exempellan/", "/exempellan/utgavor/", "/sok/?q=kommun", "/exempellan/flode/", "/flode/"]
    pages += ["/exempellan/andringar/", "/exempellan/andringar.json"]
    before = {address: queries(client, address) for address in pages}
    for n in range(1, 20):
        worlds.publish(worlds.full_plan(), label=f"2025-01-{n:02}", number=n + 1)
    assert before == {address: queries(client, address) for address in before}


@pytest.mark.parametrize(
    "address",
    [
        "/finnsinte/",
        "/exempellan/omrade/9-9/",
        "/exempellan/x/utgava/2026-03-12/",
        f"{EDITION}fil/exe",
        f"{EDITION}9-9/",
    ],
)
def test_what_is_not_there(client, edition, address):
    """An address that leads nowhere says so, in our own look."""
    response = client.get(address)
    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()


@pytest.mark.django_db
def test_an_area_of_an_earlier_plan_is_found_when_the_county_has_got_another(client):
    """An address that was given away once does not die when the next plan is published."""
    worlds.publish(worlds.full_plan())
    worlds.publish(worlds.full_plan(slug="nasta-plan", areas=[worlds.full_area("7", "Något annat", 1)]), "2026-06-01")
    answer = client.get("/exempellan/omrade/1-4-suicidprevention/")
    assert (answer.status_code, answer["Location"]) == (302, f"{EDITION}1-4-suicidprevention/")
    assert client.get(answer["Location"]).status_code == 200
    english = client.get("/en/exempellan/omrade/1-4-suicidprevention/")
    assert english["Location"] == f"/en{EDITION}1-4-suicidprevention/"


def test_only_reading(client, edition):
    """A public page refuses everything but GET and HEAD."""
    assert client.post("/exempellan/").status_code == 405
    assert client.head("/exempellan/").status_code == 200


@pytest.mark.django_db
def test_nothing_published_teaches_the_next_step(client):
    """Without an edition the start page says what a coordinator can do."""
    page = client.get("/").content.decode()
    assert "Ingen plan ännu" in page
    assert "/konto/login/" in page


@pytest.mark.django_db
def test_an_empty_plan_is_a_page(client):
    """A plan with nothing in it has a page that says what is missing."""
    worlds.publish(
        PlanContent(id="1", slug="tom", title="Tom plan", county="Exempellän", county_slug="exempellan"),
        decided_by="",
        decided_on=None,
    )
    page = client.get("/exempellan/").content.decode()
    assert "Planen har inga områden ännu" in page
    assert "Beslut saknas" in page
    assert "Påhittade uppgifter" not in page


@pytest.mark.django_db
def test_an_empty_area_says_what_is_missing(client):
    """No goal, no activity, nobody responsible: each is said where it belongs."""
    bare = (
        worlds.full_plan()
        .areas[0]
        .model_copy(
            update={"goals": [], "activities": [], "responsible": [], "followups": [], "challenge_questions": []}
        )
    )
    worlds.publish(worlds.full_plan(areas=[bare]))
    page = client.get("/exempellan/omrade/1-1-stod-i-foraldraskapet/").content.decode()
    for words in (
        "Mål saknas i planen",
        "Aktiviteter saknas i planen",
        "Ansvarig saknas",
        "Ingen uppföljning är skriven ännu",
    ):
        assert words in page


@pytest.mark.django_db
def test_a_plan_of_questions_is_not_told_that_it_lacks_goals(client):
    """No way of planning is forced: an area with challenge questions needs neither goals nor activities."""
    asking = worlds.full_plan().areas[0].model_copy(update={"goals": [], "activities": []})
    worlds.publish(worlds.full_plan(areas=[asking]))
    page = client.get("/exempellan/omrade/1-1-stod-i-foraldraskapet/").content.decode()
    assert "saknas i planen" not in page
    assert 'href="#mal"' not in page
    front = client.get("/exempellan/").content.decode()
    assert "<b>1</b> utmaningsfråga" in front
    assert "<b>2</b> förslag" in front


@pytest.mark.django_db
def test_a_plan_of_the_past_says_so(client):
    """When the time of the newest plan has run out, the page tells it."""
    worlds.publish(worlds.full_plan(valid_from=date(2016, 1, 1), valid_to=date(2018, 12, 31)))
    assert "Planen gällde till och med" in client.get("/exempellan/").content.decode()


def test_long_words_part_where_a_reader_would():
    """After the joining s of a compound, and never inside a cluster."""
    assert soft("Ungdomsmottagningars").split("\u00ad") == ["Ungdoms", "mottagningars"]
    assert soft("Suicidprevention").split("\u00ad") == ["Suicid", "prevention"]
    assert soft("kurs i länet").endswith("i\u00a0länet")
    assert soft("Samsjuklighet") == "Samsjuklighet"


def test_made_up_is_said_on_every_page_of_the_county(client, edition):
    """Bar and foot."""
    for address in PAGES[1:5]:
        page = client.get(address).content.decode()
        assert page.count("Påhittade uppgifter.") >= 1, address
        assert "är påhittade." in page


def test_help_line_stands_only_where_it_belongs(client):
    """An area that speaks of suicide carries the numbers first; one that does not has none."""
    from samplan.web.public import help_lines

    area = worlds.full_plan().areas[3]
    assert [line.number for line in help_lines.for_area(area)] == ["112", "90101", "1177"]
    quiet = area.model_copy(update={"title": "Skola", "activities": [], "goals": [], "background": None, "needs": None})
    assert help_lines.for_area(quiet) == []


def test_an_old_edition_says_that_it_is_old(client, edition):
    """The permanent address tells that the page never changes, and its areas stay within the edition."""
    page = client.get(EDITION).content.decode()
    assert "Du läser utgåvan 2026-03-12" in page
    # It is the one in force: nothing leads from it to itself.
    assert "Det är den som länets sida visar nu." in page
    assert "nu gällande planen" not in page
    assert f"{EDITION}1-4-suicidprevention/" in page
    assert '<meta name="robots" content="noindex">' in page
    area = client.get(f"{EDITION}1-4-suicidprevention/").content.decode()
    assert "Utgåvan</text>" in area
    assert "I dag</text>" not in area
    assert "nu gällande planen" not in area
    worlds.publish(worlds.full_plan(), label="2026-04-01", number=2)
    for address in (EDITION, f"{EDITION}1-4-suicidprevention/"):
        assert "Till den nu gällande planen" in client.get(address).content.decode()


@pytest.mark.django_db
def test_a_withdrawn_edition_says_why(client):
    """The page stays, with the reason first."""
    from datetime import UTC, datetime

    from samplan.publishing.models import Withdrawal

    edition = worlds.publish(worlds.full_plan())
    Withdrawal.objects.create(edition=edition, withdrawn_at=datetime(2026, 4, 1, tzinfo=UTC), reason="Fel bilaga.")
    page = client.get(EDITION).content.decode()
    assert "är återtagen den 1 april 2026." in page.replace("\xa0", " ")
    assert "Fel bilaga." in page


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")])
def test_files(client, edition, form, start):
    """Each format is handed out with its name and type."""
    response = client.get(f"{EDITION}fil/{form}")
    assert response.status_code == 200
    assert response.content.startswith(start)
    assert f".{form}" in response["Content-Disposition"]
    if form == "json":
        assert json.loads(response.content)["title"] == "Psykisk hälsa i Exempellän 2024–2028"


def test_plan_words_are_marked_as_swedish_in_english(client, edition):
    """On an English page the plan's own words carry lang="sv"; on a Swedish page nothing does."""
    english = client.get("/en/exempellan/omrade/1-4-suicidprevention/").content.decode()
    assert '<html lang="en"' in english
    assert '<h1 lang="sv">' in english
    assert "Waiting for others" in english
    assert 'lang="sv"' not in client.get("/exempellan/").content.decode().replace('<html lang="sv"', "")


def test_other_language_never_leads_away(client, edition):
    """The language link stays on this server, also for odd addresses."""
    for address in ("/en//example.org/", "/en/", "/en/exempellan/sok/?q=a&b=c"):
        page = client.get(address).content.decode()
        link = page.split('class="sp-lang" href="')[1].split('"')[0]
        assert link.startswith("/")
        assert not link.startswith("//")


def test_headers(client, edition):
    """Nothing inline, nothing from others; the policy names the one style element by its sum."""
    response = client.get("/exempellan/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    page = response.content.decode()
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert page.count("<style") == 1
    assert " style=" not in page
    assert "onclick" not in page
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]
    assert response.cookies == {}


def test_running_foot_cannot_break_out():
    """A title full of quotes and tags stays a text in the style element."""
    written = css_string('a"}</style><b>, &amp;é')
    assert written == "a\\22 \\7d \\3c \\2f style\\3e \\3c b\\3e \\2c  \\26 é"


@pytest.mark.django_db
def test_sign_in_and_out(client):
    """An account made by an administrator signs in with e-mail; nobody makes one by themselves."""
    from samplan.actors.actions import create_person
    from samplan.actors.shapes import SYSTEM

    create_person(by=SYSTEM, email="kim@exempel.example", name="Kim Exempel", password="en mening om planer")
    wrong = client.post("/konto/login/", {"login": "kim@exempel.example", "password": "fel"})
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    right = client.post("/konto/login/", {"login": "kim@exempel.example", "password": "en mening om planer"})
    assert right.status_code == 302
    assert "Logga ut" in client.get("/konto/logout/").content.decode()
    client.post("/konto/logout/")
    assert "Konton läggs upp av länet" in client.get("/konto/signup/").content.decode()
    refused = client.post(
        "/konto/signup/", {"email": "ny@exempel.example", "password1": "x" * 14, "password2": "x" * 14}
    )
    assert "Konton läggs upp av länet" in refused.content.decode()


def test_a_broken_form_is_explained(edition):
    """Without its token a form is refused with a page of our own."""
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/konto/login/", {"login": "a"})
    assert response.status_code == 403
    assert "Formuläret kunde inte tas emot" in response.content.decode()


def test_error_page_needs_nothing(rf):
    """The page for a fault of our own is drawn without database, session or request."""
    from django.views.defaults import server_error

    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.content.decode()
