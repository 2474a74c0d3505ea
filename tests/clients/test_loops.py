"""One client in several event loops, one after the other and at once, of both kinds."""

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from linkedin_api import AsyncRestliClient
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import RefreshToken

KINDS = ["asyncio", "uvloop"]
ACCOUNTS = "/adAccounts/512000001/adCampaignGroups"


@pytest.fixture(params=KINDS)
def run(request):
    """Runs a coroutine as `asyncio.run` does, in a loop of some kind."""
    make = None if request.param == "asyncio" else pytest.importorskip("uvloop").new_event_loop

    def run(coroutine):
        with asyncio.Runner(loop_factory=make) as runner:
            return runner.run(coroutine)

    return run


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    return AsyncRestliClient(base_url=sandbox.url, access_token=sandbox.access_token())


@pytest.fixture(autouse=True)
def _nothing_is_left_open(caplog, recwarn):
    """No loop, no connection and no task is left behind, also where only a collection tells."""
    yield
    gc.collect()
    assert [str(each.message) for each in recwarn if each.category is ResourceWarning] == []
    assert [each.getMessage() for each in caplog.records if each.name == "asyncio"] == []


async def statuses(client, calls=20):
    answers = await asyncio.gather(*(client.get("/me") for _ in range(calls)))
    return [answer.status_code for answer in answers]


async def ids(client, ahead):
    groups = client.paginate(ACCOUNTS, query_params={"count": 3}).prefetch(ahead)
    return [element["id"] async for element in groups]


def test_a_list_is_read_ahead_in_several_loops(run, sandbox):
    client = AsyncRestliClient(
        base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202608"
    )
    whole = run(ids(client, 0))
    with ThreadPoolExecutor(2) as pool:
        ended = [pool.submit(run, ids(client, 4)) for _ in range(2)]

    assert len(whole) > 3
    assert [each.result() for each in ended] == [whole] * 2
    assert run(ids(client, 4)) == whole


def test_three_runs_after_each_other(run, client):
    assert [run(statuses(client)) for _ in range(3)] == [[200] * 20] * 3


def test_two_loops_at_once(run, client):
    gate = threading.Barrier(2)

    async def work():
        await asyncio.to_thread(gate.wait)
        return [await statuses(client, 10) for _ in range(3)]

    with ThreadPoolExecutor(2) as pool:
        ended = [pool.submit(run, work()) for _ in range(2)]

    assert [each.result() for each in ended] == [[[200] * 10] * 3] * 2


def test_a_run_that_closes_the_client_leaves_that_of_another_loop_alone(run, client):
    is_closed = threading.Event()

    async def closes():
        async with client:
            assert await statuses(client, 3) == [200] * 3
        is_closed.set()

    async def goes_on():
        first = await statuses(client, 3)
        await asyncio.to_thread(is_closed.wait)
        return first + await statuses(client, 3)

    with ThreadPoolExecutor(2) as pool:
        other = pool.submit(run, goes_on())
        pool.submit(run, closes()).result()

        assert other.result() == [200] * 6


def test_a_run_that_ends_amid_calls_leaves_the_next_one_alone(run, client):
    async def leaves():
        begun = [asyncio.ensure_future(client.get("/me")) for _ in range(5)]
        return await statuses(client, 1), len(begun)

    assert run(leaves()) == ([200], 5)
    assert run(statuses(client)) == [200] * 20


def test_loops_renew_one_token_together(run, sandbox):
    provider = RefreshToken(
        sandbox.client_id, sandbox.client_secret, sandbox.refresh_token(), base_url=sandbox.url
    )
    client = AsyncRestliClient(base_url=sandbox.url, access_token=provider)
    before = len(sandbox.requests)

    with ThreadPoolExecutor(3) as pool:
        ended = [pool.submit(run, statuses(client, 10)) for _ in range(3)]

    assert [each.result() for each in ended] == [[200] * 10] * 3
    asked = [request.path for request in sandbox.requests[before:]]
    assert asked.count("/oauth/v2/accessToken") == 1
    assert run(statuses(client, 2)) == [200] * 2
