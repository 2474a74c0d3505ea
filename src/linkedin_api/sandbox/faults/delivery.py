"""What a fault does on the wire: a late, different, partial or missing answer."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.faults.answers import body_of, oauth_body_of, page_of
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.faults.fault import OAUTH, Fault
from linkedin_api.sandbox.journal import KNOWN, Journal, RequestRecord, without_token
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send, read_headers
from linkedin_api.sandbox.protocol.methods import operation_of
from linkedin_api.sandbox.protocol.replies import (
    Parcel,
    name_headers,
    pack_bytes,
    send_parcel,
    write_json,
)

#: Name of the ASGI extension in which the server hands over the TCP connection.
TRANSPORT: Final = "sandbox.transport"
#: The status in the journal of a request that got no answer.
NO_ANSWER: Final = 0
#: Turns closing a socket into a reset (RST): linger, for 0 seconds.
_RESET: Final = struct.pack("ii", 1, 0)
Serve = Callable[[], Awaitable[Parcel]]


async def strike(
    fault: Fault, serve: Serve, request: RequestRecord, protocol: str, receive: Receive
) -> Parcel | None:
    """Apply a fault to one request, without sending the answer.

    Args:
        fault: what happens.
        serve: executes the request and packs the true answer.
        request: what is known of it.
        protocol: of the request.
        receive: ASGI's; the body was read already.

    Returns:
        What to send; `None` if there will be no answer.
    """
    parcel = await serve() if fault.when == "after" else None
    if fault.delay and not await _stays(receive, fault.delay):
        return None
    if fault.reset_connection:
        return None
    if fault.replaces:
        parcel = _parcel_of(fault, request, protocol)
    return _with_headers(parcel or await serve(), fault)


async def deliver(
    fault: Fault, parcel: Parcel | None, scope: Scope, receive: Receive, send: Send
) -> None:
    """Send what a fault leaves of an answer: all, a part, or a reset of the connection."""
    if parcel is None:
        if fault.reset_connection:
            await _reset(scope, receive)
        return
    if fault.truncate_body is None or not parcel.body:
        await send_parcel(send, parcel)
        return
    size = min(fault.truncate_body, len(parcel.body) - 1)
    start = {"type": "http.response.start", "status": parcel.status, "headers": parcel.headers}
    await send(start)
    await send({"type": "http.response.body", "body": parcel.body[:size], "more_body": True})
    _transport(scope).close()
    await _gone(receive)


def status_of(parcel: Parcel | None) -> int:
    """Return the status for the journal."""
    return NO_ANSWER if parcel is None else parcel.status


async def _stays(receive: Receive, seconds: float) -> bool:
    """Wait; return whether the client is still there."""
    import asyncio

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await _gone(receive)
        return False
    return True


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _reset(scope: Scope, receive: Receive) -> None:
    transport = _transport(scope)
    if transport.is_closing():
        return  # the client was faster
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    transport.abort()
    await _gone(receive)


def _transport(scope: Scope) -> Any:
    return scope["extensions"][TRANSPORT]["transport"]


def _parcel_of(fault: Fault, request: RequestRecord, protocol: str) -> Parcel:
    """Pack the answer that a fault gives instead of the true one."""
    status = fault.status or 200
    page = fault.html if fault.body is None else None
    if page is None and fault.body is None:
        page = page_of(status)
    if page is not None:
        return pack_bytes(status, page.encode("utf-8", "replace"), b"text/html")
    marked = {"X-RestLi-Error-Response": "true"} if status >= 400 else {}
    headers = [] if request.method == OAUTH else name_headers(marked, protocol)
    return pack_bytes(status, _body_of(fault, status, request), headers=headers)


def _body_of(fault: Fault, status: int, request: RequestRecord) -> bytes:
    if isinstance(fault.body, str):
        return fault.body.encode("utf-8", "replace")
    if fault.body is not None:
        return write_json(fault.body)
    if request.method == OAUTH:
        return write_json(oauth_body_of(status))
    operation = operation_of(request.method, request.name)
    return write_json(
        body_of(status, resource=request.resource, operation=operation, version=request.version)
    )


def _with_headers(parcel: Parcel, fault: Fault) -> Parcel:
    headers = fault.headers or {}
    own = [(name.encode("latin-1"), text.encode("latin-1")) for name, text in headers.items()]
    return parcel._replace(headers=[*parcel.headers, *own])


Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class FaultyPages:
    """An ASGI application that faults can strike, though it knows nothing of them.

    Its requests are recorded if they are struck, or if it put something into the entry `KNOWN`
    of their scope.

    Args:
        pages: the application, such as the authorization server.
        faults: what may strike.
        journal: records the requests.
        method: what the journal and faults call its requests.
    """

    def __init__(
        self, pages: Application, faults: FaultBook, journal: Journal, method: str = OAUTH
    ) -> None:
        self._pages = pages
        self._faults = faults
        self._journal = journal
        self._method = method

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        began = time.perf_counter()
        known: dict[str, Any] = {}
        scope[KNOWN] = known
        shown = without_token(read_headers(scope["headers"]))
        path = scope["raw_path"].decode("latin-1")
        describe = partial(RequestRecord, scope["method"], path, method=self._method, headers=shown)
        request = describe()
        fault = self._faults.draw(request)
        if fault is None:
            parcel = await _collect(self._pages, scope, receive)
            if known:
                self._journal.add(describe, parcel.status, began, **known)
            await send_parcel(send, parcel)
            return
        serve = partial(_collect, self._pages, scope, await _read_ahead(receive))
        struck = await strike(fault, serve, request, "", receive)
        self._journal.add(describe, status_of(struck), began, **known, fault=str(fault))
        await deliver(fault, struck, scope, receive, send)


async def _read_ahead(receive: Receive) -> Receive:
    """Read a body, and return what gives it again: a fault may wait before pages read it."""
    events = deque([await receive()])
    while events[-1].get("more_body"):
        events.append(await receive())

    async def again() -> MutableMapping[str, Any]:
        return events.popleft() if events else await receive()

    return again


async def _collect(pages: Application, scope: Scope, receive: Receive) -> Parcel:
    """Return the answer of an application without sending it."""
    started: MutableMapping[str, Any] = {}
    pieces: list[bytes] = []

    async def keep(event: MutableMapping[str, Any]) -> None:
        if event["type"] == "http.response.start":
            started.update(event)
        else:
            pieces.append(event.get("body", b""))

    await pages(scope, receive, keep)
    return Parcel(started["status"], list(started["headers"]), b"".join(pieces))
