"""The plugin that looks for secrets in what tests show, with tests that show some."""

from __future__ import annotations

import pytest
import secrets_watch

pytest_plugins = ["pytester"]

TESTS = """
import logging, subprocess, sys, warnings
import pexpect, pytest, secrets_watch
from linkedin_api.sandbox import App, Sandbox
from linkedin_api.tokens import Token

with Sandbox(apps=(App("86watch", "a-secret/of+watch", ("http://localhost/back",)),)) as sandbox:
    TOKEN = sandbox.access_token()
SECRET = "a-secret/of+watch"
PRINTING = [sys.executable, "-c", "import sys; print(sys.argv[1])"]


def test_prints():
    print("token:", TOKEN)

def test_prints_a_part():
    print(TOKEN[:40])

def test_prints_a_client_secret():
    print(SECRET)

def test_prints_a_client_secret_as_a_form_does():
    print("client_secret=a-secret%2Fof%2Bwatch")

def test_prints_a_token_of_its_own():
    Token("made-up-by-hand", "client", 0.0)
    print("made-up-by-hand")

def test_logs():
    logging.getLogger("any").warning("%s", TOKEN)

def test_catches_a_warning():
    with pytest.warns(UserWarning):
        warnings.warn(TOKEN)

def test_reads_what_was_printed(capsys):
    print(TOKEN)
    assert TOKEN in capsys.readouterr().out

def test_runs_a_program():
    subprocess.run([*PRINTING, TOKEN], capture_output=True)

def test_types_into_a_terminal():
    pexpect.spawn(PRINTING[0], [*PRINTING[1:], TOKEN]).expect(pexpect.EOF)

def test_collects_output_itself():
    secrets_watch.shown(TOKEN, "mine")

def test_leaves_a_file(tmp_path):
    (tmp_path / "shared").write_bytes(b"binary \\xff " + TOKEN.encode())


def test_keeps_a_private_file(tmp_path):
    (tmp_path / "private").write_text(TOKEN)
    (tmp_path / "private").chmod(0o600)

def test_prints_the_ends_of_a_token():
    print(TOKEN[:5], TOKEN[-4:], "AQ" + "x" * 50)

@pytest.mark.shows_secrets("it is about that")
def test_says_why():
    print(TOKEN)
"""


@pytest.fixture
def run(pytester: pytest.Pytester):
    def run(text):
        pytester.makepyfile(text)
        return pytester.runpytest_inprocess(
            "-p", "no:cacheprovider", "-W", "always", plugins=[secrets_watch]
        )

    return run


@pytest.mark.shows_secrets("the tests that it runs do")
def test_a_test_that_shows_a_secret_anywhere_fails(run):
    ended = run(TESTS)

    shows = TESTS.partition("def test_keeps")[0]
    assert ended.parseoutcomes()["errors"] == shows.count("def test_")
    assert ended.parseoutcomes()["passed"] == TESTS.count("def test_")


def test_whoever_shows_secrets_says_why(run):
    ended = run("import pytest\n@pytest.mark.shows_secrets\ndef test_a(): pass\n")

    assert "shows_secrets must say why" in ended.stdout.str() + ended.stderr.str()
    assert ended.ret != 0
