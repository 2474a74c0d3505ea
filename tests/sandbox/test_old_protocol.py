"""Keys as protocol 1.0 writes them, keys of other kinds, and records within records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.protocol.fields import Field
from linkedin_api.sandbox.protocol.keys import ComplexKey, CompoundKey
from linkedin_api.sandbox.protocol.parameters import read_old_query
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Finder, Resource

LINKS = Resource(
    "links",
    kind="association",
    key=CompoundKey({"stringKey": "string", "longKey": "long"}),
    methods=ALL_METHODS,
    finders=(
        Finder(
            "ofString",
            select=lambda call, entities: [
                entity for entity in entities if entity["stringKey"] == call.key_parts["stringKey"]
            ],
            key_parts=("stringKey",),
        ),
    ),
    seed=lambda seeding: [
        ({"stringKey": text, "longKey": number}, {"stringKey": text, "longKey": number})
        for text, number in (("a", 5), ("a:b", 6))
    ],
    children=(Resource("notes", kind="simple", methods=frozenset({"GET"}),
                       seed=lambda seeding: [(None, {"of": seeding.parents[0]})]),),
    roots=("/v2",),
)  # fmt: skip
RECORDS = Resource(
    "records",
    key=ComplexKey({"major": "long", "minor": "string"}, {"trace": "string"}),
    methods=ALL_METHODS,
    mint=lambda serial, entity: {"major": serial, "minor": "new"},
    seed=lambda seeding: [({"major": 1, "minor": "x"}, {"text": "one"})],
    roots=("/v2",),
)
PEOPLE = Resource(
    "people",
    methods=ALL_METHODS,
    alternatives={"name": {"ada": 1, "bob m": 2}.get},
    fields=(
        Field(
            "home",
            "record",
            fields=(
                Field("city", required=True),
                Field("zip", "long"),
                Field("at", "record", fields=(Field("kind", symbols=("FLAT", "HOUSE")),)),
            ),
        ),
        Field("jobs", "list[record]", fields=(Field("title", required=True),)),
    ),
    seed=lambda seeding: [(number, {"id": number}) for number in (1, 2)],
    roots=("/v2",),
)


@pytest.fixture(scope="module")
def sandbox_() -> Iterator[Sandbox]:
    with Sandbox(resources=(LINKS, RECORDS, PEOPLE)) as sandbox:
        yield sandbox


@pytest.fixture
def ask(sandbox_: Sandbox) -> Iterator[Raw]:
    sandbox_.reset()
    raw = Raw(sandbox_)
    yield raw
    raw.close()


@pytest.fixture
def old(sandbox_: Sandbox) -> Iterator[Raw]:
    sandbox_.reset()
    raw = Raw(sandbox_)
    del raw.defaults["X-RestLi-Protocol-Version"]
    yield raw
    raw.close()


@pytest.mark.parametrize(
    ("target", "entity"),
    [
        ("/v2/links/stringKey=a&longKey=5", {"stringKey": "a", "longKey": 5}),
        ("/v2/links/longKey=5&stringKey=a", {"stringKey": "a", "longKey": 5}),
        ("/v2/links/longKey=6&stringKey=a:b", {"stringKey": "a:b", "longKey": 6}),
        ("/v2/links/longKey=6&stringKey=a%3Ab", {"stringKey": "a:b", "longKey": 6}),
        ("/v2/records/major=1&minor=x", {"text": "one"}),
        ("/v2/records/$params.trace=t&major=1&minor=x", {"text": "one"}),
        ("/v2/records/$param.trace=t&major=1&minor=x", {"text": "one"}),
        (
            "/v2/links/stringKey=a&longKey=5/notes",
            {"of": {"stringKey": "a", "longKey": 5}},
        ),
    ],
)
def test_parts_of_keys_stand_in_the_path(old, target, entity):
    assert old("GET", target).json == entity


@pytest.mark.parametrize(
    "target",
    [
        "/v2/links/stringKey=a&longKey=x",
        "/v2/links/stringKey=a&longKey=5&more=1",
        "/v2/links/(stringKey:a,longKey:5)",
        "/v2/links/a",
    ],
)
def test_other_keys_are_refused(old, target):
    assert old("GET", target).status == 400


@pytest.mark.parametrize("key", ["major=1", "(major:1,minor:x)", "major=1&minor=x&more=1"])
def test_another_record_as_a_key_names_nothing_that_is_there(old, key):
    assert old("GET", f"/v2/records/{key}").status == 404


def test_the_old_form_is_refused_in_the_new_protocol(ask):
    assert ask("GET", "/v2/links/stringKey=a&longKey=5").status == 400


def test_a_finder_takes_a_part_of_a_key(old):
    found = old("GET", "/v2/links/stringKey=a?q=ofString").json["elements"]
    assert found == [{"stringKey": "a", "longKey": 5}]


def test_results_are_told_in_the_form_of_the_request(old):
    target = "/v2/links?ids=stringKey%3Da%26longKey%3D5&ids=stringKey%3Da%253Ab%26longKey%3D6"
    reply = old("GET", f"{target}&ids=stringKey%3Dz%26longKey%3D9&ids=nonsense").json
    assert reply["results"] == {
        "longKey=5&stringKey=a": {"stringKey": "a", "longKey": 5},
        "longKey=6&stringKey=a%3Ab": {"stringKey": "a:b", "longKey": 6},
    }
    assert list(reply["errors"]) == ["longKey=9&stringKey=z", "nonsense"]


def test_records_are_asked_for_in_dots(old):
    target = "/v2/records?ids[0].major=1&ids[0].minor=x&ids[0].$params.trace=t"
    assert old("GET", target).json["results"] == {"major=1&minor=x": {"text": "one"}}


def test_a_created_key_is_told_in_the_form_of_the_request(old, ask):
    reply = old("POST", "/v2/records", {"text": "new"})
    assert reply.headers["x-linkedin-id"] == "major=0&minor=new"
    assert reply.headers["location"] == "/v2/records/major=0&minor=new"
    reply = ask("POST", "/v2/records", {"text": "new"})
    assert reply.headers["x-restli-id"] == "(major:1,minor:new)"


def test_bodies_of_batches_have_keys_of_the_same_form(old):
    key = "longKey=5&stringKey=a"
    body = {"entities": {key: {"stringKey": "a", "longKey": 5, "more": 1}}}
    reply = old("PUT", "/v2/links?ids=stringKey%3Da%26longKey%3D5", body)
    assert reply.json["results"] == {key: {"status": 204}}
    assert old("GET", f"/v2/links/{key}").json["more"] == 1


# Keys of other kinds.


def test_results_are_told_by_the_alternative_key_that_was_asked(ask):
    reply = ask("GET", "/v2/people?ids=List(ada,bob%20m,carl)&altkey=name").json
    assert reply["results"] == {"ada": {"id": 1}, "bob m": {"id": 2}}
    assert reply["statuses"]["ada"] == 200
    assert list(reply["errors"]) == ["carl"]


def test_writes_are_told_by_the_alternative_key_that_was_asked(ask):
    body = {"entities": {"ada": {"patch": {"$set": {"jobs": []}}}}}
    reply = ask("POST", "/v2/people?ids=List(ada)&altkey=name", body)
    assert reply.json["results"] == {"ada": {"status": 204}}
    assert ask("GET", "/v2/people/1").json == {"id": 1, "jobs": []}
    assert ask("GET", "/v2/people/ada?altkey=name").json == {"id": 1, "jobs": []}


# Records within records.


@pytest.mark.parametrize(
    "body",
    [
        {"home": {"city": "London"}},
        {"home": {"city": "London", "zip": 1, "at": {"kind": "FLAT"}}},
        {"jobs": []},
        {"jobs": [{"title": "Analyst"}, {"title": "Poet"}]},
    ],
)
def test_records_that_fit_are_taken(ask, body):
    assert ask("POST", "/v2/people", body).status == 201


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            {"home": {}},
            "ERROR :: /home/city :: field is required but not found and has no default value\n",
        ),
        (
            {"home": {"city": "London", "zip": "1"}},
            "ERROR :: /home/zip :: zip can't be set to 1\n",
        ),
        (
            {"home": {"city": "London", "at": {"kind": "TENT"}}},
            "ERROR :: /home/at/kind :: kind can't be set to TENT\n",
        ),
        ({"home": 5}, "ERROR :: /home :: home can't be set to 5\n"),
        (
            {"jobs": [{"title": "Analyst"}, {}]},
            "ERROR :: /jobs/1/title :: field is required but not found and has no default value\n",
        ),
    ],
)
def test_a_field_within_a_record_is_refused_by_its_path(ask, body, line):
    reply = ask("POST", "/v2/people", body)
    assert (reply.status, reply.json["message"]) == (422, line)


@pytest.mark.parametrize("index", ["\u00b2", "9" * 5000, "\u0667"])
def test_what_is_no_index_makes_no_list(index):
    assert read_old_query(f"p[0]=a&p.{index}=b") == {"p": {"0": "a", index: "b"}}


@pytest.mark.parametrize("query", ["p=x&p.a=1", "p.a=1&p=x", "p.a=1&p.b=2&p=x", "p.a.b=1&p.a=x"])
def test_a_parameter_comes_whole_or_in_parts(query):
    with pytest.raises(Refused, match="both whole and in parts"):
        read_old_query(query)
