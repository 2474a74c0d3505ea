"""Errors of `aiohttp` as errors of this package, without ceasing to be the former.

`except aiohttp.ClientError`, `aiohttp.ClientConnectionError`, `aiohttp.ServerTimeoutError`,
`aiohttp.ClientPayloadError` and `TimeoutError` catch them; the exact error of `aiohttp` is
their `__cause__`.
"""

from __future__ import annotations

import aiohttp

from linkedin_api.errors import TransportConnectionError, TransportError, TransportTimeoutError


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

TRANSLATED = (aiohttp.ClientError, TimeoutError)


def translate(error: Exception) -> TransportError:
    """The error of this package that stands for an error of `aiohttp`, which is its cause."""
    kind = next(ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    ours = kind(str(error) or type(error).__name__)
    ours.__cause__ = error
    return ours
