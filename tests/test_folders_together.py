"""pytest can run any folders and files of tests together, in any order."""

import ast
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

pytest_plugins = ["pytester"]

TESTS = Path(__file__).parent
MODULES = sorted(TESTS.rglob("*.py"))
SETTINGS = tomllib.loads((TESTS.parent / "pyproject.toml").read_text())["tool"]["pytest"]


@cache
def imported_by(path):
    """The full names of the modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found


def places_of(path):
    """The folders that a file can import from, if pytest runs only that file."""
    above = [folder for folder in path.parents if folder.is_relative_to(TESTS)]
    return {TESTS, path.parent, *(folder for folder in above if (folder / "conftest.py").exists())}


def test_no_two_modules_have_the_same_name():
    """pytest identifies modules by name alone; `conftest.py` is not imported as a module."""
    outside = [*TESTS.parent.glob("docs/*.py"), *TESTS.parent.glob("bench/*.py")]
    names = Counter(path.stem for path in (*MODULES, *outside) if path.stem != "conftest")
    names.subtract({"__init__": names["__init__"], "__main__": names["__main__"]})

    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_imports_a_conftest():
    assert [path for path in MODULES if "conftest" in imported_by(path)] == []


def test_a_module_imports_only_what_is_found_whichever_folders_are_named():
    helpers = {other.stem for other in MODULES} | {folder.name for folder in TESTS.iterdir()}
    helpers -= sys.stdlib_module_names

    def is_found(name, path):
        places = [place / name.replace(".", "/") for place in places_of(path)]
        return any(it.is_dir() or it.with_suffix(".py").exists() for it in places)

    assert [
        f"{path.relative_to(TESTS)}: {name}"
        for path in MODULES
        for name in imported_by(path)
        if name.partition(".")[0] in helpers and not is_found(name, path)
    ] == []


def test_folders_with_a_conftest_each_are_collected_together(pytester):
    options = SETTINGS["ini_options"]
    assert "--doctest-modules" in options["addopts"]
    addopts = [option for option in options["addopts"] if "duration" not in option]
    pytester.makeini(f"[pytest]\naddopts = {' '.join(addopts)}\n")
    for folder in ("a", "b", "a/c"):
        place = pytester.mkdir(folder)
        (place / "conftest.py").write_text(
            f"import pytest\n@pytest.fixture\ndef it(): return {folder!r}\n"
        )
        name = folder.replace("/", "_")
        (place / f"test_{name}.py").write_text(f"def test_it(it): assert it == {folder!r}\n")

    for *named, passed in (("a", "b", 3), ("b", "a", 3), ("b", "a/c/test_a_c.py", 2)):
        ended = pytester.runpytest_inprocess(*named, "-p", "no:cacheprovider")
        ended.assert_outcomes(passed=passed)
