"""Consent without a browser: what its pages say, and what their buttons do."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from raw_http import Raw, asking

from linkedin_api.sandbox import App, OAuthChoices, Sandbox
from linkedin_api.sandbox.sandbox import DEFAULT_APP

WEB, NATIVE = "/oauth/v2/authorization", "/oauth/native-pkce/authorization"
ADA, CHARLES = "782bbtaQ", "8kBbgeQx"
NARROW = App(
    "86narrow",
    "narrow-secret",
    ("https://narrow.example/cb",),
    scopes=frozenset({"openid"}),
    name='<script>alert("x")</script>',
)


@pytest.fixture(scope="module")
def running():
    with asking(apps=(DEFAULT_APP, NARROW)) as raw:
        yield raw


@pytest.fixture
def sandbox(running):
    running.sandbox.consent = "page"
    running.sandbox.tokens.grants.clear()
    return running.sandbox


@pytest.fixture
def ask(running, sandbox):
    running.defaults["Authorization"] = f"Bearer {sandbox.access_token()}"
    return running


def url_of(sandbox, path=WEB, **change):
    params = {
        "response_type": "code",
        "client_id": sandbox.client_id,
        "redirect_uri": sandbox.redirect_url,
        "state": "s",
        "scope": "r_basicprofile r_ads",
        **change,
    }
    return f"{path}?{urlencode(params)}"


def signed_in(member):
    return {"Cookie": f"li_sandbox_member={member}", "Authorization": None}


def look(ask, url, member=None):
    return ask("GET", url, **(signed_in(member) if member else {"Authorization": None}))


def press(ask, url, action, member=None, chosen=""):
    """Press a button, as a member who is signed in or not; `chosen` is for signing in."""
    return ask(
        "POST",
        url,
        content=urlencode({"action": action, "member": chosen}),
        Content_Type="application/x-www-form-urlencoded",
        **(signed_in(member) if member else {"Authorization": None}),
    )


def landed(reply):
    assert reply.status == 302
    query = parse_qs(urlsplit(reply.headers["location"]).query)
    return {name: values[0] for name, values in query.items()}


def redeem(ask, sandbox, code):
    return ask.form(
        "/oauth/v2/accessToken",
        grant_type="authorization_code",
        code=code,
        redirect_uri=sandbox.redirect_url,
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
    ).json


def test_who_is_not_signed_in_is_asked_to(ask, sandbox):
    reply = look(ask, url_of(sandbox))
    assert reply.status == 200
    assert "Ada Lovelace" in reply.content.decode()
    assert "Allow" not in reply.content.decode()


def test_signing_in_is_remembered_by_a_cookie_that_other_sites_cannot_use(ask, sandbox):
    url = url_of(sandbox)
    reply = press(ask, url, "sign_in", chosen=CHARLES)
    assert (reply.status, reply.headers["location"]) == (303, url)
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"li_sandbox_member={CHARLES};")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


@pytest.mark.parametrize("chosen", ["", "nobody"])
def test_only_members_can_sign_in(ask, sandbox, chosen):
    assert press(ask, url_of(sandbox), "sign_in", chosen=chosen).status == 200


def test_the_page_tells_who_asks_for_what(ask, sandbox):
    text = look(ask, url_of(sandbox), ADA).content.decode()
    for expected in (DEFAULT_APP.name, "See your advertising accounts", "r_ads", "Ada Lovelace"):
        assert expected in text


def test_everything_on_the_page_is_escaped(ask, sandbox):
    url = "https://narrow.example/cb?<b>"
    text = look(
        ask,
        url_of(sandbox, client_id="86narrow", redirect_uri=url, scope="openid"),
        ADA,
    ).content.decode()
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "cb?&lt;b&gt;" in text


def test_the_page_loads_nothing_and_may_not_be_framed(ask, sandbox):
    reply = look(ask, url_of(sandbox), ADA)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert b"src=" not in reply.content


def test_allowing_leads_back_with_a_code_of_that_member(ask, sandbox):
    url = url_of(sandbox)
    answer = landed(press(ask, url, "allow", CHARLES))
    assert answer["state"] == "s"
    tokens = redeem(ask, sandbox, answer["code"])
    me = ask("GET", "/v2/me", Authorization=f"Bearer {tokens['access_token']}").json
    assert (me["id"], me["localizedFirstName"]) == (CHARLES, "Charles")


@pytest.mark.parametrize("member", [None, "nobody"])
def test_nobody_can_allow_without_being_signed_in(ask, sandbox, member):
    assert press(ask, url_of(sandbox), "allow", member).status == 200


@pytest.mark.parametrize(
    ("action", "error"),
    [("cancel_login", "user_cancelled_login"), ("cancel_authorize", "user_cancelled_authorize")],
)
def test_a_member_can_say_no_at_both_pages(ask, sandbox, action, error):
    answer = landed(press(ask, url_of(sandbox), action, ADA))
    assert (answer["error"], answer["state"]) == (error, "s")
    assert answer["error_description"]


def test_signing_out_forgets_the_member(ask, sandbox):
    reply = press(ask, url_of(sandbox), "sign_out", ADA)
    assert reply.status == 303
    assert 'li_sandbox_member=""' in reply.headers["set-cookie"]


def test_consent_is_asked_for_once(ask, sandbox):
    url = url_of(sandbox)
    assert look(ask, url, ADA).status == 200
    press(ask, url, "allow", ADA)
    assert "code" in landed(look(ask, url, ADA))


@pytest.mark.parametrize(
    "change", [{"scope": "r_basicprofile"}, {"client_id": "86narrow", "scope": "openid"}]
)
def test_consent_is_for_one_application_and_one_set_of_scopes(ask, sandbox, change):
    press(ask, url_of(sandbox), "allow", ADA)
    if "client_id" in change:
        change = {**change, "redirect_uri": "https://narrow.example/cb"}
    assert look(ask, url_of(sandbox, **change), ADA).status == 200


@pytest.mark.parametrize("scope", ["r_basicprofile,r_ads", "r_ads, r_basicprofile", ",r_ads,,"])
def test_scopes_may_be_joined_by_commas(ask, sandbox, scope):
    sandbox.consent = "auto"
    code = landed(look(ask, url_of(sandbox, scope=scope), ADA))["code"]
    assert redeem(ask, sandbox, code)["scope"].split(",") == sorted(scope.replace(",", " ").split())


def test_a_wrong_scope_among_commas_is_named(ask, sandbox):
    reply = look(ask, url_of(sandbox, scope="r_ads,nonsense"), ADA)
    assert reply.status == 401
    assert "Not available here: nonsense" in reply.content.decode()


def test_consent_is_one_members(ask, sandbox):
    press(ask, url_of(sandbox), "allow", ADA)
    assert look(ask, url_of(sandbox), CHARLES).status == 200


def test_other_scopes_replace_a_consent(ask, sandbox):
    press(ask, url_of(sandbox), "allow", ADA)
    press(ask, url_of(sandbox, scope="r_basicprofile"), "allow", ADA)
    assert look(ask, url_of(sandbox), ADA).status == 200


def test_consent_ends_60_days_after_its_last_use(ask, sandbox):
    url = url_of(sandbox)
    press(ask, url, "allow", ADA)
    sandbox.advance(days=59)
    assert look(ask, url, ADA).status == 302
    sandbox.advance(days=59)
    assert look(ask, url, ADA).status == 302
    sandbox.advance(days=60)
    assert look(ask, url, ADA).status == 200


def test_revoking_a_token_ends_the_consent(ask, sandbox):
    url = url_of(sandbox)
    tokens = redeem(ask, sandbox, landed(press(ask, url, "allow", ADA))["code"])
    sandbox.revoke(tokens["access_token"])
    assert look(ask, url, ADA).status == 200


def test_a_token_tells_when_its_consent_was_given(ask, sandbox):
    url = url_of(sandbox)
    press(ask, url, "allow", ADA)
    given = int(sandbox.clock.now())
    sandbox.advance(days=30)
    tokens = redeem(ask, sandbox, landed(look(ask, url, ADA))["code"])
    told = ask.form(
        "/oauth/v2/introspectToken",
        token=tokens["access_token"],
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
    ).json
    assert told["authorized_at"] == pytest.approx(given, abs=5)
    assert told["created_at"] == pytest.approx(given + 30 * 86_400, abs=5)


def test_a_wrong_request_is_refused_before_anybody_signs_in(ask, sandbox):
    reply = look(ask, url_of(sandbox, redirect_uri="https://evil.example/"))
    assert reply.status == 401
    assert "Redirect_uri doesn\u2019t match" in reply.content.decode()
    assert "sign_in" not in reply.content.decode()


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:80#fragment",
        "http://localhost:8000/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://evil.example\\@127.0.0.1/",
        "http://127.0.0.1:8000 /",
        "http://127.0.0.2/",
        "ftp://127.0.0.1/",
        "myapp://callback",
    ],
)
def test_native_clients_are_sent_to_loopback_addresses_only(ask, sandbox, redirect_uri):
    url = url_of(
        sandbox,
        NATIVE,
        redirect_uri=redirect_uri,
        code_challenge="c" * 43,
        code_challenge_method="S256",
    )
    assert look(ask, url).status == 401


@pytest.mark.parametrize(
    ("mode", "key", "value"),
    [
        ("auto", "state", "s"),
        ("cancel_login", "error", "user_cancelled_login"),
        ("cancel_authorize", "error", "user_cancelled_authorize"),
    ],
)
def test_consent_can_be_answered_without_a_page(ask, sandbox, mode, key, value):
    sandbox.consent = mode
    assert sandbox.consent == mode
    assert landed(look(ask, url_of(sandbox)))[key] == value


def test_there_is_no_other_way_to_consent(sandbox):
    with pytest.raises(ValueError, match="auto, page, cancel_login, cancel_authorize"):
        sandbox.consent = "maybe"
    with pytest.raises(ValueError, match="consent must be one of"):
        Sandbox(consent="maybe")


def test_without_a_page_a_cookie_chooses_the_member(ask, sandbox):
    sandbox.consent = "auto"
    tokens = redeem(ask, sandbox, landed(look(ask, url_of(sandbox), CHARLES))["code"])
    me = ask("GET", "/v2/me", Authorization=f"Bearer {tokens['access_token']}").json
    assert me["id"] == CHARLES


def test_other_scopes_end_earlier_refresh_tokens_too(ask, sandbox):
    first = redeem(ask, sandbox, landed(press(ask, url_of(sandbox), "allow", ADA))["code"])
    other = url_of(sandbox, scope="r_basicprofile")
    redeem(ask, sandbox, landed(press(ask, other, "allow", ADA))["code"])
    reply = ask.form(
        "/oauth/v2/accessToken",
        grant_type="refresh_token",
        refresh_token=first["refresh_token"],
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
    )
    assert reply.status == 400


@pytest.fixture(scope="module")
def to_the_letter():
    with Sandbox(apps=(DEFAULT_APP, NARROW), oauth=OAuthChoices.documented()) as sandbox:
        raw = Raw(sandbox)
        yield raw
        raw.close()


def exchange(ask, **change):
    sandbox = ask.sandbox
    form = {
        "grant_type": "authorization_code",
        "code": sandbox.authorization_code("r_ads r_basicprofile"),
        "redirect_uri": sandbox.redirect_url,
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        **change,
    }
    return ask.form("/oauth/v2/accessToken", **form)


def test_to_the_letter_of_the_documentation_a_misfit_is_of_the_redirect_uri(to_the_letter):
    reply = exchange(to_the_letter, redirect_uri="https://example.com/callback")
    assert (reply.status, reply.json["error"]) == (400, "invalid_redirect_uri")


def test_to_the_letter_of_the_documentation_a_wrong_secret_is_an_invalid_id(to_the_letter):
    reply = exchange(to_the_letter, client_secret="wrong")
    assert (reply.status, reply.json["error"]) == (401, "invalid_client_id")


def test_to_the_letter_of_the_documentation_scopes_have_spaces_between(to_the_letter):
    assert exchange(to_the_letter).json["scope"] == "r_ads r_basicprofile"


def test_to_the_letter_of_the_documentation_the_life_of_a_token_may_be_text(to_the_letter):
    assert exchange(to_the_letter, grant_type="client_credentials").json["expires_in"] == "1800"


def test_to_the_letter_of_the_documentation_a_scope_not_granted_is_a_page(to_the_letter):
    url = url_of(
        to_the_letter.sandbox,
        client_id="86narrow",
        redirect_uri="https://narrow.example/cb",
        scope="openid r_ads",
    )
    assert look(to_the_letter, url).status == 401
