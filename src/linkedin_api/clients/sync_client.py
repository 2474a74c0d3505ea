"""The base of the synchronous clients: a session and a conduct."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.exchange.conduct import Conduct, check_functions
from linkedin_api.clients.exchange.loop import exchange
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.limits import Limits
from linkedin_api.clients.response import BaseResponse

if TYPE_CHECKING:
    import requests

R = TypeVar("R", bound=BaseResponse[Any])


class SyncClient:
    """A client with a `requests.Session`: its own, or the program's."""

    def __init__(
        self,
        limits: Limits,
        conduct: Conduct,
        session: requests.Session | None,
        sleep: Callable[[float], None],
    ) -> None:
        # `requests` takes five times as long to import as this whole package, so only the
        # first client loads it.
        from linkedin_api.clients.transports.sync_transport import Transport, checked_session

        check_functions(sleep=sleep)
        self._transport = Transport(limits, checked_session(session), sleep)
        self._conduct = conduct
        self._owns_connections = session is None

    @property
    def session(self) -> requests.Session:
        """The session in use; its headers, auth, hooks, proxies and adapters take effect."""
        return self._transport.session

    @session.setter
    def session(self, session: requests.Session) -> None:
        self._transport.session = session

    def close(self) -> None:
        """Close the connections that are kept open, unless others use them.

        A session that the program brought stays open, and so do the connections of the client
        that this one was made of by `with_options`.
        """
        if self._owns_connections:
            self.session.close()

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _owns_connections=True)  # a copy shares them with nobody

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, task: Task, response_type: type[R], token: Callable[[], str] = str) -> R:
        return self._transport.run(exchange(task, self._conduct, response_type), token)
