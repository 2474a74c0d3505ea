"""The command as a whole: how it starts, what its help tells, how it ends."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from measuring import times_as_much, work_of_python

from linkedin_api.cli.commands import linkedin
from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.exit_codes import MEANINGS
from linkedin_api.version import __version__

HEAVY = {"aiohttp", "dlt", "duckdb", "requests", "rich", "starlette"}


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


@pytest.mark.parametrize("line", ["-h", "pages sync -h", "learning check -h", "pages tables"])
def test_heavy_libraries_are_loaded_only_when_used(line):
    ended = python(
        "import sys\nfrom linkedin_api.cli.run import run\n"
        f"run({line.split()!r})\nprint(*sys.modules, file=sys.stderr)"
    )

    assert ended.returncode == 0, ended.stderr
    assert HEAVY.isdisjoint(ended.stderr.split())


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
    ended = python(
        "import sys; sys.modules['psycopg2'] = None\nfrom linkedin_api.cli.run import run\n"
        f"sys.exit(run([*{line.split()}, '--destination', 'postgres']))"
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
