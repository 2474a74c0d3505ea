"""Tasks that several readers wait for: cancelled at the end, and never complained about."""

import asyncio
import gc

from linkedin_api.sources.queries.shared_tasks import SharedTasks


async def fail():
    await asyncio.sleep(0)
    raise ConnectionError("no route")


def test_a_failure_reaches_everybody_who_waits():
    async def wait_twice():
        task = SharedTasks().begin(fail())
        return await asyncio.gather(
            asyncio.shield(task), asyncio.shield(task), return_exceptions=True
        )

    assert list(map(str, asyncio.run(wait_twice()))) == ["no route", "no route"]


def test_a_failure_that_nobody_waits_for_any_more_is_not_logged(caplog):
    async def stop_waiting():
        SharedTasks().begin(fail())
        for _ in range(3):
            await asyncio.sleep(0)

    asyncio.run(stop_waiting())
    gc.collect()

    assert caplog.text == ""


def test_what_still_runs_at_the_end_is_cancelled():
    async def close():
        tasks = SharedTasks()
        endless = tasks.begin(asyncio.Event().wait())
        await tasks.close()
        return endless

    assert asyncio.run(close()).cancelled()


def test_a_result_that_is_there_stays_there():
    async def close():
        tasks = SharedTasks()
        task = tasks.begin(asyncio.sleep(0, "posts"))
        await asyncio.shield(task)
        await tasks.close()
        return await task

    assert asyncio.run(close()) == "posts"
