"""The LinkedIn API client for Python.

All that most programs need is imported from here. Importing this alone imports no HTTP library:
each name is loaded when it is first used.

`linkedin_api.__version__` identifies this package: an unofficial one on the package index has the
same import name, and Python imports whichever was installed last.
"""

from __future__ import annotations

# Type checkers know it; importing `typing` would take ten times as long as the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from linkedin_api.clients.auth.async_client import AsyncAuthClient
    from linkedin_api.clients.auth.client import AuthClient
    from linkedin_api.clients.auth.pkce import Pkce, is_same_state, new_state
    from linkedin_api.clients.auth.providers import ClientCredentials, RefreshToken
    from linkedin_api.clients.auth.stores import FileStore
    from linkedin_api.clients.auth.token import Token
    from linkedin_api.clients.auth.token_provider import TokenProvider
    from linkedin_api.clients.exchange.events import Event
    from linkedin_api.clients.exchange.quota import RateBudget
    from linkedin_api.clients.exchange.retry import Retry
    from linkedin_api.clients.restli.async_client import AsyncRestliClient
    from linkedin_api.clients.restli.client import RestliClient
    from linkedin_api.errors import (
        AnswerTooLargeError,
        BadRequestError,
        BudgetExceededError,
        ConflictError,
        ConsentNeededError,
        ForbiddenError,
        InvalidArgumentError,
        InvalidSerializedRestliError,
        LinkedInError,
        ListChangedError,
        MissingArgumentError,
        MissingDriverError,
        NotAdministratorError,
        NotFoundError,
        OAuthError,
        PagingError,
        ProcessingFailedError,
        ProfileError,
        RateLimitError,
        ResponseFormattingError,
        ServerError,
        StatusError,
        StillProcessingError,
        TokenStoreError,
        TransportConnectionError,
        TransportError,
        TransportTimeoutError,
        TruncatedError,
        UnauthorizedError,
        UnprocessableError,
        UploadError,
        UriTooLongError,
        VersionError,
    )
    from linkedin_api.hints import MistakeWarning
    from linkedin_api.little_text import UnescapedTextWarning
    from linkedin_api.restli.selection import fields
    from linkedin_api.restli.urn import Urn
    from linkedin_api.version import __version__
    from linkedin_api.versions import VersionSunsetWarning

__all__ = [
    "AnswerTooLargeError",
    "AsyncAuthClient",
    "AsyncRestliClient",
    "AuthClient",
    "BadRequestError",
    "BudgetExceededError",
    "ClientCredentials",
    "ConflictError",
    "ConsentNeededError",
    "Event",
    "FileStore",
    "ForbiddenError",
    "InvalidArgumentError",
    "InvalidSerializedRestliError",
    "LinkedInError",
    "ListChangedError",
    "MissingArgumentError",
    "MissingDriverError",
    "MistakeWarning",
    "NotAdministratorError",
    "NotFoundError",
    "OAuthError",
    "PagingError",
    "Pkce",
    "ProcessingFailedError",
    "ProfileError",
    "RateBudget",
    "RateLimitError",
    "RefreshToken",
    "ResponseFormattingError",
    "RestliClient",
    "Retry",
    "ServerError",
    "StatusError",
    "StillProcessingError",
    "Token",
    "TokenProvider",
    "TokenStoreError",
    "TransportConnectionError",
    "TransportError",
    "TransportTimeoutError",
    "TruncatedError",
    "UnauthorizedError",
    "UnescapedTextWarning",
    "UnprocessableError",
    "UploadError",
    "UriTooLongError",
    "Urn",
    "VersionError",
    "VersionSunsetWarning",
    "__version__",
    "fields",
    "is_same_state",
    "new_state",
]

#: Where each name is defined.
_HOMES = {
    **{name: "linkedin_api.errors" for name in __all__ if name.endswith("Error")},
    "AsyncAuthClient": "linkedin_api.clients.auth.async_client",
    "AsyncRestliClient": "linkedin_api.clients.restli.async_client",
    "AuthClient": "linkedin_api.clients.auth.client",
    "ClientCredentials": "linkedin_api.clients.auth.providers",
    "Event": "linkedin_api.clients.exchange.events",
    "FileStore": "linkedin_api.clients.auth.stores",
    "MistakeWarning": "linkedin_api.hints",
    "Pkce": "linkedin_api.clients.auth.pkce",
    "RateBudget": "linkedin_api.clients.exchange.quota",
    "RefreshToken": "linkedin_api.clients.auth.providers",
    "RestliClient": "linkedin_api.clients.restli.client",
    "Retry": "linkedin_api.clients.exchange.retry",
    "Token": "linkedin_api.clients.auth.token",
    "TokenProvider": "linkedin_api.clients.auth.token_provider",
    "UnescapedTextWarning": "linkedin_api.little_text",
    "Urn": "linkedin_api.restli.urn",
    "VersionSunsetWarning": "linkedin_api.versions",
    "__version__": "linkedin_api.version",
    "fields": "linkedin_api.restli.selection",
    "is_same_state": "linkedin_api.clients.auth.pkce",
    "new_state": "linkedin_api.clients.auth.pkce",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
