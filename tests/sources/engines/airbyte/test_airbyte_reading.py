"""What a read emits: rows and statuses, with few calls."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, time, timedelta

import pytest
from airbyte_connector import BY_TIME, NOTHING_TO_KEEP, SIX, configured
from canned import Answer, CannedServer
from jsonschema import Draft7Validator
from odd_posts import GOOD, OnePage

from linkedin_api.sources.catalogue.pages import PAGES


@pytest.fixture
def first(connector, organizations):
    """A first read of the six known streams of one organization."""
    return connector.read(connector.oauth(organizations[0]))


def test_a_first_read_of_an_organization_makes_six_calls_and_has_one_token_made(first):
    methods = [request.method for request in first.requests]
    assert (len(first.calls), methods.count("OAUTH"), first.error) == (6, 1, None)


def test_each_stream_has_its_rows(first):
    rows = {stream: len(first.rows(stream)) for stream in SIX}
    assert rows == dict.fromkeys(SIX, 1) | dict.fromkeys(BY_TIME, 363)


def test_rows_fit_the_schemas_that_were_discovered(first):
    for stream in SIX:
        validator = Draft7Validator(dict(PAGES[stream].schema))
        for row in first.rows(stream):
            validator.validate(row)


def test_rows_are_what_linkedin_returned_at_the_top_level(first, organizations):
    assert first.rows("organization_lookup")[0]["id"] == organizations[0]
    assert "followerCountsByFunction" in first.rows("follower_statistics")[0]
    assert "totalShareStatistics" in first.rows("share_statistics")[0]
    assert first.rows("total_follower_count")[0]["firstDegreeSize"] > 0


def test_rows_by_day_say_when_and_keep_an_empty_time_range(first, organizations):
    rows = first.rows("follower_statistics_time_bound")
    assert list(rows[0])[-2:] == ["timeRangeStart", "timeRangeEnd"]
    assert all(row["timeRange"] == {} for row in rows)
    assert all(row["timeRangeEnd"] - row["timeRangeStart"] == 86_400_000 for row in rows)
    assert {row["organizationalEntity"] for row in rows} == {
        f"urn:li:organization:{organizations[0]}"
    }


def test_rows_by_day_add_up_to_the_figures(first, sandbox, organizations):
    figures = sandbox.figures
    last = figures.today - 3  # the day before yesterday is published when it is over
    reported = [row["followerGains"] for row in first.rows("follower_statistics_time_bound")]
    gained = figures.gains_between(organizations[0], last - 362, last)
    assert sum(each["organicFollowerGain"] for each in reported) == gained.organic
    assert sum(each["paidFollowerGain"] for each in reported) == gained.paid


def test_every_row_says_when_it_was_emitted(first, sandbox):
    now = sandbox.clock.milliseconds()
    assert all(now - 60_000 < row["emitted_at"] <= now for row in first.of("RECORD"))


@pytest.mark.parametrize("stream", SIX)
def test_a_stream_starts_runs_and_completes(first, stream):
    assert first.statuses(stream) == ["STARTED", "RUNNING", "COMPLETE"]


def test_every_row_comes_before_the_state_that_covers_it(first):
    for stream in SIX:
        reported = [
            message["type"]
            for message in first.messages
            if stream in json.dumps(message) and message["type"] in ("RECORD", "STATE")
        ]
        assert (reported[0], reported[-1]) == ("RECORD", "STATE")


def test_states_say_how_many_rows_they_cover(first):
    covered = dict.fromkeys(SIX, 0.0)
    for state in first.of("STATE"):
        covered[state["stream"]["stream_descriptor"]["name"]] += state["sourceStats"]["recordCount"]
    assert covered == {stream: float(len(first.rows(stream))) for stream in SIX}


@pytest.mark.parametrize("stream", [name for name in SIX if name not in BY_TIME])
def test_a_stream_that_is_read_whole_keeps_nothing_and_says_so_once(first, stream):
    assert first.states(stream) == [NOTHING_TO_KEEP]


@pytest.mark.parametrize("stream", BY_TIME)
def test_a_stream_by_day_keeps_the_end_of_its_last_bucket_as_text(first, stream):
    end = str(first.rows(stream)[-1]["timeRangeEnd"])
    assert first.states(stream) == [{"timeRangeEnd": end}] * 2


def test_a_second_read_the_same_day_asks_nothing_of_the_streams_by_day(
    connector, organizations, first
):
    again = connector.read(connector.oauth(organizations[0]), BY_TIME, state=first.kept)
    assert (again.requests, again.of("RECORD"), again.error) == ([], [], None)
    assert {stream: again.states(stream) for stream in BY_TIME} == {
        stream: first.states(stream)[-1:] for stream in BY_TIME
    }
    assert again.statuses(BY_TIME[0]) == ["STARTED", "COMPLETE"]


def test_all_streams_can_be_read_at_once(connector, organizations):
    output = connector.read(connector.config(organizations[0]), PAGES)
    assert {stream: output.statuses(stream)[-1] for stream in PAGES} == dict.fromkeys(
        PAGES, "COMPLETE"
    )
    assert len(output.rows("posts")) == len(output.rows("post_statistics")) > 0
    assert output.calls.count("posts") <= len(output.rows("posts")) // 100 + 2  # listed once


def test_several_organizations_share_streams_and_token(connector, organizations):
    chosen = organizations[:5]
    output = connector.read(connector.oauth(*chosen))
    urns = {row["organizationalEntity"] for row in output.rows("share_statistics_time_bound")}
    assert urns == {f"urn:li:organization:{number}" for number in chosen}
    assert len(output.rows("organization_lookup")) == 5
    assert len(output.requests) == 1 + 1 + 5 * 5


def test_months_are_whole_months(connector, organizations):
    config = connector.config(organizations[0], time_granularity_type="MONTH")
    rows = connector.read(config, BY_TIME).rows(BY_TIME[0])
    assert len(rows) in (10, 11)
    assert all(row["timeRangeEnd"] - row["timeRangeStart"] >= 28 * 86_400_000 for row in rows)


def test_a_start_date_moves_the_beginning_and_is_floored_to_its_day(connector, organizations):
    day = connector.sandbox.figures.last_day - timedelta(4)
    config = connector.config(organizations[0], start_date=f"{day}T13:30:00Z")
    first, *_ = rows = connector.read(config, BY_TIME).rows(BY_TIME[0])
    midnight = datetime.combine(day, time(), UTC)
    assert (len(rows), first["timeRangeStart"]) == (4, midnight.timestamp() * 1000)


def test_a_stream_that_does_not_exist_is_incomplete_and_the_others_are_read(
    connector, organizations
):
    output = connector.read(connector.config(organizations[0]), ["shares", SIX[0]])
    assert (output.statuses("shares"), output.error) == (["INCOMPLETE"], None)
    assert len(output.rows(SIX[0])) == 1
    assert "there is no stream shares" in output.logs


def test_it_can_be_called_where_a_loop_runs(connector, organizations):
    async def handler():
        config = connector.config(organizations[0])
        return connector.run("check", config=config), connector.read(config, [SIX[0]])

    check, output = asyncio.run(handler())
    assert [status["status"] for status in check.of("CONNECTION_STATUS")] == ["SUCCEEDED"]
    assert (len(output.rows(SIX[0])), output.error) == (1, None)


def test_an_empty_catalog_asks_nothing(connector, organizations):
    output = connector.run(
        "read", config=connector.config(organizations[0]), catalog=configured([])
    )
    assert (output.requests, output.of("TRACE"), output.error) == ([], [], None)


@pytest.mark.parametrize("value", ["a\ud800b", 2**64, -(2**200)])
def test_an_odd_value_is_a_record_as_linkedin_sent_it_in_valid_utf_8(
    connector, organizations, monkeypatch, value
):
    with OnePage(organizations[0], {"id": GOOD, "commentary": value}) as linkedin:
        monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
        output = connector.read(connector.config(organizations[0]), ["posts", "share_statistics"])
    (row,) = output.rows("posts")
    assert row["commentary"] == value
    output.text.encode()
    assert output.statuses("posts") == ["STARTED", "RUNNING", "COMPLETE"]


def test_a_refusal_with_an_odd_text_is_an_error_that_can_be_written(
    connector, organizations, monkeypatch
):
    body = b'{"status": 403, "message": "no \\ud800 way"}'
    with CannedServer(Answer(403, body=body)) as linkedin:
        monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
        output = connector.read(connector.config(organizations[0]), ["share_statistics"])
    output.text.encode()
    assert r"no \ud800 way" in output.errors[0]["message"]


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_start_date_to_come_is_refused_before_anything_is_asked(
    connector, organizations, sandbox, command
):
    tomorrow = sandbox.figures.last_day + timedelta(3)
    config = connector.config(organizations[0], start_date=f"{tomorrow}T00:00:00Z")
    files = {"catalog": configured(BY_TIME)} if command == "read" else {}
    output = connector.run(command, config=config, **files)
    assert output.requests == []
    assert "start_date must not be in the future, but it is" in output.text or (
        "start_date must not be in the future, but it is" in str(output.error)
    )
