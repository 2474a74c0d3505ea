"""Checks of the arguments of `Sandbox`: each error names the argument and what would be right.

Errors name the type of a wrong object instead of showing it: an application has a secret.

Example:
    >>> whole_number("campaigns", -1, 0, 5000)
    Traceback (most recent call last):
    ...
    ValueError: campaigns must be a whole number from 0 to 5000, not -1
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

_T = TypeVar("_T")


def whole_number(name: str, value: Any, least: int | None = None, most: int | None = None) -> int:
    """Return a whole number between two others, which belong to the range; `None` for no limit.

    Raises:
        ValueError: it is another type, or out of range.
    """
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    _check_range(name, value, "whole number", least, most, fits=is_whole)
    return int(value)


def number(name: str, value: Any, least: float | None = None, most: float | None = None) -> float:
    """Return a number; takes the arguments of `whole_number`.

    Raises:
        ValueError: it is another type, not a finite number, or out of range.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_finite = is_number and abs(value) <= sys.float_info.max
    _check_range(name, value, "number", least, most, fits=is_finite)
    return float(value)


def _check_range(
    name: str, value: Any, what: str, least: float | None, most: float | None, *, fits: bool
) -> None:
    in_range = fits and (least is None or least <= value) and (most is None or value <= most)
    if not in_range:
        raise ValueError(f"{name} must be a {what}{_say_range(least, most)}, not {value!r}")


def _say_range(least: float | None, most: float | None) -> str:
    if most is not None:
        return f" from {least} to {most}"
    return "" if least is None else f", {least} or more"


def flag(name: str, value: Any) -> bool:
    """Return a boolean.

    Raises:
        ValueError: it is not one.
    """
    if value is True or value is False:
        return bool(value)
    raise ValueError(f"{name} must be True or False, not {value!r}")


def text(name: str, value: Any, example: str) -> str:
    """Return a text.

    Raises:
        ValueError: it is not one; the message gives the example.
    """
    if isinstance(value, str):
        return value
    raise ValueError(f"{name} must be a string, such as {example!r}, not {value!r}")


def choice(name: str, value: Any, possible: Iterable[str]) -> str:
    """Return one of some texts.

    Raises:
        ValueError: it is another value.
    """
    names = list(possible)  # which takes a value that has no hash
    if value not in names:
        raise ValueError(f"{name} must be {' or '.join(names)}, not {value!r}")
    return str(value)


def moment(name: str, value: Any) -> datetime | None:
    """Return a time with its time zone, or `None`.

    Raises:
        ValueError: it is another type, or has no time zone.
    """
    if value is None:
        return None
    if not isinstance(value, datetime):
        example = "datetime(2027, 6, 1, tzinfo=UTC)"
        raise ValueError(f"{name} must be a datetime, such as {example}, not {value!r}")  # noqa: TRY004
    if value.utcoffset() is None:
        example = f"datetime({value.year}, {value.month}, {value.day}, tzinfo=UTC)"
        raise ValueError(f"{name} must have a time zone, such as {example}")
    return value


def instance(name: str, value: Any, kind: type[_T]) -> _T:
    """Return an object of a type.

    Raises:
        ValueError: it is another type.
    """
    if isinstance(value, kind):
        return value
    raise ValueError(f"{name} must be {kind.__name__}(...), not {type(value).__name__}")


def listed(name: str, values: Any, kind: type[_T]) -> tuple[_T, ...]:
    """Return the objects of a list, or of any iterable.

    Raises:
        ValueError: it is not iterable, is a text, or has an object of another type.
    """
    right = f"{name} must be a list of {kind.__name__}"
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ValueError(f"{right}, not {type(values).__name__}")  # noqa: TRY004
    found = tuple(values)
    for each in found:
        if not isinstance(each, kind):
            raise ValueError(f"{right}, not of {type(each).__name__}")  # noqa: TRY004
    return found
