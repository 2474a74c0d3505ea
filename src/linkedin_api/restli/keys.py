"""How the protocol writes entity keys in each place.

| place | simple key | compound or complex key (a dict) |
|---|---|---|
| path, and `ids` in a query | URL form | URL form |
| `entities` of a request body | raw | reduced form |
| batch results, `X-RestLi-Id` | raw, sometimes encoded | reduced form, no `$params` |

Source: rest.li `URIParamUtils.keyToString`, `ResponseUtils.convertKey` (observed); an
encoded simple key in `entities` gets 400 "Batch request mismatch".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli.decoder import decode, percent_decode
from linkedin_api.restli.encoder import EMPTY_STRING, encode, reduced_encode, scalar_text
from linkedin_api.restli.urn import Urn

#: A key as callers pass it; dicts are compound or (with `$params`) complex keys.
Key = str | int | Urn | Mapping[str, Any]

# As path segments, these would mean the folder itself or the one above.
_UNADDRESSABLE = ("", ".", "..")


def path_segment(key: Any) -> str:
    """Encode a key as one path segment, so that it cannot change the structure of the path.

    Raises:
        InvalidArgumentError: the key cannot be encoded, or is `""`, `"."` or `".."`.
    """
    if key is None:
        raise InvalidArgumentError("None cannot be a key")
    if scalar_text(key) in _UNADDRESSABLE:
        raise InvalidArgumentError(f"{key!r} cannot be a key in a path")
    return encode(key)


def body_key(key: Any) -> str:
    """Encode a key as LinkedIn requires it in the `entities` of a body.

    Raises:
        InvalidArgumentError: the key cannot be encoded.
    """
    if key is None:
        raise InvalidArgumentError("None cannot be a key")
    text = scalar_text(key)
    return reduced_encode(key) if text is None else text


def decode_key(text: str) -> str | dict[str, Any]:
    """Decode a key from results or headers, whichever form LinkedIn used.

    Example:
        >>> decode_key("urn%3Ali%3Ashare%3A1"), decode_key("urn:li:share:1")
        ('urn:li:share:1', 'urn:li:share:1')
        >>> decode_key("(account:urn%3Ali%3Aa%3A1,user:2)")
        {'account': 'urn:li:a:1', 'user': '2'}
    """
    try:
        if text.startswith("("):
            return decode(text)  # type: ignore[no-any-return]
        return percent_decode(text)
    except InvalidSerializedRestliError:
        return text


def created_key(header: str | None, location: str | None) -> str | dict[str, Any] | None:
    """The key of a created entity, from `X-RestLi-Id` and `Location`.

    A raw id such as `100%25` or `(a:b)` looks like an encoded id or a compound key.
    `Location` is always encoded, so it decides if it can be the same key: there, a raw `(`
    starts a compound key, and `%28` a string.
    """
    if header is None:
        return None
    segment = last_segment(location)
    if segment is None:
        return decode_key(header)
    if segment.startswith("("):
        return _located_parts(segment) or decode_key(header)
    located = "" if segment == EMPTY_STRING else unquote(segment)
    same = header == segment or _may_arrive_as(located, header)
    return located if same else decode_key(header)


def _located_parts(segment: str) -> dict[str, Any] | None:
    """The compound key from `Location`, without the parts that do not identify the entity."""
    key = decode_key(segment)
    if isinstance(key, str):
        return None
    return {name: part for name, part in key.items() if name != "$params"}


def _may_arrive_as(key: str, header: str) -> bool:
    """Whether a header may be a key that changed in transit.

    HTTP strips white space from the ends of a header, and servers differ in how they write
    characters outside Latin-1.
    """
    if not header or not (header.isascii() and key.isascii()):
        return True
    return key.strip(" \t") in (header, decode_key(header))


def last_segment(location: Any) -> str | None:
    """The encoded key at the end of a `Location`, if there is one."""
    if not location or not isinstance(location, str):
        return None
    return location.partition("?")[0].rstrip("/").rpartition("/")[2] or None


class KeyIndex:
    """Finds the key of a requested id in an answer, in whatever form the server used."""

    __slots__ = ("_wire_keys",)

    def __init__(self, wire_keys: Iterable[str]) -> None:
        keys = list(wire_keys)
        self._wire_keys = {key: key for key in keys}
        for key in keys:
            self._wire_keys.setdefault(_canonical(decode_key(key)), key)

    def find(self, key: Any) -> str | None:
        """The answer's key for `key`; `None` if it has none.

        Raises:
            InvalidArgumentError: `key` cannot be encoded.
        """
        return self._wire_keys.get(_canonical(key))


def _canonical(key: Any) -> str:
    if not isinstance(key, Mapping):
        return body_key(key)
    # the answer has a complex key without the $params of the request
    return reduced_encode({name: part for name, part in key.items() if name != "$params"})
