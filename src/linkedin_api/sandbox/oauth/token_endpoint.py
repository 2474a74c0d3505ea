"""LinkedIn's token endpoint and token introspection: forms in, answers out, no I/O."""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

from linkedin_api.sandbox.members import find_member
from linkedin_api.sandbox.oauth import refusals as oauth_problems
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.oidc import make_id_token
from linkedin_api.sandbox.oauth.pkce import verifier_fits
from linkedin_api.sandbox.oauth.refusals import OAuthProblem, OAuthRefused
from linkedin_api.sandbox.oauth.tokens import (
    APPLICATION_TOKEN_LIFE,
    CODE_LIFE,
    MEMBER_TOKEN_LIFE,
    REFRESH_TOKEN_LIFE,
    App,
    Code,
    Token,
    TokenBook,
)

Form = Mapping[str, str]
logger = logging.getLogger(__name__)


class Given(NamedTuple):
    """The answer to a request.

    Attributes:
        body: JSON.
        note: the sandbox's remark for its journal; empty if it has none.
    """

    body: dict[str, Any]
    note: str = ""


def read_form(body: bytes, content_type: str) -> dict[str, str]:
    """Return the fields of a form; a body of another type has none."""
    if not content_type.lower().startswith("application/x-www-form-urlencoded"):
        return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def read_basic(authorization: str | None) -> tuple[Form, ...]:
    """Return what Basic authentication can mean: form-decoded first, then as sent.

    RFC 6749 (section 2.3.1) says that client id and secret are form-encoded; many programs
    send them unencoded.

    Example:
        >>> [form["client_secret"] for form in read_basic("Basic aWQ6YSUyRmIlM0Q=")]
        ['a/b=', 'a%2Fb%3D']
    """
    scheme, _, value = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        return ()
    try:
        text = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ()
    client_id, _, secret = text.partition(":")
    as_sent = {"client_id": client_id, "client_secret": secret}
    decoded = {name: unquote_plus(text) for name, text in as_sent.items()}
    return (decoded,) if decoded == as_sent else (decoded, as_sent)


class TokenEndpoint:
    """What `/oauth/v2/accessToken` and `/oauth/v2/introspectToken` answer."""

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
        self._grants: Mapping[str, Callable[[Form], Given]] = {
            "authorization_code": self._exchange_code,
            "refresh_token": self._refresh,
            "client_credentials": self._client_credentials,
        }

    def exchange(self, form: Form, basic: tuple[Form, ...] = ()) -> Given:
        """Return the answer of the token endpoint.

        Raises:
            OAuthRefused: the form is wrong.
        """
        _require(form, "grant_type")
        grant = self._grants.get(form["grant_type"])
        if grant is None:
            raise OAuthRefused(oauth_problems.GRANT_UNKNOWN.fill(name=form["grant_type"]))
        if form["grant_type"] == "authorization_code" and not self._choices.basic_with_code:
            return grant(form)
        return grant(self._identified(form, basic))

    def _identified(self, form: Form, basic: tuple[Form, ...]) -> Form:
        """Return the form with client id and secret of Basic authentication, where it has none."""
        if not basic:
            return form
        fitting = (each for each in basic if self._knows(each))
        return {**next(fitting, basic[0]), **form}

    def _knows(self, given: Form) -> bool:
        app = self._apps.get(given["client_id"])
        return app is not None and _same(app.client_secret, given["client_secret"])

    def _client(self, form: Form, bad_secret: OAuthProblem | None = None) -> App:
        _require(form, "client_id", "client_secret")
        app = self._app(form)
        if not _same(app.client_secret, form["client_secret"]):
            raise OAuthRefused(bad_secret or self._bad_secret)
        return app

    def _app(self, form: Form) -> App:
        app = self._apps.get(form["client_id"])
        if app is None:
            raise OAuthRefused(oauth_problems.CLIENT_UNKNOWN.fill(name=form["client_id"]))
        return app

    def _client_credentials(self, form: Form) -> Given:
        app = self._client(form, oauth_problems.BAD_SECRET_2L)
        if not app.client_credentials:
            raise OAuthRefused(oauth_problems.NOT_ALLOWED_2L)
        token = self._tokens.mint(app, None, app.scopes, seconds=APPLICATION_TOKEN_LIFE)
        life = APPLICATION_TOKEN_LIFE
        in_text = self._choices.expires_in_as_text
        return Given({"access_token": token.value, "expires_in": str(life) if in_text else life})

    def _exchange_code(self, form: Form) -> Given:
        _require(form, "code", "redirect_uri", "client_id")
        code = self._tokens.find_code(form["code"])
        confidential = code is not None and code.challenge is None
        # A native client has a verifier instead of a secret; a secret that is sent must be right.
        native = bool(form.get("code_verifier")) and not confidential
        app = self._app(form) if native and not form.get("client_secret") else self._client(form)
        if code is None:
            raise OAuthRefused(oauth_problems.CODE_UNKNOWN)
        if confidential and form.get("code_verifier"):
            raise OAuthRefused(oauth_problems.VERIFIER_REFUSED)
        if not self._code_fits(code, app, form):
            raise OAuthRefused(self._misfit)
        self._tokens.take_code(code.value)
        return self._grant(app, code)

    def _code_fits(self, code: Code, app: App, form: Form) -> bool:
        fresh = self._tokens.clock.now() < code.created + CODE_LIFE
        same = (code.client_id, code.redirect_uri) == (app.client_id, form["redirect_uri"])
        return fresh and same and verifier_fits(code.challenge, form.get("code_verifier"))

    def _grant(self, app: App, code: Code) -> Given:
        tokens = self._tokens
        ended = tokens.revoke_other_scopes(app, code.member, code.scopes)
        token = tokens.mint(
            app, code.member, code.scopes, seconds=MEMBER_TOKEN_LIFE, authorized=code.authorized,
            signed_in=True,
        )  # fmt: skip
        answer = {"access_token": token.value, "expires_in": MEMBER_TOKEN_LIFE}
        if app.refresh_tokens:
            refresh = tokens.mint(
                app, code.member, code.scopes, seconds=REFRESH_TOKEN_LIFE, refresh=True,
                authorized=code.authorized, signed_in=True,
            )  # fmt: skip
            answer |= self._describe_refresh(refresh)
        answer |= {"scope": self._scope_text(token), "token_type": "Bearer"}
        if "openid" in code.scopes:
            answer["id_token"] = make_id_token(
                self._url(), app.client_id, code.member, code.scopes, tokens.clock, self._choices
            )
        note = _say_ended(app, code, ended)
        if note:
            logger.warning(note)
        return Given(answer, note)

    def _describe_refresh(self, refresh: Token) -> dict[str, Any]:
        left = int(refresh.expires - self._tokens.clock.now() + 0.5)
        return {"refresh_token": refresh.value, "refresh_token_expires_in": left}

    def _refresh(self, form: Form) -> Given:
        """Renew: the life of the refresh token is not extended."""
        _require(form, "refresh_token")
        app = self._client(form)
        refresh = self._tokens.find_refresh(form["refresh_token"])
        if refresh is None or refresh.client_id != app.client_id:
            raise OAuthRefused(oauth_problems.REFRESH_INVALID)
        if self._choices.rotate_refresh_tokens:
            refresh = self._tokens.rotate(refresh)
        described = self._describe_refresh(refresh)
        seconds = min(MEMBER_TOKEN_LIFE, described["refresh_token_expires_in"])
        token = self._tokens.mint(
            app, refresh.member, refresh.scopes, seconds=seconds, authorized=refresh.authorized,
            signed_in=refresh.signed_in,
        )  # fmt: skip
        answer = {"access_token": token.value, "expires_in": seconds}
        scope = self._scope_text(token)
        return Given({**answer, **described, "scope": scope, "token_type": "Bearer"})

    def introspect(self, form: Form, basic: tuple[Form, ...] = ()) -> Given:
        """Return the state of a token; takes the arguments of `exchange`.

        Raises:
            OAuthRefused: the form is wrong.
        """
        form = self._identified(form, basic)
        app = self._client(form)
        _require(form, "token")
        token = self._tokens.find(form["token"])
        if token is None:
            raise OAuthRefused(oauth_problems.TOKEN_UNKNOWN)
        if token.client_id != app.client_id:
            return Given({"active": False})
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
            return Given(described | {"auth_type": "2L"})
        # Commas are documented here, even if a token answer has spaces.
        scope = ",".join(sorted(token.scopes))
        return Given(described | {"scope": scope, "auth_type": "3L"})

    def _scope_text(self, token: Token) -> str:
        return self._choices.scope_separator.join(sorted(token.scopes))


def _say_ended(app: App, code: Code, ended: int) -> str:
    """Say that a sign-in ended tokens, which otherwise looks like a fault; empty if it did not."""
    if not ended:
        return ""
    tokens = "a token" if ended == 1 else f"{ended} tokens"
    who, scopes = find_member(code.member).name, " ".join(sorted(code.scopes))
    return (
        f"{who} signed in to {app.client_id} with other scopes ({scopes}), "
        f"which ended {tokens} of earlier sign-ins, as at LinkedIn"
    )


def _same(secret: str, given: str) -> bool:
    return hmac.compare_digest(secret.encode(), given.encode())


def _require(form: Form, *names: str) -> None:
    for name in names:
        if not form.get(name):
            raise OAuthRefused(oauth_problems.MISSING.fill(name=name))
