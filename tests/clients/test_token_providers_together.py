"""One renewal for all: threads, tasks, and both together; and the decision behind it."""

import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from clients.least_calls import TOKEN_PATH, renewals

from linkedin_api import AsyncRestliClient, RestliClient, errors
from linkedin_api.clients.auth.renewal import next_move
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.exchange.steps import Join, Work
from linkedin_api.sandbox import Match
from linkedin_api.tokens import MemoryStore, Token

ENDPOINT = Match(path=TOKEN_PATH)


def test_sixteen_threads_renew_once(sandbox, member):
    provider = member()
    gate = threading.Barrier(16)

    def work(api):
        statuses = []
        for _ in range(3):  # no token yet; an expired one; one that is refused
            gate.wait()
            statuses.append(api.get("/me").status_code)
            if gate.wait() == 0:
                sandbox.advance(days=61)
            gate.wait()
        return statuses

    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        with ThreadPoolExecutor(16) as pool:
            futures = [pool.submit(work, api) for _ in range(16)]
        assert [future.result() for future in futures] == [[200] * 3] * 16
    assert renewals(sandbox) == 3


def test_fifty_tasks_renew_once(sandbox, member):
    provider = member()

    async def work():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as api:
            for days in (61, 55, 0):  # no token yet; an expired one; a stale one
                answers = await asyncio.gather(*(api.get("/me") for _ in range(50)))
                assert {answer.status_code for answer in answers} == {200}
                sandbox.advance(days=days)

    asyncio.run(work())

    assert renewals(sandbox) == 3


def test_threads_whose_token_is_refused_renew_once(sandbox, member):
    provider = member()
    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        api.get("/me")
        sandbox.advance(minutes=1)
        sandbox.revoke(provider.latest.access_token)
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: api.get("/me").status_code, range(64)))
    assert answers == [200] * 64
    assert renewals(sandbox) == 2


def test_threads_and_tasks_share_one_renewal(sandbox, member):
    provider = member()
    sandbox.faults.add(ENDPOINT, delay=0.1)

    async def tasks():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as api:
            return await asyncio.gather(*(api.get("/me") for _ in range(5)))

    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        with ThreadPoolExecutor(8) as pool:
            loops = [pool.submit(asyncio.run, tasks()) for _ in range(2)]
            threads = [pool.submit(api.get, "/me") for _ in range(5)]
        answers = [*(a for loop in loops for a in loop.result()), *(t.result() for t in threads)]

    assert [answer.status_code for answer in answers] == [200] * 15
    assert renewals(sandbox) == 1


def test_while_one_renews_ahead_of_time_others_go_on(sandbox, member):
    provider = member()
    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        api.get("/me")
        old = provider.latest.access_token
        sandbox.advance(days=55)
        steps = provider.steps()
        next(steps)  # one is about to ask LinkedIn

        assert provider.token() == old
        steps.close()
    assert renewals(sandbox) == 1


def test_a_renewal_that_is_cancelled_is_taken_over(sandbox, member):
    provider = member()
    sandbox.faults.add(ENDPOINT, delay=0.2, times=1)

    async def work():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as api:
            first, *others = (asyncio.create_task(api.get("/me")) for _ in range(5))
            await asyncio.sleep(0.05)
            first.cancel()
            return await asyncio.gather(*others)

    assert [answer.status_code for answer in asyncio.run(work())] == [200] * 4
    assert provider.latest is not None


def test_one_who_stops_waiting_does_not_stop_the_renewal(sandbox, member):
    provider = member()
    sandbox.faults.add(ENDPOINT, delay=0.1, times=1)

    async def work():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as api:
            first, second, third = (asyncio.create_task(api.get("/me")) for _ in range(3))
            await asyncio.sleep(0.02)
            second.cancel()
            return await asyncio.gather(first, third)

    assert [answer.status_code for answer in asyncio.run(work())] == [200, 200]
    assert renewals(sandbox) == 1


def test_a_loop_that_has_ended_is_not_told_any_more(sandbox, member, caplog):
    caplog.set_level(logging.WARNING, "linkedin_api")
    provider = member()
    sandbox.faults.add(ENDPOINT, delay=0.5, times=1)

    async def impatient():
        async with asyncio.timeout(0.02):
            await provider.token_async()

    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(provider.token)
        while not sandbox.faults.list()[0].struck:
            time.sleep(0.005)
        with pytest.raises(TimeoutError):
            asyncio.run(impatient())
        renewing.result()

    assert caplog.text == ""


def test_those_who_wait_fail_as_the_renewal_failed(sandbox, member):
    provider = member(retry=Retry.none())
    sandbox.faults.add(ENDPOINT, status=503, delay=0.1)

    async def work():
        async with AsyncRestliClient(base_url=sandbox.url, access_token=provider) as api:
            return await asyncio.gather(
                *(api.get("/me") for _ in range(10)), return_exceptions=True
            )

    assert {type(error) for error in asyncio.run(work())} == {errors.OAuthError}
    assert renewals(sandbox) == 1


def test_a_renewal_that_is_lost_is_taken_over(sandbox, member):
    provider = member()
    lost = provider.steps()
    next(lost)
    waiting = provider.steps()
    assert isinstance(next(waiting), Join)

    assert not isinstance(waiting.send(None), Join)  # it took too long: this one asks now
    lost.close()
    assert isinstance(next(provider.steps()), Join)  # and others wait for this one
    waiting.close()


def test_a_renewal_that_breaks_off_is_over_although_its_error_is_kept(sandbox, member):
    provider = member()

    def fail(*_, **__):
        raise KeyboardInterrupt

    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        api.session.send = fail
        with pytest.raises(KeyboardInterrupt) as caught:
            api.get("/me")
        assert not isinstance(next(provider.steps()), Join)
    assert caught.traceback


def test_a_token_that_was_replaced_meanwhile_is_not_counted_against_the_new_one(member):
    provider = member()
    assert provider.refuse("before the first", "revoked")
    token = provider.token()

    assert provider.refuse("older", "revoked")
    assert provider.token() == token
    assert not provider.refuse(token, "revoked")  # it is seconds old
    assert provider.refuse(token, "expired")


def test_stores_and_callbacks_do_not_block_the_loop(sandbox, member):
    seen = []

    class Store(MemoryStore):
        def save(self, token):
            seen.append(threading.current_thread())

    provider = member(store=Store(), on_change=lambda _: seen.append(threading.current_thread()))
    asyncio.run(provider.token_async())

    assert len(seen) == 2
    assert threading.main_thread() not in seen


@pytest.mark.parametrize(
    ("state", "busy", "resting", "move"),
    [
        ("fresh", False, False, "use"),
        ("fresh", True, False, "use"),
        ("stale", False, False, "renew"),
        ("stale", True, False, "use"),
        ("stale", False, True, "use"),
        ("expired", False, False, "renew"),
        ("expired", True, False, "wait"),
        ("expired", False, True, "renew"),
    ],
)
def test_the_decision_to_renew(state, busy, resting, move):
    assert next_move(state, busy=busy, resting=resting) == move


@pytest.mark.parametrize(("early", "stale_from"), [(None, 900), (0, 1000), (300, 700), (5000, 500)])
def test_how_early_a_token_becomes_stale(early, stale_from):
    token = Token("T", "id", 0.0, 1000.0)

    assert token.state(stale_from - 1, early) == "fresh"
    assert token.state(stale_from, early) == ("stale" if stale_from < 1000 else "expired")
    assert token.state(1000, early) == "expired"


def test_work_that_fails_is_an_error_of_the_renewal_and_not_of_the_shell(member):
    class Broken(MemoryStore):
        def load(self):
            raise OSError("disk")

    steps = member(store=Broken()).steps()
    step = next(steps)

    assert isinstance(step, Work)
    with pytest.raises(OSError, match="disk"):
        steps.send(step.do())
