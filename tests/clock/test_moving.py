"""Clocks are moved for whole trees of processes, and only the time of day."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from clock.moving import CannotMoveError, build, moved
from postgres import needs_postgres

TESTS = Path(__file__).parents[1]
THEN = datetime(2044, 2, 29, 23, 59, 30, tzinfo=UTC)
BEFORE = datetime(2011, 1, 1, tzinfo=UTC)
both = pytest.mark.parametrize("moment", [THEN, BEFORE], ids=["ahead", "back"])


@pytest.fixture(scope="module")
def library():
    with TemporaryDirectory() as folder:  # not one of pytest's own, which nobody else may enter
        try:
            yield build(Path(folder))
        except CannotMoveError as error:
            pytest.skip(str(error))


@pytest.fixture
def python(library):
    """Runs code at a moment; gives what it prints, read as JSON."""

    def running(code: str, moment: datetime, zone: str = "UTC"):
        program = f"import ctypes, json, subprocess, sys, time\nlibc = ctypes.CDLL(None)\n{code}"
        command = [sys.executable, "-c", program]
        return json.loads(subprocess.check_output(command, env=moved(library, moment, zone)))

    return running


def is_at(told: float, moment: datetime) -> bool:
    return 0 <= told - moment.timestamp() + 1 < 3600


@both
def test_a_program_and_those_that_it_starts_tell_the_moment(python, moment):
    own, child, shell = python(
        "ask = lambda *command: float(subprocess.check_output(command))\n"
        "python = ask(sys.executable, '-c', 'import time; print(time.time())')\n"
        "print(json.dumps([time.time(), python, ask('date', '+%s')]))",
        moment,
    )

    assert is_at(own, moment)
    assert is_at(child, moment)
    assert is_at(shell, moment)


def test_a_clock_that_is_moved_can_be_moved_again(python):
    code = (
        f"sys.path.insert(0, {str(TESTS)!r})\n"
        "import os; from clock.moving import moved; from datetime import datetime, UTC\n"
        "from pathlib import Path\n"
        "there = moved(Path(os.environ['LD_PRELOAD']), datetime(1999, 12, 31, tzinfo=UTC), 'UTC')\n"
        "year = [sys.executable, '-c', 'import time; print(time.gmtime().tm_year)']\n"
        "print(int(subprocess.check_output(year, env=there)))"
    )

    assert python(code, THEN) == 1999


def test_each_way_to_ask_tells_the_same(python):
    told = python(
        "import datetime, duckdb\n"
        "pair = (ctypes.c_long * 2)()\n"
        "libc.gettimeofday(pair, None); of_day = pair[0]\n"
        "libc.timespec_get(pair, 1); spec = pair[0]\n"
        "libc.time.restype = ctypes.c_long; plain = libc.time(None)\n"
        "base = duckdb.execute('SELECT epoch(now())').fetchall()[0][0]\n"
        "aware = datetime.datetime.now(datetime.UTC).timestamp()\n"
        "ns = time.time_ns() / 1e9\n"
        "print(json.dumps([time.time(), ns, of_day, spec, plain, base, aware]))",
        THEN,
    )

    assert [is_at(each, THEN) for each in told] == [True] * 7


def test_the_time_zone_is_that_of_the_program(python):
    zone = "Pacific/Kiritimati"

    assert python("print(json.dumps(time.localtime()[:3]))", THEN, zone) == [2044, 3, 1]


@both
def test_waiting_takes_as_long_as_ever(python, moment):
    waited = python(
        "import threading, asyncio\n"
        "def wait(how):\n"
        "    begun = time.monotonic(); how(); return time.monotonic() - begun\n"
        "def until():\n"  # as Python itself does where the C library is older
        "    end = time.time() + 0.05\n"
        "    moment = (ctypes.c_long * 2)(int(end), int(end % 1 * 1e9))\n"
        "    semaphore = ctypes.create_string_buffer(64)\n"
        "    libc.sem_init(semaphore, 0, 0); libc.sem_timedwait(semaphore, moment)\n"
        "held = threading.Lock(); held.acquire()\n"
        "print(json.dumps([wait(how) for how in (\n"
        "    lambda: time.sleep(0.05),\n"
        "    lambda: threading.Event().wait(0.05),\n"
        "    lambda: held.acquire(timeout=0.05),\n"
        "    lambda: threading.Thread(target=time.sleep, args=(0.05,)).run(),\n"
        "    lambda: asyncio.run(asyncio.sleep(0.05)),\n"
        "    lambda: subprocess.run(['sleep', '0.05']),\n"
        "    until,\n"
        ")]))",
        moment,
    )

    assert all(seconds >= 0.045 for seconds in waited), waited


@needs_postgres
def test_a_database_of_another_user_tells_the_moment(python):
    told = python(
        f"sys.path.insert(0, {str(TESTS)!r})\n"
        "import psycopg2\nfrom postgres import start_postgres\n"
        "with start_postgres() as url:\n"
        "    connection = psycopg2.connect(url); cursor = connection.cursor()\n"
        "    cursor.execute('SELECT extract(epoch FROM now())::float')\n"
        "    print(json.dumps(cursor.fetchone()[0])); connection.close()",
        THEN,
    )

    assert is_at(told, THEN)


def test_without_a_compiler_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("CC", "no-such-compiler")

    with pytest.raises(CannotMoveError, match=r"a C compiler is needed .* apt-get install gcc"):
        build(tmp_path)


def test_an_unknown_time_zone_is_refused(library):
    with pytest.raises(CannotMoveError, match="Middle/Earth"):
        moved(library, THEN, "Middle/Earth")


def test_a_library_that_moves_nothing_is_found_out(tmp_path):
    with pytest.raises(CannotMoveError, match="should begin at 2044-02-29 23:59:30"):
        moved(tmp_path / "moved.so", THEN, "UTC")
