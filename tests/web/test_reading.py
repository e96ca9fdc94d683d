"""How somebody has chosen that pages look: a cookie of their own, read on every page, and no trace for anybody else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories

from samplan.web.reading import COOKIE, chosen, written

pytestmark = pytest.mark.django_db
CHOOSE = "/tillganglighet/lasning/"
ALL = {"farger": "dark", "text": "largest", "luft": "more", "rorelse": "none"}


def root(client, address: str) -> str:
    """The start tag of a page."""
    page = client.get(address).content.decode()
    return page[page.index("<html") : page.index(">", page.index("<html"))]


@pytest.mark.parametrize("address", ["/", "/en/", "/tillganglighet/", "/konto/login/", "/exempellan/finns-inte/"])
def test_what_was_chosen_is_on_every_page(client, address):
    assert 'data-color-scheme="auto"' in root(client, address)
    assert "data-text" not in root(client, address)
    client.post(CHOOSE, ALL)
    told = root(client, address)
    for part in ('data-color-scheme="dark"', 'data-text="largest"', 'data-air="more"', 'data-motion="none"'):
        assert part in told


def test_the_workspace_is_as_was_chosen_too(client):
    client.force_login(factories.a_person())
    client.post(CHOOSE, ALL)
    assert 'data-air="more"' in root(client, reverse("workspace:start"))


def test_the_form_shows_what_holds_and_leads_back_in_its_language(client):
    assert 'id="las-text-usual" checked' in client.get("/tillganglighet/").content.decode()
    assert client.post(CHOOSE, ALL)["Location"] == "/tillganglighet/#lasning"
    assert client.post("/en" + CHOOSE, ALL)["Location"] == "/en/tillganglighet/#lasning"
    page = client.get("/en/tillganglighet/").content.decode()
    assert 'id="las-text-largest" checked' in page
    assert "Settings for reading" in page


def test_the_cookie_holds_the_choices_alone_and_is_thrown_away_when_all_is_as_usual(client):
    cookie = client.post(CHOOSE, {**ALL, "email": "a@exempel.example"}).cookies[COOKIE]
    assert cookie.value == "farger-dark.text-largest.luft-more.rorelse-none"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    gone = client.post(CHOOSE, {}).cookies[COOKIE]
    assert (gone.value, gone["max-age"]) == ("", 0)


@pytest.mark.parametrize("value", ["", "x", "text-", "text-huge", 'text-"><script>', "farger-dark", "." * 5000])
def test_a_cookie_that_says_something_else_is_as_none(client, value):
    client.cookies[COOKIE] = value
    told = root(client, "/")
    assert "script" not in told
    assert "data-text" not in told
    assert chosen({}) == chosen({"text": "huge"})
    assert written(chosen({})) == ""


def test_caches_are_told_that_pages_differ_and_data_are_not(client, edition):
    page = "/exempellan/"
    plain = client.get(page)
    assert "Cookie" in plain["Vary"]
    assert "Cookie" not in client.get("/exempellan.json").get("Vary", "")
    client.post(CHOOSE, ALL)
    other = client.get(page)
    assert other["ETag"] != plain["ETag"]
    again = client.get(page, headers={"If-None-Match": other["ETag"]})
    assert again.status_code == 304
    assert "Cookie" in again["Vary"]


def test_only_our_own_pages_choose(client):
    assert client.get(CHOOSE).status_code == 405
    refused = client.post(CHOOSE, ALL, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert COOKIE not in refused.cookies
