"""Who may get an account: nobody by themselves. Administrators invite the people of their county.

Those who come by the organisation's sign-in are let in when its provider vouches for an address that is laid up here;
then they are known by the provider's subject, whatever becomes of the address.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from samplan.actors import actions, queries
from samplan.web import sealed
from samplan.web.errors import too_many
from samplan.web.single_sign_on.refusal import refusal

COUNTED_BY = "allauth.account"
TOO_MANY = "too_many_login_attempts"
"""allauth's names for who counts attempts, and for what is wrong when there were too many."""


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

    def validation_error(self, code: str, *args: Any) -> Any:
        """allauth's faults of a form; too many attempts are a page of their own, which tells how long to wait."""
        if code == TOO_MANY:
            request = context.request
            raise ImmediateHttpResponse(too_many(request, seconds=_wait(request)))
        return super().validation_error(code, *args)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; the account that it is for is remembered, for what is told when there were too many."""
        request.tried = self._get_login_attempts_cache_key(request, **credentials)
        super().pre_authenticate(request, **credentials)


def _wait(request: HttpRequest) -> float:
    """Seconds until one more attempt at the account that was tried is let in; of a second step at most."""
    key = getattr(request, "tried", None)
    rates = ratelimit.get_rates(app=COUNTED_BY, action="login_failed")
    if key is None:
        return max(rate.duration for rate in rates)
    waits = [1.0]
    for rate in rates:
        name = ratelimit.get_cache_key(request, app=COUNTED_BY, action="login_failed", rate=rate, key=key)
        newest_first = cache.get(name, [])
        if len(newest_first) >= rate.amount:
            waits.append(newest_first[rate.amount - 1] + rate.duration - time.time())
    return max(waits)


class MFAAdapter(DefaultMFAAdapter):
    """allauth's adapter: secrets are sealed; a second step that is asked for cannot be taken off again."""

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not queries.must_have_two_steps(authenticator.user, everywhere=settings.TWO_STEPS)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """allauth's adapter: only people who are laid up, by an address that the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the provider's subject to the person with that address; refuse everybody else."""
        if sociallogin.is_existing:
            return
        verified = [a.email for a in sociallogin.email_addresses if a.verified is True]
        person = queries.person_by_email(verified[0]) if verified else None
        if person is None or not person.is_active:
            raise ImmediateHttpResponse(refusal(request, unknown=True))
        sociallogin.connect(request, person)
        actions.tie_sign_in(by=person, provider=sociallogin.account.provider)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        raise ImmediateHttpResponse(refusal(request))
