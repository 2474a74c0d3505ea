"""The examples of README, pages and docstrings, as programs of users who check theirs strictly.

A page or a module is one program, in which each line has the number that it has there.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from sybil.document import Document, PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parents[2]
#: What `conftest.py` gives every example.
GIVEN = """
from requests import Session
from linkedin_api import AuthClient, RestliClient
from linkedin_api.sandbox import Sandbox

def given() -> tuple[AuthClient, Session, RestliClient, Sandbox, str]:
    raise NotImplementedError
"""
HEAD = "from given import given; auth, browser, client, sandbox, token = given()"
#: What it gives those of docstrings besides.
CLIENT = "from linkedin_api import RestliClient"
#: What no careful user writes; a checker that lets it pass has not looked.
CARELESS = {
    "docs/careless.md": '# Careless\n\n```python\nclient.get("/me").error.code\n```\n',
    "src/careless.py": '"""Careless.\n\n>>> client.get("/me").error.code\n"""\n',
}


class Complaint(NamedTuple):
    """What a checker has to say of a line."""

    place: str
    line: int
    message: str


def programs(root: Path) -> Iterator[tuple[str, str]]:
    """The examples of a project: where they stand, and the program that they make."""
    for page in (*root.glob("*.md"), *root.glob("docs/**/*.md")):
        if text := program_of_page(page):
            yield str(page.relative_to(root)), text
    for module in root.glob("src/**/*.py"):
        if text := program_of_module(module, root / "src"):
            yield str(module.relative_to(root)), text


def program_of_page(page: Path) -> str:
    document = Document.parse(str(page), PythonCodeBlockParser())
    examples = [(each.line + each.parsed.line_offset, each.parsed) for each in document.examples()]
    return program(HEAD, examples)


def program_of_module(module: Path, folder: Path) -> str:
    document = PythonDocStringDocument.parse(str(module), DocTestParser())
    examples = [(each.line - 1, each.parsed.source) for each in document.examples()]
    used = set(re.findall(r"\w+", " ".join(source for _, source in examples)))
    name = ".".join(module.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
    return program("; ".join((*imports(module.read_text(), name, used), CLIENT, HEAD)), examples)


def program(head: str, examples: list[tuple[int, str]]) -> str:
    """A program of all examples, each after so many lines; empty if there is none."""
    text = head
    for lines_before, source in examples:
        text += "\n" * (lines_before - text.count("\n")) + source
    return text if examples else ""


def imports(module: str, name: str, used: set[str]) -> Iterator[str]:
    """Where docstrings have their names from: what their module imports, and what it defines."""
    for each in ast.parse(module).body:
        if isinstance(each, ast.Import | ast.ImportFrom):
            each.names = [alias for alias in each.names if (alias.asname or alias.name) in used]
            if each.names:
                yield ast.unparse(each)
    for own in sorted(used & set(defined(ast.parse(module).body))):
        yield f"from {name} import {own}"


def defined(statements: list[ast.stmt]) -> Iterator[str]:
    """The names that a module defines, without those inside its comprehensions."""
    for each in statements:
        match each:
            case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
                yield name
            case ast.Assign([ast.Name(name)]) | ast.AnnAssign(ast.Name(name)):
                yield name


def mypy(folder: Path) -> Iterator[Complaint]:
    options = ["--strict", "--config-file=", "--output=json"]
    # a page goes on in one file where its reader would begin another
    options += ["--allow-redefinition", "--disable-error-code=no-redef"]
    options += [f"--cache-dir={ROOT / '.mypy_cache' / 'examples'}"]
    for line in run("mypy", *options, ".", folder=folder).splitlines():
        found = json.loads(line)
        yield Complaint(found["file"], found["line"], found["message"])


def pyright(folder: Path) -> Iterator[Complaint]:
    # its own default, but for the same as above, and for values that are only shown
    settings = {"typeCheckingMode": "standard"}
    settings |= {"reportRedeclaration": "none", "reportUnusedExpression": "none"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    told = run("basedpyright", "--outputjson", f"--pythonpath={sys.executable}", folder=folder)
    for found in json.loads(told)["generalDiagnostics"]:
        line = found["range"]["start"]["line"] + 1
        yield Complaint(Path(found["file"]).name, line, found["message"])


def run(checker: str, *options: str, folder: Path) -> str:
    command = [sys.executable, "-m", checker, *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False).stdout


Checker = Callable[[Path], Iterator[Complaint]]
CHECKERS: tuple[Checker, ...] = (mypy, pyright)


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[Checker, list[Complaint]]:
    """What each checker says of our examples and of careless ones; both look at the same time."""
    careless = tmp_path_factory.mktemp("careless")
    for place, text in CARELESS.items():
        (careless / place).parent.mkdir()
        (careless / place).write_text(text)
    folder = tmp_path_factory.mktemp("programs")
    (folder / "given.py").write_text(GIVEN)
    places = {}
    for place, text in (*programs(ROOT), *programs(careless)):
        name = re.sub(r"\W", "_", place) + ".py"
        places[name] = place
        (folder / name).write_text(text)

    def listen(checker: Checker) -> list[Complaint]:
        return [
            found._replace(place=places.get(found.place, found.place)) for found in checker(folder)
        ]

    with ThreadPoolExecutor() as pool:
        return dict(zip(CHECKERS, pool.map(listen, CHECKERS), strict=True))


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_example_is_as_a_careful_user_writes_it(
    complaints: dict[Checker, list[Complaint]], checker: Checker
) -> None:
    found = [each for each in complaints[checker] if each.place not in CARELESS]
    assert not found, "\n".join(f"{place}:{line}: {message}" for place, line, message in found)


@pytest.mark.parametrize("checker", CHECKERS)
def test_what_a_careless_user_writes_is_complained_of(
    complaints: dict[Checker, list[Complaint]], checker: Checker
) -> None:
    found = [(place, line) for place, line, _ in complaints[checker] if place in CARELESS]
    assert sorted(found) == [("docs/careless.md", 4), ("src/careless.py", 3)]
