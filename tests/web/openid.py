"""A small but real OpenID Connect provider on loopback: discovery, authorize, token, keys and userinfo.

Code flow with PKCE (S256), client secret by post, tokens signed with RS256. `wrong` names what it does wrong, so that a
test can show that it is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "samplan", "a-secret-of-the-test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider knows: who is signed in at it, where people may be sent, and the codes that are out."""

    issuer: str = ""
    redirect_uri: str = "http://testserver/konto/organisation/svar/"
    subject: str = "person-1"
    claims: dict[str, object] = field(default_factory=dict)
    wrong: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, object]:
        """What stands under .well-known."""
        at = "https://somebody.example" if self.wrong == "discovery" else self.issuer
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": at,
            **{name: f"{self.issuer}/{path}" for name, path in paths.items()},
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, object]:
        """The public key."""
        return {"keys": [{**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "1"}]}

    def authorize(self, asked: dict[str, str]) -> str | None:
        """Where to send the person with a code; None when the question is not right."""
        right = (
            asked.get("client_id") == CLIENT
            and asked.get("redirect_uri") == self.redirect_uri
            and asked.get("response_type") == "code"
            and "openid" in asked.get("scope", "").split()
            and asked.get("code_challenge_method") == "S256"
            and all(asked.get(name) for name in ("state", "nonce", "code_challenge"))
        )
        if not right:
            self.refused.append("authorize")
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{self.redirect_uri}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, object] | None:
        """The tokens for a code, once; None when code, client, address or verifier is not right."""
        known = self.codes.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = (
            known is not None
            and asked.get("grant_type") == "authorization_code"
            and (asked.get("client_id"), asked.get("client_secret")) == (CLIENT, SECRET)
            and asked.get("redirect_uri") == known["redirect_uri"]
            and secrets.compare_digest(challenge, known["code_challenge"])
        )
        if not right or known is None:
            self.refused.append("token")
            return None
        access = secrets.token_urlsafe(16)
        self.tokens.add(access)
        told: dict[str, object] = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return told if self.wrong == "no id_token" else {**told, "id_token": self.id_token(known["nonce"])}

    def id_token(self, nonce: str) -> str:
        """The identity token, with the fault that is asked for."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **({} if self.wrong.startswith("userinfo") else self.claims),
        }
        faults: dict[str, dict[str, object]] = {
            "nonce": {"nonce": "another"},
            "no nonce": {"nonce": None},
            "audience": {"aud": "somebody-else"},
            "two audiences": {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
            "issuer": {"iss": "https://somebody.example"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
        }
        claims |= faults.get(self.wrong, {})
        if self.wrong == "unsigned":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})
        if self.wrong == "shared secret":
            return jwt.encode(claims, SECRET * 2, algorithm="HS256", headers={"kid": "1"})
        kid = "2" if self.wrong == "unknown key" else "1"
        return jwt.encode(
            claims, FOREIGN_KEY if self.wrong == "signature" else KEY, algorithm="RS256", headers={"kid": kid}
        )

    def userinfo(self, header: str) -> dict[str, object] | None:
        """Who the access token was given for; None for a token that was not."""
        if header.removeprefix("Bearer ") not in self.tokens:
            return None
        return {"sub": "somebody else" if self.wrong == "userinfo of another" else self.subject, **self.claims}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def _answer(self, told: dict[str, object] | None) -> None:
        data = json.dumps(told if told is not None else {"error": "invalid_request"}).encode()
        self.send_response(200 if told is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        """Discovery, the sign-in, the keys and userinfo."""
        at = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        if at.path == "/authorize" and (where := self.provider.authorize(asked)):
            self.send_response(302)
            self.send_header("Location", where)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        known = {
            "/.well-known/openid-configuration": self.provider.discovery,
            "/keys": self.provider.keys,
            "/userinfo": lambda: self.provider.userinfo(self.headers.get("Authorization", "")),
        }
        self._answer(known[at.path]() if at.path in known else None)

    def do_POST(self) -> None:
        """The tokens."""
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(self.provider.token({name: values[0] for name, values in parse_qs(sent).items()}))

    def log_message(self, *_told: object) -> None:
        """Says nothing."""


@contextmanager
def running(**told: object):
    """The provider, served as long as the block lasts."""
    provider = Provider(**told)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
