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
    """Give the bearer token to use now, or the provider that knows it."""


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
    """Let this many seconds pass."""

    seconds: float


class Work(NamedTuple):
    """Do this, which may block for a moment but does not raise, and give what it returns."""

    do: Callable[[], Any]


class Join(NamedTuple):
    """Give what somebody else is about to leave; `None` after so many seconds without it."""

    future: Future[Any]
    seconds: float


Step = NeedToken | Send | Wait | Work | Join
Steps = Generator[Step, Any, T]
