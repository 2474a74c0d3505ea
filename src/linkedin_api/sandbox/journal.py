"""What the sandbox was asked lately, decoded; bounded, so it may run for weeks."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request that was answered.

    Attributes:
        verb: HTTP method; of a tunnelled request, the true one.
        path: raw path.
        status: of the answer.
        ms: milliseconds of work.
        at: when, in seconds since 1970 on the sandbox's clock.
        method: Rest.li method, `OAUTH`, or empty if none could be decided.
        name: of the finder or action.
        resource: name, empty if none was found.
        keys: wire texts, of the entity or the batch; empty, like `params` and `body`, for
            requests of more than 128 KB.
        params: query parameters, decoded; of OAuth without the secrets.
        body: decoded JSON.
        version: as printed by LinkedIn, empty where there is none.
        member: whose token it was, `None` for an application's or none.
        tunnelled: whether it came in a tunnel.
        headers: of the request, without `authorization`.
    """

    verb: str
    path: str
    status: int
    ms: float
    at: float
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


class Journal:
    """The last requests, newest last.

    Args:
        size: how many are kept.
    """

    def __init__(self, size: int = 500) -> None:
        self._records: deque[RequestRecord] = deque(maxlen=size)

    def add(self, record: RequestRecord) -> None:
        """Note one request."""
        self._records.append(record)

    def clear(self) -> None:
        """Forget all."""
        self._records.clear()

    def records(self) -> list[RequestRecord]:
        """Return a copy, oldest first."""
        return list(self._records)
