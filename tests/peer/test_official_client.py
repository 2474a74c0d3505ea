"""The official client, as released and unread, against the sandbox and side by side with ours.

`make peer` installs it into an environment of its own and names its interpreter.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from linkedin_api import RestliClient
from linkedin_api.sandbox import Sandbox

PYTHON = os.environ.get("LINKEDIN_PEER_PYTHON", "")
PROGRAM = Path(__file__).with_name("program.py")

pytestmark = pytest.mark.skipif(
    not PYTHON, reason="the official client is not here; `make peer` installs and names it"
)


@pytest.fixture(scope="module")
def answers():
    """What a program written for the official client prints, run with either client."""
    with Sandbox() as sandbox:
        token = sandbox.access_token()
        command = [PYTHON, "-P", str(PROGRAM), sandbox.url, token]
        theirs = subprocess.check_output(command, text=True)
        sandbox.reset()
        token = sandbox.access_token()
        ours = run_here(sandbox.url, token)
    return json.loads(theirs), ours


def run_here(url, token):
    namespace = {"__name__": "program"}
    exec(compile(PROGRAM.read_text(), PROGRAM.name, "exec"), namespace)
    return json.loads(json.dumps(namespace["calls"](RestliClient(base_url=url), token)))


@pytest.mark.parametrize("name", ["get", "finder", "create", "batch_get"])
def test_the_official_client_works_against_the_sandbox(answers, name):
    theirs, _ = answers

    assert theirs[name]["status"] in (200, 201)
    assert theirs[name]["data"]


@pytest.mark.parametrize("name", ["get", "finder", "create", "batch_get", "not_found"])
def test_the_same_program_gets_the_same_answers_with_ours(answers, name):
    theirs, ours = answers

    assert ours[name] == theirs[name]
