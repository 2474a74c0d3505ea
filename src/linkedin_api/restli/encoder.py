"""Encode values as Rest.li 2.0.0 text.

There are two forms. Paths and query strings use the *URL form*: inside a value, everything but the
unreserved characters of RFC 3986 is percent-encoded, while the structure `List(…)`,
`(key:value)` is not. JSON bodies and headers use the *reduced form*: only `% ' ( ) , :` are
percent-encoded.

Source: rest.li `URIParamUtils`, `AsciiHexEncoding`, `URIElementParser` (observed). The published
protocol description omits that the reduced form also encodes `%` itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final
from urllib.parse import quote

from linkedin_api.errors import InvalidArgumentError

#: How deep lists and maps may be nested, in both directions. LinkedIn's own values stay below ten;
#: the limit turns hostile input and cycles into a clear error.
MAX_DEPTH: Final = 100

EMPTY_STRING: Final = "''"
_CONTAINERS: Final = (dict, list, tuple)
_reserved = re.compile(r"[^A-Za-z0-9._~-]")
_OCTETS: Final = {chr(code): f"%{code:02X}" for code in range(128)}
_REDUCED: Final = {ord(char): _OCTETS[char] for char in "%'(),:"}


def encode(value: Any) -> str:
    """Encode a value in the URL form.

    Args:
        value: a bool, int, float, str, `Enum`, `Urn`, or a list, tuple or dict of these.
            Keys of a dict are sorted; its `None` entries are left out.

    Raises:
        InvalidArgumentError: a value has another type, a list contains `None`, a float is not
            finite, or the nesting is deeper than `MAX_DEPTH`; the message says where.

    Example:
        >>> encode({"status": ["ACTIVE", "a,b"], "test": True, "note": ""})
        "(note:'',status:List(ACTIVE,a%2Cb),test:true)"
    """
    return _encode_at(value, url_token)


def reduced_encode(value: Any) -> str:
    """Encode a value in the reduced form, as in JSON bodies; see `encode` for the arguments.

    Example:
        >>> reduced_encode({"member": "urn:li:person:é 1"})
        '(member:urn%3Ali%3Aperson%3Aé 1)'
    """
    return _encode_at(value, _reduced_token)


def scalar_text(value: Any) -> str | None:
    """The unencoded text of a scalar; `None` if the value is not a scalar.

    An `Enum` is written as its value if that is a string or a number, otherwise as its name.
    """
    if isinstance(value, Enum):
        value = value.value if isinstance(value.value, str | int | float) else value.name
    if isinstance(value, bool):
        return "true" if value else "false"
    # A class of the program's own, or NumPy's `float64`, may show its values differently.
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _Unencodable(f"a float must be finite, not {value}")
        return float.__repr__(value)
    return None


def url_token(text: str) -> str:
    """Percent-encode a string for a URL; the empty string becomes `''`."""
    if text.isalnum() and text.isascii():
        return text
    try:
        return _reserved.sub(_percent, text) or EMPTY_STRING
    except UnicodeEncodeError:
        raise _Unencodable("a string with a lone surrogate cannot be sent") from None


def _percent(match: re.Match[str]) -> str:
    char = match[0]
    return _OCTETS.get(char) or quote(char, safe="")


def _reduced_token(text: str) -> str:
    return text.translate(_REDUCED) or EMPTY_STRING


class _Unencodable(InvalidArgumentError):
    """The reason; callers add the path to the wrong value while the exception propagates."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.path: list[str] = []


def _encode_at(value: Any, token: Callable[[str], str]) -> str:
    try:
        return _encode(value, token, 0)
    except _Unencodable as error:
        where = "".join(reversed(error.path))
        raise InvalidArgumentError(f"{error} (at {where})" if where else str(error)) from None


def _encode(value: Any, token: Callable[[str], str], depth: int) -> str:
    if type(value) is str:
        return token(value)
    if isinstance(value, _CONTAINERS):
        if depth == MAX_DEPTH:
            raise _Unencodable(f"nested deeper than {MAX_DEPTH}")
        if isinstance(value, dict):
            return _encode_map(value, token, depth + 1)
        return _encode_list(value, token, depth + 1)
    text = scalar_text(value)
    if text is None:
        raise _Unencodable(f"{_described(value)} cannot be encoded as Rest.li")
    return token(text)


def _encode_list(items: Sequence[Any], token: Callable[[str], str], depth: int) -> str:
    encoded: list[str] = []
    try:
        for item in items:
            encoded.append(_encode(item, token, depth))  # noqa: PERF401  the error uses its length
    except _Unencodable as error:
        error.path.append(f"[{len(encoded)}]")
        raise
    return f"List({','.join(encoded)})"


def _encode_map(entries: dict[Any, Any], token: Callable[[str], str], depth: int) -> str:
    key = None
    encoded: list[str] = []
    try:
        for key, item in sorted(_present_entries(entries).items()):
            encoded.append(f"{token(key)}:{_encode(item, token, depth)}")
    except _Unencodable as error:
        if key is not None:
            error.path.append(f"[{key!r}]")
        raise
    return f"({','.join(encoded)})"


def _present_entries(entries: dict[Any, Any]) -> dict[str, Any]:
    """The entries other than `None`, by the text of their keys."""
    present = {}
    for key, item in entries.items():
        if item is None:
            continue
        name = key if type(key) is str else scalar_text(key)
        if name is None:
            raise _Unencodable(f"{_described(key)} cannot be a key")
        if name in present:
            raise _Unencodable(f"two keys are both encoded as {name!r}")
        present[name] = item
    return present


def _described(value: Any) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"
