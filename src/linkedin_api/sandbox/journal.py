"""The sandbox's last requests, decoded; bounded, so it can run for weeks."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from linkedin_api.sandbox.clock import Clock

#: Bytes; of larger requests the journal keeps neither keys nor parameters nor body.
_MEMORABLE: Final = 64 * 1024
#: Entry of an ASGI scope in which pages put what they know of a request, for its record.
KNOWN: Final = "sandbox.known"
#: Replaces the value of a secret.
HIDDEN: Final = "***"


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request, as far as it is known.

    Attributes:
        verb: HTTP method; for a tunnelled request, the original one.
        path: raw path.
        status: status of the answer; 0 before the answer, and if there was none (because of a
            fault, or because the client had disconnected).
        ms: milliseconds that the sandbox worked on it.
        at: when it was answered, in seconds since 1970 by the sandbox's clock.
        method: Rest.li method, `OAUTH`, `UPLOAD`, `PREFLIGHT`, or empty if none could be decided.
        name: name of the finder or action.
        resource: name of the resource; empty if there is none.
        keys: keys of the entity or the batch, as sent; empty, like `params` and `body`, for
            requests larger than 64 KB.
        params: decoded query parameters; OAuth secrets and tokens appear as `***`.
        body: decoded JSON.
        version: as LinkedIn prints it; empty if there is none.
        member: id of the token's member; `None` for an application's token, or without a token.
        tunnelled: whether it was tunnelled.
        headers: headers of the request, without `authorization`.
        fault: the fault that was applied; empty if none was.
        lacks: what the sandbox lacks although LinkedIn has it or may have it, such as
            `resource /rest/conversions`; empty if it lacks nothing.
        note: a remark by the sandbox; empty if there is none.
    """

    verb: str
    path: str
    status: int = 0
    ms: float = 0
    at: float = 0
    method: str = ""
    name: str = ""
    resource: str = ""
    keys: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    version: str = ""
    member: str | None = None
    tunnelled: bool = False
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    fault: str = ""
    lacks: str = ""
    note: str = ""


Describe = Callable[..., RequestRecord]


def without_token(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that a record shows."""
    return {name: text for name, text in headers.items() if name != "authorization"}


class Journal:
    """The last requests, newest last; no more than its size."""

    def __init__(self, size: int, clock: Clock) -> None:
        self._records: deque[RequestRecord] = deque(maxlen=size)
        self._clock = clock

    def add(
        self, describe: Describe, status: int, began: float, size: int = 0, **known: Any
    ) -> None:
        """Record one request that was answered.

        Args:
            describe: makes its record; gets the attributes that are known only now.
            status: of the answer.
            began: `time.perf_counter()` when it came.
            size: bytes of its query and body.
            known: other attributes that became known with the answer.
        """
        if size > _MEMORABLE:
            known |= {"keys": (), "params": {}, "body": None}
        ms, at = (time.perf_counter() - began) * 1000, self._clock.now()
        self._records.append(describe(status=status, ms=ms, at=at, **known))

    def clear(self) -> None:
        """Forget all requests."""
        self._records.clear()

    def records(self) -> list[RequestRecord]:
        """Return a copy, oldest first."""
        return list(self._records)
