"""What every letter that goes by itself has: whole addresses, a way out, and a mail server that answers."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import get_connection
from django.urls import reverse

from samplan.actors import queries

SALT = "samplan.digest.stop"


class NoMailServer(Exception):
    """The mail server cannot be reached; nothing has been claimed."""


def absolute(path: str) -> str:
    """A path of the site as a whole address."""
    return settings.ADDRESS.rstrip("/") + path


def stop_token(person: Any) -> str:
    """What a link carries that ends somebody's letters; it never grows old."""
    return signing.dumps(person.pk, salt=SALT)


def stop_address(person: Any) -> str:
    """The whole address that ends somebody's letters."""
    return absolute(reverse("digest_stop", args=[stop_token(person)]))


def person_of(token: str) -> Any | None:
    """Whom a link was made for; None when it was not made here or is cut."""
    try:
        return queries.person_with_id(int(signing.loads(token, salt=SALT)))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def headers_of(stop: str) -> dict[str, str]:
    """Headers that let a mail program end the letters by one click (RFC 8058), and keep machines from answering."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def check_mail_server() -> None:
    """Raises NoMailServer when the mail server does not answer."""
    connection = get_connection()
    try:
        connection.open()
        connection.close()
    except (SMTPException, OSError) as error:
        raise NoMailServer(str(error)) from error
