"""Errors of `requests` as errors of this package, without ceasing to be the former.

A program that catches `requests.ConnectionError`, `requests.Timeout` or
`requests.exceptions.ChunkedEncodingError` goes on working.
"""

from __future__ import annotations

from requests import exceptions

from linkedin_api.errors import TransportConnectionError, TransportError, TransportTimeoutError


class RequestFailed(TransportError, exceptions.RequestException):
    """No answer came, for a reason of its own."""


class ConnectionFailed(TransportConnectionError, exceptions.ConnectionError):
    """The connection could not be made, or broke."""


class ProxyFailed(ConnectionFailed, exceptions.ProxyError):
    """The proxy refused or failed."""


class TlsFailed(ConnectionFailed, exceptions.SSLError):
    """The certificate or the handshake is wrong."""


class AnswerBrokeOff(TransportConnectionError, exceptions.ChunkedEncodingError):
    """The answer began, but did not arrive whole."""


class AnswerUndecodable(TransportError, exceptions.ContentDecodingError):
    """The answer is compressed, but cannot be decompressed."""


class ConnectTimedOut(TransportTimeoutError, exceptions.ConnectTimeout):
    """No connection in time; LinkedIn has not seen the request."""


class ReadTimedOut(TransportTimeoutError, exceptions.ReadTimeout):
    """No answer in time; LinkedIn may have seen the request."""


class TimedOut(TransportTimeoutError, exceptions.Timeout):
    """No answer in time."""


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
    (exceptions.RequestException, RequestFailed),
)


def translate(error: exceptions.RequestException) -> exceptions.RequestException:
    """The error of this package that stands for an error of `requests`."""
    ours = next(ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    return ours(*error.args, request=error.request, response=error.response)
