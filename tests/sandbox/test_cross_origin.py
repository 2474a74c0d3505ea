"""Programs in browsers: what pages of other sites may ask for and read, and what they may not."""

from __future__ import annotations

import pytest
from raw_http import Raw

ORIGIN = "http://localhost:3000"
ALLOWED = "access-control-allow-"


@pytest.fixture
def ask(steered: Raw) -> Raw:
    return steered


def preflight(ask, path, verb="GET", wanted="authorization,linkedin-version", origin=ORIGIN):
    return ask(
        "OPTIONS", path, Authorization=None, Origin=origin, LinkedIn_Version=None,
        X_RestLi_Protocol_Version=None, Access_Control_Request_Method=verb,
        Access_Control_Request_Headers=wanted,
    )  # fmt: skip


def cors(reply):
    return {name: text for name, text in reply.headers.items() if name.startswith("access-c")}


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("GET", "/v2/userinfo"),
        ("GET", "/rest/adAccounts?q=search"),
        ("PUT", "/rest/posts/1"),
        ("POST", "/oauth/v2/accessToken"),
        ("POST", "/oauth/v2/introspectToken"),
        ("GET", "/oauth/.well-known/openid-configuration"),
        ("GET", "/oauth/openid/jwks"),
        ("PUT", "/dms-uploads/anything"),
    ],
)
def test_a_preflight_is_answered_without_a_token(ask, verb, path):
    reply = preflight(ask, path, verb)
    assert (reply.status, reply.content) == (204, b"")
    assert cors(reply) == {
        ALLOWED + "origin": "*",
        ALLOWED + "methods": "DELETE, GET, POST, PUT",
        ALLOWED + "headers": "authorization,linkedin-version",
        "access-control-max-age": "600",
    }


@pytest.mark.parametrize("wanted", [None, "", "a b", "x;y", "é"])
def test_headers_that_are_none_are_not_allowed(ask, wanted):
    reply = preflight(ask, "/v2/me", wanted=wanted)
    assert reply.status == 204
    assert ALLOWED + "headers" not in reply.headers


def test_a_preflight_is_noted(ask):
    preflight(ask, "/v2/me")
    (noted,) = ask.sandbox.requests
    assert (noted.verb, noted.path, noted.method, noted.status) == (
        "OPTIONS", "/v2/me", "PREFLIGHT", 204,
    )  # fmt: skip
    assert "PREFLIGHT" in ask("GET", "/", Authorization=None).content.decode()


@pytest.mark.parametrize(
    ("path", "status"), [("/v2/me", 200), ("/v2/nothing", 404), ("/v2/me?fields=a:(", 400)]
)
def test_a_page_may_read_answers_and_refusals(ask, path, status):
    reply = ask("GET", path, Origin=ORIGIN)
    assert (reply.status, reply.headers[ALLOWED + "origin"]) == (status, "*")
    assert "x-li-uuid" in reply.headers["access-control-expose-headers"]


def test_every_header_of_an_answer_may_be_read(ask):
    always = {"content-length", "content-type"}
    post = {
        "author": "urn:li:person:782bbtaQ", "commentary": "x", "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "NONE"}, "lifecycleState": "PUBLISHED",
    }  # fmt: skip
    for reply in (
        ask("POST", "/rest/posts", post, Origin=ORIGIN),
        ask("GET", "/rest/nothing", Origin=ORIGIN),
        ask("GET", "/v2/nothing", Origin=ORIGIN, X_RestLi_Protocol_Version=None),
    ):
        exposed = reply.headers["access-control-expose-headers"].lower().split(", ")
        assert set(reply.headers) - set(cors(reply)) <= {*exposed, *always}


def test_a_page_may_get_a_token(ask):
    sandbox = ask.sandbox
    reply = ask(
        "POST", "/oauth/v2/accessToken", Authorization=None, Origin=ORIGIN,
        content=f"grant_type=client_credentials&client_id={sandbox.client_id}&client_secret=x",
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert (reply.status, reply.headers[ALLOWED + "origin"]) == (401, "*")


def test_a_page_may_read_what_a_fault_answers(ask):
    ask.sandbox.faults.add(status=502)
    assert ask("GET", "/v2/me", Origin=ORIGIN).headers[ALLOWED + "origin"] == "*"


def test_no_page_gets_what_its_cookies_could_open(ask):
    for reply in (preflight(ask, "/v2/me"), ask("GET", "/v2/me", Origin=ORIGIN)):
        assert ALLOWED + "credentials" not in reply.headers


CLOSED = [
    "/oauth/v2/authorization",
    "/oauth/native-pkce/authorization",
    "/sandbox/",
    "/sandbox",
    "/sandbox/tokens",
    "/sandbox/reset",
    "/sandbox/form",
]


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("origin", [ORIGIN, "null"])
def test_pages_for_people_and_admin_paths_are_closed_to_other_sites(ask, path, origin):
    asked = preflight(ask, path, "POST", origin=origin)
    assert (asked.status >= 400, cors(asked)) == (True, {})
    for verb in ("GET", "POST"):
        assert cors(ask(verb, path, Authorization=None, Origin=origin)) == {}


def test_the_status_page_is_closed_to_other_sites(ask):
    reply = ask("GET", "/", Authorization=None, Origin=ORIGIN)
    assert (reply.status, cors(reply)) == (200, {})


def test_programs_outside_browsers_see_none_of_it(ask):
    assert cors(ask("GET", "/v2/me")) == {}


@pytest.mark.parametrize("headers", [{}, {"Origin": ORIGIN}])
def test_options_that_are_no_preflight_are_a_verb_without_a_method(ask, headers):
    assert ask("OPTIONS", "/v2/me", **headers).status == 405
