"""The notebooks of `examples/notebooks`, in a real kernel, and the pages that are made of them."""

from __future__ import annotations

import ast
import base64
import io
import re
import sys
from typing import Any

import matplotlib.image
import nbformat
import pytest
from notebook_page import PAGES
from notebooks import FOLDER, NOTEBOOKS, committed, executed

DOCS = FOLDER.parents[1] / "docs"
#: Pixels by which a chart may differ, since fonts are drawn a little differently elsewhere.
MOST_PIXELS = 20
#: How many charts each has; a quick test runs the first one, whose kernel takes seconds.
CHARTS = {"pages": 2, "ads": 2, "testing": 0}
RUN = [pytest.param(name, marks=() if name == "pages" else pytest.mark.soak) for name in NOTEBOOKS]


@pytest.fixture(scope="module", params=RUN)
def then_and_now(request: pytest.FixtureRequest) -> tuple[str, Any, Any]:
    """A notebook as it was committed, and run today."""
    name: str = request.param
    return name, committed(name), executed(committed(name))


def outputs_of(notebook: Any) -> list[list[Any]]:
    return [cell.get("outputs", []) for cell in notebook.cells]


def picture(output: Any) -> Any:
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(output.data["image/png"])))


def is_picture(output: Any) -> bool:
    return "image/png" in output.get("data", {})


def test_a_notebook_says_today_what_it_said_when_it_was_committed(then_and_now):
    _, committed_one, run_today = then_and_now
    for then, now in zip(outputs_of(committed_one), outputs_of(run_today), strict=True):
        assert [each.output_type for each in now] == [each.output_type for each in then]
        for before, after in zip(then, now, strict=True):
            if not is_picture(before):
                assert after.get("text") == before.get("text")
                assert after.get("data") == before.get("data")


def test_its_charts_are_drawn_as_they_were(then_and_now):
    name, committed_one, run_today = then_and_now
    pairs = [
        (picture(before), picture(after))
        for then, now in zip(outputs_of(committed_one), outputs_of(run_today), strict=True)
        for before, after in zip(then, now, strict=True)
        if is_picture(before)
    ]
    assert len(pairs) == CHARTS[name]
    for before, after in pairs:
        assert after.std() > 0.1, "it is empty"
        differences = [abs(a - b) for a, b in zip(before.shape, after.shape, strict=True)]
        assert max(differences) <= MOST_PIXELS


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_holds_no_token_no_error_and_no_folder_of_this_machine(name):
    text = nbformat.writes(committed(name))
    assert "/home" not in text
    assert "/tmp/" not in text
    assert "site-packages" not in text
    outputs = [one for each in outputs_of(committed(name)) for one in each]
    assert not [one for one in outputs if one.output_type == "error"]
    assert len(text) < 200_000


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_its_page_is_linked_from_the_page_that_it_belongs_to(name):
    (home,) = {"pages": ["tables/index.md"], "ads": ["ads.md"], "testing": ["testing.md"]}[name]

    assert re.search(rf"\((?:\.\./)?{PAGES[name]}\)", (DOCS / home).read_text(encoding="utf-8"))


def test_every_notebook_is_run_and_has_a_page():
    assert {file.stem for file in FOLDER.glob("*.ipynb")} == {*NOTEBOOKS} == {*PAGES} == {*CHARTS}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_says_how_to_install_all_that_it_imports(name: str) -> None:
    cells = committed(name).cells
    line = next(found[0] for cell in cells if (found := re.findall("pip install .*", cell.source)))
    trees = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    modules = {
        module.partition(".")[0]
        for tree in trees
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip

    assert modules - sys.stdlib_module_names - {"linkedin_api"} <= set(line.split())
    assert "sandbox" in line
