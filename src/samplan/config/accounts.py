"""How sign-in behaves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up by themselves: an administrator makes the people of a county."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
