"""A version that ends is told of in one sentence, with the option that names another one."""

from __future__ import annotations

import subprocess

import pytest
import warm
from canned import Answer, CannedServer

from linkedin_api.versions import CALENDAR, sunset_of

#: It had ended before the package was made, so it has on every day on which this runs.
ENDED = CALENDAR[0].month
SENTENCE = (
    f"Warning: version {ENDED} of LinkedIn's API ended on {sunset_of(ENDED)}; every call with it"
    " gets 426: use a newer one, such as --api-version 202608\n"
)
SYNC = "pages sync --org 1 --tables posts"


@pytest.fixture
def refusing(monkeypatch):
    """LinkedIn, which refuses the token; behind a proxy, since it is not on loopback."""
    with CannedServer(Answer(401, {}, b'{"code": "EMPTY_ACCESS_TOKEN"}')) as server:
        monkeypatch.delenv("HTTP_PROXY", raising=False)
        monkeypatch.setenv("http_proxy", server.url)
        monkeypatch.setenv("LINKEDIN_API_URL", "http://api.linkedin.test")
        monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "T")
        yield server


#: As in a shell that has `PYTHONWARNINGS` or gives Python `-W`.
PROGRAM = """
import sys, warnings
warnings.resetwarnings()
warnings.simplefilter(sys.argv.pop(1), UserWarning)
from linkedin_api.cli import main
main()
"""


def run(line: str, warned: str = "default") -> subprocess.CompletedProcess[str]:
    """Type a command line into a process of its own."""
    return warm.run("-c", PROGRAM, warned, *line.split())


@pytest.mark.parametrize(
    "command", ["pages check", SYNC, "learning check", "learning sync --tables learning_assets"]
)
def test_it_is_one_sentence_on_standard_error(refusing, command):
    ended = run(f"{command} --api-version {ENDED}")

    assert ended.stderr.count(SENTENCE) == 1
    assert "version_string" not in ended.stderr.replace(SENTENCE, "")
    assert "SunsetWarning" not in ended.stderr
    assert ".py" not in ended.stderr


def test_json_stays_json(refusing):
    ended = run(f"{SYNC} --api-version {ENDED} --json")

    assert ended.stdout.startswith("{")
    assert ended.stderr == SENTENCE


def test_warnings_that_are_errors_do_not_end_the_command(refusing):
    ended = run(f"{SYNC} --api-version {ENDED}", "error")

    assert "401" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_version_that_does_not_end_soon_is_not_told_of(refusing):
    assert "version" not in run("pages check --api-version 209911").stderr


def test_a_sandbox_ends_no_version():
    assert run("pages check --sandbox --api-version 202601").stderr == ""


@pytest.mark.parametrize("command", ["pages check", "pages sync --org 2414183 --tables posts"])
def test_neither_does_one_that_runs_elsewhere_on_this_machine(asked, type_, command):
    assert type_(f"{command} --api-version {ENDED}").err.count("Warning") == 0
