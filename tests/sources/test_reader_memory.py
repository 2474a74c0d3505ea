"""How far the reader reads ahead, and what it lets go of."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from syncs import AT_ONCE, FIRST, NOW, access_to

from linkedin_api.sandbox import Fault, Match, Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

COUNT = PAGES["total_follower_count"]
HUNDRED = Scope(tuple(range(FIRST, FIRST + 100)))
POST_TABLES = ("posts", "post_statistics", "social_metadata")


@pytest.fixture
def sandbox():
    with Sandbox(organizations=100, days=20, now=NOW, kept_requests=5_000) as sandbox:
        yield sandbox


def reader_of(sandbox, *tables, concurrency=4, scope=HUNDRED):
    return Reader(
        access_to(sandbox, sandbox.access_token()),
        scope,
        tables,
        concurrency=concurrency,
        retry=AT_ONCE,
        now=sandbox.clock.now,
    )


async def idle(sandbox):
    """Wait until no more requests come."""
    before = -1
    while before != len(sandbox.requests):
        before = len(sandbox.requests)
        await asyncio.sleep(0.1)


def test_a_slow_taker_does_not_make_the_reader_read_far_ahead(sandbox):
    async def take(count):
        async with reader_of(sandbox, COUNT) as reader:
            reading = reader.read(COUNT)
            for _ in range(count):
                await anext(reading)
            await idle(sandbox)
            return len({request.path for request in sandbox.requests})

    for count in (1, 10):
        sandbox.reset()
        assert count <= asyncio.run(take(count)) <= count + 2 * 4


def test_one_who_stops_taking_leaves_nothing_running(sandbox):
    async def take():
        async with reader_of(sandbox, COUNT) as reader:
            async for _ in reader.read(COUNT):
                break
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        return left, len({request.path for request in sandbox.requests})

    left, sent = asyncio.run(take())
    assert (left, sent <= 1 + 2 * 4) == ([], True)


def test_a_reading_that_is_closed_sends_no_more_while_others_go_on(sandbox):
    async def take():
        tables = COUNT, PAGES["share_statistics"]
        async with reader_of(sandbox, *tables) as reader:
            closed, other = (reader.read(table) for table in tables)
            await anext(closed)
            await closed.aclose()
            assert [batch async for batch in closed] == []
            return len([batch async for batch in other])

    assert asyncio.run(take()) == 97
    assert len({r.path for r in sandbox.requests if r.resource == "networkSizes"}) <= 1 + 2 * 4


def test_one_who_is_cancelled_can_ask_for_the_same_batch_again(sandbox):
    sandbox.faults.put(Fault(Match(resource=COUNT.resource), delay=0.5, times=1))

    async def take():
        async with reader_of(sandbox, COUNT, scope=Scope((FIRST,))) as reader:
            reading = reader.read(COUNT)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(reading), 0.02)
            return [batch async for batch in reading]

    [batch] = asyncio.run(take())
    assert len(batch.records) == 1
    assert len(sandbox.requests) == 1


def test_batches_that_were_taken_are_let_go(sandbox):
    class Marked(dict):
        """A dict that can be looked after."""

    async def take():
        alive = []
        async with reader_of(sandbox, COUNT) as reader:
            async for batch in reader.read(COUNT):
                marked = Marked(batch.records[0])
                batch.records[0] = marked
                alive.append(weakref.ref(marked))
                del batch, marked
        gc.collect()
        return sum(ref() is not None for ref in alive)

    assert asyncio.run(take()) == 0


@pytest.mark.parametrize("first", POST_TABLES)
def test_whole_posts_are_kept_only_until_the_table_of_posts_has_them(sandbox, first):
    twenty = Scope(HUNDRED.organizations[:20])

    async def take():
        names = sorted(POST_TABLES, key=lambda name: name != first)
        tables = [PAGES[name] for name in names]
        async with reader_of(sandbox, *tables, scope=twenty) as reader:
            kept = []
            for name in names:
                async for _ in reader.read(PAGES[name]):
                    pass
                lists = [shared.task.result() for shared in reader._session._posts.values()]
                kept.append((len(lists), sum(each.posts is not None for each in lists)))
            return names.index("posts"), kept

    posts_at, kept = asyncio.run(take())
    assert kept == [(20 if place < 2 else 0, 20 if place < posts_at else 0) for place in range(3)]
