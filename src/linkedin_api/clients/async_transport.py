"""The one place that talks to `aiohttp`: finished requests out, whole answers back."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Coroutine
from inspect import isawaitable
from typing import Any, TypeVar

import aiohttp
from yarl import URL

from linkedin_api.clients.async_transport_errors import (
    TRANSLATED,
    AsyncRequestFailed,
    translate,
)
from linkedin_api.clients.configuration import USER_AGENT, Timeout, network_environment
from linkedin_api.clients.exchange import Join, NeedToken, Send, Steps, Wait, Work
from linkedin_api.clients.proxies import UnusableProxyError, environment_proxy
from linkedin_api.clients.retry import Outcome
from linkedin_api.clients.uploads.part import UploadRequest, reply_to
from linkedin_api.restli.request import Request

T = TypeVar("T")

#: Of proxies that `aiohttp` can use.
_PROXY_SCHEMES = ("http", "https")


class AsyncTransport:
    """Sends finished requests through a session of `aiohttp`.

    The proxies and certificates of the environment are honoured, its proxies never for
    loopback. Redirects are not followed: neither a token nor a secret may leave for another
    host. Cookies are not kept.

    Args:
        timeout: seconds to connect and read, together or as a pair.
        connections: how many may be open at once.
    """

    def __init__(self, timeout: Timeout, connections: int) -> None:
        self.sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
        self._made_with = (timeout, connections)
        connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._environment: tuple[str | None, ...] = ()
        self._proxies: dict[str, str | None] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._made_with

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session, made when first used, since it belongs to the running loop."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ssl=_certificates())
            self._session = self._open(connector)
        return self._session

    def _open(
        self, connector: aiohttp.BaseConnector | None, **options: Any
    ) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT},
            timeout=self._timeout,
            **options,
        )

    async def close(self) -> None:
        """Close the connections that are kept open."""
        if self._session is not None:
            await self._session.close()

    async def run(self, steps: Steps[T], token: Callable[[], Any]) -> T:
        """Perform the steps of an exchange until it ends.

        Args:
            steps: what is to be done.
            token: gives the bearer token, its provider, or a promise of it.

        Raises:
            TransportError: no whole answer came; also an error of `aiohttp`.
            StatusError: if the exchange raises for bad statuses.
        """
        came: Any = None
        try:
            while True:
                try:
                    step = steps.send(came)
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]
                if isinstance(step, Send):
                    came = await self._send(step.request)
                elif isinstance(step, NeedToken):
                    came = token()
                    if not isinstance(came, str) and isawaitable(came):
                        came = await came
                else:
                    came = await self._perform(step)
        finally:
            steps.close()  # at once, as others may wait for what it was about to do

    async def _perform(self, step: Wait | Work | Join) -> Any:
        if isinstance(step, Wait):
            return await self.sleep(step.seconds)
        if isinstance(step, Work):
            return await asyncio.to_thread(step.do)
        return await _join(step)

    def _send(self, request: Request | UploadRequest) -> Coroutine[Any, Any, Outcome]:
        if isinstance(request, UploadRequest):
            return self._upload(request)
        return self._send_by(self.session, request)

    async def _upload(self, request: UploadRequest) -> Outcome:
        """Send an upload, which shares the connections, but nothing of the session."""
        async with self._open(self.session.connector, connector_owner=False) as bare:
            headers = {**request.headers, "Content-Length": str(len(request.content))}
            return await self._send_by(bare, request._replace(headers=headers))

    async def _send_by(
        self, session: aiohttp.ClientSession, request: Request | UploadRequest
    ) -> Outcome:
        """Send a request once and read the whole answer."""
        try:
            async with session.request(
                request.verb,
                URL(request.url, encoded=True),  # or yarl would rewrite what is finished
                headers=request.headers,
                data=request.content,
                allow_redirects=False,
                proxy=self._proxy_for(request.host),
            ) as raw:
                content = await raw.read()
        except TRANSLATED as error:
            return Outcome(error=translate(error))
        return Outcome(reply_to(request, raw.status, raw.headers, content), raw)

    def _proxy_for(self, host: str) -> str | None:
        """The environment's proxy for a host, looked up again only after a change."""
        environment = network_environment()
        if environment != self._environment:
            self._environment, self._proxies = environment, {}
        if host not in self._proxies:
            try:
                self._proxies[host] = environment_proxy(host, _PROXY_SCHEMES)
            except UnusableProxyError as error:
                raise AsyncRequestFailed(str(error)) from None
        return self._proxies[host]


def _certificates() -> ssl.SSLContext | bool:
    bundle = next(filter(None, network_environment()[-2:]), None)
    return True if bundle is None else ssl.create_default_context(cafile=bundle)


async def _join(step: Join) -> Any:
    try:
        return await asyncio.wait_for(asyncio.wrap_future(step.future), step.seconds)
    except TimeoutError:
        return None
