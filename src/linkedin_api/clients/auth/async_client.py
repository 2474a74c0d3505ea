"""The asynchronous client for LinkedIn's authorization server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.async_client import AsyncClient, Awaited, awaits
from linkedin_api.clients.auth.methods import AuthMethods
from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    IntrospectTokenResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.configuration import DEFAULT_CONNECTIONS
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout

if TYPE_CHECKING:
    import aiohttp
    from aiohttp import ClientResponse
else:
    ClientResponse = Any  # the first client imports aiohttp


@awaits(AuthMethods)
class AsyncAuthClient(
    AuthMethods[
        Awaited[AccessToken3LResponse[ClientResponse]],
        Awaited[RefreshTokenExchangeResponse[ClientResponse]],
        Awaited[AccessToken2LResponse[ClientResponse]],
        Awaited[IntrospectTokenResponse[ClientResponse]],
    ],
    AsyncClient,
):
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
