"""What goes wrong is told on a page like the others: one look, the reader's language, a way back, no script needed."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.web.workspace.conftest import a_workspace

from samplan.web import errors

READING = "/tillganglighet/lasning/"


def is_an_error_page(response, status: int, prefix: str = "") -> str:
    """The page's text, when it looks as error pages do."""
    page = response.content.decode()
    assert response.status_code == status
    assert re.search(rf'<p class="sp-masthead__kind">\w+ {status}</p>', page)
    assert len(re.findall("<h1>", page)) == 1
    assert len(re.search(r'sp-masthead__lead">([^<]+)<', page)[1]) > 20
    assert f'href="{prefix}/"' in page
    assert f'lang="{"en" if prefix else "sv"}"' in page
    assert len(response.content) < 20_000
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_address_that_only_takes_forms_says_so(client, prefix):
    response = client.get(prefix + READING)
    page = is_an_error_page(response, 405, prefix)
    assert response["Allow"] == "POST"
    assert ("knapp" in page) is not bool(prefix)


@pytest.mark.django_db
def test_so_does_one_of_the_workspace_and_nobody_keeps_it(client):
    workspace = a_workspace()
    client.force_login(workspace.people["reader"])
    with override("sv"):
        address = reverse("workspace:note_edition", args=[workspace.plan.pk, workspace.edition.label])
    response = client.get(address)
    is_an_error_page(response, 405)
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_a_page_that_takes_nothing_says_so(client):
    response = client.post("/om/")
    assert "inte sparat" in is_an_error_page(response, 405)
    assert "GET" in response["Allow"]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_another_sites_form_is_refused_with_a_sentence(client, prefix):
    response = client.post(prefix + READING, {"text": "large"}, headers={"Sec-Fetch-Site": "cross-site"})
    is_an_error_page(response, 403, prefix)
    assert not response.cookies


@pytest.mark.django_db
def test_the_head_alone_has_no_body(client):
    response = client.head(READING)
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert response.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_is_not_there_looks_the_same(client, prefix):
    is_an_error_page(client.get(f"{prefix}/om/finns/inte/alls/"), 404, prefix)


def test_too_many_tries_look_the_same_and_lead_on(rf):
    request = rf.get("/konto/login/")
    request.csp_styles = []
    with override("sv"):
        page = is_an_error_page(errors.too_many(request, seconds=90), 429)
        assert f'href="{reverse("account_login")}"' in page
    assert "Vänta 2 minuter" in page
