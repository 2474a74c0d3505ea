"""One sandbox for all tests of a session, put back to its first state for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from raw_http import Raw, asking
from statistics_requests import NOW

from linkedin_api.sandbox import Sandbox


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
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def ask(sandbox: Sandbox, connection: Raw) -> Raw:
    return connection
