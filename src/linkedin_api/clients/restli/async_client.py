"""The asynchronous client for LinkedIn's APIs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.async_client import Awaited, awaits
from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.configuration import DEFAULT_CONNECTIONS, AsyncTokenSource
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import Adjustable, Headers
from linkedin_api.clients.restli import response as responses
from linkedin_api.clients.restli.async_paginator import AsyncPaginator
from linkedin_api.clients.restli.batches import Batch, PartResponse
from linkedin_api.clients.restli.reading import PagingMethods, ReadingMethods
from linkedin_api.clients.restli.writing import WritingMethods
from linkedin_api.clients.uploads.async_methods import AsyncUploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli.batches import split
from linkedin_api.restli.calls import Call

if TYPE_CHECKING:
    import aiohttp
    from aiohttp import ClientResponse
else:
    ClientResponse = Any  # the first client imports aiohttp


@awaits(ReadingMethods, WritingMethods)
class AsyncRestliClient(
    WritingMethods[
        Awaited[responses.CreateResponse[ClientResponse]],
        Awaited[responses.BatchCreateResponse[ClientResponse]],
        Awaited[responses.UpdateResponse[ClientResponse]],
        Awaited[responses.BatchUpdateResponse[ClientResponse]],
        Awaited[responses.BaseRestliResponse[ClientResponse]],
        Awaited[responses.BatchDeleteResponse[ClientResponse]],
        Awaited[responses.ActionResponse[ClientResponse]],
    ],
    ReadingMethods[
        Awaited[responses.GetResponse[ClientResponse]],
        Awaited[responses.BatchGetResponse[ClientResponse]],
        Awaited[responses.CollectionResponse[ClientResponse]],
        Awaited[responses.BatchFinderResponse[ClientResponse]],
    ],
    PagingMethods[AsyncPaginator],
    Adjustable[AsyncTokenSource],
    AsyncUploadMethods,
):
    """Calls LinkedIn's APIs without blocking.

    Methods, arguments, responses and errors are those of `RestliClient`; you await the calls.
    Transport errors are also `aiohttp` errors. Many tasks can share a client.

    Args:
        base_url: as for `RestliClient`.
        access_token: a token, a token provider, or a function or coroutine function that
            returns either.
        version_string: the default version.
        timeout: seconds to connect and read, as one number or a pair.
        total_timeout: seconds for a call including all its retries; `None` for no limit.
        max_answer_bytes: maximum size of an answer after decompression.
        connections: maximum number of open connections; further calls wait their turn.
        raise_for_status: raise `StatusError` for every status other than 2xx.
        retry: when to retry.
        observer: receives an `Event` for each request sent.
        budget: how many calls per day the program allows itself.
        batch_size: maximum number of ids per request. A larger batch is sent in several
            concurrent requests, and their answers are combined. `None` sends every batch in one
            request.
        headers: sent with every call.
        session: your own `aiohttp.ClientSession`, as for `RestliClient`. It belongs to the
            running event loop, so create the client there. Pickling the client leaves it out.
        clock: as for `RestliClient`.
        monotonic: as for `RestliClient`.
        sleep: as for `RestliClient`, but a coroutine function.

    Example:
        >>> import asyncio
        >>> async def names(*ids: int) -> list[str]:
        ...     async with AsyncRestliClient(access_token=token, version_string="202608") as client:
        ...         responses = await asyncio.gather(*(client.get(f"/adAccounts/{i}") for i in ids))
        ...         return [response.entity["name"] for response in responses]
        >>> asyncio.run(names(512000001, 512000002))
        ['Lovelace Engines', 'Babbage & Sons']
    """

    _paginator = AsyncPaginator

    def __init__(
        self,
        *,
        base_url: str | None = None,
        access_token: AsyncTokenSource | None = None,
        version_string: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = None,
        max_answer_bytes: int = DEFAULT_MAX_ANSWER,
        connections: int = DEFAULT_CONNECTIONS,
        raise_for_status: bool = False,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
        budget: RateBudget | None = None,
        batch_size: int | None = None,
        headers: Headers | None = None,
        session: aiohttp.ClientSession | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._configure(base_url, access_token, version_string, headers, batch_size)
        watch = SunsetWatch.over(self.base_url)
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(
            retry, raise_for_status, observer, budget, monotonic, clock, watch, limits.total
        )
        super().__init__(limits, connections, conduct, session, sleep)
        self._connections = connections

    async def _send_batch(self, call: Call, *options: Any) -> Any:
        parts = split(call, self._batch_size)
        if len(parts) == 1:
            return await self._send(call, *options)
        batch = Batch(parts)
        to_send = batch.to_send()

        async def send_next() -> None:
            for number, part in to_send:
                try:
                    batch.answer(
                        number, await self._send(part, *options, response_type=PartResponse)
                    )
                except LinkedInError as error:
                    batch.fail(number, error)

        width = min(self._connections, len(parts))
        senders = [asyncio.create_task(send_next()) for _ in range(width)]
        try:
            await asyncio.gather(*senders)
        finally:
            await cancel_all(senders)
        return batch.outcome(self._conduct.raises)
