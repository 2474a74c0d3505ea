"""What LinkedIn's open-source server was seen to do, one rule at a time.

`make interop` asks that server itself; the resources here are those that it has there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from interop.asked_requests import FIRST
from interop.twins import Twins
from raw_http import Raw

from linkedin_api.sandbox import Sandbox

PAIR = "inner:(text:t),major:a,minor:1"


@pytest.fixture
def ask() -> Iterator[Raw]:
    with Sandbox(resources=Twins().resources) as sandbox:
        raw = Raw(sandbox)
        for request in FIRST:
            assert raw(request.verb, f"/v2{request.target}", content=request.body).status < 300
        yield raw
        raw.close()


def test_a_part_of_a_key_asks_for_a_list(ask: Raw):
    assert ask("GET", "/v2/grants/(account:a)").json["elements"] == [{"text": "a"}]


@pytest.mark.parametrize("verb", ["PUT", "POST", "DELETE"])
def test_a_part_of_a_key_is_nothing_to_write_to(ask: Raw, verb):
    assert ask(verb, "/v2/grants/(account:a)", {}).status == 400


def test_a_finder_may_be_given_more_parts_of_a_key_than_it_uses(ask: Raw):
    assert ask("GET", "/v2/grants/(account:a)?q=search").json["elements"] == [{"text": "a"}]


def test_a_batch_key_that_lacks_parts_names_nothing_that_is_there(ask: Raw):
    reply = ask("GET", "/v2/grants?ids=List((account:a),(account:a,number:1))").json

    assert reply["statuses"] == {"(account:a)": 404, "(account:a,number:1)": 200}
    assert reply["errors"]["(account:a)"]["status"] == 404


def test_a_batch_key_that_cannot_be_read_has_an_error_and_no_status(ask: Raw):
    reply = ask("GET", "/v2/grants?ids=List((account:a,number:x))").json

    assert reply["statuses"] == {}
    assert [error["status"] for error in reply["errors"].values()] == [400]


@pytest.mark.parametrize(
    "key", ["(major:a)", "(major:a,minor:x,inner:(text:t))", f"({PAIR},more:1)", "()"]
)
def test_any_record_may_be_a_complex_key_of_nothing_that_is_there(ask: Raw, key):
    assert ask("GET", f"/v2/pairs/{key}").status == 404
    assert list(ask("GET", f"/v2/pairs?ids=List({key})").json["statuses"].values()) == [404]


def test_parameters_of_a_complex_key_need_not_be_declared(ask: Raw):
    assert ask("GET", f"/v2/pairs/($params:(more:1),{PAIR})").json == {"text": "a"}


@pytest.mark.parametrize(("params", "status"), [("", 400), ("$params:(version:v),", 200)])
def test_keys_of_a_body_have_the_parameters_of_those_of_the_url(ask: Raw, params, status):
    body = {"entities": {f"({params}{PAIR})": {}}}

    reply = ask("PUT", f"/v2/pairs?ids=List(($params:(version:v),{PAIR}))", body)

    assert reply.status == status


def test_a_batch_create_without_elements_creates_nothing(ask: Raw):
    reply = ask("POST", "/v2/numbers", {"text": "a"}, X_RestLi_Method="batch_create")

    assert (reply.status, reply.json) == (200, {"elements": []})


def test_a_criterion_that_a_resource_refuses_spoils_only_its_own_list(ask: Raw):
    failed, found = ask(
        "GET", "/v2/numbers?bq=searchMany&criteria=List((text:fail),(text:a))&count=1"
    ).json["elements"]

    assert (failed["isError"], failed["elements"], failed["error"]["status"]) == (True, [], 422)
    assert len(found["elements"]) == 1


def test_an_entity_that_does_not_fit_its_schema_is_a_422(ask: Raw):
    reply = ask("POST", "/v2/numbers", {"number": "x"})

    assert reply.status == 422
    assert reply.json["message"].startswith("ERROR :: /number :: ")


TWO_FAULTS = {"number": "x", "flag": 1}


@pytest.mark.parametrize(
    ("verb", "query", "body", "where"),
    [
        ("POST", "", {"elements": [{"text": "new"}, TWO_FAULTS]}, "Index: 1"),
        ("PUT", "?ids=List(2,1)", {"entities": {"2": {"text": "new"}, "1": TWO_FAULTS}}, "Key: 1"),
        (
            "POST",
            "?ids=List(2,1)",
            {"entities": {"2": {"patch": {}}, "1": {"patch": {"$set": TWO_FAULTS}}}},
            "Key: 1",
        ),
    ],
    ids=["create", "update", "partial update"],
)
def test_an_entity_that_does_not_fit_its_schema_spoils_its_batch(
    ask: Raw, verb, query, body, where
):
    before = ask("GET", "/v2/numbers").json
    method = {"X_RestLi_Method": "batch_create"} if "elements" in body else {}

    reply = ask(verb, f"/v2/numbers{query}", body, **method)

    first, second = reply.json["message"].splitlines()
    assert reply.status == 422
    assert first.startswith(f"{where}, ERROR :: /number :: ")
    assert second.startswith("ERROR :: /flag :: ")
    assert ask("GET", "/v2/numbers").json == before


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb: c", "\x00", "\x7f"])
def test_a_key_that_no_header_can_have_stands_in_the_location_alone(ask: Raw, text):
    reply = ask("POST", "/v2/texts", {"text": text})

    assert reply.status == 201
    assert "x-restli-id" not in reply.headers
    assert ask("GET", reply.headers["location"]).json == {"text": text}
