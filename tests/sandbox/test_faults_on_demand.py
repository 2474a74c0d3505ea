"""Faults on demand: what a client sees, what was written, and that a run replays."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from raw_http import Raw, Reply, asking
from uploading import upload

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog import MEMBER
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.faults.fault import Fault, Match
from linkedin_api.sandbox.journal import RequestRecord
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Finder, Resource

NOTES = Resource(
    "notes",
    methods=ALL_METHODS,
    finders=(Finder("recent"), Finder("old")),
    seed=lambda seeding: [(number, {"id": number, "text": "x" * 100}) for number in (1, 2)],
)
MEMOS = Resource("memos", methods=ALL_METHODS, seed=lambda seeding: [(1, {"id": 1})])

Ask = Callable[..., Reply]


@pytest.fixture(scope="module")
def notes() -> Iterator[Sandbox]:
    with Sandbox(resources=(NOTES, MEMOS), seed=5) as sandbox:
        yield sandbox


@pytest.fixture
def ask(notes: Sandbox) -> Iterator[Ask]:
    """Ask on a connection of its own each time: faults may close it."""
    notes.reset()

    def once(*request, **headers) -> Reply:
        raw = Raw(notes)
        try:
            return raw(*request, **headers)
        finally:
            raw.close()

    yield once
    notes.faults.clear()


def created(ask: Ask) -> int:
    return ask("POST", "/rest/notes", {"text": "new"}).status


def count(ask: Ask) -> int:
    return len(ask("GET", "/rest/notes").json["elements"])


# What LinkedIn says by itself.


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, {"status": 400, "message": "Cannot parse request entity"}),
        (
            401,
            {
                "status": 401,
                "serviceErrorCode": 65601,
                "code": "REVOKED_ACCESS_TOKEN",
                "message": "The token used in the request has been revoked by the user",
            },
        ),
        (
            403,
            {
                "status": 403,
                "serviceErrorCode": 100,
                "code": "ACCESS_DENIED",
                "message": "Not enough permissions to access: notes.GET.20260901",
            },
        ),
        (404, {"status": 404, "code": "NOT_FOUND", "message": "Not Found"}),
        (409, {"status": 409, "code": "CONFLICT", "message": "Write Conflict"}),
        (
            426,
            {
                "status": 426,
                "code": "NONEXISTENT_VERSION",
                "message": "Requested version 20260901 is not active",
            },
        ),
        (
            429,
            {
                "status": 429,
                "serviceErrorCode": 101,
                "code": "TOO_MANY_REQUESTS",
                "message": "Resource level throttle APPLICATION MINUTE limit for calls to "
                "this resource is reached.",
            },
        ),
        (500, {"status": 500, "code": "INTERNAL_ERROR", "message": "Internal Error"}),
        (503, {"status": 503, "code": "UNDER_MAINTENANCE", "message": "Under maintenance"}),
        (599, {"status": 599, "message": "Status 599"}),
    ],
)
def test_a_status_comes_with_linkedins_body(notes, ask, status, expected):
    notes.faults.add(status=status)
    reply = ask("GET", "/rest/notes/1")
    assert (reply.status, reply.json) == (status, expected)
    assert reply.headers["x-restli-error-response"] == "true"
    assert "retry-after" not in reply.headers


@pytest.mark.parametrize(("status", "title"), [(502, "Bad Gateway"), (504, "Gateway Time-out")])
def test_a_gateway_answers_with_a_page_and_no_header_of_restli(notes, ask, status, title):
    notes.faults.add(status=status)
    reply = ask("GET", "/rest/notes/1")
    assert reply.status == status
    assert reply.headers["content-type"] == "text/html"
    assert f"<title>{status} {title}</title>".encode() in reply.content
    assert not [name for name in reply.headers if name.startswith("x-")]


def test_a_request_of_protocol_1_is_failed_in_its_own_words(notes, ask):
    notes.faults.add(status=500)
    reply = ask("GET", "/rest/notes/1", X_RestLi_Protocol_Version=None)
    assert reply.headers["x-linkedin-error-response"] == "true"


# What a test says for it.


def test_a_body_of_ones_own_is_answered(notes, ask):
    notes.faults.add(status=429, body={"status": 429, "message": "MEMBER SECOND"})
    assert ask("GET", "/rest/notes/1").json == {"status": 429, "message": "MEMBER SECOND"}


def test_a_text_is_sent_as_it_stands_though_it_be_no_json(notes, ask):
    notes.faults.add(body='{"elements": [')
    reply = ask("GET", "/rest/notes/1")
    assert (reply.status, reply.content) == (200, b'{"elements": [')
    assert reply.headers["content-type"] == "application/json"


def test_a_page_of_ones_own_is_answered(notes, ask):
    notes.faults.add(status=503, html="<h1>Maintenance</h1>")
    reply = ask("GET", "/rest/notes/1")
    assert (reply.status, reply.content) == (503, b"<h1>Maintenance</h1>")
    assert reply.headers["content-type"] == "text/html"


def test_headers_can_be_added(notes, ask):
    notes.faults.add(status=503, headers={"Retry-After": "7"})
    assert ask("GET", "/rest/notes/1").headers["retry-after"] == "7"


def test_headers_can_be_added_to_a_true_answer(notes, ask):
    notes.faults.add(headers={"X-Odd": "yes"})
    reply = ask("GET", "/rest/notes/1")
    assert (reply.status, reply.json["id"], reply.headers["x-odd"]) == (200, 1, "yes")


# Which requests.


@pytest.mark.parametrize(
    ("match", "verb", "target", "struck"),
    [
        (Match(), "GET", "/rest/notes/1", True),
        (Match(resource="notes"), "GET", "/rest/notes/1", True),
        (Match(resource="notes"), "GET", "/rest/memos/1", False),
        (Match(method="GET"), "GET", "/rest/notes/1", True),
        (Match(method="get"), "GET", "/rest/notes/1", True),
        (Match(method="GET"), "GET", "/rest/notes", False),
        (Match(method="FINDER"), "GET", "/rest/notes?q=recent", True),
        (Match(method="FINDER-recent"), "GET", "/rest/notes?q=recent", True),
        (Match(method="FINDER-recent"), "GET", "/rest/notes?q=old", False),
        (Match(path="/rest/no"), "GET", "/rest/notes/1", True),
        (Match(path="/rest/me"), "GET", "/rest/notes/1", False),
        (Match(verb="delete"), "DELETE", "/rest/notes/1", True),
        (Match(verb="DELETE"), "GET", "/rest/notes/1", False),
        (Match("notes", "GET", "/rest", "GET"), "GET", "/rest/notes/1", True),
        (Match("notes", "GET", "/v2", "GET"), "GET", "/rest/notes/1", False),
        (lambda request: "2" in request.keys, "GET", "/rest/notes/2", True),
        (lambda request: "2" in request.keys, "GET", "/rest/notes/1", False),
        (lambda request: request.params.get("q") == "old", "GET", "/rest/notes?q=old", True),
    ],
)  # fmt: skip
def test_a_fault_strikes_the_requests_that_are_meant(notes, ask, match, verb, target, struck):
    notes.faults.add(match, status=500)
    assert (ask(verb, target).status == 500) is struck


def test_a_wrong_request_can_be_struck_as_well(notes, ask):
    notes.faults.add(Match(path="/rest/nothing"), status=502)
    assert ask("GET", "/rest/nothing").status == 502


def test_a_match_that_fails_strikes_nothing(notes, ask):
    notes.faults.add(lambda request: request.nonsense, status=500)
    assert ask("GET", "/rest/notes/1").status == 200


def test_the_authorization_server_is_struck_only_by_name(notes, ask):
    notes.faults.add(status=500)
    form = {
        "grant_type": "client_credentials",
        "client_id": notes.client_id,
        "client_secret": notes.client_secret,
    }
    raw = Raw(notes)
    assert raw.form("/oauth/v2/accessToken", **form).status == 200
    notes.faults.clear()
    notes.faults.add(Match(path="/oauth/v2/accessToken"), status=503, times=1)
    notes.faults.add(Match(method="OAUTH"), delay=0.01, when="after", status=500, times=1)
    refused = raw.form("/oauth/v2/accessToken", **form)
    assert refused.status == 503
    assert refused.json["error"] == "server_error"
    assert raw.form("/oauth/v2/accessToken", **form).status == 500
    assert raw.form("/oauth/v2/accessToken", **form).status == 200
    raw.close()
    noted = [record.fault for record in notes.requests]
    assert noted == ["", "503", "0.01 s late, 500, after it was done", ""]


# How often.


def test_times_is_how_many_requests_go_wrong(notes, ask):
    notes.faults.add(status=500, times=2)
    assert [ask("GET", "/rest/notes/1").status for _ in range(4)] == [500, 500, 200, 200]


def test_skip_leaves_the_first_in_peace(notes, ask):
    notes.faults.add(status=500, skip=2, times=1)
    assert [ask("GET", "/rest/notes/1").status for _ in range(4)] == [200, 200, 500, 200]


def test_the_first_fault_that_strikes_wins(notes, ask):
    notes.faults.add(status=429, times=1)
    notes.faults.add(status=500, times=1)
    assert [ask("GET", "/rest/notes/1").status for _ in range(3)] == [429, 500, 200]


def draws(seed: int) -> str:
    book = FaultBook(seed)
    book.add(status=500, probability=0.5)
    book.add(status=429, probability=0.5)
    request = RequestRecord("GET", "/rest/notes/1")
    drawn = [book.draw(request) for _ in range(200)]
    return "".join("." if fault is None else str(fault.status)[0] for fault in drawn)


def test_the_same_seed_replays_the_same_faults():
    assert draws(1) == draws(1)
    assert draws(1) != draws(2)


def test_about_as_many_are_struck_as_is_probable():
    run = draws(1)
    assert 80 < run.count("5") < 120
    assert 30 < run.count("4") < 70


def test_clearing_begins_the_draws_anew(notes, ask):
    runs = []
    for _ in range(2):
        notes.faults.clear()
        notes.faults.add(status=500, probability=0.5)
        runs.append([ask("GET", "/rest/notes/1").status for _ in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}


def test_what_faults_did_can_be_counted(notes, ask):
    fault = notes.faults.add(Match(resource="notes"), status=500, skip=1, times=3)
    for _ in range(3):
        ask("GET", "/rest/notes/1")
    ask("GET", "/rest/memos/1")
    (counted,) = notes.faults.list()
    assert (counted.number, counted.fault) == (1, fault)
    assert (counted.matched, counted.struck, counted.left) == (3, 2, 1)


def test_one_fault_can_be_taken_away(notes, ask):
    notes.faults.add(status=500)
    notes.faults.add(status=503)
    assert notes.faults.remove(1)
    assert not notes.faults.remove(1)
    assert ask("GET", "/rest/notes/1").status == 503


def test_reset_takes_faults_away(notes, ask):
    notes.faults.add(status=500)
    notes.reset()
    assert notes.faults.list() == ()


# On the wire.


def test_a_fault_is_noted_with_the_request(notes, ask):
    notes.faults.add(status=500, delay=0.01, times=1)
    ask("GET", "/rest/notes/1")
    ask("GET", "/rest/notes/1")
    assert [(record.status, record.fault) for record in notes.requests] == [
        (500, "0.01 s late, 500"),
        (200, ""),
    ]


def test_a_delay_is_waited_for_and_then_all_is_well(notes, ask):
    notes.faults.add(delay=0.05)
    began = time.perf_counter()
    reply = ask("GET", "/rest/notes/1")
    assert (reply.status, reply.json["id"]) == (200, 1)
    assert time.perf_counter() - began >= 0.05


def test_others_are_served_while_one_waits(notes, ask):
    notes.faults.add(Match(resource="notes"), delay=600)
    with closing(Raw(notes)) as waiting:
        waiting.send("GET", "/rest/notes/1")
        until(lambda: notes.faults.list()[0].struck == 1)
        assert ask("GET", "/rest/memos/1").status == 200
        assert [record.resource for record in notes.requests] == ["memos"]
    until(lambda: len(notes.requests) == 2)  # or it would be noted in the next test


def impatient(notes: Sandbox, body: str) -> None:
    """Send a note and leave before there is an answer, and not before that was noticed."""
    with closing(Raw(notes)) as raw:
        raw.send("POST", "/rest/notes", content=body)
        until(lambda: notes.faults.list()[0].struck == 1)
    until(lambda: bool(notes.requests))
    assert [record.status for record in notes.requests] == [0]


def until(true: Callable[[], bool]) -> None:
    while not true():  # a test that hangs is ended
        time.sleep(0.005)


def test_of_a_client_that_leaves_nothing_is_written_if_it_was_late_before(notes, ask):
    notes.faults.add(Match(method="CREATE"), delay=9)
    impatient(notes, '{"text": "new"}')
    assert count(ask) == 2


def test_of_a_client_that_leaves_all_is_written_if_it_was_late_after(notes, ask):
    notes.faults.add(Match(method="CREATE"), delay=9, when="after")
    impatient(notes, '{"text": "new"}')
    assert count(ask) == 3


def test_a_sandbox_stops_although_a_request_is_late():
    before = threads_of_sandboxes()
    with ExitStack() as stack:
        with Sandbox(resources=(NOTES,)) as sandbox:
            sandbox.faults.add(delay=600)
            waiting = stack.enter_context(closing(Raw(sandbox)))
            waiting.send("GET", "/rest/notes/1")
            until(lambda: sandbox.faults.list()[0].struck == 1)
        assert threads_of_sandboxes() == before


def threads_of_sandboxes() -> list[int | None]:
    return [each.ident for each in threading.enumerate() if each.name == "linkedin-sandbox"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reset_connection_is_reset(notes, ask, when):
    notes.faults.add(reset_connection=True, times=1, when=when)
    with pytest.raises(ConnectionResetError):
        ask("GET", "/rest/notes/1")
    assert ask("GET", "/rest/notes/1").status == 200
    assert [record.status for record in notes.requests] == [0, 200]


@pytest.mark.parametrize(("when", "entities"), [("before", 2), ("after", 3)])
def test_whether_a_reset_write_was_done_is_said(notes, ask, when, entities):
    notes.faults.add(Match(method="CREATE"), reset_connection=True, when=when)
    with pytest.raises(ConnectionResetError):
        created(ask)
    assert count(ask) == entities


@pytest.mark.parametrize(("when", "entities"), [("before", 2), ("after", 3)])
def test_whether_a_failed_write_was_done_is_said(notes, ask, when, entities):
    notes.faults.add(Match(method="CREATE"), status=500, when=when)
    assert created(ask) == 500
    assert count(ask) == entities


@pytest.mark.parametrize(("asked", "sent"), [(0, 0), (20, 20), (100_000, 117)])
def test_a_cut_body_ends_before_its_length(notes, ask, asked, sent):
    notes.faults.add(truncate_body=asked)
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask("GET", "/rest/notes/1")
    assert len(caught.value.partial) == sent
    assert caught.value.expected == 118 - sent


def test_an_error_can_be_cut_too(notes, ask):
    notes.faults.add(status=502, truncate_body=6)
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask("GET", "/rest/notes/1")
    assert caught.value.partial == b"<html>"


def test_an_answer_without_a_body_cannot_be_cut(notes, ask):
    notes.faults.add(truncate_body=0)
    assert ask("DELETE", "/rest/notes/1").status == 204


# The same of pages, which know nothing of faults.


def token_form(notes: Sandbox, **fields: str) -> dict[str, str]:
    known = {"client_id": notes.client_id, "client_secret": notes.client_secret}
    return {"grant_type": "client_credentials", **known, **fields}


def test_a_code_is_not_used_up_by_a_client_that_leaves_before_a_late_answer(notes, ask):
    notes.faults.add(Match(method="OAUTH"), delay=9, times=1)
    form = token_form(
        notes,
        grant_type="authorization_code",
        code=notes.authorization_code(),
        redirect_uri=notes.redirect_url,
    )
    with closing(Raw(notes)) as raw:
        raw.send(
            "POST",
            "/oauth/v2/accessToken",
            content=urlencode(form),
            Content_Type="application/x-www-form-urlencoded",
        )
        until(lambda: notes.faults.list()[0].struck == 1)
    until(lambda: bool(notes.requests))
    with closing(Raw(notes)) as raw:
        assert raw.form("/oauth/v2/accessToken", **form).status == 200
    assert [record.status for record in notes.requests] == [0, 200]


def test_a_page_that_is_late_reads_all_that_was_sent(notes, ask):
    notes.faults.add(Match(method="OAUTH"), delay=0.01)
    with closing(Raw(notes)) as raw:
        reply = raw.form("/oauth/v2/accessToken", **token_form(notes), padding="x" * 200_000)
    assert reply.status == 200


@pytest.mark.parametrize(
    ("given", "status"), [({"reset_connection": True}, 0), ({"status": 503}, 503)]
)
def test_the_journal_has_what_a_client_saw_of_a_page_that_was_carried_out(notes, given, status):
    notes.reset()
    notes.faults.add(Match(method="OAUTH"), when="after", **given)
    with closing(Raw(notes)) as raw, suppress(ConnectionResetError):
        raw.form("/oauth/v2/accessToken", **token_form(notes))
    notes.faults.clear()
    assert [record.status for record in notes.requests] == [status]
    assert notes.requests[0].params["grant_type"] == "client_credentials"


def test_a_fault_of_an_upload_is_noted_with_it():
    with asking() as raw:
        sandbox = raw.sandbox
        sandbox.faults.add(Match(method="UPLOAD"), delay=0.01)
        upload(raw, "image", f"urn:li:person:{MEMBER}")
        (record,) = (record for record in sandbox.requests if record.method == "UPLOAD")
        assert (record.resource, record.fault) == ("images", "0.01 s late")


def test_the_path_of_a_page_is_matched_as_it_was_sent():
    with asking() as raw:
        raw.sandbox.faults.add(Match(path="/dms-uploads/a%20b"), status=503)
        assert raw("PUT", "/dms-uploads/a%20b", content=b"x").status == 503
        assert raw.sandbox.requests[-1].path == "/dms-uploads/a%20b"


# What cannot be.


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs a status"),
        ({"status": 42}, "status must be a whole number from 200 to 599, not 42"),
        ({"status": 999}, "from 200 to 599"),
        ({"status": 500, "probability": 1.5}, "probability"),
        ({"status": 500, "times": 0}, "times"),
        ({"status": 500, "skip": -1}, "skip"),
        ({"delay": -1}, "delay"),
        ({"truncate_body": -1}, "truncate_body"),
        ({"status": 500, "when": "during"}, "when"),
        ({"status": 500, "reset_connection": True}, "no answer"),
        ({"reset_connection": True, "truncate_body": 1}, "no answer"),
        ({"body": {}, "html": ""}, "not both"),
        ({"match": "me", "status": 500}, "match must be a Match"),
        ({"status": "500"}, "status must be a whole number from 200 to 599, not '500'"),
        ({"status": 500, "probability": "often"}, "probability must be a number"),
        ({"delay": "1"}, "delay must be a number, 0 or more, not '1'"),
        ({"delay": float("nan")}, "delay must be a number"),
        ({"status": 429.5}, "status must be a whole number from 200 to 599, not 429.5"),
        ({"status": True}, "status must be a whole number"),
        ({"status": 500, "times": 1.5}, "times must be a whole number"),
        ({"status": 500, "skip": 0.5}, "skip must be a whole number"),
        ({"truncate_body": 2.5}, "truncate_body must be a whole number"),
        ({"status": 500, "probability": True}, "probability must be a number"),
        ({"body": b"abc"}, "body must be JSON: .*bytes"),
        ({"body": {1, 2}}, "body must be JSON: .*set"),
        ({"html": b"<p>"}, "html must be a string"),
        ({"headers": ["X"]}, "headers must be a mapping"),
        ({"headers": {"X": 1}}, "headers must be a mapping"),
        ({"headers": {"X": "\u20ac"}}, "headers must be a mapping"),
        ({"headers": {"X": "a\r\nY: b"}}, "headers must be a mapping"),
        ({"headers": {"X Y": "a"}}, "headers must be a mapping"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        FaultBook().add(**given)


def test_half_of_a_surrogate_pair_can_be_answered(notes, ask):
    for given in ({"body": "\ud800"}, {"html": "\ud800"}, {"body": {"a": "\ud800"}}):
        notes.faults.clear()
        notes.faults.add(**given)
        assert ask("GET", "/rest/notes/1").status == 200


def test_a_fault_shows_only_what_was_given():
    fault = Fault(Match(resource="notes"), status=500, when="after")
    assert repr(fault) == "Fault(match=Match(resource='notes'), status=500, when='after')"


# Tokens that are too fresh.


def test_a_fresh_token_is_refused_for_some_seconds_if_the_sandbox_is_told_so():
    with Sandbox(
        resources=(NOTES,), fresh_token_seconds=30, now=datetime(2026, 9, 1, tzinfo=UTC)
    ) as sandbox:
        raw = Raw(sandbox)
        refused = raw("GET", "/rest/notes/1")
        assert (refused.status, refused.json["serviceErrorCode"]) == (401, 65601)
        sandbox.advance(seconds=30)
        assert raw("GET", "/rest/notes/1").status == 200
        raw.close()


def test_a_fresh_token_is_good_at_once_otherwise(notes, ask):
    assert json.loads(ask("GET", "/rest/notes/1").content)["id"] == 1
