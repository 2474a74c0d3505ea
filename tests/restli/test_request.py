import json
from enum import Enum

import pytest

from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.restli import Urn, calls
from linkedin_api.restli.methods import METHODS
from linkedin_api.restli.request import Request, build_request
from linkedin_api.restli.tunnel import tunnel_if_long

BASE = "https://api.example"


class Color(Enum):
    RED = "RED"


def build(call, **options):
    return build_request(call, **{"base_url": BASE, "access_token": "T"} | options)


def test_there_are_fourteen_methods():
    assert len(METHODS) == 14
    assert {name: method.name for name, method in METHODS.items()} == {n: n for n in METHODS}


CALLS = {
    "GET": (calls.get("/a/{k}", {"k": 1}, None), "GET", "/v2/a/1", None),
    "BATCH_GET": (
        calls.batch_get("/a", ["x:y", 2], None, None),
        "GET",
        "/v2/a?ids=List(x%3Ay,2)",
        None,
    ),
    "GET_ALL": (calls.get_all("/a", None, {"start": 5}), "GET", "/v2/a?start=5", None),
    "FINDER": (calls.finder("/a", "f", None, {"z": [1]}), "GET", "/v2/a?q=f&z=List(1)", None),
    "BATCH_FINDER": (
        calls.batch_finder("/a", "f", ("c", [{"x": 1}, {"x": 2}]), None, None),
        "GET",
        "/v2/a?bq=f&c=List((x:1),(x:2))",
        None,
    ),
    "CREATE": (calls.create("/a", {"n": "é"}, None, None), "POST", "/v2/a", {"n": "é"}),
    "BATCH_CREATE": (
        calls.batch_create("/a", [{"n": 1}], None, None),
        "POST",
        "/v2/a",
        {"elements": [{"n": 1}]},
    ),
    "UPDATE": (calls.update("/a/1", {"n": 1}, None, None), "PUT", "/v2/a/1", {"n": 1}),
    "BATCH_UPDATE": (
        calls.batch_update("/a", ["x:y", {"b": "c:d"}], [{"n": 1}, {"n": 2}], None, None),
        "PUT",
        "/v2/a?ids=List(x%3Ay,(b:c%3Ad))",
        {"entities": {"x:y": {"n": 1}, "(b:c%3Ad)": {"n": 2}}},
    ),
    "PARTIAL_UPDATE": (
        calls.partial_update("/a/1", {"n": 1}, None, None, None),
        "POST",
        "/v2/a/1",
        {"patch": {"$set": {"n": 1}}},
    ),
    "BATCH_PARTIAL_UPDATE": (
        calls.batch_partial_update("/a", [1, 2], [{"n": 1}, {"n": 2}], None, None, None),
        "POST",
        "/v2/a?ids=List(1,2)",
        {"entities": {"1": {"patch": {"$set": {"n": 1}}}, "2": {"patch": {"$set": {"n": 2}}}}},
    ),
    "DELETE": (calls.delete("/a/1", None, None), "DELETE", "/v2/a/1", None),
    "BATCH_DELETE": (calls.batch_delete("/a", [], None, None), "DELETE", "/v2/a?ids=List()", None),
    "ACTION": (calls.action("/a", "run", None, None, None), "POST", "/v2/a?action=run", {}),
}


def test_every_method_has_a_case():
    assert set(CALLS) == set(METHODS)


@pytest.mark.parametrize("name", CALLS)
def test_a_method_becomes_its_request(name):
    call, verb, address, body = CALLS[name]

    request = build(call)

    assert (request.verb, request.url) == (verb, BASE + address)
    assert request.headers["X-RestLi-Method"] == name
    assert request.headers["X-RestLi-Protocol-Version"] == "2.0.0"
    assert request.headers["Authorization"] == "Bearer T"
    assert "LinkedIn-Version" not in request.headers
    assert (None if request.content is None else json.loads(request.content)) == body
    assert ("Content-Type" in request.headers) is (body is not None)


def test_a_version_goes_into_a_header_and_chooses_the_versioned_base():
    request = build(calls.get("/a", None, None), version="202608")

    assert request.url == BASE + "/rest/a"
    assert request.headers["LinkedIn-Version"] == "202608"


@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
def test_a_query_in_the_path_is_continued():
    assert build(calls.get("/a?b=(c)", None, {"d": 1})).url == BASE + "/v2/a?b=(c)&d=1"


def test_whole_patch_documents_are_sent_as_they_are():
    patch = {"$delete": ["x"]}

    single = build(calls.partial_update("/a/1", None, patch, None, None))
    batch = build(calls.batch_partial_update("/a", [1], None, [patch], None, None))

    assert json.loads(single.content) == {"patch": patch}
    assert json.loads(batch.content) == {"entities": {"1": {"patch": patch}}}


def test_urns_and_enums_in_bodies_are_text():
    call = calls.create("/a", {"owner": Urn("person", "1"), "color": Color.RED}, None, None)

    assert json.loads(build(call).content) == {"owner": "urn:li:person:1", "color": "RED"}


@pytest.mark.parametrize("token", ["", "a\r\nX-Evil: 1", "a b", "a\n", "é", b"x", 5])
def test_a_token_that_no_header_may_carry_is_refused_without_quoting_it(token):
    with pytest.raises(InvalidArgumentError, match="access_token must") as caught:
        build(calls.get("/a", None, None), access_token=token)

    assert "Evil" not in str(caught.value)


@pytest.mark.parametrize("version", ["", "2026-08", "202608\r\n", "latest", 202608, "2026"])
def test_a_malformed_version_is_refused(version):
    with pytest.raises(InvalidArgumentError, match="version_string must"):
        build(calls.get("/a", None, None), version=version)


@pytest.mark.parametrize("version", ["202608", "202608.01", "20260801"])
def test_documented_and_observed_versions_are_sent(version):
    request = build(calls.get("/a", None, None), version=version)

    assert request.headers["LinkedIn-Version"] == version


REFUSED = {
    "ids of text": (lambda: calls.batch_get("/a", "12", None, None), "ids must be a list"),
    "ids of a set": (lambda: calls.batch_delete("/a", {1}, None, None), "ids must be a list"),
    "fewer entities": (
        lambda: calls.batch_update("/a", [1, 2], [{}], None, None),
        "ids and entities must have the same length, not 2 and 1",
    ),
    "fewer patches": (
        lambda: calls.batch_partial_update("/a", [1], [{}, {}], None, None, None),
        "ids and patch_set_objects must have the same length, not 1 and 2",
    ),
    "the same id twice": (
        lambda: calls.batch_update("/a", [1, "1"], [{}, {}], None, None),
        "ids contains '1' twice",
    ),
    "an id without form": (
        lambda: calls.batch_update("/a", [1, {2}], [{}, {}], None, None),
        "ids[1]: a value of type set",
    ),
    "an entity that is a list": (
        lambda: calls.create("/a", [], None, None),
        "entity must be a dict, not list",
    ),
    "entities with a text": (
        lambda: calls.batch_create("/a", [{}, "x"], None, None),
        "entities[1] must be a dict, not str",
    ),
    "a finder without name": (
        lambda: calls.finder("/a", "", None, None),
        "finder_name must be a non-empty string",
    ),
    "criteria without name": (
        lambda: calls.batch_finder("/a", "f", [{}], None, None),
        "finder_criteria must be a pair",
    ),
    "criteria that are no dicts": (
        lambda: calls.batch_finder("/a", "f", ("c", [1]), None, None),
        "finder_criteria[1][0] must be a dict",
    ),
    "a parameter of the method": (
        lambda: calls.finder("/a", "f", None, {"q": "g"}),
        "query_params must not set 'q' to 'g': this method sets it to 'f'",
    ),
    "parameters that are text": (
        lambda: calls.finder("/a", "f", None, "a=b"),
        "query_params must be a dict",
    ),
    "action parameters": (
        lambda: calls.action("/a", "x", [], None, None),
        "action_params must be a dict",
    ),
    "two patches": (
        lambda: calls.partial_update("/a", {}, {}, None, None),
        "pass patch_set_object or patch, not both",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_arguments_are_refused_by_name(name):
    make, complaint = REFUSED[name]
    with pytest.raises(InvalidArgumentError) as caught:
        make()

    assert complaint in str(caught.value)


def test_a_parameter_of_none_does_not_stand_in_the_way_of_the_methods_own():
    call = calls.batch_get("/a", [1, 2], None, {"ids": None})

    assert build(call).url == BASE + "/v2/a?ids=List(1,2)"


@pytest.mark.parametrize("name", ["criteria", "query_params"])
def test_the_parameter_of_the_criteria_may_have_any_name(name):
    call = calls.batch_finder("/a", "f", (name, [{"x": 1}]), None, None)

    assert build(call).url == BASE + f"/v2/a?bq=f&{name}=List((x:1))"


def test_a_partial_update_needs_a_patch():
    with pytest.raises(MissingArgumentError, match="patch_set_object or patch"):
        calls.partial_update("/a", None, None, None, None)


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, object(), "\ud800", {(1,): 2}])
def test_a_body_that_json_cannot_carry_is_refused(value):
    with pytest.raises(InvalidArgumentError, match="body cannot be encoded as JSON"):
        build(calls.create("/a", {"x": value}, None, None))


def test_a_body_that_contains_itself_is_refused():
    body = {}
    body["me"] = body

    with pytest.raises(InvalidArgumentError, match="body cannot be encoded"):
        build(calls.create("/a", body, None, None))


def test_a_body_that_is_nested_too_deep_is_refused():
    body = value = {}
    for _ in range(100_000):
        value["in"] = value = {}

    with pytest.raises(InvalidArgumentError, match="body cannot be encoded"):
        build(calls.create("/a", body, None, None))


@pytest.mark.parametrize("host", ["http://a", "https://a", "http://127.0.0.1:8080"])
def test_the_host_of_a_request_ends_before_its_path(host):
    assert Request("GET", f"{host}/b/c").host == host


def test_a_request_does_not_show_its_token_or_body():
    request = build(calls.create("/a", {"x": "body-secret"}, None, None), access_token="s3cr3t")

    assert repr(request) == f"<Request POST {BASE}/v2/a>"


LONG = {"ids": ["x" * 100] * 50}


def test_a_short_query_is_not_tunnelled():
    request = build(calls.get("/a", None, {"x": "y" * 3_998}))

    assert tunnel_if_long(request) is request


def test_a_query_of_more_than_4000_characters_becomes_a_form():
    request = build(calls.get("/a", None, LONG))

    tunnelled = tunnel_if_long(request)

    assert (tunnelled.verb, tunnelled.url) == ("POST", BASE + "/v2/a")
    assert tunnelled.content.decode() == request.url.partition("?")[2]
    assert tunnelled.headers["X-HTTP-Method-Override"] == "GET"
    assert tunnelled.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert tunnelled.headers["X-RestLi-Method"] == "GET"


@pytest.mark.parametrize("name", METHODS)
def test_every_method_can_be_tunnelled_with_its_true_verb(name):
    request = build(CALLS[name][0])
    request = Request(
        request.verb,
        request.url.partition("?")[0] + "?x=" + "y" * 4_000,
        request.headers,
        request.content,
    )

    tunnelled = tunnel_if_long(request)

    assert tunnelled.verb == "POST"
    assert tunnelled.headers["X-HTTP-Method-Override"] == METHODS[name].verb
    kind = "multipart/mixed; boundary=" if METHODS[name].has_body else "application/x-www-form"
    assert tunnelled.headers["Content-Type"].startswith(kind)


def test_a_tunnelled_body_follows_its_query_in_a_multipart_message():
    request = build(calls.action("/a", "run", {"text": "--x\r\n\r\n"}, None, LONG))

    tunnelled = tunnel_if_long(request)

    boundary = tunnelled.headers["Content-Type"].partition("boundary=")[2]
    query = request.url.partition("?")[2]
    assert boundary not in request.content.decode()
    assert (
        tunnelled.content
        == (
            f"--{boundary}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n{query}\r\n"
            f"--{boundary}\r\nContent-Type: application/json\r\n\r\n"
        ).encode()
        + request.content
        + f"\r\n--{boundary}--".encode()
    )


def test_a_url_of_more_than_8_kilobytes_is_tunnelled_although_its_query_is_short():
    request = build(calls.get("/" + "a" * 8_000, None, {"x": "y" * 200}))

    assert tunnel_if_long(request).verb == "POST"


def test_a_url_of_8192_bytes_fits_and_one_more_is_tunnelled():
    length = 8_192 - len(build(calls.get("/", None, {"x": "y"})).url)

    def asked(extra):
        return build(calls.get("/" + "a" * (length + extra), None, {"x": "y"}))

    longest = asked(0)
    assert len(longest.url) == 8_192
    assert tunnel_if_long(longest) is longest
    assert tunnel_if_long(asked(1)).verb == "POST"


def test_the_boundary_of_a_tunnelled_message_depends_on_its_body():
    """A boundary that followed from the query alone could be written into the body."""

    def boundary(text):
        request = build(calls.action("/a", "run", {"text": text}, None, LONG))
        return tunnel_if_long(request).headers["Content-Type"].partition("boundary=")[2]

    assert boundary("one") != boundary("another")
    assert boundary("one") == boundary("one")


def test_a_body_without_content_type_cannot_be_tunnelled():
    with pytest.raises(InvalidArgumentError, match="without Content-Type"):
        tunnel_if_long(Request("PUT", BASE + "/a?x=1", {}, b"{}"), max_query=0)
