"""The base of the asynchronous clients: a session and a conduct."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.configuration import Limits
from linkedin_api.clients.exchange import Conduct, Task, exchange
from linkedin_api.clients.response import BaseResponse

if TYPE_CHECKING:
    import aiohttp

R = TypeVar("R", bound=BaseResponse[Any])


class AsyncClient:
    """A client with its own `aiohttp.ClientSession`."""

    def __init__(self, limits: Limits, connections: int, conduct: Conduct) -> None:
        try:
            from linkedin_api.clients.async_transport import AsyncTransport
        except ModuleNotFoundError as error:
            needed = 'asynchronous clients need: pip install "linkedin-api-client[async]"'
            raise ModuleNotFoundError(needed, name=error.name) from error
        self._transport = AsyncTransport(limits, connections)
        self._conduct = conduct

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of the running loop; each loop has its own."""
        return self._transport.session

    async def close(self) -> None:
        """Close the idle connections of the running loop.

        Those of another loop close when `asyncio.run` ends it.
        """
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _run(
        self, task: Task, response_type: type[R], token: Callable[[], Any] = str
    ) -> Coroutine[Any, Any, R]:
        return self._transport.run(exchange(task, self._conduct, response_type), token)
