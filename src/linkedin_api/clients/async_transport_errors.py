"""Errors of `aiohttp` as errors of this package, without ceasing to be the former.

`except aiohttp.ClientError`, `aiohttp.ClientConnectionError`, `aiohttp.ServerTimeoutError`,
`aiohttp.ClientPayloadError` and `TimeoutError` catch them; the exact error of `aiohttp` is
their `__cause__`.
"""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp

from linkedin_api.errors import (
    AnswerTooLargeError,
    TransportConnectionError,
    TransportError,
    TransportTimeoutError,
)


class AsyncRequestFailed(TransportError, aiohttp.ClientError):
    """No answer came, for a reason of its own that will not pass."""

    maybe_seen = False
    retryable = False


class AsyncConnectionFailed(TransportConnectionError, aiohttp.ClientConnectionError):
    """The connection broke; LinkedIn may have seen the request."""


class AsyncConnectFailed(AsyncConnectionFailed):
    """The connection could not be made; LinkedIn has not seen the request."""

    maybe_seen = False


class AsyncTlsFailed(AsyncConnectionFailed):
    """The certificate or the handshake is wrong."""

    maybe_seen = False
    retryable = False


class AsyncAnswerBrokeOff(TransportConnectionError, aiohttp.ClientPayloadError):
    """The answer began, but did not arrive whole, or cannot be decompressed."""


class AsyncAnswerTooLarge(AnswerTooLargeError, aiohttp.ClientError):
    """The answer is larger than allowed."""


class AsyncAnswerUndecodable(TransportError, aiohttp.ClientPayloadError):
    """The answer is compressed, but cannot be decompressed."""


class AsyncConnectTimedOut(TransportTimeoutError, aiohttp.ServerTimeoutError):
    """No connection in time; LinkedIn has not seen the request."""

    maybe_seen = False


class AsyncTimedOut(TransportTimeoutError, aiohttp.ServerTimeoutError):
    """No answer in time; LinkedIn may have seen the request."""


# From the particular to the general: the first that fits is taken.
_TRANSLATIONS: tuple[tuple[type[Exception], type[TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, AsyncConnectTimedOut),
    (TimeoutError, AsyncTimedOut),
    (aiohttp.ClientSSLError, AsyncTlsFailed),
    (aiohttp.ClientConnectorError, AsyncConnectFailed),
    (aiohttp.ClientConnectionError, AsyncConnectionFailed),
    (aiohttp.ClientPayloadError, AsyncAnswerBrokeOff),
    (aiohttp.ClientError, AsyncRequestFailed),
)


def check_certificates(bundle: str) -> None:
    """Refuse a bundle of certificates that is not there, or a pipe, which would be waited for.

    Raises:
        AsyncTlsFailed: it is not there; nothing was sent.
    """
    if not _is_there(Path(bundle)):
        raise AsyncTlsFailed(
            f"there is no bundle of certificates at {bundle}; REQUESTS_CA_BUNDLE or "
            "CURL_CA_BUNDLE names it"
        )


def _is_there(bundle: Path) -> bool:
    return bundle.is_file() or bundle.is_dir()


def translate(error: Exception, asked: str) -> TransportError:
    """The error of this package that stands for an error of `aiohttp`, or behind it.

    Args:
        error: its cause.
        asked: verb and address without query.
    """
    if isinstance(error, TransportError):
        return error
    found = (ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    kind = next(found, AsyncAnswerBrokeOff)
    ours = kind(f"{_said(error)} ({asked})")
    ours.__cause__ = error
    return ours


def _said(error: Exception) -> str:
    """The words of an error, without the query of an address among them."""
    return re.sub(r"(https?://[^\s?'\"]*)\?[^\s'\"]*", r"\1", str(error)) or type(error).__name__
