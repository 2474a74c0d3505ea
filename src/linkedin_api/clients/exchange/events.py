"""Events for logs and observers: one for each request sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, NamedTuple

__all__ = ["Event", "Observer"]

logger: Final = logging.getLogger("linkedin_api")


class Event(NamedTuple):
    """One request and its result, without token and body.

    Attributes:
        method: the Rest.li method, or the OAuth grant.
        resource: the path template, such as `/adAccounts/{id}`.
        status: the HTTP status; `None` if no answer came.
        seconds: how long it took.
        attempt: 1 for the first attempt.
        request_id: LinkedIn's support asks for it.
        error: why no answer came.
        wait: seconds until the retry; `None` if there is none.
        reason: the reason for the retry.
    """

    method: str
    resource: str
    status: int | None
    seconds: float
    attempt: int
    request_id: str | None = None
    error: str | None = None
    wait: float | None = None
    reason: str | None = None


#: Gets every event, for example to count them; must not raise.
Observer = Callable[[Event], None]


def log(event: Event) -> None:
    """Log an event in one line: retries as warnings, the rest at debug level."""
    level = logging.DEBUG if event.wait is None else logging.WARNING
    came = event.status if event.error is None else event.error
    again = "" if event.wait is None else f", retry in {event.wait:.1f} s: {event.reason}"
    logger.log(
        level,
        "%s %s: %s in %.0f ms (attempt %d, request id %s)%s",
        event.method,
        event.resource,
        came,
        event.seconds * 1000,
        event.attempt,
        event.request_id or "-",
        again,
    )
