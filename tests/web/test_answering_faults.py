"""What goes wrong while somebody answers: a link ends, the round closes or goes. They are told, and no word is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer, Contact, Round
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db
WORDS = "Det tog en kväll att skriva det här."
BESIDE = {"HTTP_HX_REQUEST": "true"}


def revoked(one: Contact) -> None:
    actions.revoke_link(by=SYSTEM, contact_id=one.pk)


def expired(one: Contact) -> None:
    Contact.objects.filter(pk=one.pk).update(until=timezone.localdate() - timedelta(days=1))


def erased(one: Contact) -> None:
    """The round is gone whole."""
    Round.objects.get(pk=one.asked.round_id).delete()


def closed(one: Contact) -> None:
    actions.close_round(by=SYSTEM, round_id=one.asked.round_id)


@pytest.fixture
def contact() -> Contact:
    return contacts(a_round())[0]


def address(one: Contact, number: int = 3) -> str:
    return reverse("answer_question", args=[token_of(one.pk, one.key), number])


@pytest.mark.parametrize("fault", [revoked, expired, erased])
def test_a_link_that_ends_while_somebody_writes_gives_the_words_back(client, contact: Contact, fault) -> None:
    at = address(contact)
    assert client.get(at).status_code == 200
    fault(contact)
    sent = client.post(at, {"svar": "yes", "text": f"{WORDS} <b>x</b>", "version": "0", "sida": "p"})
    assert sent.status_code == 404
    page = sent.content.decode()
    assert WORDS in page
    assert "<b>x</b>" not in page
    assert "inte sparat" in page
    assert not Answer.objects.exists()
    beside = client.post(at, {"text": WORDS}, **BESIDE)
    assert beside.status_code == 404
    assert beside.content.decode().lstrip().startswith('<div id="spar"'), "a part of the page, never a whole one in it"
    assert "Länken har slutat gälla" in beside.content.decode()


def test_a_round_that_closes_while_somebody_writes_says_so_and_keeps_the_words_on_the_page(client, contact) -> None:
    at = address(contact)
    answer(contact.asked, "suicide-plan", "no", "Det som stod.")
    closed(contact)
    beside = client.post(at, {"svar": "yes", "text": WORDS, "version": "1"}, **BESIDE)
    assert beside.status_code == 422
    assert beside.content.decode().lstrip().startswith('<div id="spar"')
    assert "Uppföljningen är stängd" in beside.content.decode()
    sent = client.post(at, {"svar": "yes", "text": WORDS, "version": "1"})
    assert sent.status_code == 409
    page = sent.content.decode()
    assert WORDS in page
    assert "stängdes medan du skrev" in page
    assert "Det som stod." in page
    assert Answer.objects.get().text == "Det som stod."
    same = client.post(at, {"svar": "no", "text": "Det som stod.", "version": "1"})
    assert "stängdes medan du skrev" not in same.content.decode(), "nothing is lost of what is kept"


def test_a_page_with_all_questions_gives_back_only_what_is_not_kept(client) -> None:
    one = contacts(a_round(kind="gap", questions=["gap-guideline", "gap-coordinator"]))[0]
    at = reverse("answers_list", args=[token_of(one.pk, one.key)])
    answer(one.asked, "gap-guideline", "missing", "Kvar.")
    closed(one)
    told = {"svar-1": "missing", "text-1": "Kvar.", "version-1": "1", "svar-2": "partly", "text-2": WORDS}
    sent = client.post(at, told)
    assert sent.status_code == 409
    note = sent.content.decode().split("stängdes medan du skrev")[1].split("<dl")[0]
    assert WORDS in note
    assert "Kvar." not in note
    beside = client.post(at, told, **BESIDE)
    assert beside.status_code == 422
    assert "står kvar på sidan" in beside.content.decode()


def test_occasions_of_a_course_are_given_back_too(client) -> None:
    one = contacts(a_round(kind="courses", questions=["course-first-aid"]))[0]
    at = address(one, 1)
    closed(one)
    row = {"on": "2026-03-12", "place": "Biblioteket", "instructor": "", "people": "Exempelby kommun 12"}
    sent = client.post(at, {"svar": "yes", **{f"falt-occasions-0-{name}": value for name, value in row.items()}})
    page = sent.content.decode()
    assert "Biblioteket" in page
    assert "Exempelby kommun 12" in page


def test_two_of_one_body_without_script_both_keep_their_words(client) -> None:
    one = contacts(a_round())[0]
    at = address(one)
    first = client.post(at, {"svar": "yes", "text": "Den förstas.", "version": "0", "sida": "a"})
    assert first.status_code == 302
    second = client.post(at, {"svar": "no", "text": WORDS, "version": "0", "sida": "b"})
    assert second.status_code == 409
    page = second.content.decode()
    assert WORDS in page
    assert "Den förstas." in page
    assert Answer.objects.get().text == "Den förstas."
    again = client.post(at, {"svar": "no", "text": WORDS, "version": "1", "sida": "b"})
    assert again.status_code == 302
    assert Answer.objects.get().text == WORDS
