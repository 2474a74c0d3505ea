"""The report is read by everybody: by eye, by ear, with a mouse and with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from accessibility import grave_faults
from chromium import needs_chromium, resize, start_chromium
from report_tables import DATASET, Maker

from linkedin_api.sources.report import Tables, html_of, read_figures

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.soak, needs_chromium]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    with Maker(folder / "all.duckdb") as maker:
        maker.all()
    with Tables(folder / "all.duckdb", DATASET) as tables:
        figures = read_figures(tables, days=7)
    page = folder / "report.html"
    page.write_text(html_of(figures, made="today", source="all.duckdb"), encoding="utf-8")
    return page.as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with start_chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_keeps_anybody_from_reading_it(
    browser: Chrome, address: str, width: int, *, dark: bool
) -> None:
    resize(browser, width, dark=dark)
    browser.get(address)
    browser.execute_async_script(
        "const done = arguments[0];"
        "const look = () => document.documentElement.dataset.ready ? done() : setTimeout(look, 20);"
        "look();"
    )
    browser.execute_script("document.querySelectorAll('details').forEach((each) => each.open = 1)")

    assert grave_faults(browser) == []


def test_a_page_that_cannot_be_read_by_everybody_is_noticed(browser: Chrome) -> None:
    browser.get("data:text/html,<html lang=en><title>A</title><img src='data:,'>")

    assert [fault.partition(":")[0] for fault in grave_faults(browser)] == ["image-alt"]
