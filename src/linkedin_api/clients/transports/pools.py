"""Apply a client's limits to the connection pools of a `requests` session.

The program may supply the session and its adapters. So the client's limits are applied below
both, where an adapter asks for a pool: the default timeout, the time for the whole answer, and
the size of the answer.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse, parse_headers
from typing import Any, Final

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout as PoolTimeout

from linkedin_api.clients.limits import NO_TIME_LEFT, OUT_OF_TIME, Limits, connect_and_read
from linkedin_api.clients.transports.decompression import (
    TooLargeError,
    UndecodableError,
    decompress,
    too_large,
)
from linkedin_api.clients.transports.program_errors import is_of_program
from linkedin_api.clients.transports.secret_queries import without_query
from linkedin_api.clients.transports.sync_errors import (
    AnswerBrokeOff,
    AnswerTooLarge,
    AnswerUndecodable,
    ConnectTimedOut,
    RequestFailed,
    TimedOut,
)
from linkedin_api.errors import TransportError


class LimitedRequest(requests.PreparedRequest):
    """A request with its limits and, while it is under way, its deadline."""

    limits: Limits = Limits()
    deadline: Deadline | None = None


class _Current(threading.local):
    """The request that this thread is sending."""

    request: LimitedRequest | None = None


_current: Final = _Current()
#: Pools that a forked child inherited. It must neither close them nor wait for them.
_inherited: Final[list[Any]] = []


def apply_limits(adapter: BaseAdapter) -> None:
    """Make an adapter apply the limits of limited requests; any others are unaffected."""
    if not isinstance(adapter, HTTPAdapter) or "_pool_before_limits" in vars(adapter):
        return
    pool_of = adapter.get_connection_with_tls_context

    def limited_pool(request: requests.PreparedRequest, *args: Any, **keywords: Any) -> Any:
        if not isinstance(request, LimitedRequest):
            return pool_of(request, *args, **keywords)
        with _SENDING:
            return _LimitedPool(pool_of(request, *args, **keywords), request)

    vars(adapter).update(_pool_before_limits=pool_of, get_connection_with_tls_context=limited_pool)


class _LimitedPool:
    """A connection pool for one request with limits."""

    __slots__ = ("_pool", "_request")

    def __init__(self, pool: Any, request: Any) -> None:
        object.__setattr__(self, "_pool", pool)
        object.__setattr__(self, "_request", request)

    def urlopen(self, *args: Any, timeout: Any = None, **keywords: Any) -> Any:
        """Send the request; the answer's body is read later."""
        limits = self._request.limits
        _watch_connections(self._pool)
        timeout = _filled(timeout, limits)
        _current.request = self._request
        try:
            with _SENDING:
                answer = self._pool.urlopen(*args, timeout=timeout, **keywords)
        finally:
            _current.request = None
        _drop_unreadable_cookies(answer)
        answer.stream = _limited(answer, limits.max_answer)
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)

    def __setattr__(self, name: str, value: Any) -> None:  # `requests` sets certificates
        setattr(self._pool, name, value)


def _filled(given: Any, limits: Limits) -> PoolTimeout:
    """Fill in the client's timeouts and limit them to the time of the whole call."""
    connect, read = connect_and_read(limits.timeout)
    if given is not None and given.total is not None:
        return given  # type: ignore[no-any-return]
    if given is not None:
        connect = connect if given.connect_timeout is None else given.connect_timeout
        read = read if given.read_timeout is None else given.read_timeout
    if limits.total is not None:
        connect = min(connect, limits.total)
    return PoolTimeout(connect=connect, read=read)


def _limited(answer: Any, most: int) -> Callable[..., Iterator[bytes]]:
    """The body of an answer, piece by piece, up to the allowed size."""
    stream = answer.stream
    encoding = answer.headers.get("content-encoding", "")

    def counted(*args: Any, **keywords: Any) -> Iterator[bytes]:
        size = 0
        with _READING:
            for piece in stream(*args, **keywords):
                size += len(piece)
                if size > most:
                    raise TooLargeError
                yield piece

    def limited(amt: int = 2**16, decode_content: bool | None = None) -> Iterator[bytes]:
        try:
            if encoding and decode_content:  # `urllib3` has no size limit
                whole = b"".join(counted(amt, decode_content=False))
                yield decompress(whole, encoding, most)
            else:
                yield from counted(amt, decode_content=decode_content)
        except Exception as error:
            answer.close()  # `urllib3` does not always do it
            if isinstance(error, TooLargeError):
                raise AnswerTooLarge(too_large(most)) from None
            if isinstance(error, UndecodableError):
                raise AnswerUndecodable(str(error)) from None
            raise

    return limited


class _Typed:
    """Converts exceptions that neither library expects into errors of this package."""

    __slots__ = ("_kind", "_what")

    def __init__(self, kind: type[TransportError], what: str) -> None:
        self._kind = kind
        self._what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception) and not (
            isinstance(error, _UNDERSTOOD) or is_of_program(error)
        ):
            raise self._kind(f"{self._what}: {without_query(repr(error))}") from error


#: These propagate unchanged, including `requests` errors.
_UNDERSTOOD: Final = (HTTPError, OSError, TooLargeError)
_SENDING: Final = _Typed(RequestFailed, "the request cannot be sent")
_READING: Final = _Typed(AnswerBrokeOff, "the answer cannot be read")


class Deadline:
    """The deadline for a request's complete answer; cuts the connection when it passes.

    Each byte restarts the read timeout, so a trickling answer would never time out.

    Attributes:
        passed: whether the connection has been cut.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, sock: Any) -> None:
        """Cut this connection at the deadline.

        Raises:
            TimedOut: the deadline has passed.
        """
        with self._lock:
            self._let_go()
            if self.passed:
                raise self.error()
            # A separate handle: TLS replaces the original socket object.
            self._handle = socket.fromfd(sock.fileno(), socket.AF_INET, socket.SOCK_STREAM)

    def end(self) -> None:
        """Cancel the deadline."""
        self._timer.cancel()
        with self._lock:
            self._let_go()

    def error(self) -> TimedOut:
        """The error to raise when the deadline has passed."""
        return TimedOut(OUT_OF_TIME)

    def _cut(self) -> None:
        with self._lock:
            self.passed = True
            if self._handle is not None:
                with suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None


@contextmanager
def within(seconds: float, request: LimitedRequest) -> Iterator[None]:
    """Cut the connection of a request without a complete answer in time.

    Raises:
        ConnectTimedOut: no time is left; nothing was sent.
        TimedOut: the connection was cut.
    """
    if seconds <= 0:
        raise ConnectTimedOut(NO_TIME_LEFT)
    request.deadline = deadline = Deadline(seconds)
    try:
        yield
    except Exception:
        if not deadline.passed:
            raise
    finally:
        deadline.end()
    if deadline.passed:  # an answer that was cut may look complete
        raise deadline.error()


class _FinalResponse(HTTPResponse):
    """The final answer. `http.client` passes over 100 alone, and takes 103 for an answer.

    The real one would then be the answer to the next request on the connection.
    """

    fp: Any

    def _read_status(self) -> Any:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 102 <= status <= 199:  # `http.client` reads on after 100 itself
                return version, status, reason
            parse_headers(self.fp)


class _Watched:
    """A connection that the current request can cut without leaking files."""

    sock: Any
    _begun: HTTPResponse | None = None

    def _new_conn(self) -> Any:
        sock = super()._new_conn()  # type: ignore[misc]
        _watch(sock)
        return sock

    def putrequest(self, *args: Any, **keywords: Any) -> Any:
        if self.sock is not None:  # open since an earlier request
            _watch(self.sock)
        return super().putrequest(*args, **keywords)  # type: ignore[misc]

    def response_class(self, *args: Any, **keywords: Any) -> HTTPResponse:
        self._begun = begun = _FinalResponse(*args, **keywords)
        return begun

    def getresponse(self) -> Any:
        try:
            with _READING:
                return super().getresponse()  # type: ignore[misc]
        except Exception:
            if self._begun is not None:
                self._begun.close()  # otherwise its file is open until it is garbage-collected
            raise
        finally:
            self._begun = None


def _watch(sock: Any) -> None:
    request = _current.request
    if request is not None and request.deadline is not None:
        request.deadline.watch(sock)


def _watch_connections(pool: Any) -> None:
    kind = pool.ConnectionCls
    if not issubclass(kind, _Watched):
        pool.ConnectionCls = type(kind.__name__, (_Watched, kind), {})


_has_no_age: Final = re.compile(
    r';\s*max-age\b(?!\s*=\s*"?-?[0-9]{1,15}"?\s*(?:[;,]|$))', re.IGNORECASE
).search


def _drop_unreadable_cookies(answer: Any) -> None:
    """Drop cookies for which `http.cookiejar` would warn with a traceback about its own bug."""
    headers: Any = getattr(getattr(answer, "_original_response", None), "msg", None) or {}
    for name in ("Set-Cookie", "Set-Cookie2"):
        if name in headers and any(map(_has_no_age, headers.get_all(name))):
            kept = [cookie for cookie in headers.get_all(name) if not _has_no_age(cookie)]
            del headers[name]
            for cookie in kept:
                headers[name] = cookie


class _NoQueries(logging.Filter):
    """Removes the query, which may be secret, from `urllib3`'s log of our requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _current.request is not None and isinstance(record.args, tuple):
            record.args = tuple(
                without_query(each) if isinstance(each, str) else each for each in record.args
            )
        return True


for _name in ("urllib3.connection", "urllib3.connectionpool"):
    logging.getLogger(_name).addFilter(_NoQueries())


def forget_connections(session: requests.Session) -> None:
    """Leave all connections of a session to the parent process."""
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            for manager in (adapter.poolmanager, *adapter.proxy_manager.values()):
                _abandon(manager)
            adapter.proxy_manager = {}
            made_with = (adapter._pool_connections, adapter._pool_maxsize)  # type: ignore[attr-defined]  # noqa: SLF001
            adapter.init_poolmanager(*made_with, block=adapter._pool_block)  # type: ignore[attr-defined]  # noqa: SLF001


def _abandon(manager: Any) -> None:
    """Close the sockets of a pool manager in this process, without using its locks."""
    _inherited.append(manager)
    for pool in list(getattr(manager.pools, "_container", {}).values()):
        waiting = pool.pool
        connections = list(waiting.queue)
        waiting.__init__(waiting.maxsize)  # a thread of the parent may hold its lock
        for connection in connections:
            if connection is not None and connection.sock is not None:
                connection.sock.close()
                connection.sock = None
