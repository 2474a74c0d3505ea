"""Where LinkedIn sends the member back: one address of this machine, for one answer."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import click

_PAGE: Final = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>LinkedIn</title>
<body style="font:1.1rem system-ui;margin:4rem auto;max-width:32rem">
<h1>Back to the terminal</h1><p>You can close this page. The terminal shows how it went.</p>
"""
_HEADERS: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
)
#: `localhost` may mean either, and browsers try both.
_LOOPBACK: Final = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def loopback_url(text: str) -> SplitResult:
    """Return the parts of a redirect URL if this machine can listen there.

    Raises:
        click.UsageError: it cannot; the message shows a URL that works.
    """
    parts = urlsplit(text)
    try:
        is_local = parts.scheme == "http" and parts.hostname in _LOCAL and parts.port
    except ValueError:
        is_local = False
    if not is_local:
        raise click.UsageError(
            f"--redirect-url must be on this machine, with a port, such as"
            f" http://localhost:8914/callback, not {text}; for another URL use --paste"
        )
    return parts


@dataclass(frozen=True, slots=True)
class Callback:
    """Waits for the member to come back."""

    _queries: SimpleQueue[str] = field(default_factory=SimpleQueue)

    def wait(self, seconds: float) -> str | None:
        """Return the query of the address the member came back to; `None` if they did not."""
        try:
            return self._queries.get(timeout=seconds)
        except Empty:
            return None


@contextmanager
def listening(url: SplitResult) -> Iterator[Callback]:
    """Listen at a redirect URL until the block ends.

    Raises:
        click.ClickException: the port is taken; the message says how to see by whom, and the
            two ways out.
    """
    callback = Callback()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(server)
            for server in _servers(url, callback._queries)  # noqa: SLF001
        ]
        if not servers:
            raise click.ClickException("this machine has no loopback address to listen on")
        for server in servers:
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            stack.callback(server.shutdown)
        yield callback


def _servers(url: SplitResult, queries: SimpleQueue[str]) -> Iterator[ThreadingHTTPServer]:
    """Bind both loopback addresses; a machine may lack one of them."""
    for family, address in _LOOPBACK:
        try:
            yield _server(family, address, url, queries)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise click.ClickException(_taken(url.port)) from None


def _server(
    family: socket.AddressFamily, address: str, url: SplitResult, queries: SimpleQueue[str]
) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5  # a browser may open a connection and send nothing

        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path != (url.path or "/") or not query:
                self.send_error(404)
                return
            with suppress(OSError):  # the browser has gone, and the answer counts
                self.send_response(200)
                for name, value in _HEADERS:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(_PAGE)
            queries.put(query)

        def log_message(self, *_: Any) -> None:
            """Log nothing: the path contains the code."""

    class Server(ThreadingHTTPServer):
        address_family = family
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Show nothing: a browser that goes away is no error."""

        def server_bind(self) -> None:
            if family == socket.AF_INET6:
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
            if exclusive is not None:  # Windows would share the port with another listener
                self.allow_reuse_address = False
                self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
            super().server_bind()

    return Server((address, url.port or 0), Handler)


def _taken(port: int | None) -> str:
    return (
        f"port {port} is taken by another program or reserved (to see which: lsof -i :{port}, or on"
        " Windows netstat -ano); stop it, register another redirect URL and pass it as"
        " --redirect-url, or use --paste"
    )
