"""The `Date` of each answer, by the sandbox's clock."""

from __future__ import annotations

from collections.abc import MutableMapping
from email.utils import format_datetime
from typing import Any

from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.faults.delivery import Application
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send


class Dated:
    """Writes `Date` on the answers of an ASGI application.

    The server cannot, since it knows only the machine's clock: a program that computes when a
    limit ends, or how old an answer is, needs the sandbox's time. An answer that already has a
    `Date`, such as from a fault, keeps it.
    """

    def __init__(self, application: Application, clock: Clock) -> None:
        self._application = application
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""

        async def send_dated(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                headers = list(event["headers"])
                if not any(name.lower() == b"date" for name, _ in headers):
                    headers.append(self.header())
                event = {**event, "headers": headers}
            await send(event)

        await self._application(scope, receive, send_dated)

    def header(self) -> tuple[bytes, bytes]:
        """Return the header of an answer that is sent now."""
        return b"Date", format_datetime(self._clock.date_time(), usegmt=True).encode()
