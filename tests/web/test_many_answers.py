"""Saving as one writes costs the same whatever the round holds, and reaches no further than the page; erasing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.followup.worlds import a_round, answer, answer_all, codes, contacts
from tests.web.workspace.conftest import a_workspace

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Answer, Contact
from samplan.followup.shapes import FieldKind
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
        with CaptureQueriesContext(connection) as caught:
            assert saved(client, one, 1, "Mera.", "1").status_code == 200
        costs.append(len(caught))
    # Eight, and on PostgreSQL who is asked is held. The test's own transaction makes two of the save's.
    assert set(costs) == {2 + 8 + connection.features.has_select_for_update}


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
    late = saved(client, colleague, 1, "Efteråt.", "1")
    assert late.status_code == 422
    assert "Uppföljningen är stängd" in late.content.decode()
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


# Two people of one organisation, each with all the questions on one page.


def opened(client, contact: Contact) -> html.FormElement:
    """The form as the browser got it, without script."""
    return form_in(client.get(reverse("answers_list", args=[token_of(contact.pk, contact.key)])))


def form_in(response) -> html.FormElement:
    (form,) = html.fromstring(response.content.decode()).xpath("//form[.//input[@name='sida']]")
    return form


def sent(client, contact: Contact, form: html.FormElement, **typed: str):
    told: dict[str, list[str]] = {}
    for name, value in form.form_values():
        told.setdefault(name, []).append(value)
    told.update({name.replace("_", "-"): [value] for name, value in typed.items()})
    return client.post(reverse("answers_list", args=[token_of(contact.pk, contact.key)]), told)


def kept(contact: Contact) -> dict[int, tuple[str, str]]:
    found = Answer.objects.filter(asked=contact.asked).select_related("question")
    return {a.question.number: (a.choice, a.text) for a in found}


@pytest.fixture
def two():
    kind = catalogue.kind("gap")
    first = contacts(a_round(kind="gap", questions=[q.code for q in kind.questions]))[0]
    return first, actions.share_questions(
        by=first, contact_id=first.pk, codes=[q.code for q in kind.questions], email="kollega@exempel.example"
    )


def test_what_one_did_not_touch_does_not_write_over_what_a_colleague_has_answered(client, two):
    mine, colleague = two
    early, later = opened(client, mine), opened(client, colleague)
    assert sent(client, colleague, later, svar_1="missing", text_1="Kollegans ord.").status_code == 302
    assert sent(client, mine, early, svar_2="in_place", text_2="Mina ord.").status_code == 302
    assert kept(mine) == {1: ("missing", "Kollegans ord."), 2: ("in_place", "Mina ord.")}


def test_what_both_touched_is_shown_beside_and_all_else_is_shown_as_it_is_now(client, two):
    mine, colleague = two
    early, later = opened(client, mine), opened(client, colleague)
    sent(
        client, colleague, later, svar_1="missing", text_1="Kollegans ord.", svar_3="partly", text_3="Kollegans andra."
    )
    refused = sent(client, mine, early, svar_1="in_place", text_1="Mina ord.")
    assert refused.status_code == 422
    assert "Kollegans ord." in refused.content.decode()
    again = form_in(refused)
    assert (again.fields["text-1"], again.fields["text-3"]) == ("Mina ord.", "Kollegans andra.")
    sent(client, colleague, opened(client, colleague), text_3="Kollegans tredje.")
    assert sent(client, mine, again).status_code == 302
    assert kept(mine) == {1: ("in_place", "Mina ord."), 3: ("partly", "Kollegans tredje.")}


def test_words_that_are_refused_are_laid_beside_a_colleagues_before_they_are_kept(client, two):
    mine, colleague = two
    early = opened(client, mine)
    sent(client, colleague, opened(client, colleague), svar_1="missing", text_1="Kollegans ord.")
    refused = sent(client, mine, early, svar_1="in_place", text_1="Gäller 811218-9876")
    assert refused.status_code == 422
    mended = sent(client, mine, form_in(refused), text_1="Mina ord.")
    assert mended.status_code == 422
    assert "Kollegans ord." in mended.content.decode()
    assert kept(mine) == {1: ("missing", "Kollegans ord.")}


def test_what_a_page_has_saved_as_one_wrote_can_be_taken_back_on_it(client, two):
    mine, _colleague = two
    form = opened(client, mine)
    sent(client, mine, form, svar_1="missing", text_1="För tidigt.")
    sent(client, mine, form)
    assert kept(mine) == {1: ("", "")}


FILLED = {
    FieldKind.AMOUNT: "86 000",
    FieldKind.ROWS: [{"on": "2026-05-04", "place": "Almby", "instructor": "Två", "people": "Almby kommun 3\r\nEx 2"}],
    FieldKind.TEXT: "Första raden\r\noch den andra",
    FieldKind.LINE: "En rad",
}


@pytest.mark.parametrize("kind", [k.code for k in catalogue.kinds() if k.questions])
def test_what_comes_back_untouched_is_known_with_whatever_was_filled_in(client, kind):
    mine = contacts(a_round(kind=kind, questions=[q.code for q in catalogue.kind(kind).questions]))[0]
    questions = queries.sheet_for(mine).questions
    for q in questions:
        more = {f.code: FILLED.get(f.kind, [o.code for o in f.options]) for f in q.fields}
        answer(mine.asked, q.code, q.choices[0].code if q.choices else "", "Ord\r\noch fler.", more=more)
    form = opened(client, mine)
    for q, one in zip(questions, Answer.objects.filter(asked=mine.asked).order_by("question__number"), strict=True):
        answer(mine.asked, q.code, one.choice, "Kollegans.", more=one.more, seen_version=one.version)
    assert sent(client, mine, form).status_code == 302
    assert {text for _choice, text in kept(mine).values()} == {"Kollegans."}


def test_what_was_told_in_words_alone_last_year_stands_beside_its_question_on_every_page(client):
    here = a_workspace().plan.partnership
    last = a_round(here, year=2028)
    asked = contacts(last)[0].asked
    for code in codes():
        question = last.questions.get(code=code)
        answer(asked, code, "", f"Bara ord om {question.number}")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    mine = contacts(a_round(here, year=2029))[0]
    token = token_of(mine.pk, mine.key)
    for name in ("answers_list", "answers_repeat", "answers_done", "answers"):
        page = client.get(reverse(name, args=[token]), follow=True)
        assert page.status_code == 200, name
        if name != "answers_done":
            assert "Bara ord om 1" in page.content.decode(), name
    for number in range(1, len(codes()) + 1):
        page = client.get(link(mine, number))
        assert f"Bara ord om {number}" in page.content.decode()


@pytest.mark.parametrize("name", ["answers_list", "answers_done", "answers_share"])
def test_the_other_language_stands_at_the_foot_too_for_narrow_pages_hide_it_at_the_top(client, name):
    mine = contacts(a_round(a_workspace().plan.partnership, year=2028))[0]
    page = html.fromstring(client.get(reverse(name, args=[token_of(mine.pk, mine.key)])).content)
    (other,) = page.xpath("//footer//a[contains(@class, 'sp-foot__lang')][@hreflang='en']")
    assert other.text_content() == "English"
    assert other.get("href") == page.xpath("//header//a[@class='sp-lang']")[0].get("href")
