"""A municipality's own part of the plan on paper: what its page says, by focus area, with the edition cited."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from tests.web import worlds

from samplan.documents import read
from samplan.documents.blocks import Heading
from samplan.publishing import queries
from samplan.web.public.municipality import mine, places

pytestmark = pytest.mark.django_db
FILE = "/exempellan/kommun/almby/fil/"


@pytest.fixture(autouse=True)
def edition():
    return worlds.publish(worlds.full_plan(activities=2))


def words_of(data: bytes, form: str) -> str:
    told = " ".join(text for text, _place in read(data, name=f"x.{form}").texts())
    return " ".join(normalize("NFC", told).replace("\u00ad", "").split())


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_it_says_what_the_page_says_and_cites_the_edition(client, form):
    view = queries.edition_in_force("exempellan")
    place = next(p for p in places(view.content) if p.slug == "almby")
    found = mine(view.content, place)
    lines = [line.text for some in (found.answers, found.named, found.everybody) for p in some for line in p.lines]
    assert len(lines) >= 2
    answer = client.get(f"{FILE}{form}")
    told = words_of(answer.content, form)
    for text in lines:
        assert " ".join(text.split()) in told
    assert "Almby kommun: vår del av planen" in told
    assert view.label in told
    for title in ("Kommunen ansvarar eller deltar", "Kommunen nämns", "Gäller alla kommuner"):
        assert title in told


def test_areas_stand_under_their_focus_area(client):
    view = queries.edition_in_force("exempellan")
    document = read(client.get(f"{FILE}docx").content, name="x.docx")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    area = view.content.areas[0]
    first = next(f for f in view.content.focus_areas if f.number == area.focus_areas[0])
    at = next(n for n, text in enumerate(headings) if area.title in text)
    before = [text for text in headings[:at] if any(f.title in text for f in view.content.focus_areas)]
    assert first.title in before[-1]


def test_the_pdf_is_tagged_and_the_same_each_time(client):
    first, second = (client.get(f"{FILE}pdf") for _n in range(2))
    assert b"/MarkInfo" in first.content
    assert b"pdfuaid" in first.content
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    assert client.get(f"{FILE}pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_in_english_the_paper_is_still_the_swedish_plans(client):
    assert client.get(f"/en{FILE}docx").content == client.get(f"{FILE}docx").content


@pytest.mark.parametrize(
    "address", [f"{FILE}xlsx", "/exempellan/kommun/finnsinte/fil/pdf", "/annatlan/kommun/almby/fil/pdf"]
)
def test_what_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_the_page_leads_to_it(client):
    page = client.get("/exempellan/kommun/almby/").content.decode()
    assert f'href="{FILE}docx"' in page
    assert f'href="{FILE}pdf"' in page
