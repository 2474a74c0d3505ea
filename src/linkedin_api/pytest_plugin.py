"""A pytest plugin with the fixture `linkedin_sandbox`, active once the package is installed.

```python
def test_the_report_names_the_account(linkedin_sandbox):
    client = RestliClient(access_token=linkedin_sandbox.access_token())
    ...
```

It imports and starts nothing until a test requests the fixture.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from linkedin_api.sandbox import Sandbox


_PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@pytest.fixture(scope="session")
def linkedin_sandbox_options() -> dict[str, object]:
    """The arguments for the fixture's `Sandbox`; override it in a `conftest.py`."""
    return {}


@pytest.fixture(scope="session")
def _linkedin_sandbox(linkedin_sandbox_options: dict[str, object]) -> Iterator[Sandbox]:
    from linkedin_api.sandbox import Sandbox

    with Sandbox(**linkedin_sandbox_options) as sandbox:  # type: ignore[arg-type]
        yield sandbox


@pytest.fixture
def linkedin_sandbox(_linkedin_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A sandbox in its initial state, which clients use automatically.

    One server runs for the whole session and is reset for each test. `LINKEDIN_API_URL` and
    `LINKEDIN_OAUTH_URL` point to it, so programs need no change. If the environment sets a
    proxy, the fixture adds loopback to `no_proxy`, for programs that call the sandbox with
    another HTTP library.
    """
    _linkedin_sandbox.reset()
    monkeypatch.setenv("LINKEDIN_API_URL", _linkedin_sandbox.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", _linkedin_sandbox.url)
    call_loopback_directly(monkeypatch)
    return _linkedin_sandbox


def call_loopback_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exempt loopback from the environment's proxies, for every HTTP library.

    The clients of this package do not need this.

    Args:
        monkeypatch: undoes the change at the end of the test.
    """
    if not any(name.lower() in _PROXY_VARIABLES for name in os.environ):
        return
    excepted = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if excepted.strip() == "*":
        return
    for name in ("no_proxy", "NO_PROXY"):  # some programs read only one of the two
        monkeypatch.setenv(name, ",".join(filter(None, (excepted, *_LOOPBACK))))
