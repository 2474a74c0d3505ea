"""All fourteen methods, called with either client, and what came of it."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from broken.examining import SECRET, Unreadable, examine
from broken.raw_server import RawServer

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import LinkedInError

#: Method to what it is called with after the path.
METHODS: Final[Mapping[str, tuple[Any, ...]]] = {
    "get": (),
    "batch_get": ([1, 2],),
    "get_all": (),
    "finder": ("search",),
    "batch_finder": ("search", ("criteria", [{"a": 1}, {"a": 2}])),
    "create": ({"a": 1},),
    "batch_create": ([{"a": 1}, {"a": 2}],),
    "update": ({"a": 1},),
    "batch_update": ([1, 2], [{"a": 1}, {"a": 2}]),
    "partial_update": ({"a": 1},),
    "batch_partial_update": ([1, 2], [{"a": 1}, {"a": 2}]),
    "delete": (),
    "batch_delete": ([1, 2],),
    "action": ("run",),
}
#: Seconds; long enough for each answer that comes at all.
TIMEOUT: Final = (5.0, 0.2)
OPTIONS: Final[Mapping[str, Any]] = {
    "access_token": SECRET,
    "timeout": TIMEOUT,
    "total_timeout": 2.0,
    "max_answer_bytes": 4_000_000,
    "retry": Retry(1, wait_initial=0, jitter=0, wait_max=0),
    "clock": lambda: 1_800_000_000.0,
}
#: Tasks at once.
_WIDTH: Final = 20


class Try(NamedTuple):
    """A method that gets an answer."""

    method: str
    answer: int

    @property
    def arguments(self) -> tuple[Any, ...]:
        return f"/answer{self.answer}/{self.method}", *METHODS[self.method]

    @property
    def options(self) -> dict[str, Any]:
        return {"batch_size": 1} if self.method.startswith("batch") and self.answer % 2 else {}


def faults(kind: type, server: RawServer, tries: Iterable[Try]) -> list[str]:
    """What went wrong with some tries by a kind of client, in words; nothing should."""
    go = _faults_async if kind is AsyncRestliClient else _faults_sync
    return [
        f"{server.answers[each.answer].name} to {each.method}: {fault!r}"
        for each, fault in go(server, list(tries))
    ]


def _faults_sync(server: RawServer, tries: list[Try]) -> list[tuple[Try, Exception]]:
    found = []
    with _clients(RestliClient, server) as clients:
        for each in tries:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    client = clients[bool(each.options)]
                    examine(getattr(client, each.method)(*each.arguments))
            except LinkedInError as error:
                found += _faults_of(each, error)
            except Exception as error:  # noqa: BLE001
                found.append((each, error))
    return found


class _clients:  # noqa: N801
    """Two clients, the second of which sends batches one by one."""

    def __init__(self, kind: type, server: RawServer) -> None:
        self._both = [kind(base_url=server.url, **OPTIONS, batch_size=n) for n in (None, 1)]
        for client in self._both:
            client._transport.sleep = self._sleep if kind is AsyncRestliClient else lambda _: None

    async def _sleep(self, seconds: float) -> None:
        pass

    def __enter__(self) -> list[Any]:
        return self._both

    def __exit__(self, *_: object) -> None:
        for client in self._both:
            client.close()

    async def __aenter__(self) -> list[Any]:
        return self._both

    async def __aexit__(self, *_: object) -> None:
        for client in self._both:
            await client.close()


def _faults_async(server: RawServer, tries: list[Try]) -> list[tuple[Try, Exception]]:
    return asyncio.run(_all_async(server, tries))


async def _all_async(server: RawServer, tries: list[Try]) -> list[tuple[Try, Exception]]:
    found: list[tuple[Try, Exception]] = []
    waiting = iter(tries)

    async def work(clients: list[Any]) -> None:
        for each in waiting:
            try:
                client = clients[bool(each.options)]
                examine(await getattr(client, each.method)(*each.arguments))
            except LinkedInError as error:
                found.extend(_faults_of(each, error))
            except Exception as error:  # noqa: BLE001
                found.append((each, error))

    async with _clients(AsyncRestliClient, server) as clients, asyncio.TaskGroup() as group:
        for _ in range(_WIDTH):
            group.create_task(work(clients))
    return found


def _faults_of(each: Try, error: LinkedInError) -> list[tuple[Try, Exception]]:
    try:
        examine(error)
    except Unreadable as fault:
        return [(each, fault)]
    return []
