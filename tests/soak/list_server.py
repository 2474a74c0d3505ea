"""A list of a million small elements, and batches that take their time; prints its port."""

import asyncio
import json
import re
import sys

TOTAL = 1_000_000
SECONDS_OF_A_BATCH = 0.2

_number = re.compile(rb"[?&](start|count)=(\d+)").findall
_ids = re.compile(rb"ids=List\((.*?)\)").search
_length = re.compile(rb"content-length: (\d+)", re.IGNORECASE).search


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self._transport = transport
        self._buffer = b""

    def data_received(self, data):
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, rest = self._buffer.partition(b"\r\n\r\n")
            length = _length(head)
            length = int(length[1]) if length else 0
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._answer(head + rest[:length])

    def _answer(self, request):
        ids = _ids(request)
        if ids is None:
            self._send(page(request.partition(b"\r\n")[0]))
        else:
            body = batch(ids[1].split(b","))
            asyncio.get_running_loop().call_later(SECONDS_OF_A_BATCH, self._send, body)

    def _send(self, body):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % len(body) + body)


def page(line):
    asked = {name: int(value) for name, value in _number(line)}
    start, count = asked.get(b"start", 0), asked.get(b"count", 10)
    elements = [{"id": i, "status": "ACTIVE"} for i in range(start, min(TOTAL, start + count))]
    paging = {"start": start, "count": count, "links": [], "total": TOTAL}
    return json.dumps({"elements": elements, "paging": paging}).encode()


def batch(ids):
    results = {key.decode(): {"id": int(key), "name": "x" * 40} for key in ids}
    return json.dumps({"results": results, "errors": {}, "statuses": {}}).encode()


async def main():
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201  who starts it reads it
    sys.stdin.close()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
