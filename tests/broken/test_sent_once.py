"""A connection that breaks without an answer: what the client sends again, and what not."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from broken.answers import whole
from broken.raw_server import Broken, Do, RawServer

from linkedin_api import AsyncRestliClient, TransportError
from linkedin_api.clients.exchange.retry import Retry

SILENT = Broken("", ())
CALLS = {
    "get": ("/answer0",),
    "get_all": ("/answer0",),
    "update": ("/answer0", {}),
    "delete": ("/answer0",),
    "batch_delete": ("/answer0", [1]),
    "create": ("/answer0", {}),
}


@pytest.mark.parametrize("method", CALLS)
def test_no_library_below_sends_a_request_again(shell, method):
    with RawServer([SILENT]) as server:
        client = shell.rest(base_url=server.url, access_token="T", retry=Retry.none())
        with pytest.raises(TransportError):
            shell.call(client, method, *CALLS[method])

        assert len(server.requests) == 1


def test_a_write_on_a_kept_connection_that_breaks_is_sent_once(shell):
    with RawServer([whole("", b"{}"), Broken("", (Do.RESET,))]) as server:
        server.keeps = True
        client = shell.rest(base_url=server.url, access_token="T")
        shell.call(client, "get", "/answer0")
        with pytest.raises(TransportError):
            shell.call(client, "delete", "/answer1")

        assert len(server.requests) == 2


def test_a_session_of_the_programs_own_sends_a_write_once_and_keeps_its_middlewares():
    passed = []

    async def counting(request, handler):
        passed.append(request.method)
        return await handler(request)

    async def main(url):
        async with aiohttp.ClientSession(middlewares=[counting]) as session:
            client = AsyncRestliClient(base_url=url, access_token="T", session=session)
            await client.delete("/answer0")

    with RawServer([SILENT]) as server:
        with pytest.raises(TransportError):
            asyncio.run(main(server.url))

        assert len(server.requests) == len(passed) == 1
