"""What a person who typed a mistake reads."""

import json
import shlex

import pytest
from canned import Answer, CannedServer

from linkedin_api import Token
from linkedin_api.versions import KNOWN_GOOD

AUTHOR = "-p author=urn:li:organization:2414183"
CUT = {
    "author": "urn:li:organization:2414183",
    "commentary": "Two engines (2*x)",
    "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "MAIN_FEED"},
    "lifecycleState": "PUBLISHED",
}
FINDERS = (
    "posts is read by finders: use `linkedin api finder` with the name 'author' or 'dscAdAccount'"
)
UNKNOWN_TOKEN = (
    "create a new token: run `linkedin auth login`, or set LINKEDIN_ACCESS_TOKEN; LinkedIn does not"
    " know this token: pass the whole access token, not a refresh token, an authorization code or a"
    " client secret"
)
NOTICE = (
    "Warning: LinkedIn cuts the commentary at position 12 without an error, since '(' is not"
    r" escaped; escaped it is 'Two engines \(2\*x\)': `linkedin post` escapes text for you"
    "\n"
)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("get /rest/me", "leave '/rest' out of the path: the client puts it in front"),
        (
            "get https://api.linkedin.com/rest/me",
            "pass only the path after /rest or /v2, here '/me', and its parameters with -p",
        ),
        (
            "get-all '/posts?q=author&author=urn:li:organization:1'",
            "pass the parameters after '?' with -p, which are encoded for you",
        ),
        (
            f"get /posts {AUTHOR}",
            FINDERS,
        ),
        (
            f"finder /posts author {AUTHOR} --api-version none",
            "posts is in the versioned API alone: pass a version, such as --api-version 202608",
        ),
        ("get /userinfo", "userinfo is in the unversioned API alone: pass --api-version none"),
        (
            "get /me --api-version 202301",
            "use a newer one, such as --api-version 202608",
        ),
    ],
)
def test_a_mistake_in_a_call_has_a_hint(type_, asked, line, hint):
    ended = type_(f"api {line}")

    assert ended.err.startswith("Error: ")
    assert ended.err.endswith(f"\n  hint: {hint}\n")


@pytest.mark.parametrize(
    "line",
    ["api get /me", "post show urn:li:share:7", "ads sync --account 1 --tables ad_campaigns"],
)
def test_a_version_that_has_ended_is_named_as_it_is_typed(type_, asked, line):
    ended = type_(f"{line} --api-version 202301")

    assert ended.code == 1
    assert "426 NONEXISTENT_VERSION" in ended.err
    assert ended.err.count("use a newer one, such as --api-version 202608") == 1
    assert "version_string" not in ended.out + ended.err


def test_a_check_names_a_version_as_it_is_typed(type_, asked):
    ended = type_("pages check --api-version 202301")

    assert "such as --api-version 202608" in " ".join(ended.out.split())
    assert "version_string" not in ended.out + ended.err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("get ''", "PATH must name a resource, such as /adAccounts, not ''"),
        ("get '/posts/{urn}'", "-k lacks 'urn' for '/posts/{urn}'"),
        ("get /adAccounts -k x=1", "-k has 'x', but '/adAccounts' has no such placeholder"),
        ("finder /posts '' -p x=1", "FINDER must be a non-empty string, not ''"),
    ],
)
def test_a_wrong_argument_of_a_call_goes_by_its_name_on_the_command_line(
    type_, asked, line, message
):
    before = len(asked.requests)

    ended = type_(f"api {line}")

    assert (ended.code, message in ended.err) == (2, True)
    assert len(asked.requests) == before


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        ("Bearer AQX", "leave 'Bearer ' out of the token: the client puts it in front"),
        (
            "AQX",
            UNKNOWN_TOKEN,
        ),
    ],
)
def test_a_wrong_token_has_a_hint(type_, asked, monkeypatch, token, hint):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", token)

    assert type_("api get /me").err.endswith(f"\n  hint: {hint}\n")


def test_a_refresh_token_in_the_place_of_the_access_token_has_a_hint(type_, asked, monkeypatch):
    refresh_token = asked.refresh_token()
    Token("AQX", "app", issued_at=0.0, refresh_token=refresh_token)  # the process has seen it
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", refresh_token)

    assert type_("api get /me").err.endswith(
        "; this is a refresh token: pass the access token that came with it, or set"
        " LINKEDIN_REFRESH_TOKEN instead, which gets access tokens for it\n"
    )


def test_a_403_says_what_the_token_needs(type_, asked, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", asked.access_token("openid"))

    assert type_("api get /adAccounts/512000001").err.endswith(
        "\n  hint: the token needs the permission r_ads or rw_ads (product: Advertising API); after"
        " adding a product or a permission, let the member consent again\n"
    )


def test_the_hint_is_in_the_document_too(type_, asked):
    error = json.loads(type_("api get /userinfo --json").out)["error"]

    assert error["hint"] == "userinfo is in the unversioned API alone: pass --api-version none"


@pytest.mark.parametrize("option", ["", "--dry-run", "--curl"])
def test_text_that_linkedin_cuts_is_warned_about(type_, asked, option):
    ended = type_(f"api create /posts --body {shlex.quote(json.dumps(CUT))} {option}")

    assert (ended.code, ended.err) == (0, NOTICE)


def test_a_request_that_is_only_shown_is_warned_about(type_, asked):
    ended = type_("api get /rest/shownAlone --curl")

    assert ended.err == (
        "Warning: the path looks wrong: leave '/rest' out of the path: the client puts it in"
        " front\n"
    )


def test_a_post_of_the_command_is_never_warned_about(type_, asked):
    assert type_("post create 'Two engines (2*x)'").err == ""
    assert type_("post create --raw 'Two engines (2*x)'").err == ""


def test_where_no_newer_version_is_known_its_option_is_named(type_, monkeypatch):
    said = f"Requested version {KNOWN_GOOD}01 is not active"
    refusal = json.dumps({"status": 426, "code": "NONEXISTENT_VERSION", "message": said}).encode()
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "a-token")
    with CannedServer(Answer(426, body=refusal)) as server:
        monkeypatch.setenv("LINKEDIN_API_URL", server.url)
        ended = type_("api get /me")

    assert ended.err.endswith("hint: use a newer one with --api-version YYYYMM\n")


def test_a_fault_of_linkedin_is_named_as_such(type_, asked, impatient):
    asked.faults.add(status=503)

    ended = type_("api get /me")

    assert (ended.code, "hint: the fault is LinkedIn's: try again later" in ended.err) == (1, True)
