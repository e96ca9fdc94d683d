"""Who may get an account: nobody by themselves. Coordinators lay up the accounts of their county."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from samplan.web import sealed


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who asks, for the limits on attempts: as the web server in front tells, if the request comes from it."""
        told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        if settings.PROXY and told and request.META.get("REMOTE_ADDR") == settings.PROXY:
            return told
        return super().get_client_ip(request)


class MFAAdapter(DefaultMFAAdapter):
    """allauth's adapter: secrets are sealed where they are kept."""

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text)
