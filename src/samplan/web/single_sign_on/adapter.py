"""What the provider sends back, checked: signature, issuer, audience, time, nonce, and whose userinfo it is."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256"]
"""Signatures with a public key. "none" and those with a shared secret are not among them."""
LEEWAY = 30
"""How many seconds the two clocks may differ."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def nonce_for(code_verifier: str) -> str:
    """The nonce that goes with a code verifier: known to nobody who does not hold the verifier of this sign-in."""
    digest = hashlib.sha256(f"nonce {code_verifier}".encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class SingleSignOnAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's adapter, which trusts the connection for the signature and knows no nonce, made strict."""

    _verifier: str | None = None

    def __init__(self, request: HttpRequest, provider_id: str = "single_sign_on") -> None:
        super().__init__(request, provider_id)

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description. Raises OAuth2Error when it speaks for another issuer, or without TLS."""
        config: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if config.get("issuer", "").rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("The discovery document speaks for another issuer.")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            parts = urlsplit(config.get(name, ""))
            if parts.scheme != "https" and parts.hostname not in LOOPBACK:
                raise OAuth2Error(f"{name} is not served over HTTPS.")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back."""
        return request.build_absolute_uri(reverse("single_sign_on_callback"))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """The provider's answer to the code."""
        self._verifier = pkce_code_verifier
        told: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return told

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The sign-in that allauth goes on with. Raises OAuth2Error for whatever does not hold."""
        claims = self._claims(app, kwargs["response"].get("id_token") or "")
        data = {"id_token": claims, "userinfo": self._person(claims, token.token)}
        return self.get_provider().sociallogin_from_response(request, data)

    def _claims(self, app: Any, id_token: str) -> dict[str, Any]:
        """What the identity token says, if it is signed by the provider, for us, for now and for this sign-in."""
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("The identity token does not hold.") from error
        wanted = nonce_for(self._verifier or "")
        if not self._verifier or not secrets.compare_digest(str(claims.get("nonce", "")), wanted):
            raise OAuth2Error("The identity token belongs to another sign-in.")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != app.client_id:
            raise OAuth2Error("The identity token was given to somebody else.")
        return claims

    def _key(self, id_token: str) -> Any:
        """The provider's key that the token names; with one key and no name, that one."""
        wanted = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [k for k in jwt.PyJWKSet.from_dict(answer.json()).keys if k.public_key_use in {None, "sig"}]
        found = [k for k in keys if k.key_id == wanted] if wanted else keys
        if len(found) != 1:
            raise OAuth2Error("The provider has no such key.")
        return found[0].key

    def _person(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Who it is: the token's own claims when they name an address, else what userinfo says of the same subject."""
        if claims.get("email"):
            return claims
        told: dict[str, Any] = self._fetch_user_info(access_token)
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("Userinfo speaks of somebody else.")
        return told
