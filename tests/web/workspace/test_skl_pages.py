"""SKL's numbers on their pages: what is known, what is filled in, a file with row errors, the way from an indicator."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import factories

from samplan.analysis import queries
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.a_plan()


@pytest.fixture
def desk(client, plan):
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    return client


def at(name: str, plan, *more) -> str:
    return reverse(f"workspace:{name}", args=[plan.partnership_id, *more])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_says_what_is_known_and_what_is_not(desk, plan, prefix) -> None:
    page = desk.get(f"{prefix}{at('skl_numbers', plan)}").content.decode()
    assert "Behörighet till gymnasiet" in page
    assert "N15428" in page
    assert page.count("Namn saknas" if not prefix else "Name is missing") == 8


def test_a_number_is_completed_corrected_and_taken_back(desk, plan) -> None:
    told = {"number": 12, "title": "Elever som trivs", "references": "N15613, n15643", "source": "", "version": 0}
    assert desk.post(at("skl_number", plan, 12), told).status_code == 302
    one = queries.key_indicators(plan.county_id)[12]
    assert (one.title, one.references) == ("Elever som trivs", ("kolada:N15613", "kolada:N15643"))
    stale = desk.post(at("skl_number", plan, 12), told | {"title": "Annat"})
    assert (stale.status_code, "Någon annan har ändrat" in stale.content.decode()) == (422, True)
    assert 'name="version" value="1"' in stale.content.decode()
    wrong = desk.post(at("skl_number", plan, 12), told | {"references": "hittepå", "version": 1})
    assert (wrong.status_code, "är inget mått i Kolada" in wrong.content.decode()) == (422, True)
    assert desk.post(at("skl_number", plan, 12), {"do": "remove", "version": 1}).status_code == 302
    assert queries.key_indicators(plan.county_id)[12].title == ""


def test_a_number_that_is_not_there_is_added(desk, plan) -> None:
    assert desk.post(at("skl_numbers", plan), {"number": 58, "title": "Ett namn"}).status_code == 302
    assert queries.key_indicators(plan.county_id)[58].title == "Ett namn"
    again = desk.post(at("skl_numbers", plan), {"number": 58, "title": "Ett annat"})
    assert again.status_code == 422
    assert desk.get(at("skl_number", plan, 57)).status_code == 404


def test_the_file_that_is_taken_can_be_read_again(desk, plan) -> None:
    data = desk.get(at("skl_csv", plan))
    body = b"".join(data) if data.streaming else data.content
    answer = desk.post(at("skl_receive", plan), {"file": SimpleUploadedFile("skl.csv", body)})
    page = desk.get(answer.url).content.decode()
    # Those without a name cannot be put in, and it is told by line.
    assert page.count("<strong>Rad ") == 8
    assert "Lägg in numren" not in page


def test_a_file_is_looked_at_put_in_and_taken_out(desk, plan) -> None:
    file = SimpleUploadedFile("skl.csv", "Nummer;Namn;Kolada\n7;Skolnärvaro;N17625\n".encode())
    address = desk.post(at("skl_receive", plan), {"file": file}).url
    assert "Skolnärvaro" in desk.get(address).content.decode()
    assert queries.key_indicators(plan.county_id)[7].title == ""
    desk.post(address, {"do": "put"})
    assert queries.key_indicators(plan.county_id)[7].title == "Skolnärvaro"
    assert "skl.csv" in desk.get(at("skl_numbers", plan)).content.decode()
    desk.post(address, {"do": "undo"})
    assert queries.key_indicators(plan.county_id)[7].title == ""


def test_a_reference_out_of_a_document_finds_its_number(desk, plan) -> None:
    area = factories.an_area(plan)
    told = {"text": "Enligt SKL", "reference": "1", "source": "SKL"}
    indicator = factories.an_item(plan, ItemKind.INDICATOR, told, area.pk)
    page = desk.get(reverse("workspace:figures", args=[plan.pk])).content.decode()
    assert "SKL 1</a>: Behörighet till gymnasiet" in page
    assert desk.get(reverse("workspace:figure_choose", args=[plan.pk, indicator.pk])).status_code == 200


def test_those_who_may_not_edit_read_alone(client, plan) -> None:
    client.force_login(factories.a_person(role="reader", partnership=plan.partnership))
    page = client.get(at("skl_numbers", plan)).content.decode()
    assert "Lägg till ett nummer" not in page
    assert client.post(at("skl_numbers", plan), {"number": 58, "title": "x"}).status_code == 403
