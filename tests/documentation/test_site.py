"""The documentation as a reader sees it: on a phone and on a desk, in light and in dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin

import pytest
from accessibility import grave_faults
from chromium import needs_chromium, resize

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.soak, needs_chromium]
#: How much wider the page is than the window.
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
RESOURCES = "return performance.getEntriesByType('resource').map(entry => entry.name)"
LINKS = "return [...document.querySelectorAll('a[href]')].map(link => link.href)"
NAMES = "return [...document.querySelectorAll('[id]')].map(element => element.id)"
FIRST_RESULT = """
const found = document.querySelector('.md-search-result__link');
return found && found.pathname.slice(1);
"""
#: What people type, and where they want to arrive.
SEARCHES = {
    "pagination": "paging/",
    "rate limit": "retries/",
    "login": "signing-in/",
    "token expired": "tokens/",
    "403": "errors/",
    "426": "versions/",
    "upload video": "uploads/",
    "followers": "tables/follower_statistics_time_bound/",
    "postgres": "dlt/",
    "webhook": "webhooks/",
    "airflow": "deploying/",
    "cursor": "paging/",
}

#: One of each kind, and the ones that most people read.
READ_MOST = (
    "", "getting-started/", "getting-started-sandbox/", "paging/", "command/", "notebook/",
    "deploying/", "tables/page_statistics_time_bound/", "reference/restli-client/",
    "how-it-is-built/",
)  # fmt: skip


def pages(built: Path) -> list[str]:
    return sorted(
        f"{file.parent.relative_to(built).as_posix()}/".removeprefix("./")
        for file in built.rglob("index.html")
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pages_fit_and_ask_no_other_host(
    built: Path, site: str, browser: Chrome, width: int, *, dark: bool
):
    resize(browser, width, dark=dark)
    wrong = {}
    for page in pages(built):
        browser.get(site + page)
        overflow, resources = browser.execute_script(OVERFLOW), browser.execute_script(RESOURCES)
        outside = [each for each in resources if not each.startswith(site)]
        errors = [
            entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"
        ]
        if overflow or outside or errors:
            wrong[page] = overflow, outside, errors
    assert wrong == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_people_who_see_little_or_use_the_keyboard_can_read_it(
    site: str, browser: Chrome, width: int, *, dark: bool
):
    resize(browser, width, dark=dark)
    wrong = {}
    for page in READ_MOST:
        browser.get(site + page)
        if faults := grave_faults(browser):
            wrong[page] = faults
    assert wrong == {}


def test_every_link_leads_to_a_page_and_a_place_that_exist(built: Path, site: str, browser: Chrome):
    names, links = {}, {}
    for page in pages(built):
        browser.get(site + page)
        names[page] = set(browser.execute_script(NAMES))
        links[page] = [link for link in browser.execute_script(LINKS) if link.startswith(site)]
    dead = [
        (page, link)
        for page, found in links.items()
        for link in found
        if not leads_somewhere(link.removeprefix(site), built, names)
    ]
    assert dead == []


def leads_somewhere(link: str, built: Path, names: dict[str, set[str]]) -> bool:
    address, name = urldefrag(link)
    if (built / address).is_file():
        return True
    page = urljoin(address, ".").removeprefix("./") if address else ""
    return page in names and (not name or name == "__skip" or name in names[page])


@pytest.mark.parametrize(("words", "page"), SEARCHES.items())
def test_a_search_finds_the_right_page_first(site: str, browser: Chrome, words: str, page: str):
    from selenium.webdriver.support.wait import WebDriverWait

    resize(browser, 1440)
    browser.get(f"{site}?q={quote(words)}")
    first = WebDriverWait(browser, 30).until(lambda it: it.execute_script(FIRST_RESULT))
    assert first == page


def test_assistants_get_every_page_as_text(built: Path):
    text, listed = ((built / name).read_text() for name in ("llms-full.txt", "llms.txt"))
    for page in pages(built):
        name = page or "index.html"
        assert f"<!-- {name} -->" in text
        assert f"]({name})" in listed
