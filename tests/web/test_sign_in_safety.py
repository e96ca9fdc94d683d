"""Signing in behind a web server, secrets at rest, letters by a real mail server, and addresses that lead nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.urls import reverse
from tests import factories
from tests.web.mail import MailServer, serving

from samplan.web import sealed


@pytest.fixture(autouse=True)
def _no_attempts_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ten_for_an_address(settings) -> None:
    """A limit that a test comes to sooner."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,10/15m/ip"}


def try_in_vain(client, number: int, prefix: str = "", **headers: str):
    """One wrong password; another number is another account."""
    form = {"login": f"ingen{number}@exempel.se", "password": "fel lösenfras helt"}
    return client.post(prefix + reverse("account_login"), form, **headers)


def refused(answer) -> bool:
    return answer.status_code == 429


@pytest.mark.django_db
def test_attempts_are_counted_for_each_who_asks_behind_the_proxy(client, settings, ten_for_an_address):
    settings.PROXY = "10.1.1.1"
    behind = {"REMOTE_ADDR": "10.1.1.1"}
    for number in range(10):
        assert not refused(try_in_vain(client, number, HTTP_X_FORWARDED_FOR=f"8.8.8.8, 192.0.2.{number}", **behind))
    answers = [try_in_vain(client, 20 + n, HTTP_X_FORWARDED_FOR="192.0.2.77", **behind) for n in range(11)]
    assert not any(refused(answer) for answer in answers[:10])
    assert refused(answers[10])
    assert not refused(try_in_vain(client, 50, HTTP_X_FORWARDED_FOR="192.0.2.78", **behind))


@pytest.mark.django_db
def test_who_does_not_come_by_the_proxy_is_not_believed(client, settings, ten_for_an_address):
    settings.PROXY = "10.1.1.1"
    for number in range(10):
        try_in_vain(client, number, REMOTE_ADDR="192.0.2.99", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert refused(try_in_vain(client, 10, REMOTE_ADDR="192.0.2.99", HTTP_X_FORWARDED_FOR="192.0.2.10"))


@pytest.mark.django_db
def test_wrong_passwords_for_many_accounts_do_not_shut_an_office_out(client):
    person = factories.a_person(password=factories.PASSWORD)
    for number in range(20):
        assert not refused(try_in_vain(client, number))
    form = {"login": person.email, "password": factories.PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302


@pytest.mark.django_db
def test_an_account_is_shut_for_a_while_and_the_page_says_how_long(client):
    for _ in range(5):
        assert not refused(try_in_vain(client, 1))
    for prefix, words in (("", "Vänta 5 minuter och försök igen."), ("/en", "Wait 5 minutes and try again.")):
        answer = try_in_vain(client, 1, prefix)
        assert refused(answer)
        assert words in answer.content.decode()
        assert 240 < int(answer["Retry-After"]) <= 300
    assert not refused(try_in_vain(client, 2))


@pytest.mark.django_db
def test_tries_at_an_account_that_is_shut_leave_the_others_of_the_address_alone(client, ten_for_an_address):
    for _ in range(12):
        try_in_vain(client, 1)
    assert not refused(try_in_vain(client, 2))


@pytest.mark.django_db
def test_wrong_codes_of_the_second_step_are_few_too(client):
    person = factories.a_person(password=factories.PASSWORD)
    TOTP.activate(person, generate_totp_secret())
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(6)]
    assert [refused(answer) for answer in answers] == [False] * 5 + [True]
    assert "Vänta 15 minuter" in answers[5].content.decode()


@pytest.mark.parametrize("address", ["email/", "confirm-email/", "confirm-email/abc:def/", "login/code/confirm/"])
@pytest.mark.parametrize("prefix", ["/konto/", "/en/konto/"])
@pytest.mark.django_db
def test_what_allauth_has_and_the_house_does_not_use_leads_nowhere(client, prefix, address):
    client.force_login(factories.a_person())
    answer = client.get(prefix + address)
    assert answer.status_code == 404
    assert 'class="sp-' in answer.content.decode()
    assert client.post(prefix + address, {"email": "ny@exempel.se", "action_add": ""}).status_code == 404


@pytest.mark.django_db
def test_the_secret_of_two_steps_is_not_readable_in_the_database(settings):
    person, secret = factories.a_person(), generate_totp_secret()
    TOTP.activate(person, secret)
    row = Authenticator.objects.get(user=person)
    assert secret not in str(row.data)
    assert row.data["secret"].startswith(sealed.MARK)
    assert get_adapter().decrypt(row.data["secret"]) == secret
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en annan nyckel som är lång nog för att duga i drift 0123456789"
    assert get_adapter().decrypt(row.data["secret"]) == secret
    settings.SECRET_KEY_FALLBACKS = []
    assert get_adapter().decrypt(row.data["secret"]) == ""


def test_a_secret_from_before_is_still_read():
    assert sealed.unseal("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"
    assert sealed.seal("samma") != sealed.seal("samma")


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with serving() as server:
        yield server


SEND = """
import django
django.setup()
from django.core.mail import send_mail
send_mail("Välj nytt lösenord", "Följ länken. Påhittat brev med å, ä och ö.", None, ["anna@exempel.se"])
"""


def run(**more: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: settings are read from the environment once, when it starts."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAMPLAN_SMTP")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "samplan.config.settings", **more}
    return subprocess.run([sys.executable, "-c", SEND], env=environment, capture_output=True, text=True, check=False)


def test_letters_go_by_the_named_mail_server(mail_server):
    done = run(
        SAMPLAN_SMTP_HOST="127.0.0.1",
        SAMPLAN_SMTP_PORT=str(mail_server.server_address[1]),
        SAMPLAN_SMTP_TLS="no",
        SAMPLAN_SMTP_USER="samplan",
        SAMPLAN_SMTP_PASSWORD="hemligt",
        SAMPLAN_MAIL_FROM="Samplan <samplan@region.example>",
    )
    assert done.returncode == 0, done.stderr
    (letter,) = mail_server.read()
    assert letter["From"] == "Samplan <samplan@region.example>"
    assert letter["Subject"] == "Välj nytt lösenord"
    assert "Påhittat brev med å, ä och ö." in letter.get_content()
    assert mail_server.signed_in


def test_without_a_mail_server_letters_are_written_in_the_log():
    done = run()
    assert done.returncode == 0, done.stderr
    assert "From: samplan@localhost" in done.stdout


def test_a_misspelt_way_to_encrypt_is_refused_at_start():
    done = run(SAMPLAN_SMTP_HOST="127.0.0.1", SAMPLAN_SMTP_TLS="yes")
    assert done.returncode != 0
    assert "SAMPLAN_SMTP_TLS is starttls (port 587), tls (port 465) or no." in done.stderr
