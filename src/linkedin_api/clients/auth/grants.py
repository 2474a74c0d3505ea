"""OAuth requests as values: authorization URLs, token grants, introspection.

Source: LinkedIn's documentation of the authorization code flow, the client credentials flow,
programmatic refresh tokens and token introspection. Secrets go into the body, never into a URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from linkedin_api.argument_checks import check, check_encodable, check_kind, filled
from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.exchange.task import Task
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.restli.promise import ACCESS_TOKEN, INTROSPECTION, Promise
from linkedin_api.restli.request import JSON, Request
from linkedin_api.restli.tunnel import FORM

_AUTHORIZE: Final = "/oauth/v2/authorization"
_AUTHORIZE_NATIVE: Final = "/oauth/native-pkce/authorization"
_TOKEN: Final = "/oauth/v2/accessToken"  # noqa: S105  a path
_INTROSPECT: Final = "/oauth/v2/introspectToken"


@dataclass(frozen=True, slots=True)
class Application:
    """An application at LinkedIn, and the URL of the authorization server that knows it."""

    base_url: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    redirect_url: str | None = None

    def __post_init__(self) -> None:
        filled("client_id", self.client_id)
        _text_or_none("client_secret", self.client_secret)
        _text_or_none("redirect_url", self.redirect_url)

    def secret(self) -> str:
        """The secret, for requests that need it."""
        if self.client_secret is None:
            raise MissingArgumentError("client_secret is required here: pass it to AuthClient")
        return self.client_secret

    def redirect(self) -> str:
        """The redirect URL, for requests that need it."""
        if self.redirect_url is None:
            raise MissingArgumentError("redirect_url is required here: pass it to AuthClient")
        return self.redirect_url


def authorization_url(
    app: Application, scopes: Sequence[str], state: str | None, code_challenge: str | None
) -> str:
    """The URL to send a member to; with a `code_challenge`, that of the native flow."""
    _text_or_none("state", state)
    _text_or_none("code_challenge", code_challenge)
    params = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect(),
        "scope": _scope(scopes),
    }
    if state is not None:
        params["state"] = state
    path = _AUTHORIZE
    if code_challenge is not None:
        path = _AUTHORIZE_NATIVE
        params |= {"code_challenge": code_challenge, "code_challenge_method": "S256"}
    return f"{app.base_url}{path}?{urlencode(params, quote_via=quote, safe='')}"


def authorization_code(app: Application, code: str, code_verifier: str | None) -> Task:
    """Exchange an authorization code; native clients send their verifier, not a secret.

    A code is valid once, so a request that LinkedIn may have received is not retried.
    """
    if code_verifier is None:
        proof = {"client_secret": app.secret()}
    else:
        proof = {"code_verifier": filled("code_verifier", code_verifier)}
    fields = {"code": filled("code", code), "redirect_uri": app.redirect(), **proof}
    return _grant(app, "authorization_code", fields, repeatable=False)


def refresh_token(app: Application, token: str) -> Task:
    """Exchange a refresh token, which stays valid."""
    fields = {"refresh_token": filled("refresh_token", token), "client_secret": app.secret()}
    return _grant(app, "refresh_token", fields)


def client_credentials(app: Application) -> Task:
    """Get a token for the application itself."""
    return _grant(app, "client_credentials", {"client_secret": app.secret()})


def introspection(app: Application, access_token: str | Token) -> Task:
    """Look up the state of a token."""
    token = access_token.access_token if isinstance(access_token, Token) else access_token
    fields = {
        "client_id": app.client_id,
        "client_secret": app.secret(),
        "token": filled("access_token", token),
    }
    return _task("introspection", app, _INTROSPECT, fields, INTROSPECTION)


def _grant(
    app: Application, grant_type: str, fields: dict[str, str], *, repeatable: bool = True
) -> Task:
    own = {"grant_type": grant_type, "client_id": app.client_id}
    return _task(grant_type, app, _TOKEN, own | fields, ACCESS_TOKEN, repeatable=repeatable)


def _task(
    name: str,
    app: Application,
    path: str,
    fields: Mapping[str, str],
    promise: Promise,
    *,
    repeatable: bool = True,
) -> Task:
    headers = {"Content-Type": FORM, "Accept": JSON}
    content = urlencode(fields).encode()
    request = Request("POST", f"{app.base_url}{path}", headers, content, promise)
    return Task(name, path, repeatable, lambda _: request, needs_token=False)


def _scope(scopes: Sequence[str]) -> str:
    is_list = isinstance(scopes, Iterable) and not isinstance(scopes, str)
    given: list[Any] = [*scopes] if is_list else [scopes]
    are_names = all(isinstance(scope, str) for scope in given)
    check(are_names, "scopes", "a list of names, or one string with commas", scopes)
    names = split_scopes(given)
    if not names:
        raise InvalidArgumentError("scopes must contain at least one scope")
    scope = " ".join(names)
    check_encodable("scopes", scope)
    return scope


def _text_or_none(argument: str, value: Any) -> None:
    check_kind(isinstance(value, str | None), argument, "a string or None", value)
    check_encodable(argument, value or "")
