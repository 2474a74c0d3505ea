"""What axe, the engine of most accessibility checkers, finds wrong with a page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

#: The engine alone is taken from the package, which drives another browser.
_AXE = files("axe_playwright_python").joinpath("axe.min.js")
_RUN = """
const [done] = arguments;
axe.run(document, {resultTypes: ['violations']}).then(
  (found) => done(found.violations.flatMap(({id, impact, nodes}) => nodes.map(
    ({target, failureSummary}) => [impact, id, target.join(' '), failureSummary]))),
  (error) => done([['critical', 'axe', '', String(error)]]));
"""
_GRAVE = {"serious", "critical"}


def grave_faults(browser: Chrome) -> list[str]:
    """Return what keeps people from reading or using the page that a browser shows.

    Args:
        browser: shows the page, at its final size and colours.
    """
    browser.set_script_timeout(300)
    # Evaluated by the driver, so a policy of the page against foreign scripts does not apply.
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": _AXE.read_text()})
    found = browser.execute_async_script(_RUN)
    return [
        f"{rule}: {where}: {' '.join(what.split())}"
        for impact, rule, where, what in found
        if impact in _GRAVE
    ]
