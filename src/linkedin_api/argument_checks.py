"""Checks of arguments: each error names the argument and says what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.hints import A_LIST
from linkedin_api.near_names import did_you_mean

T = TypeVar("T")


def check(is_right: object, argument: str, wanted: str, value: Any) -> None:
    """Refuse an argument that is not what is wanted, and show what it is.

    Example:
        >>> check(False, "jitter", "from 0 to 1", 2)
        Traceback (most recent call last):
        linkedin_api.errors.InvalidArgumentError: jitter must be from 0 to 1, not 2
    """
    if not is_right:
        raise InvalidArgumentError(f"{argument} must be {wanted}, not {value!r}")


def check_kind(is_right: object, argument: str, wanted: str, value: Any) -> None:
    """Refuse an argument of another type; it is not quoted, since it may be long or a secret.

    Example:
        >>> check_kind(False, "path_keys", "a dict", ["id"])
        Traceback (most recent call last):
        linkedin_api.errors.InvalidArgumentError: path_keys must be a dict, not list
    """
    if not is_right:
        raise InvalidArgumentError(f"{argument} must be {wanted}, not {type(value).__name__}")


def several(argument: str, values: Iterable[T]) -> tuple[T, ...]:
    """Return values; one text or number is refused, since text would be read letter by letter.

    Example:
        >>> several("organizations", ["2414183"])
        ('2414183',)
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InvalidArgumentError(f"{argument} must be a list, not {values!r}", hint=A_LIST)
    return tuple(values)


def texts(argument: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return values that must be text, as `several` does."""
    found = several(argument, values)
    for each in found:
        check(isinstance(each, str), argument, "a list of text", each)
    return found


def check_names(argument: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a name that is not known, and say which one was probably meant.

    Example:
        >>> check_names("asset_types", ["VIDEOS"], ["COURSE", "VIDEO"])
        Traceback (most recent call last):
        linkedin_api.errors.InvalidArgumentError: asset_types must be any of COURSE, VIDEO, not
        'VIDEOS'; did you mean VIDEO?
    """
    known = tuple(known)
    for name in names:
        if name not in known:
            raise InvalidArgumentError(
                f"{argument} must be any of {', '.join(known)}, not {name!r}"
                f"{did_you_mean(name, known)}"
            )


def check_one_of(argument: str, value: str, known: Iterable[str]) -> None:
    """Refuse a value that is not one of those that are known.

    Example:
        >>> check_one_of("nested", "xml", ("tables", "json"))
        Traceback (most recent call last):
        linkedin_api.errors.InvalidArgumentError: nested must be one of tables, json, not 'xml'
    """
    check(value in (found := tuple(known)), argument, f"one of {', '.join(found)}", value)


def filled(argument: str, value: str) -> str:
    """Return a non-empty string; a wrong one is not quoted, since it may be a secret."""
    if not isinstance(value, str) or not value:
        raise InvalidArgumentError(f"{argument} must be a non-empty string")
    check_encodable(argument, value)
    return value


def check_encodable(argument: str, text: str) -> None:
    """Refuse text that cannot be sent; it is not quoted, since it may be a secret."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidArgumentError(f"{argument} must not contain a lone surrogate") from None
