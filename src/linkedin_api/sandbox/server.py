"""The server of a sandbox: uvicorn on its own thread; it signals when it is ready.

Imported only when a sandbox is started, since uvicorn and starlette may be absent.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httptools  # noqa: F401  # so that its absence is noticed before a thread is started
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from linkedin_api.sandbox.addresses import LINKEDIN_HOSTS, Place
from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.app import SandboxApp
from linkedin_api.sandbox.dated import Dated
from linkedin_api.sandbox.faults.delivery import TRANSPORT
from linkedin_api.sandbox.oauth.consent import Authorization

if TYPE_CHECKING:
    from linkedin_api.sandbox.certificates import Certificates

_BACKLOG: Final = 4096
_START_SECONDS: Final = 10
_STOP_SECONDS: Final = 10
_STOP_TICK: Final = 0.002


def serve(
    api: Api, authorization: Authorization, controls: Controls, place: Place
) -> RunningServer:
    """Start a server, and give the API its URL.

    Raises:
        OSError: the port is taken.
        ModuleNotFoundError: it needs TLS, and trustme is not installed.
    """
    certificates = _certificates(place)
    try:
        listener = _listen(place.host, place.port)
    except OSError:
        if certificates:
            certificates.forget()
        raise
    port = listener.getsockname()[1]
    api.url, api.world.addresses = place.url(port), place.addresses(port)
    app = SandboxApp(api, authorization, controls)
    return RunningServer(Dated(app, api.world.clock), listener, place, certificates)


def _certificates(place: Place) -> Certificates | None:
    if not place.secured:
        return None
    from linkedin_api.sandbox.certificates import make_certificates

    return make_certificates(place.names())


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only then; with it
    # on, every answer would wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        error.filename = f"{host}:{port}"  # the message shows it
        raise
    return listener


class RunningServer:
    """A server at work on its own thread.

    Attributes:
        ca_file: PEM file with the certificate that clients must trust; `None` without TLS.
        proxy_url: what `HTTPS_PROXY` is set to; `None` if it is not a proxy.
    """

    def __init__(
        self, app: Dated, listener: socket.socket, place: Place, certificates: Certificates | None
    ) -> None:
        port = listener.getsockname()[1]
        self._listener = listener
        self._certificates = certificates
        self.ca_file: Path | None = certificates.ca_file if certificates else None
        self.proxy_url = place.url(port, "http") if place.proxy else None
        self._server = _Server(_configure(app, _door(app, place, port, certificates)))
        self._thread = threading.Thread(target=self._serve, name="linkedin-sandbox", daemon=True)
        self._thread.start()
        if not self._server.ready.wait(_START_SECONDS):
            self.stop()
            raise RuntimeError("the sandbox did not start")

    def _serve(self) -> None:
        with contextlib.closing(self._listener):
            self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        """Stop, and wait until the port is free."""
        self._server.ask_to_stop()
        self._thread.join(_STOP_SECONDS)
        if self._certificates:
            self._certificates.forget()


class _Server(uvicorn.Server):
    """Signals when it is ready, and stops as soon as it is asked."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._asked: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop, self._asked = asyncio.get_running_loop(), asyncio.Event()
        self.ready.set()

    async def main_loop(self) -> None:
        asked = self._asked or asyncio.Event()
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002
        # Uvicorn's own waits at least a tenth of a second, which adds up over many tests.
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while state.connections or state.tasks:
                    await asyncio.sleep(_STOP_TICK)
        for task in state.tasks:
            task.cancel()

    def ask_to_stop(self) -> None:
        self.should_exit = True
        if self._loop is not None and self._asked is not None:
            with contextlib.suppress(RuntimeError):  # the loop may be closed already
                self._loop.call_soon_threadsafe(self._asked.set)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to the program that uses the sandbox.
        yield


#: The longest address in bytes that the parser takes.
_LONGEST_ADDRESS: Final = 65_535


def _protocol(app: Dated) -> type[HttpToolsProtocol]:
    class Protocol(HttpToolsProtocol):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            # Uvicorn's own log has whole addresses, with tokens and codes in their queries.
            self.access_log = False

        def on_message_begin(self) -> None:
            """Hand the TCP connection to the application, so that faults can cut or reset it."""
            super().on_message_begin()
            self.scope["extensions"] = {TRANSPORT: {"transport": self.transport}}

        def on_headers_complete(self) -> None:
            """Cut an address that the parser would refuse: the application answers it with 414."""
            self.url = self.url[:_LONGEST_ADDRESS]
            super().on_headers_complete()

        def send_400_response(self, msg: str) -> None:
            """Answer what is not HTTP; the application never sees it."""
            self.server_state.default_headers = [app.header()]
            super().send_400_response(msg)
            self.server_state.default_headers = []

    return Protocol


def _door(app: Dated, place: Place, port: int, certificates: Certificates | None) -> Any:
    """Return the factory of connections' protocols: HTTP at once, or detection first."""
    if certificates is None:
        return _protocol(app)
    from linkedin_api.sandbox.door import Door, Rules

    hosts = frozenset(LINKEDIN_HOSTS if place.proxy else ())
    rules = Rules(certificates.context, hosts, place.url(port), str(certificates.ca_file))
    return partial(Door, _protocol(app), rules)


def _configure(app: Dated, http: Any) -> uvicorn.Config:
    # `access_log=False` would silence that of a program which runs uvicorn itself.
    return uvicorn.Config(
        app, http=http, ws="none", lifespan="off", loop="asyncio", log_config=None,
        server_header=False, date_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=1, backlog=_BACKLOG, proxy_headers=False,
    )  # fmt: skip
