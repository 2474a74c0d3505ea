"""Every moment that a sandbox tells is one of its own clock, never of the machine's."""

from __future__ import annotations

import base64
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from raw_http import Raw, Reply

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.quotas import Limit

#: Decades from any day on which these tests run, so that no moment is right by chance.
THEN = datetime(2061, 4, 5, 6, 7, 8, tzinfo=UTC)
GROUP = "/rest/adAccounts/512000001/adCampaignGroups/600000001"
IMAGES = "/rest/images?action=initializeUpload"
OWNER = {"initializeUploadRequest": {"owner": "urn:li:organization:2414183"}}
POST = {
    "author": "urn:li:person:782bbtaQ", "commentary": "x", "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "NONE"}, "lifecycleState": "PUBLISHED",
}  # fmt: skip
OF_THE_MACHINE = timedelta(days=3)

_http_date = re.compile(r"[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT")
_iso_date = re.compile(r"\b(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_epoch = re.compile(r"\b\d{10}(?:\d{3})?\b")


@pytest.fixture
def later() -> Iterator[Raw]:
    with Sandbox(now=THEN, admin=True, organizations=2) as sandbox, closing(Raw(sandbox)) as ask:
        yield ask


def date_of(reply: Reply) -> datetime:
    return parsedate_to_datetime(reply.headers["date"])


def authorization(sandbox: Sandbox) -> str:
    return (
        f"/oauth/v2/authorization?response_type=code&client_id={sandbox.client_id}"
        f"&redirect_uri={sandbox.redirect_url}&state=s&scope=openid"
    )


def authorized(ask: Raw) -> Reply:
    return ask("GET", authorization(ask.sandbox), Authorization=None)


def tokens(ask: Raw) -> Reply:
    sandbox = ask.sandbox
    return ask.form(
        "/oauth/v2/accessToken", grant_type="authorization_code", client_id=sandbox.client_id,
        client_secret=sandbox.client_secret, redirect_uri=sandbox.redirect_url,
        code=sandbox.authorization_code("openid profile"),
    )  # fmt: skip


def introspected(ask: Raw) -> Reply:
    sandbox = ask.sandbox
    return ask.form(
        "/oauth/v2/introspectToken", client_id=sandbox.client_id,
        client_secret=sandbox.client_secret, token=sandbox.access_token(),
    )  # fmt: skip


def uploaded(ask: Raw) -> Reply:
    url = ask("POST", IMAGES, OWNER).json["value"]["uploadUrl"]
    return ask("PUT", url.removeprefix(ask.sandbox.url), content=b"bytes", Authorization=None)


def signed_out(ask: Raw) -> Reply:
    ask.sandbox.consent = "page"
    reply = ask(
        "POST", authorization(ask.sandbox), content="action=sign_out", Authorization=None,
        Content_Type="application/x-www-form-urlencoded", Cookie="li_sandbox_member=782bbtaQ",
    )  # fmt: skip
    assert reply.status == 303, reply
    return reply


def throttled(ask: Raw) -> Reply:
    ask.sandbox.quotas.limits = [Limit(0)]
    reply = ask("GET", GROUP)
    ask.sandbox.quotas.limits = []
    assert reply.status == 429
    return reply


def struck(ask: Raw) -> Reply:
    ask.sandbox.faults.add(status=503)
    return ask("GET", GROUP)


ANSWERS = {
    "an entity": lambda ask: ask("GET", GROUP),
    "an entity that was made": lambda ask: ask("POST", "/rest/posts", POST),
    "a refusal": lambda ask: ask("GET", GROUP, Authorization=None),
    "a limit": throttled,
    "an upload url": lambda ask: ask("POST", IMAGES, OWNER),
    "an upload": uploaded,
    "a consent": authorized,
    "a member who signs out": signed_out,
    "a token": tokens,
    "an introspection": introspected,
    "a fault": struck,
    "the status page": lambda ask: ask("GET", "/", Authorization=None),
    "the admin's clock": lambda ask: ask("GET", "/sandbox/clock"),
    "the admin's requests": lambda ask: ask("GET", "/sandbox/requests"),
    "the admin's quotas": lambda ask: ask("GET", "/sandbox/quotas"),
    "figures": lambda ask: ask(
        "GET", "/rest/organizationalEntityFollowerStatistics?q=organizationalEntity"
        "&organizationalEntity=urn%3Ali%3Aorganization%3A2414183&timeIntervals="
        "(timeGranularityType:DAY,timeRange:(start:2880000000000))",
    ),
}  # fmt: skip
answers = pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())


@answers
def test_every_answer_is_dated_by_the_sandboxs_clock(later, answer):
    assert timedelta() <= date_of(answer(later)) - THEN < timedelta(minutes=5)


@answers
def test_no_answer_names_a_moment_of_the_machines_clock(later, answer):
    later("GET", GROUP)  # so that there is a request to tell of
    reply = answer(later)
    text = f"{reply.headers} {reply.content.decode()} {_claims(reply)}"

    machine = datetime.now(UTC)
    assert [each for each in _moments(text) if abs(each - machine) < OF_THE_MACHINE] == []


def test_an_answer_is_dated_when_the_clock_was_moved(later):
    before = date_of(later("GET", GROUP))
    later.sandbox.advance(days=400)

    assert timedelta(days=400) <= date_of(later("GET", GROUP)) - before < timedelta(days=401)


def test_what_is_no_http_is_answered_with_the_sandboxs_date():
    with Sandbox(now=THEN) as sandbox:
        host, port = sandbox.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as raw:
            raw.sendall(b"GARBAGE\r\n\r\n")
            answer = raw.makefile("rb").read().decode()
        with closing(Raw(sandbox)) as ask:
            after = ask("GET", GROUP)

    assert answer.startswith("HTTP/1.1 400 ")
    assert "2061" in _http_date.search(answer)[0]
    assert len(_http_date.findall(str(after.headers))) == 1


def test_a_fault_can_date_an_answer_otherwise(later):
    wrong = "Thu, 01 Jan 2054 00:00:00 GMT"
    later.sandbox.faults.add(status=503, headers={"Date": wrong})

    assert later("GET", GROUP).headers["date"] == wrong


def _claims(reply: Reply) -> str:
    """What an id token says, which is encoded."""
    body = reply.content.decode()
    found = re.search(r'"id_token":"[^.]+\.([^.]+)\.', body)
    return base64.urlsafe_b64decode(found[1] + "==").decode() if found else ""


def _moments(text: str) -> list[datetime]:
    """All that can be read as a moment."""
    epochs = (int(number[:10]) for number in _epoch.findall(text))
    return [
        *(parsedate_to_datetime(date) for date in _http_date.findall(text)),
        *(datetime.fromisoformat(day).replace(tzinfo=UTC) for day in _iso_date.findall(text)),
        *(datetime.fromtimestamp(seconds, UTC) for seconds in epochs),
    ]
