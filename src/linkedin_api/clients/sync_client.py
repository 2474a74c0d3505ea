"""What the synchronous clients share: one session, closed with the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from linkedin_api.clients.configuration import Timeout

if TYPE_CHECKING:
    import requests


class SyncClient:
    """A client with a `requests.Session` of its own."""

    def __init__(self, timeout: Timeout, raise_for_status: bool) -> None:
        # `requests` takes five times as long to import as all of this package, so it is
        # loaded with the first client and not before.
        from linkedin_api.clients.transport import Transport

        self._transport = Transport(timeout, raise_for_status)

    @property
    def session(self) -> requests.Session:
        """The session in use; its headers, auth, hooks, proxies and adapters take effect."""
        return self._transport.session

    def close(self) -> None:
        """Close the connections that are kept open."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
