"""The letter about what waits: to whom, how often, in which words, at most once, and the way out of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.mail import MailServer, serving
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors import actions
from samplan.actors.models import DigestLetter, Person
from samplan.actors.shapes import SYSTEM
from samplan.web.digest import letter_for, period_of, send_due
from samplan.web.mailing import stop_token
from samplan.web.workspace.tasks import lacks_of, tasks_of

ROOT = Path(__file__).resolve().parents[2]
MONDAY, TUESDAY, NEXT = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 9)
BUILD = """
import django
django.setup()
from samplan.cli.tables import lay_tables
lay_tables()
from tests import worlds
from samplan.web.digest import letter_for
from django.utils import timezone
world = worlds.goal_table_world()
print(sum(letter_for(p, timezone.localdate()) is not None for p in world.people.values()))
"""


@pytest.fixture
def workspace(db) -> Workspace:
    return a_workspace()


@pytest.fixture
def owner(workspace) -> Person:
    """The area owner alone gets letters."""
    found = workspace.people["area_owner"]
    Person.objects.exclude(pk=found.pk).update(digest="off")
    return found


def stop_address(person: Person) -> str:
    return reverse("digest_stop", args=[stop_token(person)])


def test_a_period_is_a_week_or_a_day():
    assert period_of("weekly", date(2026, 12, 31)) == "2026-W53"
    assert period_of("weekly", date(2027, 1, 3)) == "2026-W53"
    assert period_of("weekly", date(2027, 1, 4)) == "2027-W01"
    assert period_of("daily", date(2027, 1, 4)) == "2027-01-04"


def test_weekly_unless_one_chooses_and_never_twice(owner, mailoutbox):
    assert owner.digest == "weekly"
    assert [len(send_due(today=day).done) for day in (MONDAY, MONDAY, TUESDAY, NEXT)] == [1, 0, 0, 1]
    actions.choose_digest(by=owner, digest="daily")
    assert [len(send_due(today=day).done) for day in (NEXT, NEXT, date(2026, 3, 10))] == [1, 0, 1]
    actions.choose_digest(by=owner, digest="off")
    assert send_due(today=date(2026, 4, 1)).done == []
    assert len(mailoutbox) == 4
    assert {m.to[0] for m in mailoutbox} == {owner.email}
    assert all(letter.sent_at for letter in DigestLetter.objects.all())


def test_nothing_when_nothing_waits_and_no_claim(workspace, mailoutbox):
    reader = workspace.people["reader"]
    assert (tasks_of(reader), lacks_of(reader)) == ([], [])
    Person.objects.exclude(pk=reader.pk).update(digest="off")
    assert send_due(today=MONDAY).done == []
    assert mailoutbox == []
    assert not DigestLetter.objects.exists()


def test_whoever_is_switched_off_or_has_lost_the_role_gets_none(workspace, owner):
    owner.memberships.update(valid_to=date(2020, 1, 1))
    assert letter_for(owner, MONDAY) is None
    owner.memberships.update(valid_to=None)
    owner.is_active = False
    owner.save()
    assert send_due(today=MONDAY).done == []


def test_the_letter_says_what_by_titles_and_never_the_words_of_items(workspace, owner):
    letter = letter_for(owner, MONDAY)
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    for body in (letter.body, unescape(html)):
        assert "1.1 Suicidprevention (3)" in body.replace('<strong lang="sv">', "").replace("</strong>", "")
        assert "2025-12-31" in body
        assert "Tiden har gått ut. Skriv hur det gick." in body
        assert "http://localhost:8000/arbetsrum/mina-uppgifter/" in body
        assert "Påhittad utbildning" not in body
        assert "Sluta få brev" in body
    assert "saker väntar på dig i Samplan" in letter.subject
    assert letter.extra_headers["List-Unsubscribe"] == f"<http://localhost:8000{stop_address(owner)}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_in_english_for_those_who_chose_it(owner):
    owner.language = "en"
    letter = letter_for(owner, MONDAY)
    assert "things wait for you in Samplan" in letter.subject
    assert "Its time has passed. Write how it went." in letter.body
    assert "http://localhost:8000/en/arbetsrum/mina-uppgifter/" in letter.body
    assert 'lang="en"' in letter.alternatives[0][0]


def test_each_gets_only_their_own(workspace, mailoutbox):
    send_due(today=MONDAY)
    told = {m.to[0]: m.body for m in mailoutbox}
    assert "Påhittad Läsare" in told[workspace.people["administrator"].email]
    assert "Bjöds in" not in told[workspace.coordinator.email]
    for nobody in ("reader", "nobody", "stranger", "analyst"):
        assert workspace.people[nobody].email not in told


def test_a_mail_program_ends_it_by_one_post_without_signing_in(owner):
    client = Client(enforce_csrf_checks=True)
    address = stop_address(owner)
    page = client.get(address)
    assert "Sluta få brev" in unescape(page.content.decode())
    assert Person.objects.get(pk=owner.pk).digest == "weekly"
    assert owner.email not in page.content.decode()
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Du får inga fler brev" in unescape(answer.content.decode())
    assert Person.objects.get(pk=owner.pk).digest == "off"
    assert client.post(address).status_code == 200
    assert send_due(today=MONDAY).done == []


@pytest.mark.parametrize("token", ["1", "abc:def:ghi", "cut"])
def test_a_link_that_is_not_ours_changes_nothing_and_says_so(owner, client, token):
    address = reverse("digest_stop", args=[stop_token(owner)[:-2] if token == "cut" else token])
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 404
        assert "Länken är inte hel. Inget har ändrats." in unescape(answer.content.decode())
    assert Person.objects.get(pk=owner.pk).digest == "weekly"


def test_one_chooses_on_ones_own_page(client, owner):
    client.force_login(owner)
    told = {"name": owner.name, "language": "sv", "digest": "daily"}
    assert client.post(reverse("workspace:own_page"), told).status_code == 302
    assert Person.objects.get(pk=owner.pk).digest == "daily"
    assert client.post(reverse("workspace:own_page"), {**told, "digest": "hourly"}).status_code == 422
    assert Person.objects.get(pk=owner.pk).digest == "daily"


def test_a_claim_is_taken_once(owner):
    assert actions.claim_digest(by=SYSTEM, person=owner, period="2026-W10") is not None
    assert actions.claim_digest(by=SYSTEM, person=owner, period="2026-W10") is None


def environment(folder: Path, server: MailServer | None, port: int = 0) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMPLAN_", "DATABASE_URL"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "samplan.config.settings",
        "SAMPLAN_VAR": str(folder),
        "SAMPLAN_SMTP_HOST": "127.0.0.1",
        "SAMPLAN_SMTP_PORT": str(server.port if server else port),
        "SAMPLAN_SMTP_TLS": "no",
        "SAMPLAN_MAIL_FROM": "Samplan <samplan@region.example>",
    }


def digest(folder: Path, server: MailServer | None, port: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "samplan", "digest"]
    return subprocess.Popen(command, env=environment(folder, server, port), cwd=ROOT, text=True, stderr=subprocess.PIPE)


@pytest.mark.sqlite_only
def test_killed_in_the_middle_nobody_gets_two_letters(tmp_path):
    """The mail server has a letter and has not said so when the process is killed; the next run leaves it alone."""
    with serving(falls_silent=True) as server:
        built = subprocess.run(
            [sys.executable, "-c", BUILD], env=environment(tmp_path, server), cwd=ROOT, capture_output=True, text=True
        )
        assert built.returncode == 0, built.stderr
        due = int(built.stdout)
        assert due >= 3
        killed = digest(tmp_path, server)
        assert server.got.wait(120)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        first = [m["To"] for m in server.read()]
        closed = server.port
    assert len(first) == 1
    stopped = digest(tmp_path, None, closed)
    _, said = stopped.communicate()
    assert (stopped.returncode, "The mail server does not answer. No letter was sent." in said) == (2, True)
    with serving() as server:
        for _n in range(2):
            run = digest(tmp_path, server)
            _, said = run.communicate()
            assert run.returncode == 0, said
        letters = server.read()
    rest = [m["To"] for m in letters]
    assert len(rest) == len(set(rest)) == due - 1
    assert first[0] not in rest
    one = letters[0]
    assert one["From"] == "Samplan <samplan@region.example>"
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one["List-Unsubscribe"].strip().startswith("<http://localhost:8000/brev/")
    assert {part.get_content_type() for part in one.iter_parts()} == {"text/plain", "text/html"}
    assert "det här väntar på dig" in one.get_body(("plain",)).get_content()


def test_an_address_that_is_refused_stops_nobody_else(workspace, settings):
    refused = workspace.coordinator.email
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with serving(refuses=refused.encode()) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        sent = send_due(today=MONDAY)
        assert sent.failed == [workspace.coordinator.pk]
        assert len(sent.done) == len(server.letters) >= 2
        assert send_due(today=MONDAY).done == []
