"""What an exchange asks to be done, step by step; each client performs it in its own way."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from linkedin_api.clients.exchange.upload_request import UploadRequest
from linkedin_api.clients.limits import Timeout
from linkedin_api.restli.request import Request

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class NeedToken(NamedTuple):
    """Return the bearer token to use now, or its provider."""


class Send(NamedTuple):
    """Send this once and give an `Outcome`.

    Attributes:
        request: what is sent.
        seconds: the answer must have come whole within these.
        timeout: seconds to connect and read, where the call has its own.
    """

    request: Request | UploadRequest
    seconds: float | None = None
    timeout: Timeout | None = None


class Wait(NamedTuple):
    """Wait this many seconds."""

    seconds: float


class Work(NamedTuple):
    """Call `do`, which may block briefly but does not raise, and return its result."""

    do: Callable[[], Any]


class Join(NamedTuple):
    """Wait for another task's result; return `None` if it takes longer than `seconds`."""

    future: Future[Any]
    seconds: float


Step = NeedToken | Send | Wait | Work | Join
Steps = Generator[Step, Any, T]
