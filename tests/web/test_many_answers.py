"""Saving as one writes costs the same whatever the round holds, and reaches no further than the page; erasing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.followup.worlds import a_round, answer_all, codes, contacts
from tests.web.workspace.conftest import a_workspace

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer, Contact
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def link(contact: Contact, number: int) -> str:
    return reverse("answer_question", args=[token_of(contact.pk, contact.key), number])


def saved(client, contact: Contact, number: int, text: str = "Påhittat.", version: str = "0"):
    told = {"svar": "", "text": text, "sida": "a", "version": version}
    return client.post(link(contact, number), told, headers=HTMX)


def test_a_save_asks_the_database_the_same_few_times_with_a_year_before_it_and_many_questions(client):
    here = a_workspace().plan.partnership
    last = a_round(here, year=2027)
    for asked in last.asked.all():
        answer_all(asked)
    actions.close_round(by=SYSTEM, round_id=last.pk)
    costs = []
    for year, questions in ((2028, codes()[:1]), (2029, codes())):
        one = contacts(a_round(here, year=year, questions=questions))[0]
        with CaptureQueriesContext(connection) as caught:
            assert saved(client, one, 1).status_code == 200
        costs.append(len(caught))
        assert not any("frozen" in query["sql"] for query in caught.captured_queries)
    assert costs[0] == costs[1] <= 14


def test_a_colleagues_first_question_is_the_first_that_they_were_given(client, db):
    mine, other = contacts(a_round(a_workspace().plan.partnership, year=2028))[:2]
    code = codes()[4]
    colleague = actions.share_questions(
        by=mine, contact_id=mine.pk, codes=[code, codes()[7]], email="kollega@exempel.example"
    )
    assert saved(client, colleague, 1).status_code == 200
    kept = Answer.objects.get(asked__round=mine.asked.round)
    assert (kept.question.code, kept.asked_id) == (code, mine.asked_id)
    assert saved(client, colleague, 3).status_code == 404
    assert saved(client, other, 0).status_code == 404
    actions.close_round(by=SYSTEM, round_id=mine.asked.round_id)
    assert saved(client, colleague, 1, "Efteråt.", "1").status_code == 302
    kept.refresh_from_db()
    assert kept.text == "Påhittat."


def test_contacts_are_erased_after_a_page_that_says_what_goes(client):
    workspace = a_workspace()
    client.force_login(workspace.coordinator)
    round_ = workspace.round
    one = contacts(round_)[0]
    address = reverse("workspace:round_erase_one", args=[round_.pk, one.asked_id, one.pk])
    board = reverse("workspace:round_asked", args=[round_.pk, one.asked_id])
    assert address in client.get(board).content.decode()
    asked = client.get(address).content.decode()
    assert one.email in asked
    assert "Svaren finns kvar hos organisationen." in asked
    assert client.get(reverse("workspace:round_erase", args=[round_.pk])).status_code == 302
    assert Contact.objects.filter(pk=one.pk).exists()
    assert client.post(address)["Location"] == board
    assert one.email not in client.get(board).content.decode()
    assert client.get(link(one, 1)).status_code == 404
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    all_of_them = reverse("workspace:round_erase", args=[round_.pk])
    page = reverse("workspace:round", args=[round_.pk])
    assert all_of_them in client.get(page).content.decode()
    assert client.post(all_of_them)["Location"] == page
    assert not Contact.objects.filter(asked__round=round_).exists()
    assert "Ingen länk gäller" in client.get(page).content.decode()
