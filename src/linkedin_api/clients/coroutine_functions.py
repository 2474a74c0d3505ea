"""Functions that return coroutines, known as coroutine functions to mocks and frameworks."""

from __future__ import annotations

import asyncio
import inspect
import sys
from collections.abc import Callable
from functools import update_wrapper
from types import FunctionType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def mark_coroutine_function(function: F) -> F:
    """Mark a function as `async def` would; returns it.

    Mocks look at what a function wraps (from Python 3.12.6 on), so a copy of that is marked too.
    """
    if wrapped := getattr(function, "__wrapped__", None):
        function.__wrapped__ = mark_coroutine_function(_copied(wrapped))  # type: ignore[attr-defined]
    if sys.version_info >= (3, 12):
        return inspect.markcoroutinefunction(function)
    function._is_coroutine = asyncio.coroutines._is_coroutine  # type: ignore[attr-defined]  # noqa: SLF001
    return function


def _copied(function: Callable[..., Any]) -> Callable[..., Any]:
    code, names, defaults = function.__code__, function.__globals__, function.__defaults__
    copy = FunctionType(code, names, function.__name__, defaults, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    update_wrapper(copy, function, updated=())
    del copy.__wrapped__  # type: ignore[attr-defined]
    return copy
