"""Authorization URLs as in 0.3."""

from __future__ import annotations

from collections.abc import Sequence

from linkedin_api.clients.auth.grants import Application, authorization_url
from linkedin_api.clients.configuration import OAUTH_URL, OAUTH_URL_VARIABLE, resolve_base_url


def generate_member_auth_url(
    client_id: str, redirect_url: str, scopes: Sequence[str], state: str | None = None
) -> str:
    """The URL to send a member to, so that they can grant access."""
    url = resolve_base_url(None, OAUTH_URL_VARIABLE, OAUTH_URL)
    app = Application(url, client_id, redirect_url=redirect_url)
    return authorization_url(app, scopes, state, None)
