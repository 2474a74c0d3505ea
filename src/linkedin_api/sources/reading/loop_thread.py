"""An event loop on its own thread, for synchronous engines.

The loop starts and ends on that thread. So it works everywhere: in a notebook or a web handler,
where another loop already runs; in a worker thread; and where Python collects garbage, which may
be any thread, including the loop's own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Future, wait
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from contextvars import Context
from typing import Any, Final, Self, TypeVar

T = TypeVar("T")


class LoopThread:
    """An event loop on a thread, as a context manager.

    Work on the loop continues while its user does something else.

    A forked process does not have the thread. It cannot use the loop, and closing it there does
    nothing, so that the loop of the parent process keeps running.

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
        except BaseException:  # an interruption, or the limit of threads is reached
            if self._thread.ident is None:
                self._loop.close()
            self.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the loop: cancel its tasks and leave its contexts.

        A second call does nothing. After an interruption no further call is needed: the thread
        ends by itself.
        """
        if not self._thread.is_alive():
            return
        with suppress(RuntimeError):  # it is closing
            self._loop.call_soon_threadsafe(self._loop.stop)
        if self._wait_for_end(self._end):
            self._thread.join()  # not before: an interrupted `join` considers the thread as ended

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start a coroutine; the future holds its result and can cancel it.

        Raises:
            RuntimeError: the loop is not running.
        """
        self._require_running(work)
        return self._scheduled(work)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine and return its result.

        After an interruption, such as Ctrl-C, this waits until the coroutine has ended too, so
        that nothing keeps running in the background.

        Raises:
            RuntimeError: the loop is not running, or this is its own thread.
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
            if not tasks:  # interrupted before it started; it must still be closed
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
        """Create a context manager on the loop, enter it, and leave it when the loop closes.

        Raises:
            RuntimeError: as `run`.
        """

        async def entered() -> T:
            return await self._contexts.enter_async_context(make())

        return self.run(entered())

    def iterate(self, source: AsyncIterator[T]) -> Iterator[T]:
        """Give the items of an asynchronous iterator, and close it in any case."""
        try:
            while (item := self.run(_next(source))) is not _END:
                yield item
        finally:
            self.dispose(source)

    def dispose(self, source: Any) -> None:
        """Close an asynchronous iterator, if it can be closed and the loop still runs.

        Garbage collection may call this, on any thread.
        """
        close = getattr(source, "aclose", None)
        if close is None or not self._thread.is_alive():
            return
        work = _closing(close)
        try:
            end = self._scheduled(work)
        except RuntimeError:  # it is closing
            work.close()
            return
        self._wait_for_end(end)

    def _scheduled(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Schedule a coroutine without the caller's context.

        An engine's context refers to the objects that read from this loop. Timers of the loop
        would keep that context alive, so the objects could never be collected.
        """
        return Context().run(asyncio.run_coroutine_threadsafe, work, self._loop)

    def _require_running(self, work: Coroutine[Any, Any, Any]) -> None:
        if not self._thread.is_alive():
            work.close()
            raise RuntimeError("the loop is not running: use `with LoopThread() as loop:`")

    @property
    def _is_own_thread(self) -> bool:
        return threading.current_thread() is self._thread

    def _wait_for_end(self, end: Future[None]) -> bool:
        """Wait for an end and return whether it came; the loop's own thread cannot wait."""
        return not self._is_own_thread and bool(wait([end], _SHUTDOWN_TIMEOUT).done)

    def _wait(self, end: Future[None]) -> None:
        while not wait([end], _POLL_INTERVAL).done:
            if not self._thread.is_alive():
                raise RuntimeError("the loop was closed while it ran a coroutine")

    def _run_loop(self) -> None:
        """Run the loop; the thread does nothing else.

        `asyncio.Runner` would finally wait for the threads that resolve host names, and no
        interruption could shorten that.
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
#: Seconds. A signal just before a wait is handled only when the wait ends.
_POLL_INTERVAL: Final = 0.5
#: Seconds to wait for an end, and no longer: during garbage collection, the loop's thread may
#: need a lock that the collecting thread holds.
_SHUTDOWN_TIMEOUT: Final = 10.0


async def _next(source: AsyncIterator[T]) -> T:
    return await anext(source, _END)


async def _closing(close: Callable[[], Coroutine[Any, Any, None]]) -> None:
    await close()
