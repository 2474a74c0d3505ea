"""Run the examples in docstrings and pages, each against its own sandbox.

Each docstring and each page gets a new sandbox and the names `sandbox`, `client`, `auth`, `token`
and `browser`, which stands in for a member's browser; docstrings also get `RestliClient`. Clients
created without a base URL talk to the sandbox. A page runs in an empty folder, and its changes to
the environment last until its end.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from fnmatch import fnmatch
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest import mock

import pytest
import requests
from hypothesis import HealthCheck, settings
from left_behind import loggers, nothing_left_behind, process
from noon import NOON
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from linkedin_api import AuthClient, RestliClient
from linkedin_api.sandbox import Sandbox

pytest_plugins = ["secrets_watch"]

# A test run in the background ignores Ctrl-C, and so do the programs that it starts; but some
# tests are about Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No test sends usage data to the makers of dlt, and dlt logs nothing: as in the command, which
# would set both for the process, and so for all tests after it.
os.environ |= {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "CRITICAL"}

#: Timeout of long tests in seconds.
SOAK_SECONDS: Final = 1800

# How long an example takes says how busy the machine is, and nothing about what it tests.
settings.register_profile("full", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Every run generates other values, so a few in each of many runs find what many in one do.
settings.register_profile("quick", settings.get_profile("full"), max_examples=10)
settings.load_profile("quick")

#: Files that take longest, though some have few tests: each is run by one worker, and where these
#: begin first, no worker has a long one left while the others have nothing more to do.
LONG_FIRST: Final = (
    *("tests/broken/test_every_method.py", "tests/documentation/*", "tests/soak/*"),
    *("tests/sources/engines/dlt/*", "tests/sources/engines/*", "tests/broken/test_tables.py"),
    *("tests/cli/test_terminals.py", "docs/dlt.md", "docs/airbyte.md", "tests/sources/*"),
    *("tests/cli/*", "docs/*.md", "tests/test_*.py", "tests/assistants/*", "tests/clock/*"),
    *("tests/sandbox/test_browser.py", "tests/sandbox/test_pytest_plugin.py", "tests/*"),
)
#: What an example has to name to get a sandbox.
NAMES: Final = {"auth", "browser", "client", "sandbox", "token", "RestliClient"}


def pytest_configure(config: pytest.Config) -> None:
    config.option.loadscopereorder = False  # which would begin with the files of most tests


@cache
def _place(file: str) -> int:
    ranks = (place for place, pattern in enumerate(LONG_FIRST) if fnmatch(file, pattern))
    return next(ranks, len(LONG_FIRST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: _place(item.nodeid.partition("::")[0]))
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.timeout(SOAK_SECONDS))
        timeless = item.get_closest_marker("timeless")
        if timeless and not timeless.args:
            raise pytest.UsageError(f"{item.nodeid}: timeless must say why")


# While tests are found, only objects that stay are made: to look for others costs a quarter of it.
gc.disable()

#: After how many new objects Python looks for cycles. The usual 700 costs a tenth of all tests.
NEW_OBJECTS: Final = 20_000


def pytest_collection_finish() -> None:
    """Leave the million of objects that were made by now out of all later collections.

    Otherwise each collection, of which tests cause many, looks through all that was imported. Not
    even one looks for the tenth of them that nobody needs: it takes longer than they are worth.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    gc.enable()


@contextmanager
def example_names() -> Iterator[dict[str, Any]]:
    """The names that examples use, valid until the end of the `with` block."""
    with Sandbox(now=NOON) as sandbox, pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("LINKEDIN_API_URL", sandbox.url)
        patch.setenv("LINKEDIN_OAUTH_URL", sandbox.url)
        token = sandbox.access_token()
        browser = stack.enter_context(requests.Session())
        browser.trust_env = False  # no browser asks a proxy for loopback
        yield {
            "auth": stack.enter_context(
                AuthClient(sandbox.client_id, sandbox.client_secret, sandbox.redirect_url)
            ),
            "browser": browser,
            "client": stack.enter_context(
                RestliClient(access_token=token, version_string="202608")
            ),
            "sandbox": sandbox,
            "token": token,
        }


@pytest.fixture(autouse=True, scope="module")
def _module_leaves_nothing_behind() -> Iterator[None]:
    with nothing_left_behind(process), nothing_left_behind(loggers):
        yield


@pytest.fixture(autouse=True)
def _leaves_nothing_behind() -> Iterator[None]:
    with nothing_left_behind(process):
        yield
    urllib.request.install_opener(None)  # it keeps the proxies of the test that used it first


@pytest.fixture
def imports_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """No handler stays that a library gives to all loggers when it is imported."""
    monkeypatch.setattr(logging.root, "handlers", [*logging.root.handlers])


@pytest.fixture(autouse=True)
def _names_in_docstrings(
    request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]
) -> Iterator[None]:
    test = getattr(request.node, "dtest", None)
    source = "".join(example.source for example in test.examples) if test else ""
    if not any(name in source for name in NAMES):
        yield
        return
    with example_names() as names:
        names["RestliClient"] = RestliClient
        with mock.patch.dict(doctest_namespace, names):  # no name is left for the next docstring
            yield


def _open_page(namespace: dict[str, Any]) -> None:
    namespace["_open"] = stack = ExitStack()
    stack.enter_context(nothing_left_behind(process))
    stack.enter_context(nothing_left_behind(loggers))
    stack.callback(urllib.request.install_opener, None)
    namespace |= stack.enter_context(example_names())
    stack.enter_context(mock.patch.dict(os.environ))
    # No handler stays that a library gives to all loggers when it is imported.
    stack.enter_context(mock.patch.object(logging.root, "handlers", [*logging.root.handlers]))
    stack.enter_context(chdir(stack.enter_context(TemporaryDirectory())))


def _close_page(namespace: dict[str, Any]) -> None:
    namespace["_open"].close()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md", "docs/reference/*.md", "docs/tables/*.md"],
    setup=_open_page,
    teardown=_close_page,
).pytest()
