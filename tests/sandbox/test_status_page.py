"""The page at `/`, as HTML: what it shows, and what it must never show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from raw_http import Raw, asking

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.web.redaction import masked, shown, shown_value


@pytest.fixture(scope="module")
def running():
    with asking(now=datetime(2026, 9, 1, 12, tzinfo=UTC)) as raw:
        yield raw


@pytest.fixture
def sandbox(running):
    running.sandbox.reset()
    return running.sandbox


@pytest.fixture
def ask(running, sandbox):
    return running


def page(ask, target="/"):
    reply = ask("GET", target, Authorization=None)
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply.content.decode()


def words(text):
    """The text of a page, without its tags."""
    bare = re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def test_requests_are_shown_decoded_newest_first(ask):
    ask("GET", "/v2/me")
    ask("GET", "/rest/adAccounts?q=search&search=(status:(values:List(ACTIVE)))&pageSize=7")
    text = words(page(ask))
    assert "adAccounts FINDER search GET /rest/adAccounts Ada Lovelace · 20260901" in text
    assert 'search {"status": {"values": ["ACTIVE"]}}' in text
    assert "pageSize 7" in text
    assert text.index("adAccounts FINDER") < text.index("me GET")


def test_keys_of_a_batch_are_shown_with_an_end(ask):
    ask("GET", f"/rest/adAccounts?ids=List({','.join(map(str, range(1, 31)))})")
    assert "keys 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 20 more" in words(page(ask))


def test_refusals_are_shown_with_their_status(ask):
    ask("GET", "/rest/nothing")
    assert "refused: Not Found GET /rest/nothing" in words(page(ask))


def test_the_page_does_not_show_itself(ask):
    page(ask)
    assert "No requests yet." in words(page(ask))


def test_the_clock_and_how_far_it_was_moved(ask):
    assert "2026-09-01 12:00" in words(page(ask))
    with Sandbox() as sandbox:
        sandbox.advance(days=61)
        raw = Raw(sandbox)
        assert "(61 d ahead)" in words(page(raw))
        raw.close()


def test_tokens_are_masked_and_tell_their_state(ask, sandbox):
    tokens = [sandbox.access_token("r_ads"), sandbox.refresh_token("r_ads")]
    gone = sandbox.access_token("email", expires_in=0)
    sandbox.revoke(tokens[0])
    text = page(ask)
    for token in (*tokens, gone):
        assert masked(token) in text
        assert token[:20] not in text
    for state in ("revoked", "expired", "for 365 d", "active"):
        assert state in words(text)


def test_no_secret_is_shown_wherever_it_was_sent(ask, sandbox):
    token, other = sandbox.access_token(), sandbox.refresh_token()
    code = sandbox.authorization_code()
    secrets = [token, other, code, sandbox.client_secret]
    ask("GET", f"/v2/me?oauth2_access_token={token}")
    ask("GET", f"/v2/me/{token}", Authorization=f"Bearer {token}")
    ask("GET", "/v2/me", Authorization=f"Bearer {token}")
    ask("GET", f"/rest/adAccounts?q=search&whatever={other}")
    ask("POST", "/rest/posts", {"commentary": f"my token is {token}"})
    for fields in ({"grant_type": "refresh_token", "refresh_token": other}, {"code": code}):
        ask.form(
            "/oauth/v2/accessToken",
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            **fields,
        )
    ask.form("/oauth/v2/introspectToken", token=token, client_id=sandbox.client_id)
    text = unescape(page(ask))
    assert [secret for secret in secrets if secret[:12] in text] == []


def test_what_was_sent_is_escaped(ask):
    evil = "<script>alert(1)</script>"
    ask("GET", "/rest/adAccounts?q=search&x=%3Cscript%3Ealert(1)")
    ask("POST", "/rest/posts", {"commentary": evil, evil: evil})
    ask("GET", "/rest/%3Cscript%3E<script>".replace("<", "%3c"))
    assert "<script" not in page(ask)


def test_text_that_has_no_bytes_is_shown(ask):
    ask("POST", "/rest/posts", content='{"commentary":"\\ud800"}', Content_Type="application/json")
    assert "posts CREATE" in words(page(ask))


@pytest.mark.parametrize(
    ("query", "seconds"),
    [
        ("", None),
        ("?refresh=5", "5"),
        ("?refresh=3600", "3600"),
        ("?refresh=0", None),
        ("?refresh=3601", None),
        ("?refresh=-1", None),
        ("?refresh=5;url=https://evil.example", None),
        ("?refresh=%D9%A5", None),
    ],
)
def test_the_page_loads_itself_again_only_if_asked_to(ask, query, seconds):
    found = re.search(r'http-equiv="refresh" content="(.*?)"', page(ask, f"/{query}"))
    assert (found and found[1]) == seconds


def test_a_program_that_asks_with_a_token_is_told_404(ask):
    assert ask("GET", "/").status == 404


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_the_page(ask, verb):
    assert ask(verb, "/", {}, Authorization=None).status == 401


def test_a_page_of_a_busy_sandbox_stays_small_and_quick(ask, sandbox):
    for _ in range(100):
        ask("GET", "/rest/adAccounts?q=search&x=" + "y" * 3000)
        sandbox.access_token()
    assert len(page(ask)) < 150_000


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("client_secret", "x", "***"),
        ("oauth2_access_token", "x", "***"),
        ("pageToken", "x", "x"),
        ("id_token_hint", "eyJ" + "x" * 60, "eyJ***"),
        ("search", {"a": ["AQ" + "x" * 300]}, '{"a": ["AQ***"]}'),
    ],
)
def test_secrets_are_known_by_their_name_or_their_look(name, value, expected):
    assert shown_value(name, value) == expected


def test_long_text_is_cut():
    assert shown("x" * 1000, 10) == "xxxxxxxxxx… (1,000 characters)"
