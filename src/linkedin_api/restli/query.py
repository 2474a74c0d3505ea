"""Query strings, fully encoded, since no HTTP library's `params=` supports Rest.li."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli.encoder import MAX_DEPTH, encode, scalar_text, url_token
from linkedin_api.restli.projection import format_projection

_unfit_in_raw = re.compile(r"[%&#\"<>\\^`]|[^\x21-\x7e]").search
#: Programs use a few names again and again.
_name_token = lru_cache(maxsize=256)(url_token)
_white_space = re.compile(r"[ \t\r\n]+")


def encode_query(params: Mapping[str, Any]) -> str:
    """Encode a query string, without the question mark.

    Args:
        params: maps names to unencoded values; see `encode` for the types. `None` leaves a
            parameter out. `fields`, `metadataFields`, `pagingFields` and `projection`
            are sent unencoded; each can be a string, a list of names, or a mask.

    Raises:
        InvalidArgumentError: a value cannot be encoded; the message names the parameter.

    Example:
        >>> encode_query({"q": "search", "ids": [1, "a:b"], "fields": ["id", "name"]})
        'ids=List(1,a%3Ab)&q=search&fields=id,name'
    """
    check_kind(isinstance(params, dict | Mapping), "query_params", "a dict", params)
    pairs = {}
    for name, value in params.items():
        if value is None:
            continue
        if not isinstance(name, str) or not name:
            raise InvalidArgumentError(f"query parameter names must be strings, not {name!r}")
        write = _RAW.get(name, encode)
        try:
            pairs[name] = f"{_name_token(name)}={write(value)}"
        except InvalidArgumentError as error:
            raise InvalidArgumentError(f"query parameter {name!r}: {error}") from None
    return "&".join(pairs[name] for name in sorted(pairs, key=lambda name: (name in _RAW, name)))


def _raw_fields(value: Any) -> str:
    if isinstance(value, Mapping):
        return format_projection(value)
    return _raw_text(_join_names(value))


def _raw_projection(value: Any) -> str:
    """The older form `projection=(a,b(c))`, with lists and masks in parentheses."""
    if isinstance(value, Mapping):
        return _format_decoration(value, 1)
    text = _join_names(value)
    return _raw_text(text if isinstance(value, str) else f"({text})")


def _format_decoration(mask: Mapping[str, Any], depth: int) -> str:
    if depth > MAX_DEPTH:
        raise InvalidArgumentError(f"the mask is nested deeper than {MAX_DEPTH}")
    items = []
    for name, operation in mask.items():
        nested = isinstance(operation, Mapping)
        if not nested and operation != 1:
            raise InvalidArgumentError(f"{name} must be 1 or a dict, not {operation!r}")
        shown = "*" if name == "$*" else _raw_text(_join_names([name]))
        items.append(shown + (_format_decoration(operation, depth + 1) if nested else ""))
    return f"({','.join(items)})"


def _join_names(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, list | tuple):
        kind = type(value).__name__
        raise InvalidArgumentError(f"must be a string, a list of names or a mask, not {kind}")
    names = [scalar_text(name) for name in value]
    if not all(names):
        raise InvalidArgumentError(f"must be a list of non-empty names, not {value!r}")
    return ",".join(map(str, names))


def _raw_text(text: str) -> str:
    text = _white_space.sub("", text)
    if unfit := _unfit_in_raw(text):
        raise InvalidArgumentError(f"is sent unencoded and must not contain {unfit[0]!r}: {text!r}")
    return text


#: The parameters that the server does not percent-decode, and how to write each one.
_RAW: Final = {
    "fields": _raw_fields,
    "metadataFields": _raw_fields,
    "pagingFields": _raw_fields,
    "projection": _raw_projection,
}
