"""Asynchronous work for engines that are not asynchronous."""

import asyncio
import gc
import inspect
import signal
import threading
from contextlib import asynccontextmanager
from contextvars import ContextVar

import pytest

from linkedin_api.sources.reading.loop_thread import LoopThread


async def numbers(closed, count=3):
    try:
        for number in range(count):
            await asyncio.sleep(0)
            yield number
    finally:
        await asyncio.sleep(0)
        closed.append(threading.current_thread().name)


def interrupt():
    """Do what Ctrl-C does to the thread that waits."""
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


def test_an_asynchronous_iterator_is_given_to_its_end_and_closed():
    closed = []
    with LoopThread() as loop:
        assert list(loop.iterate(numbers(closed))) == [0, 1, 2]

    assert closed == ["linkedin reader"]


def test_an_iterator_that_is_left_early_is_closed():
    closed = []
    with LoopThread() as loop:
        given = loop.iterate(numbers(closed))
        assert next(given) == 0
        given.close()
        assert closed == ["linkedin reader"]


def test_an_iterator_can_be_taken_on_and_closed_by_other_threads():
    closed, seen = [], []
    with LoopThread() as loop:
        given = loop.iterate(numbers(closed))
        for work in (lambda: seen.append(next(given)), given.close):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join(5)
        assert (seen, closed) == ([0], ["linkedin reader"])


def test_an_error_of_the_iterator_comes_through():
    async def broken():
        yield 1
        raise LookupError("no more")

    with LoopThread() as loop:
        given = loop.iterate(broken())
        assert next(given) == 1
        with pytest.raises(LookupError, match="no more"):
            next(given)


def test_what_is_begun_goes_on_while_its_user_does_something_else():
    done = threading.Event()

    async def work():
        done.set()
        return 7

    with LoopThread() as loop:
        future = loop.begin(work())
        assert done.wait(5)
        assert future.result(5) == 7


def test_what_still_runs_is_cancelled_in_the_end():
    ended = []

    async def work():
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(True)

    with LoopThread() as loop:
        loop.begin(work())
        loop.run(asyncio.sleep(0))

    assert ended == [True]


def test_whoever_is_interrupted_leaves_when_the_work_has_ended():
    ended = []

    async def work():
        interrupt()
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.01)
            ended.append(True)

    with LoopThread() as loop:
        with pytest.raises(KeyboardInterrupt):
            loop.run(work())
        assert ended == [True]


def test_who_is_interrupted_before_the_work_has_begun_leaves_no_work_behind(monkeypatch):
    schedule, calls = asyncio.BaseEventLoop.call_soon_threadsafe, []

    def interrupted_once(loop, callback, *args, **more):
        calls.append(callback)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return schedule(loop, callback, *args, **more)

    work = asyncio.sleep(3600)
    with LoopThread() as loop:
        monkeypatch.setattr(asyncio.BaseEventLoop, "call_soon_threadsafe", interrupted_once)
        with pytest.raises(KeyboardInterrupt):
            loop.run(work)

        assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED


def test_an_interrupted_iterator_is_closed():
    ended = []

    async def work():
        try:
            yield 1
            interrupt()
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.01)
            ended.append(True)

    with LoopThread() as loop:
        given = loop.iterate(work())
        assert next(given) == 1
        with pytest.raises(KeyboardInterrupt):
            next(given)
        assert ended == [True]


def test_an_iterator_that_the_loops_own_thread_collects_does_not_block_it():
    closed = []
    with LoopThread() as loop:
        kept = [loop.iterate(numbers(closed))]
        next(kept[0])

        async def collect():
            kept.clear()
            gc.collect()
            await asyncio.sleep(0.01)

        loop.begin(collect()).result(5)
        assert closed == ["linkedin reader"]


def test_an_iterator_may_outlive_the_loop():
    with LoopThread() as loop:
        given = loop.iterate(numbers([]))
        assert next(given) == 0
    given.close()


def test_a_loop_that_does_not_run_says_so():
    loop = LoopThread()
    for call in (loop.run, loop.begin):
        with pytest.raises(RuntimeError, match="is not running"):
            call(asyncio.sleep(0))
    loop.close()


def test_the_loops_own_thread_cannot_wait_for_it():
    async def work(loop):
        return loop.run(asyncio.sleep(0))

    with LoopThread() as loop, pytest.raises(RuntimeError, match="cannot wait"):
        loop.run(work(loop))


def test_it_can_be_closed_twice():
    loop = LoopThread().__enter__()
    loop.close()
    loop.close()


def reader_threads():
    return [each for each in threading.enumerate() if each.name == "linkedin reader"]


def test_it_is_used_and_closed_where_another_loop_runs():
    closed = []

    async def handler():
        with LoopThread() as loop:
            return list(loop.iterate(numbers(closed)))

    assert asyncio.run(handler()) == [0, 1, 2]
    assert closed == ["linkedin reader"]


def test_it_is_used_and_closed_by_a_loop_thread_of_its_own_kind():
    async def inner():
        with LoopThread() as loop:
            return loop.run(asyncio.sleep(0, "done"))

    with LoopThread() as loop:
        assert loop.run(inner()) == "done"


@asynccontextmanager
async def noted(seen):
    seen.append(f"entered by {threading.current_thread().name}")
    try:
        yield seen
    finally:
        await asyncio.sleep(0)
        seen.append(f"left by {threading.current_thread().name}")


def test_what_is_entered_is_left_on_the_loop_when_it_is_closed():
    seen = []
    with LoopThread() as loop:
        assert loop.enter(lambda: noted(seen)) is seen
        assert seen == ["entered by linkedin reader"]
    assert seen[1:] == ["left by linkedin reader"]


def test_it_can_be_closed_from_its_own_thread_which_then_ends():
    seen = []
    loop = LoopThread().__enter__()
    loop.enter(lambda: noted(seen))
    (thread,) = reader_threads()

    async def close():
        loop.close()

    loop.begin(close())
    thread.join(5)
    assert not thread.is_alive()
    assert seen[-1] == "left by linkedin reader"


def test_whoever_is_interrupted_while_closing_leaves_a_thread_that_ends_by_itself():
    ended = []

    async def work():
        try:
            await asyncio.sleep(3600)
        finally:
            interrupt()
            await asyncio.sleep(0.05)
            ended.append(True)

    loop = LoopThread().__enter__()
    (thread,) = reader_threads()
    loop.begin(work())
    loop.run(asyncio.sleep(0))
    with pytest.raises(KeyboardInterrupt):
        loop.close()
    thread.join(5)
    assert (ended, thread.is_alive()) == ([True], False)


def test_who_waits_hears_of_it_when_the_loop_is_closed_by_another_thread():
    with LoopThread() as loop:
        closing = threading.Thread(target=loop.close)

        async def work():
            closing.start()
            await asyncio.sleep(3600)

        with pytest.raises(asyncio.CancelledError):
            loop.run(work())
        closing.join(5)


def test_it_keeps_nothing_alive_of_the_context_in_which_it_is_used():
    variable = ContextVar("variable", default="nothing")
    variable.set("what an engine has")

    async def seen():
        return variable.get()

    with LoopThread() as loop:
        assert loop.run(seen()) == loop.begin(seen()).result(5) == "nothing"


def test_one_that_was_never_begun_has_nothing_to_close():
    loop = LoopThread()
    loop.close()
    del loop
    gc.collect()  # a loop that was left open would be a warning
