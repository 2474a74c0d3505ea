"""The server under a sandbox: uvicorn on a thread of its own, ready when it says so.

Imported only when a sandbox is started, since uvicorn and starlette may be absent.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any, Final

import httptools  # noqa: F401  # so that its absence is noticed before a thread is started
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.app import SandboxApp
from linkedin_api.sandbox.dated import Dated
from linkedin_api.sandbox.faults.strikes import TRANSPORT
from linkedin_api.sandbox.journal import Journal
from linkedin_api.sandbox.oauth.authority import Authority

_BACKLOG: Final = 4096
_START_SECONDS: Final = 10
_STOP_SECONDS: Final = 10
_STOP_TICK: Final = 0.002


def serve(
    api: Api,
    authority: Authority,
    journal: Journal,
    controls: Controls,
    host: str,
    port: int,
) -> RunningServer:
    """Start a server, and tell the API its URL.

    Raises:
        OSError: the port is taken.
    """
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    api.url = f"http://{shown}:{listener.getsockname()[1]}"
    app = SandboxApp(api, authority, journal, controls)
    return RunningServer(Dated(app, api.platform.clock), listener)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only then; with it
    # on, every answer would wait 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class RunningServer:
    """A server at work on its own thread."""

    def __init__(self, app: Dated, listener: socket.socket) -> None:
        self._listener = listener
        self._server = _Server(_configure(app))
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


class _Server(uvicorn.Server):
    """Tells when it is ready, and stops as soon as it is asked."""

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
        # Uvicorn's own waits a tenth of a second at least, which many tests would add up.
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

        def send_400_response(self, msg: str) -> None:
            """Answer what is no HTTP, of which the application never hears."""
            self.server_state.default_headers = [app.header()]
            super().send_400_response(msg)
            self.server_state.default_headers = []

    return Protocol


def _configure(app: Dated) -> uvicorn.Config:
    # `access_log=False` would silence that of a program which runs uvicorn itself.
    return uvicorn.Config(
        app, http=_protocol(app), ws="none", lifespan="off", loop="asyncio", log_config=None,
        server_header=False, date_header=False, timeout_keep_alive=75,
        timeout_graceful_shutdown=1, backlog=_BACKLOG, proxy_headers=False,
    )  # fmt: skip
