"""Asynchronous reading for engines that are not: a loop on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future, wait
from types import TracebackType
from typing import Any, Final, Self, TypeVar

T = TypeVar("T")


class LoopThread:
    """An event loop on a thread, as a context manager.

    What is begun on it goes on while its user does something else.

    Example:
        >>> import asyncio
        >>> with LoopThread() as loop:
        ...     loop.run(asyncio.sleep(0, "done"))
        'done'
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="linkedin reader", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the loop, cancelling what still runs on it; does nothing the second time."""
        if self._thread.is_alive():
            self.begin(_cancel_others()).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        if not self._loop.is_closed():
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin a coroutine; the future tells what came of it, and cancels it.

        Raises:
            RuntimeError: the loop does not run.
        """
        self._need_loop(work)
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end and return what it returns.

        Whoever is interrupted meanwhile, as by Ctrl-C, leaves only when the coroutine has
        ended too, so that nothing goes on behind their back.

        Raises:
            RuntimeError: the loop does not run, or this is its own thread.
        """
        self._need_loop(work)
        if self._is_own_thread:
            work.close()
            raise RuntimeError("this thread runs the loop and cannot wait for it")
        tasks: list[asyncio.Task[T]] = []
        end: Future[None] = Future()

        def start() -> None:
            tasks.append(self._loop.create_task(work))
            tasks[0].add_done_callback(lambda _: end.set_result(None))

        def cancel() -> None:
            if not tasks:  # interrupted before it was begun; now it ends as it should
                start()
            tasks[0].cancel()

        try:
            self._loop.call_soon_threadsafe(start)
            _wait(end)
        except BaseException:
            self._loop.call_soon_threadsafe(cancel)
            _wait(end)
            raise
        return tasks[0].result()

    def iterate(self, source: AsyncIterator[T]) -> Iterator[T]:
        """Give what an asynchronous iterator gives; closes it, however it ends."""
        try:
            while (item := self.run(_next(source))) is not _END:
                yield item
        finally:
            self._dispose(source)

    def _need_loop(self, work: Coroutine[Any, Any, Any]) -> None:
        if not self._thread.is_alive():
            work.close()
            raise RuntimeError("the loop does not run: use `with LoopThread() as loop:`")

    @property
    def _is_own_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def _dispose(self, source: Any) -> None:
        """Close an iterator, also if it is collected as garbage, which any thread may do."""
        close = getattr(source, "aclose", None)
        if close is None or not self._thread.is_alive():
            return
        if self._is_own_thread:
            self.begin(close())
        else:
            self.run(close())


_END: Final[Any] = object()
#: Seconds. A signal that comes just before a thread begins to wait is heard when it stops.
_LONGEST_WAIT: Final = 0.5


def _wait(end: Future[None]) -> None:
    while not wait([end], _LONGEST_WAIT).done:
        pass


async def _next(source: AsyncIterator[T]) -> T:
    return await anext(source, _END)


async def _cancel_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
