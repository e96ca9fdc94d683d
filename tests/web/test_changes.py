"""The page that lays two editions beside each other, its filters, its files and its data."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from pydantic import TypeAdapter
from pypdf import PdfReader
from tests.web import worlds

from samplan.plans.shapes.content import PlanContent
from samplan.web.public.twins import ChangesData

HERE = "/exempellan/psykisk-halsa-2024-2028/andringar/"
COUNTY = "/exempellan/andringar/"
OLD, NEW = "psykisk-halsa-2024-2028/2025-03-14", "psykisk-halsa-2024-2028/2026-03-12"


def two_plans() -> tuple[PlanContent, PlanContent]:
    """An earlier and a later plan: an activity reworded, one with another status, one new, one gone, an area gone."""
    plan = worlds.full_plan(activities=3)
    areas = []
    for area in plan.areas:
        rows = [a.model_copy(update={"id": f"{area.id}-{a.id}"}) for a in area.activities]
        areas.append(area.model_copy(update={"activities": rows}))
    first, second, *rest = areas
    reworded = first.activities[0].model_copy(update={"text": "Fyra kurser om året, i alla kommuner"})
    done = first.activities[1].model_copy(update={"status": worlds.STATUS["done"]})
    new = first.activities[0].model_copy(update={"id": "ny", "text": "Öppet hus på biblioteket"})
    later = [first.model_copy(update={"activities": [reworded, done, new]}), second, *rest[:-1]]
    return plan.model_copy(update={"areas": areas}), plan.model_copy(update={"areas": later})


@pytest.fixture
def published(db) -> None:
    """Both, as editions of one plan."""
    earlier, later = two_plans()
    worlds.publish(earlier, label="2025-03-14", number=1)
    worlds.publish(later, label="2026-03-12", number=2)


def page(client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_newest_two_without_a_choice(client, published) -> None:
    told = page(client, HERE)
    assert "[tillagt: </span>Öppet hus på biblioteket" in told
    assert "Ny status" in told
    assert 'id="omrade-1-1-stod-i-foraldraskapet"' in told
    assert "Borttagen" in told
    assert page(client, COUNTY).count("sp-change__b") == told.count("sp-change__b")


def test_english_page_speaks_english_of_changes_and_swedish_of_the_plan(client, published) -> None:
    told = page(client, f"/en{HERE}")
    assert "New status" in told
    assert '<p class="sp-diff" lang="sv">' in told


def test_filters_by_area_sort_and_kind(client, published) -> None:
    status = page(client, COUNTY, andring="status")
    assert "Öppet hus" not in status
    assert "Ny status" in status
    one = page(client, COUNTY, omrade="1-1-stod-i-foraldraskapet", slag="activity")
    assert "Öppet hus" in one
    assert 'id="omrade-5-1' not in one
    nothing = page(client, COUNTY, omrade="1-2-halsoframjande-skola")
    assert "Inga ändringar av det slaget." in nothing


def test_an_edition_does_not_differ_from_itself_and_one_that_is_not_there_is_told(client, published) -> None:
    assert "Inget skiljer" in page(client, HERE, fran="2026-03-12", till="2026-03-12")
    for query in ({"fran": "2001-01-01"}, {"till": "en-annan/2026-03-12"}):
        assert client.get(COUNTY, query).status_code == 404


def test_one_edition_has_nothing_to_be_compared_with(client, edition) -> None:
    for address in (HERE, COUNTY, f"{COUNTY}fil/docx", "/finnsinte/andringar/"):
        assert client.get(address).status_code == 404, address


@pytest.mark.django_db
def test_two_plans_of_the_county(client) -> None:
    """A new plan is laid beside the one that it came after; what has the same words is known again."""
    worlds.publish(worlds.full_plan(), label="2024-03-14")
    new = worlds.full_plan(id="2", slug="nasta-plan", title="Nästa plan", areas=worlds.full_plan().areas[:3])
    worlds.publish(new, label="2026-06-01")
    told = page(client, COUNTY)
    assert "Den tidigare är en annan plan:" in told
    data = client.get("/exempellan/andringar.json").json()
    assert {area["area"]["number"] for area in data["areas"] if area["area"]} == {
        "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "5.1",
    }  # fmt: skip


def test_word_can_be_read_without_colour_or_line(client, published) -> None:
    answer = client.get(f"{COUNTY}fil/docx", {"fran": OLD, "till": NEW})
    assert "exempellan-andringar-2025-03-14-2026-03-12.docx" in answer["Content-Disposition"]
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "[tillagt: Öppet hus på biblioteket]" in text
    assert "[borttaget: " in text
    assert "Status: [borttaget: " in text
    struck = [run.text for p in document.paragraphs for run in p.runs if run.font.strike]
    lined = [run.text for p in document.paragraphs for run in p.runs if run.font.underline]
    assert struck
    assert all(text.startswith("[borttaget: ") for text in struck)
    assert "[tillagt: Öppet hus på biblioteket]" in lined


def test_pdf_is_marked_for_all_and_says_the_same(client, published) -> None:
    answer = client.get(f"{COUNTY}fil/pdf", {"fran": OLD, "till": NEW})
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert "Ändringar mellan utgåvor" in text
    assert "[tillagt: Öppet hus på biblioteket]" in text
    assert client.get(f"{COUNTY}fil/exe", {"fran": OLD, "till": NEW}).status_code == 404


def test_data_say_the_same_as_the_page(client, published) -> None:
    told = page(client, COUNTY, fran=OLD, till=NEW)
    assert "andringar.json?fran=" in told
    data = json.loads(client.get("/exempellan/andringar.json", {"fran": OLD, "till": NEW}).content)
    assert TypeAdapter(ChangesData).validate_python(data, strict=True) == data
    assert data["format"] == "samplan-changes/1"
    assert (data["earlier"]["label"], data["later"]["label"]) == ("2025-03-14", "2026-03-12")
    changes = [change for area in data["areas"] for change in area["changes"]]
    assert len(changes) == told.count('<li class="sp-change">')
    status = next(c for c in changes if "status" in c["marks"])
    assert {"field": "status", "sv": "Klar"}.items() <= (status["details"][0] | status["details"][0]["after"]).items()


def test_front_page_and_list_lead_here(client, published) -> None:
    front = page(client, "/exempellan/")
    assert HERE in front
    assert "Det här har ändrats" in front
    assert COUNTY in page(client, "/exempellan/utgavor/")
