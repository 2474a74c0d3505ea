"""The command as a platform runs it: a process, files in, lines of messages out."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time

import pytest
import warm
from airbyte_cdk.models import ConfiguredAirbyteCatalog, ConfiguredAirbyteCatalogSerializer
from airbyte_cdk.test import entrypoint_wrapper
from airbyte_connector import BY_TIME, SIX, configured

from linkedin_api.sandbox import Match
from linkedin_api.sources.engines.airbyte import SourceLinkedInPages
from linkedin_api.sources.engines.airbyte.entrypoint import run
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.sync import Sync
from linkedin_api.sources.reading.retry_policy import source_retry


def test_a_sync_ends_well_and_its_state_spares_the_next_one_all_calls(connector, organizations):
    config, catalog = connector.oauth(organizations[0]), configured(BY_TIME)
    first = connector.process("read", config=config, catalog=catalog)
    assert (first.exit_code, len(first.of("RECORD"))) == (0, 2 * 363)
    assert len(first.requests) == 3
    again = connector.process("read", config=config, catalog=catalog, state=first.kept)
    assert (again.exit_code, again.requests, again.of("RECORD")) == (0, [], [])
    assert again.kept == [state | {"sourceStats": {"recordCount": 0.0}} for state in first.kept]


def test_a_sync_that_failed_in_part_ends_with_one_and_says_so_last(
    connector, organizations, sandbox
):
    sandbox.faults.add(Match(resource="organizationalEntityShareStatistics"), status=403)
    output = connector.process(
        "read", config=connector.oauth(organizations[0]), catalog=configured(SIX)
    )
    *of_streams, last = output.errors
    assert (output.exit_code, len(of_streams)) == (1, 2)
    assert all("stream_descriptor" in error for error in of_streams)
    assert "stream_descriptor" not in last
    assert (last["failure_type"], output.messages[-1]["trace"]["error"]) == ("config_error", last)
    assert len(output.rows("follower_statistics_time_bound")) == 363


def test_a_check_that_fails_is_an_answer_and_no_failure(connector):
    output = connector.process("check", config={"org_id": 1337, "access_token": "AQunknown"})
    (reported,) = output.of("CONNECTION_STATUS")
    assert (output.exit_code, reported["status"]) == (0, "FAILED")
    assert "re-authenticate" in reported["message"]
    assert "AQunknown" not in output.text


def test_not_even_debugging_shows_a_secret(connector, organizations):
    config = connector.oauth(organizations[0])
    process = connector.start(
        "read", "--debug", config=config, catalog=configured(["total_follower_count"])
    )
    text, complaints = process.communicate()
    assert (process.returncode, complaints) == (0, "")
    assert "GET /networkSizes/{urn}: 200" in text
    for name in ("client_secret", "refresh_token"):
        assert config["credentials"][name] not in text
    assert "Bearer" not in text


def test_it_ends_quietly_when_nobody_takes_its_messages_any_more(connector, organizations):
    process = connector.start(
        "read", config=connector.config(*organizations), catalog=configured(BY_TIME)
    )
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == ("", 1)
    process.stderr.close()


def test_without_a_command_there_is_help(capsys):
    with pytest.raises(SystemExit) as ended:
        run([])
    assert (ended.value.code, "discover" in capsys.readouterr().out) == (0, True)


def python(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_without_the_extra_one_sentence_says_what_to_install():
    code, reported = python(
        "import sys; sys.modules['airbyte_cdk'] = None\n"
        "from linkedin_api.sources.engines.airbyte import main; main(['spec'])"
    )
    assert (code, reported.strip()) == (
        1,
        "source-linkedin-pages needs 'airbyte_cdk': pip install \"linkedin-api-client[airbyte]\"",
    )


def test_the_library_of_airbyte_is_loaded_only_when_it_is_used():
    code, reported = python(
        "import sys, linkedin_api.sources.engines.airbyte as engine\n"
        "assert 'airbyte_cdk' not in sys.modules\n"
        "engine.SourceLinkedInPages\n"
        "assert 'airbyte_cdk' in sys.modules\n"
        "engine.nothing"
    )
    assert code == 1
    assert "has no attribute 'nothing'" in reported


def test_forked_processes_of_other_programs_log_as_if_it_were_not_loaded():
    ended = warm.run("-c", "import logging; logging.warning('said')")

    assert (ended.stdout, ended.stderr) == ("", "WARNING:root:said\n")


def test_airbytes_own_test_harness_can_run_it(connector, organizations):
    source = SourceLinkedInPages(retry=source_retry(0, 0))
    catalog = ConfiguredAirbyteCatalogSerializer.load(configured(SIX))
    output = entrypoint_wrapper.read(source, connector.oauth(organizations[0]), catalog)
    assert (len(output.records), output.errors) == (4 + 2 * 363, [])
    assert [each.value for each in output.get_stream_statuses(SIX[0])] == [
        "STARTED",
        "RUNNING",
        "COMPLETE",
    ]


def test_in_that_harness_too_organizations_are_readable_and_secrets_are_not(
    connector, refused, sandbox
):
    config = connector.config(refused)
    catalog = ConfiguredAirbyteCatalogSerializer.load(configured(["share_statistics"]))
    output = entrypoint_wrapper.read(
        SourceLinkedInPages(retry=source_retry(0, 0)), config, catalog, expecting_exception=True
    )
    messages = [error.trace.error.message for error in output.errors]
    assert any(f"organization {refused}: 403" in message for message in messages)
    assert not any(config["credentials"]["access_token"] in message for message in messages)


def test_in_that_harness_too_an_error_names_the_field(connector, organizations):
    config = connector.config(organizations[0], start_date="")
    output = entrypoint_wrapper.discover(SourceLinkedInPages(), config, expecting_exception=True)
    (error,) = output.errors
    assert "start_date must be a UTC time" in error.trace.error.message


def settled(sandbox):
    """How many requests a sandbox saw, once none came for a while.

    It notes those of a client that has left when it has finished them: in the next test.
    """
    before = None
    while (now := len(sandbox.requests)) != before:
        before = now
        time.sleep(0.15)
    return now


@pytest.fixture
def sync(connector, organizations):
    """A sync of many organizations, two calls at once, whose messages can be taken singly."""
    settings = Settings.read(connector.config(*organizations, concurrency=2))
    logger, now = logging.getLogger("airbyte.test"), connector.sandbox.clock.now
    nothing = ConfiguredAirbyteCatalog(streams=[])
    streams = SourceLinkedInPages(now=now).opener(settings, nothing, logger)
    yield Sync(settings, logger, None, now, streams).messages(BY_TIME, {})
    settled(connector.sandbox)


def test_nothing_is_read_much_ahead_of_who_takes_the_messages(sync, sandbox):
    next(message for message in sync if message.record)
    assert settled(sandbox) <= 14  # of 98
    sync.close()


def test_who_stops_taking_messages_leaves_nothing_behind(sync):
    next(message for message in sync if message.record)
    sync.close()
    assert not [each for each in threading.enumerate() if each.name == "linkedin reader"]


def test_rows_reach_a_platform_while_the_rest_is_still_read(connector, organizations, sandbox):
    shares = "organizationalEntityShareStatistics"
    sandbox.faults.add(Match(resource=shares), delay=600)
    process = connector.start(
        "read", config=connector.config(organizations[0]), catalog=configured(BY_TIME)
    )
    messages = map(json.loads, process.stdout)
    first = next(message for message in messages if message["type"] == "RECORD")
    assert first["record"]["stream"] == BY_TIME[0]
    assert shares not in [request.resource for request in sandbox.requests]
    process.kill()
    process.communicate()
    settled(sandbox)
