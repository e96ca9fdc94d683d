"""Signing in through the organisation's own OpenID Connect provider: a real one, on loopback."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.urls import reverse
from tests import factories
from tests.web import openid

from samplan.actors.models import AuditEvent, Person

pytestmark = pytest.mark.django_db
ADDRESS = "anna@exempel.example"
VERIFIED = {"email": ADDRESS, "email_verified": True, "name": "Anna Annorlunda"}


@pytest.fixture
def provider(settings):
    """A provider at which Anna is signed in, and Samplan configured for it."""
    with openid.running(claims=dict(VERIFIED)) as running:
        app = {
            "provider_id": "single_sign_on",
            "name": "Region Exempel",
            "client_id": openid.CLIENT,
            "secret": openid.SECRET,
            "settings": {"server_url": running.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"single_sign_on": {"APPS": [app]}}
        yield running


@pytest.fixture
def anna():
    """Somebody who is laid up, with a password."""
    return factories.a_person("Anna Exempelsson", email=ADDRESS, password=factories.PASSWORD)


def go(client, **more):
    """Press the button, go to the provider and come back: what Samplan answers."""
    begun = client.post(reverse("single_sign_on_login"), more)
    assert begun.status_code == 302
    at_provider = requests.get(begun["Location"], allow_redirects=False, timeout=5)
    assert at_provider.status_code == 302, at_provider.text
    back = urlsplit(at_provider.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def is_in(client) -> bool:
    """Whether somebody is signed in."""
    return "_auth_user_id" in client.session


def test_somebody_who_is_laid_up_comes_in_by_a_verified_address_and_is_known_by_subject_then(client, provider, anna):
    page = client.get(reverse("account_login")).content.decode()
    assert "Logga in med Region Exempel" in page
    answer = go(client)
    assert answer["Location"] == reverse("workspace:tasks")
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert AuditEvent.objects.filter(verb="tie_sign_in", person=anna).count() == 1
    client.logout()
    provider.claims = {"email": "anna.ny@exempel.example", "email_verified": False}
    go(client)
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    anna.refresh_from_db()
    assert (anna.name, anna.email) == ("Anna Exempelsson", ADDRESS)
    assert anna.check_password(factories.PASSWORD)


@pytest.mark.parametrize("written", ["Anna@Exempel.EXAMPLE", ADDRESS])
def test_an_address_is_the_same_whatever_its_case_and_may_come_by_userinfo(written, client, provider, anna):
    provider.claims["email"] = written
    provider.wrong = "userinfo alone"
    go(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        "nonce",
        "no nonce",
        "audience",
        "two audiences",
        "issuer",
        "expired",
        "signature",
        "unsigned",
        "shared secret",
        "unknown key",
        "no id_token",
        "userinfo of another",
    ],
)
def test_an_answer_that_does_not_hold_lets_nobody_in(wrong, client, provider, anna):
    provider.wrong = wrong
    answer = go(client)
    assert answer.status_code == 403
    assert "gick inte att lita på" in answer.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_speaks_for_another_issuer_is_not_asked(client, provider, anna):
    provider.wrong = "discovery"
    answer = client.post(reverse("single_sign_on_login"))
    assert answer.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": ADDRESS, "email_verified": False},
        {"email": ADDRESS},
        {"email": ADDRESS, "email_verified": "true"},
        {"email": "okand@exempel.example", "email_verified": True},
    ],
)
def test_an_address_that_is_not_verified_or_not_laid_up_lets_nobody_in_and_makes_nobody(claims, client, provider, anna):
    provider.claims = claims
    answer = go(client)
    assert answer.status_code == 403
    assert "bjuda in dig" in answer.content.decode()
    assert not is_in(client)
    assert set(Person.objects.all()) == {anna}


def test_somebody_switched_off_stays_outside_the_first_time_and_the_next(client, provider, anna):
    go(client)
    assert is_in(client)
    client.logout()
    for tied in (True, False):
        if not tied:
            SocialAccount.objects.all().delete()
        Person.objects.update(is_active=False)
        go(client)
        assert not is_in(client), tied


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(client, provider, anna):
    begun = client.post(reverse("single_sign_on_login"))
    back = urlsplit(requests.get(begun["Location"], allow_redirects=False, timeout=5).headers["Location"])
    stranger = type(client)()
    assert stranger.get(f"{back.path}?{back.query}").status_code == 403
    assert "_auth_user_id" not in stranger.session
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    client.logout()
    assert client.get(f"{back.path}?{back.query}").status_code == 403


def test_what_is_asked_of_the_provider_cannot_be_changed_by_an_address(client, provider, anna):
    at = reverse("single_sign_on_login")
    begun = client.post(f"{at}?auth_params=prompt%3Dnone%26nonce%3Dx&scope=admin&process=connect")
    asked = parse_qs(urlsplit(begun["Location"]).query)
    assert "prompt" not in asked
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) == 43
    assert client.get(at)["Location"] == reverse("account_login")


@pytest.mark.parametrize(
    ("wanted", "where"),
    [("/arbetsrum/las-in/", "/arbetsrum/las-in/"), ("https://somebody.example/", "/arbetsrum/mina-uppgifter/")],
)
def test_one_is_taken_where_one_was_going_and_never_elsewhere(wanted, where, client, provider, anna):
    assert go(client, next=wanted)["Location"] == where


def test_a_provider_that_is_down_is_told_in_a_sentence(client, provider, settings, anna):
    settings.SOCIALACCOUNT_PROVIDERS["single_sign_on"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.post(reverse("single_sign_on_login"))
    assert answer.status_code == 403
    assert "Försök igen" in answer.content.decode()


def test_without_a_provider_there_is_no_such_way(client):
    assert client.post(reverse("single_sign_on_login")).status_code == 404
    assert client.get(reverse("single_sign_on_callback")).status_code == 404
    assert "Logga in med" not in client.get(reverse("account_login")).content.decode()
