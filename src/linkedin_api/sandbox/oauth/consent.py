"""The authorization endpoint: who asks a member for what, and where the member goes next.

Pure decisions: a request is read or refused; then the member's action and state determine the
next step. `routes` turns steps into HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, Literal, get_args

from linkedin_api.sandbox.members import MEMBERS
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.consent_steps import (
    Ask,
    AuthorizationRequest,
    Redirect,
    Refusal,
    Remember,
    SignIn,
    Step,
    Visit,
)
from linkedin_api.sandbox.oauth.redirects import is_loopback, is_registered, with_answer
from linkedin_api.sandbox.oauth.scopes import KNOWN_SCOPES, split_scopes
from linkedin_api.sandbox.oauth.tokens import App, TokenBook

ConsentMode = Literal["auto", "page", "cancel_login", "cancel_authorize"]

#: Documented messages of the 401 page.
BAD_REDIRECT: Final = "Redirect_uri doesn\u2019t match"
BAD_CLIENT: Final = "Client_id doesn\u2019t match"
BAD_SCOPE: Final = "Invalid scope"
_NATIVE_URLS: Final = ("http://127.0.0.1:{port}", "http://[::1]:{port}")
#: Documented codes of a member's refusal. The texts are chosen.
_CANCELLED: Final[Mapping[str, tuple[str, str]]] = {
    "cancel_login": ("user_cancelled_login", "The user cancelled LinkedIn login"),
    "cancel_authorize": ("user_cancelled_authorize", "The user cancelled the authorization"),
}

_challenge = re.compile(r"[A-Za-z0-9_-]{43}").fullmatch


class Authorization:
    """What `/oauth/v2/authorization` and `/oauth/native-pkce/authorization` do.

    Arguments but `default_member` are attributes too.

    Args:
        apps: by client id.
        tokens: stores codes and grants.
        default_member: who is signed in if the browser has no cookie.
        choices: answers where LinkedIn's differ.
        mode: `auto` approves at once, `page` asks the member, `cancel_login` and
            `cancel_authorize` refuse at once; can be changed at any time.

    Raises:
        ValueError: there is no such mode.
    """

    def __init__(
        self,
        apps: Mapping[str, App],
        tokens: TokenBook,
        default_member: str,
        choices: OAuthChoices,
        mode: ConsentMode = "auto",
    ) -> None:
        self.apps = apps
        self.tokens = tokens
        self._default_member = default_member
        self.choices = choices
        self.mode = mode
        self._actions: Mapping[str, Callable[[AuthorizationRequest, Visit], Step]] = {
            "sign_in": self._sign_in,
            "sign_out": lambda _request, _visit: Remember(None),
            "allow": self._allow,
            **{name: self._cancel(name) for name in _CANCELLED},
        }

    @property
    def mode(self) -> ConsentMode:
        """What happens to a valid request."""
        return self._mode

    @mode.setter
    def mode(self, mode: ConsentMode) -> None:
        if mode not in get_args(ConsentMode):
            possible = ", ".join(get_args(ConsentMode))
            raise ValueError(f"consent must be one of {possible}, not {mode!r}")
        self._mode = mode

    def step(self, visit: Visit) -> Step:
        """Return the next step."""
        request = self.read(visit)
        if not isinstance(request, AuthorizationRequest):
            return request
        act = self._actions.get(visit.form.get("action", ""), self._open)
        return act(request, visit)

    def read(self, visit: Visit) -> AuthorizationRequest | Refusal | Redirect:
        """Check the query of a visit."""
        params, native = visit.params, visit.native
        app = self.apps.get(params.get("client_id", ""))
        if app is None:
            return Refusal(BAD_CLIENT, f"Applications here: {' '.join(self.apps)}")
        redirect_uri = params.get("redirect_uri", "")
        if not (is_loopback(redirect_uri) if native else is_registered(redirect_uri, app)):
            allowed = _NATIVE_URLS if native else app.redirect_urls
            return Refusal(BAD_REDIRECT, f"Registered: {' '.join(allowed)}")
        scopes = frozenset(split_scopes(params.get("scope", "")))
        allowed_scopes = self._askable(app) - ({"openid"} if native else set())
        if not scopes or not scopes <= allowed_scopes:
            wrong = " ".join(sorted(scopes - allowed_scopes))
            reason = f"Not available here: {wrong}" if wrong else "The request names no scope"
            return Refusal(BAD_SCOPE, reason)
        state = params.get("state")
        if error := _find_error(params, app, scopes, native):
            return Redirect(with_answer(redirect_uri, error, state))
        challenge = params.get("code_challenge") if native else None
        return AuthorizationRequest(app, scopes, redirect_uri, state, challenge)

    def _askable(self, app: App) -> frozenset[str]:
        """Return the scopes that do not lead to the 401 page."""
        strict = self.choices.missing_scope == "page"
        return app.scopes if strict else KNOWN_SCOPES | app.scopes

    def _open(self, request: AuthorizationRequest, visit: Visit) -> Step:
        if self.mode == "auto":
            return self._approve(request, visit.member or self._default_member)
        if self.mode in _CANCELLED:
            return self._actions[self.mode](request, visit)
        if visit.member is None:
            return SignIn(request)
        if self.tokens.grants.find(request.app.client_id, visit.member, request.scopes):
            return self._approve(request, visit.member)
        return Ask(request, visit.member)

    def _sign_in(self, request: AuthorizationRequest, visit: Visit) -> Step:
        member = visit.form.get("member", "")
        return Remember(member) if member in MEMBERS else SignIn(request)

    def _allow(self, request: AuthorizationRequest, visit: Visit) -> Step:
        # Other sites cannot send the cookie, so none of them can consent.
        return SignIn(request) if visit.member is None else self._approve(request, visit.member)

    @staticmethod
    def _cancel(name: str) -> Callable[[AuthorizationRequest, Visit], Step]:
        error, description = _CANCELLED[name]
        return lambda request, _visit: request.answer(error=error, error_description=description)

    def _approve(self, request: AuthorizationRequest, member: str) -> Redirect:
        grant = self.tokens.grants.give(request.app.client_id, member, request.scopes)
        code = self.tokens.issue_code(
            request.app, member, request.scopes, request.redirect_uri, request.challenge,
            authorized=grant.created,
        )  # fmt: skip
        return request.answer(code=code.value)


def _find_error(
    params: Mapping[str, str], app: App, scopes: frozenset[str], native: bool
) -> dict[str, str]:
    """Return the error for the redirect URL, empty if all is well. Words are chosen."""
    if params.get("response_type") != "code":
        return _error("unsupported_response_type", "response_type must be code")
    if not scopes <= app.scopes:
        lacking = " ".join(sorted(scopes - app.scopes))
        return _error("unauthorized_scope_error", f'Scope "{lacking}" is not authorized')
    if native and not app.native_pkce:
        return _error("unauthorized_client", "PKCE is not enabled for this application")
    if native and params.get("code_challenge_method") != "S256":
        return _error("invalid_request", "code_challenge_method must be S256")
    if native and not _challenge(params.get("code_challenge", "")):
        return _error("invalid_request", "code_challenge must be 43 characters of base64url")
    return {}


def _error(code: str, description: str) -> dict[str, str]:
    return {"error": code, "error_description": description}
