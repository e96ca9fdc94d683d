"""All settings. Each can be set from the environment; DEVELOPERS.md lists them.

A laptop needs none of them: without DATABASE_URL the database is one SQLite file under var/.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[3]


def env(name: str, default: str = "") -> str:
    """The environment's word for a setting, blanks trimmed."""
    return os.environ.get(name, default).strip()


def env_flag(name: str, default: str = "no") -> bool:
    """A yes or no of the environment."""
    return env(name, default).lower() in {"1", "yes", "true", "on"}


VAR_DIR = Path(env("SAMPLAN_VAR") or BASE_DIR / "var")
DEBUG = env_flag("SAMPLAN_DEBUG")
DEMO = env_flag("SAMPLAN_DEMO")

LAPTOP_KEY = "only-for-a-laptop-and-tests-never-in-production-0123456789abcdefghij"
PRODUCTION = env_flag("SAMPLAN_PRODUCTION")
SECRET_KEY = env("SAMPLAN_SECRET_KEY", "" if PRODUCTION else LAPTOP_KEY)
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SAMPLAN_SECRET_KEY to 50 or more random characters before you start in production.")
# Keys that were in use before: what they signed and sealed is still read.
SECRET_KEY_FALLBACKS = [k for k in env("SAMPLAN_OLD_SECRET_KEYS").split(",") if k]

ALLOWED_HOSTS = [h for h in env("SAMPLAN_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in env("SAMPLAN_ORIGINS").split(",") if o]

INSTALLED_APPS = [
    "samplan.web",
    "samplan.actors",
    "samplan.plans",
    "samplan.intake",
    "samplan.followup",
    "samplan.analysis",
    "samplan.publishing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "samplan.web.single_sign_on",
    "django_htmx",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "samplan.web.security.no_body_for_head",
    "django.middleware.security.SecurityMiddleware",
    "samplan.web.security.security_headers",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samplan.web.errors.Refusals",
]

ROOT_URLCONF = "samplan.config.urls"
WSGI_APPLICATION = "samplan.config.wsgi.application"
AUTH_USER_MODEL = "actors.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:tasks"
LOGOUT_REDIRECT_URL = "public:start"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Wrong passwords: few for each account, many for an address, for a whole office may share one (docs/security.md). The
# account is asked first, so that tries at one that is shut do not use up the address's.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,100/15m/ip", "login": "120/m/ip"}
# A sign-in lasts a working day at most, and no longer than the browser is open.
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Links to choose a password hold for three days.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
# A second step at sign-in is each person's choice: a code from an app, and spare codes for the day the phone is lost.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samplan"
# Addresses are laid up by the county's coordinators, so there is nothing to verify.
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_ADAPTER = "samplan.web.accounts.AccountAdapter"
MFA_ADAPTER = "samplan.web.accounts.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "samplan.web.accounts.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# Administrators and coordinators must have a second step, in every county; else each county chooses.
TWO_STEPS = env_flag("SAMPLAN_TWO_STEPS")


def single_sign_on() -> dict[str, Any]:
    """The organisation's OpenID Connect provider, as allauth wants it; nothing when none is named."""
    issuer, client_id = env("SAMPLAN_OIDC_ISSUER"), env("SAMPLAN_OIDC_CLIENT_ID")
    if not issuer:
        return {}
    if not client_id:
        raise ImproperlyConfigured("Set SAMPLAN_OIDC_CLIENT_ID beside SAMPLAN_OIDC_ISSUER.")
    app = {
        "provider_id": "single_sign_on",
        "name": env("SAMPLAN_OIDC_NAME", "din organisation"),
        "client_id": client_id,
        "secret": env("SAMPLAN_OIDC_SECRET"),
        "settings": {"server_url": issuer},
    }
    return {"single_sign_on": {"APPS": [app]}}


SOCIALACCOUNT_PROVIDERS = single_sign_on()
PASSWORD_HASHERS = [
    "samplan.config.hashing.PrintedPasswordHasher" if DEMO else "django.contrib.auth.hashers.PBKDF2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'samplan.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers and one writer at once; a second writer waits instead of failing.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=NORMAL;",
    }

else:
    # Server processes count attempts to sign in together. A file's one process counts in its own memory.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "samplan_counted",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# The vendored files are served from the package itself: nothing to collect, nothing to build.
STATIC_ROOT = None
MEDIA_ROOT = VAR_DIR / "files"
# Official statistics: answers as they came, Parquet, and the one file that is read.
FIGURES_DIR = Path(env("SAMPLAN_FIGURES") or VAR_DIR / "figures")
# The county's own tables of PxWeb, described as those in catalogue/figures/tables.yaml.
TABLES_FILE = Path(env("SAMPLAN_TABLES") or FIGURES_DIR / "tables.yaml")
# Where the sources answer. None is asked but by `samplan sync` and `samplan sources`.
KOLADA_URL = env("SAMPLAN_KOLADA_URL", "https://api.kolada.se/v3")
SCB_URL = env("SAMPLAN_SCB_URL", "https://statistikdatabasen.scb.se/api/v2")
FOHM = "https://fohm-app.folkhalsomyndigheten.se/Folkhalsodata/api/v1/sv/A_Folkhalsodata"
FOHM_URL = env("SAMPLAN_FOHM_URL", FOHM)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 600

# The reading of documents: a process of its own with these limits.
READ_MEMORY_MB = int(env("SAMPLAN_READ_MEMORY_MB", "1024"))
READ_SECONDS = int(env("SAMPLAN_READ_SECONDS", "120"))
READ_MAX_MB = int(env("SAMPLAN_READ_MAX_MB", "40"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Who answers for the site, as its accessibility statement and its open data tell. Nothing is made up where it is empty.
ORGANISATION = env("SAMPLAN_ORGANISATION")
CONTACT = env("SAMPLAN_CONTACT")
ACCESSIBILITY_REVIEWED = env("SAMPLAN_ACCESSIBILITY_REVIEWED")
DATA_LICENCE = env("SAMPLAN_DATA_LICENCE")
DATA_LICENCE_URL = env("SAMPLAN_DATA_LICENCE_URL")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "samplan.web.errors.csrf_failed"
# The web server in front, which alone may say that a request came by HTTPS, and from whom; "" where there is none.
PROXY = env("SAMPLAN_PROXY", "127.0.0.1" if PRODUCTION else "")
if PRODUCTION:
    SECURE_SSL_REDIRECT = env_flag("SAMPLAN_SSL_REDIRECT", "yes")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # A name that begins so is kept by browsers only from this very host, over HTTPS.
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Where letters lead: they are written where no request tells the site's own address.
ADDRESS = env("SAMPLAN_ADDRESS") or (f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000")
# Letters go by the organisation's mail server where one is named; else they are written in the server's log.
EMAIL_HOST = env("SAMPLAN_SMTP_HOST")
SMTP_TLS = env("SAMPLAN_SMTP_TLS", "starttls").lower()
if SMTP_TLS not in {"starttls", "tls", "no"}:
    raise ImproperlyConfigured("SAMPLAN_SMTP_TLS is starttls (port 587), tls (port 465) or no.")
EMAIL_USE_TLS, EMAIL_USE_SSL = SMTP_TLS == "starttls", SMTP_TLS == "tls"
EMAIL_PORT = int(env("SAMPLAN_SMTP_PORT") or {"starttls": "587", "tls": "465", "no": "25"}[SMTP_TLS])
EMAIL_HOST_USER = env("SAMPLAN_SMTP_USER")
EMAIL_HOST_PASSWORD = env("SAMPLAN_SMTP_PASSWORD")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("SAMPLAN_MAIL_FROM", "samplan@localhost")
EMAIL_BACKEND = env("SAMPLAN_EMAIL_BACKEND") or (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.console.EmailBackend"
)
