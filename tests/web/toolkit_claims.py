"""What the provider of somebody else (toolkit_provider.py) tells of a person. It is imported in its process alone."""

from __future__ import annotations

from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    """Tells the address, and that it is verified, to whoever asks for the scope "email"."""

    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"email_verified": "email"}

    def get_additional_claims(self, request):
        """The claims beside those that each token has."""
        return {"email": request.user.email, "email_verified": request.user.is_staff}
