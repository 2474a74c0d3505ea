"""No test leaves the process other than it found it.

What a test leaves behind is met by those that happen to run after it in the same process: they
pass or fail by chance. So a test fails, and so does the last one of a module whose fixtures did it,
if it changes for good

- the environment or the current folder;
- the level, handlers or propagation of a logger that was there before;
- what Python does with a signal or an uncaught exception, or where it looks for modules.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2)
#: pytest changes it for each test.
_OF_PYTEST: Final = "PYTEST_CURRENT_TEST"


def _process() -> dict[str, Any]:
    """What those that run later may meet, each under the name that a report gives it."""
    state: dict[str, Any] = {f"${name}": value for name, value in os.environ.items()}
    state.pop(f"${_OF_PYTEST}", None)
    state["the current folder"] = os.getcwd()  # noqa: PTH109
    state["the least level of all loggers"] = logging.root.manager.disable
    state["sys.excepthook"] = sys.excepthook
    state["threading.excepthook"] = threading.excepthook
    state["sys.path"] = [*sys.path]
    for number in _SIGNALS:
        state[number.name] = signal.getsignal(number)
    return state


def _loggers() -> dict[str, Any]:
    known = [logging.root, *logging.root.manager.loggerDict.values()]
    return {
        each.name: (each.level, [*filter(_is_not_of_pytest, each.handlers)], each.propagate)
        for each in known
        if isinstance(each, logging.Logger)
    }


def _is_not_of_pytest(handler: logging.Handler) -> bool:
    return not type(handler).__module__.startswith("_pytest.")


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Fail if what was done in the `with` block changed the process for good."""
    process, loggers = _process(), _loggers()
    yield
    now = _process()
    left = [
        f"{name}: {process.get(name)!r} became {now.get(name)!r}"
        for name in sorted({*process, *now})
        if process.get(name) != now.get(name)
    ]
    there = _loggers()
    left += [
        f"the logger {name}: {was!r} became {there[name]!r}"
        for name, was in loggers.items()
        if there[name] != was
    ]
    if left:
        pytest.fail("\n".join(["it left behind:", *left]), pytrace=False)
