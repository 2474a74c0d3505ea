"""Asynchronous work for engines that are not asynchronous."""

import asyncio
import gc
import inspect
import signal
import threading

import pytest

from linkedin_api.sources.loop_thread import LoopThread


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
        with pytest.raises(RuntimeError, match="does not run"):
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
