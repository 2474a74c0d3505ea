"""What the official client needs to reach the sandbox, whatever proxies the shell names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linkedin_api.pytest_plugin import call_loopback_directly


@pytest.fixture(scope="module", autouse=True)
def _the_official_client_reaches_loopback() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        call_loopback_directly(patch)
        yield
