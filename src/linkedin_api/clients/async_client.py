"""The base of the asynchronous clients: a session and a conduct."""

from __future__ import annotations

import asyncio
import inspect
import sys
from collections.abc import Awaitable, Callable, Coroutine
from functools import update_wrapper, wraps
from types import FunctionType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.configuration import checked_connections
from linkedin_api.clients.exchange.conduct import Conduct, check_functions
from linkedin_api.clients.exchange.loop import exchange
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.limits import Limits
from linkedin_api.clients.response import BaseResponse

if TYPE_CHECKING:
    import aiohttp

C = TypeVar("C")
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
#: What an asynchronous call returns.
Awaited = Coroutine[Any, Any, T]
R = TypeVar("R", bound=BaseResponse[Any])


class AsyncClient:
    """A client with an `aiohttp.ClientSession`: its own, or the program's."""

    def __init__(
        self,
        limits: Limits,
        connections: int,
        conduct: Conduct,
        session: aiohttp.ClientSession | None,
        sleep: Callable[[float], Awaitable[None]],
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


def awaits(*sources: type) -> Callable[[type[C]], type[C]]:
    """Give an asynchronous client the public methods of these classes as coroutine functions.

    A call prepares everything but sends nothing; wrong arguments raise where it is awaited. A
    version that ends soon is looked at when a method is called: the coroutine may run anywhere, for
    example in another task, where the line that called the method is not on the stack.
    """

    def complete(client: type[C]) -> type[C]:
        for source in sources:
            for name, method in vars(source).items():
                if inspect.isfunction(method) and not name.startswith("_"):
                    setattr(client, name, _awaited(method, f"{client.__name__}.{name}"))
        return client

    return complete


def _awaited(method: Callable[..., Any], full_name: str) -> Callable[..., Any]:
    parameters = inspect.signature(method).parameters
    has_version = "version_string" in parameters
    place = list(parameters).index("version_string") - 1 if has_version else 0
    left_out = parameters["version_string"].default if has_version else None

    @wraps(method)
    def call(client: Any, *given: Any, **named: Any) -> Any:
        if has_version:
            version = named.get("version_string", left_out)
            client._look_at(given[place] if len(given) > place else version)  # noqa: SLF001
        try:
            coroutine = method(client, *given, **named)
        except Exception as error:  # noqa: BLE001  raised where it is awaited
            coroutine = _failing(error)
        coroutine.__qualname__ = full_name  # for the warning that it was never awaited
        return coroutine

    call.__qualname__ = full_name
    # The example is one of a synchronous client.
    call.__doc__ = (method.__doc__ or "").partition("Example:\n")[0]
    return mark_coroutine_function(call)


def mark_coroutine_function(function: F) -> F:
    """Mark a function as `async def` would; returns it.

    Mocks look at what a function wraps (from Python 3.12.6 on), so a copy of that is marked too.
    """
    if wrapped := getattr(function, "__wrapped__", None):
        function.__wrapped__ = mark_coroutine_function(_copied(wrapped))  # type: ignore[attr-defined]
    if sys.version_info >= (3, 12):
        return inspect.markcoroutinefunction(function)
    function._is_coroutine = asyncio.coroutines._is_coroutine  # type: ignore[attr-defined]  # noqa: SLF001
    return function


def _copied(function: Callable[..., Any]) -> Callable[..., Any]:
    code, names, defaults = function.__code__, function.__globals__, function.__defaults__
    copy = FunctionType(code, names, function.__name__, defaults, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    update_wrapper(copy, function, updated=())
    del copy.__wrapped__  # type: ignore[attr-defined]
    return copy


async def _failing(error: Exception) -> Any:
    raise error
