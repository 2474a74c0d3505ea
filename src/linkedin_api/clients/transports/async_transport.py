"""The only module that uses `aiohttp`: it sends requests and returns complete answers."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from inspect import isawaitable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary, ref

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from linkedin_api.argument_checks import check_kind
from linkedin_api.clients.configuration import USER_AGENT
from linkedin_api.clients.exchange.retry import Outcome
from linkedin_api.clients.exchange.steps import Join, NeedToken, Send, Step, Steps, Wait, Work
from linkedin_api.clients.exchange.upload_request import UploadRequest, reply_to
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.headers import ACCEPTED, acceptable
from linkedin_api.clients.limits import NO_TIME_LEFT, OUT_OF_TIME, Limits, Timeout, connect_and_read
from linkedin_api.clients.transports.async_errors import (
    AsyncAnswerTooLarge,
    AsyncAnswerUndecodable,
    AsyncConnectTimedOut,
    AsyncRequestFailed,
    AsyncTimedOut,
    sent_once,
    translate,
    trusted,
)
from linkedin_api.clients.transports.decompression import (
    TooLargeError,
    UndecodableError,
    decompress,
    too_large,
)
from linkedin_api.clients.transports.program_errors import is_of_program
from linkedin_api.clients.transports.proxies import (
    NetworkEnvironment,
    UnusableProxyError,
    environment_proxy,
    network_environment,
)
from linkedin_api.clients.transports.secret_locals import forget_locals
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli.request import Request

T = TypeVar("T")

#: Schemes of the proxies that `aiohttp` supports.
_PROXY_SCHEMES = ("http", "https")
#: Sessions that a forked child inherited. It must not close them, since it shares the parent's
#: list of watched sockets.
_inherited: Final[list[Any]] = []


class AsyncTransport:
    """Sends requests through `aiohttp` sessions, one per event loop.

    It uses the proxies and certificates of the environment, but never a proxy for loopback. It
    does not follow redirects, so that no token or secret reaches another host. It keeps no
    cookies. A copy, a pickle and a forked child have nothing of the program's own session.
    """

    def __init__(
        self,
        limits: Limits,
        connections: int,
        session: aiohttp.ClientSession | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.sleep = sleep
        self._limits = limits
        self._connections = connections
        self._timeout = _timeout_of(limits.timeout)
        self._given = None if session is None else GivenSession(session, self._timeout)
        self._environment = NetworkEnvironment()
        self._seen: tuple[str | None, ...] = ()
        self._ways: dict[str, dict[str, Any]] = {}
        self._begin()
        renew_in_children(self)

    def _begin(self) -> None:
        self._latest: Callable[[], Any] = lambda: None
        self._sessions: WeakKeyDictionary[Any, aiohttp.ClientSession] = WeakKeyDictionary()
        self._keepers: WeakKeyDictionary[Any, AsyncGenerator[None]] = WeakKeyDictionary()

    def after_fork(self) -> None:
        """Open new connections."""
        _inherited.append((self._sessions, self._keepers, self._given))
        self._given = None
        self._begin()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._limits, self._connections, None, self.sleep)

    @property
    def session(self) -> aiohttp.ClientSession:
        """The program's own session, or that of the running loop, made when first used."""
        loop = asyncio.get_running_loop()
        if self._given is not None:
            return self._given.in_loop(loop)
        session = self._sessions.get(loop)
        if session is None or session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections)
            session = self._sessions[loop] = self._open(connector)
        return session

    def _open(
        self, connector: aiohttp.BaseConnector | None, **options: Any
    ) -> aiohttp.ClientSession:
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED},
            timeout=self._timeout,
            auto_decompress=False,  # it has no size limit
            **options,
        )
        # As `sent_once`, at no cost: `aiohttp` itself switches it off for tests.
        session._retry_connection = False  # noqa: SLF001
        return session

    async def close(self) -> None:
        """Close the idle connections of the running loop."""
        session = self._sessions.pop(asyncio.get_running_loop(), None)
        if session is not None:
            await session.close()

    async def run(self, steps: Steps[T], token: Callable[[], Any]) -> T:
        """Perform the steps of an exchange until it ends.

        `token` returns the bearer token, a provider, or an awaitable of either.

        Raises:
            TransportError: no complete answer came; also an `aiohttp` error.
            StatusError: if the exchange raises for error statuses.
        """
        came: Any = None
        step: Step | None = None
        try:
            while True:
                try:
                    step = steps.send(came)
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]
                if isinstance(step, Send):
                    came = await self._send(step)
                elif isinstance(step, NeedToken):
                    came = token()
                    if not isinstance(came, str) and isawaitable(came):
                        came = await came
                else:
                    came = await self._perform(step)
        except BaseException as error:
            came = step = None  # they may have the token
            forget_locals(error)
            raise
        finally:
            steps.close()  # at once, since others may be waiting for its result

    async def _perform(self, step: Wait | Work | Join) -> Any:
        if isinstance(step, Wait):
            return await self.sleep(step.seconds)
        if isinstance(step, Work):
            return await asyncio.to_thread(step.do)
        return await _join(step)

    async def _send(self, step: Send) -> Outcome:
        """Send a request once and read the complete answer."""
        if step.seconds is not None and step.seconds <= 0:
            error = AsyncConnectTimedOut(NO_TIME_LEFT)
            return Outcome(error=translate(error, step.request.asked))
        loop = asyncio.get_running_loop()
        if self._latest() is not loop:
            await self._enter(loop)
        timer = None
        try:
            if step.seconds is None:
                return await self._answer(step)
            timer = asyncio.timeout(step.seconds)
            async with timer:
                return await self._answer(step)
        except InvalidArgumentError:
            raise
        except Exception as error:  # whatever the library raises about an answer
            if is_of_program(error):
                raise
            if timer is not None and timer.expired():
                error = AsyncTimedOut(OUT_OF_TIME)
            return Outcome(error=translate(error, step.request.asked))

    async def _enter(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start working in a loop, or return to it."""
        if loop not in self._keepers:
            self._keepers[loop] = keeper = _close_with_loop(self._sessions)
            await anext(keeper)
        self._latest = ref(loop)

    def _answer(self, step: Send) -> Coroutine[Any, Any, Outcome]:
        request = step.request
        options = self._way_to(request.host)
        if step.timeout is not None:
            options = {**options, "timeout": _timeout_of(step.timeout)}
        if isinstance(request, UploadRequest):
            return self._upload(request, options)
        session = self.session
        if self._given is not None:
            request = request.with_headers({**self._given.headers, **request.headers})
            options = {**self._given.options, **options}
        return self._send_by(session, request, options)

    async def _upload(self, request: UploadRequest, options: dict[str, Any]) -> Outcome:
        """Send an upload, which uses the session's connections but nothing else of it."""
        async with self._open(self.session.connector, connector_owner=False) as bare:
            sized = request.with_headers({"Content-Length": str(len(request.content))})
            return await self._send_by(bare, sized, options)

    async def _send_by(
        self,
        session: aiohttp.ClientSession,
        request: Request | UploadRequest,
        options: dict[str, Any],
    ) -> Outcome:
        async with session.request(
            request.verb,
            URL(request.url, encoded=True),  # otherwise yarl would rewrite the encoded URL
            headers=request.headers,
            data=request.content,
            allow_redirects=False,
            **options,
        ) as raw:
            length = raw.content_length
            if length is None or "Content-Encoding" in raw.headers:
                content = raw._body = await self._read(raw)  # noqa: SLF001  for its `text()`
            elif length > self._limits.max_answer:
                raise self._too_large()
            else:
                content = await raw.read()
        # Only ids of created entities ever contain more than ASCII.
        headers = raw.headers if request.promise else _as_latin_1(raw.headers)
        return Outcome(reply_to(request, raw.status, headers, content), raw)

    async def _read(self, raw: aiohttp.ClientResponse) -> bytes:
        """Read the whole body, decompressed."""
        most = self._limits.max_answer
        try:
            content = b"".join([piece async for piece in _pieces(raw, most)])
            return decompress(content, raw.headers.get("Content-Encoding", ""), most)
        except TooLargeError:
            raise self._too_large() from None
        except UndecodableError as error:
            raise AsyncAnswerUndecodable(str(error)) from None

    def _too_large(self) -> AsyncAnswerTooLarge:
        return AsyncAnswerTooLarge(too_large(self._limits.max_answer))

    def _way_to(self, host: str) -> dict[str, Any]:
        """The environment's proxy and certificates, read again only after a change."""
        seen = self._environment.now()
        if seen is not self._seen:
            self._seen, self._ways = seen, {}
        if host not in self._ways:
            self._ways[host] = {
                "proxy": _proxy_for(host),
                "ssl": _certificates() if host.startswith("https:") else True,
            }
        return self._ways[host]


class GivenSession:
    """A session of the program's own, for calls that need what the client's sessions have.

    Attributes:
        headers: what goes along unless the session says something else.
        options: for each request.
    """

    __slots__ = ("_loop", "_session", "headers", "options")

    def __init__(self, session: aiohttp.ClientSession, timeout: aiohttp.ClientTimeout) -> None:
        is_session = isinstance(session, aiohttp.ClientSession)
        check_kind(is_session, "session", "an aiohttp.ClientSession", session)
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            raise InvalidArgumentError(
                "session belongs to the event loop it was created in: create the client there too"
            ) from None
        self._session = session
        self.headers = {"Accept-Encoding": acceptable(session.headers.get("Accept-Encoding"))}
        if "User-Agent" not in session.headers:
            self.headers["User-Agent"] = USER_AGENT
        self.options: dict[str, Any] = {
            "auto_decompress": False,
            "middlewares": (sent_once, *session._middlewares),  # noqa: SLF001  a call's replace them
            "raise_for_status": False,
        }
        if session.timeout == aiohttp.client.DEFAULT_TIMEOUT:  # the program has not set one
            self.options["timeout"] = timeout

    def in_loop(self, loop: asyncio.AbstractEventLoop) -> aiohttp.ClientSession:
        """The session.

        Raises:
            InvalidArgumentError: it belongs to another loop, or is closed.
        """
        if loop is not self._loop:
            raise InvalidArgumentError("session belongs to a different event loop than this call")
        if self._session.closed:
            raise InvalidArgumentError(
                "session is closed: keep it open as long as the client is used"
            )
        return self._session


def _timeout_of(timeout: Timeout) -> aiohttp.ClientTimeout:
    connect, read = connect_and_read(timeout)
    return aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)


async def _pieces(raw: aiohttp.ClientResponse, most: int) -> AsyncGenerator[bytes]:
    size = 0
    async for piece in raw.content.iter_any():
        size += len(piece)
        if size > most:
            raise TooLargeError
        yield piece


async def _close_with_loop(
    sessions: WeakKeyDictionary[Any, aiohttp.ClientSession],
) -> AsyncGenerator[None]:
    """Close the session of a loop when the loop ends.

    A program that calls `asyncio.run` several times cannot close the session of an earlier loop.
    But a loop closes all generators that were started in it, including this one.
    """
    loop = asyncio.get_running_loop()
    try:
        yield
    finally:
        session = sessions.pop(loop, None)
        if session is not None:
            await session.close()


def _as_latin_1(headers: Any) -> Any:
    """Decode headers as `requests` does; `aiohttp` decodes them as UTF-8."""
    if all(map(str.isascii, headers.values())):
        return headers
    return CIMultiDict(
        (name, value.encode("utf-8", "surrogateescape").decode("latin-1"))
        for name, value in headers.items()
    )


def _proxy_for(host: str) -> str | None:
    try:
        return environment_proxy(host, _PROXY_SCHEMES)
    except UnusableProxyError as error:
        raise AsyncRequestFailed(str(error)) from None


def _certificates() -> ssl.SSLContext | bool:
    bundle = next(filter(None, network_environment()[-2:]), None)
    return True if bundle is None else trusted(bundle)


async def _join(step: Join) -> Any:
    try:
        return await asyncio.wait_for(asyncio.wrap_future(step.future), step.seconds)
    except TimeoutError:
        return None
