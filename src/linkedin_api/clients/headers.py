"""Headers that a program adds to calls: checked and merged, and quoted nowhere.

A value may be a secret, such as the key of a gateway, so no message, `repr` or log line has one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import InvalidArgumentError

#: Headers that say what a call is, and what to use in their place.
_RESERVED: Final[Mapping[str, str]] = {
    "authorization": "use access_token",
    "linkedin-version": "use version_string",
    "content-length": "the client sets it",
    "content-type": "the client sets it",
    "host": "use base_url",
    "transfer-encoding": "the client sets it",
    "x-http-method-override": "the client sets it",
    "x-restli-method": "the client sets it",
    "x-restli-protocol-version": "the client sets it",
}
#: The compressions that clients accept.
ACCEPTED: Final = "gzip, deflate"
_READABLE: Final = frozenset({"gzip", "x-gzip", "deflate", "identity"})
_is_name = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_is_value = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?").fullmatch


def acceptable(wanted: Any) -> str:
    """The header `Accept-Encoding`: what a program wants, if all of it can be decompressed.

    `requests` asks for Brotli by itself if a package for it is installed.

    Example:
        >>> acceptable("gzip"), acceptable("gzip, br")
        ('gzip', 'gzip, deflate')
    """
    if wanted == ACCEPTED or not isinstance(wanted, str):  # the common case
        return ACCEPTED
    names = {name.partition(";")[0].strip().lower() for name in wanted.split(",")}
    return wanted if names <= _READABLE else ACCEPTED


def checked_headers(headers: Mapping[str, str] | None) -> dict[str, str] | None:
    """Check headers that a program gives.

    Returns:
        A copy; `None` for none.

    Raises:
        InvalidArgumentError: not a dict of strings, or a header that the client sets itself.
    """
    if headers is None:
        return None
    check_kind(isinstance(headers, Mapping), "headers", "a dict of names and values", headers)
    return {_name(name): _value(name, value) for name, value in headers.items()}


def merged_headers(
    general: Mapping[str, str] | None, own: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """Headers of a client and those of one call, which win; names are case-insensitive.

    Raises:
        InvalidArgumentError: as `checked_headers`.
    """
    checked = checked_headers(own)
    if not checked or not general:
        return checked or general
    replaced = {name.lower() for name in checked}
    kept = {name: value for name, value in general.items() if name.lower() not in replaced}
    return {**kept, **checked}


def _name(name: Any) -> str:
    if not isinstance(name, str) or not _is_name(name):
        raise InvalidArgumentError(f"headers must have names such as 'X-Trace', not {name!r}")
    if instead := _RESERVED.get(name.lower()):
        raise InvalidArgumentError(f"headers must not have {name}: {instead}")
    return name


def _value(name: str, value: str) -> str:
    check_kind(isinstance(value, str), f"headers[{name!r}]", "a string", value)
    if not _is_value(value):
        raise InvalidArgumentError(
            f"headers[{name!r}] must be printable ASCII that does not begin or end with a space"
        )
    return acceptable(value) if name.lower() == "accept-encoding" else value
