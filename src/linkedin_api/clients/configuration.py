"""What a client is set up with, checked once."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from linkedin_api.errors import InvalidArgumentError, MissingArgumentError

#: Seconds to connect, and seconds without a byte while reading.
DEFAULT_TIMEOUT: Final = (5.0, 60.0)

Timeout = float | tuple[float, float]

API_URL: Final = "https://api.linkedin.com"
OAUTH_URL: Final = "https://www.linkedin.com"
API_URL_VARIABLE: Final = "LINKEDIN_API_URL"
OAUTH_URL_VARIABLE: Final = "LINKEDIN_OAUTH_URL"


class ClientDefault(Enum):
    """Stands for "as the client was set up", where `None` means something else."""

    VERSION = "version"


#: A token, or a function that gives one for each call.
TokenSource = str | Callable[[], str]


def resolve_base_url(base_url: str | None, variable: str, default: str) -> str:
    """The address a client talks to: the argument, else the environment, else LinkedIn.

    Raises:
        InvalidArgumentError: not an `http` or `https` address, or one with a query or with
            credentials in it.
    """
    name = "base_url" if base_url is not None else variable
    url = base_url if base_url is not None else os.environ.get(variable) or default
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidArgumentError(f"{name} must look like {default!r}, not {url!r}")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise InvalidArgumentError(f"{name} must have no query, fragment or credentials")
    return url.rstrip("/")


def resolve_token(given: str | None, default: TokenSource | None) -> str:
    """The token of one call: its own, else the client's.

    Raises:
        MissingArgumentError: neither was given.
    """
    if given is not None:
        return given
    if default is None:
        raise MissingArgumentError(
            "access_token must be given, to the call or as RestliClient(access_token=…)"
        )
    return default() if callable(default) else default
