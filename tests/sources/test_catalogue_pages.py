"""Each table has its page in the documentation, made from the catalogue."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.columns import columns
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of

ROOT = Path(__file__).parents[2]
TABLES = {**PAGES, **LEARNING, **ADS}


@pytest.fixture
def table_pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "docs")
    monkeypatch.delitem(sys.modules, "table_pages", raising=False)
    import table_pages

    return table_pages


@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_table_names_its_columns_its_key_and_what_it_needs(name, table_pages):
    table, page = TABLES[name], table_pages.page(TABLES[name])
    reported = [f"| `{field}` |" for field in table.schema["properties"]]
    reported += [f"`{word}`" for word in (*table.primary_key, *table.roles, table.resource)]
    reported += [f"`{scope}`" for group in table.permissions for scope in group]
    reported += [table.about, table.calls, table.notes, table.product, f"]({table.source})"]
    assert [text for text in reported if text not in page] == []


@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_table_leaves_out_no_field_within(name, table_pages):
    page = table_pages.page(TABLES[name])
    names = {column.path[-1] for column in columns(TABLES[name].schema)} - {"[]", "*"}
    assert [field for field in sorted(names) if field not in page] == []


def test_the_navigation_lists_every_table():
    lines = (ROOT / "mkdocs.yml").read_text().splitlines()
    listed = [line.split("tables/")[1] for line in lines if ": tables/" in line]
    assert listed == ["index.md", *(f"{name}.md" for name in TABLES)]


def test_the_overview_lists_every_table(table_pages):
    page = table_pages.on_page_markdown((ROOT / "docs/tables/index.md").read_text())
    assert [name for name in TABLES if f"| [`{name}`]({name}.md) |" not in page] == []


def test_every_table_says_all_there_is_to_know_of_it():
    silent = [
        table.name
        for table in TABLES.values()
        if not (table.about and table.calls and table.notes and table.product and table.source)
    ]
    assert silent == []


@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_table_shows_the_path_beside_each_column(name, table_pages):
    page = table_pages.page(TABLES[name])
    for form in form_of(TABLES[name]).tables.values():
        section = page.partition(f"### {form.name}\n")[2].partition("\n### ")[0]
        rows = [re.sub(r" \| .* \| ", " | ", line) for line in section.splitlines()]
        wanted = [f"| `{each.name}` | `{each.source}` |" for each in form.columns[:-1]]
        assert [row for row in wanted if row not in rows] == []


def test_the_page_of_a_table_shows_how_lists_join_the_row_above(table_pages):
    page = table_pages.page(TABLES["learning_assets"])
    assert (
        "It joins `learning_assets__contents` by `urn`, `requested_locale`,"
        " `contents__position` (there `position`)."
    ) in page
