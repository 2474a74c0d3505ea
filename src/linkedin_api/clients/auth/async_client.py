"""The asynchronous client for LinkedIn's authorization server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linkedin_api.clients.async_client import AsyncClient
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth.identity import Identity
from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    IntrospectTokenResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.configuration import (
    DEFAULT_CONNECTIONS,
    DEFAULT_MAX_ANSWER,
    DEFAULT_TIMEOUT,
    Limits,
    Timeout,
)
from linkedin_api.clients.events import Observer
from linkedin_api.clients.exchange import Conduct
from linkedin_api.clients.retry import DEFAULT_RETRY, Retry

if TYPE_CHECKING:
    from aiohttp import ClientResponse


class AsyncAuthClient(Identity, AsyncClient):
    """Gets and inspects tokens asynchronously, with the arguments and methods of `AuthClient`.

    Example:
        >>> import asyncio
        >>> async def life() -> int:
        ...     async with AsyncAuthClient(sandbox.client_id, sandbox.client_secret) as auth:
        ...         return (await auth.get_two_legged_access_token()).expires_in
        >>> asyncio.run(life())
        1800
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None = None,
        redirect_url: str | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = None,
        max_answer_bytes: int = DEFAULT_MAX_ANSWER,
        connections: int = DEFAULT_CONNECTIONS,
        raise_for_status: bool = False,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
    ) -> None:
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(retry, raise_for_status, observer, total=limits.total)
        super().__init__(limits, connections, conduct)
        self._identify(base_url, client_id, client_secret, redirect_url)

    def generate_member_auth_url(
        self,
        scopes: Sequence[str],
        state: str | None = None,
        *,
        code_challenge: str | None = None,
    ) -> str:
        """Build the URL to send a member to; it sends nothing, so there is nothing to await.

        See `AuthClient.generate_member_auth_url`.
        """
        return grants.authorization_url(self._app, scopes, state, code_challenge)

    async def exchange_auth_code_for_access_token(
        self, code: str, *, code_verifier: str | None = None
    ) -> AccessToken3LResponse[ClientResponse]:
        """Exchange a member's authorization code for an access token.

        See `AuthClient.exchange_auth_code_for_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(
            grants.authorization_code(self._app, code, code_verifier), AccessToken3LResponse
        )

    async def exchange_refresh_token_for_access_token(
        self, refresh_token: str
    ) -> RefreshTokenExchangeResponse[ClientResponse]:
        """Exchange a refresh token for a new access token.

        See `AuthClient.exchange_refresh_token_for_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(
            grants.refresh_token(self._app, refresh_token), RefreshTokenExchangeResponse
        )

    async def get_two_legged_access_token(self) -> AccessToken2LResponse[ClientResponse]:
        """Get an access token for the application itself (client credentials).

        See `AuthClient.get_two_legged_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(grants.client_credentials(self._app), AccessToken2LResponse)

    async def introspect_access_token(
        self, access_token: str
    ) -> IntrospectTokenResponse[ClientResponse]:
        """Look up whether a token is active, its owner, its scopes and when it expires.

        See `AuthClient.introspect_access_token`.

        HTTP: `POST /oauth/v2/introspectToken`
        """
        return await self._run(
            grants.introspection(self._app, access_token), IntrospectTokenResponse
        )
