"""Variables of tracebacks: they hold tokens and secrets while a call is under way.

`pytest --showlocals`, `rich` and services that collect errors show or send the variables of each
frame of a traceback.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from types import FrameType
from typing import Final

from linkedin_api.clients.transports.error_chains import chain, frames

#: Packages whose frames hold what is sent. The program's own frames keep their variables.
_SENDING: Final = frozenset({"aiohttp", "http", "linkedin_api", "requests", "urllib3"})
_MAY_GO_ON: Final = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def forget_locals(error: BaseException) -> None:
    """Forget the variables of the functions through which an exception and its causes have come.

    Functions that still run keep theirs.
    """
    for each in chain(error):
        for frame in frames(each):
            if _is_over(frame):
                with suppress(RuntimeError):  # it still runs
                    frame.clear()


def _is_over(frame: FrameType) -> bool:
    """Whether a frame was one of the sending and cannot go on.

    To clear a generator that waits would end it, and ours share errors with each other. See
    `forgets_variables`.
    """
    package = str(frame.f_globals.get("__name__")).partition(".")[0]
    is_ours = package == "linkedin_api"
    return package in _SENDING and not (is_ours and frame.f_code.co_flags & _MAY_GO_ON)
