"""The LinkedIn API client for Python.

Importing this alone imports no HTTP library: the clients are loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkedin_api.clients.auth.async_client import AsyncAuthClient
    from linkedin_api.clients.auth.client import AuthClient
    from linkedin_api.clients.restli.async_client import AsyncRestliClient
    from linkedin_api.clients.restli.client import RestliClient

__all__ = ["AsyncAuthClient", "AsyncRestliClient", "AuthClient", "RestliClient"]

_HOMES = {
    "AsyncAuthClient": "linkedin_api.clients.auth.async_client",
    "AsyncRestliClient": "linkedin_api.clients.restli.async_client",
    "AuthClient": "linkedin_api.clients.auth.client",
    "RestliClient": "linkedin_api.clients.restli.client",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
