"""Errors of `aiohttp` as errors of this package that are still `aiohttp` errors.

`except aiohttp.ClientError`, `aiohttp.ClientConnectionError`, `aiohttp.ServerTimeoutError`,
`aiohttp.ClientPayloadError` and `TimeoutError` catch them; the exact error of `aiohttp` is
their `__cause__`.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import aiohttp

from linkedin_api.clients.named_files import is_file_or_folder
from linkedin_api.clients.transports.secret_queries import (
    placed,
    without_query,
    without_secret_causes,
)
from linkedin_api.clients.transports.unreachable import (
    authority_hint,
    refused_by_proxy,
    refuses_for_good,
    unreachable,
)
from linkedin_api.errors import (
    AnswerTooLargeError,
    TransportConnectionError,
    TransportError,
    TransportTimeoutError,
)


class AsyncRequestFailed(TransportError, aiohttp.ClientError):
    """No answer came, for a reason that is not temporary."""

    maybe_seen = False
    retryable = False


class AsyncConnectionFailed(TransportConnectionError, aiohttp.ClientConnectionError):
    """The connection broke; LinkedIn may have received the request."""


class AsyncConnectFailed(AsyncConnectionFailed):
    """The connection failed; LinkedIn has not received the request."""

    maybe_seen = False


class AsyncProxyRefused(AsyncConnectFailed):
    """The proxy refused to connect; LinkedIn has not received the request."""


class AsyncTlsFailed(AsyncConnectionFailed):
    """The certificate is invalid or the TLS handshake failed."""

    maybe_seen = False
    retryable = False


class AsyncAnswerBrokeOff(TransportConnectionError, aiohttp.ClientPayloadError):
    """The answer began but is incomplete or cannot be decompressed."""


class AsyncAnswerTooLarge(AnswerTooLargeError, aiohttp.ClientError):
    """The answer is larger than allowed."""


class AsyncAnswerUndecodable(TransportError, aiohttp.ClientPayloadError):
    """The answer is compressed, but cannot be decompressed."""


class AsyncConnectTimedOut(TransportTimeoutError, aiohttp.ServerTimeoutError):
    """No connection in time; LinkedIn has not received the request."""

    maybe_seen = False


class AsyncTimedOut(TransportTimeoutError, aiohttp.ServerTimeoutError):
    """No answer in time; LinkedIn may have received the request."""


# From specific to general: the first match wins.
_TRANSLATIONS: tuple[tuple[type[Exception], type[TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, AsyncConnectTimedOut),
    (TimeoutError, AsyncTimedOut),
    (aiohttp.ClientSSLError, AsyncTlsFailed),
    (aiohttp.ClientConnectorError, AsyncConnectFailed),
    (aiohttp.ClientConnectionError, AsyncConnectionFailed),
    (aiohttp.ClientPayloadError, AsyncAnswerBrokeOff),
    (aiohttp.ClientHttpProxyError, AsyncProxyRefused),
    (aiohttp.ClientResponseError, AsyncAnswerBrokeOff),
    (aiohttp.ClientError, AsyncRequestFailed),
)


async def sent_once(request: Any, handler: Any) -> aiohttp.ClientResponse:
    """Send a request once, as a middleware of `aiohttp`.

    It would send a GET, a PUT or a DELETE again after a broken connection, although the server
    may have carried it out.
    """
    try:
        return await handler(request)  # type: ignore[no-any-return]
    except aiohttp.ClientConnectorError:  # nothing was sent, and nothing is sent again
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        said = without_query(str(error)) or type(error).__name__
        raise AsyncConnectionFailed(said) from error


def trusted(bundle: str) -> ssl.SSLContext:
    """Load certificates from a file or a folder; refuse a pipe, which would block.

    Raises:
        AsyncTlsFailed: there are none; nothing was sent.
    """
    advice = "check REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE"
    if not is_file_or_folder(bundle):
        raise AsyncTlsFailed(f"there is no certificate bundle at {bundle}; {advice}")
    try:
        if Path(bundle).is_dir():
            return ssl.create_default_context(capath=bundle)
        return ssl.create_default_context(cafile=bundle)
    except OSError as error:  # also one of `ssl`
        raise AsyncTlsFailed(
            f"the certificate bundle at {bundle} cannot be read: {error}; {advice}"
        ) from None


def translate(error: Exception, asked: str) -> TransportError:
    """Translate an error while sending into one of this package, which says what was asked."""
    if isinstance(error, TransportError):
        return without_secret_causes(placed(error, asked))
    found = (ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    kind = next(found, AsyncAnswerBrokeOff)
    said = without_query(str(error)) or type(error).__name__
    if type(error) is TimeoutError:  # without a word
        said = "no complete answer in time"
    if isinstance(error, aiohttp.ClientConnectorError) and kind is AsyncConnectFailed:
        said = unreachable(asked.rpartition(" ")[2], error.host, error.port, error.os_error)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        said = refused_by_proxy(error.status, error.message)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        said = str(error.certificate_error)
    ours = kind(f"{said} ({asked})", hint=authority_hint(said))
    if isinstance(error, aiohttp.ClientHttpProxyError) and refuses_for_good(error.status):
        ours.retryable = False
    ours.__cause__ = error
    return without_secret_causes(ours)
