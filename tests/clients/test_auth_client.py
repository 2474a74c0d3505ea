import json
from urllib.parse import parse_qs, urlsplit

import pytest
from canned import Answer, CannedServer

from linkedin_api import AuthClient
from linkedin_api.clients.auth.client import Pkce, is_same_state, new_state
from linkedin_api.clients.auth.utils.oauth import generate_member_auth_url
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import (
    InvalidArgumentError,
    MissingArgumentError,
    OAuthError,
    ResponseFormattingError,
)
from linkedin_api.sandbox import Sandbox
from linkedin_api.tokens import Token

SECRET = "s3cr3t/+&="
REDIRECT = "https://example.com/callback?x=1"


@pytest.fixture
def auth(server):
    with AuthClient("id&1", SECRET, REDIRECT, base_url=server.url, retry=Retry.none()) as auth:
        yield auth


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def real(sandbox):
    with AuthClient(
        sandbox.client_id, sandbox.client_secret, sandbox.redirect_url, base_url=sandbox.url
    ) as auth:
        yield auth


def form(received):
    return {name: values[0] for name, values in parse_qs(received.body.decode()).items()}


def test_the_address_for_members_encodes_every_part(auth, server):
    url = auth.generate_member_auth_url(["r_ads", "w&x"], "a b&scope=evil#")

    assert url == (
        f"{server.url}/oauth/v2/authorization?response_type=code&client_id=id%261"
        "&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Fx%3D1&scope=r_ads%20w%26x"
        "&state=a%20b%26scope%3Devil%23"
    )


def test_the_state_may_be_left_out(auth):
    assert "state" not in auth.generate_member_auth_url(["r_ads"])


def test_a_code_challenge_leads_to_the_native_endpoint(auth):
    url = urlsplit(auth.generate_member_auth_url(["r_ads"], code_challenge="c" * 43))

    assert url.path == "/oauth/native-pkce/authorization"
    query = parse_qs(url.query)
    assert query["code_challenge"] == ["c" * 43]
    assert query["code_challenge_method"] == ["S256"]


@pytest.mark.parametrize(
    "scopes",
    ["email,openid", "email openid", ["email,openid"], ["email", "openid "], ("email", "openid")],
)
def test_scopes_in_one_text_are_split(auth, scopes):
    url = auth.generate_member_auth_url(scopes)
    assert parse_qs(urlsplit(url).query)["scope"] == ["email openid"]
    assert scopes_of_0_3(scopes) == ["email openid"]


def scopes_of_0_3(scopes):
    return parse_qs(urlsplit(generate_member_auth_url("id", "https://x.example", scopes)).query)[
        "scope"
    ]


def test_scopes_of_a_token_in_one_text_are_split():
    token = Token("s", "id", 1.0, scopes="email,openid")
    assert token.scopes == ("email", "openid")
    written = token.to_json().replace('["email", "openid"]', '"email,openid"')
    assert Token.from_json(written) == token


@pytest.mark.parametrize("scopes", ["", ",", " ", [], [","], [5], [None], 5, None, b"r_ads", {}])
def test_scopes_must_be_names(auth, scopes):
    with pytest.raises(InvalidArgumentError, match="scopes must"):
        auth.generate_member_auth_url(scopes)


@pytest.mark.parametrize(
    "call",
    [
        lambda auth: auth.generate_member_auth_url(["r_ads"]),
        lambda auth: auth.exchange_auth_code_for_access_token("c"),
    ],
)
def test_without_redirect_url_no_member_can_be_authorized(server, call):
    with pytest.raises(MissingArgumentError, match="redirect_url is required"):
        call(AuthClient("id", SECRET, base_url=server.url))

    assert server.received == []


@pytest.mark.parametrize(
    "call",
    [
        lambda auth: auth.exchange_auth_code_for_access_token("c"),
        lambda auth: auth.exchange_refresh_token_for_access_token("r"),
        lambda auth: auth.get_two_legged_access_token(),
        lambda auth: auth.introspect_access_token("t"),
    ],
)
def test_without_secret_only_pkce_is_possible(server, call):
    with pytest.raises(MissingArgumentError, match="client_secret is required"):
        call(AuthClient("id", redirect_url=REDIRECT, base_url=server.url))

    assert server.received == []


def test_every_grant_sends_its_form_with_the_secret_in_the_body(auth, server):
    auth.exchange_auth_code_for_access_token("c/+")
    auth.exchange_refresh_token_for_access_token("r")
    auth.get_two_legged_access_token()
    auth.introspect_access_token("t")

    assert [(r.verb, r.target) for r in server.received] == [
        ("POST", "/oauth/v2/accessToken"),
        ("POST", "/oauth/v2/accessToken"),
        ("POST", "/oauth/v2/accessToken"),
        ("POST", "/oauth/v2/introspectToken"),
    ]
    app = {"client_id": "id&1", "client_secret": SECRET}
    assert [form(r) for r in server.received] == [
        {"grant_type": "authorization_code", "code": "c/+", "redirect_uri": REDIRECT, **app},
        {"grant_type": "refresh_token", "refresh_token": "r", **app},
        {"grant_type": "client_credentials", **app},
        {"token": "t", **app},
    ]
    for received in server.received:
        assert received.headers["content-type"] == "application/x-www-form-urlencoded"
        assert "authorization" not in received.headers


def test_a_native_application_sends_its_verifier_and_no_secret(auth, server):
    auth.exchange_auth_code_for_access_token("c", code_verifier="v" * 43)

    sent = form(server.last)
    assert sent["code_verifier"] == "v" * 43
    assert "client_secret" not in sent


@pytest.mark.parametrize("value", ["", None, 5])
def test_an_empty_secret_is_refused_before_sending(auth, server, value):
    for call in (
        auth.exchange_auth_code_for_access_token,
        auth.exchange_refresh_token_for_access_token,
        auth.introspect_access_token,
    ):
        with pytest.raises(InvalidArgumentError, match="must be a non-empty string"):
            call(value)

    assert server.received == []


def test_a_client_needs_an_id():
    with pytest.raises(InvalidArgumentError, match="client_id must"):
        AuthClient("", SECRET)


@pytest.mark.parametrize("seconds", [1800, "1800"])
def test_lives_may_come_as_numbers_or_text(auth, server, seconds):
    server.answers[0] = Answer(
        200, {}, json.dumps({"access_token": "T", "expires_in": seconds}).encode()
    )

    assert auth.get_two_legged_access_token().expires_in == 1800


@pytest.mark.parametrize("number", ["1" + "0" * 400, "-1" + "0" * 400, "1e400", "[]"])
def test_a_life_that_cannot_be_reckoned_with_is_not_known(auth, server, number):
    server.answers[0] = Answer(
        200, {}, b'{"access_token": "T", "expires_in": %s}' % number.encode()
    )

    assert auth.get_two_legged_access_token().seconds_left is None


@pytest.mark.parametrize("scope", ["openid profile", "openid,profile", "openid, profile"])
def test_scopes_may_come_with_spaces_or_commas(auth, server, scope):
    server.answers[0] = Answer(200, {}, json.dumps({"access_token": "T", "scope": scope}).encode())

    response = auth.exchange_auth_code_for_access_token("c")

    assert (response.scope, response.scopes) == (scope, ("openid", "profile"))


ANSWERS = [
    Answer(204),
    Answer(200),
    Answer(502, {}, b"<html>"),
    Answer(200, {}, b"[1]"),
    Answer(200, {}, b'{"expires_in": "soon", "access_token": 5, "active": 1'),
    Answer(200, {}, b'{"expires_in": "soon", "access_token": 5, "scope": 7}'),
]
PROPERTIES = {
    "get_two_legged_access_token": ((), ["access_token", "expires_in"]),
    "exchange_refresh_token_for_access_token": (
        ("r",),
        ["access_token", "expires_in", "refresh_token", "refresh_token_expires_in"],
    ),
    "exchange_auth_code_for_access_token": (
        ("c",),
        ["access_token", "expires_in", "refresh_token", "refresh_token_expires_in", "scope"],
    ),
    "introspect_access_token": (
        ("t",),
        ["active", "auth_type", "authorized_at", "client_id", "created_at", "expires_at",
         "scope", "status"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("method", PROPERTIES)
def test_an_answer_without_what_was_asked_for_is_an_error_where_it_is_read(
    auth, server, method, answer
):
    server.answers[0] = answer
    arguments, names = PROPERTIES[method]

    if answer.status < 300:
        with pytest.raises(ResponseFormattingError) as caught:
            getattr(auth, method)(*arguments)
        assert caught.value.response.status_code == answer.status
        return
    response = getattr(auth, method)(*arguments)
    assert response.error.status == response.status_code == answer.status
    for name in names:
        with pytest.raises(OAuthError, match="502"):
            getattr(response, name)


def test_what_a_good_answer_may_leave_out_is_none(auth):
    granted = auth.exchange_auth_code_for_access_token("c")
    told = auth.introspect_access_token("t")

    assert (granted.access_token, granted.refresh_token, granted.scopes) == ("A", None, ())
    assert (told.active, told.scope, told.expires_at) == (True, None, None)


def test_a_token_that_does_not_say_when_it_ends_is_none_by_one_name_and_an_error_by_the_other(
    auth, server
):
    server.answers[0] = Answer(200, {}, b'{"access_token": "T", "expires_in": "soon"}')

    response = auth.get_two_legged_access_token()

    assert response.seconds_left is None
    with pytest.raises(ResponseFormattingError, match="without expires_in"):
        response.expires_in  # noqa: B018  reading it is the test


def test_a_refusal_is_returned_or_raised_with_its_reason(auth, server):
    body = {"error": "invalid_request", "error_description": "authorization code not found"}
    server.answers[0] = Answer(401, {"x-li-uuid": "U"}, json.dumps(body).encode())

    response = auth.exchange_auth_code_for_access_token("used")

    assert (response.status_code, response.error["error"]) == (401, "invalid_request")
    with pytest.raises(OAuthError, match="401 invalid_request: authorization code not") as caught:
        response.access_token  # noqa: B018  reading it is the test
    assert (caught.value.status, caught.value.request_id) == (401, "U")
    assert caught.value.error_code == "invalid_request"
    assert caught.value.description == "authorization code not found"


def test_no_secret_is_shown(auth, server):
    server.answers[0] = Answer(400, {}, b'{"error": "invalid_client_id"}')

    with pytest.raises(OAuthError) as caught:
        auth.introspect_access_token("T0KEN").raise_for_status()

    shown = f"{auth!r} {caught.value!r} {caught.value} {caught.value.response!r}"
    assert SECRET not in shown
    assert "T0KEN" not in shown


@pytest.mark.parametrize("status", [302, 307, 308])
def test_a_redirect_does_not_carry_the_secret_away(auth, server, status):
    with CannedServer() as elsewhere:
        server.answers[0] = Answer(status, {"Location": elsewhere.url})

        assert auth.get_two_legged_access_token().status_code == status
        assert elsewhere.received == []


def test_the_environment_points_unchanged_programs_elsewhere(server, monkeypatch):
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", server.url)

    AuthClient("id", SECRET).get_two_legged_access_token()

    assert server.last.target == "/oauth/v2/accessToken"


def test_states_are_unguessable_and_compared_whole():
    state = new_state()

    assert len(state) >= 43
    assert state != new_state()
    assert is_same_state(state, state)
    assert not is_same_state(state, state[:-1])
    assert not is_same_state(None, None)
    assert not is_same_state(state, "\ud800")
    assert not is_same_state("", "")
    assert is_same_state("é", "é")


@pytest.mark.parametrize("verifier", ["", "short", "v" * 129, "ü" * 43, "v" * 42 + "+"])
def test_a_verifier_outside_of_the_standard_is_refused(verifier):
    with pytest.raises(InvalidArgumentError, match="verifier must"):
        Pkce(verifier)


def test_a_new_proof_fits_the_standard_and_is_not_shown():
    proof = Pkce()

    assert 43 <= len(proof.verifier) <= 128
    assert proof.verifier not in repr(proof)


def test_a_member_token_is_fetched_refreshed_and_inspected(sandbox, real):
    code = sandbox.authorization_code("r_ads rw_ads")

    token = real.exchange_auth_code_for_access_token(code).raise_for_status()
    again = real.exchange_refresh_token_for_access_token(token.refresh_token).raise_for_status()
    told = real.introspect_access_token(again.access_token).raise_for_status()

    assert set(token.scopes) == {"r_ads", "rw_ads"}
    assert again.refresh_token == token.refresh_token
    assert (told.active, told.status, told.auth_type) == (True, "active", "3L")
    assert told.client_id == sandbox.client_id
    assert told.expires_at > told.created_at


def test_an_application_token_is_fetched(real):
    response = real.get_two_legged_access_token().raise_for_status()

    assert response.access_token
    assert response.expires_in == 1800


def test_a_code_is_good_once(sandbox, real):
    code = sandbox.authorization_code("r_ads")
    real.exchange_auth_code_for_access_token(code).raise_for_status()

    assert real.exchange_auth_code_for_access_token(code).status_code in (400, 401)


def test_a_wrong_secret_is_refused(sandbox):
    auth = AuthClient(sandbox.client_id, "wrong", base_url=sandbox.url)

    response = auth.get_two_legged_access_token()

    assert (response.status_code, response.error["error"]) == (401, "invalid_client_id")


@pytest.mark.parametrize(
    ("method", "arguments", "name"),
    [
        ("generate_member_auth_url", (["r_ads"], "\ud800"), "state"),
        ("generate_member_auth_url", (["\ud800"], "s"), "scopes"),
        ("exchange_auth_code_for_access_token", ("\ud800",), "code"),
        ("exchange_refresh_token_for_access_token", ("\ud800",), "refresh_token"),
        ("introspect_access_token", ("\ud800",), "access_token"),
    ],
)
def test_text_that_cannot_be_sent_is_named(method, arguments, name):
    auth = AuthClient("id", "secret", "https://example.org")

    with pytest.raises(InvalidArgumentError, match=f"^{name} must not contain a lone surrogate"):
        getattr(auth, method)(*arguments)
