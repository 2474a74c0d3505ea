"""Entity keys in the places where the protocol writes them, each place in its own way.

| place | simple key | compound or complex key (a dict) |
|---|---|---|
| path, and `ids` in a query | URL form | URL form |
| `entities` of a request body | raw | reduced form |
| batch results, `X-RestLi-Id` | raw, sometimes encoded | reduced form, no `$params` |

Source: rest.li `URIParamUtils.keyToString`, `ResponseUtils.convertKey` (observed); an
escaped simple key in `entities` is answered 400 "Batch request mismatch".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli.decoder import decode, percent_decode
from linkedin_api.restli.encoder import EMPTY_STRING, encode, reduced_encode, scalar_text
from linkedin_api.restli.urn import Urn

#: A key as callers give it; dicts are compound or (with `$params`) complex keys.
Key = str | int | Urn | Mapping[str, Any]

# A path segment of these would be taken for the folder itself or the one above.
_UNADDRESSABLE = ("", ".", "..")


def path_segment(key: Any) -> str:
    """Write a key as one segment of a path; it cannot break out of the segment.

    Raises:
        InvalidArgumentError: the key has no form, or is `""`, `"."` or `".."`, which no
            path can address.
    """
    if scalar_text(key) in _UNADDRESSABLE:
        raise InvalidArgumentError(f"the key {key!r} cannot be addressed by a path")
    return encode(key)


def body_key(key: Any) -> str:
    """Write a key as LinkedIn wants it in the `entities` of a body.

    Raises:
        InvalidArgumentError: the key has no form.
    """
    text = scalar_text(key)
    return reduced_encode(key) if text is None else text


def decode_key(text: str) -> str | dict[str, Any]:
    """Read a key as LinkedIn writes it in results and headers, whichever form it chose.

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

    A raw id such as `100%25` or `(a:b)` cannot be distinguished from an encoded one, or a
    compound key, by itself. `Location` is always encoded, so it decides where it may name the
    same key: a raw `(` begins a compound key there, `%28` a text.
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
    """A compound key as `Location` has it; what does not identify an entity is left out."""
    key = decode_key(segment)
    if isinstance(key, str):
        return None
    return {name: part for name, part in key.items() if name != "$params"}


def _may_arrive_as(key: str, header: str) -> bool:
    """Whether a header may be what became of a key on its way.

    HTTP takes blanks from the ends of a header, and each server writes in its own way what
    Latin-1 lacks.
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
    """Finds the wire key of an id that was asked for, in whatever form the server used."""

    __slots__ = ("_wire_keys",)

    def __init__(self, wire_keys: Iterable[str]) -> None:
        keys = list(wire_keys)
        self._wire_keys = {key: key for key in keys}
        for key in keys:
            self._wire_keys.setdefault(_canonical(decode_key(key)), key)

    def find(self, key: Any) -> str | None:
        """The wire key that stands for `key`, or `None` if the answer has none.

        Raises:
            InvalidArgumentError: `key` has no Rest.li form.
        """
        return self._wire_keys.get(_canonical(key))


def _canonical(key: Any) -> str:
    if not isinstance(key, Mapping):
        return body_key(key)
    # a complex key is answered without the $params it was asked with
    return reduced_encode({name: part for name, part in key.items() if name != "$params"})
