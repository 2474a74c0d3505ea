"""What `--help` shows, of the command and of each command below it."""

import json
import os
import re
import subprocess
import sys

import pytest
from libraries import HEAVY

PRINT_EVERY_HELP = """
import json, sys
from click.testing import CliRunner
from linkedin_api.cli.commands import linkedin

def helps(command, path=()):
    yield path, CliRunner().invoke(linkedin, [*path, "--help"], prog_name="linkedin").output
    for name, inner in getattr(command, "commands", {}).items():
        yield from helps(inner, (*path, name))

texts = {" ".join(("linkedin", *path)): text for path, text in helps(linkedin)}
print(json.dumps([texts, list(sys.modules)]))
"""


@pytest.fixture(params=["", "2"], ids=["as usual", "without docstrings"], scope="module")
def all_shown(request):
    """Every help, in one process, and the modules in it; `PYTHONOPTIMIZE=2` has no docstrings."""
    environment = os.environ | {"PYTHONOPTIMIZE": request.param}
    ended = subprocess.run(
        [sys.executable, "-c", PRINT_EVERY_HELP],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    return json.loads(ended.stdout)


@pytest.fixture
def every_help(all_shown):
    """The help of each command, by its name."""
    return all_shown[0]


def test_no_help_loads_an_engine_or_a_client(all_shown):
    assert HEAVY.isdisjoint(all_shown[1])


def section(text, heading):
    """The lines of a section, without its heading."""
    found = re.search(rf"^ *{heading}:\n((?:  .*\n)+)", text, re.MULTILINE)
    return found[1] if found else ""


def test_every_command_has_its_help(every_help):
    assert {"linkedin", "linkedin sandbox", "linkedin pages sync"} < every_help.keys()
    assert len(every_help) == 58


def test_every_command_is_described(every_help):
    for command, text in every_help.items():
        usage, description, *_ = text.split("\n\n")

        assert usage.startswith(f"Usage: {command} [OPTIONS]"), text
        assert re.match(r"  [A-Z].*\.", description, re.DOTALL), text


def test_every_command_is_described_where_it_is_listed(every_help):
    listed = {command: section(text, "Commands") for command, text in every_help.items()}
    lines = [line for lines in listed.values() for line in lines.splitlines()]

    assert len(lines) == len(every_help) - 1
    for line in lines:
        assert re.match(r"  [a-z-]+ +[A-Z]\w+ ", line), line


def test_every_option_is_described(every_help):
    for text in every_help.values():
        for option in re.split(r"\n(?=  -)", "\n" + section(text, "Options"))[1:]:
            assert re.match(r"  -\S+(?: \S+)*?(?:  +|\n +)[A-Z]", option), option


def test_no_help_shows_the_mark_that_keeps_lines_apart(every_help):
    for text in every_help.values():
        assert r"\b" not in text
        assert "\b" not in text


def test_examples_keep_their_lines(every_help):
    examples = {command: section(text, "Examples") for command, text in every_help.items()}

    assert examples["linkedin sandbox"].splitlines()[0].strip() == "linkedin sandbox"
    assert (
        examples["linkedin pages sync"].splitlines()[0].strip() == "linkedin pages sync --sandbox"
    )


def test_no_list_of_commands_cuts_a_sentence(every_help):
    cut = [line for text in every_help.values() for line in text.splitlines() if "..." in line]

    assert [line for line in cut if not line.startswith(("Usage:", "  --", "  -"))] == []


def test_only_examples_and_addresses_are_wider_than_a_terminal(every_help):
    wide = {
        line.strip()
        for text in every_help.values()
        for line in text.splitlines()
        if len(line) > 80 and "https://" not in line
    }

    assert {line for line in wide if not line.startswith("linkedin ")} == set()


def test_names_are_shown_as_they_are_known(every_help):
    shown = every_help["linkedin pages sync"]

    assert "--granularity [DAY|MONTH]" in shown
    assert (
        "Usage: linkedin post react [OPTIONS] URN [REACTION]\n" in every_help["linkedin post react"]
    )


@pytest.mark.parametrize("name", ["pages state", "pages report", "ads views"])
def test_what_only_reads_tables_starts_no_sandbox(every_help, name):
    shown = " ".join(every_help[f"linkedin {name}"].split())

    assert "--sandbox Use the tables that `sync --sandbox` loaded." in shown
    assert "that the member administers" not in shown
