"""Processes that were forked from one that used a client: each gets its own answers."""

import asyncio
import faulthandler
import gc
import json
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from types import SimpleNamespace

import pytest
import requests
from canned import Answer, CannedServer
from requests.adapters import HTTPAdapter

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.restli.reply import Reply
from linkedin_api.tokens import FileStore, RefreshToken

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
]
CHILDREN, CALLS = 8, 60
#: Seconds, after which a child counts as hanging; none of them takes a tenth of it, and it is less
#: than what a test may take.
LONGEST = 30


class Child:
    """A forked process that does something and tells how it ended."""

    def __init__(self, work):
        self._reading, writing = os.pipe()
        faulthandler.register(signal.SIGUSR1, file=2)  # a child that hangs shows where
        self.pid = os.fork()
        if self.pid == 0:  # pragma: no cover  another process
            told = "it raised nothing"
            try:
                os.close(self._reading)
                told = json.dumps(work())
            except BaseException as error:  # noqa: BLE001  it is told to the parent
                told = json.dumps(repr(error))
            finally:
                os.write(writing, told.encode())
                os._exit(0)
        os.close(writing)

    def result(self):
        told = open(self._reading, "rb")  # noqa: PTH123, SIM115  to close it would wait for a read
        reader = threading.Thread(target=lambda: setattr(self, "told", told.read()), daemon=True)
        reader.start()
        reader.join(LONGEST)
        if reader.is_alive():
            os.kill(self.pid, signal.SIGUSR1)
            reader.join(1)
            os.kill(self.pid, signal.SIGKILL)
            reader.join()
        told.close()
        os.waitpid(self.pid, 0)
        return json.loads(self.told or '"it hung"')


@pytest.fixture
def echo():
    """A server whose answer says which token asked for what."""
    with CannedServer() as server:
        server.choose = lambda request: Answer(
            200,
            {"Content-Type": "application/json"},
            json.dumps([request.target, request.headers["authorization"]]).encode(),
        )
        yield server


def wrong_answers(client, name, calls=CALLS):
    """How many answers were another process's."""
    wrong = 0
    for number in range(calls):
        path = f"/{name}/{number}"
        answer = client.get(path, name).response.json()
        wrong += answer != [f"/v2{path}", f"Bearer {name}"]
    return wrong


async def wrong_answers_async(client, name, calls=CALLS):
    async def call(number):
        path = f"/{name}/{number}"
        answer = json.loads((await client.get(path, name)).response._body)
        return answer != [f"/v2{path}", f"Bearer {name}"]

    wrong = 0
    for number in range(0, calls, 10):
        wrong += sum(await asyncio.gather(*map(call, range(number, number + 10))))
    return wrong


@pytest.mark.parametrize("is_used_by_threads", [False, True])
def test_each_child_gets_the_answers_to_its_own_calls(echo, is_used_by_threads):
    with RestliClient(base_url=echo.url) as client:
        assert wrong_answers(client, "parent", 3) == 0
        threads = [
            threading.Thread(target=wrong_answers, args=(client, f"thread{n}"))
            for n in range(4 if is_used_by_threads else 0)
        ]
        for thread in threads:
            thread.start()
        children = [Child(partial(wrong_answers, client, f"child{n}")) for n in range(CHILDREN)]

        assert wrong_answers(client, "parent") == 0
        assert [child.result() for child in children] == [0] * CHILDREN
        for thread in threads:
            thread.join()


def test_each_child_gets_the_answers_to_its_own_calls_async(echo):
    client = AsyncRestliClient(base_url=echo.url)
    with asyncio.Runner() as runner:
        assert runner.run(wrong_answers_async(client, "parent", 10)) == 0
        children = [
            Child(lambda n=n: asyncio.run(wrong_answers_async(client, f"child{n}")))
            for n in range(CHILDREN)
        ]

        assert runner.run(wrong_answers_async(client, "parent")) == 0
        assert [child.result() for child in children] == [0] * CHILDREN
        runner.run(client.close())


def test_a_child_that_is_forked_in_a_running_loop_may_run_one_of_its_own(echo):
    client = AsyncRestliClient(base_url=echo.url)

    def in_child():
        asyncio._set_running_loop(None)
        return asyncio.run(wrong_answers_async(client, "child", 20))

    async def parent():
        assert await wrong_answers_async(client, "parent", 10) == 0
        child = Child(in_child)
        assert await wrong_answers_async(client, "parent", 20) == 0
        assert await asyncio.to_thread(child.result) == 0
        await client.close()

    asyncio.run(parent())


class Odd(HTTPAdapter):
    """An adapter of a program's own, with a pool of its own making."""

    def init_poolmanager(self, connections, maxsize, block=False, **options):
        super().init_poolmanager(3, 2, block=True, **options)


def own_session():
    return requests.Session()


def mounted():
    session = requests.Session()
    session.mount("http://", Odd())
    return session


@pytest.mark.parametrize("make", [own_session, mounted])
def test_so_it_is_with_a_session_of_the_programs_own(echo, make):
    with RestliClient(base_url=echo.url) as client:
        client.session = make()
        wrong_answers(client, "parent", 3)
        children = [Child(partial(wrong_answers, client, f"child{n}", 50)) for n in range(4)]

        assert wrong_answers(client, "parent", 50) == 0
        assert [child.result() for child in children] == [0] * 4


def test_so_it_is_with_connections_to_a_proxy(monkeypatch):
    with CannedServer() as proxy, RestliClient(base_url="http://linkedin.test") as client:
        proxy.choose = lambda request: Answer(
            200,
            {"Content-Type": "application/json"},
            json.dumps(
                [request.target.removeprefix("http://linkedin.test"),
                 request.headers["authorization"]]
            ).encode(),
        )  # fmt: skip
        client.session.proxies["http"] = proxy.url
        assert wrong_answers(client, "parent", 3) == 0
        children = [Child(partial(wrong_answers, client, f"child{n}", 50)) for n in range(4)]

        assert wrong_answers(client, "parent", 50) == 0
        assert [child.result() for child in children] == [0] * 4


_client = None


def wrong_answers_of_worker(name):
    return wrong_answers(_client, name, 25)


def test_so_it_is_in_a_pool_of_processes(echo):
    global _client
    with RestliClient(base_url=echo.url) as _client:
        wrong_answers(_client, "parent", 3)
        with multiprocessing.get_context("fork").Pool(4) as pool:
            names = [f"task{n}" for n in range(16)]

            assert pool.map(wrong_answers_of_worker, names) == [0] * 16


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_child_does_not_wait_for_a_thread_that_renews_a_token(sandbox, tmp_path, kind):
    asked = threading.Event()

    def is_first(request):
        if request.path != "/oauth/v2/accessToken" or asked.is_set():
            return False
        asked.set()
        return True

    sandbox.faults.add(is_first, delay=1)
    provider = RefreshToken(
        sandbox.client_id, sandbox.client_secret, sandbox.refresh_token(),
        store=FileStore(tmp_path / "token.json"), base_url=sandbox.url,
    )  # fmt: skip

    async def call_async():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as client:
            return (await client.get("/me")).status_code

    def call():
        if kind == "async":
            return asyncio.run(call_async())
        with RestliClient(base_url=sandbox.url, access_token=provider) as client:
            return client.get("/me").status_code

    thread = threading.Thread(target=call)
    thread.start()
    asked.wait()
    children = [Child(call) for _ in range(3)]

    assert [child.result() for child in children] == [200] * 3
    thread.join()


def test_a_child_does_not_wait_for_a_thread_that_holds_a_lock(echo):
    budget = RateBudget(1_000_000)
    with RestliClient(base_url=echo.url, budget=budget) as client:
        client.get("/a", "parent")
        with budget._lock:
            child = Child(partial(wrong_answers, client, "child", 5))
            assert child.result() == 0


def test_many_forks_beside_threads_that_count_calls_all_go_on():
    budget = RateBudget(10_000_000)
    stopped = threading.Event()

    def count():
        while not stopped.is_set():
            budget.claim("/a", 0.0, 0.0)

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        children = [Child(lambda: budget.claim("/a", 0.0, 0.0)) for _ in range(30)]
        assert {child.result() for child in children} == {0.0}
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def test_a_child_collects_garbage_although_a_thread_of_its_parent_decodes(monkeypatch):
    begun, goes_on = threading.Event(), threading.Event()

    def loads(_):
        begun.set()
        goes_on.wait()

    monkeypatch.setattr("linkedin_api.restli.reply.json", SimpleNamespace(loads=loads))
    large = Reply(200, {}, b"[" + b" " * 300_000 + b"]")
    thread = threading.Thread(target=lambda: large.json)
    thread.start()
    try:
        begun.wait()
        assert not gc.isenabled()
        assert Child(gc.isenabled).result() is True
    finally:
        goes_on.set()
        thread.join()
    assert gc.isenabled()


def status_of(client, _):
    return client.get("/me").status_code


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_a_client_with_a_provider_goes_to_the_processes_of_an_executor(sandbox, tmp_path, method):
    provider = RefreshToken(
        sandbox.client_id, sandbox.client_secret, sandbox.refresh_token(),
        store=FileStore(tmp_path / "token.json"), base_url=sandbox.url,
    )  # fmt: skip
    options = {"retry": Retry(3), "budget": RateBudget(1_000)}
    with RestliClient(base_url=sandbox.url, access_token=provider, **options) as client:
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            assert list(pool.map(partial(status_of, client), range(8))) == [200] * 8

    asked = [request.path for request in sandbox.requests]
    assert asked.count("/oauth/v2/accessToken") == 1
