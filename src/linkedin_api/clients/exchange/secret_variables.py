"""Generators whose variables hold a token or what is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from linkedin_api.clients.exchange.steps import Steps

P = ParamSpec("P")
T = TypeVar("T")


def forgets_variables(steps_of: Callable[P, Steps[T]]) -> Callable[P, Steps[T]]:
    """Let a generator of steps forget its variables when it fails: a traceback may show them.

    Who performs the steps cannot do it: errors are shared, and in the same traceback there may be
    the frame of a generator that still waits, which clearing would end.
    """

    @wraps(steps_of)
    def steps(*arguments: P.args, **named: P.kwargs) -> Steps[T]:
        try:
            return (yield from steps_of(*arguments, **named))
        except BaseException as error:
            # The next frame is that of the generator, which the exception has just left.
            if error.__traceback__ is not None and error.__traceback__.tb_next is not None:
                error.__traceback__.tb_next.tb_frame.clear()
            raise

    return steps
