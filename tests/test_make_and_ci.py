"""`make` and `.ci/run` work in any shell and folder."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from required_programs import Required

ROOT = Path(__file__).parents[1]
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
BASH = shutil.which("bash")
needs_shells = Required({"make": shutil.which("make"), "bash": BASH}, "both are Debian's").mark


def program(path, script):
    """Write a program that only records how it was called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def checkout(tmp_path):
    """A checkout in a folder whose name needs quoting in a shell."""
    folder = tmp_path / "some dir & it's more" / "checkout"
    folder.mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests/lowest.txt", folder / "tests")
    return folder


def installed(folder):
    """Fake an installation, with programs that record how they are called."""
    note = 'echo "$0 $* $LINKEDIN_PEER_PYTHON" >>noted'
    for name in ("python", "ruff", "lint-imports", "mypy", "mkdocs", "linkedin"):
        program(folder / ".venv/bin" / name, note)
    program(folder / ".venv/peer/bin/python", note)
    program(folder / ".venv-lowest/bin/python", note)
    program(folder / ".venv-wheel/bin/python", f"{note.replace('>>', '>>../../')}")
    for mark in (".made", ".demo", ".dev", ".peer", ".interop"):
        (folder / ".venv" / mark).touch()
    for venv in (".venv-lowest", ".venv-wheel"):
        (folder / venv / ".done").touch()
    return folder


def make(folder, *arguments):
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")  # from the `make test` that runs this
    return subprocess.run(
        ["make", *arguments],
        env={name: value for name, value in os.environ.items() if name not in outer},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


@needs_shells
@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_target_works_in_a_folder_with_a_space_in_its_path(checkout, target):
    ended = make(installed(checkout), target)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert (checkout / "noted").exists() != (target == "clean")
    assert (checkout / ".venv").exists() != (target == "clean")


@needs_shells
def test_the_peer_is_named_whole_in_a_folder_with_a_space_in_its_path(checkout):
    make(installed(checkout), "peer")

    peer = checkout / ".venv/peer/bin/python"
    assert (checkout / "noted").read_text() == (f".venv/bin/python -m pytest tests/peer {peer}\n")


@needs_shells
def test_what_was_compiled_is_kept_though_the_shell_would_not_keep_it(checkout, monkeypatch):
    program(installed(checkout) / ".venv/bin/python", 'echo "$0 $PYTHONDONTWRITEBYTECODE" >>noted')
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    make(checkout, "peer")

    assert (checkout / "noted").read_text() == ".venv/bin/python \n"


@needs_shells
def test_interop_says_what_it_needs_where_there_is_no_jdk(checkout):
    installed(checkout)
    (checkout / ".venv/.interop").unlink()
    for name in ("grep", "sed", "expand", "touch"):
        (checkout / "bin").mkdir(exist_ok=True)
        (checkout / "bin" / name).symlink_to(shutil.which(name))

    ended = make(checkout, "interop", f"PATH={checkout / 'bin'}")

    assert ended.returncode != 0
    assert "built with a JDK 17 or newer and Maven" in ended.stderr
    assert "apt-get install openjdk-17-jdk-headless maven" in ended.stderr
    assert not (checkout / "noted").exists()


@needs_shells
def test_help_lists_every_target(checkout):
    shown = make(checkout)

    assert [line.split()[0] for line in shown.stdout.splitlines()] == TARGETS


@needs_shells
def test_an_environment_that_was_left_half_made_is_made_once_more(checkout):
    """For example after Ctrl-C, or without a network, between `venv` and upgrading pip."""
    program(checkout / ".venv/bin/python", 'echo "half $*" >>noted')

    make(checkout, ".venv/.dev", "PYTHON=true")

    assert ".ci/environment.py install .venv --upgrade pip" in (checkout / "noted").read_text()


@needs_shells
def test_ci_fails_in_one_sentence_where_a_browser_cannot_be_had(tmp_path):
    for name, script in (("apt-get", "exit 100"), ("make", "touch made; exit 0")):
        program(tmp_path / "bin" / name, script)
    (tmp_path / "bin" / "dirname").symlink_to(shutil.which("dirname"))
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci")

    ended = subprocess.run(
        [BASH, ".ci/run"], cwd=tmp_path, env={"PATH": str(tmp_path / "bin")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 1
    assert "FAILED: Chromium cannot be had here" in ended.stderr
    assert "install chromium chromium-driver" in ended.stderr
    assert not (tmp_path / "made").exists()


#: A pytest that loads no plugins but its own, which are soon there.
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT / "tests")}
ONE_TEST = """
import pytest
from required_programs import Required

required = Required({"Netscape": None, "Lynx": "/usr/bin/lynx"}, "get Netscape")

@pytest.fixture
def browser():
    required.demand()

@required.mark
def test_it(browser):
    pass
"""


@pytest.mark.parametrize(
    ("variables", "outcome"),
    [({}, "1 skipped"), ({"CI": "false"}, "1 skipped"), ({"CI": "true"}, "1 error")],
)
def test_what_needs_a_program_is_skipped_without_it_but_fails_in_ci(tmp_path, variables, outcome):
    (tmp_path / "test_it.py").write_text(ONE_TEST)
    environment = {name: value for name, value in os.environ.items() if name != "CI"}

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", "test_it.py"],
        cwd=tmp_path, env={**environment, **ALONE, **variables},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert outcome in ended.stdout
    assert "not installed: Netscape (get Netscape)" in ended.stdout


def test_every_target_that_ci_makes_is_there():
    made = re.findall(r"make ([a-z-]+)", (ROOT / ".github/workflows/ci.yml").read_text())
    (matrix,) = re.findall(r"target: \[(.+)]", (ROOT / ".github/workflows/ci.yml").read_text())

    assert {*made, *matrix.split(", ")} <= set(TARGETS)


def test_ci_runs_every_python_that_the_package_names():
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text())
    (matrix,) = re.findall(r"python: \[(.+)]", (ROOT / ".github/workflows/ci.yml").read_text())

    assert matrix == ", ".join(f'"{each}"' for each in named)


def lowest_bounds():
    """The lower bound of each dependency, those of this package and of type checkers left out."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = declared["project"]
    lists = (
        project["dependencies"],
        *project["optional-dependencies"].values(),
        declared["dependency-groups"]["test"],
    )
    for requirement in (Requirement(line) for each in lists for line in each):
        if requirement.name != project["name"] and not requirement.name.startswith("types-"):
            (lowest,) = (each for each in requirement.specifier if each.operator == ">=")
            yield requirement.name, Version(lowest.version)


def test_make_lowest_installs_the_lower_bound_of_every_dependency():
    lines = (ROOT / "tests/lowest.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))

    assert {name: Version(pin) for name, pin in pins.items()} == dict(lowest_bounds())
