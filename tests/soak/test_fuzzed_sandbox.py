"""20,000 mutated requests to a sandbox: it never fails, never stops, and answers after."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from mutations import MUTATIONS, mutate
from real_requests import Request, all_requests
from sandbox_tables import coverage

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.app import SandboxApp

pytestmark = pytest.mark.soak

SEED: Final = 11
REQUESTS: Final = 20_000
#: Of these, so many to the paths that steer a sandbox; each sandbox takes a few.
STEERING: Final = 2_000
STEERED_TOGETHER: Final = 50
THREADS: Final = 4
#: Seconds of work of the sandbox, which is what keeps others waiting, for one answer.
MOST_WORK: Final = 1.0
#: LinkedIn's open-source server answers 500 to a protocol version that is none (observed).
is_version = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+").fullmatch


@dataclass(slots=True)
class Findings:
    """What went wrong, and what came back."""

    failures: list[tuple[int, Request, bytes]] = field(default_factory=list)
    unreadable: list[tuple[Request, bytes]] = field(default_factory=list)
    silent: list[tuple[Request, Exception]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def note(self, request: Request, status: int, kind: str, body: bytes) -> None:
        self.statuses[status] += 1
        if status >= 500 and not _asks_for_500(request):
            self.failures.append((status, request, body))
        if body and kind.startswith("application/json"):
            try:
                json.loads(body, parse_constant=_no_json)
            except (ValueError, RecursionError):
                self.unreadable.append((request, body))


def _asks_for_500(request: Request) -> bool:
    protocol = "X-RestLi-Protocol-Version"
    return any(name == protocol and not is_version(text) for name, text in request.headers)


def _no_json(text: str) -> Any:
    raise ValueError(text)


class Line:
    """A connection that sends requests as they are, however wrong, and opens itself again."""

    def __init__(self, sandbox: Sandbox) -> None:
        host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
        self._address = host, int(port)
        self._socket: socket.socket | None = None

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def ask(self, request: Request) -> tuple[int, str, bytes]:
        """Return status, Content-Type and body of the answer."""
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=60)
        self._socket.sendall(_on_the_wire(request))
        with contextlib.closing(http.client.HTTPResponse(self._socket, method=request.verb)) as got:
            got.begin()
            answer = got.status, got.headers.get("Content-Type", ""), got.read()
            over = got.will_close
        if over:
            self.close()
        return answer


def _on_the_wire(request: Request) -> bytes:
    query = "&".join(request.query)
    target = request.path + (f"?{query}" if query else "")
    # A space or a line's end would make another request of it, and the answers would not fit.
    safe = "".join(character for character in target if character > " " and character != "\x7f")
    names = {name.lower() for name, _ in request.headers}
    host = () if "host" in names else (("Host", "127.0.0.1"),)
    headers = (*host, *request.headers, ("Content-Length", str(len(request.body))))
    lines = [f"{request.verb} {safe} HTTP/1.1", *(f"{name}: {text}" for name, text in headers)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace") + request.body


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """Work that answers cost the sandbox's thread, in seconds, each with its path."""
    costs: list[tuple[float, str]] = []
    serve = SandboxApp.__call__

    async def served(self: SandboxApp, scope: Any, receive: Any, send: Any) -> None:
        begun = time.thread_time()
        try:
            await serve(self, scope, receive, send)
        finally:
            costs.append((time.thread_time() - begun, f"{scope['method']} {scope['path']}"))

    monkeypatch.setattr(SandboxApp, "__call__", served)
    return costs


def draw_requests(corpus: tuple[Request, ...], number: int, seed: int) -> Iterator[Request]:
    draw = random.Random(seed)
    for _ in range(number):
        yield mutate(draw.choice(corpus), draw)


def send_all(sandbox: Sandbox, requests: Iterator[Request], findings: Findings) -> None:
    lock = threading.Lock()

    def send() -> None:
        line = Line(sandbox)
        while True:
            with lock:
                request = next(requests, None)
            if request is None:
                break
            try:
                answer = line.ask(request)
            except (OSError, http.client.HTTPException) as error:
                line.close()
                with lock:
                    findings.silent.append((request, error))
                continue
            with lock:
                findings.note(request, *answer)
        line.close()

    threads = [threading.Thread(target=send) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def check(findings: Findings, work: list[tuple[float, str]]) -> None:
    assert findings.failures == []
    assert findings.unreadable == []
    assert findings.silent == []
    assert max(work)[0] < MOST_WORK, max(work)


def check_alive(sandbox: Sandbox) -> None:
    """Ask for what is good: data, the page with all those requests, the list of them."""
    sandbox.faults.clear()
    sandbox.quotas.limits = ()
    line = Line(sandbox)
    token = ("Authorization", f"Bearer {sandbox.access_token()}")
    assert line.ask(Request("GET", "/v2/me", (), (token,)))[0] == 200
    assert line.ask(Request("GET", "/", (), (("Accept", "text/html"),)))[0] == 200
    status, kind, body = line.ask(Request("GET", "/sandbox/requests"))
    assert (status, kind) == (200, "application/json")
    json.loads(body, parse_constant=_no_json)
    line.close()


def test_every_resource_has_a_good_request_to_be_mutated():
    with Sandbox() as sandbox:
        corpus = all_requests(sandbox)
        line = Line(sandbox)
        answered = Counter(
            request.path.split("/")[2] for request in corpus.api if line.ask(request)[0] < 300
        )
        line.close()
    asked = {request.path.split("/")[2] for request in corpus.api}
    assert asked == {row.path.split("/")[2] for row in coverage.resource_rows()}
    # They are made from the tables alone, so a few are wrong; most resources answer one.
    assert len(answered) > len(asked) * 2 / 3
    assert len(MUTATIONS) > 20


def test_mutated_requests_are_answered_and_never_with_a_fault(work):
    findings = Findings()
    with Sandbox(admin=True) as sandbox:
        corpus = all_requests(sandbox)
        # The resources are many; the others would hardly be drawn.
        good = corpus.api + corpus.oauth * (len(corpus.api) // len(corpus.oauth) // 4)
        send_all(sandbox, draw_requests(good, REQUESTS - STEERING, SEED), findings)
        check_alive(sandbox)
    check(findings, work)
    assert findings.statuses.total() == REQUESTS - STEERING
    assert findings.statuses[200] > REQUESTS / 50
    assert len(findings.statuses) > 10


def test_a_sandbox_that_is_steered_at_random_still_answers(work):
    """What may go wrong on demand is taken away after each request, but moments are not."""
    findings = Findings()
    draw = random.Random(SEED)
    for _ in range(STEERING // STEERED_TOGETHER):
        with Sandbox(admin=True) as sandbox:
            corpus = all_requests(sandbox)
            line = Line(sandbox)
            for _ in range(STEERED_TOGETHER // 2):
                for good in (draw.choice(corpus.admin), draw.choice(corpus.api)):
                    request = mutate(good, draw)
                    findings.note(request, *line.ask(request))
                    sandbox.faults.clear()
                    sandbox.quotas.limits = ()
            line.close()
            check_alive(sandbox)
    check(findings, work)
