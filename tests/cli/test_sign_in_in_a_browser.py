"""Signing in as a person does it: a terminal, and a browser on the consent page."""

import os
import re
import sys

import pytest
from chromium import forget, needs_chromium, start_chromium
from ports import free_port

from linkedin_api.sandbox import App, Sandbox

pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
pytestmark = [pytest.mark.browser, needs_chromium]

SECRET = "the-secret-of-the-application"


@pytest.fixture(scope="module")
def redirect_url():
    return f"http://localhost:{free_port()}/callback"


@pytest.fixture(scope="module")
def server(redirect_url):
    with Sandbox(apps=(App("86keyboard", SECRET, (redirect_url,)),), consent="page") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with start_chromium(tmp_path_factory.mktemp("profile")) as chromium:
        yield chromium


@pytest.fixture(autouse=True)
def _new_member(server, browser):
    """Nobody has signed in or consented yet."""
    server.reset()
    server.tokens.grants.clear()
    forget(browser)


@pytest.fixture
def terminal(server, redirect_url, tmp_path):
    """`linkedin auth login`, waiting for the member."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("LINKEDIN_")
    } | {
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LINKEDIN_API_URL": server.url,
        "LINKEDIN_OAUTH_URL": server.url,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    words = ["-m", "linkedin_api.cli", "auth", "login", "--client-id", "86keyboard"]
    words += ["--redirect-url", redirect_url, "--no-browser"]
    spawned = pexpect.spawn(
        sys.executable, words, env=environment, dimensions=(40, 80), encoding="utf-8", timeout=60
    )
    yield spawned
    spawned.close(force=True)


def address_in(terminal):
    terminal.expect("not shown")
    terminal.sendline(SECRET)
    terminal.expect(r"(http://127\.0\.0\.1:\d+/oauth/\S+)\r\n")
    return terminal.match[1]


def press(browser, text):
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.expected_conditions import staleness_of
    from selenium.webdriver.support.wait import WebDriverWait

    # While a page gives way to the next, what is asked of it may be gone.
    wait = WebDriverWait(browser, 30, 0.02, ignored_exceptions=[WebDriverException])
    named = ("xpath", f"//button[normalize-space()='{text}']")
    button = wait.until(lambda page: page.find_elements(*named))[0]
    button.click()
    wait.until(staleness_of(button))  # the next page may have a button of the same name


def sign_in(browser, terminal, answer):
    browser.get(address_in(terminal))
    press(browser, "Sign in")
    press(browser, answer)


def test_a_member_who_allows_is_back_in_the_terminal_with_a_token(browser, terminal):
    sign_in(browser, terminal, "Allow")

    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 0, terminal.before
    assert "valid for 60 days" in terminal.before
    assert SECRET not in terminal.before
    assert browser.find_element("tag name", "h1").text == "Back to the terminal"
    assert not re.search(r"code=", browser.page_source)


def test_a_member_who_cancels_reads_so_in_the_terminal(browser, terminal):
    sign_in(browser, terminal, "Cancel")

    terminal.expect(pexpect.EOF)
    terminal.close()

    assert terminal.exitstatus == 1
    assert "the member declined" in terminal.before
