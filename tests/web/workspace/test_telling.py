"""The page where the reader is told what columns, labels and headings are."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.intake.test_telling import strange_document
from tests.intake.worlds import ReviewWorld, a_review

from samplan.intake import actions
from samplan.intake.models import Import, ToldWord
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
ANSWERS = {"Hjärtefråga": "area", "Löfte": "activity", "Dragare": "responsible"}


@pytest.fixture
def world(client) -> ReviewWorld:
    world = a_review(strange_document(), "plan.docx")
    client.force_login(world.coordinator)
    return world


def form_of(client, world: ReviewWorld, answers: dict[str, str]) -> dict[str, str]:
    """The form as the page gives it, with these answers by the words that are asked about."""
    page = client.get(reverse("workspace:tell", args=[world.imported.pk]))
    sent = {}
    for question in page.context["questions"]:
        sent[f"fraga-{question['number']}"] = question["key"]
        told = next((meaning for words, meaning in answers.items() if words in question["heading"]), None)
        sent[f"svar-{question['number']}"] = told if told is not None else question["chosen"] or ""
    return sent


def tell(client, world: ReviewWorld, answers: dict[str, str]):
    """Answer, and have the document read again as the worker does."""
    answer = client.post(reverse("workspace:tell", args=[world.imported.pk]), form_of(client, world, answers))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("workspace:import", args=[world.imported.pk])
    assert "väntar på sin tur" in client.get(answer["Location"]).content.decode()
    actions.read_import(imported_id=world.imported.pk)
    return client.get(reverse("workspace:review", args=[world.imported.pk])).content.decode()


def test_three_answers_make_a_plan_of_a_document_that_was_not_understood(client, world):
    assert world.items(ItemKind.ACTIVITY) == []
    page = tell(client, world, ANSWERS)
    assert [item.values["title"] for item in world.items(ItemKind.AREA)] == ["Trygga skolor", "Äldres hälsa"]
    assert "Länet har sagt att ”Löfte” är: det som ska göras." in page
    assert re.search(r"Dokumentet lästes om \d+ \w+ \d\d\.\d\d\.", page)  # 16.44 as everywhere, not 16:44


def test_what_would_be_lost_is_told_before_and_what_was_after(client, world):
    tell(client, world, ANSWERS)
    actions.accept_all_items(by=world.coordinator, imported=world.imported)
    before = client.get(reverse("workspace:tell", args=[world.imported.pk])).content.decode()
    assert "Ni har bestämt om" in before
    assert "Granskningen som den är nu sparas." in before
    after = tell(client, world, {"Hjärtefråga": "nothing"})
    assert "följde inte med" in after


def test_the_reading_before_comes_back(client, world):
    before = [(i.pk, i.values) for i in world.items()]
    tell(client, world, ANSWERS)
    answer = client.post(reverse("workspace:take_back_reading", args=[world.imported.pk]), follow=True)
    assert "Den förra läsningen är tillbaka" in answer.content.decode()
    assert [(i.pk, i.values) for i in world.items()] == before
    assert not ToldWord.objects.exists()


def test_what_was_done_since_is_told_before_the_reading_is_taken_back_and_goes_along(client, world):
    tell(client, world, ANSWERS)
    area = world.items(ItemKind.AREA)[0]
    values = {"level": "long", "text": "Nytt mål"}
    actions.add_item(by=world.coordinator, imported=world.imported, kind=ItemKind.GOAL, parent=area, values=values)
    review = client.get(reverse("workspace:review", args=[world.imported.pk])).content.decode()
    assert reverse("workspace:take_back_reading", args=[world.imported.pk]) not in review
    page = client.get(reverse("workspace:tell", args=[world.imported.pk])).content.decode()
    assert "Sedan dess har ni arbetat med 3 delar." in page
    answer = client.post(reverse("workspace:take_back_reading", args=[world.imported.pk]), follow=True)
    assert "2 delar som ni har arbetat med sedan dess följde med. 1 rad finns inte i den" in answer.content.decode()
    (goal,) = world.items(ItemKind.GOAL)
    assert goal.values["text"] == "Nytt mål"


def test_nothing_chosen_says_so_and_changes_nothing(client, world):
    sent = form_of(client, world, {})
    answer = client.post(reverse("workspace:tell", args=[world.imported.pk]), sent, follow=True)
    assert "Inget är ändrat i listan" in answer.content.decode()
    assert Import.objects.get(pk=world.imported.pk).state == "review"


def test_an_answer_can_be_left_to_the_reader_again(client, world):
    tell(client, world, ANSWERS)
    tell(client, world, {"Dragare": ""})
    assert set(ToldWord.objects.values_list("words", flat=True)) == {"Hjärtefråga", "Löfte"}


def test_the_county_can_forget(client, world):
    tell(client, world, ANSWERS)
    word = ToldWord.objects.get(words="Löfte")
    answer = client.post(reverse("workspace:forget_word", args=[world.imported.pk, word.pk]), follow=True)
    assert "minns inte längre vad ”Löfte” är" in answer.content.decode()
    assert "Hjärtefråga" in answer.content.decode()


def test_another_countys_word_is_not_there(client, world):
    tell(client, world, ANSWERS)
    address = reverse("workspace:forget_word", args=[world.imported.pk, ToldWord.objects.latest("pk").pk + 1])
    assert client.post(address).status_code == 404


def test_answers_of_a_page_that_is_out_of_date_are_not_taken_for_others(client, world):
    sent = form_of(client, world, ANSWERS)
    moved = {name: f"column:{value}" if name.startswith("fraga") else value for name, value in sent.items()}
    client.post(reverse("workspace:tell", args=[world.imported.pk]), moved)
    assert not ToldWord.objects.exists()


def test_so_many_questions_to_the_database_however_much_is_asked(client, world):
    address = reverse("workspace:tell", args=[world.imported.pk])
    client.get(address)  # what is asked once and kept is asked now

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = asked()
    tell(client, world, ANSWERS)
    again = asked()
    assert again == before + 1 <= 15  # what was done since the document was read again
    actions.accept_all_items(by=world.coordinator, imported=world.imported)
    assert asked() == again
