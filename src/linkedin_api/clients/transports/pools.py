"""Pools of connections below a session of `requests`, with the limits of a client.

A session may be the program's own, and so may its adapters. What a client decides is
therefore applied below both, where an adapter asks for a pool: the timeout where nobody has
set one, the time for the whole answer, and the size of the answer.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from typing import Any, Final, Protocol

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout as PoolTimeout

from linkedin_api.clients.limits import Limits, Timeout
from linkedin_api.clients.transports.decompression import (
    TooLargeError,
    UndecodableError,
    decompress,
)
from linkedin_api.clients.transports.secret_queries import without_query
from linkedin_api.clients.transports.sync_errors import (
    AnswerBrokeOff,
    AnswerTooLarge,
    AnswerUndecodable,
    RequestFailed,
    TimedOut,
)
from linkedin_api.errors import TransportError


class LimitedRequest(Protocol):
    """A request that knows its limits, and while it is under way, when it has to end."""

    limits: Limits
    deadline: Deadline | None


class _Current(threading.local):
    """The request that this thread sends."""

    request: LimitedRequest | None = None


_current: Final = _Current()
#: Pools that a child inherited: nothing of theirs may be closed or waited for there.
_inherited: Final[list[Any]] = []


def apply_limits(adapter: BaseAdapter, is_limited: Callable[[Any], bool]) -> None:
    """Have an adapter keep the limits of requests that have some.

    Args:
        adapter: of whatever kind; the requests of other sessions go through as they did.
        is_limited: whether a request is a `LimitedRequest`.
    """
    if not isinstance(adapter, HTTPAdapter) or "_pool_before_limits" in vars(adapter):
        return
    pool_of = adapter.get_connection_with_tls_context

    def limited_pool(request: requests.PreparedRequest, *args: Any, **keywords: Any) -> Any:
        if not is_limited(request):
            return pool_of(request, *args, **keywords)
        with _SENDING:
            return _LimitedPool(pool_of(request, *args, **keywords), request)

    vars(adapter).update(_pool_before_limits=pool_of, get_connection_with_tls_context=limited_pool)


class _LimitedPool:
    """A pool of connections for one request with limits."""

    __slots__ = ("_pool", "_request")

    def __init__(self, pool: Any, request: Any) -> None:
        object.__setattr__(self, "_pool", pool)
        object.__setattr__(self, "_request", request)

    def urlopen(self, *args: Any, timeout: Any = None, **keywords: Any) -> Any:
        """Send the request; the body of its answer has not been read then."""
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
    """A timeout whose missing halves are the client's, and that ends with the whole call."""
    connect, read = _pair(limits.timeout)
    if given is not None and given.total is not None:
        return given  # type: ignore[no-any-return]
    if given is not None:
        connect = connect if given.connect_timeout is None else given.connect_timeout
        read = read if given.read_timeout is None else given.read_timeout
    if limits.total is not None:
        connect = min(connect, max(limits.total, _AT_LEAST))
    return PoolTimeout(connect=connect, read=read)


def _pair(timeout: Timeout) -> tuple[float, float]:
    return timeout if isinstance(timeout, tuple) else (timeout, timeout)


def _limited(answer: Any, most: int) -> Callable[..., Iterator[bytes]]:
    """The body of an answer piece by piece, as long as it is no larger than allowed."""
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
            if encoding and decode_content:  # `urllib3` knows no limit
                whole = b"".join(counted(amt, decode_content=False))
                yield decompress(whole, encoding, most)
            else:
                yield from counted(amt, decode_content=decode_content)
        except Exception as error:
            answer.close()  # `urllib3` does not in every case
            if isinstance(error, TooLargeError):
                raise AnswerTooLarge(f"the answer has more than {most:,} bytes") from None
            if isinstance(error, UndecodableError):
                raise AnswerUndecodable(str(error)) from None
            raise

    return limited


class _Typed:
    """Raises what neither library has foreseen as an error of ours."""

    __slots__ = ("_kind", "_what")

    def __init__(self, kind: type[TransportError], what: str) -> None:
        self._kind = kind
        self._what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, _UNDERSTOOD):
            raise self._kind(f"{self._what}: {without_query(repr(error))}") from error


#: What is raised again as it is; errors of `requests` are among them.
_UNDERSTOOD: Final = (HTTPError, OSError, TooLargeError)
_SENDING: Final = _Typed(RequestFailed, "the request cannot be sent")
_READING: Final = _Typed(AnswerBrokeOff, "the answer cannot be read")


#: Seconds of a connection or a call that has no time left.
_AT_LEAST: Final = 0.001


class Deadline:
    """When a request has to have its whole answer; cuts its connection then.

    Each byte restarts the timeout for reading, so an answer that trickles never ends by that.

    Attributes:
        passed: whether it has been cut.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._seconds = seconds
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(max(seconds, _AT_LEAST), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, sock: Any) -> None:
        """Cut this connection when it is time.

        Raises:
            TimedOut: it is.
        """
        with self._lock:
            self._let_go()
            if self.passed:
                raise self.error()
            # A handle of its own: the socket itself is lost sight of when TLS begins.
            self._handle = socket.fromfd(sock.fileno(), socket.AF_INET, socket.SOCK_STREAM)

    def end(self) -> None:
        """Cut nothing any more."""
        self._timer.cancel()
        with self._lock:
            self._let_go()

    def error(self) -> TimedOut:
        """What to raise when it has passed."""
        return TimedOut(f"no whole answer within {self._seconds:.3g} s")

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
    """Cut the connection of a request that has no whole answer in time.

    Raises:
        TimedOut: it was cut.
    """
    request.deadline = deadline = Deadline(seconds)
    try:
        yield
    except Exception:
        if not deadline.passed:
            raise
    finally:
        deadline.end()
    if deadline.passed:  # what ended where it was cut may look whole
        raise deadline.error()


class _Watched:
    """A connection that the current request can cut, and that leaves nothing behind."""

    sock: Any
    _begun: HTTPResponse | None = None

    def _new_conn(self) -> Any:
        sock = super()._new_conn()  # type: ignore[misc]
        _watch(sock)
        return sock

    def putrequest(self, *args: Any, **keywords: Any) -> Any:
        if self.sock is not None:  # kept open since an earlier request
            _watch(self.sock)
        return super().putrequest(*args, **keywords)  # type: ignore[misc]

    def response_class(self, *args: Any, **keywords: Any) -> HTTPResponse:
        self._begun = begun = HTTPResponse(*args, **keywords)
        return begun

    def getresponse(self) -> Any:
        try:
            with _READING:
                return super().getresponse()  # type: ignore[misc]
        except Exception:
            if self._begun is not None:  # or its file stays open until somebody collects it
                self._begun.close()
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
    """Keep from `http.cookiejar` what it warns of as a bug of its own, with a traceback."""
    headers: Any = getattr(getattr(answer, "_original_response", None), "msg", None) or {}
    for name in ("Set-Cookie", "Set-Cookie2"):
        if name in headers and any(map(_has_no_age, headers.get_all(name))):
            kept = [cookie for cookie in headers.get_all(name) if not _has_no_age(cookie)]
            del headers[name]
            for cookie in kept:
                headers[name] = cookie


class _NoQueries(logging.Filter):
    """Takes the query, which may be a secret, out of what `urllib3` logs of our requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _current.request is not None and isinstance(record.args, tuple):
            record.args = tuple(
                without_query(each) if isinstance(each, str) else each for each in record.args
            )
        return True


for _name in ("urllib3.connection", "urllib3.connectionpool"):
    logging.getLogger(_name).addFilter(_NoQueries())


def forget_connections(session: requests.Session) -> None:
    """Leave all connections of a session to the process that this one was forked from."""
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            for manager in (adapter.poolmanager, *adapter.proxy_manager.values()):
                _abandon(manager)
            adapter.proxy_manager = {}
            made_with = (adapter._pool_connections, adapter._pool_maxsize)  # type: ignore[attr-defined]  # noqa: SLF001
            adapter.init_poolmanager(*made_with, block=adapter._pool_block)  # type: ignore[attr-defined]  # noqa: SLF001


def _abandon(manager: Any) -> None:
    """Close the files of a pool manager in this process, without any of its locks."""
    _inherited.append(manager)
    for pool in list(getattr(manager.pools, "_container", {}).values()):
        waiting = pool.pool
        connections = list(waiting.queue)
        waiting.__init__(waiting.maxsize)  # a thread of the parent may have held its lock
        for connection in connections:
            if connection is not None and connection.sock is not None:
                connection.sock.close()
                connection.sock = None
