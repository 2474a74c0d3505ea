"""Errors of `aiohttp` as errors of this package, without ceasing to be the former.

`except aiohttp.ClientError`, `aiohttp.ClientConnectionError`, `aiohttp.ServerTimeoutError`,
`aiohttp.ClientPayloadError` and `TimeoutError` catch them; the exact error of `aiohttp` is
their `__cause__`.
"""

from __future__ import annotations

import ssl
from pathlib import Path

import aiohttp

from linkedin_api.clients.named_files import is_file_or_folder
from linkedin_api.clients.transports.secret_queries import without_query, without_secret_causes
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
    (aiohttp.ClientResponseError, AsyncAnswerBrokeOff),
    (aiohttp.ClientError, AsyncRequestFailed),
)


def trusted(bundle: str) -> ssl.SSLContext:
    """The certificates of a file, or of a folder of them; a pipe would be waited for.

    Raises:
        AsyncTlsFailed: it is not there, or holds none; nothing was sent.
    """
    named = "REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names it"
    if not is_file_or_folder(bundle):
        raise AsyncTlsFailed(f"there is no bundle of certificates at {bundle}; {named}")
    try:
        if Path(bundle).is_dir():
            return ssl.create_default_context(capath=bundle)
        return ssl.create_default_context(cafile=bundle)
    except OSError as error:  # also one of `ssl`
        raise AsyncTlsFailed(
            f"the bundle of certificates at {bundle} cannot be read: {error}; {named}"
        ) from None


def translate(error: Exception, asked: str) -> TransportError:
    """The error of this package that stands for an error of `aiohttp`, or behind it.

    Args:
        error: its cause.
        asked: verb and address without query.
    """
    if isinstance(error, TransportError):
        return without_secret_causes(error)
    found = (ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    kind = next(found, AsyncAnswerBrokeOff)
    said = without_query(str(error)) or type(error).__name__
    ours = kind(f"{said} ({asked})")
    ours.__cause__ = error
    return without_secret_causes(ours)
