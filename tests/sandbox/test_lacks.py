"""What LinkedIn has and the sandbox does not: answered as by LinkedIn, and said to be ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from raw_http import Raw
from sandbox_tables.coverage import lacking

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.at_linkedin import AT_LINKEDIN
from linkedin_api.sandbox.protocol.resource import Finder, Resource

LACKS = "x-li-sandbox-lacks"
ORGANIZATIONS = Resource(
    "organizations",
    methods=frozenset({"GET"}),
    finders=(Finder("vanityName"),),
    children=(Resource("people", methods=frozenset({"GET"})),),
    roots=("/rest", "/v2"),
    seed=lambda seeding: [(1, {"id": 1})],
)


@pytest.fixture
def ask() -> Iterator[Raw]:
    with Sandbox(resources=(ORGANIZATIONS,)) as sandbox, closing(Raw(sandbox)) as raw:
        yield raw


LACKED = [
    ("GET", "/rest/adLibrary?q=criteria", 404, "resource /rest/adLibrary", "has"),
    ("POST", "/rest/conversionEvents", 404, "resource /rest/conversionEvents", "has"),
    ("GET", "/v2/emailAddress?q=members", 404, "resource /v2/emailAddress", "has"),
    ("GET", "/v2/nonsense/1", 404, "resource /v2/nonsense", "may have"),
    ("GET", "/nonsense", 404, "resource /nonsense", "may have"),
    ("GET", "/rest/a%0D%0Ab%C3%BC", 404, "resource /rest/a%0D%0Ab%C3%BC", "may have"),
    (
        "GET", "/rest/organizations/1/followers", 404,
        "resource /rest/organizations/{key}/followers", "may have",
    ),
    (
        "GET", "/rest/organizations?q=emailDomain&emailDomain=x.example", 404,
        "FINDER-emailDomain of /rest/organizations", "has",
    ),
    (
        "GET", "/v2/organizations?q=emailDomain&emailDomain=x.example", 400,
        "FINDER-emailDomain of /v2/organizations", "has",
    ),
]  # fmt: skip
lacked = pytest.mark.parametrize(("verb", "target", "status", "what", "whose"), LACKED)


@lacked
def test_a_header_and_the_journal_say_that_the_sandbox_lacks_it(
    ask, verb, target, status, what, whose
):
    reply = ask(verb, target, {} if verb == "POST" else None)
    assert (reply.status, reply.headers[LACKS]) == (status, what)
    assert ask.sandbox.requests[-1].lacks == what


@lacked
def test_the_log_says_it_once(ask, caplog, verb, target, status, what, whose):
    for _ in range(3):
        ask(verb, target, {} if verb == "POST" else None)
    path = target.partition("?")[0]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", f"the sandbox has no {what}, which LinkedIn {whose} ({verb} {path})")
    ]


def test_the_status_page_says_it(ask):
    ask("GET", "/rest/adLibrary?q=criteria")
    page = ask("GET", "/", Authorization=None).content.decode()
    assert "the sandbox has no resource /rest/adLibrary" in page


def test_the_answer_itself_is_linkedins(ask):
    assert ask("GET", "/rest/adLibrary?q=criteria").json == {
        "status": 404,
        "code": "RESOURCE_NOT_FOUND",
        "message": "No virtual resource found",
    }


@pytest.mark.parametrize(
    ("verb", "target", "status"),
    [
        ("GET", "/rest/organizations/1", 200),
        ("GET", "/rest/organizations/2", 404),  # an unknown key
        ("GET", "/rest/organizations/1/people/7", 404),
        ("GET", "/rest/organizations?q=nonsense", 404),  # nor has LinkedIn
        ("GET", "/rest/organizations?bq=nonsense", 404),
        ("POST", "/rest/organizations?action=nonsense", 400),
        ("DELETE", "/rest/organizations/1", 400),
        ("GET", "/", 404),
        ("GET", "/rest/", 404),
    ],
)
def test_what_linkedin_has_not_either_is_not_said_to_be_lacking(ask, verb, target, status, caplog):
    reply = ask(verb, target, {} if verb == "POST" else None)
    assert (reply.status, reply.headers.get(LACKS)) == (status, None)
    assert (ask.sandbox.requests[-1].lacks, caplog.records) == ("", [])


def test_a_token_that_a_path_holds_is_not_logged(ask, caplog):
    token = ask.sandbox.access_token()
    answer = ask("GET", f"/rest/{token}")
    assert answer.headers["x-li-sandbox-lacks"] == "resource /rest/AQ***"
    page = ask("GET", "/", Authorization=None).content.decode()
    for where in (caplog.text, page):
        assert token[:30] not in where


def test_what_resources_lack_is_listed_without_what_they_have():
    whole = set(lacking(()))
    assert whole == {(name, each) for name, all_ in AT_LINKEDIN.items() for each in all_ or ("",)}
    emails = Resource("emailAddress", finders=(Finder("members"),), roots=("/v2",))
    comments = Resource("comments", methods=frozenset({"GET"}))
    actions = Resource("socialActions", children=(comments,))
    assert whole - set(lacking((emails, actions))) == {
        ("emailAddress", "FINDER-members"),
        ("socialActions/comments", "GET"),
    }
