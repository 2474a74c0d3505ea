"""The authorization server: what LinkedIn documents, and the bodies seen from it."""

from __future__ import annotations

import base64
from contextlib import closing
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import pytest
from raw_http import Raw

from linkedin_api.sandbox import App, OAuthChoices, Sandbox
from linkedin_api.sandbox.oauth.pkce import challenge_of
from linkedin_api.sandbox.sandbox import DEFAULT_APP

TOKEN = "/oauth/v2/accessToken"
DAY = 86_400
OTHER = App("86other", "other-secret", ("https://other.example/cb",), client_credentials=False)
NARROW = App(
    "86narrow",
    "narrow-secret",
    ("https://narrow.example/cb?x=1",),
    refresh_tokens=False,
    native_pkce=False,
    scopes=frozenset({"openid", "profile"}),
)
VERIFIER = "v" * 64
MISSING = 'A required parameter "{}" is missing'
MISFIT = (
    "Unable to retrieve access token: appid/redirect uri/code verifier does not match "
    "authorization code. Or authorization code expired. Or external member binding exists"
)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(apps=(DEFAULT_APP, OTHER, NARROW)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def ask(sandbox):
    with closing(Raw(sandbox)) as raw:
        yield raw


@pytest.fixture
def client(sandbox):
    return {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}


def redeem(ask, client, code, **more):
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": ask.sandbox.redirect_url,
        **client,
        **more,
    }
    return ask.form(TOKEN, **{name: text for name, text in form.items() if text is not None})


def refused(reply):
    return reply.status, reply.json["error"], reply.json["error_description"]


def works(ask, token):
    return ask("GET", "/v2/me", Authorization=f"Bearer {token}").status == 200


def test_client_credentials_give_a_token_of_the_application(ask, client):
    reply = ask.form(TOKEN, grant_type="client_credentials", **client)
    assert (reply.status, set(reply.json)) == (200, {"access_token", "expires_in"})
    assert reply.json["expires_in"] == 1800
    token = f"Bearer {reply.json['access_token']}"
    assert ask("GET", "/rest/adAccounts?q=search", Authorization=token).status == 200


def test_client_credentials_may_come_by_basic_authentication(ask, client):
    basic = base64.b64encode(":".join(client.values()).encode()).decode()
    reply = ask(
        "POST",
        TOKEN,
        content="grant_type=client_credentials",
        Content_Type="application/x-www-form-urlencoded",
        Authorization=f"Basic {basic}",
    )
    assert reply.status == 200


def basic_of(client_id, secret):
    return "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()


def grant_by_basic(ask, basic, **form):
    return ask(
        "POST",
        TOKEN,
        content=urlencode(form),
        Content_Type="application/x-www-form-urlencoded",
        Authorization=basic,
    )


def test_basic_authentication_is_form_decoded(ask, client):
    encoded = basic_of(quote_plus(client["client_id"]), quote_plus(client["client_secret"]))
    assert grant_by_basic(ask, encoded, grant_type="client_credentials").status == 200


def test_a_secret_that_looks_form_encoded_is_taken_as_it_stands():
    app = App("86percent", "a%2Fb+c")
    with Sandbox(apps=(app,)) as sandbox:
        raw = Raw(sandbox)
        statuses = [
            grant_by_basic(raw, basic_of("86percent", secret), grant_type="client_credentials")
            for secret in ("a%2Fb+c", "a%252Fb%2Bc", "a/b c")
        ]
        raw.close()
    assert [reply.status for reply in statuses] == [200, 200, 401]


@pytest.mark.parametrize("basic", ["Basic !!!", "Basic ", "Basic /w==", "Bearer x"])
def test_basic_authentication_that_cannot_be_read_is_none(ask, basic):
    reply = grant_by_basic(ask, basic, grant_type="client_credentials")
    assert refused(reply) == (400, "invalid_request", MISSING.format("client_id"))


def test_basic_authentication_is_not_read_with_a_code(ask, client, sandbox):
    code = sandbox.authorization_code()
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": sandbox.redirect_url,
    }  # fmt: skip
    basic = basic_of(*client.values())

    assert refused(grant_by_basic(ask, basic, **form)) == (
        400, "invalid_request", MISSING.format("client_id"),
    )  # fmt: skip
    assert refused(grant_by_basic(ask, basic, **form, client_id=client["client_id"])) == (
        400, "invalid_request", MISSING.format("client_secret"),
    )  # fmt: skip
    assert redeem(ask, client, code).status == 200


def test_basic_authentication_with_a_code_can_be_allowed():
    with Sandbox(oauth=OAuthChoices(basic_with_code=True)) as sandbox:
        raw = Raw(sandbox)
        reply = grant_by_basic(
            raw, basic_of(sandbox.client_id, sandbox.client_secret),
            grant_type="authorization_code", code=sandbox.authorization_code(),
            redirect_uri=sandbox.redirect_url,
        )  # fmt: skip
        raw.close()
    assert reply.status == 200


def test_an_application_without_the_right_gets_no_token_of_its_own(ask):
    reply = ask.form(
        TOKEN, grant_type="client_credentials", client_id="86other", client_secret="other-secret"
    )
    assert refused(reply) == (
        401,
        "access_denied",
        "This application is not allowed to create application tokens",
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, (400, "invalid_request", MISSING.format("grant_type"))),
        (
            {"grant_type": "client_credentials"},
            (400, "invalid_request", MISSING.format("client_id")),
        ),
        (
            {"grant_type": "client_credentials", "client_id": "x"},
            (400, "invalid_request", MISSING.format("client_secret")),
        ),
        (
            {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"},
            (400, "invalid_client_id", 'The passed in client_id is invalid "x"'),
        ),
        (
            {"grant_type": "client_credentials", "client_id": "86other", "client_secret": "y"},
            (401, "invalid_client_id", "Client authentication failed"),
        ),
        (
            {"grant_type": "password"},
            (400, "unsupported_grant_type", 'The grant type "password" is not supported'),
        ),
        (
            {"grant_type": "authorization_code"},
            (400, "invalid_request", MISSING.format("code")),
        ),
        (
            {"grant_type": "authorization_code", "code": "c"},
            (400, "invalid_request", MISSING.format("redirect_uri")),
        ),
        (
            {
                "grant_type": "authorization_code",
                "code": "c",
                "redirect_uri": "r",
                "client_id": "86other",
                "client_secret": "wrong",
            },
            (401, "invalid_client", "Client authentication failed"),
        ),
        (
            {
                "grant_type": "authorization_code",
                "code": "c",
                "redirect_uri": "r",
                "client_id": "86other",
                "client_secret": "other-secret",
            },
            (
                401,
                "invalid_request",
                "Unable to retrieve access token: authorization code not found",
            ),
        ),
        (
            {"grant_type": "refresh_token"},
            (400, "invalid_request", MISSING.format("refresh_token")),
        ),
        (
            {
                "grant_type": "refresh_token",
                "refresh_token": "x",
                "client_id": "86other",
                "client_secret": "other-secret",
            },
            (
                400,
                "invalid_request",
                "The provided authorization grant or refresh token is invalid, expired or revoked",
            ),
        ),
    ],
)
def test_a_wrong_form_is_refused(ask, form, expected):
    assert refused(ask.form(TOKEN, **form)) == expected


def test_a_json_body_is_no_form(ask, client):
    reply = ask("POST", TOKEN, {"grant_type": "client_credentials", **client})
    assert refused(reply)[2] == MISSING.format("grant_type")


def test_a_code_gives_a_member_token(ask, client, sandbox):
    code = sandbox.authorization_code("r_basicprofile email")
    reply = redeem(ask, client, code)
    assert reply.json["scope"] == "email,r_basicprofile"
    assert (reply.json["expires_in"], reply.json["token_type"]) == (60 * DAY, "Bearer")
    assert reply.json["refresh_token_expires_in"] == 365 * DAY
    assert works(ask, reply.json["access_token"])


def test_a_code_works_once(ask, client, sandbox):
    code = sandbox.authorization_code()
    redeem(ask, client, code)
    assert redeem(ask, client, code).status == 401


def test_a_code_lives_for_30_minutes(ask, client, sandbox):
    code = sandbox.authorization_code()
    sandbox.advance(minutes=30)
    assert refused(redeem(ask, client, code)) == (400, "invalid_request", MISFIT)


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "https://example.com/callback"},
        {"client_id": "86other", "client_secret": "other-secret"},
    ],
)
def test_a_code_of_another_request_is_refused(ask, client, sandbox, change):
    code = sandbox.authorization_code()
    assert refused(redeem(ask, client, code, **change)) == (400, "invalid_request", MISFIT)


CONFIDENTIAL = (401, "invalid_client", "Client authentication failed")


def test_a_verifier_with_a_code_that_wants_a_secret_fails_the_authentication(ask, client, sandbox):
    code = sandbox.authorization_code()
    assert refused(redeem(ask, client, code, code_verifier=VERIFIER)) == CONFIDENTIAL
    assert redeem(ask, client, code).status == 200  # the code was not used up


def test_a_verifier_fails_it_also_after_a_challenge(ask, client, sandbox):
    query = urlencode(
        {
            "response_type": "code", "client_id": sandbox.client_id, "scope": "openid",
            "redirect_uri": sandbox.redirect_url, "code_challenge_method": "S256",
            "code_challenge": challenge_of(VERIFIER),
        }
    )  # fmt: skip
    location = ask("GET", f"/oauth/v2/authorization?{query}").headers["location"]
    (code,) = parse_qs(urlsplit(location).query)["code"]
    assert refused(redeem(ask, client, code, code_verifier=VERIFIER)) == CONFIDENTIAL


@pytest.mark.parametrize("verifier", [VERIFIER, None])
def test_a_secret_is_always_checked(ask, client, sandbox, verifier):
    wrong = {**client, "client_secret": "wrong"}
    for code in (sandbox.authorization_code(), native_code(sandbox), "unknown"):
        assert refused(redeem(ask, wrong, code, code_verifier=verifier)) == CONFIDENTIAL


def test_a_verifier_is_no_secret(ask, client, sandbox):
    own = {"client_id": client["client_id"]}
    reply = redeem(ask, own, sandbox.authorization_code(), code_verifier=VERIFIER)
    assert refused(reply) == (400, "invalid_request", MISSING.format("client_secret"))


def native_code(sandbox):
    return sandbox.tokens.issue_code(
        sandbox.app, "782bbtaQ", ["r_ads"], sandbox.redirect_url, challenge_of(VERIFIER)
    ).value


def test_a_native_client_may_send_its_secret_too(ask, client, sandbox):
    assert redeem(ask, client, native_code(sandbox), code_verifier=VERIFIER).status == 200


def test_an_application_without_refresh_tokens_gets_none(ask, sandbox):
    url = "https://narrow.example/cb"
    code = sandbox.tokens.issue_code(NARROW, "782bbtaQ", ["openid"], url).value
    own = {"client_id": "86narrow", "client_secret": "narrow-secret"}
    assert "refresh_token" not in redeem(ask, own, code, redirect_uri=url).json


def test_other_scopes_take_back_earlier_tokens(ask, client, sandbox):
    first = redeem(ask, client, sandbox.authorization_code("r_basicprofile")).json
    same = redeem(ask, client, sandbox.authorization_code("r_basicprofile")).json
    assert works(ask, first["access_token"])
    redeem(ask, client, sandbox.authorization_code("r_basicprofile email"))
    assert not works(ask, first["access_token"])
    assert not works(ask, same["access_token"])


def test_other_scopes_that_end_tokens_are_noted_and_logged(ask, client, sandbox, caplog):
    redeem(ask, client, sandbox.authorization_code("r_basicprofile"))
    redeem(ask, client, sandbox.authorization_code("r_basicprofile"))
    caplog.clear()
    redeem(ask, client, sandbox.authorization_code("openid email"))

    said = (
        f"Ada Lovelace signed in to {sandbox.client_id} with other scopes (email openid), "
        "which ended 4 tokens of earlier sign-ins, as at LinkedIn"
    )
    assert sandbox.requests[-1].note == said
    assert [record.getMessage() for record in caplog.records] == [said]
    page = ask("GET", "/", Authorization=None).content.decode()
    assert "which ended 4 tokens of earlier sign-ins" in page


@pytest.mark.parametrize(
    "scopes", ["email,openid", "email openid", ["email,openid"], ["email ", "openid"]]
)
def test_scopes_in_one_text_are_split(sandbox, scopes):
    for made in (
        sandbox.tokens.find(sandbox.access_token(scopes)),
        sandbox.tokens.find_refresh(sandbox.refresh_token(scopes)),
        sandbox.tokens.find_code(sandbox.authorization_code(scopes)),
    ):
        assert made.scopes == {"email", "openid"}


def test_a_sign_in_that_ends_no_token_says_nothing(ask, client, sandbox, caplog):
    for _ in range(2):
        redeem(ask, client, sandbox.authorization_code("r_ads"))
        caplog.clear()
    redeem(ask, client, sandbox.authorization_code("r_ads"))
    assert (sandbox.requests[-1].note, caplog.records) == ("", [])


def test_a_sign_in_never_ends_a_token_that_was_made_without_one(ask, client, sandbox):
    made, renewable = sandbox.access_token(), sandbox.refresh_token()
    renewed = refresh(ask, client, renewable).json["access_token"]
    redeem(ask, client, sandbox.authorization_code("r_ads"))
    redeem(ask, client, sandbox.authorization_code("r_ads email"))
    assert works(ask, made)
    assert works(ask, renewed)
    assert refresh(ask, client, renewable).status == 200


def refresh(ask, client, token):
    return ask.form(TOKEN, grant_type="refresh_token", refresh_token=token, **client)


@pytest.mark.parametrize(
    ("days", "access", "left"), [(59, 60, 306), (360, 5, 5)]
)  # LinkedIn's own two examples
def test_a_refresh_token_stays_the_same_and_is_not_extended(
    ask, client, sandbox, days, access, left
):
    token = sandbox.refresh_token("r_basicprofile")
    sandbox.advance(days=days)
    reply = refresh(ask, client, token).json
    assert reply["refresh_token"] == token
    assert (reply["expires_in"], reply["refresh_token_expires_in"]) == (access * DAY, left * DAY)
    assert works(ask, reply["access_token"])


def test_a_server_that_rotates_replaces_a_refresh_token_that_was_used(client):
    rotating = OAuthChoices(rotate_refresh_tokens=True)
    with Sandbox(oauth=rotating) as sandbox, closing(Raw(sandbox)) as raw:
        first = sandbox.refresh_token(expires_in=90 * DAY)
        sandbox.advance(days=1)
        second = refresh(raw, client, first).json

        assert second["refresh_token"] != first
        assert second["refresh_token_expires_in"] == 89 * DAY
        assert refresh(raw, client, first).status == 400
        assert refresh(raw, client, second["refresh_token"]).status == 200


def test_a_refresh_token_ends_after_a_year(ask, client, sandbox):
    token = sandbox.refresh_token()
    sandbox.advance(days=365)
    assert refresh(ask, client, token).status == 400


def test_a_revoked_refresh_token_is_refused(ask, client, sandbox):
    token = sandbox.refresh_token()
    sandbox.revoke(token)
    assert refresh(ask, client, token).status == 400


def test_a_refresh_token_of_another_application_is_refused(ask, sandbox):
    own = {"client_id": "86other", "client_secret": "other-secret"}
    assert refresh(ask, own, sandbox.refresh_token()).status == 400


def test_a_member_token_lives_for_60_days(ask, sandbox):
    token = sandbox.access_token()
    sandbox.advance(days=59)
    assert works(ask, token)
    sandbox.advance(days=1)
    assert not works(ask, token)


def introspect(ask, client, token):
    return ask.form("/oauth/v2/introspectToken", token=token, **client)


def test_introspection_describes_a_member_token(ask, client, sandbox):
    reply = introspect(ask, client, sandbox.access_token("r_ads email")).json
    now = int(sandbox.clock.now())
    assert abs(reply.pop("created_at") - now) < 5
    assert abs(reply.pop("authorized_at") - now) < 5
    assert abs(reply.pop("expires_at") - now - 60 * DAY) < 5
    assert reply == {
        "active": True,
        "client_id": client["client_id"],
        "status": "active",
        "scope": "email,r_ads",
        "auth_type": "3L",
    }


def test_introspection_describes_a_token_of_an_application(ask, client, sandbox):
    reply = introspect(ask, client, sandbox.access_token(member=None)).json
    assert (reply["auth_type"], "scope" in reply) == ("2L", False)


def test_introspection_tells_expired_from_revoked(ask, client, sandbox):
    gone, taken = sandbox.access_token(expires_in=0), sandbox.access_token()
    sandbox.revoke(taken)
    states = [introspect(ask, client, token).json for token in (gone, taken)]
    assert [(state["active"], state["status"]) for state in states] == [
        (False, "expired"),
        (False, "revoked"),
    ]


def test_introspection_tells_nothing_of_a_foreign_token(ask, client, sandbox):
    token = sandbox.access_token(app=OTHER)
    assert introspect(ask, client, token).json == {"active": False}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"client_secret": "wrong"}, 401),
        ({"client_id": "wrong"}, 400),
        ({"token": "wrong"}, 400),
        ({"token": ""}, 400),
    ],
)
def test_introspection_refuses_a_wrong_form(ask, client, sandbox, change, status):
    form = {**client, "token": sandbox.access_token(), **change}
    assert ask.form("/oauth/v2/introspectToken", **form).status == status


def visit(ask, path="/oauth/v2/authorization", **params):
    return ask("GET", f"{path}?{urlencode(params)}", Authorization=None)


def request(sandbox, **change):
    params = {
        "response_type": "code",
        "client_id": sandbox.client_id,
        "redirect_uri": sandbox.redirect_url,
        "state": "a b&c",
        "scope": "r_basicprofile email",
        **change,
    }
    return {name: text for name, text in params.items() if text is not None}


def landed(reply):
    assert reply.status == 302
    url = urlsplit(reply.headers["location"])
    return url, {name: values[0] for name, values in parse_qs(url.query).items()}


def test_consent_leads_back_with_code_and_state(ask, client, sandbox):
    url, params = landed(visit(ask, **request(sandbox)))
    assert f"{url.scheme}://{url.netloc}{url.path}" == sandbox.redirect_url
    assert params["state"] == "a b&c"
    assert works(ask, redeem(ask, client, params["code"]).json["access_token"])


def test_queries_of_registered_urls_do_not_count(ask):
    reply = visit(
        ask,
        response_type="code",
        client_id="86narrow",
        redirect_uri="https://narrow.example/cb?id=7",
        scope="openid",
    )
    url, params = landed(reply)
    assert params["id"] == "7"
    assert url.query.startswith("id=7&code=")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"client_id": "nobody"}, "Client_id doesn\u2019t match"),
        ({"redirect_uri": "https://evil.example/"}, "Redirect_uri doesn\u2019t match"),
        ({"redirect_uri": "http://localhost:3000/oauth#x"}, "Redirect_uri doesn\u2019t match"),
        ({"redirect_uri": "http://localhost:3000/oauth?a#x"}, "Redirect_uri doesn\u2019t match"),
        ({"redirect_uri": None}, "Redirect_uri doesn\u2019t match"),
        ({"scope": "r_everything"}, "Invalid scope"),
        ({"scope": None}, "Invalid scope"),
    ],
)
def test_a_wrong_authorization_request_is_shown_as_a_page(ask, sandbox, change, text):
    reply = visit(ask, **request(sandbox, **change))
    assert reply.status == 401
    assert text in reply.content.decode()


def test_a_scope_the_application_lacks_is_told_to_the_redirect_url(ask, sandbox):
    reply = visit(
        ask,
        response_type="code",
        client_id="86narrow",
        redirect_uri="https://narrow.example/cb",
        scope="openid r_ads",
        state="s",
    )
    _, params = landed(reply)
    assert (params["error"], params["state"]) == ("unauthorized_scope_error", "s")


def test_another_response_type_is_told_to_the_redirect_url(ask, sandbox):
    _, params = landed(visit(ask, **request(sandbox, response_type="token")))
    assert params["error"] == "unsupported_response_type"


NATIVE = "/oauth/native-pkce/authorization"


def native(sandbox, **change):
    return request(
        sandbox,
        **{
            "redirect_uri": "http://127.0.0.1:51234/done",
            "code_challenge": challenge_of(VERIFIER),
            "code_challenge_method": "S256",
            **change,
        },
    )


def test_a_native_client_redeems_with_its_verifier_and_no_secret(ask, sandbox):
    _, params = landed(visit(ask, NATIVE, **native(sandbox)))
    reply = redeem(
        ask,
        {"client_id": sandbox.client_id},
        params["code"],
        redirect_uri="http://127.0.0.1:51234/done",
        code_verifier=VERIFIER,
    )
    assert works(ask, reply.json["access_token"])


@pytest.mark.parametrize("verifier", ["w" * 64, "short", None])
def test_a_native_client_without_the_verifier_is_refused(ask, client, sandbox, verifier):
    _, params = landed(visit(ask, NATIVE, **native(sandbox)))
    url = "http://127.0.0.1:51234/done"
    reply = redeem(ask, client, params["code"], redirect_uri=url, code_verifier=verifier)
    assert refused(reply) == (400, "invalid_request", MISFIT)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"redirect_uri": "https://example.com/callback"}, 401),
        ({"redirect_uri": "http://localhost:1/done"}, 401),
        ({"redirect_uri": "http://[bad"}, 401),
        ({"scope": "openid profile"}, 401),
        ({"redirect_uri": "http://[::1]:51234/done"}, 302),
    ],
)
def test_a_native_client_must_be_on_loopback_and_without_openid(ask, sandbox, change, status):
    assert visit(ask, NATIVE, **native(sandbox, **change)).status == status


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"client_id": "86narrow", "scope": "profile"}, "unauthorized_client"),
    ],
)
def test_a_native_client_without_pkce_is_sent_back(ask, sandbox, change, error):
    _, params = landed(visit(ask, NATIVE, **native(sandbox, **change)))
    assert params["error"] == error


def test_discovery_names_the_endpoints_of_this_sandbox(ask, sandbox):
    document = ask("GET", "/oauth/.well-known/openid-configuration").json
    assert document["token_endpoint"] == f"{sandbox.url}/oauth/v2/accessToken"


def test_the_journal_holds_no_secrets(ask, client, sandbox):
    redeem(ask, client, sandbox.authorization_code())
    noted = sandbox.requests[-1]
    assert (noted.method, noted.params["client_secret"], noted.params["code"]) == (
        "OAUTH",
        "***",
        "***",
    )
    assert client["client_secret"] not in repr(sandbox.requests)
