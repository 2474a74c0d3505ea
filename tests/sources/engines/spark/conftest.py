"""A sandbox for all tests of the data source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from noon import NOON
from without_spark import Driver

from linkedin_api.sandbox import Sandbox

REFUSAL = {"status": 403, "code": "ACCESS_DENIED", "message": "Not enough permissions"}


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    """Twelve organizations, and a month more of days than LinkedIn keeps."""
    with Sandbox(organizations=12, days=400, kept_requests=10_000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.reset()
    running_sandbox.quotas.limits = ()
    return running_sandbox


@pytest.fixture
def driver(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # notes about the ends of jobs
    return Driver(sandbox)


@pytest.fixture
def pages(sandbox: Sandbox) -> list[int]:
    """Numbers of organizations that the member administers."""
    return list(sandbox.figures.organizations)[:-1]


@pytest.fixture
def refused(sandbox: Sandbox) -> int:
    """Number of one more organization, of which LinkedIn refuses everything but the profile."""
    number = sandbox.figures.organizations[-1]
    urn = f"urn:li:organization:{number}"
    sandbox.faults.add(lambda request: urn in str(request.params), status=403, body=REFUSAL)
    return number
