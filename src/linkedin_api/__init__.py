"""The LinkedIn API client for Python.

Importing this package loads no HTTP library; the clients are loaded on first use.

`linkedin_api.__version__` identifies this package: an unofficial one on the package index has the
same import name, and Python imports whichever was installed last.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # type checkers know it; importing `typing` would take ten times as long as the rest
)
if TYPE_CHECKING:
    from typing import Any

    from linkedin_api.clients.auth.async_client import AsyncAuthClient
    from linkedin_api.clients.auth.client import AuthClient
    from linkedin_api.clients.restli.async_client import AsyncRestliClient
    from linkedin_api.clients.restli.client import RestliClient
    from linkedin_api.version import __version__

__all__ = ["AsyncAuthClient", "AsyncRestliClient", "AuthClient", "RestliClient", "__version__"]

_HOMES = {
    "AsyncAuthClient": "linkedin_api.clients.auth.async_client",
    "AsyncRestliClient": "linkedin_api.clients.restli.async_client",
    "AuthClient": "linkedin_api.clients.auth.client",
    "RestliClient": "linkedin_api.clients.restli.client",
    "__version__": "linkedin_api.version",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
