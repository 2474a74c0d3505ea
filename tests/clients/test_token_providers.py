"""Providers of tokens, held against the synchronous and the asynchronous client."""

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from canned import GOOD, Answer
from clients.least_calls import TOKEN_PATH, renewals
from clients.shells import AsyncShell

from linkedin_api import RestliClient, errors
from linkedin_api.clients.auth.response import RefreshTokenExchangeResponse
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.tokens import (
    ClientCredentials,
    FileStore,
    MemoryStore,
    RefreshToken,
    StaticToken,
    Token,
)

ENDPOINT = Match(path=TOKEN_PATH)
ME = ("get", "/me")
GROUPS = "/adAccounts/512000001/adCampaignGroups"
GROUP = {"name": "n", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
CREATE = ("create", GROUPS, GROUP)
DAY = 24 * 3600.0
ENDED = {
    "error": "invalid_request",
    "error_description": "The provided authorization grant or refresh token is invalid, "
    "expired or revoked",
}


@pytest.fixture
def client(shell, sandbox):
    """Makes a client of the sandbox; waits move the sandbox's clock."""

    def make(provider, **options):
        options = {"base_url": sandbox.url, "version_string": "202608"} | options
        client = shell.rest(access_token=provider, **options)
        client._transport.sleep = sleeping(shell, sandbox)
        return client

    return make


def sleeping(shell, sandbox):
    def sleep(seconds):
        shell.slept.append(seconds)
        sandbox.advance(seconds=seconds)

    async def sleep_async(seconds):
        sleep(seconds)

    return sleep_async if isinstance(shell, AsyncShell) else sleep


def calls(sandbox):
    return [request.status for request in sandbox.requests if request.path != TOKEN_PATH]


def test_a_token_is_fetched_once_and_used_for_every_call(shell, sandbox, member, client):
    api = client(member())

    assert [shell.call(api, *ME).status_code for _ in range(3)] == [200] * 3
    assert renewals(sandbox) == 1


def test_a_call_may_bring_a_provider_of_its_own(shell, sandbox, member, client):
    api = client(StaticToken("wrong"))

    assert shell.call(api, *ME, access_token=member()).status_code == 200
    assert shell.call(api, *ME).error.code == "INVALID_ACCESS_TOKEN"


def test_a_token_function_may_give_a_provider(shell, sandbox, member, client):
    provider = member()

    assert shell.call(client(lambda: provider), *ME).status_code == 200


def test_the_application_has_tokens_of_its_own(shell, sandbox, client):
    provider = ClientCredentials(sandbox.client_id, sandbox.client_secret, base_url=sandbox.url)

    assert shell.call(client(provider), *ME).status_code == 403
    assert (provider.latest.refresh_token, provider.latest.scopes) == (None, ())
    assert provider.latest.expires_at == pytest.approx(provider.latest.issued_at + 1800)


def test_a_provider_may_be_asked_without_a_client(sandbox, member):
    provider = member()

    assert provider.token() == provider.latest.access_token
    assert asyncio.run(provider.token_async()) == provider.token() == provider.latest.access_token
    assert StaticToken("T").token() == "T"


def test_a_token_is_renewed_ahead_of_its_end(shell, sandbox, member, client):
    provider = member()
    api = client(provider)
    shell.call(api, *ME)
    first = provider.latest
    sandbox.advance(days=53)
    shell.call(api, *ME)
    assert provider.latest is first

    sandbox.advance(days=2)
    shell.call(api, *ME)

    assert provider.latest.access_token != first.access_token
    assert (renewals(sandbox), calls(sandbox)) == (2, [200] * 3)


def test_an_expired_token_is_renewed_before_it_is_sent(shell, sandbox, member, client):
    api = client(member())
    shell.call(api, *ME)
    sandbox.advance(days=61)

    assert shell.call(api, *ME).status_code == 200
    assert (renewals(sandbox), calls(sandbox)) == (2, [200, 200])


@pytest.mark.parametrize("call", [ME, CREATE], ids=["read", "write"])
@pytest.mark.parametrize("retry", [Retry(), Retry.none()], ids=["retry", "no retry"])
def test_a_token_that_linkedin_calls_expired_is_replaced_once(
    shell, sandbox, member, client, call, retry
):
    api = client(member(clock=lambda: 0.0), retry=retry)  # a clock that stands still
    shell.call(api, *ME)
    sandbox.advance(days=61)

    assert shell.call(api, *call).status_code in (200, 201)
    assert (renewals(sandbox), shell.slept) == (2, [])
    assert calls(sandbox)[1] == 401
    assert len(calls(sandbox)) == 3


def test_a_revoked_token_is_replaced(shell, sandbox, member, client):
    provider = member()
    api = client(provider)
    shell.call(api, *ME)
    sandbox.advance(minutes=1)
    sandbox.revoke(provider.latest.access_token)

    assert shell.call(api, *ME).status_code == 200
    assert (renewals(sandbox), shell.slept) == (2, [])


def test_a_revoked_token_that_seems_to_come_from_the_future_is_replaced(sandbox, member):
    """The clock was set back: how old the token is, nobody knows any more."""
    now = [sandbox.clock.now()]
    provider = member(clock=lambda: now[0])
    with RestliClient(base_url=sandbox.url, access_token=provider) as api:
        api.get("/me")
        now[0] -= 3600
        sandbox.revoke(provider.latest.access_token)

        assert api.get("/me").status_code == 200
    assert renewals(sandbox) == 2


def test_what_linkedin_refuses_twice_is_given_up(shell, sandbox, member, client):
    api = client(member())
    sandbox.faults.add(
        Match(path="/v2"), status=401, body={"status": 401, "serviceErrorCode": 65600}
    )

    response = shell.call(api, *ME, version_string=None)

    assert (response.status_code, renewals(sandbox)) == (401, 2)
    assert calls(sandbox) == [401, 401]


@pytest.mark.parametrize("body", [{"status": 401}, {"status": 401, "serviceErrorCode": 65604}])
def test_a_401_that_does_not_blame_the_token_changes_nothing(shell, sandbox, member, client, body):
    api = client(member())
    sandbox.faults.add(status=401, body=body)

    assert shell.call(api, *ME).status_code == 401
    assert (renewals(sandbox), calls(sandbox)) == (1, [401])


def test_a_static_token_that_is_refused_is_not_sent_again(shell, sandbox, client):
    token = sandbox.access_token(expires_in=0)

    assert shell.call(client(StaticToken(token)), *ME).error.code == "EXPIRED_ACCESS_TOKEN"
    assert calls(sandbox) == [401]


def test_a_fresh_token_that_is_not_known_everywhere_is_waited_for_and_kept(shell):
    with Sandbox(fresh_token_seconds=4) as sandbox:
        provider = RefreshToken(
            sandbox.client_id, sandbox.client_secret, sandbox.refresh_token(),
            base_url=sandbox.url, clock=sandbox.clock.now,
        )  # fmt: skip
        api = shell.rest(base_url=sandbox.url, access_token=provider, version_string="202608")
        api._transport.sleep = sleeping(shell, sandbox)

        assert shell.call(api, *CREATE).status_code == 201
        assert renewals(sandbox) == 1
        assert set(calls(sandbox)[:-1]) == {401}
        assert sum(shell.slept) >= 4

        sandbox.advance(minutes=1)
        sandbox.revoke(provider.latest.access_token)
        assert shell.call(api, *CREATE).status_code == 201
        assert renewals(sandbox) == 2


def test_a_failure_ahead_of_the_end_is_told_and_does_not_matter(
    shell, sandbox, member, client, caplog
):
    api = client(member(retry=Retry.none()))
    shell.call(api, *ME)
    sandbox.advance(days=55)
    sandbox.faults.add(ENDPOINT, status=503)

    assert [shell.call(api, *ME).status_code for _ in range(2)] == [200, 200]
    assert renewals(sandbox) == 2  # and not again for a minute
    assert "cannot be renewed but is still valid" in caplog.text

    sandbox.faults.clear()
    sandbox.advance(seconds=61)
    shell.call(api, *ME)
    assert renewals(sandbox) == 3


def test_a_renewal_that_went_well_ends_the_rest_after_one_that_failed(server):
    now = [0.0]
    server.answers.extend([Answer(503), GOOD])
    provider = RefreshToken(
        "client", "secret", "refresh",
        base_url=server.url, clock=lambda: now[0], retry=Retry.none(),
    )  # fmt: skip

    def renewals_after(seconds):
        now[0] = seconds
        provider.token()
        return len(server.received)

    assert renewals_after(0.0) == 1  # each token lives a minute, and is stale for its last 6 s
    assert renewals_after(55.0) == 2  # in vain
    assert renewals_after(57.0) == 2
    assert renewals_after(60.0) == 3
    assert renewals_after(114.5) == 4


def test_a_failure_after_the_end_is_raised(shell, sandbox, member, client):
    api = client(member(retry=Retry.none()))
    shell.call(api, *ME)
    sandbox.advance(days=61)
    sandbox.faults.add(ENDPOINT, status=503, times=1)

    with pytest.raises(errors.OAuthError, match="503"):
        shell.call(api, *ME)
    assert shell.call(api, *ME).status_code == 200


def test_the_token_endpoint_is_asked_again_as_its_policy_says(shell, sandbox, member, client):
    events = []
    api = client(member(observer=events.append))
    sandbox.faults.add(ENDPOINT, status=502, html="<html>", times=2)

    assert shell.call(api, *ME).status_code == 200
    assert (renewals(sandbox), len(shell.slept)) == (3, 2)
    assert [event.method for event in events] == ["refresh_token"] * 3


def test_an_ended_refresh_token_says_that_the_member_has_to_consent(shell, sandbox, member, client):
    api = client(member())
    shell.call(api, *ME)
    sandbox.advance(days=400)

    for _ in range(3):
        with pytest.raises(errors.ConsentNeededError, match="the member has to consent") as caught:
            shell.call(api, *ME)
    assert isinstance(caught.value, errors.OAuthError)
    assert (caught.value.status, caught.value.description) == (400, ENDED["error_description"])
    assert renewals(sandbox) == 2  # LinkedIn is not asked again and again


def test_a_revoked_consent_is_told_in_the_middle_of_a_call(shell, sandbox, member, client):
    value = sandbox.refresh_token()
    provider = member(value)
    api = client(provider)
    shell.call(api, *ME)
    sandbox.advance(minutes=1)
    sandbox.revoke(value)
    sandbox.revoke(provider.latest.access_token)

    with pytest.raises(errors.ConsentNeededError):
        shell.call(api, *ME)


def test_a_wrong_secret_is_not_taken_for_an_ended_consent(shell, sandbox, client):
    value = sandbox.refresh_token()
    api = client(RefreshToken(sandbox.client_id, "wrong", value, base_url=sandbox.url))

    with pytest.raises(errors.OAuthError) as caught:
        shell.call(api, *ME)
    assert not isinstance(caught.value, errors.ConsentNeededError)


@pytest.mark.parametrize("body", [b"{}", b'{"access_token": ""}', b"[]", b"<html>"])
def test_an_answer_without_a_token_is_an_error(shell, server, body):
    server.answers[0] = Answer(200, {}, body)
    provider = ClientCredentials("id", "secret", base_url=server.url, retry=Retry.none())

    with pytest.raises(errors.ResponseFormattingError):
        shell.call(shell.rest(access_token=provider, base_url=server.url), *ME)


def test_a_token_that_ends_at_once_is_used_once_and_does_not_go_in_circles(shell, server):
    server.answers[0] = Answer(200, {}, b'{"access_token": "T", "expires_in": 0}')
    provider = ClientCredentials("id", "secret", base_url=server.url)

    shell.call(shell.rest(access_token=provider, base_url=server.url), *ME)

    assert [r.target for r in server.received] == [TOKEN_PATH, "/v2/me"]


def test_a_token_without_an_end_is_used_until_it_is_refused(shell, server):
    refused = Answer(401, {}, b'{"status": 401, "serviceErrorCode": 65602}')
    server.answers.clear()
    server.answers.extend(
        [Answer(200, {}, b'{"access_token": "T"}'), GOOD, refused,
         Answer(200, {}, b'{"access_token": "U"}'), GOOD]
    )  # fmt: skip
    now = [0.0]
    provider = ClientCredentials("id", "secret", base_url=server.url, clock=lambda: now[0])
    api = shell.rest(access_token=provider, base_url=server.url)

    shell.call(api, *ME)
    now[0] = 1e9
    shell.call(api, *ME)

    sent = [r.headers.get("authorization") for r in server.received]
    assert sent == [None, "Bearer T", "Bearer T", None, "Bearer U"]


def test_each_new_token_is_stored_before_it_is_used_and_told_after(shell, sandbox, member, client):
    happened = []

    class Store(MemoryStore):
        def save(self, token):
            happened.append(("stored", calls(sandbox)))
            super().save(token)

    store = Store()
    told = lambda token: happened.append(("told", token is store.load(), calls(sandbox)))  # noqa: E731
    provider = member(store=store, on_change=told)
    shell.call(client(provider), *ME)

    assert happened == [("stored", []), ("told", True, [])]
    assert store.load() is provider.latest


def test_what_cannot_be_stored_is_not_used(shell, sandbox, member, client):
    class Full(MemoryStore):
        def save(self, token):
            raise errors.TokenStoreError("no room")

    with pytest.raises(errors.TokenStoreError, match="no room"):
        shell.call(client(member(store=Full())), *ME)
    assert calls(sandbox) == []


def test_a_stored_token_is_used_by_the_next_run(shell, sandbox, member, client, tmp_path):
    value = sandbox.refresh_token()
    store = FileStore(tmp_path / "token.json")
    shell.call(client(member(value, store=store)), *ME)

    shell.call(client(member(value, store=store)), *ME)
    shell.call(client(member("", store=store)), *ME)  # without being told the refresh token

    assert renewals(sandbox) == 1


def test_another_consent_than_the_stored_one_counts(shell, sandbox, member, client):
    store = MemoryStore()
    shell.call(client(member(store=store)), *ME)

    shell.call(client(member(store=store)), *ME)

    assert renewals(sandbox) == 2


@pytest.mark.parametrize("other", ["client", "grant"])
def test_a_stored_token_of_another_provider_is_not_used(shell, sandbox, client, other):
    ours = Token("T", "somebody" if other == "client" else sandbox.client_id, sandbox.clock.now())
    store = MemoryStore(ours)
    refreshing = RefreshToken(
        sandbox.client_id, sandbox.client_secret, store=store, base_url=sandbox.url
    )

    with pytest.raises(errors.ConsentNeededError, match="has no refresh token for client"):
        shell.call(client(refreshing), *ME)
    assert renewals(sandbox) == 0


def test_the_first_token_of_a_consent_can_be_stored_at_once(shell, sandbox, member, client):
    auth = shell.auth(
        sandbox.client_id, sandbox.client_secret, sandbox.redirect_url, base_url=sandbox.url
    )
    code = sandbox.authorization_code("openid profile r_basicprofile")
    response = shell.call(auth, "exchange_auth_code_for_access_token", code)
    store = MemoryStore(Token.from_response(response, sandbox.client_id))
    provider = member("", store=store)

    assert shell.call(client(provider), *ME).status_code == 200
    assert renewals(sandbox) == 1  # the exchange of the code
    sandbox.advance(days=61)
    assert shell.call(client(provider), *ME).status_code == 200
    assert provider.latest.scopes == ("openid", "profile", "r_basicprofile")


def test_two_processes_that_share_a_file_renew_once(shell, sandbox, member, client, tmp_path):
    value = sandbox.refresh_token()
    here, there = (
        client(member(value, store=FileStore(tmp_path / "token.json"))) for _ in range(2)
    )
    shell.call(here, *ME)
    shell.call(there, *ME)
    sandbox.advance(days=55)
    shell.call(here, *ME)
    shell.call(there, *ME)

    assert renewals(sandbox) == 2


def test_a_token_of_the_store_that_was_refused_is_not_taken_again(shell, sandbox, member, client):
    store = MemoryStore()
    provider = member(store=store)
    api = client(provider)
    shell.call(api, *ME)
    sandbox.advance(minutes=1)
    sandbox.revoke(provider.latest.access_token)

    assert shell.call(api, *ME).status_code == 200
    assert renewals(sandbox) == 2


def test_an_older_token_in_the_store_does_not_take_the_place_of_a_newer(sandbox, member):
    value = sandbox.refresh_token()
    store = MemoryStore()
    provider = member(value, store=store)
    provider.token()
    older = Token("T", sandbox.client_id, 0.0, 1e12, value, origin=store.load().origin)
    store.save(older)
    sandbox.advance(days=55)

    assert provider.token() == store.load().access_token != "T"
    assert renewals(sandbox) == 2


def test_the_end_of_the_refresh_token_is_announced_once_a_day(
    shell, sandbox, member, client, caplog
):
    provider = member()
    assert (provider.refresh_token_expires_at, provider.ends_soon) == (None, False)
    api = client(provider)
    shell.call(api, *ME)
    ends = datetime.fromtimestamp(sandbox.clock.now(), UTC) + timedelta(days=365)
    assert abs(provider.refresh_token_expires_at - ends) < timedelta(seconds=5)
    assert (provider.ends_soon, caplog.text) == (False, "")

    sandbox.advance(days=336)
    for _ in range(2):
        shell.call(api, *ME)

    assert provider.ends_soon
    (told,) = [r.getMessage() for r in caplog.records if "expires in" in r.getMessage()]
    assert told == (
        f"the refresh token of client {sandbox.client_id} expires in 28 days: "
        "the member has to consent again"
    )
    sandbox.advance(days=1)
    shell.call(api, *ME)
    assert "expires in 27 days" in caplog.text


@pytest.mark.parametrize(
    ("came", "ends"),
    [({}, 900.0), ({"refresh_token": "old"}, 900.0), ({"refresh_token": "new"}, None)],
    ids=["none", "the same", "another"],
)
def test_the_end_of_a_refresh_token_does_not_hold_for_another_one(came, ends):
    before = Token("A", "client", 0.0, 60.0, "old", 900.0)
    response = RefreshTokenExchangeResponse(200, access_token="B", expires_in=60, **came)

    token = Token.from_response(response, "client", replacing=before, now=50.0)

    assert token.refresh_token == came.get("refresh_token", "old")
    assert token.refresh_token_expires_at == ends


def test_the_last_token_before_the_consent_ends_is_not_renewed_early(
    shell, sandbox, member, client
):
    api = client(member())
    shell.call(api, *ME)
    sandbox.advance(days=360)
    shell.call(api, *ME)
    sandbox.advance(days=4, hours=23)
    shell.call(api, *ME)

    assert (renewals(sandbox), calls(sandbox)) == (2, [200] * 3)


def test_a_callback_that_fails_is_told_to_who_renewed_and_the_token_stays(
    shell, sandbox, member, client
):
    def fail(token):
        raise RuntimeError("mine")

    api = client(member(on_change=fail))

    with pytest.raises(RuntimeError, match="mine"):
        shell.call(api, *ME)
    assert shell.call(api, *ME).status_code == 200
    assert renewals(sandbox) == 1


def test_the_secret_goes_to_the_authorization_server_alone(shell, server, sandbox):
    provider = ClientCredentials(sandbox.client_id, sandbox.client_secret, base_url=sandbox.url)
    api = shell.rest(access_token=provider, base_url=server.url)

    shell.call(api, *ME)

    assert [r.target for r in server.received] == ["/v2/me"]
    assert server.last.body == b""


def test_the_environment_tells_where_the_authorization_server_is(shell, server, monkeypatch):
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", server.url)
    server.answers[0] = Answer(200, {}, b'{"access_token": "T", "expires_in": "1800"}')

    ClientCredentials("id", "secret").token()

    assert server.last.target == TOKEN_PATH


def test_no_secret_is_shown(shell, sandbox, member, client, caplog, tmp_path):
    value = sandbox.refresh_token()
    store = FileStore(tmp_path / "token.json")
    provider = member(value, store=store)
    api = client(provider)
    static = StaticToken("st4tic")
    seen = [repr(provider), repr(static), str(static)]
    with caplog.at_level(logging.DEBUG):
        shell.call(api, *ME)
        first = provider.latest
        seen += [repr(provider), repr(first), str(first), repr(store), repr(MemoryStore(first))]
        sandbox.advance(days=400)
        with pytest.raises(errors.ConsentNeededError) as caught:
            shell.call(api, *ME)
    error = caught.value
    seen += [caplog.text, f"{error} {error!r} {error.__dict__} {error.__cause__!r}"]

    for secret in (value, first.access_token, sandbox.client_secret, "st4tic", first.origin):
        assert all(secret not in text for text in seen)
    assert seen[0] == f"<RefreshToken client_id={sandbox.client_id!r}, no token yet>"
    assert seen[3] == f"<RefreshToken client_id={sandbox.client_id!r}, fresh>"


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: StaticToken(""), "token must be a non-empty string"),
        (lambda: StaticToken(5), "token must be a non-empty string"),
        (lambda: ClientCredentials("", "s"), "client_id must"),
        (lambda: ClientCredentials("id", ""), "client_secret must be a non-empty string"),
        (
            lambda: ClientCredentials("id", "s", early=-1),
            "early must be a non-negative number of seconds",
        ),
        (lambda: ClientCredentials("id", "s", base_url="nowhere"), "base_url must look like"),
        (lambda: RefreshToken("id", "s"), "refresh_token or store is required"),
        (lambda: RefreshToken("id", "s", ""), "refresh_token must be a non-empty string"),
    ],
)
def test_a_provider_that_makes_no_sense_is_refused(make, complaint):
    with pytest.raises(errors.InvalidArgumentError, match=complaint):
        make()


@pytest.mark.parametrize(
    "body",
    [
        ENDED,
        {"error": "invalid_grant", "error_description": "no"},
    ],
)
def test_ways_to_say_that_a_refresh_token_has_ended(server, body):
    server.answers[0] = Answer(400, {}, json.dumps(body).encode())

    with pytest.raises(errors.ConsentNeededError, match="400"):
        RefreshToken("id", "s", "r", base_url=server.url).token()
