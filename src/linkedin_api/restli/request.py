"""Requests as values: complete HTTP requests, ready to send."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, overload

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.hints import written_hint
from linkedin_api.restli.calls import Call
from linkedin_api.restli.encoder import scalar_text
from linkedin_api.restli.paths import fill_path
from linkedin_api.restli.promise import Promise
from linkedin_api.restli.query import encode_query

PROTOCOL_VERSION: Final = "2.0.0"
JSON: Final = "application/json"
VERSIONED_BASE: Final = "/rest"
UNVERSIONED_BASE: Final = "/v2"

_VISIBLE: Final = bytes(range(0x21, 0x7F))
_unfit_in_header = re.compile(r"[^\x21-\x7e]").search
_is_version = re.compile(r"[0-9]{6}(\.?[0-9]{2})?").fullmatch


class Addressed:
    """A request, by where it goes.

    It is no tuple: error collectors send what is in a tuple, and requests have secrets.

    Attributes:
        verb: the HTTP verb.
        url: absolute, fully encoded.
    """

    __slots__ = ()
    verb: str
    url: str

    @property
    def host(self) -> str:
        """Scheme and host of the URL."""
        return "/".join(self.url.split("/", 3)[:3])

    @property
    def address(self) -> str:
        """The URL without the query."""
        return self.url.partition("?")[0]

    @property
    def asked(self) -> str:
        """Verb and URL without the query, for logs and errors."""
        return f"{self.verb} {self.address}"


class Request(Addressed):
    """A complete HTTP request. Its URL goes to the HTTP library unchanged.

    Attributes:
        headers: everything that the protocol requires.
        content: the body, or `None`. The repr omits both, since they may contain secrets.
        promise: what a successful answer contains.
    """

    __slots__ = ("content", "headers", "promise", "url", "verb")

    def __init__(
        self,
        verb: str,
        url: str,
        headers: Mapping[str, str] = MappingProxyType({}),
        content: bytes | None = None,
        promise: Promise | None = None,
    ) -> None:
        self.verb = verb
        self.url = url
        self.headers = headers
        self.content = content
        self.promise = promise

    def __repr__(self) -> str:
        return f"<Request {self.verb} {self.url}>"

    def with_headers(self, headers: Mapping[str, str]) -> Request:
        """Return the same request with further headers."""
        more = {**self.headers, **headers}
        return Request(self.verb, self.url, more, self.content, self.promise)


def build_request(
    call: Call, *, base_url: str, access_token: str, version: str | None = None
) -> Request:
    """Build the HTTP request for a call, without tunnelling.

    Args:
        call: the call.
        base_url: scheme and host, such as `https://api.linkedin.com`.
        access_token: the bearer token.
        version: `YYYYMM` or `YYYYMM.RR` for `/rest`; `None` for `/v2`.

    Raises:
        InvalidArgumentError: an argument cannot be sent; the message names it.
    """
    path = fill_path(call.resource_path, call.path_keys)
    query = encode_query(call.query_params or {})
    has_body = call.body is not None
    headers = restli_headers(call.method.name, access_token, version, has_body=has_body)
    content = None if call.body is None else json_bytes(call.body)
    base = UNVERSIONED_BASE if version is None else VERSIONED_BASE
    url = f"{base_url}{base}{path}"
    if query:
        url += f"{'&' if '?' in path else '?'}{query}"
    return Request(call.method.verb, url, headers, content, call.method.promise)


def restli_headers(
    method: str, access_token: str, version: str | None, *, has_body: bool
) -> dict[str, str]:
    """The headers of a call; see `build_request` for the arguments."""
    headers = {
        "Authorization": f"Bearer {header_value('access_token', access_token)}",
        "X-RestLi-Protocol-Version": PROTOCOL_VERSION,
        "X-RestLi-Method": method,
    }
    if version is not None:
        headers["LinkedIn-Version"] = check_version(version)
    if has_body:
        headers["Content-Type"] = JSON
    return headers


def header_value(argument: str, value: Any) -> str:
    """Check a value that goes into a header; the error does not quote it.

    Raises:
        InvalidArgumentError: it is not a string, is empty, or contains a character that
            headers cannot have.
    """
    if not isinstance(value, str):
        raise InvalidArgumentError(f"{argument} must be a string, not {type(value).__name__}")
    if not value:
        raise InvalidArgumentError(f"{argument} must not be empty")
    if value.isascii() and not value.encode().translate(None, _VISIBLE):  # the common case
        return value
    if unfit := _unfit_in_header(value):
        raise InvalidArgumentError(
            f"{argument} must not contain {unfit[0]!r} (at position {unfit.start()})",
            hint=written_hint(argument, value),
        )
    return value


@overload
def check_version(version: str) -> str: ...
@overload
def check_version(version: str | None) -> str | None: ...
def check_version(version: str | None) -> str | None:
    """Return a version that can be one, or `None` for the unversioned API.

    Raises:
        InvalidArgumentError: it is spelled in another way.
    """
    if version is None:
        return None
    text = header_value("version_string", version)
    if not _is_version(text):
        raise InvalidArgumentError(
            f"version_string must be YYYYMM or YYYYMM.RR, such as '202608', not {text!r}"
        )
    return text


def json_bytes(body: Mapping[str, Any]) -> bytes:
    """The body of a call as JSON.

    Raises:
        InvalidArgumentError: a value cannot be encoded as JSON.
    """
    try:
        text = json.dumps(
            body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_json_scalar
        )
        return text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"the body cannot be encoded as JSON: {error}") from None


def _json_scalar(value: Any) -> Any:
    """Convert URNs, enums, and mappings other than dicts, which JSON does not know."""
    if isinstance(value, Mapping):
        return dict(value)
    text = scalar_text(value)
    if text is None:
        raise TypeError(f"it contains a value of type {type(value).__name__}")
    return text
