"""LinkedIn's token endpoint and token introspection: forms in, answers out, no I/O."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from linkedin_api.sandbox.oauth import refusals as oauth_problems
from linkedin_api.sandbox.oauth.choices import OAuthChoices
from linkedin_api.sandbox.oauth.oidc import make_id_token
from linkedin_api.sandbox.oauth.pkce import verifier_fits
from linkedin_api.sandbox.oauth.refusals import OAuthProblem, OAuthRefused
from linkedin_api.sandbox.oauth.tokens import (
    APPLICATION_TOKEN_LIFE,
    CODE_LIFE,
    MEMBER_TOKEN_LIFE,
    App,
    Code,
    Token,
    TokenBook,
)

Form = Mapping[str, str]


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
        choices: what to answer where the facts differ.
        url: tells what id tokens call the sandbox.
    """

    def __init__(
        self,
        apps: Mapping[str, App],
        tokens: TokenBook,
        choices: OAuthChoices,
        url: Callable[[], str],
    ) -> None:
        self._apps = apps
        self._tokens = tokens
        self._choices = choices
        self._url = url
        self._bad_secret = replace(oauth_problems.BAD_SECRET, error=choices.bad_secret_error)
        self._misfit = replace(oauth_problems.CODE_MISFIT, error=choices.misfit_error)
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
            raise OAuthRefused(oauth_problems.GRANT_UNKNOWN.fill(name=form["grant_type"]))
        return grant(form)

    def _client(self, form: Form, bad_secret: OAuthProblem | None = None) -> App:
        _require(form, "client_id", "client_secret")
        app = self._app(form)
        if not hmac.compare_digest(app.client_secret.encode(), form["client_secret"].encode()):
            raise OAuthRefused(bad_secret or self._bad_secret)
        return app

    def _app(self, form: Form) -> App:
        app = self._apps.get(form["client_id"])
        if app is None:
            raise OAuthRefused(oauth_problems.CLIENT_UNKNOWN.fill(name=form["client_id"]))
        return app

    def _client_credentials(self, form: Form) -> dict[str, Any]:
        app = self._client(form, oauth_problems.BAD_SECRET_2L)
        if not app.client_credentials:
            raise OAuthRefused(oauth_problems.NOT_ALLOWED_2L)
        token = self._tokens.mint(app, None, app.scopes, seconds=APPLICATION_TOKEN_LIFE)
        life = APPLICATION_TOKEN_LIFE
        in_text = self._choices.expires_in_as_text
        return {"access_token": token.value, "expires_in": str(life) if in_text else life}

    def _exchange_code(self, form: Form) -> dict[str, Any]:
        _require(form, "code", "redirect_uri", "client_id")
        # A native client has a verifier instead of a secret.
        app = self._app(form) if form.get("code_verifier") else self._client(form)
        code = self._tokens.find_code(form["code"])
        if code is None:
            raise OAuthRefused(oauth_problems.CODE_UNKNOWN)
        if not self._code_fits(code, app, form):
            raise OAuthRefused(self._misfit)
        self._tokens.take_code(code.value)
        return self._grant(app, code)

    def _code_fits(self, code: Code, app: App, form: Form) -> bool:
        fresh = self._tokens.clock.now() < code.created + CODE_LIFE
        same = (code.client_id, code.redirect_uri) == (app.client_id, form["redirect_uri"])
        return fresh and same and verifier_fits(code.challenge, form.get("code_verifier"))

    def _grant(self, app: App, code: Code) -> dict[str, Any]:
        tokens = self._tokens
        tokens.revoke_other_scopes(app, code.member, code.scopes)
        token = tokens.mint(
            app, code.member, code.scopes, seconds=MEMBER_TOKEN_LIFE, authorized=code.authorized
        )
        answer = {"access_token": token.value, "expires_in": MEMBER_TOKEN_LIFE}
        if app.refresh_tokens:
            refresh = tokens.mint_refresh(app, code.member, code.scopes, authorized=code.authorized)
            answer |= self._describe_refresh(refresh)
        answer |= {"scope": self._scope_text(token), "token_type": "Bearer"}
        if "openid" in code.scopes:
            answer["id_token"] = make_id_token(
                self._url(), app.client_id, code.member, code.scopes, tokens.clock
            )
        return answer

    def _describe_refresh(self, refresh: Token) -> dict[str, Any]:
        left = int(refresh.expires - self._tokens.clock.now() + 0.5)
        return {"refresh_token": refresh.value, "refresh_token_expires_in": left}

    def _refresh(self, form: Form) -> dict[str, Any]:
        """Renew: the refresh token stays the same and its life is not extended."""
        _require(form, "refresh_token")
        app = self._client(form)
        refresh = self._tokens.find_refresh(form["refresh_token"])
        if refresh is None or refresh.client_id != app.client_id:
            raise OAuthRefused(oauth_problems.REFRESH_INVALID)
        described = self._describe_refresh(refresh)
        seconds = min(MEMBER_TOKEN_LIFE, described["refresh_token_expires_in"])
        token = self._tokens.mint(
            app, refresh.member, refresh.scopes, seconds=seconds, authorized=refresh.authorized
        )
        answer = {"access_token": token.value, "expires_in": seconds}
        return answer | described | {"scope": self._scope_text(token), "token_type": "Bearer"}

    def introspect(self, form: Form) -> dict[str, Any]:
        """Return what a token is.

        Raises:
            OAuthRefused: the form is wrong.
        """
        app = self._client(form)
        _require(form, "token")
        token = self._tokens.find(form["token"])
        if token is None:
            raise OAuthRefused(oauth_problems.TOKEN_UNKNOWN)
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
        # Commas here are documented, whatever a token answer has.
        return described | {"scope": ",".join(sorted(token.scopes)), "auth_type": "3L"}

    def _scope_text(self, token: Token) -> str:
        return self._choices.scope_separator.join(sorted(token.scopes))


def _require(form: Form, *names: str) -> None:
    for name in names:
        if not form.get(name):
            raise OAuthRefused(oauth_problems.MISSING.fill(name=name))
