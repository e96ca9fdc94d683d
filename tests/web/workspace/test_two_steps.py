"""Sign-in in two steps: each person's own choice, with codes on paper for the day the phone is lost."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from tests import factories


@pytest.fixture
def person(db):
    return factories.a_person(email="tvasteg@exempel.se", password=factories.PASSWORD)


def sign_in(client):
    address = {"login": "tvasteg@exempel.se", "password": factories.PASSWORD}
    return client.post(reverse("account_login"), address)


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def say_who(client) -> None:
    """The password once more, as the page asks for before anything of the sign-in is changed."""
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": factories.PASSWORD})


def turned_on(client) -> list[str]:
    """Turn it on as a person does; gives the codes for the day the phone is lost."""
    say_who(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<strong class="sp-url">(\w+)</strong>', page)
    assert secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret.group(1))}, follow=True)
    return re.findall(r"<li>(\d{8})</li>", answer.content.decode())


def test_nobody_has_to(client, person):
    """Without it, the password is enough, and the page says how it is turned on."""
    assert sign_in(client)["Location"] == reverse("workspace:tasks")
    body = client.get(reverse("mfa_index")).content.decode()
    assert "Frivilligt." in body
    assert "Inloggning i två steg" in client.get(reverse("workspace:start")).content.decode()


def test_a_wrong_code_turns_nothing_on(client, person):
    """The field says so."""
    sign_in(client)
    say_who(client)
    client.get(reverse("mfa_activate_totp"))
    body = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert 'aria-invalid="true"' in body
    assert not Authenticator.objects.exists()


def test_the_second_step_and_the_lost_phone(client, person):
    """The password alone leads to the second step; a code from paper opens, once."""
    sign_in(client)
    codes = turned_on(client)
    assert len(codes) == 10
    client.post(reverse("account_logout"))
    for expected, code in ((302, codes[0]), (200, codes[0]), (302, codes[1])):
        assert sign_in(client)["Location"].startswith(reverse("mfa_authenticate"))
        assert client.get(reverse("workspace:start")).status_code == 302
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected
        assert (client.get(reverse("workspace:start")).status_code == 200) == (expected == 302)
        client.post(reverse("account_logout"))
        client.cookies.clear()


def test_turned_off_again(client, person):
    """And the codes on paper go with it."""
    sign_in(client)
    turned_on(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_every_page_stands_in_our_shell_in_both_languages(client, person):
    """No page of the library's own look is left."""
    sign_in(client)
    turned_on(client)
    names = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
    addresses = [reverse(name) for name in [*names, "account_reauthenticate", "mfa_reauthenticate"]]
    for address in addresses:
        for start in ("", "/en"):
            body = client.get(f"{start}{address}").content.decode()
            assert 'class="sp-signin"' in body, address
