"""No body stops the sandbox for others, however many fields or levels it has."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

import pytest
from measuring import times_as_much, work_of_all
from raw_http import Raw, asking
from seeded import ADA

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.protocol.addressing import BATCH_LIMIT
from linkedin_api.sandbox.protocol.incoming import BODY_LIMIT, FORM_LIMIT, VALUES_LIMIT
from linkedin_api.sandbox.protocol.resource import NO_VALUE, Action, Resource

ACCOUNTS = "/rest/adAccounts"
ACCOUNT = f"{ACCOUNTS}/512000001"
GROUPS = f"{ACCOUNT}/adCampaignGroups"
GROUP = {"name": "x", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
FORM: dict[str, Any] = {"Content_Type": "application/x-www-form-urlencoded"}
TUNNEL: dict[str, Any] = {**FORM, "X_HTTP_Method_Override": "GET"}
OLD: dict[str, Any] = {**TUNNEL, "X_RestLi_Protocol_Version": "1.0.0"}
JSON: dict[str, Any] = {"Content_Type": "application/json"}


def fields(number: int) -> bytes:
    return b"{" + b",".join(b'"a%d":1' % place for place in range(number)) + b"}"


def form(number: int) -> bytes:
    return b"&".join(b"a%d=1" % place for place in range(number))


def branches(number: int) -> bytes:
    return b'{"patch":' + fields(number).replace(b":1", b":{}") + b"}"


#: What, verb, path, the body of so many parts, headers.
SHAPES: Final[tuple[tuple[str, str, str, Callable[[int], bytes], dict[str, Any]], ...]] = (
    ("fields of an entity", "POST", ACCOUNTS, fields, JSON),
    (
        "fields of a patch",
        "POST",
        ACCOUNT,
        lambda n: b'{"patch":{"$set":' + fields(n) + b"}}",
        JSON,
    ),
    ("branches of a patch", "POST", ACCOUNT, branches, JSON),
    ("parameters in a tunnel", "POST", ACCOUNTS, form, TUNNEL),
    ("parameters of the older protocol", "POST", ACCOUNTS, form, OLD),
    (
        "fields of a projection",
        "POST",
        ACCOUNT,
        lambda n: b"fields=" + b",".join(b"a%d" % place for place in range(n)),
        TUNNEL,
    ),
    ("fields of a form", "POST", "/oauth/v2/accessToken", form, FORM),
)


@pytest.mark.parametrize(
    ("verb", "path", "body", "headers"),
    [row[1:] for row in SHAPES],
    ids=[row[0] for row in SHAPES],
)
def test_ten_times_the_fields_are_hardly_more_than_ten_times_the_work(
    ask: Raw, verb, path, body, headers
):
    def work(number: int) -> Callable[[], float]:
        content = body(number)
        return lambda: work_of_all(lambda: ask(verb, path, content=content, **headers))

    assert times_as_much(work(50_000), work(5_000)) < 10 * 3


@pytest.mark.parametrize(
    ("verb", "path", "body", "headers"),
    [row[1:] for row in SHAPES],
    ids=[row[0] for row in SHAPES],
)
def test_more_values_than_can_be_read_at_once_are_refused(ask: Raw, verb, path, body, headers):
    reply = ask(verb, path, content=body(VALUES_LIMIT + 2), **headers)
    assert reply.status == 413
    assert "limit is" in reply.json["message"]


def test_a_body_of_fifteen_megabytes_of_small_fields_is_refused_without_reading_it(ask: Raw):
    large, small = fields(1_200_000), fields(12_000)
    assert len(large) > 14_000_000
    reply = ask("POST", ACCOUNTS, content=large, **JSON)
    text = f"The body has too many values: the limit is {VALUES_LIMIT}"
    assert (reply.status, reply.json) == (413, {"status": 413, "message": text})
    # A hundred times the size costs the sandbox less than reading it would.
    refusing = lambda: work_of_all(lambda: ask("POST", ACCOUNTS, content=large, **JSON))  # noqa: E731
    reading = lambda: work_of_all(lambda: ask("POST", ACCOUNTS, content=small, **JSON))  # noqa: E731
    assert times_as_much(refusing, reading) < 50


def test_a_large_text_is_taken(ask: Raw):
    entity = {"name": "x" * (BODY_LIMIT - 1_000), "type": "BUSINESS"}
    assert ask("POST", ACCOUNTS, entity).status == 201


def test_a_body_that_is_too_large_is_refused_after_it_was_sent(ask: Raw):
    reply = ask("POST", ACCOUNTS, content=b" " * (BODY_LIMIT + 1), **JSON)
    text = f"The body is too large: the limit is {BODY_LIMIT} bytes"
    assert (reply.status, reply.json) == (413, {"status": 413, "message": text})
    assert ask("GET", ACCOUNT).status == 200


@pytest.mark.parametrize("headers", [TUNNEL, OLD])
def test_a_query_in_a_tunnel_has_a_megabyte_at_most(ask: Raw, headers):
    reply = ask("POST", ACCOUNT, content=b"x=" + b"a" * FORM_LIMIT, **headers)
    text = f"The query in the body is too large: the limit is {FORM_LIMIT} bytes"
    assert (reply.status, reply.json) == (413, {"status": 413, "message": text})


def test_a_batch_has_five_thousand_entries_at_most(ask: Raw):
    create: dict[str, Any] = {"X_RestLi_Method": "BATCH_CREATE"}
    entries = {"elements": [GROUP] * (BATCH_LIMIT + 1)}
    reply = ask("POST", GROUPS, entries, **create)
    text = f"The batch has {BATCH_LIMIT + 1} entries, the limit is {BATCH_LIMIT}"
    assert (reply.status, reply.json) == (413, {"status": 413, "message": text})
    ids = ",".join(map(str, range(BATCH_LIMIT + 1)))
    assert ask("POST", GROUPS, content=f"ids=List({ids})", **TUNNEL).status == 413
    reply = ask("POST", GROUPS, {"elements": [GROUP] * BATCH_LIMIT}, **create)
    assert (reply.status, len(reply.json["elements"])) == (200, BATCH_LIMIT)


@pytest.mark.parametrize("levels", [200, 900, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_json_that_is_nested_deep_is_no_body(ask: Raw, levels, opening, closing):
    value = opening * levels + b"1" + closing * levels
    content = b'{"name":"x","type":"BUSINESS","reference":' + value + b"}"
    reply = ask("POST", ACCOUNTS, content=content, **JSON)
    assert (reply.status, reply.json["message"]) == (400, "Cannot parse request entity")


def test_json_that_is_nested_a_hundred_levels_is_read(ask: Raw):
    value: Any = 1
    for _ in range(100):
        value = {"a": value}
    entity = {**GROUP, "name": value}
    assert ask("POST", GROUPS, entity).json["code"] == "INVALID_VALUE_FOR_FIELD"


@pytest.mark.parametrize("number", ["1e400", "-1e999", "NaN", "Infinity", "1" * 5_000])
def test_numbers_that_json_cannot_write_back_are_no_body(ask: Raw, number):
    content = json.dumps(GROUP)[:-1] + f',"objectiveType":{number}}}'
    reply = ask("POST", GROUPS, content=content, **JSON)
    assert (reply.status, reply.json["message"]) == (400, "Cannot parse request entity")


@pytest.mark.parametrize(
    ("query", "name"),
    [("a" + ".b" * 200 + "=1", "a"), ("a" + "[0]" * 200 + "=1", "a")],
)
def test_parameters_of_the_older_protocol_that_are_nested_deep_are_refused(ask: Raw, query, name):
    reply = ask("GET", f"{ACCOUNT}?{query}", X_RestLi_Protocol_Version="1.0.0")
    text = f"Invalid query parameter '{name}': nested too deeply"
    assert (reply.status, reply.json["message"]) == (400, text)


BOTH, NO_PARTS = "it is sent both whole and in parts", "it has no parts"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("ids.a=1&ids=2", BOTH), ("ids[0].a=1&ids=2", BOTH), ("a.b=1&a.b.c=2", BOTH),
        ("fields[0]=id", NO_PARTS), ("projection.a=(id)", NO_PARTS),
    ],
)  # fmt: skip
def test_parameters_of_the_older_protocol_in_two_forms_are_refused(ask: Raw, query, reason):
    reply = ask("GET", f"{ACCOUNTS}?{query}", X_RestLi_Protocol_Version="1.0.0")
    assert (reply.status, reply.json["message"].partition(": ")[2]) == (400, reason)


@pytest.mark.parametrize("value", ["(a:b)", "List(true)", "List()"])
def test_a_structure_for_return_entity_is_refused(ask: Raw, value):
    reply = ask(
        "POST", f"{GROUPS}?$returnEntity={value}", {"elements": []}, X_RestLi_Method="BATCH_CREATE"
    )
    assert reply.status == 400


def test_a_wrong_value_is_repeated_up_to_a_thousand_characters(ask: Raw):
    reply = ask("POST", ACCOUNTS, {"name": ["x" * 100_000], "type": "BUSINESS"})
    assert reply.json["message"] == "name can't be set to ['" + "x" * 998 + "…"


def test_a_part_of_a_tunnel_has_few_headers(ask: Raw):
    part = b"--xyz\r\n" + b"a: b\r\n" * 10_000 + b"\r\nx\r\n"
    headers: dict[str, Any] = {
        "Content_Type": "multipart/mixed; boundary=xyz",
        "X_HTTP_Method_Override": "PUT",
    }
    reply = ask("POST", ACCOUNT, content=part + b"--xyz--", **headers)
    text = "Cannot read the tunnelled request: a part has no headers, or too many"
    assert (reply.status, reply.json["message"]) == (400, text)


def leave_in_the_middle(sandbox: Sandbox, head: str, part: bytes) -> None:
    """Send a part of a request, and close; returns once it is noted."""
    host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
    known = len(sandbox.requests)
    with socket.create_connection((host, int(port))) as client:
        client.sendall(f"{head}\r\nHost: {host}\r\nContent-Length: 1000\r\n".encode())
        client.sendall(f"Authorization: Bearer {sandbox.access_token()}\r\n\r\n".encode() + part)
    while len(sandbox.requests) == known:  # a test that hangs is ended
        time.sleep(0.002)


def test_an_upload_that_breaks_off_is_no_upload():
    with asking() as ask:
        owned = {"initializeUploadRequest": {"owner": ADA}}
        value = ask("POST", "/rest/images?action=initializeUpload", owned).json["value"]
        target = value["uploadUrl"].removeprefix(ask.sandbox.url)
        leave_in_the_middle(ask.sandbox, f"PUT {target} HTTP/1.1", b"x" * 100)
        assert ask.sandbox.requests[-1].status == 400
        image = f"/rest/images/{quote(value['image'], safe='')}"
        assert ask("GET", image).json["status"] == "WAITING_UPLOAD"
        assert ask("PUT", target, content=b"whole").status == 201


def test_a_body_that_breaks_off_is_not_taken_for_one_that_is_absent():
    notes = Resource("notes", actions=(Action("ring", lambda _call: NO_VALUE),), roots=("/v2",))
    with asking(resources=(notes,)) as ask:
        assert ask("POST", "/v2/notes?action=ring").status == 200
        leave_in_the_middle(ask.sandbox, "POST /v2/notes?action=ring HTTP/1.1", b"")
        assert [record.status for record in ask.sandbox.requests] == [200, 400]


def test_a_large_form_is_not_remembered():
    with asking() as ask:
        assert ask.form("/oauth/v2/accessToken", grant_type="x" * 100_000).status == 400
        assert ask.sandbox.requests[-1].params == {}
