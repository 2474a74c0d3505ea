"""An access token in the query opens what one in the header opens, and is shown nowhere."""

from __future__ import annotations

import logging
from urllib.parse import quote, urlencode

import pytest
from raw_http import Raw

from linkedin_api.sandbox.protocol.incoming import take_token

NAME = "oauth2_access_token"
ACCOUNTS = "/rest/adAccounts?q=search&pageSize=1"
GROUPS = "/rest/adAccounts/512000001/adCampaignGroups"


@pytest.fixture
def ask(steered: Raw) -> Raw:
    return steered


@pytest.fixture
def token(ask) -> str:
    return ask.sandbox.access_token()


@pytest.mark.parametrize("protocol", ["2.0.0", None])
@pytest.mark.parametrize(
    "query",
    [
        "{name}={token}",
        "fields=id&{name}={token}",
        "&{name}={token}&",
        "oauth2%5Faccess_token={token}",
    ],
)
def test_a_token_in_the_query_is_taken(ask, token, protocol, query):
    target = f"/v2/me?{query.format(name=NAME, token=token)}"
    reply = ask("GET", target, Authorization=None, X_RestLi_Protocol_Version=protocol)
    assert (reply.status, reply.json["id"]) == (200, "782bbtaQ")


def test_a_token_in_a_tunnelled_query_is_taken(ask, token):
    reply = ask(
        "POST", "/v2/me", content=f"{NAME}={token}", Authorization=None,
        Content_Type="application/x-www-form-urlencoded", X_HTTP_Method_Override="GET",
    )  # fmt: skip
    assert reply.status == 200
    assert ask.sandbox.requests[-1].params == {NAME: "***"}


def test_a_token_in_the_query_is_percent_decoded(ask, token):
    encoded = "".join(f"%{ord(character):02X}" for character in token)
    assert ask("GET", f"/v2/me?{NAME}={encoded}", Authorization=None).status == 200


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("", "EMPTY_ACCESS_TOKEN"),
        ("=", "EMPTY_ACCESS_TOKEN"),
        ("=nonsense", "INVALID_ACCESS_TOKEN"),
    ],
)
def test_a_wrong_token_in_the_query_is_refused_as_one_in_the_header(ask, sent, code):
    reply = ask("GET", f"/v2/me?{NAME}{sent}", Authorization=None)
    assert (reply.status, reply.json["code"]) == (401, code)


def test_the_header_goes_before_the_query(ask, token):
    reply = ask("GET", f"/v2/me?{NAME}={token}", Authorization="Bearer nonsense")
    assert reply.json["code"] == "INVALID_ACCESS_TOKEN"
    assert ask("GET", f"/v2/me?{NAME}=nonsense").status == 200


def test_an_expired_token_in_the_query_has_expired(ask):
    token = ask.sandbox.access_token(expires_in=0)
    reply = ask("GET", f"/v2/me?{NAME}={token}", Authorization=None)
    assert reply.json["code"] == "EXPIRED_ACCESS_TOKEN"


def wrong_requests(token: str) -> list[tuple[str, str]]:
    """Requests of which the answer or a record could tell the token."""
    own = f"{NAME}={token}"
    return [
        ("GET", f"/v2/me?{own}"),
        ("GET", f"/v2/me?{own}&{own}"),
        ("GET", f"/v2/me?{own}%20&x=("),
        ("GET", f"/v2/me?fields=a:({own}"),
        ("GET", f"/v2/me?projection=({NAME}&{own}"),
        ("GET", f"{ACCOUNTS}&{own}"),
        ("GET", f"{GROUPS}?{own}&start=0&count=1"),
        ("GET", f"/rest/organizationAcls?q=roleAssignee&count=1&{own}"),
        ("GET", f"/rest/adAccounts?{own}&q=nonsense"),
        ("GET", f"/rest/adLibrary?{own}"),
        ("GET", f"/nothing?{own}"),
        ("DELETE", f"/rest/posts/1?{own}"),
        ("PATCH", f"/rest/posts/1?{own}"),
        ("GET", f"/rest/posts?{own}&ids=List((("),
        ("PUT", f"/dms-uploads/nothing?{own}"),
        ("GET", f"/oauth/v2/authorization?{own}"),
        ("GET", f"/oauth/v2/nothing?{own}"),
        ("GET", f"/sandbox/requests?{own}"),
        ("GET", f"/?{own}&refresh=5"),
        ("GET", f"/v2/me?{own}&pad={'x' * 5000}"),
    ]


def test_nothing_tells_a_token_of_the_query(ask, token, caplog):
    caplog.set_level(logging.DEBUG)
    ask.sandbox.faults.add(status=429, times=1)
    for verb, target in wrong_requests(token):
        reply = ask(verb, target, Authorization=None)
        assert token not in reply.content.decode(), target
        assert token not in str(reply.headers), target

    assert token not in str(ask.sandbox.requests)
    assert token not in caplog.text
    assert token not in ask("GET", "/", Authorization=None).content.decode()
    for path in ("/sandbox/requests", "/sandbox/faults", "/sandbox/quotas"):
        assert token not in ask("GET", path).content.decode()


def test_a_failure_of_the_sandbox_does_not_log_it(ask, token, caplog, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("of its own")

    monkeypatch.setattr(ask.sandbox.quotas, "take", fail)
    assert ask("GET", f"/v2/me?{NAME}={token}", Authorization=None).status == 500
    assert "of its own" in caplog.text
    assert token not in caplog.text


def test_the_journal_says_that_a_token_came_in_the_query(ask, token):
    ask("GET", f"{ACCOUNTS}&{NAME}={token}", Authorization=None)
    assert ask.sandbox.requests[-1].params == {NAME: "***", "q": "search", "pageSize": "1"}


def test_the_next_link_works_without_the_token(ask, token):
    target = f"{GROUPS}?{NAME}={token}&start=0&count=1"
    (link,) = (
        link for link in ask("GET", target, Authorization=None).json["paging"]["links"]
        if link["rel"] == "next"
    )  # fmt: skip
    assert link["href"] == f"{GROUPS}?start=1&count=1"
    assert ask("GET", link["href"]).status == 200


# Pieces of a query that have no name.


@pytest.mark.parametrize("protocol", ["2.0.0", "1.0.0"])
@pytest.mark.parametrize(
    "query", ["&fields=id", "fields=id&", "&&fields=id&&", "&", "&&", "=", "=x&fields=id"]
)
def test_empty_pieces_of_a_query_are_skipped(ask, protocol, query):
    reply = ask("GET", f"/v2/me?{query}", X_RestLi_Protocol_Version=protocol)
    assert reply.status == 200
    assert (set(reply.json) == {"id"}) == ("fields" in query)


def test_page_tokens_fit_a_query_with_other_empty_pieces(ask):
    token = ask("GET", f"{ACCOUNTS}&").json["metadata"]["nextPageToken"]
    following = urlencode({"pageToken": token}, quote_via=quote)
    assert ask("GET", f"{ACCOUNTS}&&{following}").status == 200


def test_no_query_stays_none():
    assert take_token("") == ("", None)
