"""Keys of several parts as protocol 1.0 writes them: `stringKey=a&longKey=5`.

In a path the parts are plain, among `ids` percent-encoded as one value. Records
within a complex key are dotted: `$params.a=v&part=x`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from linkedin_api.sandbox.protocol.parameters import read_old_query

#: LinkedIn's documentation writes the name of a complex key's parameters in both ways.
_SPELLINGS: Final = {"$param": "$params"}


def read_old_map(text: str) -> dict[str, Any]:
    """Return the parts of a key.

    Example:
        >>> read_old_map("longKey=5&stringKey=a%3Ab")
        {'longKey': '5', 'stringKey': 'a:b'}
    """
    parts = read_old_query(text)
    return {_SPELLINGS.get(name, name): value for name, value in parts.items()}


def write_old_map(parts: Mapping[str, Any]) -> str:
    """Return a key as results and `X-LinkedIn-Id` show it; parts in order of their names.

    Example:
        >>> write_old_map({"stringKey": "a:b", "longKey": 5})
        'longKey=5&stringKey=a%3Ab'
    """
    return "&".join(f"{name}={quote(text, safe='')}" for name, text in sorted(_flatten(parts, "")))


def _flatten(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for step, item in value.items():
            yield from _flatten(item, f"{name}.{step}" if name else step)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _flatten(item, f"{name}[{place}]")
    else:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)
