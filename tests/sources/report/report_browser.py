"""Reports in a real browser: opened, read and used as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chromium import resize

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


def open_report(browser: Chrome, page: Path, width: int = 1440, *, dark: bool = False) -> None:
    """Show a report, and wait until it is drawn; any complaint of the browser fails the test."""
    resize(browser, width, dark=dark)
    browser.get(page.as_uri())
    browser.execute_async_script(
        "const done = arguments[0];"
        "const look = () => document.documentElement.dataset.ready"
        " ? requestAnimationFrame(() => requestAnimationFrame(done)) : setTimeout(look, 20);"
        "look();"
    )
    assert browser.get_log("browser") == []


def shown(browser: Chrome, table: str, part: str = "tbody") -> list[list[str]]:
    """The cells of a table, also those of a table that is folded."""
    rows: list[list[str]] = browser.execute_script(
        "return [...document.querySelectorAll(`#table-${arguments[0]} ${arguments[1]} tr`)]"
        ".map((row) => [...row.children].map((cell) => cell.textContent));",
        table,
        part,
    )
    return rows


def choose(browser: Chrome, **values: str) -> None:
    """Choose something or a day, as a person does."""
    for name, value in values.items():
        browser.execute_script(
            "const [name, value] = arguments; const input = document.getElementById(name);"
            "input.value = value; input.dispatchEvent(new Event('change'));",
            name,
            value,
        )


def saved(browser: Chrome, table: str) -> list[str]:
    """The lines of the CSV file of a table."""
    text: str = browser.execute_async_script(
        "const done = arguments[1]; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => { blob.text().then(done); return make(blob); };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "document.querySelector(`#table-${arguments[0]} .csv`).click();",
        table,
    )
    return text.removeprefix("\ufeff").split("\r\n")


def overflow(browser: Chrome) -> tuple[int, int]:
    """How wide the page is with all tables unfolded, and how much room it has."""
    wide, room = browser.execute_script(
        "document.querySelectorAll('details').forEach((each) => { each.open = true; });"
        "const { scrollWidth, clientWidth } = document.documentElement;"
        "return [scrollWidth, clientWidth];"
    )
    return wide, room


@contextmanager
def on_paper(browser: Chrome) -> Iterator[None]:
    """Show the page as it is printed, on a sheet of A4."""
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    resize(browser, 720, dark=True)
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": [dark]})
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [dark]})
    browser.execute_script("window.dispatchEvent(new Event('afterprint'))")


def requests_of(browser: Chrome) -> int:
    """How many things the page has loaded."""
    found: int = browser.execute_script("return performance.getEntriesByType('resource').length")
    return found
