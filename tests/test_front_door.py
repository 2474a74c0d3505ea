"""The names that programs import from `linkedin_api`, and what the reference says is public."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import linkedin_api

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGE = (REFERENCE / "index.md").read_text()
LISTED = re.findall(r"^\| (?:\[`(\w+)`]\((.+?)\)|`(\w+)`) \|", PAGE, re.MULTILINE)
#: What the pages of the reference document: modules, and single objects of others.
DOCUMENTED = {
    page.name: re.findall(r"^::: ([\w.]+)$(?!\n    options)", page.read_text(), re.MULTILINE)
    for page in REFERENCE.glob("*.md")
}


def module_of(name):
    """The module of that name; `None` if it is an object in one."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def test_the_front_door_is_what_the_reference_lists():
    assert [linked or plain for linked, _, plain in LISTED] == linkedin_api.__all__
    assert linkedin_api.__all__ == sorted(linkedin_api.__all__)


@pytest.mark.parametrize(("name", "page"), [(name, page) for name, page, _ in LISTED if name])
def test_the_page_that_is_linked_documents_the_name(name, page):
    wanted = getattr(linkedin_api, name)
    shown = [
        getattr(module_of(place), name, None)
        if module_of(place) is not None and name in module_of(place).__all__
        else getattr(module_of(place.rpartition(".")[0]), place.rpartition(".")[2], None)
        for place in DOCUMENTED[page]
    ]

    assert any(each is wanted for each in shown)


@pytest.mark.parametrize("name", linkedin_api.__all__)
def test_type_checkers_find_each_name_where_it_is_loaded_from(name):
    tree = ast.parse(Path(linkedin_api.__file__).read_text())
    declared = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert declared[name] == linkedin_api._HOMES[name]
    assert set(linkedin_api._HOMES) == set(linkedin_api.__all__)


@pytest.mark.parametrize(
    "place", sorted({place for places in DOCUMENTED.values() for place in places})
)
def test_each_documented_module_says_what_of_it_is_public(place):
    module = module_of(place)

    assert module is None or module.__all__


def test_a_name_is_loaded_when_it_is_first_used():
    code = (
        "import sys, linkedin_api\n"
        "print('linkedin_api.errors' in sys.modules)\n"
        "linkedin_api.RateLimitError\n"
        "print('linkedin_api.errors' in sys.modules, 'requests' in sys.modules)\n"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == [
        "False",
        "True",
        "False",
    ]


def test_all_of_it_can_be_imported_by_a_star():
    names = {}
    exec("from linkedin_api import *", names)

    assert set(linkedin_api.__all__) <= set(names)
