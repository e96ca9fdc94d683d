"""An OpenID provider that somebody else has written, in a process of its own: django-oauth-toolkit on loopback.

`python toolkit_provider.py FOLDER PORT` serves it; FOLDER holds its database, its keys (`key.pem`, older ones as
`old-*.pem`) and `more.json` with settings of a test. One person, anna, with a password; two clients.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import include, path

REDIRECT = "http://testserver/konto/organisation/svar/"
PERSON, PASSWORD, ADDRESS = "anna", "en lång lösenfras hos någon annan", "anna@exempel.example"
CLIENTS = {"samplan": "en hemlighet mellan två program", "another": "en annan hemlighet"}
FORM = "<form method=post>{% csrf_token %}{{ form }}<button>In</button></form>"


def told(folder: Path) -> dict[str, object]:
    """The provider's settings, as its manual says."""
    return {
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": (folder / "key.pem").read_text(),
        "OIDC_RSA_PRIVATE_KEYS_INACTIVE": [one.read_text() for one in sorted(folder.glob("old-*.pem"))],
        "PKCE_REQUIRED": True,
        "OAUTH2_VALIDATOR_CLASS": "toolkit_claims.Validator",
        "SCOPES": {"openid": "openid", "profile": "profile", "email": "email"},
        **json.loads((folder / "more.json").read_text()),
    }


def main(folder: Path, port: int) -> None:
    """Serve until somebody stops it."""
    apps = ["auth", "contenttypes", "sessions"]
    middleware = ["sessions.middleware.SessionMiddleware", "auth.middleware.AuthenticationMiddleware"]
    settings.configure(
        SECRET_KEY="of-the-provider-alone",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="toolkit_provider",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        INSTALLED_APPS=[*(f"django.contrib.{app}" for app in apps), "oauth2_provider"],
        MIDDLEWARE=[f"django.contrib.{one}" for one in middleware] + ["django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": FORM})],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        LOGIN_URL="/in/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER=told(folder),
    )
    django.setup()
    from django.contrib.auth.models import User
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import Application
    from waitress import serve

    if not (folder / "provider.sqlite3").exists():
        call_command("migrate", verbosity=0)
        User.objects.create_user(PERSON, ADDRESS, PASSWORD, is_staff=True)
        for client, secret in CLIENTS.items():
            Application.objects.create(
                client_id=client,
                client_secret=secret,
                client_type=Application.CLIENT_CONFIDENTIAL,
                authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
                redirect_uris=REDIRECT,
                algorithm=Application.RS256_ALGORITHM,
                skip_authorization=True,
            )
    serve(get_wsgi_application(), host="127.0.0.1", port=port, threads=4, _quiet=True)


def _urls() -> list:
    from django.contrib.auth.views import LoginView

    return [path("in/", LoginView.as_view()), path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
else:
    urlpatterns = _urls() if settings.configured and "oauth2_provider" in settings.INSTALLED_APPS else []
