"""The asynchronous client for LinkedIn's APIs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.argument_docs import documents_arguments
from linkedin_api.clients.async_client import looks_when_called
from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.configuration import (
    DEFAULT_CONNECTIONS,
    AccessToken,
    AsyncTokenSource,
    ClientDefault,
    resolve_token,
)
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.exchange.task import task_of
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import BatchSize, Headers, Version
from linkedin_api.clients.restli.async_paginator import AsyncPaginator
from linkedin_api.clients.restli.batches import Batch, PartResponse
from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.clients.restli.pages import Listing
from linkedin_api.clients.restli.response import (
    ActionResponse,
    BaseRestliResponse,
    BatchCreateResponse,
    BatchDeleteResponse,
    BatchFinderResponse,
    BatchGetResponse,
    BatchUpdateResponse,
    CollectionResponse,
    CreateResponse,
    GetResponse,
    UpdateResponse,
)
from linkedin_api.clients.uploads.async_methods import AsyncUploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli import calls
from linkedin_api.restli.batches import split
from linkedin_api.restli.calls import Call

if TYPE_CHECKING:
    import aiohttp
    from aiohttp import ClientResponse

Params = Mapping[str, Any] | None
Entity = Mapping[str, Any]
R = TypeVar("R", bound=BaseRestliResponse[Any])


@documents_arguments(RestliClient)
@looks_when_called
class AsyncRestliClient(AsyncUploadMethods):
    """Calls LinkedIn's APIs without blocking.

    Methods, arguments, responses and errors are those of `RestliClient`; you await the calls.
    Transport errors are also `aiohttp` errors. Many tasks can share a client.

    Args:
        base_url: as for `RestliClient`.
        access_token: a token, a token provider, or a function or coroutine function that
            returns either.
        version_string: the version for calls without one.
        timeout: seconds to connect and read, as one number or a pair.
        total_timeout: seconds for a call with all its retries; `None` for no limit.
        max_answer_bytes: maximum size of an answer, decompressed.
        connections: maximum number of open connections; further calls wait their turn.
        raise_for_status: raise `StatusError` for every status other than 2xx.
        retry: when to retry.
        observer: gets an `Event` for each request sent.
        budget: how many calls a day the program allows itself.
        batch_size: ids of a batch that go into one request; larger batches are sent in
            several at once and answered as one. `None` sends every batch in one.
        headers: sent with every call.
        session: as for `RestliClient`, of `aiohttp`. It belongs to the running event loop, so make
            the client there; a pickle of the client does not hold it.
        clock: as for `RestliClient`.
        monotonic: as for `RestliClient`.
        sleep: as for `RestliClient`, a coroutine function.

    Example:
        >>> import asyncio
        >>> async def names(*ids: int) -> list[str]:
        ...     async with AsyncRestliClient(access_token=token, version_string="202608") as client:
        ...         responses = await asyncio.gather(*(client.get(f"/adAccounts/{i}") for i in ids))
        ...         return [response.entity["name"] for response in responses]
        >>> asyncio.run(names(512000001, 512000002))
        ['Lovelace Engines', 'Babbage & Sons']
    """

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

    def with_options(
        self,
        *,
        access_token: AsyncTokenSource | None = None,
        version_string: Version = ClientDefault.VERSION,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
        retry: Retry | None = None,
        batch_size: BatchSize = ClientDefault.BATCH_SIZE,
    ) -> Self:
        """A client with other options, which shares everything else with this one.

        See `RestliClient.with_options`.
        """
        return self._derived(access_token, version_string, timeout, headers, retry, batch_size)

    async def get(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> GetResponse[ClientResponse]:
        """Fetch one entity, or the value of a simple resource.

        See `RestliClient.get`.

        HTTP: `GET /resource/{key}`
        """
        call = calls.get(resource_path, path_keys, query_params)
        return await self._send(call, GetResponse, access_token, version_string, timeout, headers)

    async def batch_get(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchGetResponse[ClientResponse]:
        """Fetch several entities by id.

        See `RestliClient.batch_get`.

        HTTP: `GET /resource?ids=List(…)`
        """
        call = calls.batch_get(resource_path, ids, path_keys, query_params)
        return await self._send_batch(
            call, BatchGetResponse, access_token, version_string, timeout, headers
        )

    async def get_all(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CollectionResponse[ClientResponse]:
        """Fetch a page of a collection.

        See `RestliClient.get_all`.

        HTTP: `GET /resource`
        """
        call = calls.get_all(resource_path, path_keys, query_params)
        return await self._send(
            call, CollectionResponse, access_token, version_string, timeout, headers
        )

    async def finder(
        self,
        resource_path: str,
        finder_name: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CollectionResponse[ClientResponse]:
        """Fetch a page of a finder's results.

        See `RestliClient.finder`.

        HTTP: `GET /resource?q=name`
        """
        call = calls.finder(resource_path, finder_name, path_keys, query_params)
        return await self._send(
            call, CollectionResponse, access_token, version_string, timeout, headers
        )

    def paginate(
        self,
        resource_path: str,
        finder_name: str | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        cursor: str | None = None,
        key: str | Sequence[str] | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> AsyncPaginator:
        """Fetch a whole collection, or all results of a finder, page by page.

        See `RestliClient.paginate`; the result is for `async for`.

        HTTP: `GET /resource` or `GET /resource?q=name`, once for each page
        """
        self._look_at(version_string)
        timeout, headers = self._timeout_of(timeout), self._headers_of(headers)
        listing = Listing.of(resource_path, finder_name, path_keys, query_params, cursor, key)
        return AsyncPaginator(
            listing,
            lambda call: self._send(
                call, CollectionResponse, access_token, version_string, timeout, headers
            ),
        )

    async def batch_finder(
        self,
        resource_path: str,
        finder_name: str,
        finder_criteria: tuple[str, Sequence[Entity]],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchFinderResponse[ClientResponse]:
        """Query one finder with several criteria at once.

        See `RestliClient.batch_finder`.

        HTTP: `GET /resource?bq=name&criteria=List(…)`
        """
        call = calls.batch_finder(
            resource_path, finder_name, finder_criteria, path_keys, query_params
        )
        return await self._send_batch(
            call, BatchFinderResponse, access_token, version_string, timeout, headers
        )

    async def create(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CreateResponse[ClientResponse]:
        """Create an entity.

        See `RestliClient.create`.

        HTTP: `POST /resource`
        """
        call = calls.create(resource_path, entity, path_keys, query_params)
        return await self._send(
            call, CreateResponse, access_token, version_string, timeout, headers
        )

    async def batch_create(
        self,
        resource_path: str,
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchCreateResponse[ClientResponse]:
        """Create several entities; each can fail on its own.

        See `RestliClient.batch_create`.

        HTTP: `POST /resource` with `{"elements": […]}`
        """
        call = calls.batch_create(resource_path, entities, path_keys, query_params)
        return await self._send_batch(
            call, BatchCreateResponse, access_token, version_string, timeout, headers
        )

    async def update(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> UpdateResponse[ClientResponse]:
        """Replace an entity, or the value of a simple resource.

        See `RestliClient.update`.

        HTTP: `PUT /resource/{key}`
        """
        call = calls.update(resource_path, entity, path_keys, query_params)
        return await self._send(
            call, UpdateResponse, access_token, version_string, timeout, headers
        )

    async def batch_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchUpdateResponse[ClientResponse]:
        """Replace several entities; each can fail on its own.

        See `RestliClient.batch_update`.

        HTTP: `PUT /resource?ids=List(…)` with `{"entities": {key: entity}}`
        """
        call = calls.batch_update(resource_path, ids, entities, path_keys, query_params)
        return await self._send_batch(
            call, BatchUpdateResponse, access_token, version_string, timeout, headers
        )

    async def partial_update(
        self,
        resource_path: str,
        patch_set_object: Entity | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patch: Entity | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> UpdateResponse[ClientResponse]:
        """Change some fields of an entity.

        See `RestliClient.partial_update`.

        HTTP: `POST /resource/{key}` with `{"patch": {"$set": …}}`
        """
        call = calls.partial_update(resource_path, patch_set_object, patch, path_keys, query_params)
        return await self._send(
            call, UpdateResponse, access_token, version_string, timeout, headers
        )

    async def batch_partial_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        patch_set_objects: Sequence[Entity] | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patches: Sequence[Entity] | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchUpdateResponse[ClientResponse]:
        """Change some fields of several entities; each can fail on its own.

        See `RestliClient.batch_partial_update`.

        HTTP: `POST /resource?ids=List(…)` with `{"entities": {key: {"patch": …}}}`
        """
        call = calls.batch_partial_update(
            resource_path, ids, patch_set_objects, patches, path_keys, query_params
        )
        return await self._send_batch(
            call, BatchUpdateResponse, access_token, version_string, timeout, headers
        )

    async def delete(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BaseRestliResponse[ClientResponse]:
        """Delete an entity.

        See `RestliClient.delete`.

        HTTP: `DELETE /resource/{key}`
        """
        call = calls.delete(resource_path, path_keys, query_params)
        return await self._send(
            call, BaseRestliResponse, access_token, version_string, timeout, headers
        )

    async def batch_delete(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchDeleteResponse[ClientResponse]:
        """Delete several entities; each can fail on its own.

        See `RestliClient.batch_delete`.

        HTTP: `DELETE /resource?ids=List(…)`
        """
        call = calls.batch_delete(resource_path, ids, path_keys, query_params)
        return await self._send_batch(
            call, BatchDeleteResponse, access_token, version_string, timeout, headers
        )

    async def action(
        self,
        resource_path: str,
        action_name: str,
        access_token: AccessToken | None = None,
        action_params: Params = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> ActionResponse[ClientResponse]:
        """Run an action of a resource.

        See `RestliClient.action`.

        HTTP: `POST /resource?action=name`
        """
        call = calls.action(resource_path, action_name, action_params, path_keys, query_params)
        return await self._send(
            call, ActionResponse, access_token, version_string, timeout, headers
        )

    async def _send_batch(
        self,
        call: Call,
        response_type: type[R],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> R:
        parts = split(call, self._batch_size)
        if len(parts) == 1:
            return await self._send(
                call, response_type, access_token, version_string, timeout, headers
            )
        batch = Batch(parts, response_type)
        to_send = batch.to_send()

        async def send_next() -> None:
            for number, part in to_send:
                try:
                    answer = await self._send(
                        part, PartResponse, access_token, version_string, timeout, headers
                    )
                    batch.answer(number, answer)
                except LinkedInError as error:
                    batch.fail(number, error)

        width = min(self._connections, len(parts))
        senders = [asyncio.create_task(send_next()) for _ in range(width)]
        try:
            await asyncio.gather(*senders)
        finally:
            await cancel_all(senders)
        return batch.outcome(self._conduct.raises)

    def _send(
        self,
        call: Call,
        response_type: type[R],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> Coroutine[Any, Any, R]:
        task = task_of(call, self.base_url, self._chosen(version_string))
        task = self._with_options_of(task, timeout, headers)
        return self._run(
            task, response_type, lambda: resolve_token(access_token, self._access_token)
        )
