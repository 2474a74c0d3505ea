"""The authorization endpoint: who asks a member for what, and where the member is sent.

For now every request that is in order is approved by the sandbox's member at once; the
decision is a value, so that a consent page can stand in between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from linkedin_api.sandbox.tokens import ALL_SCOPES, App, TokenBook

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
_challenge = re.compile(r"[A-Za-z0-9_-]{43}").fullmatch

#: Documented messages of the 401 page.
BAD_REDIRECT: Final = "Redirect_uri doesn\u2019t match"
BAD_CLIENT: Final = "Client_id doesn\u2019t match"
BAD_SCOPE: Final = "Invalid scope"


@dataclass(frozen=True, slots=True)
class Redirect:
    """Send the browser there."""

    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Show this text."""

    status: int
    text: str


Decision = Redirect | Page


def authorize(
    params: Mapping[str, str],
    apps: Mapping[str, App],
    tokens: TokenBook,
    member: str,
    *,
    native: bool = False,
) -> Decision:
    """Decide an authorization request.

    Args:
        params: of the query.
        apps: by client id.
        tokens: where the code is noted.
        member: who is logged in, and approves.
        native: whether it came to the endpoint for native clients, with PKCE.
    """
    app = apps.get(params.get("client_id", ""))
    if app is None:
        return Page(401, BAD_CLIENT)
    redirect_uri = params.get("redirect_uri", "")
    if not (_is_loopback(redirect_uri) if native else _is_registered(redirect_uri, app)):
        return Page(401, BAD_REDIRECT)
    scopes = frozenset(params.get("scope", "").split())
    if not scopes or not scopes <= ALL_SCOPES | app.scopes or (native and "openid" in scopes):
        return Page(401, BAD_SCOPE)
    if error := _find_error(params, app, scopes, native):
        return Redirect(_join(redirect_uri, error | _state(params)))
    challenge = params.get("code_challenge") if native else None
    code = tokens.issue_code(app, member, scopes, redirect_uri, challenge)
    return Redirect(_join(redirect_uri, _state(params) | {"code": code.value}))


def _find_error(
    params: Mapping[str, str], app: App, scopes: frozenset[str], native: bool
) -> dict[str, str]:
    """Return what is told to the redirect URL, empty if all is well. Words are chosen."""
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


def _state(params: Mapping[str, str]) -> dict[str, str]:
    return {"state": params["state"]} if "state" in params else {}


def _join(url: str, params: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(params))))
    return urlunsplit(parts._replace(query=query))


def _is_registered(url: str, app: App) -> bool:
    """Whether the application registered the URL; queries do not count, fragments never."""
    return bool(url) and "#" not in url and _bare(url) in map(_bare, app.redirect_urls)


def _bare(url: str) -> str:
    return url.partition("?")[0]


def _is_loopback(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK
