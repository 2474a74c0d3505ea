"""Exceptions of the program's own that arrive while a call waits for LinkedIn."""

import asyncio
import os
import signal
import threading
from functools import partial

import aiohttp
import pytest
from canned import GOOD

from linkedin_api import AsyncRestliClient, RestliClient, TransportError


class TimeLimitReached(Exception):
    """What a job queue raises in a job that takes too long."""


@pytest.fixture
def interrupting(server):
    """Makes the server raise a signal during each request, instead of answering it."""
    given_up = threading.Event()
    before = signal.getsignal(signal.SIGUSR2)

    def choose(_):
        os.kill(os.getpid(), signal.SIGUSR2)
        given_up.wait(10)
        return GOOD

    server.choose = choose
    yield server
    given_up.set()
    signal.signal(signal.SIGUSR2, before)


def raising(error, *_):
    raise error


@pytest.mark.parametrize("total", [None, 60])
@pytest.mark.parametrize(
    "kind", [TimeLimitReached, Exception, TimeoutError], ids=lambda kind: kind.__name__
)
def test_what_a_signal_handler_raises_reaches_the_program_and_nothing_is_sent_again(
    interrupting, kind, total
):
    error = kind("time is up")
    signal.signal(signal.SIGUSR2, partial(raising, error))

    options = {"base_url": interrupting.url, "access_token": "T", "total_timeout": total}
    with RestliClient(**options) as client, pytest.raises(kind) as raised:
        client.get("/me")

    assert raised.value is error
    assert len(interrupting.received) == 1


def test_a_handler_may_be_a_method_or_an_object(interrupting):
    class Limit:
        def __call__(self, *_):
            raise TimeoutError("an object")

        def method(self, *_):
            raise TimeoutError("a method")

    with RestliClient(base_url=interrupting.url, access_token="T") as client:
        for handler in (Limit(), Limit().method):
            signal.signal(signal.SIGUSR2, handler)
            with pytest.raises(TimeoutError) as raised:
                client.get("/me")
            assert not isinstance(raised.value, TransportError)

    assert len(interrupting.received) == 2


def test_what_a_library_below_raises_as_its_own_reaches_the_program(server, monkeypatch):
    begun = []

    def begin(answer):
        begun.append(answer)
        raise TimeLimitReached

    monkeypatch.setattr("http.client.HTTPResponse.begin", begin)

    client = RestliClient(base_url=server.url, access_token="T")
    with client, pytest.raises(TimeLimitReached):
        client.get("/me")

    assert len(begun) == 1


def test_what_a_middleware_raises_reaches_the_program_and_nothing_is_sent_again(server):
    tries = []

    async def limited(request, handler):
        tries.append(request)
        raise TimeLimitReached

    async def main():
        async with aiohttp.ClientSession(middlewares=[limited]) as session:
            await AsyncRestliClient(base_url=server.url, access_token="T", session=session).get(
                "/me"
            )

    with pytest.raises(TimeLimitReached):
        asyncio.run(main())

    assert len(tries) == 1
