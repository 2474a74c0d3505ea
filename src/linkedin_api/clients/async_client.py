"""The base of the asynchronous clients: a session and a conduct."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.configuration import checked_connections
from linkedin_api.clients.coroutine_functions import mark_coroutine_function
from linkedin_api.clients.exchange.conduct import Conduct, check_functions
from linkedin_api.clients.exchange.loop import exchange
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.limits import Limits
from linkedin_api.clients.response import BaseResponse

if TYPE_CHECKING:
    import aiohttp

C = TypeVar("C")
R = TypeVar("R", bound=BaseResponse[Any])


class AsyncClient:
    """A client with an `aiohttp.ClientSession`: its own, or the program's."""

    def __init__(
        self,
        limits: Limits,
        connections: int,
        conduct: Conduct,
        session: aiohttp.ClientSession | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        try:
            from linkedin_api.clients.transports.async_transport import AsyncTransport
        except ModuleNotFoundError as error:
            needed = 'asynchronous clients need: pip install "linkedin-api-client[async]"'
            raise ModuleNotFoundError(needed, name=error.name) from error
        check_functions(sleep=sleep)
        self._transport = AsyncTransport(limits, checked_connections(connections), session, sleep)
        self._conduct = conduct
        self._owns_connections = True

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of the running loop; each loop has its own."""
        return self._transport.session

    async def close(self) -> None:
        """Close the idle connections of the running loop.

        Those of another loop are closed when `asyncio.run` ends it. A session that the program
        brought stays open, and so do the connections of the client that this one was made of by
        `with_options`.
        """
        if self._owns_connections:
            await self._transport.close()

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _owns_connections=True)  # a copy shares them with nobody

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _run(
        self, task: Task, response_type: type[R], token: Callable[[], Any] = str
    ) -> Coroutine[Any, Any, R]:
        return self._transport.run(exchange(task, self._conduct, response_type), token)


def looks_when_called(client: type[C]) -> type[C]:
    """Make an asynchronous client check the version when a method is called.

    The coroutine may run anywhere, for example in another task, where the line that called the
    method is not on the stack.
    """
    for name, method in list(vars(client).items()):
        if inspect.iscoroutinefunction(method):
            parameters = inspect.signature(method).parameters
            if "version_string" in parameters:
                place = list(parameters).index("version_string") - 1
                left_out = parameters["version_string"].default
                setattr(client, name, _looking(method, place, left_out))
    return client


def _looking(method: Callable[..., Any], place: int, left_out: object) -> Callable[..., Any]:
    @wraps(method)
    def look_and_call(client: Any, *given: Any, **named: Any) -> Any:
        version = named.get("version_string", left_out)
        client._look_at(given[place] if len(given) > place else version)  # noqa: SLF001
        return method(client, *given, **named)

    return mark_coroutine_function(look_and_call)
