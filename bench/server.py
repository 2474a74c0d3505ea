"""A server that returns one fixed page of elements, fast enough not to distort measurements."""

from __future__ import annotations

import asyncio
import json
import sys

ELEMENTS = [{"id": i, "name": f"Company {i}", "status": "ACTIVE"} for i in range(10)]
BODY = json.dumps({"elements": ELEMENTS, "paging": {"start": 0, "count": 10, "links": []}}).encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"X-RestLi-Protocol-Version: 2.0.0\r\nX-LI-UUID: AAYAAAAAAAAAAAAAAAAAAA==\r\n"
    b"Content-Length: %d\r\n\r\n" % len(BODY)
) + BODY


class FixedAnswer(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            _, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._transport.write(ANSWER)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(FixedAnswer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    sys.stdin.close()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
