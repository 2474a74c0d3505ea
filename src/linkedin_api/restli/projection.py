"""Projections: the fields that an answer contains, as text (`fields=`) and as a mask.

A mask is the JSON form: 1 keeps a field, 0 drops it, and a nested dict selects nested fields.
`$*` means every element of an array or every entry of a map; `$start` and `$count` take a slice
of an array.

Source: rest.li `URIMaskUtil`, `MaskTree` (observed). These parameters are sent unencoded: the
server does not percent-decode them. It refuses `fields=List(a,b)`, which the published protocol
description shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli.decoder import check_text
from linkedin_api.restli.encoder import MAX_DEPTH

Mask = Mapping[str, Any]

_RANGE_KEYS: Final = ("$start", "$count")
# A name, and the character after it that says what it was.
_step = re.compile(r"(?P<name>[^,:()]*+)(?P<mark>[,()]|:\s*+\(?|$)").match
_range_value = re.compile(r"\s*+([0-9]{1,10}+)\s*+(?=[,)]|$)").match
_unfit_in_name = re.compile(r"^-|[,:()%&#]|[^\x21-\x7e]").search


def parse_projection(text: str) -> dict[str, Any]:
    """Parse a projection. Like LinkedIn, it ignores white space and empty names.

    Args:
        text: such as `id,author:(name),tags:($*:(x),$start:0,$count:5),-secret`.

    Returns:
        The mask.

    Raises:
        InvalidSerializedRestliError: the text is malformed, or nested deeper than
            `MAX_DEPTH`; the message says where.

    Example:
        >>> parse_projection("id,author:(name),-secret")
        {'id': 1, 'author': {'name': 1}, 'secret': 0}
    """
    check_text(text)
    mask: dict[str, Any] = {}
    enclosing: list[dict[str, Any]] = []
    position = 0
    while True:
        match = cast("re.Match[str]", _step(text, position))  # the pattern always matches
        name, mark = "".join(match["name"].split()), match["mark"]
        if mark == "(":
            raise _malformed("expected ':' before '('", match.end() - 1)
        position = match.end()
        if mark.startswith(":"):
            if name in _RANGE_KEYS and mark[-1] != "(":
                mask[name], position = _read_range_value(text, position)
                continue
            enclosing.append(mask)
            mask = _open_nested(mask, name, mark, match.end("name"), len(enclosing))
            continue
        if name.strip("-"):
            mask[name.removeprefix("-")] = 0 if name.startswith("-") else 1
        if mark == ")":
            if not enclosing:
                raise _malformed("unexpected ')'", position - 1)
            mask = enclosing.pop()
        elif not mark:
            if enclosing:
                raise _malformed("a ')' is missing", position)
            return mask


def format_projection(mask: Mask) -> str:
    """Write a mask as a projection, in the order of the mask.

    Args:
        mask: maps field names to 1 (keep), 0 (drop) or a nested mask, and `$start` and
            `$count` to numbers.

    Raises:
        InvalidArgumentError: a name or a value is invalid.

    Example:
        >>> format_projection({"id": 1, "tags": {"$*": {"x": 1}, "$count": 5}, "secret": 0})
        'id,tags:($*:(x),$count:5),-secret'
    """
    return ",".join(_format_items(mask, 1))


def _read_range_value(text: str, position: int) -> tuple[int, int]:
    match = _range_value(text, position)
    if match is None:
        raise _malformed("expected a non-negative number", position)
    return int(match[1]), match.end()


def _open_nested(
    mask: dict[str, Any], name: str, mark: str, position: int, depth: int
) -> dict[str, Any]:
    if not name:
        raise _malformed("expected a field name before ':'", position)
    if mark[-1] != "(":
        raise _malformed("expected '(' after ':'", position + len(mark))
    if name.startswith("-"):
        raise _malformed("a dropped field cannot have nested fields", position)
    if depth > MAX_DEPTH:
        raise _malformed(f"nested deeper than {MAX_DEPTH}", position)
    nested: dict[str, Any] = {}
    mask[name] = nested
    return nested


def _format_items(mask: Mask, depth: int) -> Iterator[str]:
    check_kind(isinstance(mask, Mapping), "a mask", "a dict", mask)
    if depth > MAX_DEPTH:
        raise InvalidArgumentError(f"the mask is nested deeper than {MAX_DEPTH}")
    for name, operation in mask.items():
        if not isinstance(name, str) or not name or _unfit_in_name(name):
            raise InvalidArgumentError(f"{name!r} is not a valid field name in a projection")
        yield _format_item(name, operation, depth)


def _format_item(name: str, operation: Any, depth: int) -> str:
    if name in _RANGE_KEYS:
        if type(operation) is not int or operation < 0:
            raise InvalidArgumentError(
                f"{name} of a mask must be a non-negative integer, not {operation!r}"
            )
        return f"{name}:{operation}"
    if isinstance(operation, Mapping):
        return f"{name}:({','.join(_format_items(operation, depth + 1))})"
    if operation not in (0, 1):
        raise InvalidArgumentError(
            f"{name} of a mask must be 1 (keep), 0 (drop) or a dict, not {operation!r}"
        )
    return name if operation else f"-{name}"


def _malformed(message: str, position: int) -> InvalidSerializedRestliError:
    return InvalidSerializedRestliError(f"malformed projection: {message}", position)
