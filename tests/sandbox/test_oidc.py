"""Signing in with OpenID Connect, checked by a library that knows nothing of the sandbox."""

from __future__ import annotations

import base64

import pytest
from raw_http import Raw, asking

from linkedin_api import RestliClient
from linkedin_api.pytest_plugin import call_loopback_directly
from linkedin_api.sandbox import OAuthChoices, Sandbox
from linkedin_api.sandbox.oauth.signing import sign

jwt = pytest.importorskip("jwt", reason="needs PyJWT: pip install 'pyjwt[crypto]'")
pytest.importorskip("cryptography", reason="needs cryptography: pip install 'pyjwt[crypto]'")


@pytest.fixture(autouse=True)
def _the_library_reaches_loopback(monkeypatch):
    call_loopback_directly(monkeypatch)


@pytest.fixture(scope="module")
def ask():
    with asking() as raw:
        yield raw


def sign_in(ask, scopes):
    return ask.form(
        "/oauth/v2/accessToken",
        grant_type="authorization_code",
        code=ask.sandbox.authorization_code(scopes),
        redirect_uri=ask.sandbox.redirect_url,
        client_id=ask.sandbox.client_id,
        client_secret=ask.sandbox.client_secret,
    ).json


def discover(ask):
    return ask("GET", "/oauth/.well-known/openid-configuration", Authorization=None).json


def verify(ask, id_token, **options):
    document = discover(ask)
    keys = jwt.PyJWKClient(document["jwks_uri"])
    return jwt.decode(
        id_token,
        keys.get_signing_key_from_jwt(id_token),
        algorithms=document["id_token_signing_alg_values_supported"],
        issuer=document["issuer"],
        audience=ask.sandbox.client_id,
        options={"require": ["iss", "aud", "iat", "exp", "sub"], **options},
    )


def test_discovery_is_linkedins_with_the_addresses_of_the_sandbox(ask):
    url = ask.sandbox.url
    assert discover(ask) == {
        "issuer": f"{url}/oauth",
        "authorization_endpoint": f"{url}/oauth/v2/authorization",
        "token_endpoint": f"{url}/oauth/v2/accessToken",
        "userinfo_endpoint": f"{url}/v2/userinfo",
        "jwks_uri": f"{url}/oauth/openid/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": [
            "iss", "aud", "iat", "exp", "sub", "name", "given_name", "family_name", "picture",
            "email", "email_verified", "locale",
        ],
    }  # fmt: skip


def test_an_id_token_is_verified_by_a_library(ask):
    claims = verify(ask, sign_in(ask, "openid profile email")["id_token"])
    assert claims.pop("exp") - claims.pop("iat") == 3600
    assert claims == {
        "iss": f"{ask.sandbox.url}/oauth",
        "aud": ask.sandbox.client_id,
        "sub": "782bbtaQ",
        "name": "Ada Lovelace",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "picture": "https://media.licdn.example/sandbox/ada.jpg",
        "locale": "en-US",
        "email": "ada@sandbox.example",
        "email_verified": "true",
    }


def test_an_id_token_tells_only_what_its_scopes_allow(ask):
    claims = verify(ask, sign_in(ask, "openid")["id_token"])
    assert set(claims) == {"iss", "aud", "iat", "exp", "sub"}


def test_without_openid_there_is_no_id_token(ask):
    assert "id_token" not in sign_in(ask, "r_basicprofile")


def test_an_id_token_that_was_changed_is_found_out(ask):
    head, body, signature = sign_in(ask, "openid profile")["id_token"].split(".")
    claims = base64.urlsafe_b64decode(body + "==").replace(b"Ada", b"Eve")
    forged = base64.urlsafe_b64encode(claims).decode().rstrip("=")
    with pytest.raises(jwt.InvalidSignatureError):
        verify(ask, f"{head}.{forged}.{signature}")


def test_an_id_token_ends_with_the_sandboxs_clock():
    with Sandbox() as sandbox:
        ask = Raw(sandbox)
        sandbox.advance(hours=5)
        claims = verify(ask, sign_in(ask, "openid")["id_token"], verify_iat=False)
        ask.close()
        assert claims["iat"] == pytest.approx(sandbox.clock.now(), abs=5)


def test_signatures_are_those_of_a_library(ask):
    key = jwt.PyJWK(ask("GET", "/oauth/openid/jwks", Authorization=None).json["keys"][0])
    rs256 = jwt.get_algorithm_by_name("RS256")
    for size in range(0, 300, 7):
        message = bytes(size)
        assert rs256.verify(message, key.key, sign(message))


def test_userinfo_tells_what_the_scopes_allow(ask):
    def info(scopes):
        token = ask.sandbox.access_token(scopes)
        return ask("GET", "/v2/userinfo", Authorization=f"Bearer {token}").json

    assert info("openid") == {"sub": "782bbtaQ"}
    assert info("openid profile")["locale"] == {"country": "US", "language": "en"}
    assert "email" not in info("openid profile")
    assert info("openid email") == {
        "sub": "782bbtaQ",
        "email": "ada@sandbox.example",
        "email_verified": True,
    }


def test_userinfo_and_id_token_name_the_same_member(ask):
    tokens = sign_in(ask, "openid profile email")
    info = ask("GET", "/v2/userinfo", Authorization=f"Bearer {tokens['access_token']}").json
    claims = verify(ask, tokens["id_token"])
    assert info.keys() <= claims.keys()
    assert [name for name in info if info[name] != claims[name]] == ["locale", "email_verified"]


FORMS = [
    (OAuthChoices(), {"country": "US", "language": "en"}, "true"),
    (OAuthChoices(userinfo_locale="text"), "en-US", "true"),
    (OAuthChoices(email_verified="boolean"), {"country": "US", "language": "en"}, True),
    (OAuthChoices.documented(), "en-US", True),
]


@pytest.mark.parametrize(("choices", "locale", "verified"), FORMS)
def test_claims_have_the_form_that_was_chosen(choices, locale, verified):
    with Sandbox(oauth=choices) as sandbox:
        ask = Raw(sandbox)
        tokens = sign_in(ask, "openid profile email")
        info = ask("GET", "/v2/userinfo", Authorization=f"Bearer {tokens['access_token']}").json
        claims = verify(ask, tokens["id_token"])
        ask.close()
    assert (info["locale"], claims["locale"]) == (locale, "en-US")
    assert (info["email_verified"], claims["email_verified"]) == (True, verified)


@pytest.mark.parametrize(("choices", "locale", "verified"), FORMS[:2])
def test_the_client_reads_both_forms_of_a_locale(choices, locale, verified):
    with Sandbox(oauth=choices) as sandbox:
        client = RestliClient(base_url=sandbox.url, access_token=sandbox.access_token())
        assert client.get("/userinfo").entity["locale"] == locale


def test_a_form_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match=r"userinfo_locale must be one of \('object', 'text'\)"):
        OAuthChoices(userinfo_locale="json")  # type: ignore[arg-type]


def test_other_well_known_documents_do_not_exist(ask):
    for path in ("/.well-known/oauth-authorization-server", "/oauth/.well-known/nothing"):
        assert ask("GET", path, Authorization=None).status == 404
