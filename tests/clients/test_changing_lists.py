"""Lists that change while they are read, over real HTTP, with both clients."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.errors import ListChangedError
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sandbox.protocol.resource import Paging, Resource

#: Elements of a page, and of twenty.
SIZE = 50
NUMBER = 20 * SIZE
CHANGES = ("insert", "delete", "move")
#: Every change alone, and every combination in which something moves on balance.
COMBINED = [
    *itertools.combinations_with_replacement(CHANGES, 1),
    ("insert", "move"),
    ("delete", "insert", "move"),
    ("delete", "delete", "insert"),
]


def resource(name, elements=NUMBER, **paging):
    return Resource(
        name,
        methods=frozenset({"GET_ALL"}),
        seed=lambda _: [(n, {"id": n, "lastModifiedAt": 0}) for n in range(1, elements + 1)],
        roots=("/v2",),
        paging=Paging(maximum=1_000, **paging),
    )


@pytest.fixture(scope="module")
def running():
    kinds = (
        *(resource("notes"), resource("counted", total=True), resource("memos", kind="cursor")),
        resource("few", elements=60),
    )
    with Sandbox(resources=kinds, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    running.reset()
    return running


@pytest.fixture
def client(shell, sandbox):
    return shell.rest(base_url=sandbox.url, access_token=sandbox.access_token())


def read(shell, client, name, **params):
    found = []
    shell.each(client.paginate(f"/{name}", query_params=params), found.append)
    return [each["id"] for each in found]


def assert_whole(sandbox, name, found):
    """No key came twice, and none is missing that was there all the time."""
    sandbox.faults.clear()
    size = "pageSize" if name == "memos" else "count"
    with RestliClient(base_url=sandbox.url, access_token=sandbox.access_token()) as client:
        left = {each["id"] for each in client.paginate(f"/{name}", query_params={size: 1_000})}
    assert len(found) == len(set(found))
    assert sorted(left & set(range(1, NUMBER + 1)) - set(found)) == []


@pytest.mark.parametrize("name", ["notes", "counted"])
@pytest.mark.parametrize("change", COMBINED)
def test_a_list_that_changes_at_every_page_is_read_whole(shell, sandbox, client, name, change):
    sandbox.faults.add(Match(resource=name), change=change, skip=1)

    found = read(shell, client, name, count=SIZE)

    assert len(sandbox.requests) <= 26  # at rest, it takes 21 or 22
    assert_whole(sandbox, name, found)


@pytest.mark.parametrize("change", COMBINED)
@pytest.mark.parametrize("boundary", [1, 2, 10, 20, 21])
def test_a_list_that_changes_once_is_read_whole(shell, sandbox, client, boundary, change):
    sandbox.faults.add(Match(resource="notes"), change=change, skip=boundary, times=1)

    found = read(shell, client, "notes", count=SIZE)

    assert len(sandbox.requests) <= 24
    assert_whole(sandbox, "notes", found)


@pytest.mark.parametrize(("name", "calls"), [("notes", 22), ("counted", 21), ("memos", 20)])
def test_a_list_at_rest_costs_one_element_of_overlap_a_page(shell, sandbox, client, name, calls):
    size = {"pageSize": SIZE} if name == "memos" else {"count": SIZE}
    assert read(shell, client, name, **size) == list(range(1, NUMBER + 1))
    assert len(sandbox.requests) == calls


@pytest.mark.parametrize("change", [("insert",), ("delete",), ("insert", "delete")])
def test_a_cursor_leads_through_a_list_that_changes(shell, sandbox, client, change):
    sandbox.faults.add(Match(resource="memos"), change=change, skip=1)
    found = read(shell, client, "memos", pageSize=SIZE)
    assert_whole(sandbox, "memos", found)


def test_a_list_that_changes_faster_than_it_is_read_is_an_error(shell, sandbox, client):
    sandbox.faults.add(Match(resource="few"), change=["insert"] * 12, skip=1)
    found = []

    with pytest.raises(ListChangedError, match=r"/few: the list changes faster .* missing"):
        shell.each(client.paginate("/few"), found.append)

    assert len(found) == len({each["id"] for each in found})


def test_pages_fetched_ahead_of_a_list_that_changes_give_no_element_twice(sandbox):
    async def collect():
        token = sandbox.access_token()
        async with AsyncRestliClient(base_url=sandbox.url, access_token=token) as client:
            things = client.paginate("/counted", query_params={"count": SIZE}).prefetch(4)
            return [each["id"] async for each in things]

    sandbox.faults.add(Match(resource="counted"), change=["delete", "insert", "move"], skip=1)
    found = asyncio.run(collect())
    assert_whole(sandbox, "counted", found)


def test_elements_are_told_apart_by_the_given_key(shell, sandbox, client):
    """All have the same `lastModifiedAt`, which as a key leaves one of them."""
    found = []
    shell.each(client.paginate("/notes", key="lastModifiedAt"), found.append)
    assert len(found) == 1


@pytest.mark.parametrize("key", ["", 5, ["id", ""], [1]])
def test_a_key_that_names_no_field_is_refused(client, key):
    with pytest.raises(ValueError, match="key must be the name of a field or several"):
        client.paginate("/notes", key=key)
