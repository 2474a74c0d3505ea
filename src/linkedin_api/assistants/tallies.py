"""Counts the calls to LinkedIn that one answer needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from linkedin_api.clients.exchange.events import Event
from linkedin_api.clients.exchange.quota import endpoint_of


@dataclass(slots=True)
class Tally:
    """The calls of one answer.

    Attributes:
        calls: requests sent, including retries.
        endpoints: where they went.
    """

    calls: int = 0
    endpoints: set[str] = field(default_factory=set)

    def note(self, event: Event) -> None:
        """Count a request."""
        self.calls += 1
        self.endpoints.add(endpoint_of(event.resource))


_current: ContextVar[Tally] = ContextVar("tally")


@contextmanager
def counting() -> Iterator[Tally]:
    """Count the calls of one answer; a thread that works on it counts for it too."""
    token = _current.set(Tally())
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def current() -> Tally:
    """The calls of the answer that is being worked on."""
    found = _current.get(None)
    if found is None:  # outside of an answer, such as for a resource
        found = Tally()
        _current.set(found)
    return found
