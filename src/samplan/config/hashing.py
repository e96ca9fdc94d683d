"""How the demo county's passwords are kept: the same way as all others, with fewer rounds."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PrintedPasswordHasher(PBKDF2PasswordHasher):
    """For the demo alone, whose one password is printed on the screen: rounds would protect nothing and cost seconds.

    A password set here is hashed anew with all rounds when its owner signs in without the demo's setting.
    """

    iterations = 1000
