import logging
from collections.abc import Iterator

import pytest
from clients.shells import AsyncShell, SyncShell


@pytest.fixture(params=[SyncShell, AsyncShell], ids=["sync", "async"])
def shell(request: pytest.FixtureRequest) -> Iterator[SyncShell]:
    """Either client behind one face: what takes this fixture is held against both."""
    shell = request.param()
    yield shell
    shell.close()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """No warnings of thousands of retries among what a failed test shows."""
    caplog.set_level(logging.ERROR, "linkedin_api")
