"""The settings of a client, checked once."""

from __future__ import annotations

import math
import os
import re
import sys
import time
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any, Final, NamedTuple, Self
from urllib.parse import urlsplit

from linkedin_api.clients.provider import TokenProvider
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.version import __version__

USER_AGENT: Final = (
    f"linkedin-api-client/{__version__} python/{sys.version_info.major}.{sys.version_info.minor}"
)

#: How many connections an asynchronous client keeps open at once.
DEFAULT_CONNECTIONS: Final = 20

#: Seconds to connect, and seconds without a byte while reading.
DEFAULT_TIMEOUT: Final = (5.0, 60.0)

Timeout = float | tuple[float, float]

#: The maximum size of an answer in bytes, decompressed.
DEFAULT_MAX_ANSWER: Final = 64 * 1024 * 1024


class Limits(NamedTuple):
    """A client's timeouts and size limits.

    Attributes:
        timeout: seconds to connect and seconds without a byte, as one number or a pair.
        total: seconds for a call with all its retries; `None` for no limit.
        max_answer: maximum size of an answer in bytes, decompressed.
    """

    timeout: Timeout = DEFAULT_TIMEOUT
    total: float | None = None
    max_answer: int = DEFAULT_MAX_ANSWER

    @classmethod
    def checked(cls, timeout: Timeout, total: float | None, max_answer: int) -> Self:
        """Check a program's settings.

        Raises:
            InvalidArgumentError: a value is not a positive number.
        """
        pair = timeout if isinstance(timeout, tuple) and len(timeout) == 2 else (timeout, timeout)
        if not all(map(_is_positive, pair)):
            raise InvalidArgumentError(
                f"timeout must be a positive number of seconds, or a pair for connecting and"
                f" reading, such as (5, 60), not {timeout!r}"
            )
        if total is not None and not _is_positive(total):
            raise InvalidArgumentError(
                f"total_timeout must be a positive number of seconds or None, not {total!r}"
            )
        if not isinstance(max_answer, int) or not _is_positive(max_answer):
            raise InvalidArgumentError(
                f"max_answer_bytes must be a positive number of bytes, not {max_answer!r}"
            )
        return cls(timeout, total, max_answer)


def _is_positive(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 < value < math.inf


API_URL: Final = "https://api.linkedin.com"
OAUTH_URL: Final = "https://www.linkedin.com"
API_URL_VARIABLE: Final = "LINKEDIN_API_URL"
OAUTH_URL_VARIABLE: Final = "LINKEDIN_OAUTH_URL"


class ClientDefault(Enum):
    """Means "use the client's setting", where `None` means something else."""

    VERSION = "version"


#: A token, or a provider of tokens.
Token = str | TokenProvider
#: The same, or a function that returns one for each call.
TokenSource = Token | Callable[[], Token]
#: The same for asynchronous clients, whose function may also be a coroutine function.
AsyncTokenSource = TokenSource | Callable[[], Awaitable[Token]]

#: The variables for proxies and certificates. HTTP libraries read the whole environment for each
#: call; checking only these for changes saves a quarter of the CPU time of a call.
_ENVIRONMENT: Final = (
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
)

_is_url = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE).fullmatch


def network_environment() -> tuple[str | None, ...]:
    """The current values of the environment's proxies and certificates."""
    return tuple(map(os.environ.get, _ENVIRONMENT))


#: Seconds until a change of the environment takes effect, at most.
LOOKS_AGAIN: Final = 1.0


class NetworkEnvironment:
    """The same, read at intervals: reading ten variables takes 5 % of a call."""

    __slots__ = ("_due", "_seen")

    def __init__(self) -> None:
        self._due = -math.inf
        self._seen: tuple[str | None, ...] = ()

    def now(self) -> tuple[str | None, ...]:
        """The recent values."""
        moment = time.monotonic()
        if moment >= self._due:
            self._due = moment + LOOKS_AGAIN
            self._seen = network_environment()
        return self._seen


def resolve_base_url(base_url: str | None, variable: str, default: str) -> str:
    """The base URL of a client: the argument, else the environment, else LinkedIn.

    Raises:
        InvalidArgumentError: it is not an `http` or `https` URL, or contains a query,
            a fragment or credentials.
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
    return url.rstrip("/")


def shown_url(url: Any) -> str:
    """A URL for use in messages: without credentials, query and fragment."""
    text = str(url)
    scheme, mark, rest = text.partition("://")
    place = re.split(r"[?#]", rest if mark else text, maxsplit=1)[0].rpartition("@")[2]
    return repr(f"{scheme}{mark}{place}" if mark else place)


def resolve_token(given: Token | None, default: AsyncTokenSource | None) -> Any:
    """The token or provider of one call: its own, else the client's.

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
