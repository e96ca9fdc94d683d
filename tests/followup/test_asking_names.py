"""Bodies whose names wait for their yes or no are told by letter: once for each statement, and reminded once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.followup.test_compiling import TEXT, a_closed_round, a_statement, bodies
from tests.followup.test_naming import choose
from tests.followup.worlds import a_round, contacts

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import BadAddress, Contact, Letter, Round, Statement
from samplan.followup.rules import NotTaken
from samplan.web.followup_letters import climb_ladders, send_waiting

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def a_waiting_round(**more) -> tuple[Round, Statement]:
    """Ten municipalities of which five say it, and a statement that is to show names; nobody has said anything."""
    round_ = a_closed_round(**{"yes": 5, "no": 3, "municipalities": 10, **more})
    made = a_statement(round_, yes=more.get("yes", 5))
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    return round_, made


def ask(round_: Round, **more) -> int:
    return actions.ask_for_names(by=SYSTEM, round_id=round_.pk, **more)


def sent() -> list[str]:
    """Where letters of names go."""
    return list(Letter.objects.filter(sort="names").order_by("pk").values_list("contact__email", flat=True))


def test_who_waits_is_who_says_it_with_names_and_has_said_nothing():
    round_, made = a_waiting_round()
    people = contacts(round_)
    assert len(queries.names_waiting(round_)) == 5
    actions.give_consent(by=people[0], asked_id=people[0].asked_id, names=True)
    actions.give_consent(by=people[1], asked_id=people[1].asked_id, names=False)
    choose(round_, 2, made, names=False)
    assert set(queries.names_waiting(round_)) == {people[3].asked_id, people[4].asked_id}
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=2, show_names=False)
    assert queries.names_waiting(round_) == {}


def test_each_is_told_once_of_a_statement_and_again_only_of_a_new_one():
    round_, _made = a_waiting_round()
    assert ask(round_) == 5
    assert ask(round_, today=TODAY() + timedelta(days=1)) == 0
    sources = [(one.pk, "suicide-plan") for one in bodies(round_)[:2]]
    second = actions.add_statement(by=SYSTEM, round_id=round_.pk, text="[antal] har en plan.", sources=sources)
    told = {"statement_id": second.pk, "text": "[antal] har en plan.", "seen_version": 1, "show_names": True}
    actions.change_statement(by=SYSTEM, **told)
    assert ask(round_, today=TODAY() + timedelta(days=1)) == 2
    assert Letter.objects.filter(sort="names").last().statements == [second.pk]


def test_one_reminder_goes_so_many_days_after_to_who_has_said_nothing():
    round_, _made = a_waiting_round()
    ask(round_)
    send_waiting()
    days = catalogue.rounds().names_remind
    early, late = TODAY() + timedelta(days=days - 1), TODAY() + timedelta(days=days)
    assert actions.remind_of_names(by=SYSTEM, round_id=round_.pk, today=early) == 0
    first = contacts(round_)[0]
    actions.give_consent(by=first, asked_id=first.asked_id, names=True)
    assert actions.remind_of_names(by=SYSTEM, round_id=round_.pk, today=late) == 4
    assert actions.remind_of_names(by=SYSTEM, round_id=round_.pk, today=late + timedelta(days=days)) == 0
    assert queries.rounds_asking_names() == [round_.pk]
    assert climb_ladders() == 0


def test_the_letter_goes_in_the_address_s_language_as_text_and_html_and_leads_to_the_statements(client):
    round_, _made = a_waiting_round()
    english = contacts(round_)[0]
    Contact.objects.filter(pk=english.pk).update(language="en")
    Contact.objects.filter(asked__round=round_).update(until=TODAY() - timedelta(days=1))
    ask(round_)
    send_waiting()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert len(letters) == 5
    told, other = letters[english.email], letters[contacts(round_)[1].email]
    assert "name" in told.subject
    assert "Exempelby 1 kommun" in told.body
    assert "1 påstående" in other.body
    assert other.alternatives[0].mimetype == "text/html"
    assert told.extra_headers["Auto-Submitted"] == "auto-generated"
    link = next(line for line in other.body.splitlines() if line.startswith("http"))
    page = client.get("/" + link.split("/", 3)[3])
    assert page.status_code == 200, "a link that had grown old holds again"
    assert "har en antagen plan" in page.content.decode()


def test_nothing_goes_twice_nor_to_who_has_said_it_meanwhile_nor_to_an_address_that_nobody_has():
    round_, _made = a_waiting_round()
    people = contacts(round_)
    BadAddress.objects.create(email=people[0].email, status="5.1.1", at=timezone.now())
    actions.revoke_link(by=SYSTEM, contact_id=people[1].pk)
    assert ask(round_) == 3
    assert people[0].email not in sent()
    waiting = queries.letters_waiting()
    actions.give_consent(by=people[2], asked_id=people[2].asked_id, names=False)
    claimed = [actions.claim_letter(by=SYSTEM, letter_id=pk) for pk in waiting]
    assert [one.statements if one else None for one in claimed] == [None, 1, 1]
    assert [actions.claim_letter(by=SYSTEM, letter_id=pk) for pk in waiting] == [None] * 3
    assert queries.letters_waiting() == []


def test_only_who_compiles_asks_and_only_when_the_round_is_closed():
    round_, _made = a_waiting_round()
    for role in ("area_owner", "municipal_contact", "analyst", "decision_maker"):
        person = factories.a_person(role=role, partnership=round_.partnership)
        with pytest.raises(NotAllowed):
            actions.ask_for_names(by=person, round_id=round_.pk)
        with pytest.raises(NotAllowed):
            actions.remind_of_names(by=person, round_id=round_.pk)
    with pytest.raises(NotTaken):
        ask(a_round(round_.partnership, year=2031))


def test_the_queries_are_the_same_for_few_and_many():
    round_ = a_closed_round(yes=8, no=1, municipalities=12)

    def cost(yes: int, days: int) -> int:
        sources = [(one.pk, "suicide-plan") for one in bodies(round_)[:yes]]
        made = actions.add_statement(by=SYSTEM, round_id=round_.pk, text=TEXT, sources=sources)
        actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
        with CaptureQueriesContext(connection) as seen:
            assert ask(round_, today=TODAY() + timedelta(days=days)) == yes
        return len(seen)

    assert cost(1, 0) == cost(8, 1)


def test_the_desk_asks_with_one_button_and_shows_who_was_told(client):
    round_, _made = a_waiting_round()
    client.force_login(factories.a_person(role="coordinator", partnership=round_.partnership))
    address = reverse("workspace:consents", args=[round_.pk])
    page = client.get(address).content.decode()
    assert "5 organisationer har inte sagt" in page
    assert client.post(address, {"fraga": "ja"}).status_code == 302
    send_waiting()
    assert len(sent()) == 5
    page = client.get(address).content.decode()
    assert page.count("Tillfrågad i ett brev") == 5
    assert "Fråga dem i ett brev" not in page
    board = client.get(reverse("workspace:round", args=[round_.pk])).content.decode()
    assert board.count("tillfrågad om namn") == 5
    assert client.post(address, {"fraga": "ja"}).status_code == 302
    assert len(sent()) == 5


def test_the_button_stands_while_somebody_is_not_told_of_a_statement_and_no_longer(client):
    """A letter that did not go tells nobody, and a later letter of another statement takes no earlier one back."""
    round_, _made = a_waiting_round()
    client.force_login(factories.a_person(role="coordinator", partnership=round_.partnership))
    address = reverse("workspace:consents", args=[round_.pk])

    def offered() -> bool:
        return "Fråga dem i ett brev" in client.get(address).content.decode()

    ask(round_)
    send_waiting()
    Letter.objects.update(failed=True, sent_at=None)
    assert offered()
    assert ask(round_, today=TODAY() + timedelta(days=1)) == 5
    assert not offered()
    sources = [(one.pk, "suicide-plan") for one in bodies(round_)[:2]]
    second = actions.add_statement(by=SYSTEM, round_id=round_.pk, text="[antal] har en plan.", sources=sources)
    told = {"statement_id": second.pk, "text": "[antal] har en plan.", "seen_version": 1, "show_names": True}
    actions.change_statement(by=SYSTEM, **told)
    assert offered()
    assert ask(round_, today=TODAY() + timedelta(days=2)) == 2
    assert not offered()


def test_a_letter_that_waits_while_the_round_is_open_again_goes_when_it_is_closed():
    round_, _made = a_waiting_round()
    assert ask(round_) == 5
    actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason="En siffra var fel", due=TODAY() + timedelta(days=9))
    send_waiting()
    assert len(mail.outbox) == 0
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    send_waiting()
    assert len(mail.outbox) == 5
