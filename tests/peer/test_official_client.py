"""Programs written for the official client, run with it, as released and unread, and with ours.

`make peer` installs it into an environment of its own and names its interpreter.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkedin_api.sandbox import Match, Sandbox

PYTHON = os.environ.get("LINKEDIN_PEER_PYTHON", "")
PROGRAMS = Path(__file__).with_name("programs")

pytestmark = pytest.mark.skipif(
    not PYTHON, reason="the official client is not here; `make peer` installs and names it"
)

#: What goes wrong on the second page of a list.
BROKEN_PAGES = {
    "an empty 200": {"body": "", "times": 1},
    "an HTML 200": {"html": "<p>Sorry</p>", "status": 200, "times": 5},
    "a truncated body": {"body": '{"elements": [{"id": 1}, {"i', "times": 1},
}


def result_of(python, program, fault=None):
    """What a program prints, run by an interpreter against a sandbox of its own."""
    with Sandbox() as sandbox:
        if fault:
            sandbox.faults.add(Match(resource="adCampaignGroups"), skip=1, **fault)
        command = [python, str(PROGRAMS / f"{program}.py"), sandbox.url, sandbox.access_token()]
        return json.loads(subprocess.check_output(command, text=True, timeout=60))


@pytest.fixture(scope="module")
def calls():
    """What the same calls give with either client."""
    return result_of(PYTHON, "calls"), result_of(sys.executable, "calls")


@pytest.mark.parametrize("name", ["get", "finder", "create", "batch_get"])
def test_the_official_client_works_against_the_sandbox(calls, name):
    theirs, _ = calls

    assert theirs[name]["status"] in (200, 201)
    assert theirs[name]["data"]


@pytest.mark.parametrize("name", ["get", "finder", "create", "batch_get", "not_found"])
def test_the_same_calls_get_the_same_answers_with_ours(calls, name):
    theirs, ours = calls

    assert ours[name] == theirs[name]


@pytest.mark.parametrize("program", ["posting", "page_loop", "pool"])
def test_the_same_program_gives_the_same_results_with_ours(program):
    theirs = result_of(PYTHON, program)

    assert theirs
    assert result_of(sys.executable, program) == theirs


@pytest.mark.parametrize("broken", BROKEN_PAGES)
def test_a_page_loop_over_broken_answers_gives_the_same_rows_with_ours(broken):
    theirs = result_of(PYTHON, "page_loop", BROKEN_PAGES[broken])

    assert len(theirs) == 12
    assert result_of(sys.executable, "page_loop", BROKEN_PAGES[broken]) == theirs


def test_what_a_program_sets_up_in_the_session_has_the_same_effect_with_ours():
    theirs, ours = result_of(PYTHON, "session"), result_of(sys.executable, "session")

    assert theirs["created"] == 201
    assert ours == theirs
