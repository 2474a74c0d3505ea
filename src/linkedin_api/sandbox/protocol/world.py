"""The world around the protocol: what Rest.li's server asks of the sandbox it runs in."""

from __future__ import annotations

from typing import Protocol

from linkedin_api.sandbox.protocol.store import Store


class Time(Protocol):
    """The sandbox's clock."""

    def now(self) -> float:
        """Return seconds since 1970-01-01 UTC."""

    def milliseconds(self) -> int:
        """Return whole milliseconds since 1970-01-01 UTC."""


class Caller(Protocol):
    """Whose call it is."""

    @property
    def client_id(self) -> str:
        """The application's id."""

    @property
    def member(self) -> str | None:
        """Id of the person; `None` for an application's own call."""

    @property
    def scopes(self) -> frozenset[str]:
        """The names of what the caller may do."""


class World(Protocol):
    """What calls are read against."""

    @property
    def store(self) -> Store:
        """All entities."""

    @property
    def clock(self) -> Time:
        """The time."""

    @property
    def url(self) -> str:
        """The server's URL in answers, without a slash at the end."""

    def authenticate(self, header: str | None, in_query: str | None) -> Caller:
        """Return the caller, by `Authorization` or a token in the query; raises `Refused`."""

    def check_version(self, header: str | None) -> str:
        """Return the API's version as answers print it; raises `Refused`."""
