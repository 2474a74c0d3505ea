"""The 59 recorded exchanges, served by resources that are declared here and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from conformance.folder import load, needs_folder
from raw_http import Raw

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.protocol.keys import ComplexKey, CompoundKey, SimpleKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    NO_VALUE,
    Action,
    Finder,
    Paging,
    Param,
    Resource,
)

PARTS = {"part1": "string", "part2": "int", "part3": "string"}
PARAMS = {"param1": "string", "param2": "long"}
SPECIAL = "key!*'();:@&=+$,/?#[].~"
PAIRS = load("wire.json").get("pairs", [])
NOT_FOUND = Problem(404, "Requested entity not found: type=get, resourceName=collection")


def check_message(call: Any, entity: Any, key: Any) -> None:
    """Refuse what the recorded server refused."""
    message = entity.get("message")
    if message is None:
        raise Refused(Problem(400, "Missing required field: message"))
    if message == "internal error test":
        raise Refused(Problem(500, "INTERNAL SERVER ERROR"))
    if message == "error details test":
        raise Refused(Problem(400, "error details message", details={"one": 1, "two": 2}))
    if key == 4:
        raise Refused(Problem(500))


def keyed(part1: str, part2: int, part3: str) -> tuple[dict[str, Any], dict[str, Any]]:
    key = {"part1": part1, "part2": part2, "part3": part3}
    return key, {"message": {"message": "test message"}, "key": key}


def collection(keys: tuple[int, ...]) -> Resource:
    seeds = {
        1: {"id": 1, "message": "test message"},
        3: {"id": 2, "message": "another message"},
    }
    return Resource(
        "collection",
        roots=("",),
        methods=ALL_METHODS,
        finders=(
            Finder(
                "search",
                (Param("keyword"),),
                lambda call, entities: [
                    entity for entity in entities if call.params["keyword"] in entity["message"]
                ],
                paging=Paging(total=True),
                metadata=lambda call: {"optionalLong": 5, "optionalString": "metadata"},
            ),
        ),
        children=(
            Resource(
                "subcollection",
                methods=frozenset({"GET"}),
                seed=lambda seeding: [(100, {"id": 100, "message": "sub collection message"})],
            ),
            Resource(
                "subsimple",
                kind="simple",
                methods=frozenset({"GET"}),
                compute=lambda call: {"message": "sub simple message"},
            ),
        ),
        seed=lambda seeding: [(key, seeds[key]) for key in keys],
        mint=lambda serial, entity: (1, 3)[serial],
        check=check_message,
        upsert=True,
        batch_statuses="failures",
        not_found=NOT_FOUND,
    )


def echo(name: str, parameter: str, kind: str) -> Action:
    params = (Param(parameter, kind, required=True),)
    return Action(name, lambda call: call.body[parameter], params)


MULTIPLE = tuple(
    Param(name, kind, required=name != "optionalString")
    for name, kind in (
        ("string", "string"),
        ("message", "record"),
        ("urlTyperef", "string"),
        ("optionalString", "string"),
    )
)
ACTIONS = (
    echo("echo", "input", "string"),
    echo("echoMessage", "message", "record"),
    echo("echoMessageArray", "messages", "list[record]"),
    echo("echoStringArray", "strings", "list[string]"),
    echo("echoStringMap", "strings", "map[string]"),
    echo("echoTyperefUrl", "urlTyperef", "string"),
    echo("echoPrimitiveUnion", "primitiveUnion", "record"),
    echo("echoComplexTypesUnion", "complexTypesUnion", "record"),
    Action("returnInt", lambda call: 42),
    Action("returnBool", lambda call: True),
    Action("emptyResponse", lambda call: NO_VALUE),
    Action("multipleInputs", lambda call: True, MULTIPLE),
)
QUERY_PARAMS = tuple(
    Param(name, kind, required=True)
    for name, kind in (
        ("complexTypesUnion", "record"),
        ("int", "int"),
        ("long", "long"),
        ("messageArray", "list[record]"),
        ("primitiveUnion", "record"),
        ("string", "string"),
        ("stringArray", "list[string]"),
        ("stringMap", "map[string]"),
        ("urlTyperef", "string"),
    )
)
MESSAGE = {"message": "test message"}
UNION_KEY = {"testsuite.complexkey.ComplexKey": {"part1": "one", "part2": "2", "part3": "APPLE"}}


def resources(keys: tuple[int, ...]) -> tuple[Resource, ...]:
    return (
        collection(keys),
        Resource(
            "collectionReturnEntity",
            roots=("",),
            methods=frozenset({"CREATE"}),
            returns_entity=frozenset({"CREATE"}),
            mint=lambda serial, entity: 1,
        ),
        Resource(
            "complexkey",
            key=ComplexKey(PARTS, PARAMS),
            roots=("",),
            methods=ALL_METHODS,
            seed=lambda seeding: [
                keyed("one", 2, "APPLE"),
                keyed("two", 7, "ORANGE"),
                keyed(SPECIAL, 2, "APPLE"),
            ],
            mint=lambda serial, entity: entity["key"],
            returns_id=False,
            batch_statuses="failures",
        ),
        Resource(
            "association",
            kind="association",
            key=CompoundKey(PARTS),
            roots=("",),
            methods=ALL_METHODS,
            finders=(
                Finder(
                    "part1",
                    select=lambda call, entities: [
                        entity
                        for entity in entities
                        if entity["key"]["part1"] == call.key_parts["part1"]
                    ],
                    key_parts=("part1",),
                ),
            ),
            seed=lambda seeding: [
                keyed("two", 3, "ORANGE"),
                keyed("five", 9, "APPLE"),
                *(keyed("one", number, "APPLE") for number in (1, 2, 3)),
            ],
            batch_statuses="failures",
        ),
        Resource(
            "simple",
            kind="simple",
            roots=("",),
            methods=frozenset({"GET", "UPDATE", "DELETE"}),
            seed=lambda seeding: [(None, MESSAGE)],
        ),
        Resource("actionSet", kind="actions", roots=("",), actions=ACTIONS),
        Resource(
            "keywithunion",
            key=ComplexKey({"union": "record"}, PARAMS),
            roots=("",),
            methods=frozenset({"GET"}),
            seed=lambda seeding: [({"union": UNION_KEY}, keyed("one", 2, "APPLE")[1])],
        ),
        Resource(
            "params",
            roots=("",),
            methods=frozenset({"GET"}),
            params={"GET": QUERY_PARAMS},
            seed=lambda seeding: [(100, {"id": 1, "message": "test message"})],
        ),
        Resource(
            "collectionTyperef",
            key=SimpleKey("string"),
            roots=("",),
            methods=frozenset({"GET"}),
            seed=lambda seeding: [("http://rest.li", MESSAGE)],
        ),
        Resource(
            "associationTyperef",
            kind="association",
            key=CompoundKey({"part1": "string", "part2": "int"}),
            roots=("",),
            methods=frozenset({"GET"}),
            seed=lambda seeding: [({"part1": "http://rest.li", "part2": 5}, MESSAGE)],
        ),
    )


#: Exchanges recorded where entity 3 was not there yet.
WITHOUT_3 = frozenset(
    {"collection-batch-update", "collection-batch-delete", "collection-batch-update-errors"}
)
#: Only a server that shows its insides sends these.
INSIDES = ("exceptionClass", "stackTrace")
COMPARED = ("location", "x-restli-id", "x-restli-error-response", "content-type")


def without_insides(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: without_insides(value) for name, value in body.items() if name not in INSIDES}
    return body


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
@needs_folder
def test_a_recorded_exchange_is_served_as_recorded(servers, pair):
    raw = servers[pair["name"] not in WITHOUT_3]
    raw.sandbox.reset()
    request, recorded = pair["request"], pair["response"]
    reply = raw(request["method"], request["path"], request["body"], **request["headers"])
    expected = {name.lower(): value for name, value in recorded["headers"].items()}
    assert reply.status == recorded["status"]
    assert without_insides(reply.json) == without_insides(recorded["body"])
    assert [reply.headers.get(name) for name in COMPARED] == [
        expected.get(name) for name in COMPARED
    ]


@pytest.fixture(scope="module")
def servers():
    with Sandbox(resources=resources((1, 3))) as full, Sandbox(resources=resources((1,))) as less:
        raws = {True: Raw(full), False: Raw(less)}
        yield raws
        for raw in raws.values():
            raw.close()


def test_an_association_is_found_by_a_part_of_its_key(servers):
    reply = servers[True]("GET", "/association/(part1:one)?q=part1")
    assert [entity["key"]["part2"] for entity in reply.json["elements"]] == [1, 2, 3]


def test_a_complex_key_is_told_in_results_without_its_params(servers):
    ids = "List(($params:(param1:x,param2:5),part1:two,part2:7,part3:ORANGE))"
    reply = servers[True]("GET", f"/complexkey?ids={ids}")
    assert list(reply.json["results"]) == ["(part1:two,part2:7,part3:ORANGE)"]


def test_an_action_without_a_value_answers_empty_and_without_a_type(servers):
    reply = servers[True]("POST", "/actionSet?action=emptyResponse", {})
    assert (reply.status, reply.content, reply.headers.get("content-type")) == (200, b"", None)
