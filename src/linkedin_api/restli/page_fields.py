"""Read what an answer says about its page; anything that makes no sense is `None`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from linkedin_api.restli.records import Paging

#: No list has this many elements.
_BEYOND: Final = 10**18
_is_number = re.compile(r"[0-9]{1,18}").fullmatch


def next_link(paging: Paging) -> Mapping[str, str] | None:
    """The parameters of the link to the next page; those of protocol 1.0 are harmless."""
    for link in paging.links:
        if link.rel == "next":
            return dict(parse_qsl(str(link.href).partition("?")[2]))
    return None


def as_number(value: Any) -> int | None:
    """A whole number, also as text."""
    if isinstance(value, str):
        return int(value) if _is_number(value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_count(value: Any) -> int | None:
    """A number of elements in an answer; `None` for anything that cannot be one."""
    number = as_number(value)
    return number if number is not None and 0 <= number < _BEYOND else None


def is_sendable(token: Any) -> bool:
    """Whether a token is a string without lone surrogates, which a URL cannot contain."""
    if not isinstance(token, str):
        return False
    try:
        token.encode()
    except UnicodeEncodeError:
        return False
    return True


def first_of(*values: int | None) -> int:
    """The first number that is known."""
    return next(value for value in values if value is not None)
