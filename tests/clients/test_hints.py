"""The mistakes that are recognised, and the sentence that a person sees of each."""

import asyncio
import json
import pickle
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from canned import Answer

from linkedin_api import (
    AsyncRestliClient,
    AuthClient,
    BadRequestError,
    ForbiddenError,
    InvalidArgumentError,
    NotFoundError,
    RestliClient,
    Token,
    UnauthorizedError,
    VersionError,
    errors,
)
from linkedin_api.clients.auth.profiles import Profile, Profiles
from linkedin_api.clients.exchange.advice import ANSWERED
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.hints import WRITTEN, MistakeWarning
from linkedin_api.posts import Post
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import RefreshToken

ENGINES = "urn:li:organization:2414183"
NO_BEARER = "leave 'Bearer ' out of access_token: the client puts it in front"
NO_BASE = "leave '/{}' out of the path: the client puts it in front"
NO_QUERY = "pass the parameters after '?' as query_params, which are encoded for you"
NO_LINK = (
    "LinkedIn leaves `fields` out of its links to other pages: use `paginate`, which asks for each"
    " page with all parameters of the first"
)
A_LIST = "pass a list, even for one value: […]"
VERSIONED = "posts is in the versioned API alone: pass a version, such as version_string='202608'"
FINDERS = "posts is read by finders: use `finder` with the name 'author' or 'dscAdAccount'"
PERMISSION = (
    "the token {} the permission r_organization_social (product: Community Management API), and its"
    " member needs the role ADMINISTRATOR or CONTENT_ADMINISTRATOR or"
    " DIRECT_SPONSORED_CONTENT_POSTER in the organization; after adding a product or a permission,"
    " let the member consent again"
)
ROLE = (
    "the token has the permission r_organization_social, so its member lacks the role ADMINISTRATOR"
    " or CONTENT_ADMINISTRATOR or DIRECT_SPONSORED_CONTENT_POSTER in the organization"
)
UNKNOWN_FINDER = (
    "if LinkedIn's documentation has q=… for organizationsLookup, use `finder` with the name after"
    " q="
)
UNKNOWN_TOKEN = (
    "LinkedIn does not know this token: pass the whole access token, not a refresh token, an"
    " authorization code or a client secret"
)
REFRESH_TOKEN = (
    "this is a refresh token: pass the access token that came with it, or a RefreshToken provider,"
    " which gets access tokens for it"
)
BLOCKING = (
    "a synchronous client blocks the event loop until LinkedIn has answered: use AsyncRestliClient"
    " or AsyncAuthClient, which have the same methods"
)
PAGE = (Path(__file__).parents[2] / "docs" / "mistakes.md").read_text()
AUTHOR = {"author": ENGINES}
ONE_STATUS = {"search": {"status": {"values": "ACTIVE"}}}

#: Nothing is sent: the arguments of a call, and the hint of the error that refuses them.
REFUSED = [
    (("get", "https://api.linkedin.com/rest/me"),
     "pass only the path after /rest or /v2, here '/me', and its parameters as query_params"),
    (("get", "https://api.linkedin.com/v2/posts/1?fields=id"),
     "pass only the path after /rest or /v2, here '/posts/1', and its parameters as query_params"),
    (("get", "/me", "Bearer AQX"), NO_BEARER),
    (("get", "/me", "Authorization: bearer AQX"), NO_BEARER),
    (("get", "/me", "AQX\n"),
     "remove the white space around access_token, such as the end of a line"),
    (("batch_get", "/adAccounts", 512000001), A_LIST),
    (("batch_get", "/adAccounts", "512000001"), A_LIST),
    (("batch_create", "/adAccounts/1/adCampaignGroups", {"name": "Spring"}), A_LIST),
    (("finder", "/posts", ""),
     "pass the name that LinkedIn's documentation has after q=, such as 'author'"),
]  # fmt: skip

#: LinkedIn is asked: the arguments of a call, what is raised, and its hint.
ANSWERS = [
    (("get", "/rest/me"), {}, NotFoundError, NO_BASE.format("rest")),
    (("get", "/v2/me"), {}, NotFoundError, NO_BASE.format("v2")),
    (("get_all", "/posts?q=author&author=urn:li:organization:1"), {}, BadRequestError, NO_QUERY),
    (("get_all", "/rest/posts?author=urn%3Ali%3Aorganization%3A1&count=3&q=author&start=3"), {},
     NotFoundError, NO_LINK),
    (("get_all", "/posts"), {"version_string": None}, NotFoundError, VERSIONED),
    (("get", "/userinfo"), {}, NotFoundError,
     "userinfo is in the unversioned API alone: pass version_string=None"),
    (("get_all", "/posts"), {"query_params": AUTHOR}, BadRequestError, FINDERS),
    (("get", "/posts"), {"query_params": AUTHOR}, BadRequestError, FINDERS),
    (("get_all", "/organizationsLookup"), {}, BadRequestError,
     UNKNOWN_FINDER),
    (("finder", "/posts", "writer"), {}, NotFoundError,
     "no finder 'writer' of posts is known: use 'author' or 'dscAdAccount'"),
    (("finder", "/adAccounts", "search"), {"query_params": ONE_STATUS}, BadRequestError,
     "values is a list: pass […] even for one value"),
    (("get", "/me", "'AQX'"), {}, UnauthorizedError, "remove the quotes around access_token"),
    (("get", "/me", "AQX"), {}, UnauthorizedError,
     UNKNOWN_TOKEN),
    (("get", "/me"), {"version_string": "202301"}, VersionError,
     "use a newer one, such as version_string='202608'"),
]  # fmt: skip


@pytest.fixture(scope="module")
def linkedin():
    with Sandbox() as linkedin:
        yield linkedin


@pytest.fixture
def ask(shell, linkedin):
    """Calls a method and gives what was raised."""

    def ask(method, *arguments, token=None, **options):
        client = shell.rest(
            base_url=linkedin.url,
            access_token=token or linkedin.access_token(),
            version_string="202608",
            raise_for_status=True,
        )
        with pytest.raises(errors.LinkedInError) as caught:
            shell.call(client, method, *arguments, **options)
        return caught.value

    return ask


@pytest.mark.parametrize(("call", "hint"), REFUSED)
def test_an_argument_that_is_refused_has_a_hint(ask, linkedin, call, hint):
    sent = len(linkedin.requests)

    error = ask(*call)

    assert (type(error), error.hint) == (InvalidArgumentError, hint)
    assert len(linkedin.requests) == sent


@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
@pytest.mark.parametrize(("call", "options", "kind", "hint"), ANSWERS)
def test_an_error_that_linkedin_answers_has_a_hint(ask, linkedin, call, options, kind, hint):
    sent = len(linkedin.requests)

    error = ask(*call, **options)

    assert (type(error), error.hint) == (kind, hint)
    assert len(linkedin.requests) == sent + 1  # as 0.3 sent it


#: Of the rows that have no hint of their own.
UNDOCUMENTED = {"a path that is not one"}


def test_each_mistake_has_a_test_and_is_documented_with_its_hint():
    said = [hint for _, hint in REFUSED] + [hint for *_, hint in ANSWERS]

    for row in WRITTEN:
        assert any(row.hint.partition("{")[0] in hint for hint in said), row.name
    for row in {row.name for row in (*WRITTEN, *ANSWERED)} - UNDOCUMENTED:
        assert f"| {row} |" in PAGE, row


DOCUMENTED = [NO_BEARER, NO_BASE.format("rest"), NO_QUERY, NO_LINK, A_LIST, VERSIONED, FINDERS]


@pytest.mark.parametrize("hint", [*DOCUMENTED, UNKNOWN_TOKEN, REFRESH_TOKEN, BLOCKING])
def test_the_page_of_mistakes_has_the_hint(hint):
    assert f"| {hint} |" in PAGE


def test_one_value_where_linkedin_wants_a_list_has_a_hint(shell, server):
    server.answers[0] = Answer(400, {"Content-Type": "application/json"}, b"{}")
    client = shell.rest(base_url=server.url, access_token="T", version_string="202608")
    account = {"accounts": "urn:li:sponsoredAccount:1", "pivot": "CAMPAIGN"}

    refused = shell.call(client, "finder", "/adAnalytics", "analytics", query_params=account)

    assert refused.hint == "accounts is a list: pass […] even for one value"


def test_a_collection_that_linkedin_calls_unknown_without_q_is_read_by_finders(shell, server):
    unknown = {"status": 404, "code": "RESOURCE_NOT_FOUND", "message": "No virtual resource found"}
    server.answers[0] = Answer(
        404, {"Content-Type": "application/json"}, json.dumps(unknown).encode()
    )
    client = shell.rest(base_url=server.url, access_token="T", version_string="202608")

    hints = [shell.call(client, "get_all", path).hint for path in ("/posts", "/nothing")]

    assert hints == [FINDERS, None]


@pytest.mark.parametrize(
    ("scopes", "known", "hint"),
    [
        ("openid", (), PERMISSION.format("needs")),
        ("openid", ("openid",), PERMISSION.format("lacks")),
        (
            "r_organization_social",
            ("r_organization_social",),
            ROLE,
        ),
    ],
)
def test_a_403_names_permission_product_and_role_and_what_the_token_has(
    ask, linkedin, scopes, known, hint
):
    token = Token(linkedin.access_token(scopes), "app", issued_at=0.0, scopes=known)
    other = {"author": "urn:li:organization:9"}

    error = ask("finder", "/posts", "author", token=token, query_params=other)

    assert (type(error), error.hint) == (ForbiddenError, hint)


def test_a_member_who_posts_for_an_organization_reads_which_permission_is_for_organizations(
    ask, linkedin
):
    scopes = ("w_member_social",)
    token = Token(linkedin.access_token(scopes), "app", issued_at=0.0, scopes=scopes)
    post = Post("Two engines", author="urn:li:organization:9")

    assert ask("create", "/posts", post, token=token).hint == (
        "the token has the permission w_member_social, but for an organization it needs the"
        " permission w_organization_social (product: Community Management API), and its member"
        " needs the role ADMINISTRATOR or CONTENT_ADMINISTRATOR or DIRECT_SPONSORED_CONTENT_POSTER"
        " in the organization; after adding a product or a permission, let the member consent again"
    )


def test_a_403_because_of_a_role_names_the_role(ask):
    statistics = "organizationalEntityFollowerStatistics"
    of = {"organizationalEntity": "urn:li:organization:9"}

    error = ask("finder", f"/{statistics}", "organizationalEntity", query_params=of)

    assert error.hint == "the token's member needs the role ADMINISTRATOR in the organization"


def test_a_403_of_a_resource_that_is_not_known_repeats_what_linkedin_asks_for(shell, server):
    denied = {"message": "Not enough permissions to access: partnerThings.GET.20260801"}
    server.answers[0] = Answer(
        403, {"Content-Type": "application/json"}, json.dumps(denied).encode()
    )
    client = shell.rest(base_url=server.url, access_token="T")

    assert shell.call(client, "get", "/partnerThings/1").hint == (
        "the application needs a product that grants partnerThings.GET.20260801: see its Products"
        " tab in LinkedIn's developer portal"
    )


def test_the_scopes_of_a_profile_are_known(ask, linkedin, tmp_path):
    profiles = Profiles(tmp_path)
    token = Token(linkedin.access_token("openid"), "app", issued_at=0.0, scopes=("openid",))
    profile = Profile("work")
    profiles.save(profile, token)

    error = ask("finder", "/posts", "author", token=profiles.provider(profile), query_params=AUTHOR)

    assert error.hint == PERMISSION.format("lacks")


def test_the_scopes_of_a_token_that_is_renewed_are_known(ask, linkedin):
    provider = RefreshToken(
        linkedin.client_id,
        linkedin.client_secret,
        linkedin.refresh_token("openid"),
        base_url=linkedin.url,
    )

    error = ask("finder", "/posts", "author", token=provider, query_params=AUTHOR)

    assert error.hint == PERMISSION.format("lacks")


def exchanged(linkedin):
    with AuthClient(linkedin.client_id, linkedin.client_secret, base_url=linkedin.url) as auth:
        given = linkedin.refresh_token()
        return auth.exchange_refresh_token_for_access_token(given).refresh_token


def of_a_token(linkedin):
    made = Token("AQX", "app", issued_at=0.0, refresh_token=linkedin.refresh_token())
    return made.refresh_token


def of_a_provider(linkedin):
    token = linkedin.refresh_token()
    RefreshToken(linkedin.client_id, linkedin.client_secret, token, base_url=linkedin.url)
    return token


@pytest.mark.parametrize("seen", [exchanged, of_a_token, of_a_provider])
def test_a_refresh_token_that_the_process_has_seen_is_recognised(ask, linkedin, seen):
    error = ask("get", "/me", token=seen(linkedin))

    assert (type(error), error.hint) == (UnauthorizedError, REFRESH_TOKEN)


def test_the_refresh_token_of_the_environment_is_recognised(ask, linkedin, monkeypatch):
    token = linkedin.refresh_token()
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", token)

    assert ask("get", "/me", token=token).hint == REFRESH_TOKEN


def test_an_error_that_is_not_recognised_has_no_hint(ask):
    error = ask("get", "/adAccounts/7")

    assert error.hint is None
    assert not hasattr(error, "__notes__")


@pytest.mark.parametrize("name", sorted(name for name in errors.__all__ if name.endswith("Error")))
def test_each_error_has_a_hint_or_none(name):
    kind = getattr(errors, name)

    assert kind("it failed").hint == (
        "use a newer one, such as version_string='202608'" if kind is VersionError else None
    )


@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
def test_a_traceback_shows_the_hint_below_the_message(ask):
    error = ask("get", "/rest/me")

    shown = traceback.format_exception_only(error)
    assert str(error).startswith("404 RESOURCE_NOT_FOUND: No virtual resource found (GET http")
    assert shown[1:] == [f"hint: {NO_BASE.format('rest')}\n"]


def test_a_traceback_shows_the_version_to_use_once(ask):
    shown = "".join(traceback.format_exception_only(ask("get", "/me", version_string="202301")))

    assert shown.count("use a newer one, such as version_string='202608'") == 1


@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
def test_a_response_has_the_hint_of_the_error_that_it_raises(shell, linkedin):
    client = shell.rest(base_url=linkedin.url, access_token=linkedin.access_token())

    refused, good = (shell.call(client, "get", path) for path in ("/v2/me", "/me"))

    assert (refused.hint, good.hint) == (NO_BASE.format("v2"), None)
    assert pickle.loads(pickle.dumps(refused)).hint == refused.hint
    with pytest.raises(NotFoundError) as caught:
        refused.raise_for_status()
    assert caught.value.hint == refused.hint
    assert pickle.loads(pickle.dumps(caught.value)).hint == refused.hint


def test_a_batch_of_several_requests_has_the_hint_of_the_part_that_decides(shell, linkedin):
    client = shell.rest(base_url=linkedin.url, access_token="AQX", batch_size=1)

    refused = shell.call(client, "batch_get", "/adAccounts", [1, 2])

    assert refused.hint.startswith("LinkedIn does not know this token")


def test_no_hint_has_the_token(ask, linkedin):
    for token in ("Bearer AQXsecret", "'AQXsecret'", "AQXsecret", "AQXsecret\n"):
        error = ask("get", "/me", token=None, access_token=token)
        assert "AQXsecret" not in "".join(traceback.format_exception_only(error))


WARNED = [
    ("/rest/warned", NO_BASE.format("rest")),
    ("/v2/warned", NO_BASE.format("v2")),
    ("/warned?fields=id", NO_QUERY),
    ("/warned?count=10&start=10", NO_LINK),
]


@pytest.mark.parametrize(("path", "hint"), WARNED)
def test_a_path_that_looks_wrong_is_warned_about_before_it_is_sent(shell, server, path, hint):
    client = shell.rest(base_url=server.url, access_token="T")

    def call():
        for _ in range(2):
            shell.call(client, "delete", f"{path}&{type(shell).__name__}")  # new for each client

    with pytest.warns(MistakeWarning) as caught:
        call()

    assert [str(each.message) for each in caught] == [f"resource_path looks wrong: {hint}"]
    assert len(server.received) == 2


def test_the_warning_shows_the_line_of_the_program(client, server):
    with pytest.warns(MistakeWarning) as caught:
        client.get("/rest/shown")

    assert caught[0].filename == __file__


def test_a_thread_without_a_line_of_the_program_is_warned_about_too(client, server):
    with ThreadPoolExecutor(1) as pool, pytest.warns(MistakeWarning):
        pool.submit(client.get, "/rest/threads").result()

    assert server.last.target == "/v2/rest/threads"


def blocked(server):
    """Call LinkedIn with a synchronous client."""
    with RestliClient(base_url=server.url, access_token="T", retry=Retry.none()) as client:
        client.get("/me")
        client.get("/me")


def test_a_synchronous_client_in_a_coroutine_is_warned_about_once(server):
    async def handler():
        blocked(server)

    with pytest.warns(MistakeWarning) as caught:
        asyncio.run(handler())

    assert [(str(each.message), each.filename) for each in caught] == [(BLOCKING, __file__)]


def test_a_synchronous_client_beside_a_loop_is_no_mistake(server):
    async def handler():
        await asyncio.to_thread(blocked, server)
        asyncio.get_running_loop().call_soon(blocked, server)
        await asyncio.sleep(0)

    asyncio.run(handler())
    blocked(server)


def test_a_cell_of_a_notebook_is_no_coroutine(server):
    async def run_cell():
        exec(compile("blocked(server)", "<cell>", "exec"), {"blocked": blocked, "server": server})

    asyncio.run(run_cell())


def test_an_asynchronous_client_in_a_coroutine_is_no_mistake(server):
    async def handler():
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            await client.get("/me")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(handler())
