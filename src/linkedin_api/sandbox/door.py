"""The door of a sandbox with TLS or a proxy: recognizes a connection by its first bytes.

There is one port. TLS and `CONNECT` are recognized before a byte is read as HTTP; their
content goes to the same server. A tunnel ends here: nothing goes on to LinkedIn or elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final

_HANDSHAKE: Final = 0x16  # what TLS begins with; no method of HTTP does
_LONGEST_HEAD: Final = 64 * 1024
_LONGEST_NAME: Final = 100
_HTTPS_PORT: Final = "443"
_end_of_host = re.compile("[/?#]").split
#: Seconds that a client may take to close TLS.
_GOODBYE: Final = 0.2
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may come in, and how.

    Attributes:
        context: of the server's side of TLS.
        hosts: those that `CONNECT` may name; none if the sandbox is not a proxy.
        url: where the sandbox itself answers.
        ca_file: the certificate that clients must trust.
    """

    context: ssl.SSLContext
    hosts: frozenset[str]
    url: str
    ca_file: str

    @property
    def tls(self) -> bool:
        """Whether the sandbox itself serves TLS."""
        return self.url.startswith("https:")

    def refusal(self, verb: str, target: str) -> tuple[int, str] | None:
        """Return the status and the text that refuse a request's first line."""
        if verb == "CONNECT":
            host, _, port = target.rpartition(":")
            known = host.lower() in self.hosts and port == _HTTPS_PORT
            return None if known else (403, self._no_proxy_for(target))
        scheme, is_absolute, rest = target.partition("://")
        if not self.hosts or not is_absolute:
            return (400, f"this port speaks https: {self.url}") if self.tls else None
        # A few clients ask a proxy for https addresses in the clear, without CONNECT.
        host = _end_of_host(rest, 1)[0].lower().removesuffix(f":{_HTTPS_PORT}")
        known = scheme.lower() == "https" and host in self.hosts
        return None if known else (403, self._no_proxy_for(f"{scheme}://{host}"))

    def _no_proxy_for(self, target: str) -> str:
        if not self.hosts:
            return "the sandbox is a proxy only if it is started with --proxy (proxy=True)"
        scheme, separator, rest = target.rpartition("://")
        named = rest.rpartition("@")[2]  # the part before it is a secret
        shown = "".join(
            char for char in scheme + separator + named if char.isascii() and char.isprintable()
        )[:_LONGEST_NAME]
        hosts = " and ".join(sorted(self.hosts))
        return f"the sandbox is a proxy for https at {hosts}, not for {shown}"


class Door(asyncio.Protocol):
    """One connection until its protocol is known.

    Args:
        open_http: makes the HTTP protocol that takes it over.
        rules: who may come in.
        server_state: uvicorn's open connections and running tasks.
        uvicorns: its other arguments, passed on.
    """

    def __init__(
        self,
        open_http: Callable[..., asyncio.Protocol],
        rules: Rules,
        *,
        server_state: Any,
        **uvicorns: Any,
    ) -> None:
        self._open_http = partial(open_http, server_state=server_state, **uvicorns)
        self._rules = rules
        self._state = server_state
        self._transport: Any = None
        self._seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Register the connection, so that it is closed when the sandbox stops."""
        self._transport = transport
        self._state.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Forget the connection."""
        self._state.connections.discard(self)

    def shutdown(self) -> None:
        """Close the connection, as uvicorn's own protocols do."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Decide as soon as enough bytes are there."""
        self._seen += data
        if self._rules.tls and self._seen[0] == _HANDSHAKE:
            self._secure(self._seen)
            return
        head, _, rest = self._seen.partition(b"\r\n\r\n")
        if head != self._seen:
            self._decide(head, rest)
        elif len(self._seen) > _LONGEST_HEAD:
            self._refuse(431, "what comes first is too long")

    def _decide(self, head: bytes, rest: bytes) -> None:
        verb, _, line = head.partition(b"\r\n")[0].decode("latin-1").partition(" ")
        target = line.partition(" ")[0]
        if refusal := self._rules.refusal(verb, target):
            self._refuse(*refusal)
        elif verb == "CONNECT":
            self._secure(rest, b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            self._hand_over(self._transport, self._seen)

    def _refuse(self, status: int, sentence: str) -> None:
        logger.warning("refused with %d: %s", status, sentence)
        # Programs show only the first line of a proxy's answer to CONNECT.
        reason = sentence if status == 403 else HTTPStatus(status).phrase
        body = f"{sentence}\n".encode()
        head = (
            f"HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        self._transport.close()

    def _hand_over(self, transport: Any, data: bytes) -> None:
        http = self._open_http()
        transport.set_protocol(http)
        http.connection_made(transport)
        self._state.connections.discard(self)
        if data:
            http.data_received(data)

    def _secure(self, rest: bytes, welcome: bytes = b"") -> None:
        self._transport.pause_reading()  # the next that reads is TLS
        self._transport.write(welcome)
        task = asyncio.get_running_loop().create_task(self._speak_tls(rest))
        self._state.tasks.add(task)
        task.add_done_callback(self._state.tasks.discard)

    async def _speak_tls(self, rest: bytes) -> None:
        if self._transport.is_closing():  # it was lost with the answer to CONNECT
            return
        held = _Held()
        try:
            secured = await self._shake_hands(held, rest)
        except OSError as error:  # `ssl.SSLError` and `TimeoutError` are such
            hint = f"does the program trust {self._rules.ca_file}?"
            logger.warning("a TLS connection failed; %s: %s", hint, error)
            self._transport.close()
            return
        finally:
            self._state.connections.discard(self)
        if secured is None:
            return
        if held.lost:
            secured.close()
        else:
            self._hand_over(secured, held.data)

    async def _shake_hands(self, held: _Held, rest: bytes) -> asyncio.Transport | None:
        loop = asyncio.get_running_loop()
        shaking = loop.create_task(
            loop.start_tls(
                self._transport, held, self._rules.context, server_side=True,
                ssl_shutdown_timeout=_GOODBYE,
            )
        )  # fmt: skip
        if rest:
            while self._transport.get_protocol() is self and not shaking.done():
                await asyncio.sleep(0)
            await asyncio.sleep(0)  # now its new protocol knows the transport
            if not shaking.done():
                _feed(self._transport.get_protocol(), rest)
        return await shaking


class _Held(asyncio.Protocol):
    """Keeps what arrives through TLS until a protocol takes it over."""

    def __init__(self) -> None:
        self.data = b""
        self.lost = False

    def data_received(self, data: bytes) -> None:
        self.data += data

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.lost = True


def _feed(protocol: Any, data: bytes) -> None:
    """Give a protocol what was read before it existed."""
    while data:
        buffer = protocol.get_buffer(len(data))
        count = min(len(buffer), len(data))
        buffer[:count] = data[:count]
        protocol.buffer_updated(count)
        data = data[count:]
