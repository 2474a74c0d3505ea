"""What the documentation says of the command is true."""

import re
import shlex
from pathlib import Path

import click
import pytest
from command_tree import commands

from linkedin_api.cli.commands import linkedin
from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.exit_codes import MEANINGS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def typed_lines(text):
    """Lines that begin with the command, also those behind a prompt or another command."""
    for line in text.splitlines():
        found = re.match(r"(?:.*&& |\$ | +)?(linkedin [a-z].*)$", line)
        if found:
            yield re.split(r"\s(?:[>|#]\s|>>)", found[1])[0].strip()


DOCUMENTED = sorted(
    {
        line
        for page in PAGES
        for block in re.findall(r"^```\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
        for line in typed_lines(block)
    }
)


EXAMPLES = sorted(
    line
    for _, command in commands()
    for line in typed_lines(f"{command.help}\n{command.epilog or ''}")
)


@pytest.mark.parametrize("line", [*DOCUMENTED, *EXAMPLES])
def test_every_line_that_is_shown_is_understood(line):
    command, words = linkedin, shlex.split(line)[1:]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]

    command.make_context(line, words)


def test_there_are_lines_to_be_shown():
    assert len(DOCUMENTED) > 8
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize(("code", "meaning"), MEANINGS.items())
def test_every_exit_code_is_documented(code, meaning):
    assert f"\n| {int(code)} | {meaning} |\n" in (ROOT / "docs" / "command.md").read_text()


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_documented(name):
    assert f"`{name}`" in (ROOT / "docs" / "command.md").read_text()
