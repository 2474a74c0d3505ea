"""Exceptions of the program itself that arrive while a call waits for LinkedIn.

A time limit of a job queue or a signal handler of the program raises in the middle of whatever
runs. Such an exception is no answer of LinkedIn: it reaches the program unchanged, and nothing is
sent again.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from types import CodeType
from typing import Any, Final

from linkedin_api.clients.transports.error_chains import chain, frames

#: Packages whose exceptions say how a call went, besides the standard library's.
_OF_A_CALL: Final = frozenset(
    {"aiohttp", "aiohttp_socks", "linkedin_api", "python_socks", "requests", "urllib3"}
)


def is_of_program(error: Exception) -> bool:
    """Whether the program raised an exception, rather than a library about a call.

    Its class decides; a signal handler's own exceptions may have any class.
    """
    package = type(error).__module__.partition(".")[0]
    if package in sys.stdlib_module_names or package in _OF_A_CALL or isinstance(error, OSError):
        return raised_by_handler(error) is not None
    return True


def raised_by_handler(error: BaseException) -> BaseException | None:
    """The exception that a signal handler raised, behind an error of a library."""
    handlers = frozenset(_handlers())
    for each in reversed(chain(error)):  # `urllib3` passes tracebacks on to its own errors
        if not handlers.isdisjoint(frame.f_code for frame in frames(each)):
            return each
    return None


def _handlers() -> Iterator[CodeType]:
    """The code of the program's signal handlers."""
    for number in signal.valid_signals():
        handler: Any = signal.getsignal(number)
        while hasattr(handler, "func"):  # a `functools.partial`
            handler = handler.func
        for function in (handler, getattr(handler, "__call__", None)):  # noqa: B004  its method
            code = getattr(function, "__code__", None)  # a bound method's too
            if isinstance(code, CodeType):
                yield code
