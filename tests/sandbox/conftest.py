"""One sandbox for all tests of a session, and others for all of a module, as new for each test."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, Final
from weakref import WeakSet

import pytest
from raw_http import Raw, asking
from statistics_requests import NOW

from linkedin_api.sandbox import Sandbox

#: Those that live longer than a test.
_shared: Final[WeakSet[Sandbox]] = WeakSet()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    value = yield
    sandbox = getattr(value, "sandbox", value)
    if fixturedef.scope != "function" and isinstance(sandbox, Sandbox):
        _shared.add(sandbox)
    return value


@pytest.fixture(autouse=True)
def _first_state() -> None:
    """No test meets what another one wrote into a sandbox that both use."""
    for sandbox in _shared:
        sandbox.reset()


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")  # between modules it may be idle for too long
def connection(running_sandbox: Sandbox) -> Iterator[Raw]:
    raw = Raw(running_sandbox)
    yield raw
    raw.close()


@pytest.fixture(scope="module")
def steered() -> Iterator[Raw]:
    """One that can be controlled over HTTP."""
    with asking(admin=True) as raw:
        yield raw


@pytest.fixture(scope="module")
def sixty_organizations() -> Iterator[Raw]:
    with asking(organizations=60, now=NOW) as raw:
        yield raw


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    return running_sandbox


@pytest.fixture
def ask(sandbox: Sandbox, connection: Raw) -> Raw:
    return connection
