"""Errors of `requests` as errors of this package, without ceasing to be the former.

A program that catches `requests.ConnectionError`, `requests.Timeout` or
`requests.exceptions.ChunkedEncodingError` goes on working.
"""

from __future__ import annotations

from requests import exceptions
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from linkedin_api.errors import TransportConnectionError, TransportError, TransportTimeoutError


class RequestFailed(TransportError, exceptions.RequestException):
    """No answer came, for a reason of its own that will not pass."""

    maybe_seen = False
    retryable = False


class ConnectionFailed(TransportConnectionError, exceptions.ConnectionError):
    """The connection broke; LinkedIn may have seen the request."""


class ConnectFailed(ConnectionFailed):
    """The connection could not be made; LinkedIn has not seen the request."""

    maybe_seen = False


class ProxyFailed(ConnectionFailed, exceptions.ProxyError):
    """The proxy refused or failed; LinkedIn may have seen the request."""


class TlsFailed(ConnectionFailed, exceptions.SSLError):
    """The certificate or the handshake is wrong."""

    maybe_seen = False
    retryable = False


class AnswerBrokeOff(TransportConnectionError, exceptions.ChunkedEncodingError):
    """The answer began, but did not arrive whole."""


class AnswerUndecodable(TransportError, exceptions.ContentDecodingError):
    """The answer is compressed, but cannot be decompressed."""


class ConnectTimedOut(TransportTimeoutError, exceptions.ConnectTimeout):
    """No connection in time; LinkedIn has not seen the request."""

    maybe_seen = False


class ReadTimedOut(TransportTimeoutError, exceptions.ReadTimeout):
    """No answer in time; LinkedIn may have seen the request."""


class TimedOut(TransportTimeoutError, exceptions.Timeout):
    """No answer in time."""


class RetriesExhausted(TransportError, exceptions.RetryError):
    """An adapter of the program's own has tried often enough; LinkedIn may have seen it."""

    retryable = False


# From the particular to the general: the first that fits is taken.
_TRANSLATIONS = (
    (exceptions.ConnectTimeout, ConnectTimedOut),
    (exceptions.ReadTimeout, ReadTimedOut),
    (exceptions.Timeout, TimedOut),
    (exceptions.ProxyError, ProxyFailed),
    (exceptions.SSLError, TlsFailed),
    (exceptions.ConnectionError, ConnectionFailed),
    (exceptions.ChunkedEncodingError, AnswerBrokeOff),
    (exceptions.ContentDecodingError, AnswerUndecodable),
    (exceptions.RetryError, RetriesExhausted),
    (exceptions.RequestException, RequestFailed),
)


def translate(error: exceptions.RequestException) -> TransportError:
    """The error of this package that stands for an error of `requests`, which is its cause."""
    kind = next(ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    if kind is ConnectionFailed and _was_never_connected(error):
        kind = ConnectFailed
    ours = kind(*error.args, request=error.request, response=error.response)
    ours.__cause__ = error
    return ours


def _was_never_connected(error: exceptions.RequestException) -> bool:
    inner = error.args[0] if error.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else inner
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
