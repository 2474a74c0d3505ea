"""The two clients behind one face, so that one suite holds for both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient


class SyncShell:
    """Runs calls with the synchronous clients; `slept` holds the waits, none of them real."""

    rest_type: type = RestliClient
    auth_type: type = AuthClient

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._clients: list[Any] = []

    def rest(self, **options: Any) -> Any:
        return self._kept(self.rest_type(sleep=self._sleep, **options))

    def auth(self, *arguments: Any, **options: Any) -> Any:
        return self._kept(self.auth_type(*arguments, sleep=self._sleep, **options))

    def call(self, client: Any, method: str, *arguments: Any, **options: Any) -> Any:
        return getattr(client, method)(*arguments, **options)

    def each(self, items: Any, do: Callable[[Any], object]) -> None:
        """Do something with each item that a client gives one after the other."""
        for item in items:
            do(item)

    def close(self) -> None:
        for client in self._clients:
            client.close()

    def _kept(self, client: Any) -> Any:
        self._clients.append(client)
        return client

    @property
    def _sleep(self) -> Callable[[float], Any]:
        return self.slept.append


class AsyncShell(SyncShell):
    """Runs calls with the asynchronous clients, on a loop of its own."""

    rest_type = AsyncRestliClient
    auth_type = AsyncAuthClient

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()

    def call(self, client: Any, method: str, *arguments: Any, **options: Any) -> Any:
        return self._runner.run(getattr(client, method)(*arguments, **options))

    def each(self, items: Any, do: Callable[[Any], object]) -> None:
        async def go_through() -> None:
            async for item in items:
                do(item)

        self._runner.run(go_through())

    def close(self) -> None:
        for client in self._clients:
            self._runner.run(client.close())
        self._runner.close()

    @property
    def _sleep(self) -> Callable[[float], Any]:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return sleep
