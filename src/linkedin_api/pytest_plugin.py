"""A pytest plugin: the fixture `linkedin_sandbox`, there as soon as the package is installed.

```python
def test_the_report_names_the_account(linkedin_sandbox):
    client = RestliClient(access_token=linkedin_sandbox.access_token())
    ...
```

Nothing is imported or started before a test asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from linkedin_api.sandbox import Sandbox


@pytest.fixture(scope="session")
def linkedin_sandbox_options() -> dict[str, object]:
    """Arguments of `Sandbox` for the fixture; override it in a `conftest.py`."""
    return {}


@pytest.fixture(scope="session")
def _linkedin_sandbox(linkedin_sandbox_options: dict[str, object]) -> Iterator[Sandbox]:
    from linkedin_api.sandbox import Sandbox

    with Sandbox(**linkedin_sandbox_options) as sandbox:  # type: ignore[arg-type]
        yield sandbox


@pytest.fixture
def linkedin_sandbox(_linkedin_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A LinkedIn on loopback in its first state, to which clients talk by themselves.

    One server runs for the whole session and is put back to its first state for each test.
    `LINKEDIN_API_URL` and `LINKEDIN_OAUTH_URL` point to it, so programs need no change.
    """
    _linkedin_sandbox.reset()
    monkeypatch.setenv("LINKEDIN_API_URL", _linkedin_sandbox.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", _linkedin_sandbox.url)
    return _linkedin_sandbox
