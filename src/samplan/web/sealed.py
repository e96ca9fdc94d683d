"""Secrets as the database keeps them: whoever reads a copy of the database cannot use them without the server's key.

Encrypted with Fernet (AES-128-CBC and HMAC-SHA256), by a key that is derived from SECRET_KEY for this use alone. What
an earlier key sealed opens as long as that key stands among SAMPLAN_OLD_SECRET_KEYS.
"""

from __future__ import annotations

import base64
import logging

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

log = logging.getLogger(__name__)

MARK = "sealed1:"
"""Stands before what is sealed, so that secrets from before can be told apart."""


def _fernet(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samplan two steps").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """The text, encrypted."""
    return MARK + _keys().encrypt(text.encode()).decode("ascii")


def unseal(kept: str) -> str:
    """The text again; one that was kept before secrets were sealed as it is. "" when no key of ours opens it."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _keys().decrypt(kept.removeprefix(MARK).encode("ascii")).decode()
    except InvalidToken:
        log.error("a secret for sign-in in two steps cannot be opened: is its key among SAMPLAN_OLD_SECRET_KEYS?")
        return ""
