"""A real headless Chromium for the tests of pages; absent, see `Required`."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from required_programs import Required

from linkedin_api.pytest_plugin import call_loopback_directly

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_BROWSER = next(filter(None, map(shutil.which, _BROWSERS)), None)
_DRIVER = shutil.which("chromedriver")
_REQUIRED = Required(
    {
        "chromium": _BROWSER,
        "chromedriver": _DRIVER,
        "selenium": importlib.util.find_spec("selenium"),
    },
    "on Debian: apt-get install chromium chromium-driver; pip install selenium",
)
needs_chromium = _REQUIRED.mark
#: Nothing is fetched, updated or reported; nothing of the user's own profile is touched.
_SWITCHES = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
    # With a mouse, which headless Chromium lacks: pages are asked whether there is one.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2",
)  # fmt: skip


@contextmanager
def start_chromium(profile: Path) -> Iterator[Chrome]:
    """Start a browser with a new profile."""
    _REQUIRED.demand()
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = _BROWSER or ""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    for switch in (*_SWITCHES, *as_root, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    # With both paths told, selenium looks for nothing and downloads nothing.
    with pytest.MonkeyPatch.context() as patch:
        call_loopback_directly(patch)
        browser = webdriver.Chrome(options, webdriver.ChromeService(_DRIVER))
    try:
        yield browser
    finally:
        browser.quit()


def resize(browser: Chrome, width: int, height: int = 900, *, dark: bool = False) -> None:
    """Set the size of what is seen, and whether the user prefers dark colours."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def forget(browser: Chrome) -> None:
    """Forget all cookies, whoever set them."""
    browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
