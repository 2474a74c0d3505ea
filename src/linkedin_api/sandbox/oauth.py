"""LinkedIn's token endpoint and token introspection: forms in, answers out, no I/O.

Each refusal is one record of a table with the status and words LinkedIn uses.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl

from linkedin_api.sandbox.pkce import verifier_fits
from linkedin_api.sandbox.problems import Source
from linkedin_api.sandbox.tokens import (
    APPLICATION_TOKEN_LIFE,
    CODE_LIFE,
    MEMBER_TOKEN_LIFE,
    App,
    Code,
    Token,
    TokenBook,
)

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OAuthProblem:
    """One way the authorization server says no.

    Attributes:
        status: HTTP status.
        error: code of RFC 6749, or LinkedIn's own.
        description: sentence; `{name}` parts are filled by `fill`.
        source: how sure we are.
    """

    status: int
    error: str
    description: str
    source: Source = "documented"

    def fill(self, **values: str) -> OAuthProblem:
        """Return the problem with the `{name}` parts of its description filled in."""
        return replace(self, description=self.description.format(**values))

    def body(self) -> dict[str, str]:
        """Return the JSON body."""
        return {"error": self.error, "error_description": self.description}


class OAuthRefused(Exception):
    """Raised where a form is found wrong."""

    def __init__(self, problem: OAuthProblem) -> None:
        super().__init__(problem.error, problem.description)
        self.problem = problem


MISSING: Final = OAuthProblem(400, "invalid_request", 'A required parameter "{name}" is missing')
GRANT_UNKNOWN: Final = OAuthProblem(
    400, "unsupported_grant_type", 'The grant type "{name}" is not supported', source="chosen"
)
CLIENT_UNKNOWN: Final = OAuthProblem(
    400, "invalid_client_id", 'The passed in client_id is invalid "{name}"'
)
BAD_SECRET: Final = OAuthProblem(401, "invalid_client", "Client authentication failed")
BAD_SECRET_2L: Final = OAuthProblem(401, "invalid_client_id", "Client authentication failed")
NOT_ALLOWED_2L: Final = OAuthProblem(
    401, "access_denied", "This application is not allowed to create application tokens"
)
CODE_UNKNOWN: Final = OAuthProblem(
    401, "invalid_request", "Unable to retrieve access token: authorization code not found"
)
CODE_MISFIT: Final = OAuthProblem(
    400,
    "invalid_request",
    "Unable to retrieve access token: appid/redirect uri/code verifier does not match "
    "authorization code. Or authorization code expired. Or external member binding exists",
    source="observed",
)
REFRESH_INVALID: Final = OAuthProblem(
    400,
    "invalid_request",
    "The provided authorization grant or refresh token is invalid, expired or revoked",
)
TOKEN_UNKNOWN: Final = OAuthProblem(400, "invalid_request", "Invalid access token", "chosen")


def read_form(body: bytes, content_type: str, authorization: str | None) -> dict[str, str]:
    """Return the fields of a form; client id and secret may come by Basic authentication.

    A body of another type than a form has no fields.
    """
    form: dict[str, str] = {}
    if content_type.lower().startswith("application/x-www-form-urlencoded"):
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    scheme, _, value = (authorization or "").partition(" ")
    if scheme.lower() == "basic":
        form = _read_basic(value) | form
    return form


def _read_basic(value: str) -> dict[str, str]:
    try:
        text = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return {}
    client_id, _, secret = text.partition(":")
    return {"client_id": client_id, "client_secret": secret}


class TokenEndpoint:
    """What `/oauth/v2/accessToken` and `/oauth/v2/introspectToken` answer.

    Args:
        apps: by client id.
        tokens: the book of codes and tokens.
    """

    def __init__(self, apps: Mapping[str, App], tokens: TokenBook) -> None:
        self._apps = apps
        self._tokens = tokens
        self._grants: Mapping[str, Callable[[Form], dict[str, Any]]] = {
            "authorization_code": self._exchange_code,
            "refresh_token": self._refresh,
            "client_credentials": self._client_credentials,
        }

    def exchange(self, form: Form) -> dict[str, Any]:
        """Return the answer of the token endpoint.

        Raises:
            OAuthRefused: the form is wrong.
        """
        _require(form, "grant_type")
        grant = self._grants.get(form["grant_type"])
        if grant is None:
            raise OAuthRefused(GRANT_UNKNOWN.fill(name=form["grant_type"]))
        return grant(form)

    def _client(self, form: Form, bad_secret: OAuthProblem = BAD_SECRET) -> App:
        _require(form, "client_id", "client_secret")
        app = self._app(form)
        if not hmac.compare_digest(app.client_secret.encode(), form["client_secret"].encode()):
            raise OAuthRefused(bad_secret)
        return app

    def _app(self, form: Form) -> App:
        app = self._apps.get(form["client_id"])
        if app is None:
            raise OAuthRefused(CLIENT_UNKNOWN.fill(name=form["client_id"]))
        return app

    def _client_credentials(self, form: Form) -> dict[str, Any]:
        app = self._client(form, BAD_SECRET_2L)
        if not app.client_credentials:
            raise OAuthRefused(NOT_ALLOWED_2L)
        token = self._tokens.mint(app, None, app.scopes, seconds=APPLICATION_TOKEN_LIFE)
        return {"access_token": token.value, "expires_in": APPLICATION_TOKEN_LIFE}

    def _exchange_code(self, form: Form) -> dict[str, Any]:
        _require(form, "code", "redirect_uri", "client_id")
        # A native client has a verifier instead of a secret.
        app = self._app(form) if form.get("code_verifier") else self._client(form)
        code = self._tokens.find_code(form["code"])
        if code is None:
            raise OAuthRefused(CODE_UNKNOWN)
        if not self._code_fits(code, app, form):
            raise OAuthRefused(CODE_MISFIT)
        self._tokens.take_code(code.value)
        return self._grant(app, code)

    def _code_fits(self, code: Code, app: App, form: Form) -> bool:
        fresh = self._tokens.clock.now() < code.created + CODE_LIFE
        same = (code.client_id, code.redirect_uri) == (app.client_id, form["redirect_uri"])
        return fresh and same and verifier_fits(code.challenge, form.get("code_verifier"))

    def _grant(self, app: App, code: Code) -> dict[str, Any]:
        tokens = self._tokens
        tokens.revoke_other_scopes(app, code.member, code.scopes)
        token = tokens.mint(app, code.member, code.scopes, seconds=MEMBER_TOKEN_LIFE)
        answer = {"access_token": token.value, "expires_in": MEMBER_TOKEN_LIFE}
        if app.refresh_tokens:
            refresh = tokens.mint_refresh(app, code.member, code.scopes)
            answer |= self._describe_refresh(refresh)
        return answer | {"scope": _scope_text(token), "token_type": "Bearer"}

    def _describe_refresh(self, refresh: Token) -> dict[str, Any]:
        left = int(refresh.expires - self._tokens.clock.now() + 0.5)
        return {"refresh_token": refresh.value, "refresh_token_expires_in": left}

    def _refresh(self, form: Form) -> dict[str, Any]:
        """Renew: the refresh token stays the same and its life is not extended."""
        _require(form, "refresh_token")
        app = self._client(form)
        refresh = self._tokens.find_refresh(form["refresh_token"])
        if refresh is None or refresh.client_id != app.client_id:
            raise OAuthRefused(REFRESH_INVALID)
        described = self._describe_refresh(refresh)
        seconds = min(MEMBER_TOKEN_LIFE, described["refresh_token_expires_in"])
        token = self._tokens.mint(
            app, refresh.member, refresh.scopes, seconds=seconds, authorized=refresh.created
        )
        answer = {"access_token": token.value, "expires_in": seconds}
        return answer | described | {"scope": _scope_text(token), "token_type": "Bearer"}

    def introspect(self, form: Form) -> dict[str, Any]:
        """Return what a token is.

        Raises:
            OAuthRefused: the form is wrong.
        """
        app = self._client(form)
        _require(form, "token")
        token = self._tokens.find(form["token"])
        if token is None:
            raise OAuthRefused(TOKEN_UNKNOWN)
        if token.client_id != app.client_id:
            return {"active": False}
        status = self._tokens.status(token)
        described = {
            "active": status == "active",
            "client_id": token.client_id,
            "authorized_at": int(token.authorized),
            "created_at": int(token.created),
            "status": status,
            "expires_at": int(token.expires),
        }
        if token.member is None:
            return described | {"auth_type": "2L"}
        return described | {"scope": _scope_text(token), "auth_type": "3L"}


def _scope_text(token: Token) -> str:
    # Separated by commas and sorted (observed); the documentation says by spaces.
    return ",".join(sorted(token.scopes))


def _require(form: Form, *names: str) -> None:
    for name in names:
        if not form.get(name):
            raise OAuthRefused(MISSING.fill(name=name))
