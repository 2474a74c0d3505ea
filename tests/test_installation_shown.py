"""`make demo` and its like show from the first second what they install, and end in a sentence."""

import os
import re
import runpy
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

if os.name == "posix":
    import pexpect

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
SCRIPT = str(Path(__file__).parents[1] / ".ci/environment.py")
#: What pip prints where there is no network.
NO_NETWORK = """\
WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnectionError'
ERROR: Could not find a version that satisfies the requirement hatchling (from versions: none)
ERROR: No matching distribution found for hatchling
"""
GOOD = """\
Collecting duckdb<3,>=1.1 (from linkedin-api-client)
  Downloading duckdb-1.4.1-cp311-cp311-manylinux_2_28_x86_64.whl (20.4 MB)
Installing collected packages: a-package-with-a-name-that-is-far-too-long-for-a-line
Successfully installed duckdb-1.4.1
"""


@pytest.fixture
def command(tmp_path, monkeypatch):
    """The command line that installs, with a pip that prints a text and ends with a code."""

    monkeypatch.chdir(tmp_path)

    def command(printed, code=0, then=""):
        (tmp_path / "printed").write_text(printed)
        pip = tmp_path / ".venv/bin/python"
        pip.parent.mkdir(parents=True)
        pip.write_text(f"#!/bin/sh\ncat printed\n{then}\nexit {code}\n")
        pip.chmod(pip.stat().st_mode | stat.S_IXUSR)
        return [sys.executable, "-I", "-S", SCRIPT, "install", ".venv", "--editable", "."]

    return command


@pytest.fixture
def ended(command):
    """What was printed where there is no terminal."""

    def ended(*arguments):
        return subprocess.run(command(*arguments), capture_output=True, text=True, check=False)

    return ended


def in_terminal(command, columns):
    program, *arguments = command
    environment = {"TERM": "xterm", "PATH": "/usr/bin:/bin"}
    return pexpect.spawn(
        program, arguments, env=environment, dimensions=(24, columns), encoding="utf-8", timeout=30
    )


def test_without_a_terminal_it_says_first_what_it_does_and_then_that_it_is_done(ended):
    done = ended(GOOD)

    first, last = done.stdout.splitlines()
    assert first == "installing into .venv …"
    assert re.fullmatch(r"installing into \.venv: done in \d+ s", last)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_terminal_one_line_changes_and_never_wraps(command, columns):
    terminal = in_terminal(command(GOOD, 0, "sleep 0.5"), columns)
    terminal.expect(pexpect.EOF)

    *changing, last = terminal.before.removeprefix("\r\x1b[K").split("\r\x1b[K")
    assert all(len(line) < columns for line in changing)
    assert len(changing) > 1
    assert last.endswith(" s\r\n")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Collecting duckdb<3,>=1.1 (from dlt)", "looking for duckdb"),
        ("  Downloading duckdb-1.4.1-cp311-linux.whl (20.4 MB)", "downloading duckdb (20.4 MB)"),
        ("  Installing build dependencies: started", "building"),
        ("Installing collected packages: duckdb, dlt", "unpacking"),
        (NO_NETWORK.splitlines()[0], "no connection yet; pip tries again"),
        ("  Using cached duckdb-1.4.1-cp311-linux.whl", None),
    ],
)
def test_what_pip_does_is_read_from_its_lines(line, shown):
    assert runpy.run_path(SCRIPT)["phase_of"](line) == shown


@pytest.mark.parametrize("environment", ["dumb", "xterm"])
def test_a_terminal_that_cannot_rewrite_a_line_gets_whole_lines(command, environment):
    program, *arguments = command(GOOD)
    terminal = pexpect.spawn(program, arguments, env={"TERM": environment, "PATH": "/usr/bin:/bin"},
                             encoding="utf-8", timeout=30)  # fmt: skip
    terminal.expect(pexpect.EOF)

    assert ("\x1b" in terminal.before) == (environment == "xterm")


def test_without_a_network_there_is_one_sentence_that_says_so(ended):
    done = ended(NO_NETWORK, 1)

    assert done.returncode == 1
    assert done.stderr == (
        "Error: pip cannot reach the package index. Check the network and the proxy, then repeat"
        " the command; what is already installed stays.\n"
    )


def test_a_network_that_comes_back_is_no_error(ended):
    assert ended(NO_NETWORK.splitlines()[0] + "\n" + GOOD).returncode == 0


def test_another_failure_is_told_in_the_words_of_pip(ended):
    done = ended(GOOD + "ERROR: No space left on device\n", 1)

    assert (done.returncode, done.stderr) == (1, "Error: No space left on device\n")


def test_a_failure_without_an_error_shows_the_end_of_what_was_printed(ended):
    assert "Successfully installed" in ended(GOOD, 1).stderr


def test_ctrl_c_ends_in_one_sentence(command):
    terminal = in_terminal(command(GOOD, 0, "sleep 30"), 80)
    terminal.expect(r"installing into \.venv: \d+ s")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()

    said = terminal.before.rpartition("\x1b[K")[2]
    assert said == "Error: stopped; the same command goes on from here\r\n"
    assert (terminal.exitstatus, terminal.signalstatus) == (128 + signal.SIGINT, None)
