"""What cannot be read is reported once for each stream, and everything else is read."""

from __future__ import annotations

import json

import pytest
from airbyte_connector import BY_TIME, NOTHING_TO_KEEP, SIX

from linkedin_api.sandbox import Limit, Match

STATISTICS = "organizationalEntityShareStatistics"
DAY_LIMIT = "Resource level throttle APPLICATION DAY limit for calls to this resource is reached."


@pytest.fixture
def read(connector, organizations):
    """Reads streams of one organization with an access token."""

    def reading(streams=SIX, *others, **more):
        return connector.read(connector.config(organizations[0], *others, **more), streams)

    return reading


def refuse(sandbox, status, code="ACCESS_DENIED", message="Not enough permissions", **more):
    body = {"status": status, "code": code, "message": message}
    return sandbox.faults.add(Match(resource=STATISTICS), status=status, body=body, **more)


def failed(output):
    """The streams with errors, each with its kind and message."""
    return {
        error["stream_descriptor"]["name"]: (error["failure_type"], error["message"])
        for error in output.errors
    }


def test_a_failed_stream_does_not_stop_the_others(read, sandbox):
    refuse(sandbox, 403)
    output = read()
    lost = {"share_statistics", "share_statistics_time_bound"}
    assert {stream: output.statuses(stream)[-1] for stream in SIX} == {
        stream: "INCOMPLETE" if stream in lost else "COMPLETE" for stream in SIX
    }
    assert failed(output).keys() == lost
    assert len(output.rows("follower_statistics_time_bound")) == 363


def test_each_failed_stream_has_one_error_and_the_sync_has_one_at_the_end(read, sandbox):
    refuse(sandbox, 403)
    output = read()
    assert len(output.errors) == 2
    assert output.error.failure_type.value == "config_error"
    assert output.error.message.startswith(
        "During the sync, the following streams did not sync successfully: "
    )
    for stream, (_, message) in failed(output).items():
        assert f"{stream}: {message}" in output.error.message


def test_a_failed_stream_starts_and_ends_and_keeps_what_it_had(read, sandbox):
    refuse(sandbox, 403)
    output = read()
    assert output.statuses("share_statistics") == ["STARTED", "INCOMPLETE"]
    assert output.states("share_statistics") == [NOTHING_TO_KEEP]


def test_an_error_has_linkedins_own_words_the_organization_and_what_to_do(
    read, sandbox, organizations
):
    refuse(sandbox, 403, message="Member is not one of us")
    kind, message = failed(read())["share_statistics"]
    assert kind == "config_error"
    assert "403 ACCESS_DENIED: Member is not one of us" in message
    assert f"organization {organizations[0]}: " in message
    assert "rw_organization_admin" in message
    assert "ADMINISTRATOR" in message


KINDS = {
    400: "system_error",
    403: "config_error",
    404: "system_error",
    500: "transient_error",
    502: "transient_error",
    503: "transient_error",
    504: "transient_error",
}


@pytest.mark.parametrize("status", KINDS)
def test_an_error_is_of_the_kind_that_says_whose_turn_it_is(read, sandbox, status):
    refuse(sandbox, status, "SOME_CODE", "Some words")
    kind, message = failed(read(["share_statistics"]))["share_statistics"]
    assert kind == KINDS[status]
    assert f"{status} SOME_CODE: Some words" in message


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_repeating_cannot_mend_is_asked_once(read, sandbox, status):
    refuse(sandbox, status)
    assert len(read(["share_statistics"]).requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_five_times_and_the_error_says_so(read, sandbox, status):
    refuse(sandbox, status, "SOME_CODE", "Some words")
    output = read(["share_statistics"])
    assert len(output.requests) == 5
    assert "gave up after 5 attempts" in failed(output)["share_statistics"][1]


@pytest.mark.parametrize("status", [429, 503])
def test_every_repetition_is_logged_with_reason_attempt_and_wait(read, sandbox, status):
    refuse(sandbox, status, times=2)
    output = read(["share_statistics"])
    assert (len(output.rows("share_statistics")), output.error) == (1, None)
    warnings = [log["message"] for log in output.of("LOG") if log["level"] == "WARN"]
    assert len(warnings) == 2
    for attempt, warning in enumerate(warnings, start=1):
        assert STATISTICS in warning
        assert f"{status}" in warning
        assert f"attempt {attempt}" in warning
        assert "retry in 0.0 s" in warning


def test_a_rate_limit_is_logged_in_the_words_that_people_search_for(read, sandbox):
    refuse(sandbox, 429, times=2)
    lines = read(["share_statistics"]).logs.splitlines()
    noted = [line for line in lines if line.startswith("Caught retryable error")]
    assert noted == [
        f"Caught retryable error '429 /{STATISTICS}' after {n} tries."
        " Waiting 0 seconds then retrying..."
        for n in (1, 2)
    ]


def test_the_end_of_five_attempts_is_logged_with_where_the_limits_are(read, sandbox):
    refuse(sandbox, 429)
    output = read(["share_statistics"])
    (line,) = [each for each in output.logs.splitlines() if each.startswith("Max try")]
    assert line.startswith("Max try rate limit exceeded...")
    assert "Analytics page" in line
    assert output.logs.count("Caught retryable error") == 4
    assert "Analytics page" in failed(output)["share_statistics"][1]


def test_no_other_fault_is_called_a_rate_limit(read, sandbox):
    refuse(sandbox, 503)
    logs = read(["share_statistics"]).logs
    assert "Caught retryable error" not in logs
    assert "Max try" not in logs


def test_the_error_of_a_sync_is_of_the_kind_of_its_causes(read, sandbox):
    refuse(sandbox, 503)
    assert read().error.failure_type.value == "transient_error"


def test_what_a_person_must_mend_decides_the_kind_of_the_sync(read, sandbox):
    refuse(sandbox, 503)
    sandbox.faults.add(Match(resource="networkSizes"), status=403)
    output = read()
    assert {kind for kind, _ in failed(output).values()} == {"transient_error", "config_error"}
    assert output.error.failure_type.value == "config_error"


def test_an_answer_that_is_not_json_is_none(read, sandbox):
    sandbox.faults.add(Match(resource=STATISTICS), status=200, html="<h1>Sorry</h1>")
    output = read(["share_statistics"])
    assert (output.rows("share_statistics"), len(output.requests)) == ([], 5)
    assert failed(output)["share_statistics"][0] == "system_error"


def test_an_answer_without_elements_is_none(read, sandbox):
    sandbox.faults.add(Match(resource=STATISTICS), status=200, body={"paging": {}})
    output = read(["share_statistics_time_bound"])
    assert output.statuses("share_statistics_time_bound")[-1] == "INCOMPLETE"
    assert failed(output).keys() == {"share_statistics_time_bound"}


def test_a_limit_of_a_day_is_not_waited_for_and_the_error_says_when_it_ends(read, sandbox):
    sandbox.quotas.limits = [Limit(0, resource=STATISTICS)]
    output = read()
    kind, message = failed(output)["share_statistics"]
    midnight = f"{sandbox.clock.date_time():%Y-%m-%d}"
    assert kind == "transient_error"
    assert DAY_LIMIT in message
    assert "the limit resets at " in message
    assert "00:00 UTC" in message
    assert midnight not in message  # the next one
    assert output.calls.count(STATISTICS) <= 2


def test_a_limit_of_a_day_half_way_keeps_what_came_and_the_next_sync_completes_it(
    connector, organizations, sandbox
):
    stream, chosen = BY_TIME[1], organizations[:6]
    sandbox.quotas.limits = [Limit(3, resource=STATISTICS)]
    config = connector.config(*chosen, concurrency=1)
    first = connector.read(config, [stream])
    assert len(first.rows(stream)) == 3 * 363
    assert f"organization {', '.join(map(str, chosen[3:]))}: 429" in failed(first)[stream][1]
    sandbox.quotas.limits = []
    second = connector.read(config, [stream], state=first.kept)
    assert (len(second.requests), second.error) == (3, None)
    assert len(second.rows(stream)) == 3 * 363


def test_a_retired_version_is_reported_at_once_and_by_its_name(read):
    output = read(api_version="202301")
    assert {stream: kind for stream, (kind, _) in failed(output).items()} == dict.fromkeys(
        SIX, "system_error"
    )
    for _, message in failed(output).values():
        assert "426 NONEXISTENT_VERSION: Requested version 20230101 is not active" in message
        assert "set api_version" in message
    assert len(output.requests) <= len(SIX)


@pytest.mark.parametrize("life", [0, None], ids=["expired", "unknown"])
def test_a_token_that_is_no_good_says_to_authenticate_again(connector, organizations, life):
    config = connector.config(organizations[0])
    token = "AQunknown" if life is None else connector.sandbox.access_token(expires_in=life)
    config["credentials"]["access_token"] = token
    output = connector.read(config)
    assert failed(output).keys() == set(SIX)
    for kind, message in failed(output).values():
        assert kind == "config_error"
        assert "401" in message
        assert "re-authenticate" in message
    assert len(output.requests) <= len(SIX)
    assert token not in output.text


@pytest.mark.parametrize("life", [0, None], ids=["expired", "unknown"])
def test_a_refused_refresh_token_says_to_authenticate_again(connector, organizations, life):
    config = connector.oauth(organizations[0])
    sandbox = connector.sandbox
    token = "AQunknown" if life is None else sandbox.refresh_token(expires_in=life)
    config["credentials"]["refresh_token"] = token
    output = connector.read(config)
    assert failed(output).keys() == set(SIX)
    for kind, message in failed(output).values():
        assert kind == "config_error"
        assert "refresh token is invalid, expired or revoked" in message
        assert "re-authenticate" in message
    assert [request.method for request in output.requests] == ["OAUTH"]


def test_an_authorization_server_that_fails_is_asked_again(connector, organizations, sandbox):
    sandbox.faults.add(Match(method="OAUTH"), status=503, times=2)
    output = connector.read(connector.oauth(organizations[0]))
    methods = [request.method for request in output.requests]
    assert (output.error, methods.count("OAUTH")) == (None, 3)


def test_an_authorization_server_that_goes_on_failing_is_a_passing_problem(
    connector, organizations, sandbox
):
    sandbox.faults.add(Match(method="OAUTH"), status=503)
    output = connector.read(connector.oauth(organizations[0]), ["share_statistics"])
    assert failed(output)["share_statistics"][0] == "transient_error"


def test_without_a_connection_every_stream_says_so(read, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", "http://127.0.0.1:9")
    output = read()
    assert {stream: kind for stream, (kind, _) in failed(output).items()} == dict.fromkeys(
        SIX, "system_error"
    )


def test_a_refused_organization_among_several_costs_only_its_own_rows(read, refused, organizations):
    output = read(SIX, organizations[1], refused)
    for stream in BY_TIME:
        reported = {row["organizationalEntity"] for row in output.rows(stream)}
        assert reported == {f"urn:li:organization:{number}" for number in organizations[:2]}
        kind, message = failed(output)[stream]
        assert (kind, f"organization {refused}: 403" in message) == ("config_error", True)
        assert output.statuses(stream) == ["STARTED", "RUNNING", "INCOMPLETE"]
    assert len(output.rows("organization_lookup")) == 2


def test_with_a_fault_now_and_then_all_rows_come_once(read, sandbox, organizations):
    for way in ({"status": 503}, {"status": 429}, {"reset_connection": True}, {"html": "<p>"}):
        sandbox.faults.add(Match(), probability=0.02, **way)
    output = read(SIX, *organizations[1:15])
    rows = [json.dumps(row, sort_keys=True) for row in output.of("RECORD")]
    assert (output.error, len(rows)) == (None, 15 * (4 + 2 * 363))
    assert len(set(rows)) == len(rows)


def test_many_organizations_that_lack_the_same_are_one_sentence(read, sandbox, organizations):
    refuse(sandbox, 403)
    ((_, message),) = failed(read(["share_statistics"], *organizations[1:20])).values()
    assert message.count("403 ACCESS_DENIED") == 1
    assert " and 15 more: 403" in message


def test_what_only_people_can_mend_goes_before_what_passes(read, sandbox, refused):
    refuse(sandbox, 503, times=5)
    ((kind, message),) = failed(read(["share_statistics"], refused, concurrency=1)).values()
    assert ("503" in message, "403" in message, kind) == (True, True, "config_error")


def test_a_secret_with_space_around_it_is_masked_without_it_too(connector, organizations, sandbox):
    token = sandbox.access_token()
    body = {"status": 403, "message": f"refused <{token}>"}
    sandbox.faults.add(Match(resource=STATISTICS), status=403, body=body)
    config = {"org_id": organizations[0], "credentials": {"access_token": f" {token}\n"}}
    output = connector.read(config)
    assert token not in output.text
    assert "refused <****>" in json.dumps(output.errors)


def test_no_message_has_a_secret(connector, organizations, sandbox):
    config = connector.oauth(organizations[0])
    secrets = config["credentials"]
    sandbox.faults.add(
        Match(resource=STATISTICS),
        status=403,
        body={"status": 403, "message": f"refused {secrets['client_secret']} {organizations[0]}"},
    )
    output = connector.read(config)
    assert output.errors
    for name in ("client_id", "client_secret", "refresh_token"):
        assert secrets[name] not in output.text
        assert secrets[name] not in str(output.error.message)
    reported = json.dumps(output.errors)
    assert "refused **** " in reported
    assert str(organizations[0]) in reported
