"""A real HTTP server with canned responses, for answers that no correct server sends."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    promised: int | None = None  # a false Content-Length


@dataclass(frozen=True, slots=True)
class Received:
    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    peer: int  # the client's port, which identifies the connection


#: A valid answer to any request: an empty list, an empty batch, a token.
GOOD = Answer(
    body=b'{"elements": [], "results": {}, "access_token": "A", "expires_in": 60, "active": true}'
)


class _Server(ThreadingHTTPServer):
    """Takes as many connections at once as tests open.

    With room for five, Linux drops the others, and some of them never get an answer.
    """

    request_queue_size = 1024


class CannedServer:
    """Sends its answers in order and repeats the last one; records the requests.

    A test may set `choose` to select the answer by the request.
    """

    def __init__(self, *answers: Answer) -> None:
        self.answers = deque(answers or [GOOD])
        self.received: list[Received] = []
        self.choose: Callable[[Received], Answer] = self._next
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def last(self) -> Received:
        return self.received[-1]

    def _next(self, _: Received) -> Answer:
        return self.answers.popleft() if len(self.answers) > 1 else self.answers[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(canned: CannedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30
        wbufsize = -1  # head and body in one packet; otherwise each answer takes 40 ms

        def log_message(self, *_: object) -> None:
            pass

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(self.command, self.path, headers, body, self.client_address[1])
            canned.received.append(received)
            answer = canned.choose(received)
            self.send_response_only(
                answer.status
            )  # no `Date`, which would show the machine's clock
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 204:
                length = len(answer.body) if answer.promised is None else answer.promised
                self.send_header("Content-Length", str(length))
            self.close_connection = answer.promised is not None
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = do_CONNECT = answer  # noqa: N815

    return Handler
