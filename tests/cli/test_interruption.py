"""Ctrl-C and SIGTERM at any moment: a sentence and a code, and no traceback."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

from linkedin_api.cli.destinations import SETTINGS
from linkedin_api.cli.interruption import interruption

SYNC = "pages sync --sandbox --org 2414183 --tables organization_lookup"
#: Commands, and seconds in which they do most of what they do.
COMMANDS = {
    SYNC: 3.5,
    f"{SYNC} --json": 3.5,
    "pages check --sandbox": 2.0,
    "demo": 4.0,
    "sandbox --port 0": 1.5,
}
#: `linkedin sandbox` prints the credentials of its sandbox.
SHOWS_SECRETS = pytest.mark.shows_secrets("the sandbox says how to connect to it")
SOAK = pytest.mark.soak
#: Quick tests give each command one signal, by turns.
QUICK = (signal.SIGINT, signal.SIGTERM)
MOMENTS = [
    pytest.param(line, number, moment, marks=[*marks, *([SHOWS_SECRETS] * ("sandbox " in line))])
    for place, line in enumerate(COMMANDS)
    for number in (signal.SIGINT, signal.SIGTERM)
    for moment, marks in (
        (random.Random(f"{line} {number}").random(), [] if number == QUICK[place % 2] else [SOAK]),
        (0.0, [SOAK]),
    )
]
ONLY_WITH_PROC = pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="nothing says when a process listens to signals"
)


@pytest.fixture
def started():
    """Starts the command and waits until it listens to signals."""
    processes = []

    def start(line, **options):
        process = subprocess.Popen(
            [sys.executable, "-m", "linkedin_api.cli", *line.split()],
            env=os.environ | SETTINGS,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        processes.append(process)
        while process.poll() is None and not listens(process.pid):
            time.sleep(0.001)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def listens(pid):
    with Path(f"/proc/{pid}/status").open() as status:
        (caught,) = [line.split()[1] for line in status if line.startswith("SigCgt")]
    return bool(int(caught, 16) & 1 << signal.SIGTERM - 1)


@ONLY_WITH_PROC
@pytest.mark.parametrize(("line", "number", "moment"), MOMENTS)
def test_at_any_moment_there_is_a_sentence_and_a_code(started, line, number, moment):
    process = started(line)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment * COMMANDS[line])
    is_running = process.poll() is None

    process.send_signal(number)
    out, err = process.communicate()

    assert "Traceback" not in out + err
    assert "ignored" not in out + err
    ended = (process.returncode, "stopped" in out + err)
    # One that was at its end may have ended by itself just before the signal came.
    assert not is_running or ended in ((128 + number, True), (0, False))
    if "--json" in line:
        assert json.loads(out)["exit_code"] in (process.returncode, 0)


def test_a_person_who_types_ctrl_c_has_the_cursor_back():
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "linkedin_api.cli", "pages", "sync", "--sandbox", "--org", "2414183"],
        env=os.environ | SETTINGS | {"TERM": "xterm"},
        encoding="utf-8",
        timeout=60,
    )
    terminal.expect("organization_lookup")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 130
    assert "Error: stopped" in terminal.before
    assert "loaded rows are kept" in terminal.before
    assert "Traceback" not in terminal.before
    assert terminal.before.rfind("\x1b[?25h") > terminal.before.rfind("\x1b[?25l")


HEAR = """
import os, signal, sys
from linkedin_api.cli.interruption import interruption
interruption.begin(as_json="--json" in sys.argv)
def ask(): os.kill(os.getpid(), signal.SIGTERM)
"""
SWALLOWED = {
    "an import": "sys.path.insert(0, '.'); import swallows",
    "a finalizer": "type('T', (), {'__del__': lambda self: ask()})()",
    "a callback": "import weakref; t = type('T', (), {}); weakref.finalize(t(), ask)",
    "a second one": "try: ask()\nexcept BaseException: pass\nask()",
    "the end": "import atexit; atexit.register(ask); interruption.end(0)",
    "the end of threads": "import threading; threading._register_atexit(ask); interruption.end(0)",
}


@pytest.mark.parametrize("where", SWALLOWED)
@pytest.mark.parametrize("as_json", [False, True])
def test_where_nothing_can_be_raised_the_process_ends_at_once(tmp_path, where, as_json):
    swallows = "import __main__\ntry: __main__.ask()\nexcept BaseException: pass\n"
    (tmp_path / "swallows.py").write_text(swallows)
    program = f"{HEAR}{SWALLOWED[where]}\nprint('it went on')"

    ended = subprocess.run(
        [sys.executable, "-c", program, *(["--json"] if as_json else [])],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert ended.returncode == 143
    if as_json and "the end" not in where:  # whose document was told before
        assert json.loads(ended.stdout)["exit_code"] == 143
        assert ended.stderr == ""
    else:
        assert (ended.stdout, ended.stderr) == ("", "Error: stopped\n")


def test_what_is_raised_elsewhere_is_shown_as_ever():
    program = HEAR + "type('T', (), {'__del__': lambda self: 1 / 0})()"

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert "ZeroDivisionError" in ended.stderr


def test_a_command_that_shall_ignore_ctrl_c_does():
    program = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)" + HEAR
    program += "os.kill(os.getpid(), signal.SIGINT); interruption.end(7)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 7


def test_whatever_fails_after_the_command_was_asked_to_stop_comes_of_that(monkeypatch, type_):
    monkeypatch.setattr(interruption, "signal_code", signal.SIGTERM)

    ended = type_("pages check --credentials-file missing")

    assert (ended.code, ended.err) == (143, "Error: stopped\n")
