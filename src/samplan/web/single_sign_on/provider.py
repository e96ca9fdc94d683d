"""The provider as allauth knows it: code flow with PKCE and nonce, nothing of the request decides what is asked for."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest
from django.urls import reverse

from samplan.web.single_sign_on.adapter import SingleSignOnAdapter, nonce_for


class SingleSignOnProvider(OpenIDConnectProvider):
    """One OpenID Connect provider, configured by environment."""

    id = "single_sign_on"
    name = "OpenID Connect"
    oauth2_adapter_class = SingleSignOnAdapter
    supports_token_authentication = False

    def get_pkce_params(self) -> dict[str, str]:
        """Code challenge and nonce; allauth keeps the verifier in the session until the code comes back."""
        params: dict[str, str] = generate_code_challenge()
        return {**params, "nonce": nonce_for(params["code_verifier"])}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Only our own; an address cannot add any."""
        return dict(self.get_auth_params())

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Only our own; an address cannot add any."""
        return list(self.get_scope())

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Where the sign-in begins."""
        return reverse("single_sign_on_login")

    def get_callback_url(self) -> str:
        """Where the provider sends people back."""
        return reverse("single_sign_on_callback")

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The subject together with its issuer: another provider's subject is never taken for the same person."""
        claims = data["id_token"]
        return hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of what the provider tells is kept."""
        return {}


provider_classes = [SingleSignOnProvider]
