"""The base of the synchronous clients: a session and a conduct."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.configuration import Limits
from linkedin_api.clients.exchange import Conduct, Task, exchange
from linkedin_api.clients.response import BaseResponse

if TYPE_CHECKING:
    import requests

R = TypeVar("R", bound=BaseResponse[Any])


class SyncClient:
    """A client with its own `requests.Session`."""

    def __init__(self, limits: Limits, conduct: Conduct) -> None:
        # `requests` takes five times as long to import as this whole package, so only the
        # first client loads it.
        from linkedin_api.clients.transport import Transport

        self._transport = Transport(limits)
        self._conduct = conduct

    @property
    def session(self) -> requests.Session:
        """The session in use; its headers, auth, hooks, proxies and adapters take effect."""
        return self._transport.session

    @session.setter
    def session(self, session: requests.Session) -> None:
        self._transport.session = session

    def close(self) -> None:
        """Close the idle connections."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, task: Task, response_type: type[R], token: Callable[[], str] = str) -> R:
        return self._transport.run(exchange(task, self._conduct, response_type), token)
