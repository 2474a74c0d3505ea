"""The asynchronous client for LinkedIn's authorization server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from linkedin_api.clients.argument_docs import documents_arguments
from linkedin_api.clients.async_client import AsyncClient
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.auth.identity import Identity
from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    IntrospectTokenResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.configuration import DEFAULT_CONNECTIONS
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import Headers

if TYPE_CHECKING:
    import aiohttp
    from aiohttp import ClientResponse


@documents_arguments(AuthClient)
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
        session: aiohttp.ClientSession | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(
            retry, raise_for_status, observer, None, monotonic, clock, total=limits.total
        )
        super().__init__(limits, connections, conduct, session, sleep)
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
        self,
        code: str,
        *,
        code_verifier: str | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> AccessToken3LResponse[ClientResponse]:
        """Exchange a member's authorization code for an access token.

        See `AuthClient.exchange_auth_code_for_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(
            self._adjusted(
                grants.authorization_code(self._app, code, code_verifier), timeout, headers
            ),
            AccessToken3LResponse,
        )

    async def exchange_refresh_token_for_access_token(
        self, refresh_token: str, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> RefreshTokenExchangeResponse[ClientResponse]:
        """Exchange a refresh token for a new access token.

        See `AuthClient.exchange_refresh_token_for_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(
            self._adjusted(grants.refresh_token(self._app, refresh_token), timeout, headers),
            RefreshTokenExchangeResponse,
        )

    async def get_two_legged_access_token(
        self, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> AccessToken2LResponse[ClientResponse]:
        """Get an access token for the application itself (client credentials).

        See `AuthClient.get_two_legged_access_token`.

        HTTP: `POST /oauth/v2/accessToken`
        """
        return await self._run(
            self._adjusted(grants.client_credentials(self._app), timeout, headers),
            AccessToken2LResponse,
        )

    async def introspect_access_token(
        self,
        access_token: str | Token,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> IntrospectTokenResponse[ClientResponse]:
        """Look up whether a token is active, its owner, its scopes and when it expires.

        See `AuthClient.introspect_access_token`.

        HTTP: `POST /oauth/v2/introspectToken`
        """
        return await self._run(
            self._adjusted(grants.introspection(self._app, access_token), timeout, headers),
            IntrospectTokenResponse,
        )
