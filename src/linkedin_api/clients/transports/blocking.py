"""Warns of a synchronous client in asynchronous code, where each call stops all tasks."""

from __future__ import annotations

import sys

from linkedin_api.hints import BLOCKING, MistakeWarning
from linkedin_api.program_lines import Line


def warn_of_blocking() -> None:
    """Warn at the line of the program, if it runs in a coroutine of an event loop.

    A cell of a notebook is no coroutine, although notebooks have a loop.
    """
    asyncio = sys.modules.get("asyncio")
    if asyncio is None or asyncio._get_running_loop() is None:  # noqa: SLF001  # raises nothing
        return
    if line := Line.of_coroutine():
        line.warn(BLOCKING, MistakeWarning)
