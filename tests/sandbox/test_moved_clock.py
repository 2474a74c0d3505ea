"""A clock that is moved while the sandbox runs: every later answer goes by the new time."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sandbox.versions import ACTIVE

START = datetime(2027, 1, 14, 12, tzinfo=UTC)
#: Half a day after `START`.
FIRST_SUNSET = "202601"
GROUP = "/rest/adAccounts/512000001/adCampaignGroups/600000001"
POST = {
    "author": "urn:li:person:782bbtaQ", "commentary": "x", "visibility": "PUBLIC",
    "distribution": {"feedDistribution": "NONE"}, "lifecycleState": "PUBLISHED",
}  # fmt: skip


@pytest.fixture
def ask() -> Iterator[Raw]:
    with Sandbox(now=START, admin=True, organizations=2) as sandbox, closing(Raw(sandbox)) as raw:
        yield raw


def move(ask: Raw, days: float) -> None:
    reply = ask("POST", "/sandbox/clock", {"days": days})
    assert reply.status == 200
    ask.defaults["Authorization"] = f"Bearer {ask.sandbox.access_token()}"


def days_from_start(seconds: float) -> float:
    return round((seconds - START.timestamp()) / 86_400, 2)


def sign_in(ask: Raw) -> dict[str, object]:
    sandbox = ask.sandbox
    return ask.form(
        "/oauth/v2/accessToken", grant_type="authorization_code", client_id=sandbox.client_id,
        client_secret=sandbox.client_secret, redirect_uri=sandbox.redirect_url,
        code=sandbox.authorization_code("openid"),
    ).json  # fmt: skip


def claims(tokens: dict[str, object]) -> dict[str, float]:
    payload = str(tokens["id_token"]).split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=="))


def test_an_id_token_is_issued_and_ends_by_it(ask):
    move(ask, 30)
    told = claims(sign_in(ask))
    assert (days_from_start(told["iat"]), told["exp"] - told["iat"]) == (30, 3600)


def test_tokens_end_by_it(ask):
    early = ask.sandbox.access_token()
    move(ask, 60)
    assert ask("GET", "/v2/me", Authorization=f"Bearer {early}").json["code"] == (
        "EXPIRED_ACCESS_TOKEN"
    )
    assert ask("GET", "/v2/me").status == 200


def test_a_post_is_dated_by_it(ask):
    move(ask, 30)
    created = ask("POST", "/rest/posts", POST).headers["x-restli-id"]
    post = ask("GET", f"/rest/posts/{quote(created, safe='')}").json
    moments = {name: days_from_start(post[name] / 1000) for name in post if name.endswith("At")}
    assert moments == {"createdAt": 30, "lastModifiedAt": 30, "publishedAt": 30}


def test_a_day_of_quotas_ends_by_it(ask):
    ask.sandbox.quotas.limits = [Limit(1)]
    assert [ask("GET", GROUP).status for _ in range(2)] == [200, 429]
    move(ask, 0.5)
    assert ask("GET", GROUP).status == 200


def test_the_journal_is_dated_by_it(ask):
    ask("GET", GROUP)
    move(ask, 30)
    ask("GET", GROUP)
    assert [days_from_start(each.at) for each in ask.sandbox.requests] == [0, 30]


# Sunsets.


def status_of(ask: Raw, version: str = FIRST_SUNSET) -> int:
    return ask("GET", "/rest/me", LinkedIn_Version=version).status


@pytest.mark.parametrize(
    "way",
    [
        lambda ask: ask.sandbox.advance(hours=12),
        lambda ask: ask("POST", "/sandbox/clock", {"hours": 12}),
        lambda ask: ask(
            "POST", "/sandbox/form", content="action=advance&days=1", Origin=ask.sandbox.url,
            Content_Type="application/x-www-form-urlencoded",
        ),
    ],
    ids=["Sandbox.advance", "admin path", "status page"],
)  # fmt: skip
def test_a_version_ends_when_the_clock_is_moved_past_its_sunset(ask, way):
    assert status_of(ask) == 200
    way(ask)
    reply = ask("GET", "/rest/me", LinkedIn_Version=FIRST_SUNSET)
    assert (reply.status, reply.json["code"]) == (426, "NONEXISTENT_VERSION")


def test_it_answers_until_the_last_moment(ask):
    ask.sandbox.advance(hours=11, minutes=59)
    assert status_of(ask) == 200
    ask.sandbox.advance(minutes=1)
    assert status_of(ask) == 426


def test_each_version_ends_on_its_own_day(ask):
    ended = {}
    for day in range(200):
        for version in ACTIVE:
            if version.month not in ended and status_of(ask, version.month) == 426:
                ended[version.month] = (START + timedelta(days=day)).date().isoformat()
        ask.sandbox.advance(days=1)
        ask.defaults["Authorization"] = f"Bearer {ask.sandbox.access_token()}"
    assert ended == {each.month: each.sunset for each in ACTIVE if each.sunset}


def test_time_that_passes_by_itself_ends_no_version(ask):
    ask.sandbox.clock._offset += 5 * 86_400  # as if the machine had waited
    ask.defaults["Authorization"] = f"Bearer {ask.sandbox.access_token()}"
    assert status_of(ask) == 200


def test_a_sandbox_that_begins_after_a_sunset_serves_the_version():
    with Sandbox(now=datetime(2061, 1, 1, tzinfo=UTC)) as sandbox, closing(Raw(sandbox)) as ask:
        sandbox.advance(days=1)
        assert status_of(ask) == 200


def test_a_version_that_was_named_never_ends():
    with Sandbox(now=START, versions=(FIRST_SUNSET,)) as sandbox, closing(Raw(sandbox)) as ask:
        sandbox.advance(days=30)
        assert status_of(ask) == 200


def test_a_reset_lets_the_versions_answer_again(ask):
    move(ask, 1)
    assert status_of(ask) == 426
    ask("POST", "/sandbox/reset")
    assert status_of(ask) == 200
    move(ask, 1)
    assert status_of(ask) == 200  # its sunset is over already


def test_a_clock_stops_before_the_end_of_the_calendar(ask):
    for days in (2_950_000, 1e300):
        reply = ask("POST", "/sandbox/clock", {"days": days})
        assert reply.status == 400
        assert reply.json == {"error": "a clock cannot go beyond the year 9997"}
    assert ask("GET", "/v2/me").status == 200
    assert ask.sandbox.clock.date_time() < START + timedelta(days=1)
