"""A reader who types what a page shows has all that it needs."""

from __future__ import annotations

import ast
import builtins
import re
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: What every reader has of his own: the application's and the member's credentials.
OF_THE_READER = {"token", "client_id", "client_secret", "redirect_url", "code", "received_state"}
#: Said in words where they are used.
SAID = {"path", "send_to_consent", "draw_bar", "token_of_openid"}
#: The extras that bring the command.
WITH_COMMAND = {"cli", "mcp", "all"}


def visible(page):
    return re.sub(r"<!-- invisible-code-block.*?-->", "", page.read_text(), flags=re.DOTALL)


def blocks(text):
    return [
        dedent(found)
        for found in re.findall(r"^ *```python\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    ]


def bound(tree):
    """The names that some code defines, in any scope."""
    for node in ast.walk(tree):
        match node:
            case ast.alias():
                yield (node.asname or node.name).partition(".")[0]
            case ast.arg():
                yield node.arg
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.ExceptHandler(name=str()):
                yield node.name


def undefined(text):
    known, missing = set(dir(builtins)) | OF_THE_READER | SAID, set()
    for block in blocks(text):
        tree = ast.parse(block)
        known.update(bound(tree))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        missing |= used - known
    return missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_introduces_every_name_that_its_programs_use(page):
    text = visible(page)
    introduced = {"client"} if "[`client`](getting-started.md" in text else set()

    assert undefined(text) - introduced == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_where_the_command_is_typed_after_an_installation_it_was_installed(page):
    for block in re.findall(r"^```\w*\n(.*?)^```", visible(page), re.DOTALL | re.MULTILINE):
        lines = block.splitlines()
        if not any(line.startswith("linkedin ") for line in lines):
            continue
        extras = {
            name for found in re.findall(r'"\.\[(.*?)\]"', block) for name in found.split(",")
        }
        assert not extras or extras & WITH_COMMAND, block
