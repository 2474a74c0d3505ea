"""Batches cut into parts, and the answers to the parts made one."""

import json

import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import calls
from linkedin_api.restli.batches import Part, asked_for, check_batch_size, merge, split
from linkedin_api.restli.reply import Reply

ENTITIES = [{"n": 1}, {"n": 2}, {"n": 3}]
BATCHES = {
    "get": calls.batch_get("/a", [1, 2, 3], None, {"fields": "id"}),
    "delete": calls.batch_delete("/a", [1, 2, 3], None, None),
    "update": calls.batch_update("/a", [1, 2, 3], ENTITIES, None, None),
    "partial": calls.batch_partial_update("/a", [1, 2, 3], ENTITIES, None, None, None),
    "create": calls.batch_create("/a", ENTITIES, None, None),
    "finder": calls.batch_finder("/a", "x", ("criteria", ENTITIES), None, {"fields": "id"}),
}


def part(call, body=None, status=200, reason=""):
    if body is None and reason:
        return Part(call, None, reason)
    return Part(call, Reply(status, {}, json.dumps(body).encode()), reason)


def got(*ids):
    return {"results": {str(i): {"id": i} for i in ids}, "statuses": {}, "errors": {}}


@pytest.mark.parametrize("method", [calls.batch_get, calls.batch_delete])
def test_an_id_that_comes_twice_is_sent_once(method):
    """Otherwise a later part would find what an earlier one has deleted missing."""
    parts = split(method("/a", [1, {"b": 2}, "1", {"b": 2}, 3], None, None), 2)

    assert [[str(key) for key in asked_for(p)] for p in parts] == [["1", "{'b': 2}"], ["3"]]


@pytest.mark.parametrize("name", BATCHES)
def test_parts_hold_all_that_was_asked_in_order(name):
    call = BATCHES[name]

    parts = split(call, 2)

    assert [len(asked_for(p)) for p in parts] == [2, 1]
    assert [x for p in parts for x in asked_for(p)] == list(asked_for(call))
    assert {p.method for p in parts} == {call.method}
    assert {(p.query_params or {}).get("fields") for p in parts} == {
        (call.query_params or {}).get("fields")
    }


@pytest.mark.parametrize("name", ["update", "partial"])
def test_entities_stay_with_their_ids(name):
    whole = BATCHES[name].body["entities"]

    for some in split(BATCHES[name], 2):
        ids = some.query_params["ids"]
        assert some.body == {"entities": {str(i): whole[str(i)] for i in ids}}


@pytest.mark.parametrize("name", BATCHES)
@pytest.mark.parametrize("size", [None, 3, 4])
def test_what_fits_is_left_as_it_is(name, size):
    assert split(BATCHES[name], size) == [BATCHES[name]]


def test_no_ids_are_one_call():
    assert len(split(calls.batch_get("/a", [], None, None), 2)) == 1


@pytest.mark.parametrize("size", [0, -1])
def test_a_size_that_makes_no_sense_is_refused(size):
    with pytest.raises(InvalidArgumentError, match="batch_size must be at least 1"):
        check_batch_size(size)


def test_maps_are_in_the_order_asked_for():
    first, second = split(calls.batch_get("/a", [3, 1, 2], None, None), 2)
    answers = [got(1, 3), {**got(2), "statuses": {"2": 200}}]

    merged = merge([part(first, answers[0]), part(second, answers[1])])

    assert list(merged.json["results"]) == ["3", "1", "2"]
    assert merged.json["statuses"] == {"2": 200}
    assert (merged.status, merged.error) == (200, None)
    assert [json.loads(line) for line in merged.content.splitlines()] == answers


def test_keys_that_were_not_asked_for_are_kept():
    first, second = split(calls.batch_get("/a", [1, 2], None, None), 1)

    assert set(merge([part(first, got(9)), part(second, got(2))]).json["results"]) == {"2", "9"}


def test_each_id_of_a_part_that_was_refused_has_the_error():
    keys = ["urn:li:a:1", {"account": "urn:li:b:1", "user": 2}, 3]
    first, second = split(calls.batch_get("/a", keys, None, None), 2)
    refused = {"status": 403, "code": "ACCESS_DENIED"}

    merged = merge([part(first, refused, 403), part(second, got(3))])

    errors = merged.json["errors"]
    assert list(errors) == ["urn:li:a:1", "(account:urn%3Ali%3Ab%3A1,user:2)"]
    assert {e["code"] for e in errors.values()} == {"ACCESS_DENIED"}
    assert list(merged.json["statuses"].values()) == [403, 403]
    assert merged.json["results"] == {"3": {"id": 3}}
    assert (merged.status, merged.error.code) == (403, "ACCESS_DENIED")


def test_a_part_without_an_answer_has_no_statuses():
    first, second = split(calls.batch_get("/a", [1, 2], None, None), 1)

    merged = merge([part(first, {**got(1), "statuses": {"1": 200}}), part(second, reason="no")])

    assert merged.json["statuses"] == {"1": 200}


def test_each_id_of_a_part_without_an_answer_says_why():
    first, second = split(calls.batch_delete("/a", [1, 2], None, None), 1)

    done = {"results": {"1": {"status": 204}}, "errors": {}}
    merged = merge([part(first, done), part(second, reason="no")])

    assert merged.json == {
        "results": {"1": {"status": 204}},
        "errors": {"2": {"message": "no"}},
    }
    assert (merged.status, merged.error) == (200, None)


@pytest.mark.parametrize("body", [{}, None, [], {"results": None}, {"results": []}])
def test_a_good_status_without_results_is_a_failure_of_the_whole_part(body):
    first, second = split(BATCHES["get"], 2)

    merged = merge([part(first, got(1, 2)), part(second, body)])

    assert (merged.status, merged.error.message) == (200, "an answer without results")
    assert list(merged.json["errors"]) == ["3"]


def test_created_entities_stay_in_their_places():
    first, second = split(BATCHES["create"], 2)
    made = {"elements": [{"status": 201, "id": "7"}]}

    merged = merge([part(first, {"status": 429, "message": "slow"}, 429), part(second, made)])

    assert [e["status"] for e in merged.json["elements"]] == [429, 429, 201]
    assert merged.json["elements"][1]["error"]["message"] == "slow"


def test_criteria_stay_in_their_places():
    first, second = split(BATCHES["finder"], 2)
    found = {"elements": [{"elements": [{"id": 1}]}]}

    merged = merge([part(first, {"status": 500}, 500), part(second, found)])

    assert [e.get("isError") for e in merged.json["elements"]] == [True, True, None]


@pytest.mark.parametrize(
    ("elements", "fault"),
    [
        ([{"status": 201}], "an answer with 1 elements instead of 2"),
        (None, "an answer without elements"),
    ],
)
def test_elements_that_cannot_be_told_apart_are_a_failure_of_the_whole_part(elements, fault):
    first, second = split(BATCHES["create"], 2)
    bodies = {"elements": elements}, {"elements": [{"status": 201}]}

    merged = merge([part(first, bodies[0]), part(second, bodies[1])])

    assert [e["status"] for e in merged.json["elements"]] == [200, 200, 201]
    assert merged.error.message == fault
