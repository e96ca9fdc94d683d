"""Follow-up on its pages: the desk, the letters, and the answers by a link without an account."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests import factories
from tests.followup.worlds import DUE, a_round, answer, answer_all, codes, contacts
from tests.web.mail import MailServer, serving
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors.models import Body, Person
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Answer, Asked, Contact, Letter, Round
from samplan.web.followup_letters import contact_of, send_waiting, token_of

ROOT = Path(__file__).resolve().parents[2]
BUILD = """
import django
django.setup()
from samplan.cli.tables import lay_tables
lay_tables()
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from tests.followup.worlds import a_round
print(actions.queue_letters(by=SYSTEM, round_id=a_round().pk, sort="ask"))
"""


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def workspace(db) -> Workspace:
    return a_workspace()


@pytest.fixture
def round_(workspace) -> Round:
    return a_round(workspace.plan.partnership)


def link(contact: Contact, number: int | None = None) -> str:
    token = token_of(contact.pk, contact.key)
    return reverse("answer_question", args=[token, number]) if number else reverse("answers", args=[token])


def words(answered) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answered.content.decode())).split())


# Answering by the link.


def test_the_link_opens_the_first_question_without_an_answer(client, round_):
    one = contacts(round_)[0]
    assert client.get(link(one))["Location"] == link(one, 1)
    answer(one.asked, codes()[0], "no")
    assert client.get(link(one))["Location"] == link(one, 2)
    page = client.get(link(one, 3))
    assert "Fråga 3 av 14" in words(page)
    assert "Skriv inte namn" in words(page)
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert 'content="noindex"' in page.content.decode()


def test_answers_are_saved_by_a_button_and_as_one_writes(client, round_):
    one = contacts(round_)[0]
    sent = client.post(link(one, 3), {"svar": "partly", "text": "Förslag finns.", "sida": "a", "version": "0"})
    assert sent["Location"] == link(one, 4)
    part = client.post(
        link(one, 3),
        {"svar": "yes", "text": "Antagen.", "sida": "a", "version": "0"},
        headers={"HX-Request": "true"},
    )
    assert "Sparat" in words(part)
    assert "<html" not in part.content.decode()
    assert (Answer.objects.get().choice, Answer.objects.get().text) == ("yes", "Antagen.")


def test_last_years_answer_is_taken_over_by_one_click_and_another_bodys_is_not_there(client, workspace):
    here = workspace.plan.partnership
    last = a_round(here, year=2025)
    mine, others, _third = Asked.objects.filter(round=last).order_by("pk")
    answer(mine, text="Socialnämnden tar upp det i mars.", choice="partly")
    answer(others, text="Hemligt hos grannen.", choice="no")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    one = contacts(a_round(here))[0]
    page = words(client.get(link(one, 3)))
    assert "Ert svar 2025" in page
    assert "Socialnämnden tar upp det i mars." in page
    assert "Hemligt" not in page
    assert client.post(link(one, 3), {"samma": "ja", "version": "0", "sida": "a"})["Location"] == link(one, 4)
    saved = Answer.objects.get(asked=one.asked)
    assert (saved.choice, saved.text, saved.nothing_new) == ("partly", "Socialnämnden tar upp det i mars.", True)
    assert client.post(link(one, 3), {"hamta": "ja", "version": "1", "sida": "a"})["Location"] == link(one, 3)
    saved.refresh_from_db()
    assert not saved.nothing_new


@pytest.mark.parametrize("htmx", [True, False])
def test_what_a_colleague_wrote_meanwhile_stands_beside_ones_own(client, round_, htmx):
    one = contacts(round_)[0]
    answer(one.asked, choice="no", text="Kollegans ord.")
    told = {"svar": "yes", "text": "Mina ord.", "sida": "b", "version": "0"}
    refused = client.post(link(one, 3), told, headers={"HX-Request": "true"} if htmx else {})
    assert refused.status_code == 409
    assert "Kollegans ord." in words(refused)
    assert Answer.objects.get().text == "Kollegans ord."
    if not htmx:
        assert "Mina ord." in words(refused)
        seen = re.search(r'name="version" value="(\d+)"', refused.content.decode())[1]
        assert client.post(link(one, 3), {**told, "version": seen}).status_code == 302
        assert Answer.objects.get().text == "Mina ord."


def test_an_identity_number_is_not_kept_and_the_words_stay_in_the_form(client, round_):
    one = contacts(round_)[0]
    refused = client.post(link(one, 3), {"svar": "yes", "text": "Gäller 811218-9876", "version": "0"})
    assert refused.status_code == 422
    assert "Det ser ut som ett personnummer." in words(refused)
    assert "Gäller 811218-9876" in words(refused)
    assert not Answer.objects.exists()


def test_done_and_then_closed(client, round_):
    one = contacts(round_)[0]
    last = reverse("answers_done", args=[token_of(one.pk, one.key)])
    assert "14 frågor är inte besvarade" in words(client.get(last))
    assert client.post(last).status_code == 302
    assert "Tack, vi har fått era svar" in words(client.get(last))
    assert client.get(link(one))["Location"] == last
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert client.get(link(one, 3))["Location"] == last
    late = client.post(link(one, 3), {"svar": "yes"})
    assert late.status_code == 409
    assert "stängdes medan du skrev" in words(late)
    assert not Answer.objects.exists()
    assert "Uppföljningen är stängd" in words(client.get(last))


@pytest.mark.parametrize("how", ["cut", "strange", "revoked", "another key"])
def test_a_link_that_does_not_hold_says_so_and_nothing_more(client, round_, how):
    one = contacts(round_)[0]
    token = token_of(one.pk, one.key)
    if how == "revoked":
        actions.revoke_link(by=SYSTEM, contact_id=one.pk)
    token = {"cut": token[:-3], "strange": "a:b:c", "another key": token_of(one.pk, "x")}.get(how, token)
    assert contact_of(token) is None
    for name, more in (("answers", []), ("answer_question", [3]), ("answers_done", [])):
        answered = client.get(reverse(name, args=[token, *more]))
        assert answered.status_code == 404
        assert "Länken gäller inte" in words(answered)
        assert one.asked.body.name not in words(answered)


def test_a_question_that_is_not_there(client, round_):
    one = contacts(round_)[0]
    assert client.get(link(one, 99)).status_code == 404


def test_forms_are_guarded_though_nobody_signs_in(round_):
    from django.test import Client

    one = contacts(round_)[0]
    assert Client(enforce_csrf_checks=True).post(link(one, 3), {"svar": "yes"}).status_code == 403


# The desk.


def test_a_coordinator_opens_sends_reminds_and_closes(client, workspace, mailoutbox):
    here = workspace.plan.partnership
    client.force_login(workspace.coordinator)
    form = client.get(reverse("workspace:round_open", args=[here.pk]))
    assert workspace.people["municipal_contact"].email in form.content.decode()
    bodies = list(Body.objects.filter(county=here.county, kind="municipality").order_by("code"))
    told = {"year": "2026", "due": DUE.isoformat(), "fraga": codes(), "own": "Har ni en egen plan?"}
    told |= {
        "organisation": [b.pk for b in bodies[:2]],
        f"epost-{bodies[0].pk}": "a@exempel.example, b@exempel.example",
    }
    refused = client.post(reverse("workspace:round_open", args=[here.pk]), told)
    assert refused.status_code == 422
    assert f"Skriv en e-postadress för {bodies[1].name}" in words(refused)
    told[f"epost-{bodies[1].pk}"] = "c@exempel.example"
    assert client.post(reverse("workspace:round_open", args=[here.pk]), told).status_code == 302
    round_ = Round.objects.get()
    assert (round_.asked.count(), round_.questions.count()) == (2, 15)
    letters = reverse("workspace:round_letters", args=[round_.pk])
    client.post(letters, {"sort": "ask"})
    assert len(send_waiting().done) == 3
    answer_all(contacts(round_)[0].asked)
    client.post(letters, {"sort": "remind"})
    assert len(send_waiting().done) == 0  # the questions came today
    page = words(client.get(reverse("workspace:round", args=[round_.pk])))
    assert "1 av 2 organisationer har svarat." in page
    assert client.get(reverse("workspace:round_results", args=[round_.pk])).status_code == 302
    assert client.get(reverse("workspace:round_file", args=[round_.pk, "csv"])).status_code == 404
    client.post(reverse("workspace:round_close", args=[round_.pk]))
    results = words(client.get(reverse("workspace:round_results", args=[round_.pk])))
    assert "Ja : en kommun (1 av 2)" in results
    assert "Inte svarat : en kommun (1 av 2)" in results
    assert "Påhittat svar." in results
    frozen = client.get(reverse("workspace:round_file", args=[round_.pk, "json"])).json()
    assert len(frozen["bodies"][0]["answers"]) == 15
    table = client.get(reverse("workspace:round_file", args=[round_.pk, "csv"])).content.decode()
    assert len(table.splitlines()) == 1 + 2 * 15
    assert len(mailoutbox) == 3


def test_a_cell_is_no_formula(client, workspace, round_):
    answer(contacts(round_)[0].asked, text="=1+1")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(workspace.coordinator)
    table = client.get(reverse("workspace:round_file", args=[round_.pk, "csv"])).content.decode()
    assert ";'=1+1;" in table


def test_a_new_link_for_who_takes_over(client, workspace, round_, mailoutbox):
    one = contacts(round_)[0]
    client.force_login(workspace.coordinator)
    page = reverse("workspace:round_asked", args=[round_.pk, one.asked_id])
    client.post(page, {"avsluta": one.pk})
    assert client.get(link(one)).status_code == 404
    client.post(page, {"email": "ny@exempel.example"})
    send_waiting()
    assert [m.to for m in mailoutbox] == [["ny@exempel.example"]]
    assert "Ny länk" in mailoutbox[0].subject
    assert client.post(page, {"email": "ingen adress"}).status_code == 422
    other = a_round(workspace.plan.partnership, year=2030)
    assert client.get(reverse("workspace:round_asked", args=[other.pk, one.asked_id])).status_code == 404


def test_a_contact_person_who_is_signed_in_finds_the_way(client, workspace):
    contact = workspace.people["municipal_contact"]
    body = contact.memberships.get().body
    a_round(workspace.plan.partnership, asked={body.pk: [contact.email]})
    client.force_login(contact)
    page = client.get(reverse("workspace:rounds")).content.decode()
    assert link(Contact.objects.get()) in page
    client.force_login(workspace.people["reader"])
    assert "/svara/" not in client.get(reverse("workspace:rounds")).content.decode()


def test_the_desk_costs_the_same_with_3_and_with_17_bodies(client, db):
    costs = []
    for code, municipalities in (("97", 3), ("96", 17)):
        here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities=municipalities))
        round_ = a_round(here)
        actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
        for asked in Asked.objects.filter(round=round_):
            answer_all(asked)
        one = contacts(round_)[0]
        client.force_login(factories.a_person(role="coordinator", partnership=here))
        pages = [reverse("workspace:rounds"), reverse("workspace:round", args=[round_.pk]), link(one, 3)]
        pages.append(reverse("workspace:round_open", args=[here.pk]))
        told = []
        client.get(pages[0])  # the first page after a sign-in counts what waits, once
        for page in pages:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            told.append(len(caught))
        actions.close_round(by=SYSTEM, round_id=round_.pk)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("workspace:round_results", args=[round_.pk])).status_code == 200
        costs.append([*told, len(caught)])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15


# Letters.


def test_a_letter_tells_who_what_and_until_when_in_the_readers_language(workspace, mailoutbox):
    contact = workspace.people["municipal_contact"]
    Person.objects.filter(pk=contact.pk).update(language="en")
    bodies = list(Body.objects.filter(county=workspace.plan.county, kind="municipality").order_by("code"))
    round_ = a_round(
        workspace.plan.partnership, asked={bodies[0].pk: [contact.email], bodies[1].pk: ["x@exempel.example"]}
    )
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    send_waiting()
    english, swedish = mailoutbox
    assert english.subject == f"The follow-up of 2026: questions to {bodies[0].name}"
    assert "14 questions are left. It takes about 7 minutes." in english.body
    assert "/en/svara/" in english.body
    assert "14 frågor är kvar. Det tar ungefär 7 minuter." in swedish.body
    ((html, kind),) = swedish.alternatives
    assert kind == "text/html"
    assert "/svara/" in html
    assert "http://localhost:8000/svara/" in swedish.body


def environment(folder: Path, port: int) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMPLAN_", "DATABASE_URL"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "samplan.config.settings",
        "SAMPLAN_VAR": str(folder),
        "SAMPLAN_SMTP_HOST": "127.0.0.1",
        "SAMPLAN_SMTP_PORT": str(port),
        "SAMPLAN_SMTP_TLS": "no",
    }


def letters(folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "samplan", "letters"]
    return subprocess.Popen(command, env=environment(folder, port), cwd=ROOT, text=True, stderr=subprocess.PIPE)


@pytest.mark.sqlite_only
def test_killed_in_the_middle_nobody_gets_two_letters(tmp_path):
    """The mail server has a letter and has not said so when the process is killed; the next run leaves it alone."""
    with serving(falls_silent=True) as server:
        built = subprocess.run(
            [sys.executable, "-c", BUILD],
            env=environment(tmp_path, server.port),
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert built.returncode == 0, built.stderr
        assert int(built.stdout) == 3
        killed = letters(tmp_path, server.port)
        assert server.got.wait(120)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        first = [m["To"] for m in server.read()]
        closed = server.port
    assert len(first) == 1
    stopped = letters(tmp_path, closed)
    _, said = stopped.communicate()
    assert stopped.returncode == 2, said
    with serving() as server:
        again = letters(tmp_path, server.port)
        _, said = again.communicate()
        assert again.returncode == 0, said
        rest = [m["To"] for m in MailServer.read(server)]
    assert sorted([*first, *rest]) == sorted(f"kommun{n}@exempel.example" for n in (1, 2, 3))


def test_a_letter_that_is_refused_is_told_of(round_):
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    letter = Letter.objects.first()
    actions.claim_letter(by=SYSTEM, letter_id=letter.pk)
    actions.note_letter(by=SYSTEM, letter_id=letter.pk, sent=False)
    from samplan.followup.queries import board_of

    assert board_of(round_).rows[0].failed
