"""The settings of a client, checked once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.limits import is_positive
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.restli.request import header_value
from linkedin_api.version import __version__

USER_AGENT: Final = (
    f"linkedin-api-client/{__version__} python/{sys.version_info.major}.{sys.version_info.minor}"
)

#: How many connections an asynchronous client keeps open at once.
DEFAULT_CONNECTIONS: Final = 20

API_URL: Final = "https://api.linkedin.com"
OAUTH_URL: Final = "https://www.linkedin.com"
API_URL_VARIABLE: Final = "LINKEDIN_API_URL"
OAUTH_URL_VARIABLE: Final = "LINKEDIN_OAUTH_URL"


class ClientDefault(Enum):
    """Means "use the client's setting", where `None` means something else."""

    VERSION = "version"
    BATCH_SIZE = "batch size"

    def __repr__(self) -> str:
        return f"<the client's {self.value}>"


#: A bearer token as text, or whatever gives one: a `Token`, or a provider of tokens.
AccessToken = str | Provider
#: The same, or a function that returns one for each call.
TokenSource = AccessToken | Callable[[], AccessToken]
#: The same for asynchronous clients, whose function may also be a coroutine function.
AsyncTokenSource = TokenSource | Callable[[], Awaitable[AccessToken]]

_is_url = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE).fullmatch
#: What calls add to the base URL; with it, each would be answered with 404.
_ADDED: Final = ("/rest", "/v2")


def resolve_base_url(base_url: str | None, variable: str, default: str) -> str:
    """The base URL of a client: the argument, else the environment, else LinkedIn.

    Raises:
        InvalidArgumentError: it is not an `http` or `https` URL, contains a query, a fragment
            or credentials, or has the first part of a path that calls begin with.
    """
    name = "base_url" if base_url is not None else variable
    url = base_url if base_url is not None else os.environ.get(variable) or default
    wrong = InvalidArgumentError(f"{name} must look like {default!r}, not {shown_url(url)}")
    if not isinstance(url, str) or not _is_url(url):
        raise wrong
    try:
        parts, _ = urlsplit(url), urlsplit(url).port
    except ValueError:
        raise wrong from None
    if not parts.hostname:
        raise wrong
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise InvalidArgumentError(f"{name} must not contain a query, a fragment or credentials")
    url = url.rstrip("/")
    if url.endswith(_ADDED):
        last = url.rpartition("/")[2]
        raise InvalidArgumentError(f"{name} must not end with /{last}, which each call adds")
    return url


def shown_url(url: Any) -> str:
    """A URL for use in messages: without credentials, query and fragment."""
    text = str(url)
    scheme, mark, rest = text.partition("://")
    place = re.split(r"[?#]", rest if mark else text, maxsplit=1)[0].rpartition("@")[2]
    return repr(f"{scheme}{mark}{place}" if mark else place)


S = TypeVar("S")


def checked_token_source(source: S) -> S:
    """Return what a client can take tokens from; it is not quoted in the error.

    Raises:
        InvalidArgumentError: it cannot, or it is text that no header can have.
    """
    if isinstance(source, str):
        header_value("access_token", source)
    else:
        is_source = isinstance(source, Provider | None) or callable(source)
        wanted = "a string, a Token, a token provider or a function that returns one of them"
        check_kind(is_source, "access_token", wanted, source)
    return source


def checked_connections(connections: int) -> int:
    """Return a number of connections that can be one.

    Raises:
        InvalidArgumentError: it is not a positive whole number.
    """
    is_number = isinstance(connections, int) and is_positive(connections)
    check(is_number, "connections", "at least 1", connections)
    return connections


def resolve_token(given: AccessToken | None, default: AsyncTokenSource | None) -> Any:
    """The token of one call, or its provider: its own, else the client's.

    A coroutine function returns an awaitable of it.

    Raises:
        MissingArgumentError: there is neither.
    """
    if given is not None:
        return given
    if default is None:
        raise MissingArgumentError(
            "access_token is required: pass it to the call or to RestliClient(access_token=…)"
        )
    return default() if callable(default) else default
