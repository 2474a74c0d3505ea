import json
from contextlib import suppress

import pytest
from canned import Answer, CannedServer

from linkedin_api import RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.restli.response import Paging
from linkedin_api.errors import ForbiddenError, ResponseFormattingError, StatusError
from linkedin_api.restli import Urn

JSON = {"Content-Type": "application/json"}


def ask(answer, method="get", **arguments):
    """One call to a server that gives this answer."""
    with (
        CannedServer(answer) as server,
        RestliClient(base_url=server.url, retry=Retry.none()) as client,
    ):
        return getattr(client, method)(resource_path="/a", access_token="T", **arguments)


def body(value, status=200, **headers):
    return Answer(status, JSON | headers, json.dumps(value).encode())


METHODS = {
    "get": {},
    "get_all": {},
    "finder": {"finder_name": "f"},
    "batch_get": {"ids": [1]},
    "batch_finder": {"finder_name": "f", "finder_criteria": ("c", [{}])},
    "create": {"entity": {}},
    "batch_create": {"entities": [{}]},
    "update": {"entity": {}},
    "batch_update": {"ids": [1], "entities": [{}]},
    "partial_update": {"patch_set_object": {}},
    "batch_partial_update": {"ids": [1], "patch_set_objects": [{}]},
    "delete": {},
    "batch_delete": {"ids": [1]},
    "action": {"action_name": "x"},
}
ODD_ANSWERS = {
    "204": Answer(204),
    "empty 200": Answer(200),
    "html 502": Answer(502, {"Content-Type": "text/html"}, b"<html>Bad Gateway"),
    "truncated json": Answer(200, JSON, b'{"elements": [{"a'),
    "a list": Answer(200, JSON, b"[1]"),
    "a number": Answer(200, JSON, b"5"),
    "null": Answer(200, JSON, b"null"),
    "wrong shapes": body({"elements": 5, "results": [1], "errors": 7, "paging": [], "metadata": 1}),
    "wrong inner shapes": body(
        {
            "elements": [5, None],
            "results": {"1": 7},
            "errors": {"1": None},
            "paging": {"links": [5]},
        }
    ),
    "an error": body({"status": 403, "message": "no"}, 403),
}
DOCUMENTED = {
    "get": ["entity"],
    "get_all": ["elements", "paging", "metadata"],
    "finder": ["elements", "paging", "metadata"],
    "batch_get": ["results", "statuses", "errors"],
    "batch_finder": ["results"],
    "create": ["entity_id", "decoded_entity_id", "entity"],
    "batch_create": ["elements"],
    "update": ["entity"],
    "batch_update": ["results", "errors"],
    "partial_update": ["entity"],
    "batch_partial_update": ["results", "errors"],
    "delete": [],
    "batch_delete": ["results", "errors"],
    "action": ["value"],
}


READS = ["get", "get_all", "finder", "batch_get", "batch_finder"]
#: What each kind of property holds when it can be read.
TYPES = {
    "elements": list,
    "results": (dict, list),
    "statuses": dict,
    "errors": dict,
    "paging": Paging,
    "metadata": (dict, type(None)),
}


@pytest.mark.parametrize("answer", ODD_ANSWERS)
@pytest.mark.parametrize("method", METHODS)
def test_every_answer_however_odd_has_what_is_promised_or_raises_an_error_that_says_why(
    method, answer
):
    try:
        response = ask(ODD_ANSWERS[answer], method, **METHODS[method])
    except ResponseFormattingError as error:
        assert method in READS  # a write was carried out, whatever without
        response = error.response

    assert response.status_code == ODD_ANSWERS[answer].status
    assert response.response.content == ODD_ANSWERS[answer].body
    for name in ["error", "request_id", "url", "headers"]:
        getattr(response, name)
    for name in DOCUMENTED[method]:
        kind = ResponseFormattingError if response.status_code < 300 else StatusError
        with suppress(kind):
            assert isinstance(getattr(response, name), TYPES.get(name, object))


@pytest.mark.parametrize("method", METHODS)
def test_nothing_can_be_read_from_a_refusal_but_linkedins_error(method):
    response = ask(ODD_ANSWERS["an error"], method, **METHODS[method])

    assert response.error.message == "no"
    for name in DOCUMENTED[method]:
        if name == "entity":
            assert response.entity["message"] == "no"
            continue
        with pytest.raises(ForbiddenError, match="403 no"):
            getattr(response, name)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("204", "without elements, a list of objects"),
        ("empty 200", "without elements, a list of objects"),
        ("truncated json", "not JSON"),
        ("a list", "without elements, a list of objects"),
        ("null", "without elements, a list of objects"),
        ("wrong shapes", "without elements, a list of objects"),
        ("wrong inner shapes", "without elements, a list of objects"),
    ],
)
def test_a_page_without_elements_is_an_error_not_the_end_of_a_list(answer, reason):
    with pytest.raises(ResponseFormattingError, match=reason) as caught:
        ask(ODD_ANSWERS[answer], "get_all")

    assert reason in caught.value.response.error.message
    with pytest.raises(ResponseFormattingError, match=reason):
        caught.value.response.elements  # noqa: B018  reading it is the test


@pytest.mark.parametrize("method", ["batch_create", "batch_update", "batch_delete"])
def test_a_write_whose_answer_lacks_the_results_raises_only_where_they_are_read(method):
    response = ask(Answer(200, JSON, b"{}"), method, **METHODS[method])
    name = DOCUMENTED[method][0]

    assert response.raise_for_status() is response
    with pytest.raises(ResponseFormattingError, match="without"):
        getattr(response, name)


def test_a_batch_of_which_every_id_failed_may_come_without_results():
    response = ask(body({"errors": {"1": {"status": 404}}}), "batch_get", ids=[1])

    assert (response.results, response.statuses) == ({}, {})
    assert response.error_for(1).status == 404


def test_a_bad_status_is_raised_with_all_that_linkedin_said():
    record = {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": "Not enough permissions to access: me.GET.NO_VERSION",
        "errorDetails": {"x": 1},
    }
    response = ask(body(record, 403, **{"x-li-uuid": "U=="}))

    with pytest.raises(StatusError) as caught:
        response.raise_for_status()

    error = caught.value
    assert str(error).startswith(
        "403 ACCESS_DENIED: Not enough permissions to access: me.GET.NO_VERSION (GET http://127.0.0.1:"
    )
    assert (error.status, error.code, error.service_error_code) == (403, "ACCESS_DENIED", 100)
    assert (error.request_id, error.error_details) == ("U==", {"x": 1})
    assert error.response is response


def test_a_good_response_is_returned_by_raise_for_status():
    response = ask(body({"id": 1}))

    assert response.raise_for_status() is response


@pytest.mark.parametrize("entity", [{"id": 1}, "text", 5, True, [1]])
def test_an_entity_may_be_any_json_value(entity):
    assert ask(body(entity)).entity == entity


def test_headers_are_case_insensitive():
    response = ask(body({}, **{"X-LI-UUID": "U"}))

    assert response.headers["x-Li-uuid"] == response.request_id == "U"


def test_a_collection_carries_paging_links_and_metadata():
    links = [{"rel": "next", "href": "/v2/a?start=10", "type": "application/json"}]
    response = ask(
        body(
            {
                "elements": [{"id": 1}],
                "paging": {"start": 0, "count": 10, "total": 25, "links": links},
                "metadata": {"nextPageToken": "x"},
            }
        ),
        "get_all",
    )

    assert response.elements == [{"id": 1}]
    paging = response.paging
    assert (paging.start, paging.count, paging.total) == (0, 10, 25)
    assert (paging.links[0].rel, paging.links[0].href) == ("next", "/v2/a?start=10")
    assert response.metadata == {"nextPageToken": "x"}


def test_a_collection_without_paging_has_an_empty_one():
    paging = ask(body({"elements": []}), "finder", finder_name="f").paging

    assert (paging.start, paging.count, paging.total, paging.links) == (None, None, None, [])


KEYED = {
    "results": {"1": {"n": 1}, "urn%3Ali%3Aa%3A2": {"n": 2}, "(a:x%3Ay,b:3)": {"n": 3}},
    "errors": {"urn:li:a:(4,5)": {"status": 404, "message": "gone"}},
    "statuses": {"1": 200, "urn:li:a:(4,5)": 404},
}


def test_batch_results_keep_their_wire_keys():
    response = ask(body(KEYED), "batch_get", ids=[1])

    assert response.results == KEYED["results"]
    assert response.statuses == KEYED["statuses"]
    assert response.errors == KEYED["errors"]
    assert response.errors["urn:li:a:(4,5)"].message == "gone"


def test_batch_results_are_found_by_the_id_asked_for():
    response = ask(body(KEYED), "batch_get", ids=[1])

    assert response.result_for(1) == {"n": 1}
    assert response.result_for("urn:li:a:2") == response.result_for(Urn("a", "2")) == {"n": 2}
    assert response.result_for({"b": 3, "a": "x:y"}) == {"n": 3}
    assert response.result_for("urn:li:a:(4,5)") is None
    assert response.error_for("urn:li:a:(4,5)").status == 404
    assert response.status_for("urn:li:a:(4,5)") == 404
    assert response.result_for(99) is response.error_for(99) is response.status_for(99) is None


def test_batch_writes_tell_success_from_failure():
    answer = body(
        {
            "results": {"1": {"status": 204}, "2": {"status": 404, "error": {"code": "X"}},
                        "3": {"status": 200, "entity": {"n": 3}}},
            "errors": {"4": {"status": 400}},
        }
    )  # fmt: skip
    response = ask(answer, "batch_update", ids=[1], entities=[{}])

    assert {key: result.status for key, result in response.results.items()} == {
        "1": 204,
        "2": 404,
        "3": 200,
    }
    assert response.result_for(2).error.code == "X"
    assert response.result_for(3).entity == {"n": 3}
    assert response.error_for(4).status == 400


def test_a_batch_create_tells_what_became_of_each_entity():
    answer = body(
        {
            "elements": [
                {"status": 201, "id": "urn%3Ali%3Aa%3A1", "location": "/a/urn%3Ali%3Aa%3A1"},
                {"status": 400, "error": {"message": "bad"}},
                {"status": 201, "id": "(k:1)", "entity": {"n": 1}},
            ]
        }
    )
    first, second, third = ask(answer, "batch_create", entities=[{}]).elements

    assert (first.status, first.id, first.decoded_id) == (201, "urn%3Ali%3Aa%3A1", "urn:li:a:1")
    assert first.location == "/a/urn%3Ali%3Aa%3A1"
    assert (second.status, second.id, second.error.message) == (400, None, "bad")
    assert (third.decoded_id, third.entity) == ({"k": "1"}, {"n": 1})


def test_a_batch_finder_tells_what_each_criterion_found():
    answer = body(
        {
            "elements": [
                {"elements": [{"n": 1}], "paging": {"start": 0, "count": 10}, "metadata": {"m": 1}},
                {"isError": True, "error": {"status": 400, "message": "bad"}, "elements": []},
            ]
        }
    )
    arguments = {"finder_name": "f", "finder_criteria": ("c", [{}, {}])}
    found, failed = ask(answer, "batch_finder", **arguments).results

    assert (found.elements, found.paging.count, found.metadata) == ([{"n": 1}], 10, {"m": 1})
    assert (found.error, found.isError) == (None, False)
    assert (failed.isError, failed.error.message, failed.paging.start) == (True, "bad", None)


@pytest.mark.parametrize(
    ("headers", "raw", "decoded"),
    [
        ({"x-restli-id": "urn%3Ali%3Ashare%3A1"}, "urn%3Ali%3Ashare%3A1", "urn:li:share:1"),
        ({"X-RestLi-Id": "urn:li:share:1"}, "urn:li:share:1", "urn:li:share:1"),
        ({"x-restli-id": "(a:b,c:d%2C)"}, "(a:b,c:d%2C)", {"a": "b", "c": "d,"}),
        ({"x-restli-id": "(a,b)"}, "(a,b)", "(a,b)"),
        ({}, None, None),
    ],
)
def test_the_id_of_a_created_entity_is_given_raw_and_decoded(headers, raw, decoded):
    response = ask(Answer(201, headers), "create", entity={})

    assert (response.entity_id, response.decoded_entity_id) == (raw, decoded)


@pytest.mark.parametrize(("answer", "value"), [(body({"value": [1]}), [1]), (Answer(200), None)])
def test_an_action_gives_its_value(answer, value):
    assert ask(answer, "action", action_name="x").value == value


def test_a_response_shows_its_kind_and_status_and_no_values():
    assert repr(ask(body({"secret": 1}))) == "<GetResponse 200: 1 field>"
