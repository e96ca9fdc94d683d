"""Signing in through a provider that is not ours: django-oauth-toolkit, in a process of its own, on loopback.

What a provider that keeps to the rules does, and what it lets somebody try. The faults that it would not make are made
by the small provider of our own (test_single_sign_on.py).
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse
from tests import factories
from tests.web import toolkit_provider as other

PROGRAM = Path(other.__file__)
pytestmark = pytest.mark.django_db


def new_key() -> str:
    """A private key, as the provider keeps it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(*form).decode()


class Provider:
    """The process: started, stopped, started again with another key or other settings, at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.process = folder, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self.port}/o"
        (folder / "key.pem").write_text(new_key())

    def start(self, **more: object) -> None:
        """Serve, with settings of the toolkit's own."""
        (self.folder / "more.json").write_text(json.dumps(more))
        command = [sys.executable, PROGRAM.name, str(self.folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=PROGRAM.parent, env={"PATH": ""})
        for _try in range(600):
            try:
                requests.get(f"{self.issuer}/.well-known/openid-configuration", timeout=5)
            except requests.ConnectionError:
                assert self.process.poll() is None, "the provider has ended"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the provider does not answer")

    def stop(self) -> None:
        """End the process."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None

    def turn_keys(self, *, keep_old: bool = True) -> None:
        """Sign with a new key from now on; the old one is still published, or forgotten."""
        self.stop()
        key = self.folder / "key.pem"
        if keep_old:
            (self.folder / "old-1.pem").write_text(key.read_text())
        key.write_text(new_key())
        self.start()


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("provider"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def provider(running, settings) -> Provider:
    """The provider, and Samplan configured for it as SAMPLAN_OIDC_… does."""
    app = {"provider_id": "single_sign_on", "name": "Region Exempel", "client_id": "samplan"}
    app |= {"secret": other.CLIENTS["samplan"], "settings": {"server_url": running.issuer}}
    settings.SOCIALACCOUNT_PROVIDERS = {"single_sign_on": {"APPS": [app]}}
    return running


@pytest.fixture
def anna():
    """Somebody who is laid up in Samplan with the address that the provider knows."""
    return factories.a_person("Anna Exempelsson", email=other.ADDRESS)


def signed_in_there(provider: Provider) -> requests.Session:
    """Anna's browser, signed in at the provider by its own form."""
    browser = requests.Session()
    at = f"http://127.0.0.1:{provider.port}/in/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(at, timeout=10).text)[1]
    told = {"username": other.PERSON, "password": other.PASSWORD, "csrfmiddlewaretoken": token}
    answer = browser.post(at, told, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return browser


def with_query(address: str, **changed: str | None) -> str:
    """An address with something else asked for; None leaves it out."""
    parts = urlsplit(address)
    asked = {**dict(parse_qsl(parts.query)), **changed}
    return urlunsplit(parts._replace(query=urlencode({k: v for k, v in asked.items() if v is not None})))


def go(client, provider, ask: Callable[[str], str] = str, back: Callable[[str], str] = str):
    """Press the button, go to the provider and come back. ask, back: what is done to the addresses on the way."""
    begun = client.post(reverse("single_sign_on_login"))
    assert begun.status_code == 302
    told = signed_in_there(provider).get(ask(begun["Location"]), allow_redirects=False, timeout=10)
    assert told.status_code == 302, told.text
    where = urlsplit(back(urljoin(begun["Location"], told.headers["Location"])))
    return client.get(f"{where.path}?{where.query}")


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_discovery_code_flow_with_pkce_and_keys(client, provider, anna):
    """The whole way, and who came in is known by subject the next time."""
    told = requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=10).json()
    assert told["issuer"] == provider.issuer
    asked = parse_qs(urlsplit(client.post(reverse("single_sign_on_login"))["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert go(client, provider)["Location"] == reverse("workspace:tasks")
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.get().user == anna
    client.logout()
    go(client, provider)
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.count() == 1


def test_a_key_that_is_turned_is_fetched_and_the_next_sign_in_works(client, provider, anna):
    go(client, provider)
    client.logout()
    for keep_old in (True, False):
        provider.turn_keys(keep_old=keep_old)
        go(client, provider)
        assert is_in(client), keep_old
        client.logout()


@pytest.mark.parametrize("nonce", ["another", None])
def test_a_token_for_another_sign_in_lets_nobody_in(client, provider, anna, nonce):
    answer = go(client, provider, ask=lambda at: with_query(at, nonce=nonce))
    assert answer.status_code == 403
    assert not is_in(client)


def test_a_code_without_proof_is_not_given_out(client, provider, anna):
    """The provider wants PKCE, and says so; Samplan lets nobody in on that."""
    answer = go(client, provider, ask=lambda at: with_query(at, code_challenge=None, code_challenge_method=None))
    assert not is_in(client)
    assert answer.status_code == 403


def test_a_code_of_another_client_or_another_browser_is_refused_by_the_provider(client, provider, anna):
    """Somebody puts a code of theirs in the address that leads back: it is not for us, or not for this sign-in."""
    codes = {}
    for name in ("another", "samplan"):
        stranger = type(client)()
        at = with_query(stranger.post(reverse("single_sign_on_login"))["Location"], client_id=name)
        told = signed_in_there(provider).get(at, allow_redirects=False, timeout=10)
        codes[name] = parse_qs(urlsplit(told.headers["Location"]).query)["code"][0]
    for name, code in codes.items():
        answer = go(client, provider, back=lambda at, code=code: with_query(at, code=code))
        assert answer.status_code == 403, name
        assert not is_in(client), name


@pytest.fixture
def otherwise(provider) -> Iterator[Callable[..., None]]:
    """Start the provider with other settings; as before afterwards."""

    def start(**more: object) -> None:
        provider.stop()
        provider.start(**more)

    yield start
    start()


def test_a_token_that_is_old_when_it_comes_lets_nobody_in(client, provider, anna, otherwise):
    otherwise(ID_TOKEN_EXPIRE_SECONDS=-3600)
    assert go(client, provider).status_code == 403
    assert not is_in(client)


def test_a_provider_that_calls_itself_something_else_is_not_asked(client, provider, anna, otherwise):
    otherwise(OIDC_ISS_ENDPOINT=f"http://127.0.0.1:{provider.port}/somebody")
    assert client.post(reverse("single_sign_on_login")).status_code == 403
    assert not is_in(client)
