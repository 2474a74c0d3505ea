"""Errors of `requests` as errors of this package that are still `requests` errors.

A program that catches `requests.ConnectionError`, `requests.Timeout` or
`requests.exceptions.ChunkedEncodingError` still works.
"""

from __future__ import annotations

import re
from typing import Final

import requests
from requests import exceptions
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    MaxRetryError,
    NewConnectionError,
)

from linkedin_api.clients.named_files import is_file_or_folder
from linkedin_api.clients.pickling import bare_request
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


class RequestFailed(TransportError, exceptions.RequestException):
    """No answer came, for a reason that is not temporary."""

    maybe_seen = False
    retryable = False


class ConnectionFailed(TransportConnectionError, exceptions.ConnectionError):
    """The connection broke; LinkedIn may have received the request."""


class ConnectFailed(ConnectionFailed):
    """The connection failed; LinkedIn has not received the request."""

    maybe_seen = False


class ProxyFailed(ConnectionFailed, exceptions.ProxyError):
    """The proxy refused or failed; LinkedIn may have received the request."""


class ProxyRefused(ProxyFailed):
    """The proxy refused to connect; LinkedIn has not received the request."""

    maybe_seen = False


class TlsFailed(ConnectionFailed, exceptions.SSLError):
    """The certificate is invalid or the TLS handshake failed."""

    maybe_seen = False
    retryable = False


class AnswerBrokeOff(TransportConnectionError, exceptions.ChunkedEncodingError):
    """The answer began but is incomplete."""


class AnswerUndecodable(TransportError, exceptions.ContentDecodingError):
    """The answer is compressed, but cannot be decompressed."""


class ConnectTimedOut(TransportTimeoutError, exceptions.ConnectTimeout):
    """No connection in time; LinkedIn has not received the request."""

    maybe_seen = False


class ReadTimedOut(TransportTimeoutError, exceptions.ReadTimeout):
    """No answer in time; LinkedIn may have received the request."""


class TimedOut(TransportTimeoutError, exceptions.Timeout):
    """No answer in time."""


class AnswerTooLarge(AnswerTooLargeError, exceptions.RequestException):
    """The answer is larger than allowed."""


class RetriesExhausted(TransportError, exceptions.RetryError):
    """A program's own adapter used up its retries; LinkedIn may have received the request."""

    retryable = False


# From specific to general: the first match wins.
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
    (exceptions.InvalidHeader, AnswerBrokeOff),
    (exceptions.RequestException, RequestFailed),
    (LocationValueError, RequestFailed),
    (HTTPError, AnswerBrokeOff),
    (OSError, RequestFailed),
)


#: What `http.client` says of a proxy's answer to CONNECT.
_of_tunnel: Final = re.compile(r"Tunnel connection failed: (\d{3}) ?(.*)").search


def check_certificates(verify: object) -> None:
    """Refuse a certificate bundle that does not exist, or a pipe, which would block.

    Raises:
        TlsFailed: there is no such file; nothing was sent.
    """
    if isinstance(verify, str) and not is_file_or_folder(verify):
        raise TlsFailed(
            f"there is no certificate bundle at {verify}; check REQUESTS_CA_BUNDLE,"
            " CURL_CA_BUNDLE and `session.verify`"
        )


def translate(error: Exception, asked: str) -> TransportError:
    """Translate an error of `requests` or `urllib3` into one of this package.

    Its message says what was asked.

    Neither it nor its causes quote a query, which may be secret, and its request contains
    neither token nor body.
    """
    reason = _innermost(error)
    if isinstance(reason, TransportError):
        return without_secret_causes(placed(reason, asked))
    kind = next(ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    if kind is ConnectionFailed and isinstance(reason, NewConnectionError | ConnectTimeoutError):
        kind = ConnectFailed
    request = bare_request(getattr(error, "request", None))
    said = _unreachable(request, reason) or without_query(str(reason)) or type(error).__name__
    for_good = False
    if kind is ProxyFailed and (refusal := _of_tunnel(said)):
        kind, status = ProxyRefused, int(refusal[1])
        said, for_good = refused_by_proxy(status, refusal[2]), refuses_for_good(status)
    ours = kind(
        f"{said} ({asked})",
        hint=authority_hint(said),
        request=request,
        response=getattr(error, "response", None),
    )
    if for_good:
        ours.retryable = False
    ours.__cause__ = None if reason is error else reason
    return without_secret_causes(ours)


def _unreachable(request: requests.PreparedRequest | None, reason: Exception) -> str | None:
    """The sentence for a host that refused the connection or has no address."""
    behind = getattr(reason, "original_error", reason)  # a proxy's
    connection = getattr(behind, "conn", None)  # since urllib3 2
    if request is None or connection is None or not isinstance(behind, NewConnectionError):
        return None
    return unreachable(request.url, connection.host, connection.port, behind)


def _innermost(error: Exception) -> Exception:
    """The innermost of nested errors."""
    inner = error.args[0] if error.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else inner
    return _innermost(reason) if isinstance(reason, Exception) else error
