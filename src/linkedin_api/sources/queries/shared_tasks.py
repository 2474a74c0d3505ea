"""Tasks that several readers wait for, each of which may stop waiting; and tasks of one reader."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Iterable
from typing import Any, TypeVar

from linkedin_api.clients.cancelling import cancel_all

T = TypeVar("T")


class SharedTasks:
    """Begins tasks, and cancels on `close` those that still run.

    If a task fails after its last reader has stopped waiting, nobody else reports its error: it is
    that of the calls that ended the reading.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self._kept: dict[Hashable, asyncio.Task[Any]] = {}

    async def once(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return the result of work that is done once for each key."""
        if key not in self._kept:
            self._kept[key] = self.begin(work())
        result: T = await asyncio.shield(self._kept[key])
        return result

    def begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin a task; wait for it behind `asyncio.shield`."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._end)
        return task

    async def close(self) -> None:
        """Cancel what still runs, and return when it has ended."""
        await cancel_all(self._running)

    def _end(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen, so that asyncio does not log it


async def gathered(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Do several things at once; if one fails, the others end too."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        await cancel_all(tasks)
