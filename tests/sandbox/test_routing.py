"""Which method a request is: LinkedIn's own 195 rows, and rows of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conformance.folder import load, needs_folder
from raw_http import Raw, asking

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.protocol.keys import ComplexKey, CompoundKey, SimpleKey
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    Action,
    BatchFinder,
    Finder,
    Resource,
)


def alternative(text: str) -> int | None:
    """Translate `Alt1` to 1; other texts are no keys; `Altfoo` is a fault."""
    if not text.startswith("Alt"):
        return None
    number = text.removeprefix("Alt")
    return int(number) if number != "-1" else -1


def refuse(value: object) -> None:
    raise ValueError(value)


def named(*names: str) -> tuple[Finder, ...]:
    return tuple(Finder(name) for name in names)


def nothing(call: object) -> None:
    return None


REPLIES = Resource(
    "replies",
    methods=frozenset({"BATCH_GET", "CREATE"}),
    actions=(Action("replyToAll", nothing),),
)
LOCATION = Resource(
    "location",
    kind="simple",
    methods=frozenset({"GET", "UPDATE", "DELETE"}),
    actions=(Action("new_status_from_location", nothing),),
)
RESOURCES = (
    Resource(
        "statuses",
        roots=("",),
        methods=ALL_METHODS,
        finders=named("search", "user_timeline", "public_timeline", "findByAction"),
        batch_finders=(BatchFinder("batchFinderByAction", "criteria", (), lambda *_: True),),
        actions=(Action("forward", nothing, on="entity"),),
        alternatives={"alt": alternative},
        children=(REPLIES, LOCATION),
    ),
    Resource(
        "follows",
        kind="association",
        key=CompoundKey({"followerID": "long", "followeeID": "long"}),
        roots=("",),
        methods=ALL_METHODS - {"CREATE", "BATCH_CREATE"},
        finders=(
            *named("friends", "followers"),
            Finder("other", key_parts=("followerID",)),
        ),
    ),
    Resource(
        "discovereditems",
        key=ComplexKey({"userId": "long", "type": "int", "itemId": "long"}, {}),
        roots=("",),
        methods=ALL_METHODS,
        finders=named("user"),
        actions=(Action("purge", nothing),),
        mint=lambda serial, entity: {"userId": 1, "type": 2, "itemId": serial},
    ),
    Resource(
        "trending",
        kind="simple",
        roots=("",),
        children=(
            Resource(
                "trendRegions",
                methods=ALL_METHODS - {"GET_ALL"},
                finders=named("get_trending_by_popularity"),
            ),
        ),
    ),
    Resource(
        "test",
        kind="association",
        key=CompoundKey({"foo": "string", "bar": "string", "baz": "string"}),
        roots=("",),
        methods=frozenset({"GET", "BATCH_GET"}),
        finders=(Finder("find", key_parts=("foo", "bar")),),
    ),
    Resource(
        "custom_status",
        key=SimpleKey("string", refuse),
        roots=("",),
        methods=frozenset({"GET"}),
    ),
    Resource("accounts", kind="actions", roots=("",), actions=(Action("register", nothing),)),
)


@pytest.fixture(scope="module")
def routed() -> Iterator[Raw]:
    with Sandbox(resources=RESOURCES) as sandbox:
        raw = Raw(sandbox)
        yield raw
        raw.close()


def send(routed: Raw, row: dict[str, Any]) -> Any:
    body = {} if row["method"] in ("POST", "PUT") else None
    return routed(row["method"], row["uri"], body, X_RestLi_Method=row["restli_method"])


ROWS = load("vectors.json").get("routing", [])


@needs_folder
@pytest.mark.parametrize("row", [row for row in ROWS if "resource_method" in row], ids=str)
def test_the_method_is_the_one_the_genuine_router_decides(routed, row):
    send(routed, row)
    assert routed.sandbox.requests[-1].method == row["resource_method"]


@needs_folder
@pytest.mark.parametrize("row", [row for row in ROWS if "status" in row], ids=str)
def test_a_request_is_refused_that_the_genuine_router_refuses(routed, row):
    assert send(routed, row).status == row["status"]


OWN_ROWS = (
    ("GET", "/statuses/1", None, "GET"),
    ("GET", "/statuses", None, "GET_ALL"),
    ("GET", "/statuses/", None, "GET_ALL"),
    ("GET", "/statuses?ids=List(1,2)", "batch_get", "BATCH_GET"),
    ("GET", "/statuses?ids=List()", None, "BATCH_GET"),
    ("GET", "/statuses?q=search&bq=x&action=y", None, "FINDER"),
    ("GET", "/statuses?bq=batchFinderByAction&action=y", None, "BATCH_FINDER"),
    ("POST", "/statuses", None, "CREATE"),
    ("POST", "/statuses", "Batch_Create", "BATCH_CREATE"),
    ("POST", "/statuses/1", None, "PARTIAL_UPDATE"),
    ("POST", "/statuses?ids=List(1)", None, "BATCH_PARTIAL_UPDATE"),
    ("POST", "/statuses/1?action=forward", None, "ACTION"),
    ("PUT", "/statuses/1", None, "UPDATE"),
    ("PUT", "/statuses?ids=List(1)", None, "BATCH_UPDATE"),
    ("DELETE", "/statuses/1", None, "DELETE"),
    ("DELETE", "/statuses?ids=List(1)", None, "BATCH_DELETE"),
    ("GET", "/statuses/1/location", None, "GET"),
    ("GET", "/follows/(followerID:1)?q=other", None, "FINDER"),
)


@pytest.mark.parametrize(("verb", "target", "header", "method"), OWN_ROWS)
def test_the_method_follows_from_verb_path_and_parameters(routed, verb, target, header, method):
    send(routed, {"method": verb, "uri": target, "restli_method": header})
    assert routed.sandbox.requests[-1].method == method


@pytest.mark.parametrize(
    ("verb", "target", "header", "status"),
    [
        ("GET", "//statuses/1", None, 404),
        ("GET", "/statuses/1/nothing", None, 404),
        ("GET", "/statuses/one", None, 400),
        ("GET", "/statuses/1", "CREATE", 400),
        ("PUT", "/statuses", None, 400),
        ("GET", "/statuses/1?ids=List(2)", None, 400),
        ("GET", "/accounts?action=register", None, 400),
    ],
)
def test_a_request_that_is_no_method_is_refused(routed, verb, target, header, status):
    reply = send(routed, {"method": verb, "uri": target, "restli_method": header})
    assert reply.status == status


def test_a_target_without_a_path_is_no_resource():
    with asking(resources=()) as ask:
        reply = ask("OPTIONS", "*")
        assert reply.status == 404
        assert reply.json["message"] == "No root resource defined for path '*'"
