"""Load a sandbox in another process over keep-alive connections, one request at a time each.

The number of requests and connections is bounded, and they only go to loopback.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass

_length = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """The result of a load run."""

    answers: int
    errors: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


async def _connection(port: int, request: bytes, count: int) -> tuple[int, int]:
    """Send `count` requests over one connection; return how many got 200 and how many did not."""
    good = bad = 0
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(count):
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _length.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
            if head.startswith(b"HTTP/1.1 200"):
                good += 1
            else:
                bad += 1
        writer.close()
    except (OSError, asyncio.IncompleteReadError):
        bad += count - good - bad
    return good, bad


async def _all(port: int, request: bytes, connections: int, each: int) -> Load:
    begun = time.perf_counter()
    pairs = await asyncio.gather(*(_connection(port, request, each) for _ in range(connections)))
    seconds = time.perf_counter() - begun
    return Load(sum(good for good, _ in pairs), sum(bad for _, bad in pairs), seconds)


def run_load(port: int, path: str, token: str, connections: int, each: int) -> Load:
    """Send `each` small reads over each of `connections` connections."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "X-RestLi-Protocol-Version: 2.0.0\r\nLinkedIn-Version: 202608\r\n\r\n"
    ).encode()
    return asyncio.run(_all(port, request, connections, each))
