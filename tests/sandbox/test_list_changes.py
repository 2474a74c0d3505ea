"""Lists that change between two pages, on demand of a fault."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest

from linkedin_api import RestliClient
from linkedin_api.sandbox import Fault, Match, Sandbox
from linkedin_api.sandbox.protocol.resource import Paging, Resource

LIST = Match(resource="notes", method="GET_ALL")


def seed(_seeding):
    return [(number, {"id": number, "lastModifiedAt": 0}) for number in range(1, 7)]


NOTES = Resource("notes", methods=frozenset({"GET", "GET_ALL"}), seed=seed, roots=("/v2",))
MEMOS = Resource(
    "memos", methods=frozenset({"GET_ALL"}), seed=seed, paging=Paging("cursor"), roots=("/v2",)
)


@pytest.fixture(scope="module")
def running():
    with Sandbox(resources=(NOTES, MEMOS), admin=True) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    running.reset()
    return running


@pytest.fixture
def client(sandbox):
    with RestliClient(base_url=sandbox.url, access_token=sandbox.access_token()) as client:
        yield client


def ids(client, path="/notes", **params):
    return [each["id"] for each in client.get_all(path, query_params=params).elements]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("delete", [2, 3, 4, 5, 6]),
        ("move", [6, 1, 2, 3, 4, 5]),
        (["delete", "move", "move"], [5, 6, 2, 3, 4]),
    ],
)
def test_a_list_changes_for_good_just_before_the_answer(sandbox, client, change, expected):
    sandbox.faults.add(LIST, change=change, times=1)
    assert (ids(client), ids(client)) == (expected, expected)
    sandbox.reset()
    assert ids(client) == [1, 2, 3, 4, 5, 6]


def test_a_new_element_comes_first_with_a_key_of_its_own(sandbox, client):
    sandbox.faults.add(LIST, change="insert", times=2)
    ids(client)
    found = ids(client)
    assert found[2:] == [1, 2, 3, 4, 5, 6]
    assert len(set(found)) == 8


def test_an_element_that_moves_was_modified_just_now(sandbox, client):
    sandbox.faults.add(LIST, change="move")
    first, second, *_ = client.get_all("/notes").elements
    assert first["lastModifiedAt"] == pytest.approx(sandbox.clock.now() * 1000, abs=60_000)
    assert second["lastModifiedAt"] == 0


def test_only_the_list_changes_and_no_list_with_another_filter(sandbox, client):
    sandbox.faults.add(LIST, change="delete", times=1)
    assert ids(client, count=2) == [2, 3]
    assert client.get("/notes/1").entity["id"] == 1
    assert ids(client, start=2, count=2) == [4, 5]
    assert ids(client, topic="looms") == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("change", "expected"),
    [("insert", [3, 4]), ("delete", [3, 4]), (["delete", "move"], [3, 4]), ("move", [3, 4])],
)
def test_a_page_token_leads_behind_the_last_element_of_its_page(sandbox, client, change, expected):
    token = client.get_all("/memos", query_params={"pageSize": 2}).metadata["nextPageToken"]
    sandbox.faults.add(Match(resource="memos"), change=change, times=1)
    assert ids(client, "/memos", pageSize=2, pageToken=token) == expected


def test_the_journal_says_what_changed(sandbox, client):
    sandbox.faults.add(LIST, change=["insert", "delete"])
    ids(client)
    assert sandbox.requests[-1].fault == "list changed: insert, delete"


def test_a_list_is_changed_over_http(sandbox, client):
    body = {"match": {"resource": "notes"}, "change": ["delete"], "skip": 1}
    request = Request(
        f"{sandbox.url}/sandbox/faults",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    added = json.load(urlopen(request))
    assert added["fault"] == body
    assert (ids(client), ids(client)) == ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6])


@pytest.mark.parametrize("change", ["remove", ["insert", "x"], [[]], 5])
def test_a_change_that_there_is_not_is_refused(change):
    with pytest.raises(ValueError, match="change must be one of 'delete', 'insert', 'move'"):
        Fault(change=change)
