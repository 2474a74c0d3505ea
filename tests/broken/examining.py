"""Whether all of a response or an error can be read, and gives no secret away."""

from __future__ import annotations

import copy
import pickle
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.clients.response import BaseResponse
from linkedin_api.errors import LinkedInError
from linkedin_api.restli.records import Record

SECRET: Final = "s3cr3t"
#: What takes arguments, with some.
_LOOKUPS: Final = ("result_for", "error_for", "status_for")
_KEYS: Final = (1, "1", "x", {"a": "b"}, "\ud800")


class Unreadable(Exception):
    """Something cannot be read, or says too much; the cause is what happened."""


def examine(came: BaseResponse[Any] | LinkedInError) -> None:
    """Read all there is to read.

    Raises:
        Unreadable: an error that is not one of ours came of it.
    """
    for name, read in _readings(came):
        try:
            _look_at(read(), 3)
        except LinkedInError as error:
            _harmless(f"{error} {error!r}")
        except Exception as error:
            raise Unreadable(f"{type(came).__name__}: {name}: {error!r}") from error


def _readings(came: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "repr", lambda: _harmless(repr(came))
    yield "str", lambda: _harmless(str(came))
    yield "vars", lambda: dict(vars(came))
    yield "pickle", lambda: pickle.loads(pickle.dumps(came))
    yield "copy", lambda: copy.copy(came)
    for name in _names(type(came)):
        yield name, lambda name=name: getattr(came, name)
    for name in _LOOKUPS:
        if hasattr(type(came), name):
            for key in _KEYS:
                yield f"{name}({key!r})", lambda name=name, key=key: getattr(came, name)(key)
    if isinstance(came, BaseResponse):
        yield "raise_for_status", came.raise_for_status
    else:
        yield "traceback", lambda: _harmless("".join(traceback.format_exception(came)))
        yield "pickled", lambda: _harmless(repr(pickle.dumps(came)))


def _names(kind: type) -> list[str]:
    """Names of the attributes that a class documents, and of what requires no argument."""
    ours = [each for each in kind.__mro__ if each.__module__.startswith("linkedin_api")]
    named = {n for each in ours for n in (*vars(each), *vars(each).get("__annotations__", ()))}
    return sorted(n for n in named if n[0] != "_" and not callable(getattr(kind, n, None)))


def _look_at(value: Any, depth: int) -> None:
    """Read what a value consists of, as a program would that takes the documentation's word."""
    if depth == 0:
        return
    if isinstance(value, Record):
        for name in _names(type(value)):
            _look_at(getattr(value, name), depth - 1)
        repr(value)
    if isinstance(value, LinkedInError):
        str(value), repr(value)
    if isinstance(value, Mapping):
        for item in list(value.values())[:3]:
            _look_at(item, depth - 1)
    elif isinstance(value, list | tuple):
        for item in value[:3]:
            _look_at(item, depth - 1)


def _harmless(text: str) -> None:
    if SECRET in text:
        raise AssertionError(f"a secret is in {text[:3000]!r}")
