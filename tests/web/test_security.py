"""What a browser and a server in production are told: checks, headers, cookies, limits, and the second step."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import reverse
from tests import factories

from samplan.actors import actions
from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.config.wsgi import application

ROOT = Path(__file__).resolve().parents[2]
SHOWN = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME",
         "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG", "TWO_STEPS", "SOCIALACCOUNT_PROVIDERS"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def in_production(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the settings of production."""
    told = {k: v for k, v in os.environ.items() if not k.startswith("SAMPLAN_")}
    told |= {
        "SAMPLAN_PRODUCTION": "yes",
        "SAMPLAN_SECRET_KEY": secrets.token_urlsafe(60),
        "SAMPLAN_HOSTS": "samplan.example",
        "DJANGO_SETTINGS_MODULE": "samplan.config.settings",
        "DATABASE_URL": "sqlite://:memory:",
        "PYTHONPATH": str(ROOT / "src"),
        **more,
    }
    return subprocess.run(
        [sys.executable, "-W", "error", *command], env=told, capture_output=True, text=True, check=False
    )


def test_django_s_deployment_check_finds_nothing_in_production():
    done = in_production("-m", "django", "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    weak = in_production("-m", "django", "check", "--deploy", "--fail-level", "INFO", SAMPLAN_SSL_REDIRECT="no")
    assert weak.returncode != 0
    assert "security.W008" in weak.stderr


def test_production_wants_secure_cookies_a_key_of_its_own_and_the_provider_that_the_environment_names():
    oidc = {"SAMPLAN_OIDC_ISSUER": "https://in.example", "SAMPLAN_OIDC_CLIENT_ID": "x", "SAMPLAN_OIDC_SECRET": "y"}
    shown = json.loads(in_production("-c", SHOWN, SAMPLAN_TWO_STEPS="yes", **oidc).stdout)
    (app,) = shown.pop("SOCIALACCOUNT_PROVIDERS")["single_sign_on"]["APPS"]
    assert (app["settings"]["server_url"], app["client_id"], app["secret"]) == ("https://in.example", "x", "y")
    assert shown.pop("SESSION_COOKIE_NAME").startswith("__Host-")
    assert shown.pop("SECURE_HSTS_SECONDS") >= 31_536_000
    assert shown.pop("DEBUG") is False
    assert set(shown.values()) == {True}
    assert in_production("-c", SHOWN, SAMPLAN_SECRET_KEY="").returncode != 0
    half = in_production("-c", SHOWN, SAMPLAN_OIDC_ISSUER="https://in.example")
    assert "SAMPLAN_OIDC_CLIENT_ID" in half.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/konto/login/", "/finns-inte/", "/en/", "/arbetsrum/"])
def test_every_answer_carries_its_headers_and_no_page_has_script_or_style_inside(client, address):
    answer = client.get(address)
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", page)


@pytest.mark.django_db
def test_a_sign_in_ends_with_the_browser_and_is_no_script_s_business(client):
    factories.a_person(email="anna@exempel.example", password=factories.PASSWORD)
    client.post(reverse("account_login"), {"login": "anna@exempel.example", "password": factories.PASSWORD})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() <= 12 * 3600


@pytest.mark.django_db
def test_guessing_is_stopped_and_the_right_password_does_not_help_then(client):
    cache.clear()
    factories.a_person(email="anna@exempel.example", password=factories.PASSWORD)
    told = []
    for _n in range(6):
        answer = client.post(reverse("account_login"), {"login": "anna@exempel.example", "password": "fel lösenfras"})
        told.append(answer.content.decode())
    client.post(reverse("account_login"), {"login": "anna@exempel.example", "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session
    assert told[0] != told[-1]
    cache.clear()


@pytest.mark.django_db
def test_whether_an_address_has_an_account_is_told_to_nobody(client):
    cache.clear()
    factories.a_person(email="anna@exempel.example", password=factories.PASSWORD)
    told = []
    for email in ("anna@exempel.example", "okand@exempel.example"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        told.append((answer.status_code, answer["Location"]))
    assert told[0] == told[1]


@pytest.mark.django_db
def test_nobody_gives_themselves_another_address(client):
    person = factories.a_person(email="anna@exempel.example")
    client.force_login(person)
    for sent in (client.get(reverse("account_email")), client.post(reverse("account_email"), {"email": "b@b.example"})):
        assert sent.status_code == 404
    assert Person.objects.get().email == "anna@exempel.example"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["administrator", "coordinator", "area_owner", "reader"])
@pytest.mark.parametrize("by", ["county", "installation", "nobody"])
def test_who_must_have_two_steps_comes_no_further_without(role, by, client, settings):
    here = factories.a_partnership()
    person = factories.a_person(role=role, partnership=here)
    settings.TWO_STEPS = by == "installation"
    actions.require_two_steps(by=SYSTEM, partnership=here, required=by == "county")
    asked = by != "nobody" and role in {"administrator", "coordinator"}
    client.force_login(person)
    answer = client.get(reverse("workspace:start"))
    assert answer.status_code == (302 if asked else 200)
    if asked:
        assert answer["Location"] == reverse("mfa_activate_totp")
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
        assert client.get(reverse("workspace:start")).status_code == 200
        client.post(reverse("mfa_deactivate_totp"))
        assert Authenticator.objects.filter(user=person, type="totp").exists()


@pytest.fixture
def kept_connection(db):
    """The test's connection stays open from one request to the next, as the test client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("address", ["/", "/finns-inte/", "/konto/login/", "/oppna-data/schema/samplan-plan-1.json"])
def test_a_question_for_the_head_is_answered_without_a_body(kept_connection, address):
    """Bytes after the head would be taken for the start of the answer to whoever asks next on that connection.

    Asked as a web server asks: the test client takes the body away by itself.
    """
    asked, heads = {}, {}
    for method in ("GET", "HEAD"):
        environ = RequestFactory(HTTP_ACCEPT_ENCODING="gzip").generic(method, address).environ
        answer = application(environ, lambda status, headers, method=method: heads.update({method: (status, headers)}))
        asked[method] = b"".join(answer)
        answer.close()
    assert asked["GET"]
    assert asked["HEAD"] == b""
    assert heads["HEAD"][0] == heads["GET"][0]
    assert dict(heads["HEAD"][1])["Content-Type"] == dict(heads["GET"][1])["Content-Type"]
