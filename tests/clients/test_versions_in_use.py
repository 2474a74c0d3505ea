"""The warning before a version ends, from both clients."""

import asyncio
import inspect
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from unittest.mock import AsyncMock

import pytest
from canned import Answer
from clients.shells import SyncShell

from linkedin_api import AsyncRestliClient, RestliClient, errors
from linkedin_api.sandbox import Sandbox
from linkedin_api.versions import KNOWN_GOOD, VersionSunsetWarning, sunset_of

NEAR = datetime(2027, 5, 1, tzinfo=UTC).timestamp()  # 202605 ends on the 15th
LINKEDIN = "http://api.linkedin.test"
OLD = {"base_url": LINKEDIN, "access_token": "T", "version_string": "202605", "clock": lambda: NEAR}


@pytest.fixture(autouse=True)
def linkedin(server, monkeypatch):
    """Answers for LinkedIn as a proxy does, since nobody on loopback is taken for LinkedIn."""
    for name in ("HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost,::1,0.0.0.0")
    return server


@pytest.fixture
def client(shell):
    return shell.rest(**OLD)


@pytest.fixture
def caught():
    """What is warned about, all of it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


def line() -> int:
    """The line of the program that asks."""
    return sys._getframe(1).f_lineno


def places(caught):
    return [(each.filename, each.lineno) for each in caught]


def test_a_version_near_its_end_is_warned_about(shell, client):
    with pytest.warns(VersionSunsetWarning, match="202605 .* ends on 2027-05-15") as caught:
        shell.call(client, "get", "/a")

    assert len(caught) == 1


def test_the_warning_is_at_the_line_of_the_call(caught):
    with RestliClient(**OLD) as client:
        client.get("/a"); here = line()  # fmt: skip  # noqa: E702

    assert places(caught) == [(__file__, here)]


def test_the_warning_is_at_the_line_that_asks_for_a_list(caught, linkedin):
    linkedin.answers[0] = Answer(body=b'{"elements": []}')
    with RestliClient(**OLD) as client:
        listing = client.paginate("/a"); here = line()  # fmt: skip  # noqa: E702
        assert list(listing) == []

    assert places(caught) == [(__file__, here)]


def awaited(client):
    return client.get("/a"), line()


def in_parts(client):
    return client.batch_get("/a", [1, 2, 3]), line()


def by_name(client):
    return client.get("/a", version_string="202604"), line()


def by_place(client):
    return client.get("/a", None, None, None, "202604"), line()


def listed(client):
    async def read(pages):
        return [each async for each in pages]

    pages, here = client.paginate("/a"), line()
    return read(pages), here


def uploaded(client):
    return client.uploads.image(b"", "urn:li:person:1", wait=0), line()


MADE = pytest.mark.parametrize("make", [awaited, in_parts, by_name, by_place, listed, uploaded])


async def at_once(coroutine):
    await coroutine


async def in_a_task(coroutine):
    await asyncio.create_task(coroutine)


async def with_others(coroutine):
    await asyncio.gather(coroutine, asyncio.sleep(0))


async def in_a_group(coroutine):
    async with asyncio.TaskGroup() as group:
        group.create_task(coroutine)


RUN = pytest.mark.parametrize("run", [at_once, in_a_task, with_others, in_a_group])


@MADE
@RUN
def test_the_warning_is_at_the_line_of_the_call_wherever_it_is_awaited(caught, make, run):
    async def work():
        async with AsyncRestliClient(**OLD, batch_size=1) as client:
            coroutine, here = make(client)
            try:
                await run(coroutine)
            except* errors.LinkedInError:
                pass  # the answers are `{}`
            return here

    here = asyncio.run(work())

    assert places(caught) == [(__file__, here)]


def test_a_call_in_a_thread_is_warned_about_where_the_client_was_made(caught):
    with RestliClient(**OLD) as client, ThreadPoolExecutor(1) as threads:
        here = line() - 1
        threads.submit(client.get, "/a").result()

    assert places(caught) == [(__file__, here)]


def test_code_without_a_module_is_warned_too():
    client = SyncShell().rest(**{**OLD, "version_string": None})
    with client, pytest.warns(VersionSunsetWarning):
        exec("client.get('/a', version_string='202605')", {"client": client})


def test_a_warning_that_is_an_error_comes_before_anything_is_sent(shell, client, linkedin):
    with warnings.catch_warnings():
        warnings.simplefilter("error", VersionSunsetWarning)
        for _ in range(2):
            with pytest.raises(VersionSunsetWarning):
                shell.call(client, "create", "/a", {})

    assert linkedin.received == []


def test_it_is_warned_about_once_for_each_client_and_version(shell, client, caught):
    for version in ("202605", "202605", "202604", "202604", "202612", None):
        shell.call(client, "get", "/a", version_string=version)

    assert [str(w.message).split()[1] for w in caught] == ["202605", "202604"]


@pytest.mark.parametrize("version", ["202606", "202404", "202512", "202712", None])
def test_far_and_unknown_sunsets_are_not_warned_about(shell, client, version):
    assert shell.call(client, "get", "/a", version_string=version).status_code == 200


@pytest.mark.parametrize("wrong", [202605, ["202605"], True])
def test_a_version_that_is_no_text_is_refused_as_an_argument(shell, client, wrong):
    with pytest.raises(errors.InvalidArgumentError, match="version_string"):
        shell.call(client, "get", "/a", version_string=wrong)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "api.localhost", "0.0.0.0", "[::1]"])
def test_who_talks_to_this_machine_is_not_warned(shell, caught, host):
    client = shell.rest(**{**OLD, "base_url": f"http://{host}:1", "timeout": 1})
    with suppress(errors.TransportError):  # nobody is there
        shell.call(client, "get", "/a")

    assert caught == []


def test_a_sandbox_is_used_without_a_warning_when_every_version_has_ended(shell):
    with Sandbox() as sandbox:
        ended = sunset_of(KNOWN_GOOD).replace(year=2099)
        client = shell.rest(
            base_url=sandbox.url,
            access_token=sandbox.access_token(),
            version_string=KNOWN_GOOD,
            clock=datetime(*ended.timetuple()[:3], tzinfo=UTC).timestamp,
        )
        assert shell.call(client, "get", "/adAccounts/512000001").status_code == 200


def test_the_asynchronous_methods_are_coroutine_functions():
    names = ("get", "batch_get", "create", "action", "upload_image", "close")
    methods = [getattr(AsyncRestliClient, name) for name in names]
    methods += [inspect.unwrap(method) for method in methods]  # as mocks do

    assert all(asyncio.iscoroutinefunction(method) for method in methods)
    if sys.version_info >= (3, 12):
        assert all(inspect.iscoroutinefunction(method) for method in methods)


def test_the_asynchronous_client_can_be_mocked():
    mock = AsyncMock(spec=AsyncRestliClient)
    mock.get.return_value = mock.upload_image.return_value = 7

    assert asyncio.run(mock.get("/a")) == asyncio.run(mock.upload_image("a.png")) == 7


def test_no_version_is_chosen_for_a_program(shell, server):
    shell.call(shell.rest(base_url=server.url, access_token="T"), "get", "/a")

    assert "linkedin-version" not in server.last.headers


def test_a_refused_version_is_quoted_with_the_one_to_name(shell):
    with Sandbox() as sandbox:
        client = shell.rest(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202404"
        )
        response = shell.call(client, "get", "/adAccounts/512000001")

    with pytest.raises(errors.VersionError, match=f"version_string='{KNOWN_GOOD}'") as caught:
        response.raise_for_status()
    assert (caught.value.version, caught.value.retryable) == ("20240401", False)
