"""The sandbox's last requests, decoded; bounded, so it can run for weeks."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

#: Bytes; of larger requests the journal keeps neither keys nor parameters nor body.
_MEMORABLE: Final = 64 * 1024
#: Replaces the value of a secret.
HIDDEN: Final = "***"


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request that was answered.

    Attributes:
        verb: HTTP method; of a tunnelled request, the true one.
        path: raw path.
        status: of the answer; 0 if there was none (a fault, or the client had left).
        ms: milliseconds of work.
        at: when, in seconds since 1970 on the sandbox's clock.
        method: Rest.li method, `OAUTH`, `UPLOAD`, `PREFLIGHT`, or empty if none could be decided.
        name: of the finder or action.
        resource: name, empty if none was found.
        keys: wire texts, of the entity or the batch; empty, like `params` and `body`, for
            requests of more than 64 KB.
        params: query parameters, decoded; secrets of OAuth and a token are shown as `***`.
        body: decoded JSON.
        version: as printed by LinkedIn, empty where there is none.
        member: whose token it was, `None` for an application's or none.
        tunnelled: whether it came in a tunnel.
        headers: of the request, without `authorization`.
        fault: the fault that struck it; empty if none did.
        lacks: what was asked for that the sandbox does not have though LinkedIn has or may have
            it, such as `resource /rest/conversions`; empty if it lacks nothing.
        note: the sandbox's remark in a sentence; empty if it has none.
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
    fault: str = ""
    lacks: str = ""
    note: str = ""


@dataclass(slots=True)
class Trace:
    """What is known of a request so far, however far it gets.

    Attributes:
        verb: as it came, then the true one of a tunnelled request.
        path: raw.
        began: `time.perf_counter()` when it came.
        secrets: names of parameters that were taken out because they are secret.
        size: bytes of query and body; the other attributes are those of `RequestRecord`.
    """

    verb: str
    path: str
    began: float
    size: int = 0
    secrets: tuple[str, ...] = ()
    method: str = ""
    name: str = ""
    resource: str = ""
    keys: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    version: str = ""
    member: str | None = None
    tunnelled: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    lacks: str = ""
    note: str = ""

    def meant(self, verb: str, tunnelled: bool, size: int) -> None:
        """Record the request that was in a tunnel."""
        self.verb, self.tunnelled, self.size = verb, tunnelled, size

    def _shown_params(self) -> Mapping[str, Any]:
        if not self.secrets:
            return self.params
        return {**dict.fromkeys(self.secrets, HIDDEN), **self.params}

    def record(self, status: int, at: float) -> RequestRecord:
        """Return the record for the journal, without the token."""
        large = self.size > _MEMORABLE
        return RequestRecord(
            verb=self.verb,
            path=self.path,
            status=status,
            ms=(time.perf_counter() - self.began) * 1000,
            at=at,
            method=self.method,
            name=self.name,
            resource=self.resource,
            keys=() if large else self.keys,
            params={} if large else self._shown_params(),
            body=None if large else self.body,
            version=self.version,
            member=self.member,
            tunnelled=self.tunnelled,
            headers={name: text for name, text in self.headers.items() if name != "authorization"},
            fault=self.fault,
            lacks=self.lacks,
            note=self.note,
        )


class Journal:
    """The last requests, newest last.

    Args:
        size: how many are kept.
    """

    def __init__(self, size: int = 500) -> None:
        self._records: deque[RequestRecord] = deque(maxlen=size)

    def add(self, record: RequestRecord) -> None:
        """Record one request."""
        self._records.append(record)

    def clear(self) -> None:
        """Forget all requests."""
        self._records.clear()

    def records(self) -> list[RequestRecord]:
        """Return a copy, oldest first."""
        return list(self._records)
