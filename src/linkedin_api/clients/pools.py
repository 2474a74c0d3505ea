"""Pools of connections below a session of `requests`, with the limits of a client.

A session may be the program's own, and so may its adapters. What a client decides is
therefore applied below both, where an adapter asks for a pool: the timeout where nobody has
set one, the time for the whole answer, and the size of the answer.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, Protocol

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout as PoolTimeout

from linkedin_api.clients.configuration import Limits, Timeout
from linkedin_api.clients.transport_errors import AnswerBrokeOff, AnswerTooLarge, TimedOut


class LimitedRequest(Protocol):
    """A request that knows its limits, and while it is under way, its socket."""

    limits: Limits
    socket: Any


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
        pool = pool_of(request, *args, **keywords)
        return _LimitedPool(pool, request) if is_limited(request) else pool

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
        timeout = _filled(timeout, limits.timeout)
        if limits.total is not None:
            _note_sockets(self._pool)
            _current.request = self._request
        try:
            answer = self._pool.urlopen(*args, timeout=timeout, **keywords)
        except (HTTPError, OSError):  # of `requests` too; these are understood
            raise
        except Exception as error:
            raise _unreadable(error) from error
        finally:
            _current.request = None
        answer.stream = _limited(answer, limits.max_answer)
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)

    def __setattr__(self, name: str, value: Any) -> None:  # `requests` sets certificates
        setattr(self._pool, name, value)


def _filled(given: Any, default: Timeout) -> PoolTimeout:
    """A timeout whose missing halves are the client's."""
    connect, read = default if isinstance(default, tuple) else (default, default)
    if given is None:
        return PoolTimeout(connect=connect, read=read)
    if given.total is not None:
        return given  # type: ignore[no-any-return]
    return PoolTimeout(
        connect=connect if given.connect_timeout is None else given.connect_timeout,
        read=read if given.read_timeout is None else given.read_timeout,
    )


def _limited(answer: Any, most: int) -> Callable[..., Iterator[bytes]]:
    """The body of an answer piece by piece, as long as it is no larger than allowed."""
    stream = answer.stream

    def limited(*args: Any, **keywords: Any) -> Iterator[bytes]:
        size = 0
        try:
            for piece in stream(*args, **keywords):
                size += len(piece)
                if size > most:
                    break
                yield piece
        except (HTTPError, OSError):  # of `requests` too; these are understood
            raise
        except Exception as error:
            raise _unreadable(error) from error
        if size > most:
            answer.close()
            raise AnswerTooLarge(f"the answer has more than {most:,} bytes")

    return limited


def _unreadable(error: Exception) -> AnswerBrokeOff:
    """What neither library has foreseen of an answer, as what it is."""
    return AnswerBrokeOff(f"the answer cannot be read: {error!r}")


@contextmanager
def within(seconds: float, request: LimitedRequest) -> Iterator[None]:
    """Cut the connection of a request that has no whole answer in time.

    Each byte restarts the timeout for reading, so an answer that trickles never ends by that.

    Raises:
        TimedOut: it was cut.
    """
    cut = threading.Event()

    def cut_off() -> None:
        cut.set()
        with suppress(OSError, AttributeError):
            request.socket.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(seconds, 0.001), cut_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if cut.is_set():
            raise TimedOut(f"no whole answer within {seconds:.3g} s") from error
        raise
    finally:
        timer.cancel()
        request.socket = None
    if cut.is_set():  # what ended where it was cut may look whole
        raise TimedOut(f"no whole answer within {seconds:.3g} s")


class _NotesSocket:
    """A connection that says which socket the current request goes through."""

    sock: Any

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self._note()

    def putrequest(self, *args: Any, **keywords: Any) -> Any:
        self._note()
        return super().putrequest(*args, **keywords)  # type: ignore[misc]

    def _note(self) -> None:
        if _current.request is not None:
            _current.request.socket = self.sock


def _note_sockets(pool: Any) -> None:
    kind = pool.ConnectionCls
    if not issubclass(kind, _NotesSocket):
        pool.ConnectionCls = type(kind.__name__, (_NotesSocket, kind), {})


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
