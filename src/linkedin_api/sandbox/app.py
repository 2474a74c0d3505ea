"""The whole sandbox as one ASGI application: OAuth by Starlette, the rest by `Api`."""

from __future__ import annotations

from typing import Final

from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.authority import Authority
from linkedin_api.sandbox.incoming import Receive, Scope, Send
from linkedin_api.sandbox.journal import Journal
from linkedin_api.sandbox.oauth_pages import OAuthPages

_AUTHORITY: Final = ("/oauth/", "/.well-known/")


class SandboxApp:
    """ASGI application: `/oauth` goes to the authorization server, all else to the API.

    Args:
        api: the Rest.li side.
        authority: who may have which tokens.
        journal: where requests are noted.
    """

    def __init__(self, api: Api, authority: Authority, journal: Journal) -> None:
        self._api = api
        self._oauth = OAuthPages(authority, journal, lambda: api.url).starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        serve = self._oauth if scope["path"].startswith(_AUTHORITY) else self._api
        await serve(scope, receive, send)
