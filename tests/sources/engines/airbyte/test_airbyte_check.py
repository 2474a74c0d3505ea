"""Whether a connection is good, and what it lacks if it is not."""

from __future__ import annotations

import pytest
from airbyte_connector import SIX, configured
from canned import Answer, CannedServer
from signed_in import is_renewed, signed_in

from linkedin_api.sandbox import Limit, Match
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.airbyte import connector as both_connectors
from linkedin_api.versions import CALENDAR


@pytest.fixture
def check(connector):
    """Checks a configuration; returns status, message and output, which has no error."""

    def checking(config):
        output = connector.run("check", config=config)
        assert (output.error, output.errors) == (None, [])
        (reported,) = output.of("CONNECTION_STATUS")
        return reported["status"], reported.get("message", ""), output

    return checking


@pytest.mark.parametrize("kind", ["config", "oauth"])
def test_a_good_connection_succeeds_and_lacks_nothing(check, connector, organizations, kind):
    status, message, output = check(getattr(connector, kind)(organizations[0]))
    assert (status, message) == ("SUCCEEDED", "")
    assert len(output.calls) <= 2 * len(PAGES)


def test_a_profile_is_as_good_and_keeps_the_renewed_token(
    check, connector, organizations, tmp_path, monkeypatch
):
    monkeypatch.setenv("LINKEDIN_CONFIG_DIR", str(tmp_path / "config"))
    profiles = signed_in(connector.sandbox, tmp_path / "config")
    config = connector.config(organizations[0]) | {"credentials": {"profile": "work"}}
    status, message, _ = check(config)
    assert (status, message) == ("SUCCEEDED", "")
    assert is_renewed(profiles)


def test_a_page_of_others_fails_and_names_the_role(check, connector, refused):
    status, message, _ = check(connector.config(refused))
    assert status == "FAILED"
    assert f"the member lacks the role ADMINISTRATOR at {refused}" in message
    assert all(stream in message for stream in SIX if PAGES[stream].roles)


def test_one_page_of_others_among_several_is_a_warning(check, connector, organizations, refused):
    status, message, output = check(connector.config(organizations[0], refused))
    assert status == "SUCCEEDED"
    assert f"the member lacks the role ADMINISTRATOR at {refused}" in message
    assert message.split(". ")[0] in [
        log["message"] for log in output.of("LOG") if log["level"] == "WARN"
    ]


def test_a_token_without_permission_fails_and_names_it(check, connector, organizations):
    config = connector.config(organizations[0])
    config["credentials"]["access_token"] = connector.sandbox.access_token("r_ads")
    status, message, _ = check(config)
    assert status == "FAILED"
    assert "the token lacks the permission rw_organization_admin" in message
    assert "403 ACCESS_DENIED: Not enough permissions to access: organizations" in message
    assert "posts, social_metadata: the token lacks the permission r_organization_social" in message


def test_what_only_some_streams_lack_is_a_warning(check, connector, organizations):
    config = connector.config(organizations[0])
    token = connector.sandbox.access_token("rw_organization_admin")
    config["credentials"]["access_token"] = token
    status, message, _ = check(config)
    assert status == "SUCCEEDED"
    assert "posts" in message.partition(":")[0]
    assert "organization_lookup" not in message


@pytest.mark.parametrize("life", [0, None], ids=["expired", "unknown"])
def test_a_token_that_is_no_good_says_to_authenticate_again(check, connector, organizations, life):
    config = connector.config(organizations[0])
    token = "AQunknown" if life is None else connector.sandbox.access_token(expires_in=life)
    config["credentials"]["access_token"] = token
    status, message, output = check(config)
    assert (status, "401" in message, "re-authenticate" in message) == ("FAILED", True, True)
    assert token not in output.text


@pytest.mark.parametrize("life", [0, None], ids=["expired", "unknown"])
def test_a_refused_refresh_token_says_to_authenticate_again(check, connector, organizations, life):
    config = connector.oauth(organizations[0])
    token = "AQunknown" if life is None else connector.sandbox.refresh_token(expires_in=life)
    config["credentials"]["refresh_token"] = token
    status, message, output = check(config)
    assert (status, "re-authenticate" in message) == ("FAILED", True)
    assert "refresh token is invalid, expired or revoked" in message
    assert token not in output.text


def test_an_organization_that_is_unknown_fails_by_its_number(check, connector):
    status, message, _ = check(connector.config(999))
    assert (status, "does not know 999: 404" in message) == ("FAILED", True)


def test_a_retired_version_fails_at_once(check, connector, organizations):
    status, message, output = check(connector.config(organizations[0], api_version="202301"))
    assert (status, len(output.requests)) == ("FAILED", 1)
    assert "Requested version 20230101 is not active" in message


def test_a_limit_of_a_day_fails(check, connector, organizations, sandbox):
    sandbox.quotas.limits = [Limit(0, resource="organizations")]
    status, message, _ = check(connector.config(organizations[0]))
    assert (status, "429" in message) == ("FAILED", True)


def test_a_server_that_fails_for_good_fails(check, connector, organizations, sandbox):
    sandbox.faults.add(Match(resource="organizations"), status=500)
    status, message, _ = check(connector.config(organizations[0]))
    assert (status, "500" in message) == ("FAILED", True)


def test_without_a_connection_it_fails(check, connector, organizations, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", "http://127.0.0.1:9")
    status, message, _ = check(connector.config(organizations[0]))
    assert (status, "cannot be reached" in message) == ("FAILED", True)


def test_an_address_that_is_none_fails(check, connector, organizations, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", "linkedin.com")
    status, message, _ = check(connector.config(organizations[0]))
    assert (status, "LINKEDIN_API_URL must look like" in message) == ("FAILED", True)


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({}, "org_id is missing"),
        ({"org_id": "1337"}, "credentials must be given"),
        ({"org_id": "acme", "access_token": "AQx"}, "org_id: an organization must be a number"),
        ({"org_id": 1, "access_token": "AQx", "start_date": ""}, "start_date must be"),
    ],
)
def test_a_mistake_fails_by_the_name_of_its_field_and_asks_nothing(check, config, field):
    status, message, output = check(config)
    assert (status, output.requests) == ("FAILED", [])
    assert message.startswith(f"Config validation error: {field}")


def test_what_nobody_foresaw_fails_without_a_crash(check, connector, organizations, monkeypatch):
    def surprise(*_arguments, **_more):
        raise RuntimeError("a surprise")

    monkeypatch.setattr(both_connectors, "check", surprise)
    assert check(connector.config(organizations[0]))[:2] == ("FAILED", "a surprise")


@pytest.mark.parametrize("command", ["check", "read"])
def test_a_version_that_ends_is_a_warning_that_names_the_field(connector, monkeypatch, command):
    ended = CALENDAR[0].month
    with CannedServer(Answer(401, {}, b'{"code": "EMPTY_ACCESS_TOKEN"}')) as linkedin:
        monkeypatch.delenv("HTTP_PROXY", raising=False)
        monkeypatch.setenv("http_proxy", linkedin.url)
        monkeypatch.setenv("LINKEDIN_API_URL", "http://api.linkedin.test")
        files = {"catalog": configured(["organization_lookup"])} if command == "read" else {}
        output = connector.run(command, config=connector.config(1337, api_version=ended), **files)

    (reported,) = [log for log in output.of("LOG") if "LinkedIn's API" in log["message"]]
    assert reported["level"] == "WARN"
    assert reported["message"].startswith(f"version {ended} of LinkedIn's API ended on ")
    assert reported["message"].endswith("use a newer one, such as api_version '202608'")
