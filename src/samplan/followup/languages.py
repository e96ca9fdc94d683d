"""The language of whoever a letter goes to: the account's, else what was noted of the address, else Swedish."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from samplan.actors.models import Person
from samplan.followup.models import AddressLanguage

FIRST = "sv"
"""What nobody has said otherwise of."""


def known_language(code: str) -> bool:
    """Whether letters are written in that language."""
    return code in dict(settings.LANGUAGES)


def languages_of(emails: Collection[str]) -> dict[str, str]:
    """The language of each address of which something is known (two queries)."""
    noted = AddressLanguage.objects.filter(email__in=list(emails)).values_list("email", "language")
    own = Person.objects.filter(email__in=list(emails), is_active=True).values_list("email", "language")
    return dict(noted) | {email.lower(): language for email, language in own}


def language_of(email: str, other: str = FIRST) -> str:
    """The language of an address. other: where nothing is known."""
    return languages_of([email]).get(email, other)
