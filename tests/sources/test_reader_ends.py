"""Errors that every call would meet: reading ends at once, with one clear error."""

from __future__ import annotations

import socket

import pytest
from syncs import FIRST, KNOWN, NOW, Kept, access_to, sync

from linkedin_api import errors
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

COUNT = PAGES["total_follower_count"]
MANY = Scope(tuple(range(FIRST, FIRST + 100)))


@pytest.fixture
def sandbox():
    with Sandbox(organizations=100, days=5, now=NOW, kept_requests=5_000) as sandbox:
        yield sandbox


@pytest.mark.parametrize("reason", ["expired", "invalid"])
def test_a_token_that_is_no_good_ends_all(sandbox, reason):
    token = sandbox.access_token(expires_in=0) if reason == "expired" else "none"
    with pytest.raises(errors.UnauthorizedError) as caught:
        sync(sandbox, KNOWN, MANY, access=access_to(sandbox, token))
    assert caught.value.reason == reason
    assert len(sandbox.requests) <= 2 * 16  # those that were on their way, of 501


def test_a_version_that_is_not_served_ends_all_and_is_named(sandbox):
    with pytest.raises(errors.VersionError, match="202001"):
        sync(sandbox, KNOWN, MANY, access=access_to(sandbox, version="202001"))
    assert len(sandbox.requests) <= 1 + 2 * 16


def test_a_refused_refresh_token_ends_all_and_asks_for_consent(sandbox):
    access = access_to(sandbox, refresh_token="AQX.none")
    with pytest.raises(errors.ConsentNeededError, match="has to consent again"):
        sync(sandbox, KNOWN, MANY, access=access)
    assert [request.method for request in sandbox.requests] == ["OAUTH"]


def test_a_wrong_secret_ends_all(sandbox):
    with pytest.raises(errors.OAuthError, match="invalid_client"):
        sync(sandbox, KNOWN, MANY, access=access_to(sandbox, client_secret="wrong"))


def test_a_host_that_nobody_serves_ends_all(sandbox):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    access = Access("T", base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(errors.TransportConnectionError, match=str(port)):
        sync(sandbox, [COUNT], Scope((FIRST,)), access=access)


def test_a_host_that_does_not_answer_any_more_ends_all(sandbox):
    sandbox.faults.add(Match(resource="networkSizes"), reset_connection=True, skip=10)
    kept = Kept()
    with pytest.raises(errors.TransportConnectionError):
        sync(sandbox, [COUNT], MANY, kept, concurrency=1)
    assert len(kept.cursors[COUNT.name]) == 10
    assert kept.tallies[COUNT.name].calls == 10 + 5 * 5


def test_a_connection_that_fails_now_and_then_ends_nothing(sandbox):
    """Six organizations never get an answer, but those between them do."""
    lost = tuple(str(FIRST + step) for step in range(3, 90, 15))
    sandbox.faults.add(lambda request: request.path.endswith(lost), reset_connection=True)
    kept = sync(sandbox, [COUNT], MANY, concurrency=1)
    assert len(kept.rows[COUNT.name]) == 94
    assert [(str(p.organizations[0]), p.attempts) for p in kept.problems] == [
        (number, 5) for number in lost
    ]


def test_a_token_that_cannot_be_sent_ends_all(sandbox):
    with pytest.raises(errors.InvalidArgumentError, match="access_token"):
        sync(sandbox, KNOWN, MANY, access=access_to(sandbox, "no token"))
    assert sandbox.requests == []


def test_a_member_who_administers_nothing_gets_an_error(sandbox):
    member = sandbox.access_token(member="nobody")
    with pytest.raises(errors.NotAdministratorError, match="administers no organization"):
        sync(sandbox, KNOWN, access=access_to(sandbox, member))
    assert len(sandbox.requests) == 1


def test_organizations_that_may_not_be_listed_end_all(sandbox):
    token = sandbox.access_token("openid")
    with pytest.raises(errors.ForbiddenError, match="organizationAcls"):
        sync(sandbox, KNOWN, access=access_to(sandbox, token))


def test_the_end_comes_to_tables_that_are_read_later_too(sandbox):
    async def read():
        access = access_to(sandbox, "none")
        async with Reader(access, MANY, KNOWN, retry=None) as reader:
            for table in KNOWN:
                with pytest.raises(errors.UnauthorizedError):
                    await anext(reader.read(table))

    import asyncio

    asyncio.run(read())
    assert len(sandbox.requests) == 1


def test_a_table_that_was_not_named_is_refused():
    reader = Reader(Access("T"), MANY, [COUNT])
    with pytest.raises(errors.InvalidArgumentError, match="table posts is not one of"):
        reader.read(PAGES["posts"])


def test_no_calls_at_once_are_refused():
    with pytest.raises(errors.InvalidArgumentError, match="concurrency must be at least 1"):
        Reader(Access("T"), MANY, [COUNT], concurrency=0)
