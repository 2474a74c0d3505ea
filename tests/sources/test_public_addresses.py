"""The addresses that programs import from, as the documentation names them."""

import importlib
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("imports_everything")

ROOT = Path(__file__).parents[2]
PUBLIC = ("access", "ads", "check", "columns", "learning", "pages", "problems", "reader")
IMPORT = re.compile(r"^from (linkedin_api\.sources[\w.]*) import (.+)$", re.MULTILINE)
DOCUMENTED = sorted(
    {
        (module, name)
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for module, names in IMPORT.findall(page.read_text())
        for name in names.split(", ")
    }
)


def test_the_documentation_imports_from_the_sources():
    assert ("linkedin_api.sources.pages", "PAGES") in DOCUMENTED
    assert len(DOCUMENTED) > 10


@pytest.mark.parametrize(("module", "name"), DOCUMENTED)
def test_what_the_documentation_imports_is_there(module, name):
    assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_address_gives_the_object_itself(name):
    public = importlib.import_module(f"linkedin_api.sources.{name}")

    for exported in public.__all__:
        found = getattr(public, exported)
        home = getattr(found, "__module__", None)
        if home is not None and home.startswith("linkedin_api"):
            assert getattr(importlib.import_module(home), exported) is found
