"""Lines of the log that a command leaves out, since it says the same once in its own words.

Concurrent calls that cannot reach LinkedIn fail together and are repeated several times. That would
be dozens of lines before the one that says what is wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

#: What an event calls these errors, of either client.
_UNREACHABLE: Final = frozenset(
    {
        "ConnectFailed",
        "ConnectTimedOut",
        "ProxyFailed",
        "AsyncConnectFailed",
        "AsyncConnectTimedOut",
    }
)


class LinesLeftOut(logging.Filter):
    """Leaves out lines by their values, and counts them.

    Args:
        leaves_out: whether a line with this value is left out.

    Attributes:
        left_out: how many there were.
    """

    def __init__(self, leaves_out: Callable[[object], bool]) -> None:
        super().__init__()
        self._leaves_out = leaves_out
        self.left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is shown."""
        values = record.args if isinstance(record.args, tuple) else ()
        if not any(map(self._leaves_out, values)):
            return True
        self.left_out += 1
        return False


@contextmanager
def lines_left_out(leaves_out: Callable[[object], bool]) -> Iterator[LinesLeftOut]:
    """Leave out lines of this package's log by their values."""
    lines = LinesLeftOut(leaves_out)
    logger = logging.getLogger("linkedin_api")
    logger.addFilter(lines)
    try:
        yield lines
    finally:
        logger.removeFilter(lines)


def unreachable_said_once() -> AbstractContextManager[LinesLeftOut]:
    """Leave out the retries of failed connections; the error at the end says why."""
    return lines_left_out(lambda value: isinstance(value, str) and value in _UNREACHABLE)
