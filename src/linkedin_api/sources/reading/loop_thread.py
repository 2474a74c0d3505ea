"""Asynchronous reading for engines that are not: a loop on a thread of its own.

The loop lives and dies on that thread. So it does not matter where it is used: in a notebook or a
web handler, where another loop already runs; in a worker thread; or where Python collects garbage,
which may be any thread, and the loop's own too.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Future, wait
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from contextvars import Context
from types import TracebackType
from typing import Any, Final, Self, TypeVar

T = TypeVar("T")


class LoopThread:
    """An event loop on a thread, as a context manager.

    What is begun on it goes on while its user does something else.

    In a process that was forked meanwhile there is no such thread: there it cannot be used, and
    closing it does nothing, so that the loop of the parent is left alone.

    Example:
        >>> import asyncio
        >>> with LoopThread() as loop:
        ...     loop.run(asyncio.sleep(0, "done"))
        'done'
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=self._run_loop, name="linkedin reader", daemon=True)
        self._contexts = AsyncExitStack()
        self._end: Future[None] = Future()

    def __enter__(self) -> Self:
        self._loop = Context().run(asyncio.new_event_loop)
        try:
            self._thread.start()
        except BaseException:  # an interruption, or there can be no more threads
            if self._thread.ident is None:
                self._loop.close()
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the loop: cancel what still runs on it, leave what was entered.

        Does nothing the second time. Whoever is interrupted here need not come back: the thread
        ends by itself.
        """
        if not self._thread.is_alive():
            return
        with suppress(RuntimeError):  # it closes just now
            self._loop.call_soon_threadsafe(self._loop.stop)
        if self._wait_for_end(self._end):
            self._thread.join()  # not before: interrupted, it takes a thread for ended

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin a coroutine; the future tells what came of it, and cancels it.

        Raises:
            RuntimeError: the loop does not run.
        """
        self._require_running(work)
        return self._scheduled(work)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end and return what it returns.

        Whoever is interrupted meanwhile, as by Ctrl-C, leaves only when the coroutine has
        ended too, so that nothing goes on behind their back.

        Raises:
            RuntimeError: the loop does not run, or this is its own thread.
        """
        self._require_running(work)
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
            self._loop.call_soon_threadsafe(start, context=Context())
            self._wait(end)
        except BaseException:
            self._loop.call_soon_threadsafe(cancel, context=Context())
            self._wait(end)
            raise
        return tasks[0].result()

    def enter(self, make: Callable[[], AbstractAsyncContextManager[T]]) -> T:
        """Make something on the loop, enter it, and leave it when the loop is closed.

        Raises:
            RuntimeError: as `run`.
        """

        async def entered() -> T:
            return await self._contexts.enter_async_context(make())

        return self.run(entered())

    def iterate(self, source: AsyncIterator[T]) -> Iterator[T]:
        """Give what an asynchronous iterator gives; closes it, however it ends."""
        try:
            while (item := self.run(_next(source))) is not _END:
                yield item
        finally:
            self.dispose(source)

    def dispose(self, source: Any) -> None:
        """Close an asynchronous iterator; does nothing if it cannot be closed or the loop is gone.

        It may be called where garbage is collected, which any thread may do.
        """
        close = getattr(source, "aclose", None)
        if close is None or not self._thread.is_alive():
            return
        work = _closing(close)
        try:
            end = self._scheduled(work)
        except RuntimeError:  # it closes just now
            work.close()
            return
        self._wait_for_end(end)

    def _scheduled(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Schedule a coroutine, with no context of the caller's.

        An engine keeps in its context what reads from this loop. Timers of the loop would keep
        that alive, so that it could never be collected, and the loop never closed.
        """
        return Context().run(asyncio.run_coroutine_threadsafe, work, self._loop)

    def _require_running(self, work: Coroutine[Any, Any, Any]) -> None:
        if not self._thread.is_alive():
            work.close()
            raise RuntimeError("the loop does not run: use `with LoopThread() as loop:`")

    @property
    def _is_own_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def _wait_for_end(self, end: Future[None]) -> bool:
        """Wait for an end, which the loop's own thread cannot; return whether it came."""
        return not self._is_own_thread and bool(wait([end], _SHUTDOWN_TIMEOUT).done)

    def _wait(self, end: Future[None]) -> None:
        while not wait([end], _POLL_INTERVAL).done:
            if not self._thread.is_alive():
                raise RuntimeError("the loop was closed meanwhile")

    def _run_loop(self) -> None:
        """Run the loop; the thread does nothing else.

        Not by `asyncio.Runner`: in the end it waits for the threads that look up names, which no
        interruption could shorten.
        """
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._shut_down())
        finally:
            self._loop.close()
            self._end.set_result(None)

    async def _shut_down(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._contexts.aclose()
        await self._loop.shutdown_asyncgens()


_END: Final[Any] = object()
#: Seconds. A signal that comes just before a thread begins to wait is heard when it stops.
_POLL_INTERVAL: Final = 0.5
#: Seconds. An end is not waited for any longer: where garbage is collected, what the loop's
#: thread needs to come to it may be locked.
_SHUTDOWN_TIMEOUT: Final = 10.0


async def _next(source: AsyncIterator[T]) -> T:
    return await anext(source, _END)


async def _closing(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    await close()
