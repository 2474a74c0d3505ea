"""The command as a whole: how it starts, what its help tells, how it ends."""

import json
import os
import subprocess
import sys

import pytest
import warm
from click.testing import CliRunner
from libraries import HEAVY
from measuring import times_as_much, work_of_python
from signed_in import signed_in

from linkedin_api.cli.commands import linkedin
from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.exit_codes import MEANINGS
from linkedin_api.version import __version__

#: Commands, each with the large libraries that it needs beside those before it.
NEEDED = {
    "pages tables": set(),
    "encode x": set(),
    "api get /me --curl": set(),
    "auth status": {"requests"},
    "auth token": set(),
    "api get /me": set(),
    "post list --as urn:li:organization:2414183": set(),
    "pages check --org 2414183": {"aiohttp"},
}
RUN_ALL = """
import contextlib, io, json, sys, time
from linkedin_api.cli import connection
from linkedin_api.cli.run import run
ahead, lines, heavy = float(sys.argv[1]), json.loads(sys.argv[2]), json.loads(sys.argv[3])
connection.machine_time = lambda: time.time() + ahead
there = {}
for line in lines:
    with contextlib.redirect_stdout(io.StringIO()):
        code = run(line.split())
    there[line] = [code, [name for name in heavy if name in sys.modules]]
print(json.dumps(there))
"""


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_version_is_shown():
    assert CliRunner().invoke(linkedin, ["--version"]).output.split()[-1] == __version__


def test_help_is_there_hardly_later_than_the_library_that_prints_it():
    ratio = times_as_much(
        lambda: work_of_python("-m", "linkedin_api.cli", "-h"),
        lambda: work_of_python("-c", "import click"),
    )

    assert ratio < 3


def test_a_command_loads_no_library_that_it_does_not_need(asked, tmp_path):
    signed_in(asked, tmp_path / "config", "default")
    given = [str(asked.clock.ahead), json.dumps([*NEEDED]), json.dumps(sorted(HEAVY))]
    ended = subprocess.run(
        [sys.executable, "-c", RUN_ALL, *given], capture_output=True, text=True, check=True
    )

    there, expected = json.loads(ended.stdout), set()
    for line, more in NEEDED.items():
        expected |= more
        assert there[line] == [0, sorted(expected)], (line, ended.stderr)


@pytest.mark.parametrize(
    "line",
    ["pages sync", "pages check", "pages state", "pages tables", "learning sync"],
)
def test_help_has_examples(type_, line):
    out = type_(f"{line} --help").out

    assert f"linkedin {line}" in out.partition("Examples:")[2]


@pytest.mark.parametrize("line", ["pages sync", "pages check", "learning sync"])
def test_help_has_the_environment_and_the_exit_codes(type_, line):
    out = type_(f"{line} --help").out

    assert all(name in out for name in VARIABLES)
    assert all(meaning in out for meaning in MEANINGS.values())


def test_a_bug_is_not_hidden(monkeypatch, type_):
    monkeypatch.setattr("linkedin_api.cli.tables.list_tables", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        type_("pages tables")


def test_without_its_extra_the_command_says_what_to_install():
    ended = python(
        "import sys; sys.modules['click'] = None\nfrom linkedin_api.cli import main\nmain()"
    )

    assert ended.returncode == 1
    assert 'pip install "linkedin-api-client[cli,sandbox]"' in ended.stderr


@pytest.mark.parametrize(
    "line", ["pages sync --sandbox", "learning sync --sandbox", "pages state --sandbox"]
)
def test_without_the_driver_of_a_database_one_sentence_says_what_to_install(line):
    ended = warm.run(
        "-c",
        "import sys; sys.modules['psycopg2'] = None\nfrom linkedin_api.cli.run import run\n"
        f"sys.exit(run([*{line.split()}, '--destination', 'postgres']))",
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "Error: loading into postgres needs a driver and credentials, and the driver 'psycopg2'"
        ' is not installed; type:\n  pip install "linkedin-api-client[postgres]"\n'
        "  export DESTINATION__POSTGRES__CREDENTIALS=postgresql://user:password@host/database\n"
    )


def test_without_the_extra_for_tables_one_sentence_says_what_to_install():
    ended = python(
        "import sys; sys.modules['dlt'] = None\nfrom linkedin_api.cli.run import run\n"
        "sys.exit(run(['pages', 'sync', '--sandbox']))"
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        'Error: this command needs an extra: pip install "linkedin-api-client[dlt]"\n'
    )


@pytest.mark.skipif(os.name != "posix", reason="closes the streams as a shell of Unix does")
@pytest.mark.parametrize(
    ("line", "code", "errors"),
    [
        ("post delete urn:li:share:7 <&-", 2, "Error: delete needs --yes when it cannot ask"),
        ("pages tables >&-", 0, ""),
        ("--version <&- >&- 2>&-", 0, ""),
    ],
)
def test_a_stream_that_the_parent_has_closed_is_empty_or_takes_everything(line, code, errors):
    ended = subprocess.run(
        f"{sys.executable} -m linkedin_api.cli {line}",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == code
    assert errors in ended.stderr
    assert "Traceback" not in ended.stderr
