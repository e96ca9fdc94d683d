"""Nobody sees another body's answers before they are shared: every address, every role, every link."""

from __future__ import annotations

import re
from email import message_from_string
from html import unescape
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests import factories
from tests.followup.worlds import a_round, answer, answer_all, codes, contacts
from tests.web.workspace.conftest import a_workspace
from tests.web.workspace.test_permissions import NAMES, arguments

from samplan.actors.models import Body, Role
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.followup import actions, catalogue
from samplan.followup.models import Answer, BadAddress, Confirmation, Contact, Letter, Round
from samplan.followup.shapes import Given
from samplan.web.bounces import take_in
from samplan.web.followup_letters import climb_ladders, letter_in, message_id, send_all, send_waiting, token_of

pytestmark = pytest.mark.django_db
PAGES = ("answers", "answers_done", "answers_list", "answers_repeat", "answers_share")


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


def words(answered) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answered.content.decode())).split())


def page(contact: Contact, name: str, *more) -> str:
    return reverse(name, args=[token_of(contact.pk, contact.key), *more])


def all_pages(contact: Contact) -> list[str]:
    return [*(page(contact, n) for n in PAGES), *(page(contact, "answer_question", n) for n in range(1, 15))]


# Who sees what.


def test_no_address_shows_an_answer_of_an_open_round_to_anybody_but_its_own_body(client):
    """Each body's answers hold a word of their own; it is looked for in every page that anybody may open."""
    workspace = a_workspace()
    here = workspace.plan.partnership
    last = a_round(here, year=2023)
    rows = list(workspace.round.asked.order_by("pk"))
    for n, asked in enumerate(last.asked.order_by("pk")):
        answer_all(asked, text=f"Fjolshemlighet{n}")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    for n, asked in enumerate(rows):
        answer_all(asked, text=f"Hemlighet{n}")
    actions.reopen_round(by=SYSTEM, round_id=last.pk, reason="Prövas", due=last.due)
    assert workspace.reopened_round
    secret = re.compile(r"(?:Fjolsh|H)emlighet\d")
    for name in NAMES:
        address = reverse(f"workspace:{name}", args=arguments(name, workspace))
        for person in [*workspace.people.values(), factories.a_person("Påhittad Främling")]:
            client.force_login(person)
            assert not secret.search(client.get(address).content.decode(errors="replace")), (name, person.name)
    for asked in rows:
        client.force_login(workspace.coordinator)
        for name in ("round", "round_close", "round_results", "round_take_over", "round_prolong"):
            told = client.get(reverse(f"workspace:{name}", args=[asked.round_id]), follow=True)
            assert not secret.search(told.content.decode()), name
    client.logout()
    for n, asked in enumerate(rows):
        for address in all_pages(asked.contacts.get()):
            shown = client.get(address, follow=True).content.decode()
            assert set(secret.findall(shown)) <= {f"Hemlighet{n}", f"Fjolshemlighet{n}"}, address


def test_a_colleagues_link_shows_the_questions_it_is_for_and_no_other_answer(client):
    round_ = a_round()
    mine = contacts(round_)[0]
    for code in codes():
        answer(mine.asked, code, "", "x")
    Answer.objects.update(text="Bara vi.")
    Answer.objects.filter(question__code="contact").update(text="Kollegans fråga.")
    colleague = actions.share_questions(by=mine, contact_id=mine.pk, codes=["contact"], email="k@exempel.example")
    for address in all_pages(colleague):
        answered = client.get(address, follow=True)
        assert "Bara vi." not in words(answered), address
    assert client.get(page(colleague, "answer_question", 2)).status_code == 404
    assert "Kollegans fråga." in words(client.get(page(colleague, "answer_question", 1)))
    assert client.post(page(colleague, "answers_done")).status_code == 403
    assert client.post(page(colleague, "answers_names"), {"namn": "ja"}).status_code == 403
    assert (
        client.post(page(colleague, "answers_share"), {"fraga": "1", "epost": "x@exempel.example"}).status_code == 302
    )
    assert Contact.objects.filter(email="x@exempel.example").count() == 0


def test_the_own_way_in_leads_to_ones_own_body(client):
    workspace = a_workspace()
    contact = workspace.people["municipal_contact"]
    asked = workspace.round.asked.get(body=contact.memberships.get().body)
    other = workspace.round.asked.exclude(pk=asked.pk).first()
    client.force_login(contact)
    tasks = words(client.get(reverse("workspace:tasks")))
    assert f"Årliga frågor {workspace.round.year}: {asked.body.name}" in tasks
    assert "Era frågor" in words(client.get(reverse("workspace:rounds")))
    led = client.post(reverse("workspace:round_own_link", args=[asked.pk]))
    assert led["Location"].startswith("/svara/")
    assert asked.body.name in words(client.get(led["Location"], follow=True))
    assert client.post(reverse("workspace:round_own_link", args=[other.pk])).status_code == 403
    actions.finish_answers(by=SYSTEM, asked_id=asked.pk)
    assert f"Uppföljning {workspace.round.year}: {asked.body.name}" not in words(client.get(reverse("workspace:tasks")))


# Answering many at once.


def gap_round(**more) -> Round:
    return a_round(kind="gap", questions=[q.code for q in catalogue.kind("gap").questions], **more)


def test_all_on_one_page_without_script_and_what_cannot_be_kept_is_told_of(client):
    mine = contacts(gap_round())[0]
    assert client.get(page(mine, "answers"))["Location"] == page(mine, "answers_list")
    form = client.get(page(mine, "answers_list"))
    assert form.content.decode().count("<fieldset") == 8
    told = {"svar-1": "in_place", "version-1": "0", "svar-2": "missing", "text-2": "Gäller 811218-9876", "sida": "a"}
    refused = client.post(page(mine, "answers_list"), told)
    assert refused.status_code == 422
    assert "Det ser ut som ett personnummer" in words(refused)
    assert "Gäller 811218-9876" in refused.content.decode()
    assert [a.question.code for a in Answer.objects.all()] == ["gap-guideline"]
    told["text-2"] = "Saknas ännu."
    told["version-1"] = "1"
    assert client.post(page(mine, "answers_list"), told)["Location"] == page(mine, "answers_done")
    part = client.post(page(mine, "answers_list"), {**told, "svar-3": "partly"}, headers={"HX-Request": "true"})
    assert "Sparat" in words(part)
    assert Answer.objects.count() == 3


def test_nothing_new_for_the_rest_after_a_look(client):
    here = factories.a_partnership()
    last = a_round(here, year=2025)
    answer_all(last.asked.order_by("pk").first(), text="Fjolårets ord.")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    mine = contacts(a_round(here))[0]
    answer(mine.asked, codes()[0], "no")
    look = words(client.get(page(mine, "answers_repeat")))
    assert "de 13 frågor som är kvar" in look
    assert "Fjolårets ord." in look
    assert client.post(page(mine, "answers_repeat"))["Location"] == page(mine, "answers_done")
    assert "Ni har svarat på allt" in words(client.get(page(mine, "answers_done")))
    assert client.get(page(mine, "answers_repeat")).status_code == 302


def test_rows_of_courses_without_script(client):
    kind = catalogue.kind("courses")
    round_ = a_round(kind="courses", questions=[q.code for q in kind.questions], targets={"course-first-aid": 60})
    mine = contacts(round_)[0]
    name = "falt-occasions"
    first = {f"{name}-0-on": "2026-03-12", f"{name}-0-place": "Almby", f"{name}-0-people": "Almby kommun 12"}
    told = {"svar": "yes", "version": "0", "sida": "a", "rad": "ja", **first, f"{name}-0-instructor": ""}
    here = page(mine, "answer_question", 1)
    assert client.post(here, told)["Location"] == here
    form = client.get(here).content.decode()
    assert "Tillfälle 1" in form
    assert f'name="{name}-1-on"' in form
    assert "Ni har skrivit in 1 tillfälle, 12 deltagare." in words(client.get(here))
    second = {f"{name}-1-on": "i våras", f"{name}-1-place": "", f"{name}-1-people": "Region 3"}
    refused = client.post(here, {**told, **second, "version": "1", "nasta": "ja"})
    assert refused.status_code == 422
    assert "Tillfälle 2 behöver en dag" in words(refused)
    assert "Region 3" in refused.content.decode()
    gone = client.post(here, {**told, f"{name}-0-bort": "ja", "version": "1"})
    assert gone.status_code == 302
    assert Answer.objects.get().more == {}


def test_sending_some_questions_to_a_colleague_and_taking_them_back(client, mailoutbox):
    mine = contacts(a_round())[0]
    assert 'value="3" id="fraga-3" checked' in client.get(page(mine, "answers_share") + "?fraga=3").content.decode()
    assert client.post(page(mine, "answers_share"), {"fraga": ["3"], "epost": "ingen"}).status_code == 422
    client.post(page(mine, "answers_share"), {"fraga": ["3", "4"], "epost": "k@exempel.example"})
    send_waiting()
    (letter,) = mailoutbox
    assert letter.to == ["k@exempel.example"]
    assert f"{mine.email} ber dig att svara på några av frågorna" in letter.body
    assert "2 frågor är kvar." in letter.body
    colleague = Contact.objects.get(email="k@exempel.example")
    assert "k@exempel.example" in words(client.get(page(mine, "answers_share")))
    client.post(page(mine, "answers_share"), {"tillbaka": colleague.pk})
    assert client.get(page(colleague, "answers")).status_code == 404


# The desk.


@pytest.mark.parametrize("kind", [k.code for k in catalogue.kinds()])
def test_a_coordinator_opens_a_round_of_each_kind(client, kind):
    workspace = a_workspace()
    here = workspace.plan.partnership
    client.force_login(workspace.coordinator)
    address = reverse("workspace:round_open", args=[here.pk])
    form = client.get(address, {"slag": kind, "plan": workspace.plan.pk})
    assert form.status_code == 200
    bodies = [int(pk) for pk in re.findall(r'name="organisation" value="(\d+)"', form.content.decode())]
    assert bodies
    told = {"slag": kind, "plan": workspace.plan.pk, "year": "2032", "due": "2032-12-01", "organisation": bodies}
    told |= {f"epost-{pk}": f"b{pk}@exempel.example" for pk in bodies}
    told |= {"fraga": [q.code for q in catalogue.kind(kind).questions], "chef_epost": "chef@exempel.example"}
    told |= {"gemensam": str(bodies[0]), "gemensam_epost": "lan@exempel.example", "mal-course-sip": "60"}
    assert client.post(address, told).status_code == 302, words(client.post(address, told))
    round_ = Round.objects.get(kind=kind, year=2032)
    assert round_.asked.filter(joint=True).count() == (kind == "gap")
    assert client.get(reverse("workspace:round", args=[round_.pk])).status_code == 200


def test_the_desk_opens_again_prolongs_and_shows_what_was(client):
    workspace = a_workspace()
    closed = workspace.closed_round
    client.force_login(workspace.coordinator)
    again = reverse("workspace:round_reopen", args=[closed.pk])
    assert client.post(again, {"reason": "", "due": "2032-01-01"}).status_code == 422
    assert client.post(again, {"reason": "Fel siffra", "due": "2032-01-01"}).status_code == 302
    board = words(client.get(reverse("workspace:round", args=[closed.pk])))
    assert "Fel siffra" in board
    assert "Svaren som de var" in words(client.get(reverse("workspace:round_closing", args=[closed.pk, 1])))
    assert client.get(reverse("workspace:round_closing", args=[closed.pk, 2])).status_code == 404
    later = reverse("workspace:round_prolong", args=[closed.pk])
    assert client.post(later, {"due": "2031-01-01"}).status_code == 422
    assert client.post(later, {"due": "2032-02-01"}).status_code == 302


def test_the_register_asks_and_a_contact_person_answers(client, mailoutbox):
    workspace = a_workspace()
    here = workspace.plan.partnership
    client.force_login(workspace.coordinator)
    register = reverse("workspace:register", args=[here.pk])
    assert "Inte på ett år" in words(client.get(register))
    client.post(register)
    send_waiting()
    row = Confirmation.objects.filter(membership__role=Role.MUNICIPAL_CONTACT).get()
    letter = next(m for m in mailoutbox if m.to == [row.membership.person.email])
    address = reverse("confirm_contact", args=[row.key])
    assert address in letter.body
    assert letter.alternatives[0][1] == "text/html"
    client.logout()
    assert "Är du fortfarande kontaktperson" in words(client.get(address))
    assert client.post(address, {"svar": "kanske"}).status_code == 422
    client.post(address, {"svar": "no", "text": "Socialchefen."})
    assert "samordnaren har fått veta" in words(client.get(address))
    client.force_login(workspace.coordinator)
    assert "Socialchefen." in words(client.get(register))
    assert client.get(reverse("confirm_contact", args=["x" * 24])).status_code == 404


def test_new_pages_cost_the_same_with_3_and_with_17_bodies(client):
    costs = []
    for code, municipalities in (("97", 3), ("96", 17)):
        here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities=municipalities))
        for body in Body.objects.filter(county=here.county, kind="municipality"):
            factories.a_person(partnership=here, role=Role.MUNICIPAL_CONTACT, body=body)
        last = gap_round(partnership=here, year=2025)
        given = {a.pk: {"gap-means": Given("partly", "I fjol.", last.due)} for a in last.asked.all()}
        actions.enter_answers(by=SYSTEM, round_id=last.pk, given=given, at=last.opened_at)
        actions.close_round(by=SYSTEM, round_id=last.pk)
        round_ = gap_round(partnership=here)
        actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
        mine = contacts(round_)[0]
        actions.share_questions(by=mine, contact_id=mine.pk, codes=["gap-means"], email="k@exempel.example")
        client.force_login(factories.a_person(role="coordinator", partnership=here))
        client.get(reverse("workspace:rounds"))
        asked = [round_.pk, mine.asked_id]
        addresses = [
            *(reverse(f"workspace:{n}", args=[round_.pk]) for n in ("round", "round_close", "round_prolong")),
            reverse("workspace:register", args=[here.pk]),
            reverse("workspace:round_asked", args=asked),
            reverse("workspace:round_open", args=[here.pk]) + "?slag=gap",
            *(page(mine, n) for n in ("answers_list", "answers_share", "answers_repeat", "answers_done")),
        ]
        told = []
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200, address
            told.append(len(caught))
        costs.append(told)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15, costs[0]


# Letters.


def test_each_sort_of_letter_in_both_languages(mailoutbox):
    here = factories.a_partnership()
    round_ = a_round(here, head=(None, "chef@exempel.example"))
    Contact.objects.filter(email="kommun1@exempel.example").update(language="en")
    mine = contacts(round_)[0]
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask", today=round_.due.replace(year=round_.due.year - 1))
    send_waiting()
    actions.climb_ladder(by=SYSTEM, round_id=round_.pk, today=round_.due.replace(year=round_.due.year + 1))
    actions.climb_ladder(by=SYSTEM, round_id=round_.pk, today=round_.due.replace(year=round_.due.year + 1))
    send_waiting()
    heads = [m for m in mailoutbox if m.to == ["chef@exempel.example"]]
    assert len(heads) == 3
    assert "/svara/" not in heads[0].body
    assert "/svara/" not in heads[0].alternatives[0][0]
    assert "kommun" in heads[0].body
    actions.finish_answers(by=mine, asked_id=mine.asked_id)
    send_waiting()
    thanks = mailoutbox[-1]
    assert thanks.subject.startswith("Thank you for the answers")
    assert "/en/svara/" in thanks.body


def test_what_comes_back_is_known_by_the_letters_own_mark(mailoutbox):
    from tests.followup.test_asking import dsn

    round_ = a_round()
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    send_waiting()
    letter = Letter.objects.order_by("pk").first()
    mark = mailoutbox[0].extra_headers["Message-ID"]
    assert letter_in(mark) == letter.pk
    assert message_from_string(mailoutbox[0].message().as_string())["Message-ID"] == mark
    assert letter_in(message_id(letter.pk).replace(".1", ".2", 1)) is None or letter.pk != 1
    assert letter_in("<samplan.1.forged@localhost>") is None
    told = take_in([dsn(to="forwarded@exempel.example", mark=mark), b"no mail", dsn(action="delayed")])
    assert (told.mails, told.bad) == (3, 1)
    assert BadAddress.objects.get().email == letter.contact.email
    assert mail.outbox


def test_the_timer_climbs_all_ladders(mailoutbox):
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    round_ = a_round(due=today + timedelta(days=1))
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask", today=today - timedelta(days=20))
    send_waiting()
    assert len(send_all().done) == 3
    assert climb_ladders() == 0
    assert len(mailoutbox) == 6


def test_what_was_filled_in_beside_stands_in_the_results_and_in_the_table(client):
    workspace = a_workspace()
    told = {"kind": "courses", "questions": ["course-first-aid"], "targets": {"course-first-aid": 60}}
    mine = contacts(a_round(workspace.plan.partnership, **told))[0]
    rows = [{"on": "2026-03-12", "place": "Almby", "people": "Almby kommun 12"}]
    answer(mine.asked, "course-first-aid", "yes", more={"occasions": rows})
    actions.close_round(by=SYSTEM, round_id=mine.asked.round_id)
    client.force_login(workspace.coordinator)
    shown = words(client.get(reverse("workspace:round_results", args=[mine.asked.round_id])))
    assert "12 deltagare. Länets mål för året: 60." in shown
    assert "2026-03-12 · Almby · Almby kommun 12" in shown
    table = client.get(reverse("workspace:round_file", args=[mine.asked.round_id, "csv"])).content.decode()
    assert "Tillfällen: 2026-03-12 · Almby · Almby kommun 12" in table


@pytest.mark.parametrize("helps", ["", "Blir underlag till nästa år."])
def test_each_field_for_free_words_says_what_must_not_stand_there(helps):
    """Obstacles, what went well, what is needed: told to who sees it and to who hears it."""
    shown = SimpleNamespace(label=Sentences(sv="Hinder", en="Obstacles"), help=Sentences(sv=helps, en=helps))
    told = render_to_string("web/answer_field.html", {"f": {"kind": "text", "name": "falt", "field": shown}})
    described = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', told)
    assert described
    texts = [re.search(rf'id="{one}"[^>]*>([^<]*)<', told) for one in described[1].split()]
    assert [text[1] for text in texts if text] == [*filter(None, [helps]), "Inga namn och inget enskilt fall."]
